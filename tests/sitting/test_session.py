"""A sitting without a screen: marks and undo, notes, places, corrections, sections, jump and search."""

from datetime import date
from pathlib import Path

import pytest

from careader.capture import Block, Capture, Copy, Kind
from careader.capture.models import Correction
from careader.corpus import Article
from careader.errors import StateError
from careader.sitting.navigation import next_unread
from careader.sitting.positions import LastView, position_in, words_at
from careader.sitting.sections import BOOKMARKS, FOUND_ID, UNREAD, FoundList, section_of
from careader.sitting.session import Session
from careader.state import Mark, Position, Store
from tests.sitting.conftest import OpenSession

TENTH, ELEVENTH = date(2025, 3, 10), date(2025, 3, 11)
TEXTS = {
    "Lamplighter Retires": "The last lamplighter of the harbour put down his pole after forty winters.",
    "Bees Return": "Bees came back to the quarry, and the beekeeper counted eleven hives by noon.",
    "Kite Lost": "A green kite went over the weir and was found by a heron, or so the boy said.",
}


def copy(headline: str) -> Copy:
    return Copy(headline, (Block(Kind.PARAGRAPH, TEXTS[headline]),), excerpt=False, confidence=1.0, line=1)


def capture(path: str, day: date, *headlines: str) -> Capture:
    return Capture(path, day, (), None, (), tuple(map(copy, headlines)))


CAPTURES = [
    capture("a.txt", TENTH, "Lamplighter Retires", "Bees Return"),
    capture("b.txt", ELEVENTH, "Bees Return", "Kite Lost"),
]


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    return open_session(CAPTURES)


def named(session: Session, headline: str) -> Article:
    return next(each for each in session.corpus.articles if each.headline == headline)


def test_a_mark_is_saved_counted_and_taken_back(session: Session, open_session: OpenSession) -> None:
    bees = named(session, "Bees Return")
    assert session.sections.counts(UNREAD) == (3, 3)
    assert session.marks.set(Mark.READ, [bees], on=True, said="read: Bees")
    assert not session.marks.set(Mark.READ, [bees], on=True, said="read: Bees")
    assert session.marks.is_read(bees)
    assert session.sections.counts(UNREAD) == (2, 2)
    assert session.sections.counts(section_of(TENTH)) == (1, 2)
    assert open_session(CAPTURES).marks.is_read(bees)
    step = session.undo()
    assert step is not None
    assert step.said == "read: Bees"
    assert not session.marks.is_read(bees)
    assert session.undo() is None
    assert session.sections.counts(UNREAD) == (3, 3)


def test_a_step_takes_back_no_more_than_it_did(session: Session) -> None:
    bees = named(session, "Bees Return")
    session.marks.set(Mark.READ, [bees], on=True, said="one")
    session.marks.set(Mark.READ, session.corpus.articles, on=True, said="all")
    session.undo()
    assert [each.headline for each in session.marks.read_among(session.corpus.articles)] == ["Bees Return"]


def test_what_another_sitting_marked_is_taken_over(session: Session, open_session: OpenSession) -> None:
    other = open_session(CAPTURES)
    kite = named(other, "Kite Lost")
    other.marks.set(Mark.BOOKMARK, [kite], on=True, said="bookmark")
    assert not session.marks.is_bookmarked(kite)
    assert session.refresh()
    assert session.marks.is_bookmarked(kite)
    assert [each.headline for each in session.sections.articles(BOOKMARKS)] == ["Kite Lost"]
    assert not session.refresh()


def test_a_state_that_cannot_be_opened_is_told_and_marks_hold_for_the_sitting(
    open_session: OpenSession, tmp_path: Path
) -> None:
    folder = tmp_path / "state.db"
    folder.mkdir()
    session = open_session(CAPTURES, folder)
    bees = named(session, "Bees Return")
    assert session.state.problem
    assert session.marks.set(Mark.READ, [bees], on=True, said="read")
    assert session.marks.is_read(bees)
    assert session.state.problem


def test_a_state_file_that_was_removed_is_written_anew(session: Session, home: Path) -> None:
    bees = named(session, "Bees Return")
    session.marks.set(Mark.READ, [bees], on=True, said="read")
    (state,) = [each for each in home.rglob("state.db*") if each.name == "state.db"]
    for each in home.rglob("state.db*"):
        each.unlink()
    assert session.refresh()
    assert session.marks.is_read(bees)
    assert state.exists()
    assert session.state.problem is None


def test_notes_are_kept_and_taken_away(session: Session, open_session: OpenSession) -> None:
    kite = named(session, "Kite Lost")
    assert session.notes.of(kite) == ""
    assert session.notes.keep(kite, "Ask the boy.")
    assert session.notes.has(kite)
    later = open_session(CAPTURES)
    assert (later.notes.has(kite), later.notes.of(kite)) == (True, "Ask the boy.")
    later.notes.keep(kite, "")
    assert (later.notes.has(kite), later.notes.of(kite)) == (False, "")


