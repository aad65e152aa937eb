"""Searching on the command line: the form of an answer, its filters, and queries that no one should type."""

import re
from pathlib import Path

import pytest

from careader import locations
from careader.corpus import choose, load
from careader.find.search.searched_text import words_in
from careader.sitting.asking import ask
from careader.sitting.marked_articles import marked_articles
from careader.state import Mark, Store
from careader.text import safe
from tests.support import Careader

BALKHASH = "French Grant Backs a Long-Term Plan for Lake Balkhash"
"""A headline of the sample; only its text speaks of a geological survey."""

HOSTILE = [
    "",
    " ",
    "a",
    "x" * 5000,
    "?!…—",
    '"unbalanced',
    '"',
    "AND",
    "NEAR(",
    "*",
    "headline:",
    "(((((((((",
    ")))",
    "NOT",
    "date:someday",
    "is:purple",
    "🚂",
    "Казахстан",
    "كازاخستان",
    "\x1b[31m\x00\x07\u202e\n\r",
    "date:\x1b[31m\x00\u202e",
    "\udcff",
    "[/b]",
    "[red]balkhash[/red] [",
    "'; DROP TABLE search; --",
    "%s %n {0} {query}",
    "../../etc/passwd",
]


def asked_on_screen(query: str) -> list[str]:
    """The ids of what the interface lists for a query."""
    corpus = load(choose(), ()).corpus
    with Store.open(locations.state_db()) as store:
        marks = marked_articles(corpus, {mark: store.marked(mark) for mark in Mark})
    return [article.id for article in corpus.fetch(ask(corpus, marks, query).numbers)]


