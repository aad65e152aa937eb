"""One evening with careader, from the first look to the next start."""

from pathlib import Path

import pytest

from careader import locations
from careader.state import Mark, Store
from tests.ui.support import BALKHASH, REAL, SAMPLE, OpenApp, Screen

CORPORA = [
    pytest.param(SAMPLE, "frnch grant balkash", "[feeding the lake]", id="sample"),
    pytest.param(
        REAL,
        "balkash preserv",
        "[feeding Balkhash]",
        id="real",
        marks=pytest.mark.skipif(not REAL.is_dir(), reason="the real captures are not on this machine"),
    ),
]


async def jump_to(screen: Screen, typed: str) -> None:
    """Find an article by a few letters and open it."""
    await screen.press("f")
    await screen.write(typed)
    await screen.press("enter")


async def test_dates_stand_newest_first_with_undated_last(open_app: OpenApp) -> None:
    async with open_app() as screen:
        assert screen.words_of("#dates") == (
            "Dates Unread 26 Bookmarks 0 December 2025 ● Fri 12 12 12 ● Thu 11 6 6 ● Wed 10 6 6 ● Undated 6 6"
        )


async def test_the_first_start_shows_the_first_headline_of_the_latest_date(open_app: OpenApp) -> None:
    async with open_app() as screen:
        assert screen.section == "Fri 12 December 2025"
        assert screen.article.headline == screen.listed[0]
        assert screen.focus == "headlines"
        assert screen.article.headline in screen.words_of("#article")


async def test_moving_the_cursor_previews_and_does_not_mark(open_app: OpenApp) -> None:
    async with open_app() as screen:
        for row in range(1, 12):
            await screen.press("j")
            assert screen.article.headline == screen.listed[row]
            assert screen.article.headline in screen.words_of("#article")
        assert screen.session.marks.unread(screen.session.corpus.articles) == 26


@pytest.mark.parametrize(("corpus", "typed", "brackets"), CORPORA)
async def test_a_few_mistyped_letters_find_open_and_mark_an_article(
    open_app: OpenApp, corpus: Path, typed: str, brackets: str
) -> None:
    async with open_app([corpus]) as screen:
        await jump_to(screen, typed)
        assert "Balkhash" in screen.article.headline
        assert screen.focus == "article"
        assert screen.is_read()
        assert brackets in screen.body()


@pytest.mark.parametrize(("corpus", "typed", "brackets"), CORPORA)
async def test_resizing_keeps_text_and_place(
    open_app: OpenApp, corpus: Path, typed: str, brackets: str
) -> None:
    async with open_app([corpus], (120, 20)) as screen:
        await jump_to(screen, typed)
        await screen.press(*["j"] * 12)
        body, word = screen.body(), screen.top_word()
        assert brackets in body
        for size in [(60, 20), (40, 12), (160, 18), (120, 20)]:
            await screen.resize(*size)
            assert screen.body() == body, size
            assert word in screen.article_lines()[0].split(), size
        assert screen.top_word() == word


@pytest.mark.parametrize(("corpus", "typed", "brackets"), CORPORA)
async def test_the_next_start_is_where_the_last_one_ended(
    open_app: OpenApp, corpus: Path, typed: str, brackets: str
) -> None:
    async with open_app([corpus], (80, 24)) as screen:
        await jump_to(screen, typed)
        await screen.press("b", *["j"] * 12)
        article, section, word = screen.article.id, screen.section, screen.top_word()
        assert brackets in screen.body()
        await screen.press("q")
    assert screen.app.return_code == 0

    with Store.open(locations.state_db()) as store:
        assert article in store.marked(Mark.BOOKMARK)
        assert article in store.marked(Mark.READ)

    async with open_app([corpus], (80, 24)) as screen:
        assert (screen.article.id, screen.section, screen.focus) == (article, section, "article")
        assert screen.top_word() == word
        assert screen.is_bookmarked()


async def test_a_place_is_kept_for_every_article(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("enter", "space")
        first = screen.top_word()
        await screen.press("h", "j", "enter", "space", "space", "h", "k")
        assert screen.top_word() == first


async def test_an_article_read_back_to_its_top_shows_its_headline_again(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("enter", "space", "g", "h", "j", "k")
        assert screen.listed[0].split()[0] in screen.top_word()


async def test_the_place_survives_being_killed(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("enter", "space")
        screen.reader.panes.keep_place()  # what half a second of rest does
        with Store.open(locations.state_db()) as store:
            kept = store.position(screen.article.keys)
        assert kept is not None
        assert kept._replace(words="") == screen.pane.position


async def test_a_view_that_is_gone_starts_afresh(open_app: OpenApp) -> None:
    with Store.open(locations.state_db()) as store:
        for broken in ("", "[]", '{"section": "1999-01-01", "article": "gone", "pane": "cellar"}'):
            store.set_view("made", broken)
            store.set_view("sample", broken)
            async with open_app() as screen:
                assert screen.section == "Fri 12 December 2025"
                assert screen.focus == "headlines"


async def test_the_bookmark_is_listed(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await jump_to(screen, "frnch grant balkash")
        await screen.press("b", "B")
        assert screen.listed == [BALKHASH]
        assert "Bookmarks 1" in screen.words_of("#dates")
        assert "10 Dec 2025" in screen.words_of("#headlines")
