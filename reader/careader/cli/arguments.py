"""What can be asked on the command line: a parser for each command, and one for reading.

Nothing of the commands is imported here: `careader --help` is arguments and nothing else.
"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from careader import __version__
from careader.errors import UsageError

READ = "read"
"""What is asked where no command is named. It is no command itself: ``careader read`` reads a path."""

COMMANDS = {
    "add": "copy captures into the library",
    "parse": "say what captures hold, without library or marks",
    "check": "say what of captures was not understood, where and why",
    "list": "list articles with their marks",
    "show": "show one article as text",
    "jump": "find headlines by a few mistyped letters",
    "search": "find articles by the words of their text",
    "rates": "list exchange rates as captured",
    "mark": "mark articles read or bookmarked, or take it back",
    "correct": "say that a headline is none, or that a section heading is one",
}
"""Every command, with what it does."""

MARKS = ("read", "unread", "bookmark", "unbookmark")
"""What ``careader mark`` sets or takes back."""

CORRECTIONS = ("join", "split", "undo", "list")
"""What ``careader correct`` does."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are UsageError, for one line each; options are never abbreviated."""

    def __init__(
        self, prog: str, description: str, usage: str | None = None, epilog: str | None = None
    ) -> None:
        super().__init__(
            prog,
            usage,
            description,
            epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Raise a UsageError in place of printing the usage and leaving."""
        raise UsageError(f"{message} (see {self.prog} --help)")


def parse(arguments: list[str]) -> tuple[str, argparse.Namespace]:
    """Tell what is asked: a name of `COMMANDS` or `READ`, and its options.

    The first word decides between a command and paths; ``./list`` is a path.

    Raises:
        UsageError: the arguments do not fit together.
        SystemExit: help or version was asked, and is printed.
    """
    if arguments and arguments[0] in COMMANDS:
        return arguments[0], parser(arguments[0]).parse_args(arguments[1:])
    return READ, parser(READ).parse_args(arguments)


def parser(name: str) -> Parser:
    """The parser of one command, or of `READ`."""
    if name == READ:
        return _reading()
    made = Parser(f"careader {name}", COMMANDS[name][0].upper() + COMMANDS[name][1:] + ".")
    if name in ("add", "parse", "check"):
        _take_paths(made, "+")
    else:
        made.add_argument(
            "--corpus",
            action="append",
            type=_path,
            default=[],
            metavar="PATH",
            help="read these captures instead of the library (repeatable)",
        )
    if take := _TAKEN.get(name):
        take(made)
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a line")
    if name == "rates":
        form.add_argument("--csv", action="store_true", help="comma-separated values under a line of names")
    return made


def _of_check(made: Parser) -> None:
    made.add_argument("--why", action="store_true", help="why each line was taken for a headline or not")


def _of_list(made: Parser) -> None:
    made.add_argument(
        "--date", type=_days, default=_any_day, metavar="D", help="2025-12-10, 2025-12 or undated"
    )
    made.add_argument("--unread", action="store_true", help="only articles not read yet")
    made.add_argument("--bookmarked", action="store_true", help="only bookmarked articles")


def _of_show(made: Parser) -> None:
    made.add_argument("id", metavar="ID", help="an id as list gives it, or its beginning")


def _of_jump(made: Parser) -> None:
    made.add_argument("query", metavar="QUERY", help="any part of a headline; - reads one query a line")
    made.add_argument(
        "--limit", type=_positive, default=10, metavar="N", help="at most N headlines for a query (10)"
    )


def _of_search(made: Parser) -> None:
    made.add_argument(
        "query", metavar="QUERY", help='words, "a phrase", begin*, NOT, OR, date:2025-12, is:unread'
    )
    made.add_argument("--limit", type=_positive, default=10, metavar="N", help="at most N articles (10)")


def _of_rates(made: Parser) -> None:
    made.add_argument("--pair", default="", metavar="P", help="one pair, such as KGS/USD or KGS")


def _of_mark(made: Parser) -> None:
    made.add_argument("mark", choices=MARKS, help="what to set or take back")
    made.add_argument("ids", nargs="+", metavar="ID", help="ids as list gives them, or their beginnings")


def _of_correct(made: Parser) -> None:
    made.add_argument("what", choices=CORRECTIONS, help="what to do")
    made.add_argument("id", nargs="?", metavar="ID", help="the article; with undo, the line")
    made.add_argument("heading", nargs="?", metavar="HEADING", help="with split: the section heading")


_TAKEN: dict[str, Callable[[Parser], None]] = {
    "check": _of_check,
    "list": _of_list,
    "show": _of_show,
    "jump": _of_jump,
    "search": _of_search,
    "rates": _of_rates,
    "mark": _of_mark,
    "correct": _of_correct,
}
"""What a command takes beside what several take."""


def _reading() -> Parser:
    made = Parser(
        "careader",
        "Read saved news pages: the captures given, else the library, else a sample.",
        usage="careader [PATH ...]\n       careader COMMAND [-h] ...",
        epilog="commands:\n" + "\n".join(f"  {name:8} {what}" for name, what in COMMANDS.items()),
    )
    made.add_argument("--version", action="version", version=f"careader {__version__}")
    _take_paths(made, "*")
    return made


def _take_paths(made: Parser, number: str) -> None:
    made.add_argument(
        "paths", nargs=number, type=_path, metavar="PATH", help="captures, or folders of them (*.txt)"
    )


def _path(given: str) -> Path:
    if not given:  # pathlib takes it for the current folder
        raise argparse.ArgumentTypeError("an empty name")
    return Path(given)


def _positive(given: str) -> int:
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"{given}: not a number from 1")
    return int(given)


def _any_day(_: date | None) -> bool:
    return True


def _days(given: str) -> Callable[[date | None], bool]:
    """What ``--date`` asks of a day: a day, a month or ``undated``, compared as dates."""
    if given == "undated":
        return lambda day: day is None
    try:
        if len(given) == len("2025-12"):
            first = date.fromisoformat(f"{given}-01")
            return lambda day: day is not None and day.replace(day=1) == first
        asked = date.fromisoformat(given)
    except ValueError:
        reason = f"{given}: not a date such as 2025-12-10, 2025-12 or undated"
        raise argparse.ArgumentTypeError(reason) from None
    return lambda day: day == asked
