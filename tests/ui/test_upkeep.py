"""What comes while careader is open shows by itself, and moves nothing that is being read."""

import shutil
from pathlib import Path

import pytest

from careader import locations
from careader.capture import Kind
from careader.corpus.opening import choose, index_of
from careader.sitting.sections import BOOKMARKS
from careader.state import Mark, Store
from careader.ui.widgets.headlines import HeadlinesPane
from tests.support import Careader
from tests.ui.support import SAMPLE, OpenApp

PAGES = sorted(SAMPLE.glob("*.txt"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sample's captures of the tenth and the eleventh."""
    made = tmp_path / "pages"
    made.mkdir()
    for page in PAGES[:2]:
        shutil.copy(page, made)
    return made


async def test_captures_that_come_are_shown_and_what_is_read_stays(open_app: OpenApp, folder: Path) -> None:
    async with open_app([folder], size=(80, 24)) as screen:
        await screen.press("j", "enter", "pagedown")
        article, word = screen.article.headline, screen.top_word()
        before = len(screen.session.corpus.articles)
        shutil.copy(PAGES[2], folder)
        await screen.press("R")
        assert len(screen.session.corpus.articles) > before
        assert (screen.article.headline, screen.top_word(), screen.focus) == (article, word, "article")
        assert screen.is_read()
        assert "Fri 12" in screen.words_of("#dates")
        assert "3 captures" in screen.title


async def test_lists_fill_again_once_the_index_can_be_read_again(open_app: OpenApp, folder: Path) -> None:
    async with open_app([folder]) as screen:

        def listed() -> list[str]:
            return [each.headline for each in screen.reader.panes.headlines.articles]

        await screen.press("U")
        headlines = listed()
        index = screen.session.corpus.database
        index.set_progress_handler(lambda: 1, 1)  # ends whatever is asked, as a failed disk does
        await screen.press("]", "[", "B", "U")
        screen.reader.look()
        await screen.settle()
        assert "⚠ the index cannot be read" in screen.title
        assert listed() != headlines
        index.set_progress_handler(None, 1)
        screen.reader.look()
        await screen.settle()
        assert "cannot be read" not in screen.title
        assert listed() == headlines
        assert "Thu 11" in screen.words_of("#dates")


async def test_what_came_since_the_last_sitting_is_a_section_and_said_at_the_start(
    open_app: OpenApp, folder: Path
) -> None:
    async with open_app([folder]) as screen:
        assert "New" not in screen.words_of("#dates")
        await screen.reader.run_action("run('show_new')")
        await screen.settle()
        assert screen.said[-1] == "Nothing came since the last sitting"
        first = screen.session
    first.leave()
    shutil.copy(PAGES[2], folder)
    async with open_app([folder]) as screen:
        assert "6 articles came since the last sitting: see New" in screen.said
        assert "Unread 14 ● New 6 6 Bookmarks 0" in screen.words_of("#dates")
        await screen.reader.run_action("run('show_new')")
        await screen.settle()
        assert screen.section == "New"
        assert len(screen.listed) == 6
        await screen.press("enter")
        assert "New 5 6" in screen.words_of("#dates")
        assert len(screen.listed) == 6
        second = screen.session
    second.leave()
    async with open_app([folder]) as screen:
        assert "New" not in screen.words_of("#dates")
        assert screen.section == "Fri 12 December 2025"


async def test_files_that_are_passed_over_are_said_once_and_stand_in_check(
    open_app: OpenApp, folder: Path
) -> None:
    (folder / "map.jpg").write_bytes(b"no page")
    said = "1 file passed over: no saved pages (1 .jpg)"
    async with open_app([folder]) as screen:
        assert said in screen.said
        (folder / "plan.pdf").write_bytes(b"no page")
        await screen.press("R")
        await screen.reader.run_action("run('check')")
        await screen.settle()
        assert "2 files passed over" in screen.text
    async with open_app([folder]) as screen:
        assert not any("passed over" in each for each in screen.said)


async def test_captures_that_go_take_their_articles_with_them(open_app: OpenApp, folder: Path) -> None:
    async with open_app([folder]) as screen:
        await screen.press("b")
        (folder / PAGES[1].name).unlink()
        await screen.press("R")
        assert "1 capture " in screen.title
        assert "Thu 11" not in screen.words_of("#dates")


async def test_unread_keeps_what_was_read_while_captures_come(open_app: OpenApp, folder: Path) -> None:
    async with open_app([folder]) as screen:
        await screen.press("U", "enter")
        read = screen.article.headline
        await screen.press("h")
        shutil.copy(PAGES[2], folder)
        await screen.press("R")
        assert read in screen.listed
        assert screen.article.headline == read


async def test_what_came_under_another_screen_shows_when_that_is_left(
    open_app: OpenApp, folder: Path
) -> None:
    async with open_app([folder]) as screen:
        await screen.press("f")
        shutil.copy(PAGES[2], folder)
        screen.reader.index.begin()
        await screen.settle()
        await screen.press("escape")
        assert "3 captures" in screen.title


async def test_a_damaged_index_is_made_anew_and_nothing_of_the_readers_is_lost(
    open_app: OpenApp, folder: Path
) -> None:
    async with open_app([folder]) as screen:
        await screen.press("b")
        kept = screen.article.headline
    index = index_of(choose([folder]))
    index.write_bytes(b"noise" * 4000)
    async with open_app([folder]) as screen:
        assert screen.is_bookmarked(kept)
        assert len(screen.session.corpus.articles) > 0
    assert locations.state_db().exists()


async def test_a_state_that_another_file_replaced_is_told_and_both_are_kept(
    open_app: OpenApp, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "other.db") as other:
        other.set_mark(Mark.READ, ["elsewhere"], on=True)
    async with open_app() as screen:
        await screen.press("b")
        (tmp_path / "other.db").replace(locations.state_db())
        screen.reader.look()
        await screen.settle()
        assert any("state.db was replaced" in said for said in screen.said)
    with Store.open(locations.state_db()) as store:
        assert len(store.marked(Mark.BOOKMARK)) == len(store.marked(Mark.READ)) == 1


async def test_a_note_is_kept_shown_and_found_again(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("e")
        await screen.write("ask the ministry")
        await screen.press("ctrl+s")
        assert "✎ ask the ministry" in screen.words_of("#article")
        assert "✎" in screen.words_of("#headlines")
        await screen.press("q")
    async with open_app() as screen:
        assert "✎ ask the ministry" in screen.words_of("#article")


async def test_an_article_that_changed_since_it_was_read_says_so_until_it_is_opened(
    open_app: OpenApp, folder: Path
) -> None:
    async with open_app([folder]) as screen:
        await screen.press("enter", "h")
        headline = screen.article.headline
        page = folder / PAGES[1].name
        text = page.read_text(encoding="utf-8")
        body = screen.article.blocks[0].text
        page.write_text(text.replace(body, body + " A correction was added on Friday."), encoding="utf-8")
        await screen.press("R")
        assert screen.article.headline == headline
        assert "△ changed since you read it" in screen.words_of("#article")
        assert "△" in screen.words_of("#headlines")
        await screen.press("enter")
        assert "△ changed since you read it" in screen.words_of("#article")
        await screen.press("h", "j", "k")
        assert "△" not in screen.text


async def test_versions_tell_where_an_article_stood_and_how_it_changed(
    open_app: OpenApp, folder: Path
) -> None:
    page = folder / PAGES[1].name
    async with open_app([folder]) as screen:
        body = screen.article.blocks[0].text
        text = page.read_text(encoding="utf-8")
        (folder / "again.txt").write_text(text.replace(body, body + " Friday."), encoding="utf-8")
        await screen.press("R", "v")
        assert "again.txt" in screen.text
        assert "+Friday." in screen.text
        await screen.press("escape")
        assert screen.focus == "headlines"


async def test_an_index_damaged_under_the_reader_is_made_anew_once(open_app: OpenApp, folder: Path) -> None:
    async with open_app([folder]) as screen:
        await screen.press("b", "j")
        shown, listed = screen.article.headline, screen.listed
        index = index_of(choose([folder]))
        index.write_bytes(b"noise" * (index.stat().st_size // 5))
        await screen.press("A", "left_square_bracket", "right_square_bracket")  # whatever is asked of it
        screen.session.corpus.damaged = screen.session.corpus.damaged or "met on another thread"
        screen.reader.look()
        await screen.settle()
        screen.reader.look()
        assert [said for said in screen.said if "anew" in said] == [
            "The index is damaged: it is made anew. Nothing of yours is in it"
        ]
        assert screen.session.corpus.damaged == ""
        assert screen.listed == listed
        await screen.press("f")
        await screen.write(shown)
        await screen.press("enter")
        assert screen.article.headline == shown
        assert screen.session.sections.counts(BOOKMARKS) == (0, 1)


async def test_an_index_made_anew_by_another_careader_is_gone_on_with(
    open_app: OpenApp, folder: Path, careader: Careader
) -> None:
    async with open_app([folder]) as screen:
        listed = screen.listed
        index_of(choose([folder])).unlink()
        assert careader("list", "--corpus", folder).code == 0
        await screen.press("f")
        await screen.write("balkhash")
        assert "the index was made anew" in screen.text
        await screen.press("escape")
        screen.reader.look()
        assert screen.listed == listed
        await screen.press("f")
        assert "best first" in screen.text


async def test_what_came_while_jump_was_open_is_not_offered_before_the_panes_know_it(
    open_app: OpenApp, folder: Path
) -> None:
    async with open_app([folder]) as screen:
        await screen.press("f")
        for page in PAGES[2:]:
            shutil.copy(page, folder)
        screen.reader.index.begin()
        await screen.settle()
        await screen.write("kazakhstan")
        assert {each.headline for each in screen.session.corpus.articles} >= {
            each.headline for each in screen.app.screen.query_one("#results", HeadlinesPane).articles
        }
        await screen.press("escape", "slash")
        await screen.write("the date:2025-12-12")
        assert "12 articles, " in screen.text


async def test_notes_and_places_follow_an_article_that_a_correction_changed(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("enter", "pagedown", "e")
        await screen.write("for Monday")
        await screen.press("ctrl+s")
        article = screen.article
        line = next(block for block in article.blocks if block.kind is Kind.HEADING)
        await screen.press("S", "enter")
        parted = screen.named(article.headline)
        assert parted.keys != article.keys or line.text not in [block.text for block in parted.blocks]
        assert screen.session.notes.of(parted) == "for Monday"


async def test_a_page_without_an_article_says_so_and_what_was_odd(open_app: OpenApp, tmp_path: Path) -> None:
    page = tmp_path / "head-only.txt"
    page.write_text("• KGS/USD = 0.01144 0%\n• UZS/USD = 0.00008 0%\n15 December 2025\n", encoding="utf-8")
    async with open_app([page]) as screen:
        assert "No articles in these captures." in screen.words_of("#headlines")
        assert "no headline found" in screen.words_of("#headlines")
        await screen.press("R")
        assert "being read" not in screen.text
    async with open_app([page]) as screen:
        assert "No articles in these captures." in screen.words_of("#headlines")
