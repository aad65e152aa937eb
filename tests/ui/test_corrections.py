"""Joining and splitting: the reader's own word about what is a headline, taken back by z."""

from pathlib import Path

from tests.ui.support import OpenApp, Screen


def every_word(screen: Screen) -> str:
    """Headlines and texts of all articles, in page order."""
    articles = screen.headlines.articles
    blocks = (" ".join(block.text for block in article.blocks) for article in articles)
    return " ".join(f"{article.headline} {text}" for article, text in zip(articles, blocks, strict=True))


async def test_joining_gives_the_text_to_the_article_before_and_z_takes_it_back(open_app: OpenApp) -> None:
    async with open_app() as screen:
        before, text = screen.listed, every_word(screen)
        await screen.press("j", "J")
        assert screen.listed == [before[0], *before[2:]]
        assert screen.article.headline == before[0]
        assert before[1] in screen.body()
        assert every_word(screen) == text
        await screen.press("z")
        assert screen.listed == before
        assert screen.said[-1].startswith("Undone: joined")


async def test_the_first_of_a_capture_has_none_to_join_to(open_app: OpenApp) -> None:
    async with open_app() as screen:
        before = screen.listed
        await screen.press("J")
        assert screen.listed == before
        assert "no article stands above it" in screen.said[-1]


async def test_splitting_makes_an_article_of_a_section_and_z_takes_it_back(open_app: OpenApp) -> None:
    async with open_app() as screen:
        before = screen.listed
        await screen.press("S")
        assert "Which section heading is a headline?" in screen.text
        await screen.press("j", "enter")
        assert screen.listed == [before[0], "Two Economies That Fit Together", *before[1:]]
        assert screen.article.headline == screen.listed[1]
        await screen.press("z")
        assert screen.listed == before


async def test_splitting_can_be_left(open_app: OpenApp) -> None:
    async with open_app() as screen:
        before = screen.listed
        await screen.press("S", "escape")
        assert screen.listed == before
        assert screen.app.screen is screen.reader


async def test_a_correction_is_there_at_the_next_start(open_app: OpenApp) -> None:
    async with open_app() as screen:
        before = screen.listed
        await screen.press("j", "J", "q")
    async with open_app() as screen:
        assert screen.listed == [before[0], *before[2:]]
        await screen.press("z")
        assert screen.said[-1].startswith("Undone: joined: ")
        assert screen.listed == before


async def test_joining_a_bookmarked_article_is_one_change(open_app: OpenApp) -> None:
    async with open_app() as screen:
        before = screen.listed
        await screen.press("j", "b", "J")
        assert screen.is_bookmarked(before[0])
        await screen.press("z")
        assert screen.listed == before
        assert not screen.is_bookmarked(before[0])
        assert screen.is_bookmarked(before[1])


async def test_leaving_while_the_captures_are_read_anew_is_quiet(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j")
        await screen.pilot.press("J", "q")
    assert screen.app.return_code == 0


async def test_what_was_odd_in_the_captures_is_shown(open_app: OpenApp, tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"")
    async with open_app([broken]) as screen:
        await screen.press("ctrl+p")
        await screen.write("check the captures")
        await screen.press("enter")
        assert "What was odd in the captures" in screen.text
        assert "broken.txt: empty" in "".join(screen.text.split("odd in the captures")[1])
        await screen.press("escape")
        assert screen.app.screen is screen.reader
