"""Whatever is wrong with the index, it is made anew, with a word; and nothing of the reader's is touched."""

import gc
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from careader import locations
from careader.corpus import Corpus, choose, load, opening
from careader.corpus.opening import index_of, open_corpus
from careader.errors import CareaderError, IndexDamagedError
from careader.index import tables, updating
from careader.index.tables import VERSION, connect, fold_in, get, index_errors, lock_of, make, put
from careader.sqlite import log_of
from tests.support import Careader


def sql(statement: str) -> Callable[[Path], object]:
    """What runs a statement on an index."""

    def run(index: Path) -> None:
        with closing(sqlite3.connect(index)) as db:
            db.execute(statement)
            db.commit()

    return run


def cut_to(size: int) -> Callable[[Path], object]:
    return lambda index: index.write_bytes(index.read_bytes()[:size])


def noise_from(start: int, size: int) -> Callable[[Path], object]:
    def spoil(index: Path) -> None:
        whole = bytearray(index.read_bytes())
        whole[start : start + size] = bytes(n * 7 % 256 for n in range(len(whole[start : start + size])))
        index.write_bytes(whole)

    return spoil


DAMAGE: dict[str, Callable[[Path], object]] = {
    "half of it": lambda index: index.write_bytes(index.read_bytes()[: index.stat().st_size // 2]),
    "100 bytes": cut_to(100),
    "nothing": cut_to(0),
    "noise": noise_from(0, 1 << 30),
    "a newer version": sql(f"PRAGMA user_version = {VERSION + 1}"),
    "another program's": sql("PRAGMA application_id = 7"),
    "another careader's": sql("UPDATE facts SET value = '0.0' WHERE name = 'careader'"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_an_index_that_cannot_be_used_is_made_anew_with_a_word(
    careader: Careader, sample: Path, what: str
) -> None:
    whole = careader("list", "--corpus", sample, "--json")
    careader("mark", "bookmark", whole.records[0]["id"], "--corpus", sample)
    state = locations.state_db().read_bytes()
    index = index_of(choose([sample]))
    DAMAGE[what](index)
    again = careader("list", "--corpus", sample, "--json")
    assert again.code == 0
    assert [each["id"] for each in again.records] == [each["id"] for each in whole.records]
    assert [each["bookmarked"] for each in again.records].count(True) == 1
    assert locations.state_db().read_bytes() == state
    (word,) = again.complaints
    assert word.startswith(f"careader: the index was made anew: {index}: ")
    assert careader("list", "--corpus", sample).complaints == []


def test_a_deleted_index_is_made_again(careader: Careader, sample: Path) -> None:
    whole = careader("list", "--corpus", sample)
    assert whole.complaints == []
    index = index_of(choose([sample]))
    index.unlink()
    again = careader("list", "--corpus", sample)
    assert again.lines == whole.lines
    assert again.complaints == [f"careader: the index was made anew: {index}: it was not there any more"]
    assert careader("list", "--corpus", sample) == whole
    with closing(open_corpus(choose([sample]))) as corpus:
        assert corpus.rebuilt == ""
    index.unlink()
    with closing(open_corpus(choose([sample]))) as corpus:
        assert corpus.rebuilt == f"{index}: it was not there any more"


def test_noise_in_the_middle_is_found_when_it_is_met(sample: Path) -> None:
    index = index_of(choose([sample]))
    load(choose([sample])).corpus.close()
    noise_from(4096, index.stat().st_size - 4096)(index)
    assert len(load(choose([sample])).corpus.articles) == 26


def test_a_corpus_whose_index_is_damaged_under_it_says_so_and_gives_nothing(sample: Path) -> None:
    corpus = load(choose([sample])).corpus
    article, count = corpus.articles[0], len(corpus.articles)
    corpus.database.execute("ROLLBACK")
    for table in ("articles", "texts", "captures", "days", "facts"):
        corpus.database.execute(f"DROP TABLE {table}")
    assert [each.headline for each in corpus.articles] == [""] * count
    assert (corpus.dates, corpus.unreadable, corpus.captures.count) == ([], (), 0)
    assert article.blocks == ()
    assert corpus.captures.rates_for(article.shown.capture).rates == ()
    assert corpus.damaged


def test_what_is_interrupted_or_locked_is_not_damaged(sample: Path) -> None:
    with closing(load(choose([sample])).corpus) as corpus:
        corpus.database.set_progress_handler(lambda: 1, 1)  # ends whatever is asked, as `interrupt` does
        assert corpus.dates == []
        assert (corpus.damaged, corpus.trouble) == ("", f"{corpus.path}: interrupted")
        corpus.strict = True
        with pytest.raises(CareaderError, match="interrupted") as caught:
            _ = corpus.dates
        assert not isinstance(caught.value, IndexDamagedError)
        corpus.strict = False
        assert not corpus.has_recovered
        assert not corpus.renew(), "what was read is more than nothing"
        corpus.database.set_progress_handler(None, 1)
        assert corpus.has_recovered
        assert corpus.renew(), "the lists are to be read again"
        assert not corpus.has_recovered
        assert (len(corpus.dates), corpus.damaged, corpus.trouble) == (4, "", "")


@pytest.mark.parametrize(
    ("code", "is_damaged"),
    [
        (sqlite3.SQLITE_BUSY, False),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, False),
        (sqlite3.SQLITE_INTERRUPT, False),
        (sqlite3.SQLITE_FULL, False),
        (sqlite3.SQLITE_READONLY_DIRECTORY, False),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, False),
        (sqlite3.SQLITE_IOERR_READ, False),
        (sqlite3.SQLITE_NOMEM, False),
        (sqlite3.SQLITE_CORRUPT_VTAB, True),
        (sqlite3.SQLITE_NOTADB, True),
        (sqlite3.SQLITE_ERROR, True),
        (sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, True),
        (None, True),
    ],
)
def test_errors_of_sqlite_are_sorted_by_what_they_are(
    tmp_path: Path, code: int | None, *, is_damaged: bool
) -> None:
    error = sqlite3.OperationalError("told")
    if code is not None:
        error.sqlite_errorcode = code
    with pytest.raises(CareaderError, match=r"index\.db: ") as caught, index_errors(tmp_path / "index.db"):
        raise error
    assert isinstance(caught.value, IndexDamagedError) == is_damaged


def test_a_closed_connection_is_no_damage(sample: Path) -> None:
    corpus = load(choose([sample])).corpus
    corpus.close()
    assert corpus.dates == []
    assert (corpus.damaged, "closed" in corpus.trouble) == ("", True)


def test_without_a_place_for_the_index_all_is_read_all_the_same(careader: Careader, sample: Path) -> None:
    locations.cache().parent.mkdir(parents=True)
    locations.cache().write_text("a file where the folder should be", encoding="utf-8")
    ran = careader("list", "--corpus", sample)
    assert (ran.code, len(ran.lines)) == (1, 26)
    (said,) = ran.complaints
    assert said.startswith(f"careader: the index was not brought up to date: {locations.cache()}")
    with closing(open_corpus(choose([sample]))) as corpus:
        assert len(corpus.articles) == 26


def test_without_a_place_for_the_index_many_captures_are_read_too(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locations.cache().parent.mkdir(parents=True)
    locations.cache().write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setattr(opening, "_AT_ONCE", 1)
    with closing(open_corpus(choose([sample]))) as corpus:
        assert len(corpus.articles) == 26


def test_a_long_log_is_merged_into_the_index_and_a_short_log_is_left(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(choose([sample])).corpus.close()
    index = index_of(choose([sample]))
    log = log_of(index)
    with closing(connect(index)) as db:
        put(db, "a note", "x" * 10_000)
        db.commit()
        fold_in(index)
        assert log.stat().st_size > 10_000
        monkeypatch.setattr(tables, "_LONG_LOG", 10_000)
        fold_in(index)
        assert log.stat().st_size == 0
    log.unlink(missing_ok=True)
    fold_in(index)


@pytest.mark.parametrize("readable", [True, False])
def test_a_temporary_index_leaves_no_folder_behind(
    careader: Careader, sample: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, readable: bool
) -> None:
    locations.cache().parent.mkdir(parents=True)
    locations.cache().write_text("a file where the folder should be", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    if not readable:

        def refuse(path: Path) -> sqlite3.Connection:
            raise CareaderError(f"{path}: the disk is full")

        monkeypatch.setattr("careader.corpus.corpus.connect", refuse)
    ran = careader("list", "--corpus", sample)
    assert (ran.code, len(ran.lines)) == (1, 26 if readable else 0)
    gc.collect()  # as the end of the process would: a generator of the command may hold the corpus
    assert [*(tmp_path / "temporary").iterdir()] == []


def test_an_index_that_cannot_be_written_is_read_as_it_is(
    careader: Careader, sample: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(sample, tmp_path / "pages")
    whole = careader("list", "--corpus", tmp_path / "pages")

    def refuse(path: Path, *_: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(updating, "exclusive_lock", refuse)
    next((tmp_path / "pages").glob("000*")).unlink()
    ran = careader("list", "--corpus", tmp_path / "pages")
    assert (ran.code, ran.lines) == (1, whole.lines)
    lock = lock_of(index_of(choose([tmp_path / "pages"])))
    assert ran.complaints == [f"careader: the index was not brought up to date: {lock}: permission denied"]
    name = whole.lines[0].split()[0]
    ran = careader("mark", "read", name, "--corpus", tmp_path / "pages")
    assert (ran.code, len(ran.lines), len(ran.complaints)) == (1, 1, 1)


def test_where_nothing_can_be_written_beside_it_an_index_can_be_read(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(choose([sample])).corpus.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with closing(open_corpus(choose([sample]))) as corpus:
        assert len(corpus.articles) == 26
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            corpus.database.execute("UPDATE facts SET value = 1")


def test_an_index_of_nothing_is_an_empty_corpus(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    corpus = load(choose([tmp_path / "bare"])).corpus
    assert [*corpus.articles] == []
    assert corpus.unreadable == (f"{tmp_path}/bare: no saved pages in this folder",)
    with pytest.raises(CareaderError):
        corpus.named("x")


def test_the_library_has_the_index_that_the_design_names(careader: Careader, sample: Path) -> None:
    careader("add", sample)
    careader("list")
    assert (locations.cache() / "index.db").is_file()
    assert isinstance(Corpus(locations.cache() / "index.db", [locations.library()]).edition, int)


def test_an_index_made_anew_has_an_edition_that_no_earlier_index_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = []
    for day in (20_000, 20_001):
        monkeypatch.setattr("careader.index.tables.time.time_ns", lambda day=day: day * 86_400 * 10**9)
        make(tmp_path / "index.db")
        with closing(connect(tmp_path / "index.db")) as db:
            editions.append(get(db, "edition"))
    assert editions == [20_000 * 86_400_000, 20_001 * 86_400_000]
