"""What came since the last sitting: kept over a restart, and until it was looked at or read."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careader import locations
from careader.corpus import choose, load
from careader.sitting.sections import NEW
from careader.sitting.session import Session
from careader.state import Mark
from tests.support import ROOT, Careader

PAGES = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture
def folder(home: Path, tmp_path: Path) -> Path:
    """A folder with the sample's captures of the tenth and the eleventh."""
    del home
    made = tmp_path / "pages"
    made.mkdir()
    for page in PAGES[:2]:
        shutil.copy(page, made)
    return made


@contextmanager
def sitting(folder: Path) -> Iterator[Session]:
    """A sitting that the reader leaves at the end."""
    session = Session(choose([folder]), locations.state_db(), lambda *given: load(*given).corpus)
    try:
        yield session
    finally:
        session.leave()


def sit(folder: Path) -> None:
    """Begin a sitting and leave it."""
    with sitting(folder):
        pass


def test_in_the_first_sitting_nothing_is_new(folder: Path) -> None:
    with sitting(folder) as session:
        assert NEW not in session.sections.all
        shutil.copy(PAGES[2], folder)
        assert load(session.choice).changed
        session.renew()
        assert NEW not in session.sections.all


def test_what_came_is_listed_once_and_gone_when_it_was_looked_at(folder: Path) -> None:
    sit(folder)
    shutil.copy(PAGES[2], folder)
    with sitting(folder) as session:
        unread, total = session.sections.counts(NEW)
        assert unread == total == len(session.sections.articles(NEW)) > 0
        there = {each.headline for each in session.sections.articles(NEW)}
        session.arrivals.remember_look()
        session.marks.set(Mark.READ, session.sections.articles(NEW)[:2], on=True, said="two")
        assert session.sections.counts(NEW) == (total - 2, total)
    with sitting(folder) as session:
        assert NEW not in session.sections.all
    assert len(there) == total


def test_what_nobody_looked_at_is_still_new_unless_it_was_read(folder: Path) -> None:
    sit(folder)
    shutil.copy(PAGES[2], folder)
    sit(folder)
    with sitting(folder) as session:
        assert session.sections.counts(NEW)[0] > 0
        session.marks.set(Mark.READ, session.sections.articles(NEW), on=True, said="all")
        assert session.sections.counts(NEW)[0] == 0
    with sitting(folder) as session:
        assert NEW not in session.sections.all


def test_what_comes_after_the_list_was_looked_at_is_new_to_the_next_sitting(folder: Path) -> None:
    sit(folder)
    shutil.copy(PAGES[2], folder)
    with sitting(folder) as session:
        session.arrivals.remember_look()
        looked = {each.headline for each in session.sections.articles(NEW)}
        shutil.copy(PAGES[3], folder)
        load(session.choice)
        session.renew()
    with sitting(folder) as session:
        assert session.sections.counts(NEW)[0] > 0
        assert looked.isdisjoint(each.headline for each in session.sections.articles(NEW))


def test_the_command_line_lists_and_searches_it_and_ends_no_sitting(folder: Path, careader: Careader) -> None:
    assert careader("list", "--corpus", folder, "--new").complaints == ["careader: no articles found"]
    sit(folder)
    shutil.copy(PAGES[2], folder)
    new = careader("list", "--corpus", folder, "--new", "--json").records
    with sitting(folder) as session:
        assert {each["headline"] for each in new} == {
            each.headline for each in session.sections.articles(NEW)
        }
    found = careader("search", "--corpus", folder, "is:new", "--limit", "99", "--json").records
    assert {each["id"] for each in found} == {each["id"] for each in new}


def test_a_sitting_line_by_line_lists_what_came_and_ends(careader: Careader, folder: Path) -> None:
    assert "New since the last sitting: 0 articles." in careader("--plain", folder, stdin="w\nq\n").out
    shutil.copy(PAGES[2], folder)
    assert "New since the last sitting: 6 articles." in careader("--plain", folder, stdin="w\nq\n").out
    assert "New since the last sitting: 0 articles." in careader("--plain", folder, stdin="w\nq\n").out
