"""Reading saved pages: HTML against the same pages as text, and a WARC against its pages as files.

Run as ``python -m bench.intake [PAGES]``, on a machine that does nothing else. Each figure is a ratio of
two times on the clock within one run: helper processes read beside the process that waits for them.
"""

import sys
import tempfile
import time
from pathlib import Path

from careader.index.updating import update
from tests.intake.files import record, response
from tests.intake.templates import STORIES, wordpress, words
from tests.pages import prose


def page(number: int) -> tuple[str, str]:
    """A page of some 25 KB as HTML, and as text: the stories are others on each."""
    markup, text = wordpress(), []
    for n, story in enumerate(STORIES):
        headline = f"{story.headline} {number}"
        more = [prose(f"{number} {n} {part}", 60) for part in range(4)]
        markup = markup.replace(story.headline, headline, 1)
        markup = markup.replace(f"<p>{story.lead}", f"<p>{'</p><p>'.join(more)}</p><p>{story.lead}", 1)
        text += [headline, *more, *words(story)]
    return markup, "\n\n".join(text) + "\n"


def seconds(index: Path, folder: Path) -> float:
    """How long it takes to make an index of a folder."""
    begun = time.perf_counter()
    update(index, [folder])
    return time.perf_counter() - begun


def main(number: int) -> None:
    """Measure, and print ratios."""
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        for name in ("html", "text", "warc"):
            (top / name).mkdir()
        with (top / "warc" / "all.warc").open("wb") as warc:
            for n in range(number):
                markup, text = page(n)
                (top / "html" / f"{n:05}.html").write_text(markup, encoding="utf-8")
                (top / "text" / f"{n:05}.txt").write_text(text, encoding="utf-8")
                address = f"https://news.example.org/{n}/"
                warc.write(record("response", response(markup.encode()), "application/http", address))
        print(f"{number} pages, {len(page(0)[0].encode()) / 1024:.0f} KiB each as HTML")
        taken = {name: seconds(top / f"{name}.db", top / name) for name in ("text", "html", "warc")}
        for name, each in taken.items():
            print(f"{name}: {each:.2f} s, {1000 * each / number:.1f} ms a page")
        print(f"HTML takes {taken['html'] / taken['text']:.2f} times as long as text (at most 2)")
        print(f"WARC takes {taken['warc'] / taken['html']:.2f} times as long as the files (at most 1.3)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
