"""Every word of a page is in its capture, in order, whatever was done to the page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.capture import Capture, explain, parse
from careader.text import decode

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT.parent / "shared" / "seeds").glob("*.txt")])

RATE = re.compile(r"[A-Z]{3}\s*/\s*[A-Z]{3}[^\w\n]*=[^\w\n]*?\d+(?:\.\d+)?\s+[+-]?\d+(?:\.\d+)?\s*%")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def count(lines: Iterable[str]) -> Counter[str]:
    """Words whatever the padding of days and the case of months."""
    return Counter(word.lstrip("0").casefold() for line in lines for word in words(line))


def body_of(capture: Capture) -> Iterator[str]:
    yield from capture.preamble
    for copy in capture.copies:
        yield copy.headline
        for block in copy.blocks:
            yield block.text
            yield from block.items


def head_of(capture: Capture) -> Iterator[str]:
    yield from (f"{rate.pair} {rate.value} {rate.change}" for rate in capture.rates)
    if capture.listing:
        listing = capture.listing
        yield f"Viewing results {listing.first} {listing.last}"
        yield "" if listing.total is None else f"of {listing.total}"


def day_of(capture: Capture) -> Iterator[str]:
    """The date of a page. Its line may stay where it stands among other words."""
    if capture.date:
        yield f"{capture.date:%d %B %Y}"


def assert_nothing_lost(text: str) -> None:
    (capture,) = parse([("page.txt", text)])
    lines = text.split("\n")
    told = iter(word for line in lines for word in words(line))
    assert all(word in told for line in body_of(capture) for word in words(line)), "invented, or out of order"
    have, want = count([*body_of(capture), *head_of(capture)]), count(lines)
    assert not have - want, "invented"
    day = count(day_of(capture))
    assert not day - want, "invented"
    times = Counter(" ".join(words(rate)) for line in lines for rate in RATE.findall(line))
    repeats = count(" ".join([line] * (n - 1)) for line, n in times.items())
    of_no_number = Counter(of=sum(bool(re.search(r"Viewing results .* of\s*$", line)) for line in lines))
    assert not want - have - day - repeats - of_no_number, "lost"


TITLE = st.sampled_from(
    [
        "Orlen Keepers Share One Boat",
        "Bakers return to wood ovens, and why",
        "Interview: The Violin Makers of Varro",
        "What comes next?",
        "Fuel",
        "1. A first step.",
        "Poems! On Tickets!",
        "Continue reading",
        "Articles",
        "Our People > Dora Milvet",
        "cheap boats bonus",
        "12 March 2025",
        "31 February 2025",
        "Viewing results 1 - 6 of 78",
        "• KGS/USD = 0.01140 0%",
        "  • KZT/U",
        "Orlen Keepers Share One Boat in the",
        "By Mila Ostrand",
        "by",
        "Mila Ostrand",
        "3 min read",
        "Sponsored",
        "Page 2 of 6",
        "Поделиться: Телеграм",
        "Share",
    ]
)
TEXT = st.sampled_from(
    [
        "The keepers of four lighthouses will share a boat, the board said.",
        "Ferry tickets carry poems [that passengers choose] from next week",
        'A tram depot [caption id="a_1" width="9"] Image: D. Milvet[/caption] became a school.',
        'Torn [caption id="a_1" wi',
        "TDM: How many hives?",
        "Ilmo: Eleven of thirty.",
        "The plans:\n• a pier\n  • a lamp\nfor all",
        "• Ğazi bought a café’s oven — \xa0 “twice”",
        "\xa0",
        "The silo; image: Runo Vasht",
        "lower case line\ngoing on without end",
        "word " * 40 + "...",
        "Dec 20 — “Snow” READ MORE: https://example.org",
    ]
)
HEAD = st.lists(
    st.sampled_from(
        [
            "• KGS/USD = 0.01140 0%",
            "  • KZT/USD = 0.00190 -0%",
            "  • KZT/USD = 0.00191 -0%",
            "  • TJS/USD = 0.10",
            "12 March 2025",
            "Viewing results 7 - 12 of 124",
            "Viewing results 1 - 6 of",
            "Viewing results",
            "Our People > Dora Milvet",
            "Dora Milvet's Avatar",
        ]
    ),
    max_size=12,
)
PAGE = st.builds(
    lambda head, body, gap: "\n".join(head) + "\n\n" + gap.join(body),
    HEAD,
    st.lists(TITLE | TEXT, max_size=25),
    st.sampled_from(["\n\n", "\n", "\n\n\n", "\n \t\n"]),
)


@given(PAGE, st.sampled_from(["> ", ">> ", "    "]))
@settings(max_examples=100)
def test_pages_with_signs_before_each_line(text: str, sign: str) -> None:
    assert_nothing_lost("\n".join(sign + line for line in text.split("\n")))


@given(PAGE)
@settings(max_examples=300)
def test_generated_pages(text: str) -> None:
    assert_nothing_lost(text)


@given(PAGE, PAGE, st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=200)
def test_damaged_pages(one: str, other: str, begin: int, end: int) -> None:
    assert_nothing_lost(one[begin : len(one) - end] + other)


@given(PAGE, st.binary(max_size=20), st.integers(0, 500))
def test_foreign_bytes(text: str, damage: bytes, at: int) -> None:
    data = text.encode()
    assert_nothing_lost(
        decode(data[:at] + damage.replace(b"\0", b"").translate(None, bytes(range(32))) + data[at:])
    )


@given(st.lists(st.text(), max_size=3))
def test_any_text_at_all(texts: list[str]) -> None:
    pages = [(str(n), text) for n, text in enumerate(texts)]
    assert len(parse(pages)) == len(explain(pages)) == len(texts)


@pytest.mark.skipif(not FILES, reason="no pages are here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.name[:3]}")
def test_whole_and_torn_files(path: Path) -> None:
    text = decode(path.read_bytes())
    assert_nothing_lost(text)
    for cut in range(7, len(text), len(text) // 12):
        assert_nothing_lost(text[:cut])
        assert_nothing_lost(text[cut:])
    blocks = text.split("\n\n")
    assert_nothing_lost("\n\n".join(blocks[::-1]))
    assert_nothing_lost(text + text)
