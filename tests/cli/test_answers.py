"""The commands that answer in sentences, counts, versions and verdicts."""

import os
import shutil
import time
from pathlib import Path

import pytest

from careader import locations
from careader.cli.commands import places
from careader.corpus import choose, load
from careader.state import Position, Store
from tests.pages import page, prose
from tests.support import Careader

KEEPER = "The keeper of the lower lock counted 40 boats in a week."
FERRY = "The ferry cost $5 million, and the mill paid a tenth of it."


def story(name: str, *sentences: str) -> str:
    return " ".join([prose(name, 60), *sentences, prose(f"{name} ends", 45)])


AUTHOR = "Our People > Orla Venn\n\nOrla Venn's Avatar\n\nOrla Venn\n\nHistorian\n\nArticles\n\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two days; a story of the first says something else on the second, and one is on its author's page."""
    folder = tmp_path / "pages"
    folder.mkdir()
    locks = ("Keeper Counts Boats at Lower Lock", story("locks", KEEPER, FERRY))
    later = (locks[0], locks[1].replace("40 boats", "50 boats"))
    opinion = ("Opinion: Ferries Are Late Again This Spring", story("opinion", "They are."))
    others = [(f"{name} Heron Leaves the Old Canal", story(name, "It left.")) for name in NAMES]
    for name, text in {
        "a.txt": page("03 March 2025", locks, opinion, *others, listed=6),
        "b.txt": page("05 March 2025", later, *others, listed=5),
        "c.txt": page("03 March 2025", opinion).replace("\n\nOpinion", f"\n\n{AUTHOR}Opinion"),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


NAMES = ("Early", "Second", "Third", "Last")


def ids(careader: Careader, archive: Path, *arguments: str) -> list[str]:
    found = careader(*arguments, "--json", "--corpus", archive).records
    return [each["headline"].split()[0] for each in found]


class TestPlaces:
    def test_record(self, careader: Careader, archive: Path) -> None:
        ran = careader("places", "keeper SAME #", "--corpus", archive, "--json")
        (place,) = ran.records
        assert place["headline"] == "Keeper Counts Boats at Lower Lock"
        assert (place["date"], place["in"]) == ("2025-03-03", "text")
        assert place["sentence"] == KEEPER.replace("40", "50")
        assert [place["sentence"][start:end] for start, end in place["matches"]] == ["keeper", "50"]

    def test_table_has_day_headline_and_sentence_in_one_line(self, careader: Careader, archive: Path) -> None:
        (line,) = careader("places", "$#", "--corpus", archive).lines
        assert line.startswith("2025-03-03")
        assert line.endswith(f"Keeper Counts Boats at Lower Lock · {FERRY}")

    def test_headlines_are_places(self, careader: Careader, archive: Path) -> None:
        found = careader("places", "headline:heron", "--corpus", archive, "--json").records
        assert [place["in"] for place in found] == ["headline"] * 4
        assert all(place["sentence"] == place["headline"] for place in found)

    def test_limit_says_that_there_are_more(self, careader: Careader, archive: Path) -> None:
        ran = careader("places", "left", "--corpus", archive, "--limit", "3")
        assert (ran.code, len(ran.lines)) == (0, 3)
        assert ran.complaints == ["careader: 3 of 4: --limit 4 for all"]
        assert careader("places", "left", "--corpus", archive, "--limit", "4").complaints == []

    def test_in_very_many_articles_places_are_not_counted(
        self, careader: Careader, archive: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(places, "_MOST_COUNTED", 3)
        ran = careader("places", "left", "--corpus", archive, "--limit", "3")
        told = "careader: the first 3 of more, in up to 4 articles: no --limit for all"
        assert (ran.code, ran.complaints) == (0, [told])

    def test_nothing_and_no_words(self, careader: Careader, archive: Path) -> None:
        assert careader("places", "zyxw", "--corpus", archive).code == 1
        ran = careader("places", "is:unread", "--corpus", archive)
        assert (ran.code, ran.out) == (2, "")
        assert "need a word to look for" in ran.err


class TestCount:
    def test_days_without_a_capture_are_named(self, careader: Careader, archive: Path) -> None:
        (archive / "d.txt").write_text(
            page("06 March 2025", ("Keeper Paints a Boat for the Fair", story("fair", "It left.")), listed=1),
            encoding="utf-8",
        )
        ran = careader("count", "left OR keeper", "--by", "day", "--corpus", archive)
        assert [line.split()[:2] for line in ran.lines] == [
            ["2025-03-03", "5"],
            ["2025-03-04", "–"],
            ["2025-03-05", "0"],
            ["2025-03-06", "1"],
            ["all", "6"],
        ]
        assert "no capture" in ran.lines[1]

    def test_record(self, careader: Careader, archive: Path) -> None:
        ran = careader("count", "left", "--by", "month", "--corpus", archive, "--json")
        assert ran.records == [{"from": "2025-03-01", "to": "2025-03-31", "articles": 4, "captures": 3}]
        assert careader("count", "zyxw", "--corpus", archive).code == 1
        assert careader("count", "left", "--by", "hour", "--corpus", archive).code == 2


class TestVersions:
    def test_says_what_is_new_and_gone(self, careader: Careader, archive: Path) -> None:
        (found,) = careader("search", "lower lock keeper", "--json", "--corpus", archive).records
        ran = careader("versions", found["id"], "--corpus", archive)
        assert ran.lines[0] == found["headline"]
        assert any("1 word new, 1 gone" in line for line in ran.lines)
        assert any("counted [−40] [+50] boats" in line for line in ran.lines)
        old, new = careader("versions", found["id"], "--json", "--corpus", archive).records
        assert (old["dates"], new["dates"]) == (["2025-03-03"], ["2025-03-05"])
        assert (old["said"], old["changes"]) == (None, [])
        assert [run for runs in new["changes"] for run in runs if run["fate"] != "same"] == [
            {"fate": "gone", "text": "40"},
            {"fate": "new", "text": "50"},
        ]


class TestVerify:
    DRAFT = f"One “{KEEPER}”\n\nTwo “The ferry cost $6 million, and the mill paid”, “no such thing here”."

    def test_verdicts(self, careader: Careader, archive: Path, tmp_path: Path) -> None:
        draft = tmp_path / "draft.md"
        draft.write_text(self.DRAFT, encoding="utf-8")
        ran = careader("verify", draft, "--corpus", archive)
        assert ran.code == 1
        assert [line for line in ran.lines if line.startswith(str(draft))] == [
            f"{draft}:1: as it stands: “{KEEPER}”",
            f"{draft}:3: differs: The ferry cost [−$5] [+$6] million, and the mill paid",
            f"{draft}:3: not here: “no such thing here”",
        ]
        assert "in an older version" in ran.lines[1]
        assert ran.complaints == [
            "careader: 2 of 3 quotations to be looked at: 1 as it stands, 1 differs, 1 not here"
        ]

    def test_record_and_stdin(self, careader: Careader, archive: Path) -> None:
        ran = careader("verify", "-", "--json", "--corpus", archive, stdin=f"“{FERRY}”")
        (found,) = ran.records
        assert (ran.code, found["verdict"], found["line"]) == (0, "as it stands", 1)
        assert (found["date"], Path(found["capture"]).name, found["shown"]) == ("2025-03-03", "a.txt", True)

    def test_what_cannot_be_read_is_named(self, careader: Careader, archive: Path, tmp_path: Path) -> None:
        ran = careader("verify", tmp_path / "none.md", "--corpus", archive)
        assert (ran.code, len(ran.complaints)) == (1, 1)
        assert "none.md" in ran.err
        ran = careader("verify", "--corpus", archive, stdin="no quotation")
        assert (ran.code, ran.complaints) == (1, ["careader: -: no text in quotation marks"])


class TestStates:
    def test_search_says_how_many_there_are(self, careader: Careader, archive: Path) -> None:
        ran = careader("search", "left", "--limit", "3", "--corpus", archive)
        assert (ran.code, ran.complaints) == (0, ["careader: 3 of 4: --limit 4 for all"])
        assert all("2025-03-03" in line for line in ran.lines[::2])

    def test_changes(self, careader: Careader, archive: Path) -> None:
        assert ids(careader, archive, "list", "--changed") == ["Keeper"]
        assert ids(careader, archive, "search", "is:changed") == ["Keeper"]
        assert ids(careader, archive, "search", "changed:2025-03-05") == ["Keeper"]
        assert ids(careader, archive, "search", "changed:2025-03-03") == []
        assert ids(careader, archive, "list", "--changed", "2025-03-05..") == ["Keeper"]

    def test_what_was_marked_read_and_changed_later_is_told(self, careader: Careader, archive: Path) -> None:
        later = (archive / "b.txt").read_text(encoding="utf-8")
        (archive / "b.txt").unlink()
        for each in careader("list", "--json", "--corpus", archive).records:
            careader("mark", "read", each["id"], "--corpus", archive)
        assert ids(careader, archive, "search", "changed:unseen") == []
        (archive / "b.txt").write_text(later, encoding="utf-8")
        assert ids(careader, archive, "search", "changed:unseen") == ["Keeper"]
        told = {each["headline"].split()[0]: each["changed"] for each in careader(
            "list", "--json", "--corpus", archive
        ).records}  # fmt: skip
        assert told == {"Keeper": True, "Opinion:": False, **dict.fromkeys(NAMES, False)}
        assert any("△" in line for line in careader("list", "--corpus", archive).lines)

    def test_kinds_and_authors(self, careader: Careader, archive: Path) -> None:
        assert ids(careader, archive, "list", "--kind", "opinion") == ["Opinion:"]
        for name in ("venn", "Orla Venn", "ven", "oral venn", "Вэнн"):
            assert ids(careader, archive, "search", f'by:"{name}"') == ["Opinion:"]
        assert ids(careader, archive, "list", "--by", "pell") == []
        assert sorted(ids(careader, archive, "search", "-by:venn left")) == sorted(NAMES)

    def test_what_the_reader_did(self, careader: Careader, archive: Path) -> None:
        corpus = load(choose([archive]), ()).corpus
        keeper, opinion, heron = (
            next(each for each in corpus.articles if each.headline.startswith(word))
            for word in ("Keeper", "Opinion", "Early")
        )
        days = {"2025-03-10": 0.0, "2025-04-11": 0.0}
        for day in days:
            days[day] = time.mktime(time.strptime(f"{day} 12:00", "%Y-%m-%d %H:%M"))
        now = days["2025-03-10"]
        with Store.open(locations.state_db(), clock=lambda: now) as store:
            store.set_note(keeper.keys, "look again")
            now = days["2025-04-11"]
            store.set_note(opinion.keys, "no")
            store.set_position(opinion.keys, Position(1, 0))
            store.set_position(heron.keys, Position(0, 0))
        assert ids(careader, archive, "list", "--noted") == ["Keeper", "Opinion:"]
        assert ids(careader, archive, "search", "noted:2025-03") == ["Keeper"]
        assert ids(careader, archive, "list", "--noted", "2025-04-11") == ["Opinion:"]
        assert ids(careader, archive, "search", "is:begun") == []
        careader("mark", "read", keeper.id, "--corpus", archive)
        assert ids(careader, archive, "search", "read:today") == ["Keeper"]
        assert ids(careader, archive, "list", "--read", "2025") == []


def test_places_of_one_day_are_in_page_order_whichever_file_was_saved_last(
    careader: Careader, sample: Path, tmp_path: Path
) -> None:
    found = set()
    for latest in ("000_home_2025-12-10.txt", "001_home_2025-12-11.txt", "005_article_2025-12-10.html"):
        pages = tmp_path / latest
        shutil.copytree(sample, pages)
        for file in pages.iterdir():
            os.utime(file, (1_700_000_000 + (file.name == latest),) * 2)
        found.add(tuple(careader("places", "border", "--corpus", pages).lines))
    assert len(found) == 1
    assert len(found.pop()) > 5
