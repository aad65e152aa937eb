"""One story is one article, as the command line shows it; and marks follow it through everything."""

import shutil
from itertools import permutations
from pathlib import Path

import pytest

from careader import locations
from tests.pages import page, prose, teaser
from tests.support import Careader

FIRST = (
    "Old Ferry Returns to the Upper Valley",
    "\n\n".join(prose("ferry", 60, n) for n in range(0, 300, 60)),
)
QUOTED = [
    f"“{prose('mill', 80)}” — so the miller’s daughter.",
    prose("mill", 200, 80),
    "A Long and Quiet Repair",
    prose("mill", 400, 280),
]
DIGEST = "Weekly Digest of the Far Valleys"
LONG = [prose("canal", 70, n) for n in range(0, 560, 70)]

SAME = {
    "the same text under another file name": (FIRST, FIRST),
    "a teaser and its full text": (
        ("Mill Turns Again Above the Village", "\n\n".join(QUOTED)),
        ("Mill Turns Again Above the Village", teaser(*QUOTED)),
    ),
    "a copy cut short at its end": (FIRST, (FIRST[0], FIRST[1][:700])),
    "a changed headline over the same body": (FIRST, ("A Crossing Comes Back to Life", FIRST[1])),
    "a corrected body under the same headline": (
        FIRST,
        (FIRST[0], FIRST[1].replace("river", "brook", 2).replace("bridge", "weir", 2)),
    ),
}
APART = {
    "a digest every week": ((DIGEST, prose("first week", 300)), (DIGEST, prose("second week", 300))),
    "two stories with one headline": ((FIRST[0], FIRST[1]), (FIRST[0], prose("another ferry", 280))),
    "nearly the same headline": (FIRST, ("Old Ferry Returns to the Lower Valley", prose("lower", 280))),
    "a follow-up that repeats a paragraph": (
        ("Canal Opens After Nine Years", "\n\n".join(LONG)),
        ("Boats Crowd the New Canal", "\n\n".join([prose("boats", 120), LONG[1], prose("boats", 200, 120)])),
    ),
}


def listed(careader: Careader, folder: Path, *more: str) -> list[dict[str, object]]:
    """What `list --json` says of a folder."""
    return careader("list", "--corpus", folder, "--json", *more).records


def put(folder: Path, names: tuple[str, ...], copies: tuple[tuple[str, str], ...]) -> None:
    folder.mkdir(exist_ok=True)
    for day, (name, copy) in enumerate(zip(names, copies, strict=True), 9):
        text = page(f"{day:02} December 2025", copy, listed=1)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("names", permutations(["a", "b"]))
@pytest.mark.parametrize("case", SAME)
def test_one_article(careader: Careader, tmp_path: Path, case: str, names: tuple[str, ...]) -> None:
    put(tmp_path / "pages", names, SAME[case])
    (story,) = listed(careader, tmp_path / "pages")
    assert (story["copies"], story["excerpt"]) == (2, False)


@pytest.mark.parametrize("names", permutations(["a", "b"]))
@pytest.mark.parametrize("case", APART)
def test_two_articles(careader: Careader, tmp_path: Path, case: str, names: tuple[str, ...]) -> None:
    put(tmp_path / "pages", names, APART[case])
    assert [each["copies"] for each in listed(careader, tmp_path / "pages")] == [1, 1]


@pytest.mark.parametrize("case", SAME)
def test_files_that_come_one_by_one_make_the_same_articles(
    careader: Careader, tmp_path: Path, case: str
) -> None:
    put(tmp_path / "at once", ("a", "b"), SAME[case])
    grown = tmp_path / "grown"
    grown.mkdir()
    for name in ("b", "a"):
        shutil.copy(tmp_path / "at once" / f"{name}.txt", grown)
        listed(careader, grown)
    told = [
        [(each["id"], each["headline"], each["dates"], each["copies"]) for each in listed(careader, folder)]
        for folder in (grown, tmp_path / "at once")
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("case", SAME)
@pytest.mark.parametrize("what", ["deleted", "renamed", "moved", "index deleted"])
def test_marks_outlive_the_capture_they_were_set_on(
    careader: Careader, tmp_path: Path, case: str, what: str
) -> None:
    folder = tmp_path / "pages"
    put(folder, ("a", "b"), SAME[case])
    (folder / "b.txt").rename(tmp_path / "later")
    (story,) = listed(careader, folder)
    for mark in ("read", "bookmark"):
        assert careader("mark", mark, story["id"], "--corpus", folder).code == 0
    (tmp_path / "later").rename(folder / "b.txt")
    listed(careader, folder)
    if what == "deleted":
        (folder / "a.txt").unlink()
    elif what == "renamed":
        (folder / "a.txt").rename(folder / "z.txt")
    elif what == "moved":
        (folder / "deep").mkdir()
        (folder / "a.txt").rename(folder / "deep" / "a.txt")
    else:
        for index in locations.cache().rglob("index.db*"):
            index.unlink()
    (after,) = listed(careader, folder)
    assert (after["read"], after["bookmarked"]) == (True, True)


def test_a_library_that_is_made_again_has_its_marks(careader: Careader, tmp_path: Path) -> None:
    put(tmp_path / "pages", ("a", "b"), SAME["a teaser and its full text"])
    careader("add", tmp_path / "pages")
    (story,) = careader("list", "--json").records
    careader("mark", "bookmark", story["id"])
    shutil.rmtree(locations.library())
    shutil.rmtree(locations.cache())
    careader("add", tmp_path / "pages" / "b.txt")
    assert [each["headline"] for each in careader("list", "--bookmarked", "--json").records] == [
        story["headline"]
    ]