class TestSearch:
    def test_record(self, careader: Careader) -> None:
        (record,) = careader("search", "geological survey", "--json").records
        assert re.fullmatch("[0-9a-f]{12}", record.pop("id"))
        snippet = record.pop("snippet")
        assert "geological survey" in snippet.lower()
        assert len(words_in(snippet)) == 24
        assert (record["rank"], record["headline"]) == (1, BALKHASH)
        assert (record["dates"], record["read"], record["bookmarked"]) == (["2025-12-10"], False, False)
        assert [Path(path).name for path in record["captures"]] == [
            "000_home_2025-12-10.txt",
            "005_article_2025-12-10.html",
        ]

    def test_table(self, careader: Careader) -> None:
        ran = careader("search", "geological survey")
        assert (ran.code, ran.err, len(ran.lines)) == (0, "", 2)
        assert re.fullmatch("[0-9a-f]{12}  2025-12-10  ●   " + BALKHASH + " · 000_home.*[.]txt", ran.lines[0])
        assert "geological survey" in ran.lines[1].lower()

    def test_ranks_count_from_one_and_the_best_comes_first(self, careader: Careader) -> None:
        records = careader("search", "balkhash lake", "--json").records
        assert [record["rank"] for record in records] == [*range(1, len(records) + 1)]
        assert records[0]["headline"] == BALKHASH

    def test_an_id_is_that_of_list_and_show(self, careader: Careader) -> None:
        (record,) = careader("search", "geological survey", "--json").records
        assert BALKHASH in careader("show", record["id"]).out

    def test_limit(self, careader: Careader) -> None:
        every = careader("search", "the", "--json", "--limit", 100).records
        assert len(every) > 10
        assert careader("search", "the", "--json").records == every[:10]
        assert careader("search", "the", "--json", "--limit", 3).records == every[:3]

    @pytest.mark.parametrize("limit", ["0", "-1", "many", ""])
    def test_a_limit_that_is_none_is_wrong_use(self, careader: Careader, limit: str) -> None:
        ran = careader("search", "the", "--limit", limit)
        assert (ran.code, ran.out, len(ran.complaints)) == (2, "", 1)

    def test_filters_ask_for_marks(self, careader: Careader) -> None:
        (record,) = careader("search", "geological survey", "--json").records
        assert careader("search", "is:bookmarked").code == 1
        careader("mark", "bookmark", record["id"])
        careader("mark", "read", record["id"])
        for query in ("is:bookmarked", "is:read", "is:bookmarked is:read balkhash"):
            found = careader("search", query, "--json").records
            assert [each["headline"] for each in found] == [BALKHASH]
        assert careader("search", "geological survey is:unread").code == 1

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("date:2025-12-10", 6),
            ("date:2025-12-12", 12),
            ("date:2025-12", 20),
            ("date:..2025-12-10", 6),
            ("date:undated", 6),
            ("NOT date:undated", 20),
            ("date:2024", 0),
        ],
    )
    def test_filters_ask_for_dates(self, careader: Careader, query: str, count: int) -> None:
        ran = careader("search", query, "--json", "--limit", 100)
        assert (ran.code, len(ran.records)) == (0 if count else 1, count)

    def test_a_filter_finds_what_list_lists(self, careader: Careader) -> None:
        listed = careader("list", "--date", "2025-12-11", "--json").records
        found = careader("search", "date:2025-12-11", "--json", "--limit", 100).records
        assert {each["id"] for each in found} == {each["id"] for each in listed}

    @pytest.mark.parametrize(
        "query", ["railway", "kazakh* NOT water", "tokaev OR balkash", "date:2025-12 NEAR(lake water)", "the"]
    )
    def test_the_answer_is_that_of_the_interface(self, careader: Careader, query: str) -> None:
        records = careader("search", query, "--json", "--limit", 100).records
        assert records
        assert [record["id"] for record in records] == asked_on_screen(query)

    def test_given_captures_are_searched(self, careader: Careader, sample: Path) -> None:
        file = sample / "004_category_teasers.txt"
        assert careader("search", "geological survey", "--corpus", file).code == 1
        assert len(careader("search", "is:unread", "--corpus", file, "--json").records) == 6

    def test_what_is_forgiven_is_said_beside_the_answer(self, careader: Careader) -> None:
        ran = careader("search", "balkhahs", "--json")
        assert ran.records[0]["headline"] == BALKHASH
        assert (ran.code, ran.err) == (0, "careader: no “balkhahs” here: showing balkhash\n")

    def test_nothing_found_is_said(self, careader: Careader) -> None:
        ran = careader("search", '"no such words as these"')
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaints[-1] == 'careader: "no such words as these": nothing found'

    def test_a_long_query_is_not_repeated_whole(self, careader: Careader) -> None:
        for command in ("search", "jump"):
            ran = careader(command, "x" * 5000)
            assert ran.code == 1
            assert ran.complaints[-1].startswith(f"careader: {'x' * 60}…: no")
            assert all(len(line) < 120 for line in ran.complaints)

    def test_an_empty_query_finds_nothing(self, careader: Careader) -> None:
        ran = careader("search", "")
        assert (ran.code, ran.out, ran.err) == (1, "", "careader: an empty query finds nothing\n")

    def test_a_query_that_cannot_be_understood_is_wrong_use(self, careader: Careader) -> None:
        ran = careader("search", "date:someday")
        assert (ran.code, ran.out, len(ran.complaints)) == (2, "", 1)
        assert ran.err.startswith("careader: date:someday is no date: ")


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["table", "json"])
@pytest.mark.parametrize("command", ["search", "jump"])
@pytest.mark.parametrize("query", HOSTILE, ids=ascii)
def test_no_query_gives_more_than_plain_lines(
    careader: Careader, command: str, query: str, form: list[str]
) -> None:
    ran = careader(command, *form, "--", query)
    assert ran.code in {0, 1, 2}
    assert bool(ran.out) is (ran.code == 0)
    assert "Traceback" not in ran.err
    assert all(line.startswith("careader: ") for line in ran.complaints)
    for line in (*ran.out.split("\n"), *ran.err.split("\n")):
        assert safe(line) == line
    if form:
        assert all(record["rank"] for record in ran.records)
