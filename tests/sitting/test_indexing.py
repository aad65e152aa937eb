"""Keeping the index up to date: an update that is cancelled before it begins, and a damaged index."""

from pathlib import Path

from careader.corpus.opening import choose, index_of
from careader.sitting.indexing import Indexing


def test_an_update_that_is_cancelled_before_it_begins_does_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Dredger Reaches the Lock\n\nThe dredger came through at dawn and moored by the mill.\n")
    choice = choose([page])
    done = Indexing(choice).run((), print, lambda: True)
    assert (done.finished, done.changed) == (False, False)
    assert not index_of(choice).exists()
