"""Sentences in the middle pane, matches across articles, and what changed."""

from datetime import date

import pytest

from careader.capture import Block, Capture, Copy, Kind
from careader.find.search.places import Place
from careader.sitting.asking import Answer
from careader.sitting.sections import CHANGED
from careader.state import Mark
from careader.ui.screens import search
from careader.ui.widgets.places import PlacesPane
from tests.ui.support import BALKHASH, OpenApp, Screen

STORIES = {
    "Keeper Counts": "The keeper counted boats. Nobody helped the keeper with the lock.",
    "Heron Waits": "A heron waits. The keeper of the mill feeds it.",
    "Ferry Sails": "The ferry sails at nine.",
}


def capture(path: str, day: date, *changed: str) -> Capture:
    texts = {name: text.replace("The", "This") if name in changed else text for name, text in STORIES.items()}
    copies = (
        Copy(name, (Block(Kind.PARAGRAPH, text),), excerpt=False, confidence=1.0, line=1)
        for name, text in texts.items()
    )
    return Capture(path, day, (), None, (), tuple(copies))


MADE = [capture("a", date(2025, 3, 3))]


def rows(screen: Screen) -> list[str]:
    """The sentences listed in the middle pane."""
    assert isinstance(screen.headlines, PlacesPane)
    return [place.sentence for place in screen.headlines.places]


async def test_shift_tab_lists_the_sentences_and_the_article_follows(open_app: OpenApp) -> None:
    async with open_app(MADE) as screen:
        await screen.press("slash")
        await screen.write("keeper")
        assert "Shift+Tab sentences" in screen.text
        await screen.press("shift+tab")
        assert screen.section == "Places: keeper"
        assert rows(screen) == [
            "Keeper Counts",
            "The keeper counted boats.",
            "Nobody helped the keeper with the lock.",
            "The keeper of the mill feeds it.",
        ]
        assert screen.focus == "headlines"
        matches = []
        for _ in rows(screen):
            matches.append((screen.article.headline, screen.pane.match))
            await screen.press("j")
        assert matches == [
            ("Keeper Counts", None),
            ("Keeper Counts", 0),
            ("Keeper Counts", 1),
            ("Heron Waits", 0),
        ]
        assert screen.session.marks.unread(screen.session.corpus.articles) == 3


async def test_sentences_need_a_word(open_app: OpenApp) -> None:
    async with open_app(MADE) as screen:
        await screen.press("slash")
        await screen.write("is:unread")
        await screen.press("shift+tab")
        assert "Sentences need a word to look for" in screen.text


async def test_n_goes_on_to_the_next_article_found_and_says_so(open_app: OpenApp) -> None:
    async with open_app(MADE) as screen:
        await screen.press("slash")
        await screen.write("keeper order:oldest")
        await screen.press("enter")
        assert (screen.article.headline, screen.pane.match) == ("Keeper Counts", 0)
        await screen.press("n")
        assert (screen.article.headline, screen.pane.match) == ("Keeper Counts", 1)
        await screen.press("n")
        assert (screen.article.headline, screen.pane.match) == ("Heron Waits", 0)
        assert "The next article found" in screen.text
        await screen.press("n")
        assert (screen.article.headline, screen.pane.match) == ("Heron Waits", 0)
        await screen.press("N")
        assert (screen.article.headline, screen.pane.match) == ("Keeper Counts", 1)


async def test_an_article_of_a_list_that_was_found_stands_at_its_match(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("slash")
        await screen.write("geological survey")
        await screen.press("tab")
        assert screen.article.headline == BALKHASH
        assert screen.pane.match == 0
        assert any("geological survey" in line for line in screen.article_lines())
        assert screen.session.positions.position(screen.article) is None


async def test_the_search_box_says_from_when_to_when(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("slash")
        await screen.write("turkey")
        assert " articles, 10 Dec 2025 – 12 Dec 2025" in screen.text


async def test_tab_looks_for_the_words_of_an_article_in_all(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("enter", "slash")
        await screen.write("balkhash")
        assert "Tab all articles" in screen.text
        await screen.press("tab")
        assert "Search the text" in screen.text
        assert BALKHASH in screen.text
        await screen.press("enter")
        assert screen.article.headline == BALKHASH


async def test_what_changed_since_it_was_read_has_a_line_of_its_own(open_app: OpenApp) -> None:
    captures = [*MADE, capture("b", date(2025, 3, 4), "Heron Waits")]
    async with open_app(captures) as screen:
        session = screen.session
        assert CHANGED not in session.sections.all
        heron = next(each for each in session.corpus.articles if each.headline == "Heron Waits")
        session.marks.set(Mark.READ, [heron], on=True, said="read")
        session.state.store.set_seen(dict.fromkeys(heron.keys, "000000000000"))
        session.seen_texts.reload()
        session.sections.forget()
        assert session.sections.all[1] == CHANGED
        assert session.sections.counts(CHANGED) == (0, 1)
        assert [*session.sections.articles(CHANGED)] == [heron]
        await screen.press("slash")
        await screen.write("heron")
        assert "△" in screen.text


async def test_articles_marked_read_are_remembered_as_they_were(open_app: OpenApp) -> None:
    async with open_app(MADE) as screen:
        await screen.press("A")
        seen = screen.session.state.store.seen
        assert all(seen(each.keys) == {each.said} for each in screen.session.corpus.articles)


async def test_kind_and_author_stand_below_the_headline(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("slash")
        await screen.write("by:asanbek")
        await screen.press("enter")
        assert "opinion · by Timur Asanbek" in screen.text


LONG = [
    Capture(
        "a",
        date(2025, 3, 3),
        (),
        None,
        (),
        tuple(
            Copy(
                f"Story {number:03}",
                (Block(Kind.PARAGRAPH, f"The lock had {number} boats. The lock rests."),),
                excerpt=False,
                confidence=1.0,
                line=1,
            )
            for number in range(300)
        ),
    )
]


async def test_a_long_list_of_sentences_begins_at_once_and_is_read_on(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_FIRST_PLACES", 5)
    async with open_app(LONG) as screen:
        await screen.press("slash")
        await screen.write("lock")
        asked: list[int] = []
        read = screen.session.finding.places

        def places(answer: Answer, most: int) -> list[Place]:
            if asked:  # the beginning is listed: go down before the rest comes
                screen.app.call_from_thread(screen.headlines.move, 3)
            asked.append(most)
            return read(answer, most)

        monkeypatch.setattr(screen.session.finding, "places", places)
        await screen.press("shift+tab")
        assert asked == [5, 500]
        assert len(rows(screen)) == 500
        assert screen.headlines.cursor == 3
        assert (screen.article.headline, screen.pane.match) == ("Story 001", 1)
        told = "The first 500 sentences, of 250 of 300 articles: careader places lists all"
        assert told in screen.said


async def test_a_list_of_sentences_that_ends_says_nothing(open_app: OpenApp) -> None:
    async with open_app(LONG) as screen:
        await screen.press("slash")
        await screen.write("boats")
        await screen.press("shift+tab")
        assert len(rows(screen)) == 300
        assert screen.said == []
