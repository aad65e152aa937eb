"""How pages of sites are read from the text that installed tools make of them.

usage: python -m bench.site_dumps [--tools NAME…] [--each]

Each *site* is a page of HTML in the manner of news sites: full texts with a byline, excerpts with a sidebar,
a newsletter with its contents. The stories are those of bench/short_stories/. Tools are programs that turn
HTML into text; a tool that is not installed is named and passed over. For each tool the share of the
headlines that its text still has and that careader finds is printed, and how many pages are wrong without a
doubt.
"""

import argparse
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from bench.short_pages import Story, stories
from careader.capture import Capture, parse
from careader.intake.models import Page
from careader.intake.opening import open_file
from careader.text import fold

TOOLS: dict[str, tuple[str, ...]] = {
    "lynx": ("lynx", "-dump", "-display_charset=utf-8"),
    "lynx, no list": ("lynx", "-dump", "-nolist", "-display_charset=utf-8"),
    "w3m": ("w3m", "-dump", "-cols", "80", "-O", "UTF-8"),
    "links": ("links", "-dump", "-codepage", "utf-8"),
    "elinks": ("elinks", "-dump", "-dump-charset", "utf-8"),
    "html2text": ("html2text", "-utf8"),
    "pandoc, plain": ("pandoc", "-f", "html", "-t", "plain"),
    "pandoc, Markdown": ("pandoc", "-f", "html", "-t", "gfm"),
    "pandoc, Org": ("pandoc", "-f", "html", "-t", "org"),
    "pandoc, AsciiDoc": ("pandoc", "-f", "html", "-t", "asciidoc"),
    "pandoc, MediaWiki": ("pandoc", "-f", "html", "-t", "mediawiki"),
}
"""Each tool's command, to which the path of the page is added."""

PAIRS = ("KGS", "KZT", "TJS", "UZS", "TMT")
NAMES = (
    "Ainura Sadykova",
    "Timur Ospanov",
    "Laylo Karimova",
    "Bekzat Nurmanov",
    "Gulnoza Mirzo",
    "Pavel Kim",
)
DAY = date(2025, 11, 16)
_LIMIT = 60  # seconds for a tool


@dataclass(frozen=True, slots=True)
class Site:
    """A page of HTML, and what is right about it."""

    name: str
    html: str
    headlines: tuple[str, ...]
    rates: bool


def rates() -> list[str]:
    """The lines of the rates."""
    return [f"{pair}/USD = 0.0{n}140 0.{n}%" for n, pair in enumerate(PAIRS, 1)]


def _body(story: Story) -> str:
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in story.blocks[1:])


def full_texts(told: Sequence[Story]) -> str:
    """Full texts with a kicker, a byline and a row of buttons; the rates in a list at the top."""
    articles = "".join(
        f"<article><p>{kicker}</p><h2><a href='/{n}'>{escape(story.blocks[0], quote=False)}</a></h2>"
        f"<p>{name} | {n + 3} November 2025 | {n + 2} min read</p>{_body(story)}"
        "<div><a href='#'>Share</a> <a href='#'>Print</a></div></article>"
        for n, (story, name, kicker) in enumerate(
            zip(told, NAMES, ("Water", "Courts", "Rail", "Trade", "Power", "Music"), strict=False)
        )
    )
    items = "".join(f"<li>{line}</li>" for line in rates())
    head = f"<ul><li>Home</li><li>About</li></ul><ul>{items}</ul><p>{DAY:%d %B %Y}</p>"
    return f"{head}{articles}<p>© Orlen Post</p>"


def excerpts(told: Sequence[Story]) -> str:
    """Excerpts, each below a picture; the day in a row of the site, the rates in a table of a sidebar."""
    articles = "".join(
        f"<div><figure><figcaption>The square. Photo by {name}</figcaption></figure>"
        f"<h3><a href='/{n}'>{escape(story.blocks[0], quote=False)}</a></h3>"
        f"<div>{name} Nov {n + 1}, 2025</div>"
        f"<p>{escape(' '.join(story.blocks[1].split()[:30]), quote=False)} […]</p></div>"
        for n, (story, name) in enumerate(zip(told, NAMES, strict=False))
    )
    cells = "".join(
        "<tr>" + "".join(f"<td>{part}</td>" for part in line.replace(" = ", " ").split()) + "</tr>"
        for line in rates()
    )
    return (
        f"<div>Orlen Gazette {DAY:%B %d, %Y} <a href='/in'>Log in</a></div><h1>Latest News</h1>{articles}"
        f"<aside><h4>Currencies</h4><table>{cells}</table></aside><p>Orlen Gazette, Harbour Street 4</p>"
    )


