"""The command line: what each command prints, as JSON and as a table, and what it changes."""

import csv
import io
import os
import re
from pathlib import Path

import pytest

from careader import __version__, locations
from careader.capture import Block, Kind
from careader.capture.corrections import correction
from careader.cli import main
from careader.cli.commands import jump
from careader.cli.program import INTERRUPTED
from careader.corpus import Choice, Corpus, choose, load
from careader.find.jump.headlines import Headlines, headlines_of
from careader.state import Store
from careader.text import fold
from tests.pages import page, prose
from tests.support import Careader

BALKHASH = "French Grant Backs a Long-Term Plan for Lake Balkhash"
BANKS = "Kyrgyz Banks Report a Strong Half-Year as Deposits Climb"
"""A headline of the sample, of 10 December alone."""


STREAMS = ("sys.stdin", "sys.stdout", "sys.stderr")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def changed(sample: Path, tmp_path: Path) -> Path:
    """The sample again, to be changed: a folder of copies."""
    folder = tmp_path / "changed"
    folder.mkdir()
    for file in sample.glob("*.txt"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def id_of(careader: Careader, headline: str = BALKHASH) -> str:
    (record,) = [each for each in careader("list", "--json").records if each["headline"] == headline]
    return str(record["id"])


class TestReading:
    def test_without_a_terminal_the_front_page_is_printed(self, careader: Careader) -> None:
        ran = careader()
        assert (ran.code, ran.err) == (0, "")
        headings = [line for line in ran.lines if line and not line.startswith(" ")][1:]
        assert headings == ["12 December 2025", "11 December 2025", "10 December 2025", "Undated"]
        assert f"  ●   {BALKHASH}" in ran.lines
        assert len([line for line in ran.lines if line.endswith(" ⋯")]) == 4

    def test_the_front_page_says_that_it_is_the_sample(self, careader: Careader, sample: Path) -> None:
        assert "sample" in careader().lines[0]
        careader("add", sample / "000_home_2025-12-10.txt")
        assert careader().lines[0] == "10 December 2025"

    def test_the_rates_of_captures_that_disagree_both_stand_below_their_day(self, careader: Careader) -> None:
        lines = careader().lines
        day = lines[lines.index("12 December 2025") : lines.index("11 December 2025")]
        figures = [line.split("  ") for line in day if "/USD" in line]
        assert [line[-1] for line in figures] == ["TMT/USD 0.28490 -0.28%", "TMT/USD 0.28571 0%"]

    def test_the_front_page_shows_marks(self, careader: Careader) -> None:
        name = id_of(careader)
        careader("mark", "read", name)
        careader("mark", "bookmark", name)
        assert f"   ★  {BALKHASH}" in careader().lines

    def test_given_captures_are_read_in_place_of_the_library(self, careader: Careader, sample: Path) -> None:
        ran = careader(sample / "004_category_teasers.txt")
        assert [line for line in ran.lines if not line.startswith(" ")] == ["Undated"]

    def test_what_cannot_be_read_is_said_and_the_rest_is_read(
        self, careader: Careader, sample: Path, tmp_path: Path
    ) -> None:
        ran = careader(tmp_path / "gone.txt", sample)
        assert ran.code == 1
        assert ran.complaints == [f"careader: {tmp_path}/gone.txt: no such file or folder"]
        assert f"  ●   {BALKHASH}" in ran.lines

    def test_a_word_that_is_no_command_is_a_path(self, careader: Careader) -> None:
        ran = careader("nonsense")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == "careader: nonsense: no such file or folder\n"

    def test_a_folder_named_like_a_command_is_read_as_a_path(
        self, careader: Careader, changed: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(changed.parent)
        changed.rename("list")
        assert careader("./list").lines[0] == "12 December 2025"

    def test_a_capture_without_articles_says_so(self, careader: Careader, tmp_path: Path) -> None:
        file = tmp_path / "rates.txt"
        file.write_text("• KGS/USD = 0.01144 0%\n03 May 2025\n", encoding="utf-8")
        ran = careader(file)
        assert (ran.code, ran.out, ran.err) == (1, "", "careader: no articles found\n")

    def test_on_a_terminal_the_interface_is_launched(
        self, monkeypatch: pytest.MonkeyPatch, sample: Path
    ) -> None:
        launched: list[Choice] = []
        codes = iter([0, 1])

        def launch(choice: Choice) -> int:
            launched.append(choice)
            return next(codes)

        monkeypatch.setattr("careader.ui.launch", launch)
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr("sys.stdout", Terminal())
        monkeypatch.setattr("sys.stderr", screen := Terminal())
        assert main([str(sample)]) == 0
        assert main([]) == 1
        assert launched == [choose([sample]), choose()]
        assert screen.getvalue() == "careader: the interface ended with an error\n"

    @pytest.mark.parametrize("missing", ["sys.stdin", "sys.stdout", "sys.stderr", "TERM"])
    def test_without_a_whole_terminal_nothing_is_launched(
        self, monkeypatch: pytest.MonkeyPatch, sample: Path, missing: str
    ) -> None:
        monkeypatch.setattr("careader.ui.launch", lambda _: pytest.fail("launched"))
        streams = {name: io.StringIO() if name == missing else Terminal() for name in STREAMS}
        for name, stream in streams.items():
            monkeypatch.setattr(name, stream)
        monkeypatch.setenv("TERM", "dumb" if missing == "TERM" else "xterm")
        assert main([str(sample)]) == 0
        assert BALKHASH in streams["sys.stdout"].getvalue()
        why = {
            "sys.stdin": "stdin is no terminal",
            "sys.stderr": "stderr is no terminal",
            "TERM": "TERM=dumb",
        }
        said = streams["sys.stderr"].getvalue()
        if missing == "sys.stdout":
            assert not said
        else:
            told = f"the interface cannot be shown: {why[missing]}. careader --plain reads line by line"
            assert said == f"careader: {told}\n"

    def test_a_terminal_that_takes_no_utf_8_is_said(
        self, monkeypatch: pytest.MonkeyPatch, sample: Path
    ) -> None:
        monkeypatch.setattr("careader.ui.launch", lambda _: pytest.fail("launched"))
        monkeypatch.setattr(Terminal, "encoding", "iso8859-1")
        monkeypatch.setenv("TERM", "xterm")
        streams = {name: Terminal() for name in STREAMS}
        for name, stream in streams.items():
            monkeypatch.setattr(name, stream)
        assert main([str(sample)]) == 0
        assert "the terminal takes iso8859-1, not UTF-8" in streams["sys.stderr"].getvalue()

    def test_on_a_terminal_nothing_is_launched_for_what_cannot_be_read(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delattr("careader.ui.launch")
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr("sys.stdout", Terminal())
        (tmp_path / "empty.txt").touch()
        assert main([str(tmp_path), "gone"]) == 1
        assert capsys.readouterr().err == (
            f"careader: gone: no such file or folder\ncareader: {tmp_path}/empty.txt: empty\n"
        )

    def test_version(self, careader: Careader) -> None:
        ran = careader("--version")
        assert (ran.code, ran.out) == (0, f"careader {__version__}\n")


class TestList:
    def test_record(self, careader: Careader, sample: Path) -> None:
        (record,) = [each for each in careader("list", "--json").records if each["headline"] == BALKHASH]
        assert re.fullmatch("[0-9a-f]{12}", record.pop("id"))
        assert record == {
            "headline": BALKHASH,
            "dates": ["2025-12-10"],
            "captures": [
                str(sample / "000_home_2025-12-10.txt"),
                str(sample / "005_article_2025-12-10.html"),
            ],
            "words": 322,
            "excerpt": False,
            "copies": 2,
            "read": False,
            "bookmarked": False,
            "kind": "news",
            "authors": ["Dana Omarova"],
            "changes": [],
            "changed": False,
            "noted": False,
            "byline": "Dana Omarova",
            "published": "2025-12-09",
            "address": "https://sample.example/2025/12/09/balkhash-plan/",
        }

    def test_table_is_aligned(self, careader: Careader) -> None:
        ran = careader("list")
        assert len(ran.lines) == 26
        assert all(
            re.fullmatch(r"[0-9a-f]{12}  (\d{4}-\d\d-\d\d|undated   )  ●   \S.*", x) for x in ran.lines
        )

    @pytest.mark.parametrize(
        ("asked", "count"),
        [("2025-12-10", 6), ("2025-12-11", 6), ("2025-12-12", 12), ("2025-12", 20), ("undated", 6)],
    )
    def test_date(self, careader: Careader, asked: str, count: int) -> None:
        ran = careader("list", "--date", asked)
        assert (ran.code, len(ran.lines)) == (0, count)

    def test_a_date_lists_in_page_order_under_that_date(self, careader: Careader) -> None:
        lines = careader("list", "--date", "2025-12-10").lines
        assert lines[1].endswith(BALKHASH)
        assert {line[14:24] for line in lines} == {"2025-12-10"}

    @pytest.mark.parametrize("asked", ["2024-12-10", "2025-11", "0001-01"])
    def test_a_date_without_articles_is_nothing_found(self, careader: Careader, asked: str) -> None:
        ran = careader("list", "--date", asked)
        assert (ran.code, ran.out, ran.err) == (1, "", "careader: no articles found\n")

    @pytest.mark.parametrize("asked", ["someday", "2025-13", "2025-02-30", "10/12/2025", "", "12-10"])
    def test_what_is_no_date_is_wrong_use(self, careader: Careader, asked: str) -> None:
        ran = careader("list", "--date", asked)
        assert (ran.code, ran.out, len(ran.complaints)) == (2, "", 1)
        assert "not a date such as 2025-12-10, 2025-12, 2025, 12 dec, last tuesday" in ran.err

    def test_unread_and_bookmarked(self, careader: Careader) -> None:
        name = id_of(careader)
        careader("mark", "read", name)
        careader("mark", "bookmark", name)
        assert len(careader("list", "--unread").lines) == 25
        (record,) = careader("list", "--bookmarked", "--json").records
        assert (record["id"], record["read"], record["bookmarked"]) == (name, True, True)
        assert careader("list", "--bookmarked", "--unread").code == 1

    def test_several_corpora_are_read_together(self, careader: Careader, sample: Path) -> None:
        one, two = sample / "000_home_2025-12-10.txt", sample / "001_home_2025-12-11.txt"
        ran = careader("list", "--json", "--corpus", two, "--corpus", one)
        assert len(ran.records) == 8
        assert sum(record["copies"] == 2 for record in ran.records) == 4


class TestShow:
    def test_record_has_the_blocks(self, careader: Careader) -> None:
        name = id_of(careader, "Ashgabat and Ankara Set Sights on $5 Billion in Trade")
        (record,) = careader("show", name, "--json").records
        blocks, note = record.pop("blocks"), record.pop("note")
        assert note == ""
        assert record in careader("list", "--json").records
        assert {block["kind"] for block in blocks} == {"paragraph", "heading", "list"}
        assert all(set(block) <= {"kind", "text", "items"} for block in blocks)

    def test_text_has_every_word_within_the_measure(self, careader: Careader) -> None:
        for record in careader("list", "--json", "--date", "2025-12-10").records:
            ran = careader("show", record["id"])
            (full,) = careader("show", record["id"], "--json").records
            words = " ".join([*_texts(full)]).split()
            shown = ran.out.split("\n\n", 1)[1].replace("## ", "").replace("• ", "").split()
            assert shown == words
            assert max(map(len, ran.lines[3:])) <= 72

    def test_the_head_says_when_where_and_how_long(self, careader: Careader, sample: Path) -> None:
        lines = careader("show", id_of(careader)).lines
        assert lines[:4] == [
            BALKHASH,
            "10 December 2025 · 322 words · 1 min",
            "By Dana Omarova · 9 December 2025 · https://sample.example/2025/12/09/balkhash-plan/",
            str(sample / "000_home_2025-12-10.txt"),
        ]

    def test_an_excerpt_says_that_it_is_one(self, careader: Careader) -> None:
        names = [record["id"] for record in careader("list", "--json").records if record["excerpt"]]
        assert names
        assert all(careader("show", name).lines[3].startswith("An excerpt") for name in names)

    def test_a_long_word_stands_whole(self, careader: Careader, changed: Path) -> None:
        file = changed / "000_home_2025-12-10.txt"
        long = "https://example.org/" + "very-long-name-" * 12
        file.write_text(file.read_text("utf-8").replace("€1.35 million", long), "utf-8")
        name = careader("jump", "balkhash", "--json", "--corpus", file).records[0]["id"]
        assert long in careader("show", name, "--corpus", file).lines

    def test_the_beginning_of_an_id_will_do(self, careader: Careader) -> None:
        name = id_of(careader)
        assert careader("show", name[:6]).out == careader("show", name).out

    def test_an_unknown_id_is_nothing_found(self, careader: Careader) -> None:
        ran = careader("show", "0123456789ab")
        assert (ran.code, ran.out, ran.err) == (1, "", "careader: 0123456789ab: no article with this id\n")

    def test_an_ambiguous_beginning_is_wrong_use(self, careader: Careader) -> None:
        beginnings = [record["id"][0] for record in careader("list", "--json").records]
        (first, *_) = [each for each in beginnings if beginnings.count(each) > 1]
        ran = careader("show", first)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"careader: {first}: {beginnings.count(first)} articles have an id that begins so\n"

    def test_an_empty_id_names_nothing(self, careader: Careader) -> None:
        assert careader("show", "").code == 1


def _texts(record: dict[str, list[dict[str, str]]]) -> list[str]:
    return [text for b in record["blocks"] for text in (b.get("text", ""), *b.get("items", ()))]


class TestJump:
    def test_what_another_process_files_meanwhile_does_not_turn_one_article_into_another(
        self, careader: Careader, changed: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = careader("jump", BALKHASH, "--limit", 1, "--corpus", changed, "--json").records

        def while_another_files(corpus: Corpus) -> Headlines:
            text = page("30 December 2025", ("A Page That Came Meanwhile", prose("meanwhile", 90)), listed=6)
            (changed / "meanwhile.txt").write_text(text, encoding="utf-8")
            load(choose([changed])).corpus.close()
            return headlines_of(corpus)

        monkeypatch.setattr(jump, "headlines_of", while_another_files)
        assert careader("jump", BALKHASH, "--limit", 1, "--corpus", changed, "--json").records == before

    def test_record(self, careader: Careader) -> None:
        name = id_of(careader)
        first = careader("jump", "lake balkash plan", "--json").records[0]
        assert list(first) == ["query", "rank", "id", "headline", "score"]
        assert first["query"] == "lake balkash plan"
        assert (first["rank"], first["id"], first["headline"]) == (1, name, BALKHASH)
        assert 0 < first["score"] <= 100

    def test_table_gives_id_score_and_headline(self, careader: Careader) -> None:
        lines = careader("jump", "central asia").lines
        assert all(re.fullmatch(r"[0-9a-f]{12}  [ \d]\d{2}\.\d  \S.*", line) for line in lines)
        scores = [float(line[14:19]) for line in lines]
        assert scores == sorted(scores, reverse=True)

    def test_limit(self, careader: Careader) -> None:
        assert len(careader("jump", "central asia", "--limit", "2").lines) == 2

    @pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5"])
    def test_a_limit_that_is_no_number_from_1_is_wrong_use(self, careader: Careader, limit: str) -> None:
        ran = careader("jump", "central asia", f"--limit={limit}")
        assert (ran.code, ran.out) == (2, "")
        assert ran.complaints == [
            f"careader: argument --limit: {limit}: not a number from 1 (see careader jump --help)"
        ]

    def test_nothing_found(self, careader: Careader) -> None:
        ran = careader("jump", "qqqqzzzz")
        assert (ran.code, ran.out, ran.err) == (1, "", "careader: qqqqzzzz: no headline found\n")

    def test_a_dash_reads_one_query_a_line(self, careader: Careader) -> None:
        ran = careader("jump", "-", "--json", "--limit", "1", stdin="balkhash\n\n  taliban \nunheardof\n")
        assert [(record["query"], record["rank"]) for record in ran.records] == [
            ("balkhash", 1),
            ("taliban", 1),
        ]
        assert (ran.code, ran.err) == (1, "careader: unheardof: no headline found\n")

    def test_a_dash_names_each_query_above_its_headlines(self, careader: Careader) -> None:
        lines = careader("jump", "-", "--limit", "1", stdin="balkhash\ntaliban\n").lines
        assert [line for line in lines if not line.startswith(" ")] == ["balkhash:", "taliban:"]
        assert lines[1].endswith(BALKHASH)

    def test_a_dash_with_nothing_on_stdin_is_done(self, careader: Careader) -> None:
        ran = careader("jump", "-")
        assert (ran.code, ran.out, ran.err) == (0, "", "")


class TestRates:
    def test_record(self, careader: Careader, sample: Path) -> None:
        records = careader("rates", "--json").records
        assert len(records) == 25
        assert records[1] == {
            "date": "2025-12-10",
            "path": str(sample / "000_home_2025-12-10.txt"),
            "pair": "KZT/USD",
            "value": "0.00193",
            "change": "-0%",
        }

    @pytest.mark.parametrize("asked", ["TMT/USD", "tmt/usd", "TMT", "tmt"])
    def test_pair(self, careader: Careader, asked: str) -> None:
        records = careader("rates", "--json", "--pair", asked).records
        assert [record["value"] for record in records] == [
            "0.28490",
            "0.28490",
            "0.28571",
            "0.28490",
            "0.28571",
        ]

    def test_no_such_pair(self, careader: Careader) -> None:
        ran = careader("rates", "--pair", "EUR")
        assert (ran.code, ran.out, ran.err) == (1, "", "careader: no rates of EUR found\n")

    def test_of_some_days(self, careader: Careader) -> None:
        every = careader("rates", "--json").records
        asked = careader("rates", "--json", "--date", "11-dec-2025..12-dec-2025", "--pair", "kgs").records
        days = {"2025-12-11", "2025-12-12"}
        assert asked == [row for row in every if row["date"] in days and row["pair"] == "KGS/USD"]
        assert asked
        ran = careader("rates", "--date", "2024")
        assert (ran.code, ran.err) == (1, "careader: no rates found on these days\n")

    def test_csv_says_what_json_says(self, careader: Careader) -> None:
        rows = list(csv.DictReader(careader("rates", "--csv").lines))
        assert rows == careader("rates", "--json").records

    def test_csv_and_table_leave_the_date_of_an_undated_capture_open(
        self, careader: Careader, tmp_path: Path
    ) -> None:
        file = tmp_path / "a, b.txt"
        file.write_text(
            "• KGS/USD = 0.00200 -0%\n\nA headline of our own\n\nAnd its text.\n", encoding="utf-8"
        )
        assert careader("rates", "--csv", "--corpus", file).lines[1] == f',"{file}",KGS/USD,0.00200,-0%'
        assert careader("rates", "--corpus", file).lines == [f"undated     KGS/USD  0.00200  -0%  {file}"]

    def test_table_is_aligned(self, careader: Careader) -> None:
        lines = careader("rates").lines
        assert lines[0].split()[:4] == ["2025-12-10", "KGS/USD", "0.01144", "0%"]
        assert len({line.index("%") for line in lines}) == 1

    def test_one_form_at_a_time(self, careader: Careader) -> None:
        ran = careader("rates", "--json", "--csv")
        assert (ran.code, ran.out, len(ran.complaints)) == (2, "", 1)


class TestMark:
    @pytest.mark.parametrize(("mark", "back"), [("read", "unread"), ("bookmark", "unbookmark")])
    def test_sets_and_takes_back(self, careader: Careader, mark: str, back: str) -> None:
        name = id_of(careader)
        for asked, changed in ((mark, True), (mark, False), (back, True), (back, False)):
            ran = careader("mark", asked, name, "--json")
            assert ran.records == [{"id": name, "headline": BALKHASH, "mark": asked, "changed": changed}]
            assert ran.code == 0

    def test_says_what_it_did(self, careader: Careader) -> None:
        name = id_of(careader)
        assert careader("mark", "read", name).out == f"read: {BALKHASH}\n"
        assert careader("mark", "read", name).out == f"read: {BALKHASH} (was so already)\n"

    def test_an_unknown_id_does_not_keep_the_others(self, careader: Careader) -> None:
        name = id_of(careader)
        ran = careader("mark", "bookmark", "ffffffffffff", name)
        assert (ran.code, ran.err) == (1, "careader: ffffffffffff: no article with this id\n")
        assert [record["id"] for record in careader("list", "--bookmarked", "--json").records] == [name]

    def test_a_mark_is_on_the_story_in_whatever_capture(self, careader: Careader, sample: Path) -> None:
        one, two = sample / "000_home_2025-12-10.txt", sample / "001_home_2025-12-11.txt"
        (story, *_) = [r for r in careader("list", "--json").records if r["copies"] == 2]
        careader("mark", "read", story["id"], "--corpus", one)
        read = [r["headline"] for r in careader("list", "--json", "--corpus", two).records if r["read"]]
        assert read == [story["headline"]]

    def test_looking_makes_no_file(self, careader: Careader) -> None:
        careader("list")
        careader("show", id_of(careader))
        careader()
        careader("rates")
        careader("jump", "balkhash")
        assert not locations.data().exists()


def test_adding_says_what_is_doubtful(careader: Careader, tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text("boats:x:0:0\nharbour:x:1:1\nbuoys:x:2:2\nnets:x:3:3\n", encoding="utf-8")
    assert careader("add", odd).out == f"added: {odd} (undated, no rates, 1 article, doubtful)\n"
    assert careader("add", odd, "--json").records[0]["doubtful"] is True


def test_an_interrupted_add_says_what_is_in_the_library(
    careader: Careader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(
            f"A Harbour of {n} Boats\n\nThe boats came home.\n", encoding="utf-8"
        )
    kept: list[int] = []

    def second(descriptor: int) -> None:
        if kept:
            raise KeyboardInterrupt
        kept.append(descriptor)

    monkeypatch.setattr(os, "fsync", second)
    ran = careader("add", folder)
    assert ran.code == INTERRUPTED
    assert ran.err == "careader: stopped: 1 capture added, 0 already in the library, 2 files not added\n"
    assert len([*locations.library().rglob("*.txt")]) == 1


class TestCorrect:
    def test_join_gives_the_text_to_the_article_above(self, careader: Careader) -> None:
        name = id_of(careader, BANKS)
        before = [record["headline"] for record in careader("list", "--json").records]
        assert careader("correct", "join", name).out == f"no headline: {fold(BANKS)}\n"
        after = [record["headline"] for record in careader("list", "--json").records]
        assert after == [headline for headline in before if headline != BANKS]
        (said,) = careader("correct", "list", "--json").records
        assert (said["line"], said["headline"]) == (fold(BANKS), False)

    def test_split_makes_an_article_of_a_section(self, careader: Careader, sample: Path) -> None:
        heading = "Two Economies That Fit Together"
        (whole, *_) = careader("jump", "astana ankara friendship", "--json").records
        (said,) = careader("correct", "split", whole["id"], heading.upper(), "--json").records
        assert said["lead"].startswith("few countries so far apart")
        assert heading in [record["headline"] for record in careader("list", "--json").records]
        assert heading not in careader("parse", sample).out

    def test_what_the_reader_splits_has_not_changed_since_it_was_read(self, careader: Careader) -> None:
        (whole, *_) = careader("jump", "astana ankara friendship", "--json").records
        careader("mark", "read", whole["id"])
        careader("note", whole["id"], "Ask about the pipeline.")
        careader("correct", "split", whole["id"], "Two Economies That Fit Together")
        assert "△" not in careader("list").out
        assert [each["id"] for each in careader("notes", "--json").records] == [whole["id"]]
        careader("correct", "undo", "Two Economies That Fit Together")
        assert "△" not in careader("list").out

    def test_undo_takes_it_back(self, careader: Careader) -> None:
        before = careader("list").out
        careader("correct", "join", id_of(careader, BANKS))
        assert careader("correct", "undo", BANKS).out == f"taken back: {fold(BANKS)}\n"
        assert careader("list").out == before
        assert careader("correct", "list").out == ""
        assert careader("correct", "undo", BANKS).complaints == [
            f"careader: {BANKS}: nothing was said about this line"
        ]

    def test_a_correction_survives_the_library_and_other_file_names(
        self, careader: Careader, sample: Path
    ) -> None:
        careader("correct", "join", id_of(careader, BANKS))
        careader("add", sample)
        assert BANKS not in careader("list").out

    def test_the_first_of_a_page_has_nothing_above(self, careader: Careader, sample: Path) -> None:
        (first, *_) = careader("parse", sample / "002_home_2025-12-12.txt", "--json").records[0]["articles"]
        ran = careader("correct", "join", first["id"])
        assert (ran.code, len(ran.complaints)) == (1, 1)
        assert "no article stands above it" in ran.err

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["join"], 2),
            (["split", "id"], 2),
            (["list", "id"], 2),
            (["mend", "id"], 2),
            (["join", "ffffffffffff"], 1),
            (["undo", "never said"], 1),
        ],
    )
    def test_what_does_not_fit_is_one_line(self, careader: Careader, arguments: list[str], code: int) -> None:
        ran = careader("correct", *arguments)
        assert (ran.code, ran.out, len(ran.complaints)) == (code, "", 1)

    def test_a_heading_that_is_none_is_named(self, careader: Careader) -> None:
        ran = careader("correct", "split", id_of(careader, BANKS), "No Such Heading")
        assert ran.complaints == ["careader: No Such Heading: no section heading of this article"]


class TestCorrections:
    @pytest.fixture
    def joined(self, careader: Careader) -> str:
        """A headline of the sample that the reader says is none."""
        (record,) = careader("show", id_of(careader, BANKS), "--json").records
        lead = [Block(Kind(block["kind"]), block["text"]) for block in record["blocks"][:1]]
        with Store.open(locations.state_db()) as store:
            store.correct(correction(BANKS, lead, headline=False))
        return BANKS

    def test_articles_are_those_of_the_interface(self, careader: Careader, joined: str) -> None:
        headlines = [record["headline"] for record in careader("list", "--json").records]
        assert headlines
        assert joined not in headlines
        assert joined not in careader().out
        assert joined not in careader("jump", "kyrgyz banks").out

    def test_parse_says_what_the_capture_says(self, careader: Careader, joined: str, sample: Path) -> None:
        assert joined in careader("parse", sample).out


class TestAdd:
    def test_record(self, careader: Careader, sample: Path) -> None:
        file = sample / "004_category_teasers.txt"
        assert careader("add", file, "--json").records == [
            {
                "path": str(file),
                "library": str(locations.library() / file.name),
                "added": True,
                "date": None,
                "rates": 0,
                "articles": 6,
                "doubtful": False,
                "pages": 1,
            }
        ]

    def test_what_each_held_is_said(self, careader: Careader, sample: Path) -> None:
        ran = careader("add", sample)
        assert ran.code == 0
        assert (
            ran.lines[0] == f"added: {sample}/000_home_2025-12-10.txt (10 December 2025, 5 rates, 6 articles)"
        )
        held = "undated, no rates, results 1 - 6 of 78, 6 articles, 4 excerpts"
        assert ran.lines[4] == f"added: {sample}/004_category_teasers.txt ({held})"
        assert ran.lines[6] == "6 captures added, 0 already in the library"

    def test_a_second_run_adds_nothing_and_says_so(self, careader: Careader, sample: Path) -> None:
        careader("add", sample)
        before = sorted(locations.library().iterdir())
        ran = careader("add", sample)
        assert ran.code == 0
        assert all(line.startswith("already in the library: ") for line in ran.lines[:6])
        assert ran.lines[6] == "0 captures added, 6 already in the library"
        assert sorted(locations.library().iterdir()) == before

    def test_the_library_is_what_is_read_then(self, careader: Careader, sample: Path) -> None:
        careader("add", sample / "004_category_teasers.txt")
        records = careader("list", "--json").records
        assert len(records) == 6
        assert records[0]["captures"] == [str(locations.library() / "004_category_teasers.txt")]

    def test_what_cannot_be_added_is_said_and_the_rest_is_added(
        self, careader: Careader, sample: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "empty.txt").touch()
        ran = careader("add", tmp_path / "empty.txt", sample / "004_category_teasers.txt")
        assert (ran.code, ran.complaints) == (1, [f"careader: {tmp_path}/empty.txt: empty"])
        assert len(ran.lines) == 1


class TestParseAndCheck:
    def test_record_has_the_keys_of_the_contract(self, careader: Careader, sample: Path) -> None:
        record = careader("parse", "--json", sample / "004_category_teasers.txt").records[0]
        assert list(record) == ["path", "date", "rates", "listing", "preamble", "articles", "problems"]
        told = ["byline", "published", "address"]
        article = ["id", "headline", "excerpt", "confidence", *told, "blocks"]
        assert list(record["articles"][0]) == article
        assert (record["date"], record["rates"]) == (None, [])
        assert record["listing"] == {"first": 1, "last": 6, "total": 78}

    def test_table_names_what_each_holds(self, careader: Careader, sample: Path) -> None:
        lines = careader("parse", sample / "000_home_2025-12-10.txt").lines
        assert lines[0] == f"{sample}/000_home_2025-12-10.txt: 10 December 2025, 5 rates, 6 articles"
        assert lines[2] == f"  {BALKHASH}"

    def test_an_article_has_the_id_that_list_gives_it(self, careader: Careader, sample: Path) -> None:
        parsed = {a["id"] for r in careader("parse", "--json", sample).records for a in r["articles"]}
        assert {record["id"] for record in careader("list", "--json").records} <= parsed

    def test_neither_looks_at_library_or_marks(self, careader: Careader, sample: Path) -> None:
        locations.state_db().parent.mkdir(parents=True)
        locations.state_db().write_text("no database", encoding="utf-8")
        for command in ("parse", "check"):
            assert "state.db" not in careader(command, sample).err

    def test_check_names_file_line_and_reason(self, careader: Careader, changed: Path) -> None:
        file = changed / "004_category_teasers.txt"
        page = file.read_text(encoding="utf-8").replace("1 - 6 of 78", "1 - 5 of 78")
        file.write_text(page, encoding="utf-8")
        (problem, *_) = [p for r in careader("parse", "--json", file).records for p in r["problems"]]
        (record,) = [r for r in careader("check", "--json", changed).records if r["path"] == str(file)]
        assert problem in record["odd"]
        ran = careader("check", file)
        assert (ran.code, ran.err) == (1, "careader: 1 capture with something odd\n")
        assert ran.lines[0].startswith(f"{file}: undated, no rates, results 1 - 5 of 78, ")
        assert f"  line {problem['line']}: {problem['what']}" in ran.lines

    def test_check_says_what_was_understood(self, careader: Careader, sample: Path) -> None:
        file = sample / "000_home_2025-12-10.txt"
        ran = careader("check", file)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == f"{file}: 10 December 2025, 5 rates, 6 articles\n"

    def test_a_doubtful_headline_is_told_and_is_nothing_odd(self, careader: Careader, changed: Path) -> None:
        file = changed / "002_home_2025-12-12.txt"
        vague = "Kyiv Looks East for friends"
        text = re.sub("^Kyiv Looks East.*", vague, file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
        ran = careader("check", file)
        assert (ran.code, ran.err) == (0, "")
        told = [line for line in ran.lines if "doubtful headline, " in line]
        assert told
        (record,) = careader("check", file, "--json").records
        doubtful = [each["headline"] for each in record["doubtful"]]
        assert len(doubtful) == len(told)
        assert all(line.endswith(headline) for line, headline in zip(told, doubtful, strict=True))

    def test_check_can_say_why(self, careader: Careader, sample: Path) -> None:
        file = sample / "000_home_2025-12-10.txt"
        (record,) = careader("check", "--why", "--json", file).records
        decided = {line["text"]: line for line in record["lines"]}
        assert decided[BALKHASH]["decided"] == "headline"
        assert sum(line["decided"] == "headline" for line in record["lines"]) == 6
        assert all(each["what"] and each["weight"] for each in decided[BALKHASH]["evidence"][:5])
        plain = careader("check", "--why", file)
        assert any(line.endswith(f"a headline: {BALKHASH}") for line in plain.lines)


class TestWrongUse:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["list", "--bogus"],
            ["list", "extra"],
            ["list", "--js"],
            ["show"],
            ["show", "a", "b"],
            ["jump"],
            ["mark"],
            ["mark", "read"],
            ["mark", "seen", "0"],
            ["add"],
            ["parse", "--corpus", "x", "y"],
            ["add", ""],
            ["--bogus"],
            ["--json"],
            ["list", "--corpus"],
        ],
        ids=" ".join,
    )
    def test_is_one_line_and_2(self, careader: Careader, arguments: list[str]) -> None:
        ran = careader(*arguments)
        assert (ran.code, ran.out, len(ran.complaints)) == (2, "", 1)
        assert ran.err.startswith("careader: ")
        assert ran.err.endswith("--help)\n")
