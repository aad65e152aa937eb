"""Notes, citations, status and the check of the library on the command line."""

import json
import shutil
from pathlib import Path

import pytest

from careader import locations
from careader.state import Store
from tests.support import Careader

BANKS = "Kyrgyz Banks Report a Strong Half-Year as Deposits Climb"
BALKHASH = "French Grant Backs a Long-Term Plan for Lake Balkhash"

PAGE = """\
3 March 2025

Boats Return to the Harbor

Some {boats} boats came back to the harbor on Monday, and the keeper of the light counted them all.

The nets were dry before noon, and the cook of the inn asked for every herring that the crews had.

The ice left early this year, so the crews expect a long season and have ordered new ropes from the city.
"""


def id_of(careader: Careader, headline: str = BALKHASH) -> str:
    return next(
        str(each["id"]) for each in careader("list", "--json").records if each["headline"] == headline
    )


def test_a_note_is_written_shown_and_taken_away(careader: Careader) -> None:
    name = id_of(careader)
    ran = careader("note", name)
    assert (ran.code, ran.complaints) == (1, [f"careader: {name}: no note on this article"])
    assert careader("note", name, "ask the ministry").lines == ["ask the ministry"]
    assert careader("note", name, "-", stdin="two\nlines\n").lines == ["two", "lines"]
    assert careader("note", name, "--json").records[0]["note"] == "two\nlines"
    assert "✎ two" in careader("show", name).lines
    assert careader("show", name, "--json").records[0]["note"] == "two\nlines"
    assert (careader("note", name, "").code, careader("notes").code) == (0, 1)


def test_a_note_from_a_closed_stdin_is_refused(careader: Careader) -> None:
    name = id_of(careader)
    careader("note", name, "ask the ministry")
    ran = careader("note", name, "-", stdin=None)
    assert (ran.code, ran.complaints) == (1, ["careader: standard input: closed"])
    assert careader("note", name).lines == ["ask the ministry"]


def test_notes_are_listed_as_text_markdown_and_json(careader: Careader) -> None:
    name = id_of(careader)
    careader("note", name, "ask the [ministry]")
    assert [each["id"] for each in careader("list", "--json").records if each["noted"]] == [name]
    assert f"{BALKHASH} ✎" in careader("list").out
    assert careader("notes").lines == [f"{name}  {BALKHASH}", "  ✎ ask the [ministry]"]
    (record,) = careader("notes", "--json").records
    assert (record["id"], record["note"], record["dates"]) == (name, "ask the [ministry]", ["2025-12-10"])
    assert record["begun"] == record["changed"]
    assert record["begun"].endswith("+00:00")
    markdown = careader("notes", "--markdown").lines
    assert markdown[0] == f"## {BALKHASH}"
    assert markdown[-1] == "> ask the [ministry]"


@pytest.mark.parametrize(("query", "found"), [("ministry", 1), ("balkhash", 1), ("gas pipeline", 0)])
def test_a_query_means_the_words_of_notes_and_of_their_articles(
    careader: Careader, query: str, found: int
) -> None:
    careader("note", id_of(careader), "ask the ministry")
    ran = careader("notes", query, "--json")
    assert len(ran.records) == found
    assert ran.code == (0 if found else 1)


def test_without_notes_nothing_is_made(careader: Careader) -> None:
    ran = careader("notes")
    assert (ran.code, ran.complaints) == (1, ["careader: there are no notes"])
    assert not locations.state_db().exists()


def test_what_is_in_a_note_never_reaches_the_terminal_as_an_escape(careader: Careader) -> None:
    name = id_of(careader)
    with Store.open(locations.state_db()) as store:
        store.set_note([name], "a\x1b[31mb")
    for command in (["notes"], ["notes", "--markdown"], ["note", name], ["show", name], ["notes", "--json"]):
        assert "\x1b" not in careader(*command).out


