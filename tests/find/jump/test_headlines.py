"""The headlines of a corpus, kept beside it on disk or made anew: the same answers either way."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from careader.capture import Block, Capture, Copy, Kind
from careader.corpus import Corpus
from careader.find.jump import headlines
from careader.find.jump.headlines import Headlines, headlines_in, keep_headlines
from careader.find.jump.jump import Jump
from careader.index.filing import begin_edition
from careader.index.tables import connect, get, put
from careader.sqlite import transaction
from tests.support import corpus_of

NAMES = ["Ferry Crosses Again", "Bakers Count Loaves", "Токаев открыл мост", "Storks\u2028Return to Osh"]
QUERIES = ["ferry", "baker loaf", "tokayev", "storks retrun", "fca", "nothing at all"]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """A corpus of a headline a day, the first the oldest."""
    captures = []
    for day, name in enumerate(NAMES, 1):
        block = Block(Kind.PARAGRAPH, f"On day {day} nothing else was heard of it in the valley.")
        copy = Copy(name, (block,), excerpt=False, confidence=1.0, line=1)
        captures.append(Capture(f"{day}.txt", date(2025, 3, day), (), None, (), (copy,)))
    return corpus_of(captures, tmp_path / "index.db")


@pytest.fixture
def kept(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index that its headlines are kept in."""
    monkeypatch.setattr(headlines, "_MANY", 1)
    keep_headlines(corpus.path)
    return corpus.path


OTHERS = Jump([f"Other Name {number}" for number in range(len(NAMES))]).pack()
"""A pack that would fit and says something else: it tells whether what is kept is what is used."""


def answers(ready: Headlines) -> list[list[int]]:
    """The articles that each query finds."""
    return [[ready.numbers[match.row] for match in ready.jump.find(query)] for query in QUERIES]


def write(index: Path, name: str, value: object) -> None:
    with closing(connect(index)) as db, transaction(db):
        put(db, name, value)


def read(index: Path, name: str) -> object:
    with closing(connect(index)) as db:
        return get(db, name)


def test_they_stand_in_the_order_of_the_corpus(corpus: Corpus) -> None:
    ready = headlines_in(corpus.path)
    assert list(ready.numbers) == list(corpus.articles.numbers)
    assert ready.edition == corpus.edition
    found = [corpus.fetch(numbers)[0].headline for numbers in answers(ready) if numbers]
    assert [" ".join(name.split()) for name in found] == [
        "Ferry Crosses Again",
        "Bakers Count Loaves",
        "Токаев открыл мост",
        "Storks Return to Osh",
        "Ferry Crosses Again",
    ]


def test_those_that_are_kept_are_read_back(kept: Path) -> None:
    write(kept, "headlines", OTHERS)
    assert headlines_in(kept).jump.pack() == OTHERS


def test_kept_or_made_they_answer_alike(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    made = headlines_in(corpus.path)
    monkeypatch.setattr(headlines, "_MANY", 1)
    keep_headlines(corpus.path)
    read_back = headlines_in(corpus.path)
    assert answers(read_back) == answers(made)
    assert (read_back.edition, list(read_back.numbers)) == (made.edition, list(made.numbers))
    assert read_back.jump.pack() == made.jump.pack()


def test_few_are_not_kept(corpus: Corpus) -> None:
    keep_headlines(corpus.path)
    assert read(corpus.path, "headlines") is None


def test_what_is_kept_is_not_made_again(kept: Path) -> None:
    write(kept, "headlines", OTHERS)
    keep_headlines(kept)
    assert read(kept, "headlines") == OTHERS


@pytest.mark.parametrize(
    "pack",
    [b"", b"no pack", b"\0" * 4096, "text", 7, None, Jump(["Ferry Crosses Again"]).pack()],
    ids=["nothing", "short", "zeros", "text", "number", "none", "fewer"],
)
def test_a_damaged_pack_is_made_anew(kept: Path, pack: object) -> None:
    before = answers(headlines_in(kept))
    write(kept, "headlines", pack)
    assert answers(headlines_in(kept)) == before


def test_a_torn_pack_is_made_anew(kept: Path) -> None:
    before, whole = answers(headlines_in(kept)), read(kept, "headlines")
    assert isinstance(whole, bytes)
    for size in (1, len(whole) // 2, len(whole) - 1):
        write(kept, "headlines", whole[:size])
        assert answers(headlines_in(kept)) == before


def test_a_pack_of_another_edition_is_made_anew_and_kept(kept: Path) -> None:
    before = headlines_in(kept)
    write(kept, "headlines", OTHERS)
    with closing(connect(kept)) as db, transaction(db):
        begin_edition(db)
    now = headlines_in(kept)
    assert now.edition > before.edition
    assert answers(now) == answers(before)
    keep_headlines(kept)
    assert read(kept, "headlines") == before.jump.pack()
    assert read(kept, "headlines_edition") == now.edition


def test_a_corpus_without_articles_has_no_headlines(tmp_path: Path) -> None:
    ready = headlines_in(corpus_of([], tmp_path / "index.db").path)
    assert (len(ready.numbers), ready.jump.headline_count) == (0, 0)
    assert ready.jump.find("ferry") == []


def test_where_there_is_no_index_that_is_raised(tmp_path: Path) -> None:
    for function in (headlines_in, keep_headlines):
        with pytest.raises(FileNotFoundError):
            function(tmp_path / "index.db")
