"""An index brought up to date: what is looked into, and that the way there makes no difference."""

import gzip
import os
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.capture import correction, parse
from careader.corpus import Corpus
from careader.index import filing, page_cache, reading, updating
from careader.index.locking import exclusive_lock
from careader.index.planning import count_pending
from careader.index.progress import Progress, Updated
from careader.index.tables import lock_of
from careader.index.updating import update
from careader.intake import opening
from careader.intake.models import Take
from careader.intake.opening import Opened, open_file, read_here
from tests.intake.files import ADDRESS, record, response, warc_records
from tests.intake.templates import STORIES as STORIES_OF_SITES
from tests.intake.templates import single_plain
from tests.pages import page, teaser, words


def telling(story: str, number: int, start: int = 0) -> str:
    """Running text of about so many words, a third of all words: stories that differ share few words."""
    own = [
        word
        for word in words(story, 3 * number, 3 * start)
        if word in {"river", "bridge"} or crc32(f"{story} {word}".encode()) % 3 == 0
    ]
    return " ".join(" ".join(own[n : n + 15]).capitalize() + "." for n in range(0, len(own), 15))


STORIES = {
    f"The {name.title()} Story of the Valley": [telling(name, 90), telling(name, 120, 90)]
    for name in ("ferry", "mill", "canal", "lantern", "quarry", "orchard", "harbour", "theatre")
}
HEADLINES = [*STORIES]


def full(headline: str) -> tuple[str, str]:
    return headline, "\n\n".join(STORIES[headline])


def cut(headline: str) -> tuple[str, str]:
    return headline, teaser(*STORIES[headline])


def retitled(headline: str) -> tuple[str, str]:
    return f"Once More: {headline}", full(headline)[1]


def corrected(headline: str) -> tuple[str, str]:
    return headline, full(headline)[1].replace("river", "brook", 1).replace("bridge", "weir", 1)


FORMS = [full, cut, retitled, corrected]
PAGES = st.builds(
    lambda day, made, plain: page(
        f"{day:02} December 2025", *made.values(), listed=len(made) if plain else 6
    ),
    st.integers(1, 9),
    st.lists(st.tuples(st.sampled_from(HEADLINES), st.sampled_from(FORMS)), min_size=1, max_size=6).map(
        lambda drawn: {headline: form(headline) for headline, form in drawn}
    ),
    st.booleans(),
)
LISTINGS = st.permutations(HEADLINES).map(
    lambda drawn: page("05 December 2025", *map(cut, drawn[:6]), listed=900)
)
HOMES = st.permutations(HEADLINES).map(lambda drawn: page("06 December 2025", *map(full, drawn[:6])))
"""The same six or others of eight stories: what a few listings prove settles such a page, or all but that."""

ARCHIVES = st.dictionaries(st.sampled_from("abcdefgh"), PAGES | LISTINGS | HOMES, min_size=1, max_size=6)


def told(folder: Path, index: Path) -> object:
    """All that a corpus says, but for the numbers that it gives its articles."""
    corpus = Corpus(index, [folder])
    assert not corpus.damaged
    name = {article.number: article.id for article in corpus.articles}
    searched = corpus.database.execute("SELECT rowid FROM search WHERE search MATCH 'valley OR river'")
    said = (
        [
            (
                (
                    a.id,
                    a.headline,
                    a.words,
                    a.excerpt,
                    a.confidence,
                    a.dates,
                    sorted({appearance.key for appearance in a.appearances}),
                ),
                where(a.shown),
                [where(appearance) for appearance in a.appearances],
            )
            for a in corpus.articles
        ],
        {day: [article.id for article in corpus.on(day)] for day in corpus.dates},
        sorted(name[number] for (number,) in searched),
        (corpus.captures.count, corpus.unreadable),
        [each.path for each in corpus.captures.all()],
    )
    corpus.close()
    return said


def where(appearance: object) -> object:
    capture, copy = appearance.capture, appearance.copy  # type: ignore[attr-defined]  # a Appearance
    return capture.path, appearance.place, copy.headline, copy.blocks, copy.line  # type: ignore[attr-defined]  # the same


