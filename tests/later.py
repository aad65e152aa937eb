"""The sample some days later, when a story of it says something else, and a reader who knew it before."""

import time
from pathlib import Path

from careader import locations
from careader.corpus import choose, load
from careader.state import Position, Store
from tests.support import ROOT, Careader

CHANGED = "French Grant Backs a Long-Term Plan for Lake Balkhash"
"""The headline of the story that changed."""

_PAGE = "later.txt"


def make_later(folder: Path) -> Path:
    """The sample in a folder, with a page of 16 December on which a story says something else."""
    folder.mkdir()
    for file in (ROOT / "seeds").glob("*.txt"):
        (folder / file.name).write_bytes(file.read_bytes())
    text = (ROOT / "seeds" / "000_home_2025-12-10.txt").read_text(encoding="utf-8")
    assert "About 70% of what" in text
    text = text.replace("10 December 2025", "16 December 2025").replace(
        "About 70% of what", "Some 75% of what"
    )
    (folder / _PAGE).write_text(text, encoding="utf-8")
    return folder


def read_before(careader: Careader, later: Path) -> str:
    """Have read the story before it changed, noted something on it on 20 December, and begun the longest.

    Returns:
        The headline of the longest.
    """
    newer = (later / _PAGE).read_bytes()
    (later / _PAGE).unlink()
    corpus = load(choose([later]), ()).corpus
    article = next(each for each in corpus.articles if each.headline == CHANGED)
    longest = max(corpus.articles, key=lambda each: each.words)
    careader("mark", "read", article.id, longest.id, "--corpus", later)
    noted = time.mktime(time.strptime("2025-12-20 12:00", "%Y-%m-%d %H:%M"))
    with Store.open(locations.state_db(), clock=lambda: noted) as store:
        store.set_note(article.keys, "who measured it?")
        store.set_position(longest.keys, Position(1, 0))
    (later / _PAGE).write_bytes(newer)
    return longest.headline