def newsletter(told: Sequence[Story]) -> str:
    """A newsletter: its contents, and below them each story with the name of its section."""
    contents = "".join(f"<li>{escape(story.blocks[0], quote=False)}</li>" for story in told)
    articles = "".join(
        f"<p>{kicker}</p><h2>{escape(story.blocks[0], quote=False)}</h2>{_body(story)}"
        f"<p><a href='/{n}'>Discuss</a></p>"
        for n, (story, kicker) in enumerate(
            zip(
                told, ("The big picture", "Money", "Nearby", "Long read", "Wonders", "One more"), strict=False
            )
        )
    )
    return (
        f"<p><a href='/v'>View this email in your browser</a></p><p>The Orlen Letter</p>"
        f"<p>{DAY:%A, %B %d, %Y}</p>"
        f"<p>Good morning. Here is what we have read this week.</p><p>In this issue:</p><ul>{contents}</ul>"
        f"{articles}"
        "<p>Update your preferences or <a href='/u'>unsubscribe</a></p>"
    )


SITES: dict[str, tuple[Callable[[Sequence[Story]], str], bool, bool]] = {
    "full texts": (full_texts, True, True),
    "excerpts": (excerpts, True, True),
    "newsletter": (newsletter, False, False),
}
"""The sites: how each is built, whether its titles are in Title Case, and whether it has rates."""


def sites(seed: int) -> list[Site]:
    """A page of each site, with six stories drawn by a seed."""
    found = []
    for name, (build, titled, rated) in SITES.items():
        told = stories(titled=titled)
        random.Random(f"{name}{seed}").shuffle(told)  # noqa: S311 - the same pages each run
        chosen = told[:6]
        head = "<head><meta charset='utf-8'><title>Orlen</title></head>"
        page = f"<html>{head}<body>{build(chosen)}</body></html>"
        found.append(Site(name, page, tuple(story.blocks[0] for story in chosen), rated))
    return found


def read(path: Path) -> list[Capture]:
    """The captures of a file."""
    with open_file(path) as opened:
        pages = [page for page in opened if isinstance(page, Page)]
    return parse([(str(path), page) for page in pages])


def main() -> None:
    """Print the figures of each installed tool."""
    parser = argparse.ArgumentParser(description="read pages of sites as text tools leave them")
    parser.add_argument("--tools", nargs="*", default=list(TOOLS))
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    found = wanted = silent = right = total = 0
    with tempfile.TemporaryDirectory() as folder:
        for tool in options.tools:
            command = TOOLS[tool]
            if shutil.which(command[0]) is None:
                print(f"{tool}: not installed, passed over")
                continue
            for site in (site for seed in range(options.seeds) for site in sites(seed)):
                page = Path(folder, "page.html")
                page.write_text(site.html, "utf-8")
                done = subprocess.run([*command, str(page)], capture_output=True, check=False, timeout=_LIMIT)
                text = Path(folder, "page.txt")
                text.write_bytes(done.stdout)
                captures = read(text) if done.stdout.strip() else []
                got = [fold(copy.headline) for capture in captures for copy in capture.copies]
                want = [fold(line) for line in site.headlines]
                same_head = all(
                    capture.date == DAY and len(capture.rates) == site.rates * len(PAIRS)
                    for capture in captures
                )
                exact = got == want and same_head
                doubted = any(
                    capture.doubtful or any(copy.doubtful for copy in capture.copies) for capture in captures
                )
                total, right = total + 1, right + exact
                found, wanted = found + sum(line in got for line in want), wanted + len(want)
                silent += not (exact or doubted)
                if options.each and not exact:
                    print(f"{'doubted' if doubted else 'silent'}: {tool}, {site.name}: {got}")
    share = found / max(wanted, 1)
    print(f"{total} dumps, {right} right; headlines found {share:.3f}; {silent} wrong in silence")


if __name__ == "__main__":
    main()