def write(folder: Path, pages: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


@settings(max_examples=25)
@given(ARCHIVES, ARCHIVES, st.randoms(use_true_random=False))
def test_it_makes_no_difference_how_captures_came(
    pages: dict[str, str], before: dict[str, str], random: object
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "pages")
        write(folder, pages)
        update(Path(place, "at once.db"), [folder])
        at_once = told(folder, Path(place, "at once.db"))
        shutil.rmtree(folder)
        index = Path(place, "grown.db")
        write(folder, before)
        update(index, [folder])
        names = [*pages, *(before.keys() - pages.keys())]
        random.shuffle(names)  # type: ignore[attr-defined]  # a Random
        for name in names:
            if name in pages:
                write(folder, {name: pages[name]})
            else:
                (folder / f"{name}.txt").unlink()
            update(index, [folder])
        assert told(folder, index) == at_once


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    write(
        made,
        {
            "a": page("01 December 2025", full(HEADLINES[0]), full(HEADLINES[1]), listed=6),
            "b": page("02 December 2025", full(HEADLINES[1]), full(HEADLINES[2]), listed=6),
            "c": page("03 December 2025", cut(HEADLINES[2]), full(HEADLINES[3]), listed=6),
        },
    )
    return made


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index.db"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the captures that are opened from now on."""
    names: list[str] = []

    def noted(path: Path, take: Take = read_here) -> Opened:
        names.append(path.name)
        return open_file(path, take)

    monkeypatch.setattr(reading, "open_file", noted)
    monkeypatch.setattr(opening, "open_file", noted)
    return names


def test_only_what_is_new_or_changed_is_opened(folder: Path, index: Path, opened: list[str]) -> None:
    assert update(index, [folder]).changed
    assert set(opened) == {"a.txt", "b.txt", "c.txt"}
    opened.clear()
    assert update(index, [folder]) == Updated()
    assert count_pending(index, [folder], ())[0] == 0
    assert opened == []
    write(folder, {"d": page("04 December 2025", full(HEADLINES[3]), full(HEADLINES[0]), listed=6)})
    update(index, [folder])
    assert set(opened) == {"d.txt"}
    opened.clear()
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text((folder / "c.txt").read_text(encoding="utf-8"), encoding="utf-8")
    update(index, [folder])
    assert set(opened) == {"b.txt"}


def test_a_file_that_has_another_name_is_known_by_its_content(
    folder: Path, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(index, [folder])
    (folder / "deep").mkdir()
    (folder / "a.txt").rename(folder / "z.txt")
    (folder / "b.txt").rename(folder / "deep" / "b.txt")
    monkeypatch.setattr(reading, "read", None)  # nothing is parsed
    assert count_pending(index, [folder], ())[0] == 2
    assert update(index, [folder]).changed
    assert count_pending(index, [folder], ())[0] == 0
    monkeypatch.undo()
    update(tmp_path / "other.db", [folder])
    assert told(folder, index) == told(folder, tmp_path / "other.db")


def test_a_new_name_for_other_content_of_the_same_size_is_read(
    folder: Path, index: Path, tmp_path: Path
) -> None:
    update(index, [folder])
    text = (folder / "a.txt").read_text(encoding="utf-8")
    (folder / "a.txt").unlink()
    (folder / "z.txt").write_text(text.replace("e", "i", 40), encoding="utf-8")
    update(index, [folder])
    update(tmp_path / "other.db", [folder])
    assert told(folder, index) == told(folder, tmp_path / "other.db")


def test_a_file_of_several_pages(folder: Path, index: Path, tmp_path: Path) -> None:
    records = [record for story in STORIES_OF_SITES for record in warc_records(single_plain(story))]
    empty = record("response", response(b"<html></html>"), "application/http")
    (folder / "many.warc").write_bytes(b"".join(records) + empty)
    update(index, [folder])
    corpus = Corpus(index, [folder])
    assert {story.headline for story in STORIES_OF_SITES} <= {article.headline for article in corpus.articles}
    (said,) = (said for said in corpus.unreadable if "many.warc" in said)
    assert said.startswith(f"{folder}/many.warc: {ADDRESS}: a web page without text: ")
    assert count_pending(index, [folder], ())[0] == 0
    (folder / "many.warc").write_bytes(b"".join(records[:6]))
    update(index, [folder])
    update(tmp_path / "other.db", [folder])
    assert told(folder, index) == told(folder, tmp_path / "other.db")


def test_a_compressed_capture_is_judged_again_like_any_other(index: Path, tmp_path: Path) -> None:
    """The index lacks the content of a plain listing, so a correction makes careader read its file again."""
    listing = page("05 December 2025", *map(cut, HEADLINES[:3]), listed=3)
    plain, packed = tmp_path / "plain", tmp_path / "packed"
    write(plain, {"a": listing})
    packed.mkdir()
    (packed / "a.txt").write_bytes(gzip.compress((plain / "a.txt").read_bytes()))
    said = []
    for folder in (plain, packed):
        made = index.with_stem(folder.name)
        update(made, [folder])
        copy = parse([("a.txt", listing)])[0].copies[1]
        update(made, [folder], [correction(copy.headline, copy.blocks, headline=False)])
        corpus = Corpus(made, [folder])
        said.append([article.headline for article in corpus.articles])
        assert not corpus.unreadable
        corpus.close()
    assert said[0] == said[1]
    assert len(said[0]) == 2


def test_a_disk_that_is_not_there_takes_nothing_away(folder: Path, index: Path, tmp_path: Path) -> None:
    update(index, [folder])
    folder.rename(tmp_path / "unplugged")
    update(index, [folder])
    corpus = Corpus(index, [folder])
    assert (len(corpus.articles), corpus.unreadable) == (4, (f"{folder}: no such file or folder",))
    (tmp_path / "unplugged").rename(folder)
    update(index, [folder])
    assert corpus.renew()
    assert (len(corpus.articles), corpus.unreadable) == (4, ())


def test_a_capture_that_can_be_read_again_is_read(folder: Path, index: Path) -> None:
    text = (folder / "a.txt").read_bytes()
    (folder / "a.txt").write_bytes(b"\0\0\0")
    update(index, [folder])
    corpus = Corpus(index, [folder])
    assert (corpus.captures.count, corpus.unreadable) == (2, (f"{folder}/a.txt: not text",))
    assert update(index, [folder]) == Updated()
    (folder / "a.txt").write_bytes(text)
    update(index, [folder])
    corpus.renew()
    assert (corpus.captures.count, corpus.unreadable) == (3, ())


LATIN = os.fsdecode(b"caf\xe9.txt")
"""A file name that is not UTF-8."""


def test_a_file_name_that_is_not_utf8_is_a_name_like_others(folder: Path, index: Path) -> None:
    update(index, [folder])
    with closing(Corpus(index, [folder])) as corpus:
        text = page("04 December 2025", full(HEADLINES[4]), listed=6)
        (folder / LATIN).write_text(text, encoding="utf-8")
        (folder / f"not {LATIN}").write_bytes(b"\0")
        update(index, [folder])
        corpus.renew()
        assert len(corpus.articles) == 5
        (article,) = corpus.on(date(2025, 12, 4))
        assert Path(article.shown.capture.path) == folder / LATIN
        assert [*corpus.unreadable] == [f"{folder}/not caf\ufffd.txt: not text"]
        assert update(index, [folder]) == Updated()
        (folder / LATIN).unlink()
        (folder / f"not {LATIN}").unlink()
        update(index, [folder])
        corpus.renew()
        assert (len(corpus.articles), corpus.unreadable) == (4, ())


def test_a_capture_that_the_parser_cannot_take_is_named_and_the_rest_is_read(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Callable[[str, str], object] = vars(reading)["read"]

    def fail(path: str, text: str) -> object:
        if path.endswith("b.txt"):
            raise RecursionError("too deep\x1b[m")
        return read(path, text)

    monkeypatch.setattr(reading, "read", fail)
    update(index, [folder])
    said = f"{folder}/b.txt: careader cannot take this text (RecursionError: too deep␛[m)"
    with closing(Corpus(index, [folder])) as corpus:
        assert (corpus.captures.count, corpus.unreadable) == (2, (said,))
        assert update(index, [folder]) == Updated()
        monkeypatch.undo()
        update(index, [folder])
        corpus.renew()
        assert (corpus.captures.count, corpus.unreadable) == (3, ())


@pytest.mark.parametrize(("room", "times"), [(1 << 20, 1), (0, 2)])
def test_a_page_is_read_once_if_there_is_room_to_keep_it(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch, room: int, times: int
) -> None:
    read: Callable[[str, str], object] = vars(reading)["read"]
    paths: Counter[str] = Counter()

    def count(path: str, text: str) -> object:
        paths[path] += 1
        return read(path, text)

    monkeypatch.setattr(reading, "read", count)
    monkeypatch.setattr(page_cache, "_ROOM", room)
    update(index, [folder])
    assert paths == {os.fspath(path): times for path in folder.iterdir()}
    with closing(Corpus(index, [folder])) as corpus:
        assert (corpus.captures.count, corpus.unreadable) == (3, ())


def test_a_damaged_text_in_the_index_is_damage_of_the_index(folder: Path, index: Path) -> None:
    (folder / "a.txt").write_text(page("01 December 2025", full(HEADLINES[0])), encoding="utf-8")
    update(index, [folder])
    with closing(sqlite3.connect(index)) as db:
        assert db.execute("UPDATE sources SET text = x'00'").rowcount > 0
        db.commit()
    said = correction(HEADLINES[0], (), headline=False)
    done = update(index, [folder], [said])  # judged again, from the text in the index
    assert done.rebuilt.startswith(f"{index}: ")
    with closing(Corpus(index, [folder])) as corpus:
        assert (corpus.captures.count, corpus.unreadable) == (3, ())


def test_a_reader_keeps_its_edition_until_it_asks_for_another(folder: Path, index: Path) -> None:
    update(index, [folder])
    corpus = Corpus(index, [folder])
    before = [article.headline for article in corpus.articles]
    for file in sorted(folder.iterdir())[1:]:
        file.unlink()
    update(index, [folder])
    assert [article.headline for article in corpus.articles] == before
    assert corpus.renew()
    assert 0 < len(corpus.articles) < len(before)
    assert not corpus.renew()


def test_the_articles_of_an_emptied_folder_stay_until_it_has_a_page(folder: Path, index: Path) -> None:
    update(index, [folder])
    with closing(Corpus(index, [folder])) as corpus:
        before = [article.headline for article in corpus.articles]
        files = sorted(folder.iterdir())
        text = files[0].read_text()
        for file in files:
            file.unlink()
        update(index, [folder])
        corpus.renew()
        assert [article.headline for article in corpus.articles] == before
        (said,) = corpus.unreadable
        assert said.startswith(f"{folder}: no saved pages in this folder any more: is its disk away?")
        (folder / "other.txt").write_text(text)
        update(index, [folder])
        corpus.renew()
        assert corpus.unreadable == ()
        assert 0 < len(corpus.articles) < len(before)


def test_a_reader_lets_go_of_an_index_that_another_file_took_the_place_of(
    folder: Path, index: Path, tmp_path: Path
) -> None:
    update(index, [folder])
    update(tmp_path / "other.db", [folder])
    with closing(Corpus(index, [folder])) as corpus:
        before = corpus.database
        (tmp_path / "other.db").replace(index)
        corpus.renew()
        assert corpus.database is not before
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            before.execute("SELECT 1")


def test_what_was_cancelled_goes_on_later(folder: Path, index: Path, tmp_path: Path) -> None:
    asked = 0

    def third() -> bool:
        nonlocal asked
        asked += 1
        return asked > 4

    assert not update(index, [folder], cancelled=third).finished
    assert update(index, [folder]).finished
    update(tmp_path / "other.db", [folder])
    assert told(folder, index) == told(folder, tmp_path / "other.db")


def test_an_update_that_waits_for_another_can_be_cancelled(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.parent.mkdir()
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    with exclusive_lock(lock_of(index)):
        done = update(index, [folder], cancelled=lambda: len(waits) == 2)
    assert (done, index.exists(), len(waits)) == (Updated(finished=False), False, 2)


def test_a_changed_capture_takes_back_what_it_was_sure_of(folder: Path, index: Path, tmp_path: Path) -> None:
    """What others were judged by is what is there now, as if the old page had never been."""
    write(folder, {"d": page("04 December 2025", *map(cut, HEADLINES[:6]), listed=900)})
    update(index, [folder])
    write(folder, {"d": page("04 December 2025", cut(HEADLINES[6]), listed=1)})
    update(index, [folder])
    update(tmp_path / "other.db", [folder])
    assert told(folder, index) == told(folder, tmp_path / "other.db")


def test_captures_read_in_one_update_are_judged_with_what_the_others_of_it_are_sure_of(
    folder: Path, index: Path
) -> None:
    pages = {
        "a": page("01 December 2025", full(HEADLINES[1]), listed=6),
        "b": page("06 December 2025", *map(full, HEADLINES[:6])),
        "c": page("06 December 2025", *(full(HEADLINES[n]) for n in (2, 1, 3, 4, 5, 0))),
    }
    shutil.rmtree(folder, ignore_errors=True)
    write(folder, pages)
    update(index, [folder])
    parsed = parse([(str(folder / f"{name}.txt"), text) for name, text in pages.items()])
    alone = [parse([(capture.path, pages[Path(capture.path).stem])])[0] for capture in parsed]
    with closing(Corpus(index, [folder])) as corpus:
        filed = {
            (appearance.capture.path, appearance.line): appearance.confidence
            for article in corpus.articles
            for appearance in article.appearances
        }
    assert filed == {
        (capture.path, copy.line): copy.confidence for capture in parsed for copy in capture.copies
    }
    assert [capture.copies for capture in alone] != [capture.copies for capture in parsed]


@pytest.mark.parametrize("done", [0, 1, 2])
def test_what_broke_off_goes_on_later(
    folder: Path, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    file_capture: Callable[..., None] = filing.file_capture
    filed = 0

    def break_off(*given: object) -> None:
        nonlocal filed
        if filed == done:
            raise KeyboardInterrupt
        filed += 1
        file_capture(*given)

    with monkeypatch.context() as patch:
        patch.setattr(filing, "file_capture", break_off)
        with pytest.raises(KeyboardInterrupt):
            update(index, [folder])
    update(index, [folder])
    update(tmp_path / "other.db", [folder])
    assert told(folder, index) == told(folder, tmp_path / "other.db")


def test_the_latest_can_be_read_before_all_others_are_looked_at(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    monkeypatch.setattr(updating, "_FIRST", 1)
    os.utime(folder / "b.txt", ns=(0, 2**62))
    seen: list[tuple[int, int]] = []

    def look(progress: Progress) -> None:
        if progress.filed and not seen:
            assert set(opened) == {"b.txt"}
            corpus = Corpus(index, [folder])
            seen.append((corpus.captures.count, len(corpus.articles)))
            assert progress.left == 2

    update(index, [folder], report=look)
    assert [(captures, articles > 0) for captures, articles in seen] == [(1, True)]
    assert Corpus(index, [folder]).captures.count == 3


def test_progress_adds_up(folder: Path, index: Path) -> None:
    heard: list[Progress] = []
    update(index, [folder], report=heard.append)
    assert heard[-1].left == 0
    assert heard[-1].filed
    assert all(one.done <= two.done for one, two in pairwise(heard))


def test_a_correction_moves_its_article_and_comes_back_when_taken_away(folder: Path, index: Path) -> None:
    update(index, [folder])
    corpus = Corpus(index, [folder])
    before = told(folder, index)
    (joined,) = [article for article in corpus.articles if article.headline == HEADLINES[3]]
    said = correction(joined.headline, joined.blocks, headline=False)
    done = update(index, [folder], [said])
    assert [(effect.before, effect.same) for effect in done.effects if not effect.same] == [
        (joined.keys, False)
    ]
    corpus.renew()
    assert HEADLINES[3] not in [article.headline for article in corpus.articles]
    (went,) = [corpus.article(effect.after[0]) for effect in done.effects if not effect.same]
    assert went
    assert HEADLINES[3] in [block.text for appearance in went.appearances for block in appearance.copy.blocks]
    update(index, [folder])
    assert told(folder, index) == before


def test_what_a_folder_holds_beside_pages_is_kept_and_follows_the_folder(folder: Path, index: Path) -> None:
    (folder / "a.txt").write_text(page("10 December 2025", full(HEADLINES[0])), encoding="utf-8")
    (folder / "report.docx").write_bytes(b"PK")
    update(index, [folder])
    corpus = Corpus(index, [folder])
    assert corpus.captures.passed_over == "1 file passed over: no saved pages (1 .docx)"
    (folder / "report.docx").unlink()
    update(index, [folder])
    corpus.renew()
    assert not corpus.captures.passed_over
