"""`careader parse --json` against what is known of whole captures: the sample's, and the real ones'."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT, Careader

Truth = dict[str, Any]


@pytest.fixture(params=["sample", "real_captures"])
def captures(request: pytest.FixtureRequest) -> Path:
    folder = request.getfixturevalue(request.param)
    assert isinstance(folder, Path)
    return folder


@pytest.fixture
def truth(captures: Path) -> Truth:
    beside = captures / "expected.json"
    known = beside if beside.exists() else ROOT / "tests" / "sample_expected.json"
    loaded: Truth = json.loads(known.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def parsed(captures: Path, careader: Careader) -> Truth:
    ran = careader("parse", "--json", *sorted(captures.glob("0*")))
    assert (ran.code, ran.err) == (0, "")
    return {Path(record["path"]).name: record for record in ran.records}


def words_of(article: Truth) -> list[str]:
    """The words of the blocks in order. Tags of shortcodes and furniture are not words of the article."""
    texts = [
        text
        for block in article["blocks"]
        if block["kind"] not in {"other", "furniture"}
        for text in (block.get("text", ""), *block.get("items", ()))
    ]
    return " ".join(texts).split()


def test_every_capture_is_there_in_path_order(parsed: Truth, truth: Truth) -> None:
    assert list(parsed) == sorted(truth)


def test_dates_rates_and_listings_are_as_captured(parsed: Truth, truth: Truth) -> None:
    for name, known in truth.items():
        assert {key: parsed[name][key] for key in ("date", "rates", "listing")} == {
            key: known[key] for key in ("date", "rates", "listing")
        }


def test_headlines_section_headings_captions_and_excerpts_are_found(parsed: Truth, truth: Truth) -> None:
    for name, known in truth.items():
        found = [
            {
                "headline": article["headline"],
                "section_headings": [b["text"] for b in article["blocks"] if b["kind"] == "heading"],
                "captions": [b["text"] for b in article["blocks"] if b["kind"] == "caption"],
                "excerpt": article["excerpt"],
            }
            for article in parsed[name]["articles"]
        ]
        assert found == [
            {
                **{key: article[key] for key in ("headline", "section_headings", "captions")},
                "excerpt": article["teaser" if "teaser" in article else "excerpt"],
            }
            for article in known["articles"]
        ]


def test_articles_begin_and_end_where_they_should(parsed: Truth, truth: Truth) -> None:
    for name, known in truth.items():
        for article, expected in zip(parsed[name]["articles"], known["articles"], strict=True):
            words = words_of(article)
            bullets = sum(len(block.get("items", ())) for block in article["blocks"])
            assert len(words) + bullets == expected["words"]
            text = " ".join(words)
            assert text.startswith(expected.get("first_words", ""))
            assert text.endswith(expected.get("last_words", ""))


def test_blocks_lists_and_questions_are_counted_right(parsed: Truth, truth: Truth) -> None:
    for name, known in truth.items():
        for article, expected in zip(parsed[name]["articles"], known["articles"], strict=True):
            blocks = article["blocks"]
            if expected.get("blocks", 1) > 1:
                assert len(blocks) == expected["blocks"]
            if "lists" in expected:
                assert sum(len(block.get("items", ())) for block in blocks) == expected["lists"]
            if "questions" in expected:
                assert sum(block["kind"] == "question" for block in blocks) == expected["questions"]


def text_of(file: Path) -> str:
    """The text of a capture, or of the body of a saved page without what no one reads there."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".html":
        return text
    body = text[text.index("<body") :].replace("<li>KGS", "• KGS")
    body = re.sub(r"(?m)^<li>([A-Z]{3}/USD)", r"• \1", body)
    return html.unescape(re.sub(r"<[^>]+>", "", body)).replace("Subscribe", "")


def test_no_word_of_a_capture_is_lost(captures: Path, parsed: Truth) -> None:
    for name, record in parsed.items():
        told = [*record["preamble"]]
        for article in record["articles"]:
            told.append(article["headline"])
            for block in article["blocks"]:
                told += [block.get("text", ""), *block.get("items", ())]
        page = text_of(captures / name)
        page = re.sub(r"(?m)^ *• ?[A-Z]{3}/USD = .*$|^\d\d \w+ \d{4}$|^Viewing results .*$", "", page)
        # Without blanks: a shortcode's tag and the word it touches are two blocks.
        assert "".join("".join(told).split()) == "".join(page.replace("•", "").split())


def test_nothing_is_left_that_was_not_understood(parsed: Truth) -> None:
    assert [problem for record in parsed.values() for problem in record["problems"]] == []


def test_the_thirty_copies_of_the_real_captures_are_twenty_six_articles(
    real_captures: Path, careader: Careader
) -> None:
    articles = careader("list", "--json", "--corpus", real_captures).records
    assert sum(article["copies"] for article in articles) == 30
    assert len(articles) == 26


def test_the_sample_tells_a_story_on_two_dates_once(sample: Path, careader: Careader) -> None:
    articles = careader("list", "--json", "--corpus", sample).records
    twice = [article for article in articles if article["copies"] > 1]
    assert len(articles) == 26
    assert {tuple(article["dates"]) for article in twice} == {("2025-12-11", "2025-12-10"), ("2025-12-10",)}


def test_the_sample_repeats_nothing_of_the_real_captures(real_captures: Path, sample: Path) -> None:
    def runs(folder: Path) -> set[tuple[str, ...]]:
        found = set()
        for file in folder.glob("*.txt"):
            text = file.read_text(encoding="utf-8")
            text = re.sub(r"(?m)^.*[A-Z]{3}/USD.*$|^\d\d \w+ \d{4}$|^Viewing results.*$", "", text)
            words = re.findall(r"[^\W_]+", text.lower())
            found |= {tuple(words[at : at + 7]) for at in range(len(words) - 6)}
        return found

    assert runs(sample)
    assert runs(real_captures)
    assert runs(sample).isdisjoint(runs(real_captures))
