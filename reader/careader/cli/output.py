"""The output of commands: lines on stdout, complaints on stderr, both safe for a terminal."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from careader.errors import CareaderError
from careader.text import safe
from careader.words import cut

Record = dict[str, Any]
"""One JSON object."""

Complaint = str | CareaderError
"""A message about one thing that went wrong, for one line on stderr."""


def json_line(record: Record) -> str:
    """A record as one line of JSON; characters that a terminal would obey or cannot show are escaped."""
    text = json.dumps(record, ensure_ascii=False)
    plain = text.isascii() or (sys.stdout.encoding or "").lower().startswith("utf")
    return text if plain and safe(text) == text else json.dumps(record)


def put(*lines: str) -> None:
    """Print lines."""
    for line in lines:
        print(line)


def complain(complaint: Complaint) -> None:
    """Print a complaint as one line on stderr."""
    if sys.stderr:  # with a closed stderr, print would write to stdout
        print("careader:", *safe(str(complaint)).split("\n"), file=sys.stderr)


def without_answer(query: str, found: str) -> str:
    """The message for a query without an answer.

    Args:
        query: the query.
        found: "nothing", "no headline" or the like.
    """
    return f"{cut(query, 60)}: {found} found" if query.strip() else f"an empty query finds {found}"


def tell_passed_over(paths: Sequence[Path]) -> None:
    """Print on stderr how many files in the given folders were skipped; skipped files are not an error.

    Args:
        paths: the files and folders of the command; files are ignored.
    """
    from careader.index.scanning import passed_over, scan

    folders = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112 - False where the system refuses
    if said := passed_over(scan(folders)):
        complain(said)


def show_progress(done: str) -> None:
    """Show the progress of a command, in place of the progress shown before; "" removes the progress.

    Nothing is shown where stderr is not a terminal.
    """
    if sys.stderr and sys.stderr.isatty():
        print(f"\rcareader: {done} \x1b[K" if done else "\r\x1b[K", end="", file=sys.stderr)
        sys.stderr.flush()
