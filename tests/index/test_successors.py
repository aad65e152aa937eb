"""A copy that comes in the place of another: its article keeps the key that marks were set on."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from careader.capture import correction
from careader.corpus import Corpus
from careader.index.updating import update
from tests.pages import page, prose

HEADLINE = "The Ferry Story of the Upper Valley"
BODY = prose("ferry", 105)
OTHER = ("The Mill Story of the Valley", prose("mill", 90))

CORRECTED = {
    "headline": (HEADLINE.replace(" Upper", ""), BODY),
    "opening": (HEADLINE, BODY.replace(" ", " lately ", 1)),
    "both": (f"{HEADLINE} Today", BODY.replace(". ", " lately. ", 1)),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one capture of two stories."""
    made = tmp_path / "pages"
    made.mkdir()
    write(made / "page.txt", (HEADLINE, BODY), OTHER)
    return made


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index.db"


def write(file: Path, *stories: tuple[str, str], day: str = "10 December 2025") -> None:
    file.write_text(page(day, *stories, listed=len(stories)), encoding="utf-8")


def keys(index: Path, folder: Path) -> dict[str, set[str]]:
    """The keys of each article, by its headline, once the index is up to date."""
    update(index, [folder])
    with closing(Corpus(index, [folder])) as corpus:
        assert all(article.id in article.keys for article in corpus.articles)
        for article in corpus.articles:
            for key in article.keys:
                assert corpus.article(key) == article
        return {article.headline: set(article.keys) for article in corpus.articles}


@pytest.mark.parametrize("what", CORRECTED)
def test_a_file_that_is_written_over(folder: Path, index: Path, what: str) -> None:
    before = keys(index, folder)
    write(folder / "page.txt", CORRECTED[what], OTHER)
    after = keys(index, folder)
    assert after[CORRECTED[what][0]] > before[HEADLINE]
    assert len(after[CORRECTED[what][0]]) == 2
    assert after[OTHER[0]] == before[OTHER[0]]


@pytest.mark.parametrize("what", CORRECTED)
def test_a_file_that_comes_under_another_name(folder: Path, index: Path, what: str) -> None:
    before = keys(index, folder)
    (folder / "page.txt").unlink()
    write(folder / "again.txt", CORRECTED[what], OTHER)
    after = keys(index, folder)
    assert after[CORRECTED[what][0]] > before[HEADLINE]
    assert len(after) == 2


def test_one_correction_after_the_other(folder: Path, index: Path) -> None:
    first = keys(index, folder)[HEADLINE]
    for story in CORRECTED.values():
        write(folder / "page.txt", story, OTHER)
        assert keys(index, folder)[story[0]] > first


def test_the_old_wording_comes_back(folder: Path, index: Path) -> None:
    before = keys(index, folder)
    write(folder / "page.txt", CORRECTED["headline"], OTHER)
    after = keys(index, folder)[CORRECTED["headline"][0]]
    write(folder / "page.txt", (HEADLINE, BODY), OTHER)
    assert keys(index, folder)[HEADLINE] == after
    (folder / "page.txt").unlink()
    write(folder / "other.txt", OTHER)
    write(folder / "third.txt", (HEADLINE, prose("another story altogether", 120)))
    assert before[HEADLINE].isdisjoint(keys(index, folder)[HEADLINE])


def test_another_story_in_the_place_of_one_is_no_heir(folder: Path, index: Path) -> None:
    before = keys(index, folder)
    write(folder / "page.txt", (HEADLINE, prose("another story altogether", 120)), OTHER)
    assert keys(index, folder)[HEADLINE].isdisjoint(before[HEADLINE])


def test_of_two_that_fit_the_one_of_its_headline_is_the_heir(folder: Path, index: Path) -> None:
    """Both begin as the stub does; they are two stories for all the rest."""
    stub = prose("ferry", 30)
    write(folder / "page.txt", (HEADLINE, stub))
    (before,) = keys(index, folder).values()
    same = (HEADLINE, f"{stub} {prose('one', 300)}")
    other = ("A Wholly Different Name of It", f"{stub} {prose('two', 300)}")
    write(folder / "page.txt", same, other)
    after = keys(index, folder)
    assert after[HEADLINE] > before
    assert after[other[0]].isdisjoint(before)


def test_a_key_that_another_article_has_is_left_to_it(folder: Path, index: Path) -> None:
    before = keys(index, folder)[HEADLINE]
    write(folder / "page.txt", CORRECTED["headline"], OTHER)
    keys(index, folder)
    # The old wording comes back elsewhere: the same story again, so both are one article.
    write(folder / "later.txt", (HEADLINE, BODY), day="11 December 2025")
    after = keys(index, folder)
    assert [name for name, found in after.items() if before & found] == [HEADLINE]


def test_what_the_reader_said_of_a_line_makes_no_heir(folder: Path, index: Path) -> None:
    """Marks follow a correction by its own rules (`sitting.following.follow_corrections`)."""
    before = keys(index, folder)
    with closing(Corpus(index, [folder])) as corpus:
        (joined,) = [article for article in corpus.articles if article.headline == OTHER[0]]
        update(index, [folder], [correction(joined.headline, joined.blocks, headline=False)])
        corpus.renew()
        (article,) = corpus.articles
        assert set(article.keys).isdisjoint(before[OTHER[0]])


def test_a_capture_that_is_renamed_never_goes(folder: Path, index: Path) -> None:
    update(index, [folder])
    seen: list[int] = []

    def look(_: object) -> None:
        with closing(Corpus(index, [folder])) as corpus:
            seen.append(len(corpus.articles))

    (folder / "page.txt").rename(folder / "renamed.txt")
    update(index, [folder], report=look)
    assert set(seen) <= {2}
    with closing(Corpus(index, [folder])) as corpus:
        assert len(corpus.articles) == 2
        assert [os.path.basename(capture.path) for capture in corpus.captures.all()] == ["renamed.txt"]  # noqa: PTH119