def test_places_outlive_the_sitting(session: Session, open_session: OpenSession) -> None:
    kite = named(session, "Kite Lost")
    assert session.positions.last_view() is None
    session.positions.keep_position(kite, Position(0, 12))
    session.positions.keep_view(LastView("unread", kite.id, "article"))
    later = open_session(CAPTURES)
    assert later.positions.position(kite) == Position(0, 12)
    assert later.positions.last_view() == LastView("unread", kite.id, "article")


def test_a_text_that_changed_since_it_was_read_is_known(session: Session, open_session: OpenSession) -> None:
    bees = named(session, "Bees Return")
    session.seen_texts.see(bees)
    assert not session.seen_texts.has_changed(bees)
    session.marks.set(Mark.READ, [bees], on=True, said="read")
    assert not session.seen_texts.has_changed(bees)
    longer = Copy(
        "Bees Return",
        (Block(Kind.PARAGRAPH, TEXTS["Bees Return"] + " By dusk there were twelve."),),
        excerpt=False,
        confidence=1.0,
        line=1,
    )
    later = open_session([*CAPTURES, Capture("c.txt", ELEVENTH, (), None, (), (longer,))])
    assert later.seen_texts.has_changed(named(later, "Bees Return"))


def test_only_a_read_article_has_changed(session: Session, open_session: OpenSession) -> None:
    bees = named(session, "Bees Return")
    session.seen_texts.see(bees)
    longer = Block(Kind.PARAGRAPH, TEXTS["Bees Return"] + " By dusk there were twelve.")
    other = Copy("Bees Return", (longer,), excerpt=False, confidence=1.0, line=1)
    later = open_session([*CAPTURES, Capture("c.txt", ELEVENTH, (), None, (), (other,))])
    now = named(later, "Bees Return")
    assert later.seen_texts.changed_keys()
    assert later.seen_texts.changed == []
    later.marks.set(Mark.READ, [now], on=True, said="read")
    later.seen_texts.see_all([])
    assert not later.seen_texts.has_changed(now)


def test_undo_takes_back_a_step_of_an_earlier_sitting(session: Session, open_session: OpenSession) -> None:
    bees = named(session, "Bees Return")
    session.marks.set(Mark.READ, [bees], on=True, said="read: Bees")
    later = open_session(CAPTURES)
    step = later.undo()
    assert step is not None
    assert step.said == "read: Bees"
    assert not later.marks.is_read(named(later, "Bees Return"))
    assert open_session(CAPTURES).undo() is None