@pytest.mark.parametrize("form", ["plain", "markdown", "bibtex", "ris", "csl-json"])
def test_an_article_is_cited_in_every_form(careader: Careader, form: str) -> None:
    name = id_of(careader)
    ran = careader("cite", name, "--form", form)
    assert ran.code == 0
    assert BALKHASH in ran.out
    (record,) = careader("cite", "--form", form, name, "--json").records
    assert (record["id"], record["form"]) == (name, form)
    if form == "csl-json":
        assert json.loads(record["citation"])[0]["title"] == BALKHASH


def test_one_unknown_id_costs_no_other(careader: Careader) -> None:
    ran = careader("cite", "nothing", id_of(careader))
    assert (ran.code, len(ran.lines), len(ran.complaints)) == (1, 1, 1)


def test_status_tells_places_and_numbers_and_makes_nothing(careader: Careader, home: Path) -> None:
    (record,) = careader("status", "--json").records
    assert record["reads"]["what"] == "sample"
    assert (record["captures"]["files"], record["captures"]["indexed"], record["pending"]) == (6, 0, 6)
    lines = careader("status").lines
    assert sum("db, not there yet" in line for line in lines) == 2
    assert not home.exists()
    careader("mark", "read", id_of(careader))
    (record,) = careader("status", "--json").records
    assert (record["captures"]["indexed"], record["pending"], record["state"]["read"]) == (6, 0, 1)
    assert record["index"]["size"] > 0
    lines = careader("status").lines
    assert any(line.startswith("pending   nothing") for line in lines)
    assert any(str(locations.state_db()) in line for line in lines)


