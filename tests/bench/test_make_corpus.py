"""Generated archives: the same every time, in the real form, and the truth about them true."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bench.make_corpus import DIGEST, make_corpus
from careader.capture import Capture, Copy, Kind, parse
from careader.text import decode, fold

PAGES = 120

RATE = re.compile(r"^(?:  )?• ([A-Z]{3}/USD) = (\d\.\d{5}) (-?\d(?:\.\d{1,2})?%)$", re.MULTILINE)
DATE = re.compile(r"^\d{2} [A-Z][a-z]+ \d{4}$", re.MULTILINE)
LISTING = re.compile(r"^Viewing results (\d+) - (\d+) of(?: (\d+))?$", re.MULTILINE)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    make_corpus(folder, PAGES, per_story=4.5, seed=1)
    return folder


@pytest.fixture(scope="module")
def truth(archive: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (archive / "truth.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def texts(archive: Path, truth: Sequence[dict[str, Any]]) -> list[str]:
    return [decode((archive / page["file"]).read_bytes()) for page in truth]


@pytest.fixture(scope="module")
def captures(texts: Sequence[str]) -> list[Capture]:
    return parse((str(number), text) for number, text in enumerate(texts))


def words(copy: Copy) -> int:
    said = (block for block in copy.blocks if block.kind is not Kind.OTHER)
    return sum(len(" ".join((block.text, *block.items)).split()) for block in said)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        make_corpus(tmp_path / name, 20, per_story=2, seed=seed)
    one, two, three = (contents(tmp_path / name) for name in ("one", "two", "three"))
    assert one == two
    assert not set(one.values()) & set(three.values())


def test_as_many_pages_as_asked_for_some_of_them_twice(
    archive: Path, truth: Sequence[dict[str, Any]]
) -> None:
    names = sorted(path.name for path in archive.glob("*.txt"))
    assert names == [page["file"] for page in truth]
    assert len(names) == PAGES
    assert len({(archive / name).read_bytes() for name in names}) < PAGES  # some were saved twice
    assert all(re.fullmatch(r"\d{6}_[0-9a-f]{16}\.txt", name) for name in names)


def test_headlines_are_found_where_the_truth_has_them(
    captures: Sequence[Capture], truth: Sequence[dict[str, Any]]
) -> None:
    told = [[article["headline"] for article in page["articles"]] for page in truth]
    assert [[copy.headline for copy in capture.copies] for capture in captures] == told


def test_words_are_as_many_as_the_truth_says(
    captures: Sequence[Capture], truth: Sequence[dict[str, Any]]
) -> None:
    told = [[article["words"] for article in page["articles"]] for page in truth]
    assert [[words(copy) for copy in capture.copies] for capture in captures] == told


def test_the_head_of_a_page_is_read_as_written(
    captures: Sequence[Capture], truth: Sequence[dict[str, Any]], texts: Sequence[str]
) -> None:
    kinds = set()
    for capture, page, text in zip(captures, truth, texts, strict=True):
        written = RATE.findall(text)
        read = [(rate.pair, rate.value, rate.change) for rate in capture.rates]
        assert written == read * 8
        assert (capture.date and capture.date.isoformat()) == page["date"]
        assert (capture.date is not None) == bool(DATE.search(text))
        listing = LISTING.search(text)
        assert (capture.listing is None) == (listing is None)
        if capture.listing and listing:
            first, last, total = listing.groups()
            assert (capture.listing.first, capture.listing.last) == (int(first), int(last))
            assert capture.listing.total == (int(total) if total else None)
        assert not [each for each in capture.problems if not each.what.startswith("the page may have been")]
        kinds.add(page["kind"])
    assert {"home", "listing", "author", "old", "digest"} <= kinds


def test_teasers_are_one_block_cut_at_five_hundred_words(
    captures: Sequence[Capture], truth: Sequence[dict[str, Any]], texts: Sequence[str]
) -> None:
    cut = whole = 0
    for capture, page, text in zip(captures, truth, texts, strict=True):
        if page["kind"] not in ("listing", "bare", "author"):
            continue
        lines = text.split("\n\n")
        for copy in capture.copies:
            (teaser,) = [below for line, below in pairwise(lines) if line == copy.headline]
            assert "\n" not in teaser
            assert not set("“”’—–") & set(teaser)
            assert copy.excerpt == teaser.endswith("...")
            assert len(teaser.split()) == 500 if copy.excerpt else len(teaser.split()) <= 500
            cut += copy.excerpt
            whole += not copy.excerpt
    assert cut > whole > 0


def test_one_number_is_one_story(captures: Sequence[Capture], truth: Sequence[dict[str, Any]]) -> None:
    openings, headlines = defaultdict(set), defaultdict(set)
    for capture, page in zip(captures, truth, strict=True):
        for copy, article in zip(capture.copies, page["articles"], strict=True):
            at = 2 if copy.headline == DIGEST else 0  # below its standing introduction
            opening = re.findall(r"\w+", fold(copy.blocks[at].text))[:12]
            openings[article["story"]].add(" ".join(opening))
            headlines[article["story"]].add(fold(copy.headline))
    assert {len(found) for found in openings.values()} == {1}
    assert len(set.union(*openings.values())) == len(openings)
    assert {len(found) for found in headlines.values()} == {1, 2}  # some were given another
    assert sum(DIGEST.casefold() in found for found in headlines.values()) > 1


def test_a_story_stands_on_as_many_captures_as_asked_for(tmp_path: Path) -> None:
    for per_story in (1.2, 4.5):
        make_corpus(tmp_path / str(per_story), 60, per_story, seed=3)
        lines = (tmp_path / str(per_story) / "truth.jsonl").read_text("utf-8").splitlines()
        stories = [article["story"] for line in lines for article in json.loads(line)["articles"]]
        assert len(stories) / len(set(stories)) == pytest.approx(per_story, rel=0.15)
