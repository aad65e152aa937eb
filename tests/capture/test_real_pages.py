"""The five pages the project was created from, where they are."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from careader.capture import Block, Capture, Kind, parse
from careader.text import decode

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the real pages are not here")


def read() -> list[tuple[str, str]]:
    return [(path.name, decode(path.read_bytes())) for path in sorted(SEEDS.glob("*.txt"))]


def described(capture: Capture) -> dict[str, Any]:
    """A capture in the form of ``expected.json``."""
    return {
        "date": capture.date.isoformat() if capture.date else None,
        "rates": [{"pair": rate.pair, "value": rate.value, "change": rate.change} for rate in capture.rates],
        "listing": capture.listing
        and {
            "first": capture.listing.first,
            "last": capture.listing.last,
            "total": capture.listing.total,
        },
        "articles": [
            {
                "headline": copy.headline,
                "section_headings": texts(copy.blocks, Kind.HEADING),
                "captions": texts(copy.blocks, Kind.CAPTION),
                "blocks": count_blocks(copy.blocks),
                "first_words": " ".join(words(copy.blocks)[:5]),
                "last_words": " ".join(words(copy.blocks)[-4:]),
                "words": len(words(copy.blocks)),
                "teaser": copy.excerpt,
            }
            for copy in capture.copies
        ],
    }


def texts(blocks: Sequence[Block], kind: Kind) -> list[str]:
    return [block.text for block in blocks if block.kind is kind]


def count_blocks(blocks: Sequence[Block]) -> int:
    """Blocks of the file: a shortcode, its caption and the text after it were cut out of the block before."""
    shortcodes = sum(block.text == "[/caption]" for block in blocks)
    return len(blocks) - 4 * shortcodes


def words(blocks: Sequence[Block]) -> list[str]:
    """Words as the truth counts them: bullets are words, the markup of shortcodes is not."""
    shown = [block for block in blocks if block.kind is not Kind.OTHER]
    return " ".join(" ".join([block.text, *(f"• {item}" for item in block.items)]) for block in shown).split()


@pytest.mark.parametrize("together", [True, False])
def test_every_fact(together: bool) -> None:  # noqa: FBT001 - a column of the table
    expected = json.loads((SEEDS / "expected.json").read_text("utf-8"))
    pages = read()
    captures = parse(pages) if together else [parse([page])[0] for page in pages]
    assert {capture.path: described(capture) for capture in captures} == expected
    assert all(capture.preamble == () and capture.problems == () for capture in captures)