def test_a_backup_is_made_told_and_merged(careader: Careader, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    ran = careader("state", "backup", backup)
    assert (ran.code, len(ran.complaints)) == (1, 1)
    assert any(line.startswith("backup    none yet") for line in careader("status").lines)
    name = id_of(careader)
    careader("mark", "bookmark", name)
    assert careader("state", "backup", backup).code == 0
    (record,) = careader("status", "--json").records
    assert (record["state"]["backup"]["path"], record["state"]["backup"]["complete"]) == (str(backup), True)
    careader("note", name, "Ask the harbour office.")
    (said,) = [line for line in careader("status").lines if line.startswith("backup")]
    assert str(backup) in said
    assert said.endswith("; the state changed since")
    shutil.rmtree(locations.state_db().parent)
    (merged,) = careader("state", "merge", backup, "--json").records
    assert (merged["action"], merged["bookmarked"], merged["notes"]) == ("merge", 1, 0)
    assert [each["id"] for each in careader("list", "--bookmarked", "--json").records] == [name]


def test_status_names_wrong_lines_of_config(careader: Careader) -> None:
    locations.config_file().parent.mkdir(parents=True)
    locations.config_file().write_text("measure = 5")
    ran = careader("status")
    assert ran.code == 1
    assert "line 1: measure is a number" in ran.err
    assert ran.lines[-1].endswith(": 1 wrong line")


def test_check_without_a_path_answers_from_the_index(
    careader: Careader, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "odd.txt"
    text = (sample / "000_home_2025-12-10.txt").read_text(encoding="utf-8")
    odd.write_text(text.replace("10 December 2025", "41 December 2025", 1), encoding="utf-8")
    careader("add", odd)
    careader("list")
    monkeypatch.setattr("careader.cli.commands.check.read_pages", lambda _: pytest.fail("parsed again"))
    ran = careader("check")
    assert ran.code == 1
    assert "41 December 2025" in ran.out
    assert ran.complaints == ["careader: 1 capture with something odd or doubtful"]
    assert careader("check", "--json").records[0]["odd"]


class TestPlain:
    def test_it_lists_opens_marks_and_searches_line_by_line(self, careader: Careader) -> None:
        ran = careader("--plain", stdin="2\nm\nk\ne see p. 3\nb\ns balkhash\n1\nr\nn\nq\n")
        assert ran.code == 0
        out = ran.out
        assert "1. Astana and Ankara Put New Weight Behind an Old Friendship, unread" in out
        assert "10 of " in out
        assert "End of the article, marked read." in out
        for said in (
            "The article is unread.",
            "The article is bookmarked.",
            "The note is kept.",
            "Bookmarks: 1 article.",
        ):
            assert said in out
        assert f"1. {BALKHASH}" in out
        assert "Rates of 10 December 2025:" in out
        assert "KGS/USD 0.01144, 0%" in out
        listed = careader("list", "--bookmarked", "--json").records
        assert len(listed) == 1
        assert "\x1b" not in out

    def test_a_text_that_was_read_has_changed_when_its_page_is_replaced(
        self, careader: Careader, tmp_path: Path
    ) -> None:
        page = tmp_path / "page.txt"
        page.write_text(PAGE.format(boats="forty"), encoding="utf-8")
        careader("--plain", page, stdin="1\nq\n")
        page.write_text(PAGE.format(boats="some fifty"), encoding="utf-8")
        out = careader("--plain", page, stdin="c\nq\n").out
        assert "Changed since you read them: 1 article." in out
        assert "1. Boats Return to the Harbor, changed since you read it" in out
        assert "Changed since you read them: 0 articles." in careader("--plain", page, stdin="1\nc\nq\n").out

    def test_marks_and_notes_are_taken_back_as_in_the_interface(self, careader: Careader) -> None:
        careader("mark", "bookmark", careader("list", "--json").records[0]["id"])
        out = careader("--plain", stdin="2\ne see p. 3\ne\nz\ne\nz\nz\nz\nq\n").out
        said = [line for line in out.splitlines() if line.startswith(("see", "Taken", "No note", "Nothing"))]
        assert said[0] == "see p. 3"
        assert said[1].startswith("Taken back: note written: ")
        assert said[2].startswith("No note yet")
        assert said[3].startswith("Taken back: read: ")
        assert said[4] == "Taken back: bookmark: Astana and Ankara Put New Weight Behind an Old Friendship."
        assert said[5] == "Nothing to undo."
        assert not any(each["read"] or each["bookmarked"] for each in careader("list", "--json").records)

    def test_a_correction_is_taken_back(self, careader: Careader) -> None:
        before = careader("list").out
        careader("correct", "join", id_of(careader, BANKS))
        assert careader("list").out != before
        assert "Taken back: no headline: kyrgyz banks" in careader("--plain", stdin="z\nq\n").out
        assert careader("list").out == before

    def test_opening_marks_read_as_the_settings_say(self, careader: Careader) -> None:
        locations.config_file().parent.mkdir(parents=True)
        locations.config_file().write_text('mark-read = "never"\n', encoding="utf-8")
        assert "End of the article, not marked read." in careader("--plain", stdin="1\nq\n").out
        assert not any(each["read"] for each in careader("list", "--json").records)
        locations.config_file().write_text('mark-read = "end"\n', encoding="utf-8")
        assert "End of the article, marked read." in careader("--plain", stdin="1\nq\n").out
        assert sum(each["read"] for each in careader("list", "--json").records) == 1

    def test_dates_are_listed_and_gone_to(self, careader: Careader) -> None:
        out = careader("--plain", stdin="t\nd 11 dec 2025\nd undated\nd someday\nd 1 jan 2020\n").out
        assert "12 December 2025: 12 articles, 12 unread" in out
        assert "11 December 2025: 6 articles." in out
        assert "Undated: 6 articles." in out
        assert "someday: no date. Write" in out
        assert "No article stands there." in out

    def test_what_is_not_understood_is_said_and_reading_goes_on(self, careader: Careader) -> None:
        out = careader("--plain", stdin="fly\n99\nm\ns\nu\n\n\n\nh\n").out
        assert "fly: not understood. h says what is" in out
        assert "There is no number 99 in this list" in out
        assert "No article is open." in out
        assert "Not searched: s needs words" in out
        assert "That is the end of the list." in out
        assert "q leaves." in out.splitlines()[-1]