def test_a_note_that_cannot_be_taken_back_now_stays_the_step_to_take_back(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StateError("the disk is gone")

    bees = named(session, "Bees Return")
    assert session.notes.write(bees, "Ask the beekeeper")
    with monkeypatch.context() as broken:
        broken.setattr(Store, "note", refuse)
        broken.setattr(Store, "set_note", refuse)
        assert session.undo() is None
        assert session.state.problem == "the disk is gone"
        assert not session.notes.write(bees, "Ask the boy")
    step = session.undo()
    assert step is not None
    assert step.said == "note written: Bees Return"
    assert not session.notes.of(bees)
    assert not session.state.problem


def test_a_correction_is_kept_and_taken_back_to_what_was_said_before(session: Session) -> None:
    yes = Correction("bees return", "bees came back", headline=True)
    no = Correction("bees return", "bees came back", headline=False)
    assert session.corrections.keep(yes, "split") is not None
    assert session.corrections.keep(no, "joined") is not None
    assert session.corrections.current == {no}
    session.undo()
    assert session.corrections.current == {yes}
    session.undo()
    assert session.corrections.current == frozenset()


def test_corrections_of_another_sitting_are_known_once_asked_for(
    session: Session, open_session: OpenSession
) -> None:
    open_session(CAPTURES).corrections.keep(Correction("kite lost", "a green kite", headline=False), "joined")
    assert session.corrections.reload()
    assert not session.corrections.reload()


def test_what_was_found_is_a_section_of_its_own(session: Session) -> None:
    bees, kite = named(session, "Bees Return"), named(session, "Kite Lost")
    session.sections.list_found(FoundList("Search: bees", [bees.number]))
    section = session.sections.list_found(FoundList("Search: kite", [kite.number, bees.number]))
    assert (section.id, section.name, section.is_date) == (FOUND_ID, "Search: kite", False)
    assert [each.id for each in session.sections.all].count(FOUND_ID) == 1
    assert session.sections.counts(section) == (2, 2)
    assert [each.headline for each in session.sections.articles(section)] == ["Kite Lost", "Bees Return"]


def test_unread_lists_what_was_read_meanwhile_beside_what_is_unread(session: Session) -> None:
    bees = named(session, "Bees Return")
    session.marks.set(Mark.READ, session.corpus.articles, on=True, said="all")
    assert [*session.sections.articles(UNREAD)] == []
    assert [*session.sections.articles(UNREAD, beside=[bees])] == [bees]


def test_jump_and_search_find_with_the_marks_as_they_are_now(session: Session) -> None:
    bees = named(session, "Bees Return")
    assert session.finding.ready_headlines is None
    headlines = session.finding.headlines()
    (match,) = headlines.jump.find("lamplihgter", 1)
    assert headlines.numbers[match.row] == named(session, "Lamplighter Retires").number
    assert session.finding.ready_headlines is headlines
    answer, edition = session.finding.search("beekeeper is:unread")
    assert ([*answer.numbers], edition) == ([bees.number], session.corpus.edition)
    session.marks.set(Mark.READ, [bees], on=True, said="read")
    assert not session.finding.search("beekeeper is:unread")[0].numbers


def test_a_place_is_found_again_in_a_fuller_copy_that_came_between_two_sittings(
    open_session: OpenSession,
) -> None:
    words = [f"word{number}" for number in range(120)]
    cut = Copy(
        "Kite Lost",
        (Block(Kind.PARAGRAPH, " ".join(words[:60]) + "..."),),
        excerpt=True,
        confidence=1.0,
        line=1,
    )
    blocks = tuple(Block(Kind.PARAGRAPH, " ".join(words[at : at + 20])) for at in range(0, 120, 20))
    first = [Capture("a.txt", TENTH, (), None, (), (cut,))]
    session = open_session(first)
    (article,) = session.corpus.articles
    session.positions.keep_position(article, Position(0, " ".join(words).index("word45")))
    session.close()
    fuller = Capture(
        "b.txt", ELEVENTH, (), None, (), (Copy("Kite Lost", blocks, excerpt=False, confidence=1.0, line=1),)
    )
    session = open_session([*first, fuller])
    (article,) = session.corpus.articles
    assert session.positions.position(article) == Position(2, blocks[2].text.index("word45"))


@pytest.mark.parametrize(
    ("block", "offset"), [(0, 0), (0, 11), (1, 0), (1, 16)], ids=["begin", "within", "next", "end"]
)
def test_a_place_is_found_by_its_words_wherever_they_came_to_stand(block: int, offset: int) -> None:
    texts = ["The ferry, late again on Monday.", "Nobody knew why, but the mule did."]
    before = [Block(Kind.PARAGRAPH, text) for text in texts]
    place = Position(block, offset)
    kept = place._replace(words=words_at(before, place))
    after = [Block(Kind.PARAGRAPH, "A caption of its own"), *before]
    assert position_in(kept, after) == Position(block + 1, offset + (offset == 16))


def test_a_place_whose_words_are_not_there_is_as_good_as_any() -> None:
    before = (Block(Kind.PARAGRAPH, "One two three"), Block(Kind.LIST, "Of", ("four five", "six")))
    place = Position(1, 3)
    kept = place._replace(words=words_at(before, place))
    assert kept.words == "four five six"
    assert position_in(kept, before) == place
    assert position_in(kept, (Block(Kind.PARAGRAPH, "Nothing of it"),)) == place
    assert position_in(kept, (Block(Kind.PARAGRAPH, "It is  FOUR five six now"),)) == Position(0, 7)
    assert position_in(kept, (Block(Kind.PARAGRAPH, "It is fourfour five six"),)) == place
    assert words_at(before, Position(2, 0)) == ""


def test_the_unread_article_before_is_looked_for_on_every_date(open_session: OpenSession) -> None:
    days = [date(2025, 3, day) for day in (10, 11, 12)]
    made = [capture(f"{day}.txt", day, headline) for day, headline in zip(days, TEXTS, strict=True)]
    session = open_session([*made, capture("last.txt", date(2025, 3, 13), "Kite Lost")])
    kite, bees = named(session, "Kite Lost"), named(session, "Bees Return")
    session.marks.set(Mark.READ, [kite, named(session, "Lamplighter Retires")], on=True, said="read")
    here = section_of(date(2025, 3, 13))
    found = next_unread(session, here, session.sections.articles(here), kite, -1)
    assert found is not None
    assert (found[0].day, found[1]) == (date(2025, 3, 11), bees)


def test_the_text_of_an_article_that_is_marked_read_counts_as_seen(
    session: Session, open_session: OpenSession
) -> None:
    bees = named(session, "Bees Return")
    session.marks.set(Mark.READ, [bees], on=True, said="read")
    longer = Block(Kind.PARAGRAPH, TEXTS["Bees Return"] + " By dusk there were twelve.")
    other = copy("Bees Return")._replace(blocks=(longer,))
    later = open_session([*CAPTURES, Capture("c.txt", ELEVENTH, (), None, (), (other,))])
    assert [each.headline for each in later.corpus.fetch(later.seen_texts.changed)] == ["Bees Return"]
