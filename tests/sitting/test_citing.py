"""Citations and lists of articles: what the capture says and no more, in forms that programs take."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.capture import Capture, Copy
from careader.corpus import Article, Corpus
from careader.errors import CareaderError, UsageError
from careader.sitting.article_text import article_text, paragraphs
from careader.sitting.citing import FORMS, Facts, cite
from careader.sitting.list_writing import FORMS as LIST_FORMS
from careader.sitting.list_writing import file_name, write_list
from tests.support import corpus_of
from tests.ui.support import capture
from tests.ui.support import paragraphs as blocks_of

FULL = Facts(
    "ab12",
    "Pier [Reopens] & 50% More",
    "Ana Torn",
    date(2024, 6, 1),
    "https://example.org/pier",
    date(2025, 12, 10),
    "home.txt",
)
BARE = Facts("ab12", "Pier Reopens", "", None, "", None, "page.txt")


@pytest.fixture
def articles(tmp_path: Path) -> list[Article]:
    made = capture("2025-12-10", {"Pier Reopens": "Boats are back.\nAll of them.", "Buoys, Drifted": "Far."})
    return list(corpus_of([made], tmp_path / "index.db").articles)


def test_a_plain_citation_says_what_is_known_and_nothing_else() -> None:
    assert FORMS["plain"](FULL) == (
        "Ana Torn. “Pier [Reopens] & 50% More”. Published 1 June 2024. https://example.org/pier. "
        "Captured 10 December 2025 (home.txt)."
    )
    assert FORMS["plain"](BARE) == "“Pier Reopens”. Capture undated (page.txt)."


def test_markdown_links_the_address_and_escapes_what_would_be_markup() -> None:
    assert FORMS["markdown"](FULL).startswith(
        r"Ana Torn. [Pier \[Reopens\] & 50% More](<https://example.org/pier>). Published"
    )
    assert FORMS["markdown"](BARE) == "*Pier Reopens*. Capture undated (page.txt)."


def test_bibtex_has_a_key_dates_and_no_sign_that_tex_would_obey() -> None:
    text = FORMS["bibtex"](FULL)
    assert text.startswith("@online{careader-ab12,\n")
    assert r"title = {{Pier [Reopens] \& 50\% More}}," in text
    assert "date = {2024-06-01}," in text
    assert "urldate = {2025-12-10}," in text
    assert text.count("{") == text.count("}")
    assert "author" not in FORMS["bibtex"](BARE)


def test_ris_is_a_tag_a_line_and_ends() -> None:
    lines = FORMS["ris"](FULL).split("\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    assert (lines[0], lines[-1]) == ("TY  - NEWS", "ER  - ")
    assert "DA  - 2024/06/01/" in lines


def test_csl_is_json_that_reference_managers_take() -> None:
    (record,) = json.loads(FORMS["csl-json"](FULL))
    assert record["type"] == "article-newspaper"
    assert record["issued"] == {"date-parts": [[2024, 6, 1]]}
    assert record["author"] == [{"literal": "Ana Torn"}]
    assert set(json.loads(FORMS["csl-json"](BARE))[0]) == {"id", "type", "title", "note"}


@given(st.text(), st.sampled_from(sorted(FORMS)))
def test_any_headline_makes_a_citation(headline: str, form: str) -> None:
    assert FORMS[form](BARE._replace(headline=" ".join(headline.split())))


def test_a_citation_of_an_article_names_its_capture(articles: list[Article]) -> None:
    assert cite(articles[0]) == "“Pier Reopens”. Captured 10 December 2025 (2025-12-10.txt)."


def test_what_is_copied_is_a_paragraph_a_line(articles: list[Article]) -> None:
    assert paragraphs(articles[0]) == "Pier Reopens\n\nBoats are back.\n\nAll of them."
    assert "✎ mine" in list(article_text(articles[0], "mine\nalso"))


@pytest.mark.parametrize("ending", LIST_FORMS)
def test_a_list_is_written_in_the_form_of_its_ending_with_notes_and_never_over_a_file(
    articles: list[Article], tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"list{ending}"
    write_list(path, "Fri 12", articles, lambda each: "see, harbour" if each == articles[0] else "")
    text = path.read_text(encoding="utf-8")
    assert "Pier Reopens" in text
    assert ("see, harbour" in text) is (ending not in {".bib", ".ris"})
    with pytest.raises(CareaderError, match="is there already, and was left as it is"):
        write_list(path, "Fri 12", articles[:1], lambda _: "")
    assert path.read_text(encoding="utf-8") == text


def test_csv_and_json_lines_can_be_read_again(articles: list[Article], tmp_path: Path) -> None:
    write_list(tmp_path / "a.csv", "x", articles, lambda _: 'a "note"\nof two lines')
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["headline"] for row in rows] == ["Pier Reopens", "Buoys, Drifted"]
    assert rows[1]["note"] == 'a "note"\nof two lines'
    write_list(tmp_path / "a.jsonl", "x", articles, lambda _: "")
    records = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert records[0]["dates"] == ["2025-12-10"]


def test_a_list_that_cannot_be_written_says_why(articles: list[Article], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a\.doc: ends in none of \.md"):
        write_list(tmp_path / "a.doc", "x", articles, lambda _: "")
    with pytest.raises(CareaderError, match="no such file or directory"):
        write_list(tmp_path / "away" / "a.md", "x", articles, lambda _: "")


def test_the_name_of_the_file_is_made_of_the_list() -> None:
    assert file_name("Fri 12 December 2025") == "careader-fri-12-december-2025.md"
    assert file_name("///") == "careader-list.md"


def test_byline_and_address_come_from_the_copy(tmp_path: Path) -> None:
    copy = Copy(
        "Pier",
        blocks_of("Boats."),
        excerpt=False,
        confidence=1.0,
        line=1,
        byline="Ana Torn",
        published=date(2024, 6, 1),
        address="https://a.org/p",
    )
    made = Capture("p.txt", date(2025, 12, 10), (), None, (), (copy,))
    corpus: Corpus = corpus_of([made], tmp_path / "index.db")
    assert "https://a.org/p" in cite(corpus.articles[0])
