"""When articles came to an index: what is told apart as new since some moment."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from careader.capture import correction
from careader.corpus import Corpus, selections
from careader.index.updating import update
from tests.pages import page, prose

FERRY = ("The Ferry Story of the Upper Valley", prose("ferry", 105))
MILL = ("The Mill Story of the Valley", prose("mill", 90))
KILN = ("The Kiln Story of the Lower Valley", prose("kiln", 95))


class Folder:
    """A folder of captures with its index."""

    def __init__(self, path: Path) -> None:
        self.pages, self.index = path / "pages", path / "index.db"
        self.pages.mkdir()

    def write(self, name: str, *stories: tuple[str, str], day: str = "10 December 2025") -> None:
        (self.pages / name).write_text(page(day, *stories, listed=len(stories)), encoding="utf-8")

    def seen(self) -> int:
        """What is seen once the index is up to date."""
        update(self.index, [self.pages])
        with closing(Corpus(self.index, [self.pages])) as corpus:
            return selections.last_came(corpus)

    def came_after(self, moment: int) -> set[str]:
        """The headlines of what came since, once the index is up to date."""
        update(self.index, [self.pages])
        with closing(Corpus(self.index, [self.pages])) as corpus:
            return {each.headline for each in corpus.fetch(selections.came_after(corpus, moment))}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with one capture of two stories."""
    made = Folder(tmp_path)
    made.write("a.txt", FERRY, MILL)
    return made


def test_what_a_new_capture_carries_first_came(folder: Folder) -> None:
    seen = folder.seen()
    assert folder.came_after(seen) == set()
    folder.write("b.txt", KILN, FERRY, day="11 December 2025")
    assert folder.came_after(seen) == {KILN[0]}
    assert folder.came_after(0) == {FERRY[0], MILL[0], KILN[0]}


def test_an_earlier_capture_that_comes_later_counts_by_its_coming(folder: Folder) -> None:
    seen = folder.seen()
    folder.write("b.txt", KILN, day="1 December 2020")
    assert folder.came_after(seen) == {KILN[0]}


def test_a_file_written_over_makes_new_what_it_did_not_hold(folder: Folder) -> None:
    seen = folder.seen()
    folder.write("a.txt", KILN, (FERRY[0], f"{FERRY[1]} And so it ended."), MILL)
    assert folder.came_after(seen) == {KILN[0]}


@pytest.mark.parametrize("headline", [FERRY[0], FERRY[0].replace(" Upper", "")])
def test_a_corrected_copy_is_not_new(folder: Folder, headline: str) -> None:
    seen = folder.seen()
    folder.write("a.txt", (headline, FERRY[1].replace(" ", " lately ", 1)), MILL)
    assert folder.came_after(seen) == set()


def test_a_renamed_file_is_not_new(folder: Folder) -> None:
    seen = folder.seen()
    (folder.pages / "a.txt").rename(folder.pages / "z.txt")
    assert folder.came_after(seen) == set()


def test_a_correction_of_the_readers_makes_nothing_new(folder: Folder) -> None:
    seen = folder.seen()
    with closing(Corpus(folder.index, [folder.pages])) as corpus:
        mill = next(each for each in corpus.articles if each.headline == MILL[0])
        said = correction(MILL[0], mill.blocks, headline=False)
    update(folder.index, [folder.pages], [said])
    with closing(Corpus(folder.index, [folder.pages])) as corpus:
        assert len(corpus.articles) == 1
        assert selections.came_after(corpus, seen) == set()


def test_an_index_made_anew_makes_nothing_new(folder: Folder) -> None:
    os.utime(folder.pages / "a.txt", (1_700_000_000, 1_700_000_000))
    seen = folder.seen()
    folder.index.unlink()
    assert folder.came_after(seen) == set()
    folder.write("b.txt", KILN)
    assert folder.came_after(seen) == {KILN[0]}


def test_a_file_of_the_future_came_now(folder: Folder) -> None:
    os.utime(folder.pages / "a.txt", (9_000_000_000, 9_000_000_000))
    seen = folder.seen()
    folder.write("b.txt", KILN)
    assert folder.came_after(seen) == {KILN[0]}
