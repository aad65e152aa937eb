"""``careader status``: the paths of all files, counts and sizes, and work that is left."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from careader import locations
from careader.cli.arguments import take_corpus, take_json
from careader.cli.output import Complaint, Record, json_line, put
from careader.corpus import Corpus, choose
from careader.corpus.opening import index_of
from careader.errors import CareaderError
from careader.index.scanning import capture_files
from careader.settings import read_settings
from careader.state import Mark, Store
from careader.words import count, day_in_words, path_in_words


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print paths, counts and sizes; no file is made or changed, and no capture is indexed."""
    choice = choose(options.corpus)
    index = index_of(choice)
    files, _ = capture_files(choice.paths)
    indexed = yield from _indexed(index, choice.roots)
    state = yield from _state()
    settings = read_settings()
    record: Record = {
        "reads": {"what": choice.origin.value, "paths": [os.fspath(path) for path in choice.paths]},
        "captures": {"files": len(files), "size": _size(*files), "indexed": indexed["captures"]},
        "articles": indexed["articles"],
        "pending": max(0, len(files) - indexed["captures"] - indexed["unreadable"]),
        "unreadable": indexed["unreadable"],
        "state": {"path": os.fspath(locations.state_db()), "size": _size(locations.state_db()), **state},
        "index": {"path": os.fspath(index), "size": _size(index)},
        "library": os.fspath(locations.library()),
        "config": {"path": os.fspath(locations.config_file()), "wrong": len(settings.wrong)},
    }
    put(*([json_line(record)] if options.json else _lines(record)))
    yield from (wrong.said for wrong in settings.wrong)


def _indexed(index: Path, roots: list[Path]) -> Generator[Complaint, None, dict[str, int]]:
    """The counts of the index in its present state."""
    found = {"captures": 0, "articles": 0, "unreadable": 0}
    with suppress(FileNotFoundError):
        try:
            with closing(Corpus(index, roots)) as corpus:
                found["captures"] = corpus.captures.count
                found["articles"] = len(corpus.articles)
                found["unreadable"] = len(corpus.unreadable)
        except CareaderError as error:
            yield error
    return found


def _state() -> Generator[Complaint, None, Record]:
    """The counts of the reader's own state, and its last backup."""
    found: Record = {"read": 0, "bookmarked": 0, "notes": 0, "backup": None}
    path = locations.state_db()
    if path.exists():
        try:
            with Store.in_memory(path) as store:
                found |= counted(store)
                if backup := store.backups.last():
                    at = datetime.fromtimestamp(backup.at).astimezone().isoformat(timespec="seconds")
                    found["backup"] = {"path": backup.path, "at": at, "complete": backup.complete}
        except CareaderError as error:
            yield error
    return found


def counted(store: Store) -> dict[str, int]:
    """The numbers of keys (copies of articles) that are read, bookmarked and noted."""
    marks = {"read": len(store.marked(Mark.READ)), "bookmarked": len(store.marked(Mark.BOOKMARK))}
    return {**marks, "notes": len(store.noted())}


def counts_in_words(counts: Record) -> str:
    """The counts of `counted` in words, such as ``12 read, 0 bookmarked, 3 noted (by copy)``."""
    marks = f"{counts['read']:,} read, {counts['bookmarked']:,} bookmarked, {counts['notes']:,} noted"
    return f"{marks} (by copy)"


def _size(*files: Path) -> int:
    """The total size of files in bytes; a missing file counts as 0."""
    total = 0
    for file in files:
        with suppress(OSError):
            total += file.stat().st_size
    return total


def _lines(record: Record) -> Iterator[str]:
    reads, captures, state, index = (record[name] for name in ("reads", "captures", "state", "index"))
    yield f"reads     {reads['what']}: {', '.join(map(path_in_words, reads['paths']))}"
    files = count(captures["files"], "file") + (f", {_bytes(captures['size'])}" if captures["size"] else "")
    yield f"captures  {files}; {captures['indexed']:,} indexed"
    yield f"articles  {record['articles']:,}"
    pending, unreadable = record["pending"], record["unreadable"]
    yield f"pending   {count(pending, 'capture') if pending else 'nothing'}" + (
        f"; {count(unreadable, 'file')} cannot be read: careader check names them" if unreadable else ""
    )
    yield f"library   {path_in_words(record['library'])}"
    yield f"state     {path_in_words(state['path'])}, {_bytes(state['size'])}: {counts_in_words(state)}"
    yield f"backup    {_backup(state['backup'])}"
    yield f"index     {path_in_words(index['path'])}, {_bytes(index['size'])}"
    config = record["config"]
    yield f"settings  {path_in_words(config['path'])}" + (
        f": {count(config['wrong'], 'wrong line')}" if config["wrong"] else ""
    )


def _backup(backup: Record | None) -> str:
    if backup is None:
        return "none yet: careader state backup FILE makes it"
    at = datetime.fromisoformat(backup["at"])
    said = f"{path_in_words(backup['path'])}, {day_in_words(at.date())}, {at:%H:%M}"
    return said if backup["complete"] else f"{said}; the state changed since"


def _bytes(size: int) -> str:
    """A size in words; the command gives 0 for a missing file."""
    if not size:
        return "not there yet"
    for unit, power in (("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if size >= 1 << power:
            return f"{size / (1 << power):.1f} {unit}"
    return f"{size:,} bytes"
