"""Pages read together are never read worse than each of them alone."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.disturbed_pages import DISTURBANCES, TEMPLATES, make_page
from bench.stories import story
from bench.text_tools import TOOLS, plain
from careader.capture import Capture, parse
from careader.capture.proofs import Known
from careader.text import decode

SHARED = Path(__file__).parents[3] / "shared"

Make = Callable[..., str]
Stories = list[tuple[str, list[str]]]
Told = tuple[str, Sequence[str]]
"""The text of a page, and its headlines."""


def mistakes(capture: Capture, headlines: Sequence[str]) -> int:
    found, told = Counter(copy.headline for copy in capture.copies), Counter(headlines)
    return (found - told).total() + (told - found).total()


def assert_no_worse(pages: Sequence[Told]) -> None:
    together = parse([(str(n), text) for n, (text, _) in enumerate(pages)])
    for n, (capture, (text, headlines)) in enumerate(zip(together, pages, strict=True)):
        (alone,) = parse([(str(n), text)])
        assert mistakes(capture, headlines) <= mistakes(alone, headlines)


def make(first: int, kind: str, tool: str) -> Told:
    """A page whose stories begin with one, so that neighbouring pages have most of them in common."""
    page = make_page(4, first)
    page.stories = [story(4, 700 + first + n) for n in range(6)]
    if kind in TEMPLATES:
        page = TEMPLATES[kind](page)
        return TOOLS[tool](page.elements()), [told.headline for told in page.stories]
    DISTURBANCES[kind](page)
    return plain(page.elements()), [told.headline for told in page.stories]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 12),
            st.sampled_from([*DISTURBANCES, *TEMPLATES, *TEMPLATES]),
            st.sampled_from(["copied", "paged", "converted", "dumped", "taken apart"]),
        ),
        min_size=2,
        max_size=6,
    )
)
@settings(max_examples=25)
def test_mixtures_of_disturbed_pages(kinds: list[tuple[int, str, str]]) -> None:
    assert_no_worse([make(*kind) for kind in kinds])


@pytest.mark.parametrize(
    "kind", ["a section above each", "bylines", "headlines twice", "a menu above", *TEMPLATES]
)
def test_pages_of_one_site_in_a_row(kind: str) -> None:
    assert_no_worse([make(first, kind, "copied") for first in range(6)])


def test_the_same_line_at_the_top_of_each_page_proves_nothing(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    pages = []
    for first in range(6):
        told = [*stories[first:], *stories[:first]]
        lines: Stories = [(line, []) for headline, body in told for line in ("Lakes", headline, *body)]
        pages.append((page([*rates, f"0{first + 1} March 2025"], lines), [headline for headline, _ in told]))
    assert_no_worse(pages)
    for capture, (_, headlines) in zip(parse([("a", text) for text, _ in pages]), pages, strict=True):
        assert [copy.headline for copy in capture.copies] == headlines


@pytest.mark.skipif(not SHARED.exists(), reason="the pages the model was measured on are not here")
@pytest.mark.parametrize("folder", ["isolated-sentence-case", "isolated-title-case", "rolling-title-case"])
def test_pages_of_the_development_set(folder: str) -> None:
    truth = json.loads((SHARED / "devset" / folder / "truth.json").read_text("utf-8"))
    names = sorted(truth)[:20]
    folder_of = SHARED / "devset" / folder
    assert_no_worse([(decode((folder_of / n).read_bytes()), truth[n]["headlines"]) for n in names])


def test_what_a_page_proves_itself_does_not_count_for_it() -> None:
    known, own = Known(), frozenset({1, 2})
    known.add(own)
    assert not known.proved(1, own)
    assert known.proved(1, frozenset())
    known.add({1})
    assert known.proved(1, own)
    known.remove({1})
    known.remove(own)
    assert (known.proofs, known.proved(1, frozenset())) == ({}, False)
