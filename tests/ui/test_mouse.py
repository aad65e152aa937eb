"""The mouse: a click looks, a second one opens, the wheel scrolls, and dragging selects text to copy."""

from textual import events
from textual.geometry import Offset

from careader.capture import Block, Kind
from tests.ui.support import OpenApp, Screen, capture


def place_of(screen: Screen, text: str) -> Offset:
    """Where on the screen a text begins, in the article."""
    region = screen.pane.content_region
    for y in range(region.y, region.bottom):
        if (x := screen.lines[y].find(text, region.x)) >= 0:
            return Offset(x, y)
    raise AssertionError(text)


async def test_a_click_moves_the_cursor_and_previews_and_another_opens(open_app: OpenApp) -> None:
    async with open_app(size=(160, 50)) as screen:
        await screen.click("headlines", 8, 5)
        assert screen.headlines.cursor == 2
        assert screen.article.headline == screen.listed[2]
        assert not screen.is_read()
        assert screen.focus == "headlines"
        await screen.click("headlines", 8, 6)
        assert screen.focus == "article"
        assert screen.is_read()
        assert screen.headlines.cursor == 2


async def test_a_click_on_a_date_shows_it_and_on_a_month_nothing(open_app: OpenApp) -> None:
    async with open_app(size=(160, 50)) as screen:
        await screen.click("dates", 5, 6)
        assert screen.section == "Thu 11 December 2025"
        await screen.click("dates", 5, 4)
        assert screen.section == "Thu 11 December 2025"
        await screen.click("dates", 5, 30)
        assert screen.section == "Thu 11 December 2025"
        await screen.click("dates", 5, 6)
        assert screen.focus == "headlines"


async def test_the_wheel_scrolls_what_is_under_it_and_marks_nothing(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        for pane in (screen.pane, screen.headlines):
            assert pane.id is not None
            await screen.wheel(pane.id, events.MouseScrollDown)
            assert pane.scroll_offset.y > 0
            await screen.wheel(pane.id, events.MouseScrollUp)
            assert pane.scroll_offset.y == 0
        assert screen.headlines.cursor == 0
        assert not screen.is_read()


async def test_the_place_the_wheel_went_to_is_kept(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        for _ in range(4):
            await screen.wheel("article", events.MouseScrollDown)
        place = screen.article_lines()
        await screen.press("j", "k")
        assert screen.article_lines() == place


async def test_copied_text_has_no_margins_and_no_broken_lines(open_app: OpenApp) -> None:
    async with open_app() as screen:
        start = place_of(screen, "President Kassym-Jomart")
        end = place_of(screen, "The moment matters.") + Offset(len("The moment matters."), 0)
        await screen.drag(start, end)
        selected = screen.reader.get_selected_text()
        assert selected is not None
        first, second = selected.split("\n\n")
        whole = screen.article.blocks[0].text
        assert first == " ".join(whole.split())
        assert second == "The moment matters."
        await screen.press("ctrl+c")
        assert screen.app.clipboard == selected


async def test_what_is_selected_after_scrolling_is_what_is_seen(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("tab", "pagedown")
        region = screen.pane.content_region
        row = next(
            y for y in range(region.y, region.bottom) if screen.lines[y][region.x : region.right].strip()
        )
        seen = screen.lines[row][region.x : region.right - 1].strip()
        start = place_of(screen, seen)
        await screen.drag(start, start + Offset(len(seen), 0))
        assert screen.reader.get_selected_text() == seen


async def test_text_can_be_selected_backwards(open_app: OpenApp) -> None:
    async with open_app() as screen:
        end = place_of(screen, "The moment matters.") + Offset(len("The moment matters."), 0)
        await screen.drag(end, place_of(screen, "President Kassym-Jomart"))
        selected = screen.reader.get_selected_text()
        assert selected is not None
        assert selected.startswith("President Kassym-Jomart")
        assert selected.endswith("The moment matters.")


async def test_items_and_captions_are_copied_without_bullets_and_bars(open_app: OpenApp) -> None:
    blocks = (
        Block(Kind.PARAGRAPH, "Before it."),
        Block(Kind.LIST, "", ("first item of some length", "second item")),
        Block(Kind.CAPTION, "A view of the pier; image: Nobody"),
        Block(Kind.PARAGRAPH, "After it."),
    )
    async with open_app([capture("2025-12-10", {"Pier Reopens After Storm": blocks})]) as screen:
        end = place_of(screen, "After it.") + Offset(9, 0)
        await screen.drag(place_of(screen, "Before it."), end)
        assert screen.reader.get_selected_text() == (
            "Before it.\n\nfirst item of some length\n\nsecond item\n\n"
            "A view of the pier; image: Nobody\n\nAfter it."
        )


async def test_wide_letters_are_copied_whole(open_app: OpenApp) -> None:
    text = "漢字の記事 names the city, and then the plain words follow."
    async with open_app([capture("2025-12-10", {"Letters of Every Width": text})]) as screen:
        row = place_of(screen, "names the city").y
        left = screen.pane.content_region.x
        await screen.drag(Offset(left, row), Offset(screen.pane.content_region.right - 3, row))
        assert screen.reader.get_selected_text() == text


async def test_lists_are_not_selected(open_app: OpenApp) -> None:
    async with open_app() as screen:
        region = screen.headlines.content_region
        await screen.drag(region.offset + Offset(5, 0), region.offset + Offset(15, 3))
        assert not screen.reader.get_selected_text()


async def test_where_nothing_is_selected_the_headline_is_copied(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j", "ctrl+c")
        assert screen.app.clipboard == screen.article.headline
        assert screen.article.headline[:40] in screen.said[-1]


async def test_a_double_click_selects_a_word_and_a_third_the_paragraph(open_app: OpenApp) -> None:
    text = "The ferryman counted seventeen geese. " * 8
    captured = [capture("2025-12-10", {"Geese Cross": f"{text}\nAnother paragraph."})]
    async with open_app(captured) as screen:
        place = place_of(screen, "seventeen geese") + Offset(3, 0) - screen.pane.region.offset
        await screen.pilot.double_click("#article", offset=place)
        await screen.settle()
        assert screen.reader.get_selected_text() == "seventeen"
        await screen.press("ctrl+c")
        assert screen.app.clipboard == "seventeen"
        await screen.pilot.triple_click("#article", offset=place)
        await screen.settle()
        assert screen.reader.get_selected_text() == text.strip()


async def test_a_double_click_beside_the_words_selects_nothing(open_app: OpenApp) -> None:
    async with open_app() as screen:
        place = place_of(screen, "President Kassym-Jomart") - screen.pane.region.offset
        await screen.pilot.double_click("#article", offset=place - Offset(0, 1))
        await screen.settle()
        assert not screen.reader.get_selected_text()


async def test_what_careader_says_about_an_article_is_not_copied_with_it(open_app: OpenApp) -> None:
    async with open_app([capture("2025-12-10", {"Geese Cross": "A paragraph."})]) as screen:
        end = place_of(screen, "A paragraph.") + Offset(12, 0)
        await screen.drag(place_of(screen, "Geese Cross"), end)
        assert screen.reader.get_selected_text() == "Geese Cross\n\nA paragraph."
