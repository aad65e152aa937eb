"""The generated archives that benchmarks share: each made once, and its index built once, in a cache folder.

They are in careader-bench in the folder for temporary files; remove it to have them made anew.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from zlib import crc32

from bench import grammar, make_corpus, stories
from bench.terminal import home

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(tempfile.gettempdir()) / "careader-bench"
COPIES_ON_A_PAGE = 5.62
"""On average: digests have one article, some tags fewer than six."""


def of_pages(pages: int, per_story: float = 4.5) -> Path:
    """An archive of so many pages."""
    recipe = b"".join(Path(each.__file__ or "").read_bytes() for each in (grammar, stories, make_corpus))
    folder = CACHE / f"{pages}-pages-{per_story}-{crc32(recipe):08x}"
    if not (folder / "truth.jsonl").exists():  # written last
        say(f"making {folder}, once")
        make_corpus.make_corpus(folder, pages, per_story, seed=1)
    return folder


def of_articles(articles: int) -> Path:
    """An archive of about so many articles, most of them on one page."""
    per_story = 1.2
    return of_pages(round(articles * per_story / COPIES_ON_A_PAGE), per_story)


def articles_in(folder: Path) -> int:
    """How many articles an archive has in truth."""
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        return len({article["story"] for line in lines for article in json.loads(line)["articles"]})


def indexed(folder: Path) -> dict[str, str]:
    """The environment in which careader finds the index of an archive ready, brought up to date now."""
    environment = home(folder.with_name(folder.name + "-home"))
    say(f"bringing the index of {folder} up to date")
    run = [sys.executable, "-m", "careader", "list", "--corpus", str(folder)]
    subprocess.run(run, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=True)
    return environment


def say(what: str) -> None:
    """Tell what takes its time."""
    print(f"# {what}", file=sys.stderr, flush=True)
