"""Articles counted by days, weeks, months and years."""

from datetime import date
from pathlib import Path

import pytest

from careader.capture import Block, Capture, Copy, Kind
from careader.corpus import Corpus
from careader.sitting.counting import counts, days_asked
from careader.typed_days import Days
from tests.support import corpus_of


def copy(name: str) -> Copy:
    return Copy(
        f"{name} Sails", (Block(Kind.PARAGRAPH, f"A {name} left."),), excerpt=False, confidence=1.0, line=1
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """A barge on three days, a punt on the second, a yacht a month later, a raft without a date."""
    days = {
        date(2025, 2, 27): ["Barge"],
        date(2025, 3, 1): ["Barge", "Punt"],
        date(2025, 3, 2): ["Barge"],
        date(2025, 4, 10): ["Yacht"],
        None: ["Raft", "Punt"],
    }
    captures = [Capture(f"{day}", day, (), None, (), tuple(map(copy, names))) for day, names in days.items()]
    return corpus_of(captures, tmp_path / "index.db")


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("year", [("2025", 3, 4), ("undated", 1, 1)]),
        ("month", [("2025-02", 1, 1), ("2025-03", 1, 2), ("2025-04", 1, 1), ("undated", 1, 1)]),
        (
            "week",
            [
                ("2025-W09", 2, 3), ("2025-W10", 0, 0), ("2025-W11", 0, 0), ("2025-W12", 0, 0),
                ("2025-W13", 0, 0), ("2025-W14", 0, 0), ("2025-W15", 1, 1), ("undated", 1, 1),
            ],
        ),
    ],
)  # fmt: skip
def test_each_article_counts_once_where_it_first_stood(
    corpus: Corpus, by: str, rows: list[tuple[str, int, int]]
) -> None:
    found = counts(corpus, corpus.articles.numbers, by)
    assert [(row.name, row.articles, row.captures) for row in found] == rows


def test_days_between_are_named_and_captures_without_an_article_of_the_list_counted(corpus: Corpus) -> None:
    numbers = [
        article.number for article in corpus.articles if article.headline.split()[0] in {"Barge", "Punt"}
    ]
    found = counts(corpus, numbers, "day")
    assert [(row.name, row.articles, row.captures) for row in found] == [
        ("2025-02-27", 1, 1),
        ("2025-02-28", 0, 0),
        ("2025-03-01", 1, 1),
    ]
    assert [(row.first, row.last) for row in found[:1]] == [(date(2025, 2, 27), date(2025, 2, 27))]
    assert counts(corpus, [], "day") == []


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("date:2025-02..2025-04", ["2025-02", "2025-03", "2025-04"]),
        ("date:2025-03-01..", ["2025-03", "2025-04"]),
        ("date:..2025-12", ["2025-02", "2025-03", "2025-04"]),
        ("date:2020", ["2025-03"]),
        ("date:2025-04 date:2025", ["2025-03"]),
        ("-date:2025-04", ["2025-03"]),
        ("punt", ["2025-03"]),
    ],
)
def test_all_periods_that_were_asked_for_are_told_as_far_as_the_archive_goes(
    corpus: Corpus, asked: str, rows: list[str]
) -> None:
    punt = [article.number for article in corpus.articles if article.headline.startswith("Punt")]
    assert [row.name for row in counts(corpus, punt, "month", days_asked(asked))] == rows


def test_days_asked() -> None:
    assert days_asked("punt date:2025-02-27..") == Days(date(2025, 2, 27), None)
    assert days_asked("date:undated") is None
