"""The versions of an article on the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot

from careader.capture.models import Block, Copy, Kind
from careader.corpus.versions import BlockDiff, Comparison, Fate, Segment, Version, compare
from careader.ui.screens import versions as screen_module
from careader.ui.screens.versions import ComparisonView, VersionList, VersionsScreen
from careader.ui.themes import DEFAULT, THEMES
from careader.ui.view.comparison import set_comparison

FERRIES = (
    "Ferry crews say that three [sic] buoys have drifted by a hundred metres since the thaw of the lake."
)
DIVERS = (
    "The harbour master, a patient woman with a brass telescope, has asked two divers to look at the chains "
    "once the water is clear. She expects them to report within nine days, and promises to paint the result "
    "on the wall of the ticket hall for all passengers to see before they board."
)
PRICES = "Tickets stay at 40 tenge, and the winter timetable holds until 15 March."
SIZES = [(120, 40), (80, 24), (60, 20), (40, 12), (20, 8)]


def copy(headline: str, *texts: str, excerpt: bool = False) -> Copy:
    return Copy(headline, tuple(Block(Kind.PARAGRAPH, text) for text in texts), excerpt, 1.0, 1)


TEASER = Version(
    copy("Buoys [Drifted", f"{FERRIES} {DIVERS}...", excerpt=True),
    tuple((f"far/away/tag_{day}.txt", date(2025, 12, day)) for day in (9, 8, 7, 6, 5)),
)
FULL = Version(copy("Buoys [Drifted", FERRIES, DIVERS, PRICES), (("full.txt", date(2025, 12, 10)),))
LATER = Version(
    copy("The Buoys [/Drifted Far", FERRIES.replace("a hundred", "150"), DIVERS, PRICES.replace("40", "60")),
    (("later.txt", date(2025, 12, 12)), ("undated.txt", None)),
)
ALL = [TEASER, FULL, LATER]


class Host(App[None]):
    """Shows the versions of one article."""

    def __init__(self, versions: list[Version]) -> None:
        super().__init__()
        self.versions = versions
        self.closed = False
        self.measure = 72
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT

    def on_mount(self) -> None:
        self.push_screen(
            VersionsScreen("Buoys [Drifted", self.versions, self.measure, self.change), self.close
        )

    def change(self, steps: int) -> int:
        self.measure += 4 * steps
        return self.measure

    def close(self, _: None) -> None:
        self.closed = True

    @property
    def lines(self) -> list[str]:
        return [strip.text for strip in self.screen._compositor.render_strips()]

    def text_of(self, kind: type[VersionList | ComparisonView]) -> str:
        """What stands in a part of the screen, with single spaces."""
        region = self.screen.query_one(kind).content_region
        lines = (line[region.x : region.right] for line in self.lines[region.y : region.bottom])
        return " ".join(" ".join(lines).split())

    @property
    def listed(self) -> str:
        return self.text_of(VersionList)

    @property
    def compared(self) -> str:
        return self.text_of(ComparisonView)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_versions_stand_latest_first_with_what_changed_in_words() -> None:
    app = Host(ALL)
    async with app.run_test(size=(100, 44)) as pilot:
        await pilot.pause()
        assert app.listed == (
            "12 Dec 2025 · 84 words headline changed, 2 words new, 3 gone later.txt, undated.txt "
            "10 Dec 2025 · 85 words 13 words more full.txt "
            "5 Dec 2025 – 9 Dec 2025 · 72 words · excerpt ⋯ the first text captured "
            "tag_9.txt, tag_8.txt, tag_7.txt and 2 more"
        )


async def test_the_comparison_is_with_the_version_before_and_needs_no_colour() -> None:
    app = Host(ALL)
    async with app.run_test(size=(100, 44)) as pilot:
        await pilot.pause()
        assert app.compared == (
            "Since 10 Dec 2025: headline changed, 2 words new, 3 gone. "
            "[+The] Buoys [/Drifted [+Far] "
            f"{FERRIES.replace('a hundred', '[−a hundred] [+150]')} … 53 words the same "
            f"{PRICES.replace('40', '[−40] [+60]')}"
        )


async def test_the_first_version_is_shown_whole() -> None:
    app = Host(ALL)
    async with app.run_test(size=(100, 44)) as pilot:
        await press(pilot, "j", "down")
        assert app.compared == f"The first text captured. Buoys [Drifted {FERRIES} {DIVERS}..."
        await press(pilot, "k", "up")
        assert app.compared.startswith("Since 10 Dec 2025")


async def test_unchanged_words_are_counted_until_the_whole_text_is_asked_for() -> None:
    app = Host(ALL)
    async with app.run_test(size=(100, 44)) as pilot:
        await pilot.pause()
        assert DIVERS not in app.compared
        await press(pilot, "w")
        assert DIVERS in app.compared
        await press(pilot, "j")
        assert DIVERS in app.compared
        assert f"[+{PRICES}]" in app.compared
        await press(pilot, "w")
        assert DIVERS not in app.compared


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_wider_than_the_screen_and_all_can_be_read(size: tuple[int, int]) -> None:
    app = Host(ALL)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "w", "home")
        view = app.screen.query_one(ComparisonView)
        seen: dict[int, str] = {}
        for _ in range(200):
            for y in range(view.content_region.height):
                at = view.scroll_offset.y + y
                if at < view.line_count:
                    region = view.content_region
                    seen[at] = app.lines[region.y + y][region.x : region.x + view.text_width]
            assert all(cell_len(line) <= size[0] for line in app.lines)
            if view.scroll_offset.y >= view.max_scroll_y:
                break
            await press(pilot, "pagedown")
        told = "".join("".join(seen[at] for at in sorted(seen)).split())
        assert told.endswith("".join(PRICES.replace("40", "[−40][+60]").split()))
        assert "".join(DIVERS.split()) in told
        assert len(seen) == view.line_count


async def test_a_resize_sets_it_anew() -> None:
    app = Host(ALL)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        before = app.compared
        await pilot.resize_terminal(50, 40)
        await pilot.pause()
        assert app.compared == before


async def test_another_version_begins_at_its_top() -> None:
    app = Host(ALL)
    async with app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "w", "G")
        view = app.screen.query_one(ComparisonView)
        assert view.scroll_offset.y == view.max_scroll_y > 0
        await press(pilot, "j")
        assert view.scroll_offset.y == 0
        await press(pilot, "space")
        assert view.scroll_offset.y > 0
        await press(pilot, "pageup", "g")
        assert view.scroll_offset.y == 0


async def test_plus_and_minus_set_the_text_wider_and_narrower() -> None:
    app = Host(ALL)
    async with app.run_test(size=(120, 44)) as pilot:
        await pilot.pause()
        view = app.screen.query_one(ComparisonView)
        before = max(len(view.line(y, 100).text) for y in range(view.line_count))
        await press(pilot, *["minus"] * 5)
        assert app.measure == 52
        assert max(len(view.line(y, 100).text) for y in range(view.line_count)) <= 53 < before
        await press(pilot, *["plus"] * 5)
        assert max(len(view.line(y, 100).text) for y in range(view.line_count)) == before


@pytest.mark.parametrize("key", ["escape", "q", "h", "left", "backspace"])
async def test_keys_that_lead_back(key: str) -> None:
    app = Host(ALL)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, key)
        assert app.closed


async def test_a_click_chooses_a_version() -> None:
    app = Host(ALL)
    async with app.run_test(size=(100, 44)) as pilot:
        await pilot.pause()
        await pilot.click("#captured", offset=(5, 4))
        await pilot.pause()
        assert app.compared.startswith("Since 5 Dec 2025 – 9 Dec 2025: 13 words more.")


async def test_an_article_of_one_text_shows_it_and_where_it_stood() -> None:
    app = Host([LATER])
    async with app.run_test(size=(100, 44)) as pilot:
        await press(pilot, "j", "k", "w")
        assert "the first text captured later.txt, undated.txt" in app.listed
        assert app.compared.endswith(PRICES.replace("40", "60"))


async def test_an_undated_version_says_so() -> None:
    app = Host([Version(copy("Undated news", FERRIES), (("\x1b[31mred.txt", None),))])
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.listed == "Undated · 19 words the first text captured ␛[31mred.txt"


async def test_selected_words_can_be_copied() -> None:
    app = Host(ALL)
    async with app.run_test(size=(100, 44)) as pilot:
        await pilot.pause()
        region = app.screen.query_one(ComparisonView).content_region
        await pilot.mouse_down(offset=(region.x + 1, region.y + 2))
        await pilot.hover(offset=(region.x + 12, region.y + 2))
        await pilot.mouse_up(offset=(region.x + 12, region.y + 2))
        await pilot.pause()
        assert app.screen.get_selected_text() == "[+The] Buoys"


@contextmanager
def counted() -> Iterator[list[tuple[str, str]]]:
    """Notes which headlines are compared."""
    compared: list[tuple[str, str]] = []

    def noting(old: Copy, new: Copy) -> Comparison:
        compared.append((old.headline, new.headline))
        return compare(old, new)

    with patch.object(screen_module, "compare", noting):
        yield compared


async def test_versions_are_compared_when_they_come_into_sight_and_once() -> None:
    many = [Version(copy(f"Number {n}", FERRIES), ((f"{n}.txt", None),)) for n in range(300)]
    app = Host(many)
    with counted() as compared:
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "j", "k")
            assert 0 < len(compared) < 24
            assert len(set(compared)) == len(compared)


TEXTS = st.lists(st.sampled_from(["a", "word", "[sic]", "日本語", "x" * 30]), min_size=1, max_size=90).map(
    " ".join
)
PASSAGES = st.builds(
    lambda kind, texts: BlockDiff(kind, tuple(Segment(fate, text) for fate, text in texts)),
    st.sampled_from([Kind.PARAGRAPH, Kind.HEADING, Kind.LIST]),
    st.lists(st.tuples(st.sampled_from(Fate), TEXTS), min_size=1, max_size=4, unique_by=lambda run: run[0]),
)
COMPARISONS = st.builds(
    Comparison,
    st.lists(st.builds(Segment, st.sampled_from([Fate.SAME, Fate.NEW]), TEXTS), max_size=2).map(tuple),
    st.lists(PASSAGES, max_size=4).map(tuple),
)


def runs_of(comparison: Comparison) -> list[Segment]:
    return [*comparison.headline, *(segment for block in comparison.blocks for segment in block.segments)]


@given(COMPARISONS, st.integers(6, 90))
def test_every_word_is_set_within_the_width_and_has_its_sign(comparison: Comparison, width: int) -> None:
    lines = set_comparison(comparison, width, whole=True)
    assert all(cell_len(line.text) <= width for line in lines)
    told = "".join("".join(line.text for line in lines).split())
    for new, sign in (("new", "+"), ("gone", "−")):
        marked = "".join(
            line.text[begin:end] for line in lines for begin, end, name in line.spans if name == new
        )
        fates = (Fate.NEW, Fate.MORE) if new == "new" else (Fate.GONE, Fate.LESS)
        expected = [f"[{sign}{segment.text}]" for segment in runs_of(comparison) if segment.fate in fates]
        assert "".join(marked.split()) == "".join("".join(expected).split())
    plain = told.replace("•", "").replace("[+", "").replace("[−", "").replace("]", "")
    assert plain == "".join("".join(segment.text for segment in runs_of(comparison)).split()).replace("]", "")


@given(COMPARISONS, st.integers(6, 90))
def test_what_changed_is_never_left_out(comparison: Comparison, width: int) -> None:
    lines = set_comparison(comparison, width, whole=False)
    assert all(cell_len(line.text) <= width for line in lines)
    told = "".join("".join(line.text for line in lines).split())
    for segment in runs_of(comparison):
        if segment.fate in (Fate.NEW, Fate.GONE):
            assert "".join(segment.text.split()) in told
