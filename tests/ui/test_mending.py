"""Corrections and the reader's marks, places and hurry: what follows the text, and what stays where it is."""

from pathlib import Path

import pytest

from careader import locations
from careader.capture import correction
from careader.state import Mark, Store
from tests.ui.support import SAMPLE, OpenApp

WHOLE = "Astana and Ankara Put New Weight Behind an Old Friendship"
SECTION = "What Tokayev Brought to Ankara"


async def test_splitting_near_the_top_loses_no_mark_and_undo_is_exact(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("enter", "b")
        await screen.press("S", "enter")
        assert SECTION in screen.listed
        assert (screen.is_read(WHOLE), screen.is_bookmarked(WHOLE)) == (True, True)
        assert (screen.is_read(SECTION), screen.is_bookmarked(SECTION)) == (False, False)
        await screen.press("z")
        assert (screen.is_read(WHOLE), screen.is_bookmarked(WHOLE)) == (True, True)
        await screen.press("z", "z")
        assert (screen.is_read(WHOLE), screen.is_bookmarked(WHOLE)) == (False, False)


async def test_undoing_a_join_leads_back_to_the_article_that_returned(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j")
        joined = screen.article.headline
        await screen.press("J", "z")
        assert screen.article.headline == joined


async def test_a_correction_made_elsewhere_is_taken_over(open_app: OpenApp) -> None:
    async with open_app() as screen:
        before = screen.listed
        with Store.open(locations.state_db()) as other:
            copy = screen.headlines.articles[1].shown.copy
            other.correct(correction(copy.headline, copy.blocks, headline=False))
            screen.reader.look()
            await screen.settle()
        assert screen.listed == [before[0], *before[2:]]
        assert screen.article.headline == before[0]


async def test_captures_that_are_gone_do_not_empty_the_reader(open_app: OpenApp, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for file in SAMPLE.glob("*.txt"):
        (folder / file.name).write_bytes(file.read_bytes())
    async with open_app([folder]) as screen:
        before = screen.listed
        folder.rename(tmp_path / "moved")
        await screen.press("j", "J")
        assert screen.listed == [before[0], *before[2:]]
        assert any("pages: no such file or folder" in line for line in screen.said)


async def test_a_bookmark_waits_until_it_can_be_saved(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careader.sitting.saved_state._WAIT", 0.05)
    async with open_app() as screen:
        with Store.open(locations.state_db()) as other:
            other._db.execute("BEGIN IMMEDIATE")
            await screen.press("b")
            other._db.execute("ROLLBACK")
            screen.reader.panes.keep_place()
            await screen.press("j")
            assert "not being saved" in screen.title
            assert not other.marked(Mark.BOOKMARK)
            screen.reader.look()
            assert other.marked(Mark.BOOKMARK)
        assert "not being saved" not in screen.title


async def test_leaving_saves_what_could_not_be_saved_before(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careader.sitting.saved_state._WAIT", 0.05)
    with Store.open(locations.state_db()) as other:
        async with open_app() as screen:
            other._db.execute("BEGIN IMMEDIATE")
            await screen.press("b")
            other._db.execute("ROLLBACK")
            screen.session.close()
            assert screen.session.state.problem is None
        assert other.marked(Mark.BOOKMARK)


async def test_a_state_file_that_was_removed_is_made_again_with_all_marks(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("b", "e")
        await screen.write("kept")
        await screen.press("ctrl+s", "j", "j", "J")
        for file in locations.data().glob("state.db*"):
            file.unlink()
        await screen.press("b")
        screen.reader.look()
        with Store.open(locations.state_db()) as other:
            assert len(other.marked(Mark.BOOKMARK)) == 2
            assert len(other.corrections()) == 1
            assert other.noted()


async def test_the_place_is_found_again_where_only_one_pane_is_seen(open_app: OpenApp) -> None:
    async with open_app(size=(60, 20)) as screen:
        await screen.press("enter", "pagedown", "pagedown")
        place, word = screen.pane.position, screen.top_word()
        assert place is not None
        await screen.press("h", "enter")
        assert (screen.pane.position, screen.top_word()) == (place, word)
        await screen.press("q")
    async with open_app(size=(60, 20)) as screen:
        assert (screen.pane.position, screen.top_word()) == (place, word)


async def test_a_pane_that_was_hidden_keeps_its_place(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("enter", "pagedown", "h")
        word = screen.top_word()
        await screen.resize(60, 20)
        await screen.resize(120, 40)
        assert screen.top_word() == word


async def test_an_excerpt_that_was_joined_still_is_one(open_app: OpenApp) -> None:
    async with open_app([SAMPLE / "004_category_teasers.txt"]) as screen:
        await screen.press("G")
        assert screen.article.excerpt
        await screen.press("J")
        assert screen.article.excerpt


@pytest.mark.parametrize("size", [(1, 1), (2, 10), (3, 3), (40, 2)])
async def test_no_size_is_too_small_to_live_through(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app() as screen:
        await screen.press(*["left_square_bracket"] * 3)
        headline = screen.article.headline
        await screen.resize(*size)
        await screen.resize(80, 24)
        assert screen.article.headline == headline
        assert headline.split()[0] in screen.text
