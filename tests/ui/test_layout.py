"""What stands where at every size, and that nothing is cut without a sign."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from careader.ui.safe_text import show_message
from tests.ui.support import SAMPLE, SIZES, OpenApp, Screen, capture

WIDTHS = [*range(20, 45), 60, 79, 80, 100, 120, 139, 140, 160, 250]

TITLES = [
    "This is the sample: 6 captures to try. To read your own: careader add PATH…  ·  26 unread",
    "This is the sample. To read your own: careader add PATH…",
    "Sample. Your own: careader add PATH…",
    "Sample: careader add PATH…",
    "Sample",
    "",
]


def in_sight(screen: Screen) -> list[str]:
    """The panes that are shown."""
    panes = (screen.dates, screen.headlines, screen.pane)
    return [str(pane.id) for pane in panes if pane.region.area]


async def test_160_columns_have_three_side_by_side(open_app: OpenApp) -> None:
    async with open_app(size=(160, 50)) as screen:
        dates, headlines, article = screen.dates.region, screen.headlines.region, screen.pane.region
        assert dates.y == headlines.y == article.y
        assert dates.right <= headlines.x < headlines.right <= article.x


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_from_80_columns_dates_stand_above_headlines_beside_the_article(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app(size=size) as screen:
        dates, headlines, article = screen.dates.region, screen.headlines.region, screen.pane.region
        assert dates.x == headlines.x
        assert dates.bottom <= headlines.y
        assert headlines.right <= article.x
        assert article.y == dates.y


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_below_80_columns_there_is_one_pane_at_a_time(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as screen:
        assert in_sight(screen) == ["headlines"]
        await screen.press("enter")
        assert in_sight(screen) == ["article"]
        await screen.press("h", "h")
        assert in_sight(screen) == ["dates"]
        await screen.press("tab")
        assert in_sight(screen) == ["headlines"]


async def test_becoming_narrow_shows_the_pane_that_has_the_keyboard(open_app: OpenApp) -> None:
    async with open_app(size=(160, 50)) as screen:
        for pane in ["article", "dates", "headlines"]:
            await screen.press("tab")
            await screen.resize(40, 12)
            assert in_sight(screen) == [pane]
            assert screen.focus == pane
            await screen.resize(160, 50)
            assert len(in_sight(screen)) == 3


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_wider_than_the_screen(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as screen:
        for keys in [["tab"], ["tab"], ["tab"], ["f"], ["escape", "question_mark"], ["escape", "B"]]:
            await screen.press(*keys)
            assert len(screen.lines) == size[1]
            assert {cell_len(line) for line in screen.lines} == {size[0]}


@pytest.mark.parametrize("size", SIZES)
async def test_every_headline_is_shown_whole(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as screen:
        for headline in screen.listed:
            assert headline in screen.words_of("#headlines").replace("●", "")
            await screen.press("j")


async def test_no_row_is_wider_than_its_list(open_app: OpenApp) -> None:
    async with open_app() as screen:
        rows = screen.headlines
        for section in ("U", "B", "A"):
            await screen.press(section)
            for width in range(12, 100):
                lines = [line for row in range(rows.row_count()) for line in rows.row_lines(row, width)]
                assert max(line.cells for line in lines) <= width


async def test_a_headline_that_is_too_long_says_so(open_app: OpenApp) -> None:
    headline = " ".join(["Endless"] * 60)
    async with open_app([capture("2025-12-10", {headline: "Words."})], (80, 24)) as screen:
        assert "Endless…" in screen.words_of("#headlines")
        assert screen.words_of("#article").count("Endless") == 60


async def test_the_title_fits_every_width_whole(open_app: OpenApp) -> None:
    async with open_app() as screen:
        for width in WIDTHS:
            await screen.resize(width, 24)
            fitting = [words for words in TITLES if len(f" careader  {words} ") <= width]
            assert screen.lines[0].strip() == f"careader  {fitting[0]}".strip()


async def test_the_sample_says_that_it_is_one_and_how_to_read_ones_own(open_app: OpenApp) -> None:
    async with open_app() as screen:
        assert "This is the sample" in screen.title
        assert "careader add PATH…" in screen.title


async def test_given_captures_are_counted(open_app: OpenApp) -> None:
    days = [capture("2025-12-10", {"One": "A.", "Two": "B."}), capture("2025-12-11", {"Three": "C."})]
    async with open_app(days) as screen:
        assert screen.title == "careader Given captures · 2 captures · 3 articles · 3 unread"


async def test_files_that_cannot_be_read_are_named_and_the_rest_is_read(
    open_app: OpenApp, tmp_path: Path
) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0\0\0")
    (tmp_path / "blank.txt").write_bytes(b"")
    missing = tmp_path / "gone.txt"
    async with open_app([SAMPLE, tmp_path, missing]) as screen:
        assert screen.session.corpus.captures.count == 6
        assert screen.session.marks.unread(screen.session.corpus.articles) == 26
        for name in ("picture.txt", "blank.txt", "gone.txt"):
            assert sum(name in line for line in screen.said) == 1
        assert "⚠ 3 files not read" in screen.title


async def test_of_many_unreadable_files_the_rest_is_counted(open_app: OpenApp, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(10):
        (folder / f"{number}.txt").write_bytes(b"")
    async with open_app([SAMPLE, folder]) as screen:
        assert len(screen.said) == 4
        assert screen.said[-1].startswith("… and 7 files more not read")
        assert "⚠ 10 files not read" in screen.title


async def test_nothing_to_read_is_said_and_every_key_is_safe(open_app: OpenApp, tmp_path: Path) -> None:
    async with open_app([tmp_path]) as screen:
        assert "no saved pages" in screen.said[0]
        assert screen.reader.article is None
        await screen.press(*"jkgGnpmbAz[]UB", "enter", "space", "tab", "pagedown", "pageup", "h")
        screen.app.clear_notifications()  # they lie over the foot of what opens
        await screen.press("f")
        assert "Nothing to jump to." in screen.text
        await screen.press("enter", "escape", "q")
    assert screen.app.return_code == 0


@pytest.mark.parametrize("size", [(20, 6), (10, 4), (5, 3), (1, 1)])
async def test_a_tiny_terminal_breaks_nothing(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("enter", "j", "j")
        await screen.resize(*size)
        await screen.press("tab", "j", "tab", "j", "f", "escape", "question_mark", "escape")
        await screen.resize(80, 24)
        assert " ".join(screen.article.blocks[0].text.split()) in screen.body()
        assert len(in_sight(screen)) == 3


async def test_an_excerpt_says_that_it_is_one(open_app: OpenApp) -> None:
    page = capture("2025-12-10", {"Cut Short by the Page": "A beginning and then"}, excerpt=True)
    async with open_app([page]) as screen:
        assert "Cut Short by the Page ⋯" in screen.words_of("#headlines")
        assert "Excerpt: the page cut this story short." in screen.words_of("#article")
        assert "the story went on" in screen.words_of("#article")


@pytest.mark.parametrize("size", [(30, 16), (60, 20), (80, 24)])
async def test_a_message_is_shown_whole(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as screen:
        for length in (*range(size[0] * 7 // 10, size[0] * 9 // 10), 100):
            show_message(screen.reader, "word " * (length // 5) + "end" + "d" * (length % 5))
            await screen.settle()
            shown = " ".join(line.split("▌")[1].strip(" ▕") for line in screen.lines if "▌" in line)
            assert shown.split() == ["word"] * (length // 5) + ["end" + "d" * (length % 5)]
            screen.app.clear_notifications()
