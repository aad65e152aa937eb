"""``careader state backup|merge FILE``: write the reader's own state to a file, or merge a file into it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from careader import locations
from careader.cli.arguments import take_json
from careader.cli.commands.status import counted, counts_in_words
from careader.cli.loading import open_state
from careader.cli.output import Complaint, json_line, put
from careader.errors import CareaderError
from careader.state import Store
from careader.words import path_in_words

ACTIONS = ("backup", "merge")
"""The actions of ``careader state``."""


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    told = "backup writes everything to FILE; merge adds what FILE has, and of two values keeps the later"
    parser.add_argument("what", choices=ACTIONS, help=told)
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a backup, or the state.db of another machine"
    )
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Write a backup of the state, or merge a backup into the state; print the counts of the state."""
    path = locations.state_db()
    if options.what == "merge":
        with Store.of_backup(options.file) as backup:
            everything = backup.backups.everything()
        with open_state() as store:
            store.backups.take_over(everything)
            counts = counted(store)
        done = f"merged: {path_in_words(options.file)}; the state now has"
    else:
        if not path.exists():
            raise CareaderError(f"{path_in_words(path)}: there is no state to back up yet")
        with open_state() as store:
            store.backups.write(options.file)
            counts = counted(store)
        done = f"backed up to {path_in_words(options.file)}:"
    record = {"action": options.what, "path": str(options.file), **counts}
    put(json_line(record) if options.json else f"{done} {counts_in_words(counts)}")
    yield from ()
