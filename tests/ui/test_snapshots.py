"""What careader looks like on captures made for it; `test_every_screen` has every screen on the sample.

After a wanted change: look at the report, then ``pytest --snapshot-update``.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from careader.capture import Block, Capture, Kind
from tests.ui.support import SAMPLE, SIZES, MakeApp, Screen, capture


class SnapCompare(Protocol):
    """Compares the app with how it looked before."""

    def __call__(
        self,
        app: App[None],
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None]],
    ) -> bool: ...


class Looks(Protocol):
    """Whether careader looks as it did, after keys and then typing."""

    def __call__(
        self,
        size: tuple[int, int],
        *keys: str,
        typed: str = ...,
        source: Sequence[Path] | Sequence[Capture] = ...,
    ) -> bool: ...


@pytest.fixture
def looks_the_same(make_app: MakeApp, snap_compare: SnapCompare) -> Looks:
    def compare(
        size: tuple[int, int],
        *keys: str,
        typed: str = "",
        source: Sequence[Path] | Sequence[Capture] = (SAMPLE,),
    ) -> bool:
        app = make_app(source)

        async def play(pilot: Pilot[None]) -> None:
            screen = Screen(app, pilot)
            await screen.settle()
            await screen.press(*keys)
            for field in app.screen.query(Input):
                field.cursor_blink = False
            await screen.write(typed)

        return snap_compare(app, terminal_size=size, run_before=play)

    return compare


ITEMS = (
    "a lamp at its end",
    "a rail on both sides, so that nobody falls in again as three fishermen did in the storm of last March",
    "a bench",
)

EVERY_KIND = (
    Block(Kind.CAPTION, "The new pier at low water; image: Nobody in particular"),
    Block(Kind.PARAGRAPH, "KALYNDY (TCA) — The pier stands [on piles of larch] where the old one burned."),
    Block(Kind.HEADING, "What the Builders Promise"),
    Block(Kind.LIST, "They named three things:", ITEMS),
    Block(Kind.QUESTION, "TCA: Will it last longer than the one before, and who is to look after it?"),
    Block(Kind.PARAGRAPH, "AB: It will. We have oiled every plank of it ourselves."),
    Block(Kind.OTHER, "divider"),
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
def test_the_sample(looks_the_same: Looks, size: tuple[int, int]) -> None:
    assert looks_the_same(size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
def test_an_open_article_read_on(looks_the_same: Looks, size: tuple[int, int]) -> None:
    assert looks_the_same(size, "j", "b", "enter", "space")


@pytest.mark.parametrize("size", [(60, 20), (40, 12)], ids=lambda size: "{}x{}".format(*size))
def test_the_dates_alone(looks_the_same: Looks, size: tuple[int, int]) -> None:
    assert looks_the_same(size, "h")


TWO = [(120, 40), (60, 20)]
"""A wide terminal and a narrow terminal."""


def test_versions(looks_the_same: Looks) -> None:
    """Two captures a day apart; a figure in the last paragraph was corrected between them."""
    day, later = (
        capture(day, {"Pier Reopens: A Story of Larch and Oil": (*EVERY_KIND[:4], priced)}, path=f"{day}.txt")
        for day, priced in (
            ("2025-12-10", Block(Kind.PARAGRAPH, "A ticket to its end costs 40 tenge in winter.")),
            ("2025-12-11", Block(Kind.PARAGRAPH, "A ticket to its end costs 60 tenge in winter.")),
        )
    )
    assert looks_the_same((80, 40), "enter", "v", source=[day, later])


def test_every_kind_of_block(looks_the_same: Looks) -> None:
    page = capture("2025-12-10", {"Pier Reopens: A Story of Larch and Oil": EVERY_KIND})
    assert looks_the_same((80, 40), source=[page])


def test_an_excerpt_set_in_paragraphs(looks_the_same: Looks) -> None:
    assert looks_the_same((120, 40), *["left_square_bracket"] * 3, "j")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=lambda size: "{}x{}".format(*size))
def test_rates_of_another_date(looks_the_same: Looks, size: tuple[int, int]) -> None:
    assert looks_the_same(size, *["left_square_bracket"] * 3)


def test_no_rates_at_all(looks_the_same: Looks) -> None:
    page = capture("2025-12-10", {"A Page Without Figures": "The page had none."}, "")
    assert looks_the_same((60, 20), source=[page])


FIRST = date(2025, 10, 1)


AUTUMN = [
    capture(
        f"{FIRST + timedelta(n)}",
        {f"Pier {n} Opens": f"It cost $2.5 billion, 450 billion tenge, €{n + 2} million and {n} soms."},
        f"KGS 0.0{1140 + n * n % 7} {n % 3 - 1}%,KZT 0.00{190 + n % 4} -0%,UZS 0.00008 0%",
    )
    for n in range(60)
    if n % 9 not in {4, 5}
]
"""Sixty days with gaps, each with rates and amounts."""


@pytest.mark.parametrize("size", TWO, ids=lambda size: "{}x{}".format(*size))
def test_rates_of_every_date(looks_the_same: Looks, size: tuple[int, int]) -> None:
    assert looks_the_same(size, "r", "j", "j", source=AUTUMN)


@pytest.mark.parametrize("size", TWO, ids=lambda size: "{}x{}".format(*size))
def test_rates_the_other_way_round(looks_the_same: Looks, size: tuple[int, int]) -> None:
    assert looks_the_same(size, "r", "2", "i", source=AUTUMN)


@pytest.mark.parametrize("size", TWO, ids=lambda size: "{}x{}".format(*size))
def test_all_rates_together(looks_the_same: Looks, size: tuple[int, int]) -> None:
    assert looks_the_same(size, "r", "a", source=AUTUMN)


@pytest.mark.parametrize("size", TWO, ids=lambda size: "{}x{}".format(*size))
def test_amounts_then_and_now(looks_the_same: Looks, size: tuple[int, int]) -> None:
    assert looks_the_same(size, *["left_square_bracket"] * 5, "dollar_sign", source=AUTUMN)


@pytest.mark.parametrize("size", TWO, ids=lambda size: "{}x{}".format(*size))
def test_going_to_a_date(looks_the_same: Looks, size: tuple[int, int]) -> None:
    keys = ("m", "left_square_bracket", "left_square_bracket", "m", "d")
    assert looks_the_same(size, *keys, typed="14 nov 2025", source=AUTUMN)
