"""The arguments of the command line: a parser for each command, and one for starting the reader.

The module of each command (`careader.cli.commands`) declares the arguments of the command. The module is
imported only when the command is used; `careader --help` imports no command.
"""

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from careader import __version__
from careader.errors import UsageError

Forms = argparse._MutuallyExclusiveGroup  # noqa: SLF001 - argparse has no public name for it
"""The output forms of a command, of which the user can choose one."""

READ = "read"
"""The name under which the reader starts without a command. ``careader read`` opens a path named read."""

COMMANDS = {
    "add": "copy saved pages into the library",
    "parse": "print the content of captures, without library and marks",
    "check": "report what was not understood in captures, and why",
    "list": "list articles with their marks",
    "show": "show one article as text",
    "jump": "find headlines by a few mistyped letters",
    "search": "find articles by the words of their text",
    "places": "show every sentence that answers a query",
    "count": "count the articles that answer a query by day, week, month or year",
    "versions": "show how an article changed between captures",
    "verify": "check the quotations of a draft against the archive",
    "rates": "list exchange rates as captured",
    "notes": "list the notes on articles",
    "note": "show or write the note on an article",
    "cite": "cite articles, for people and reference managers",
    "mark": "set or clear marks on articles",
    "status": "show the paths of all files, counts and sizes",
    "state": "back up marks, notes and places, or merge a backup",
    "config": "show the settings in force, or make config.toml",
    "correct": "correct which lines are headlines",
}
"""Every command, with a line of help."""

_NO_OPTION = "\0"
"""A prefix for words that argparse would take for options; no argument of a process can contain it."""


class Parser(argparse.ArgumentParser):
    """An argument parser that raises UsageError for errors, and does not accept abbreviated options.

    Attributes:
        takes_query: whether a word that begins with one minus and is not an option is a word of a query.
    """

    takes_query = False

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
        """Raise a UsageError instead of printing the usage and exiting."""
        before, unknown, options = message.partition("unrecognized arguments: ")
        if unknown and not before:
            if near := _nearest(options.split()[0].partition("=")[0], self._option_string_actions):
                message += f": {near} was meant?"
            elif self.prog == "careader list":
                message += ": careader search finds articles by words, and sorts them with order:oldest"
        raise UsageError(f"{message} (see {self.prog} --help)")


def parse(arguments: list[str]) -> tuple[str, argparse.Namespace]:
    """Parse the arguments of the process.

    The first word is a command or a path; ``./list`` is a path. Options may come before, after and between
    other arguments.

    Returns:
        The name of the command, from `COMMANDS`, or `READ`; and the options.

    Raises:
        UsageError: the arguments are wrong.
        SystemExit: help or version was requested, and is printed.
    """
    if arguments and arguments[0] in COMMANDS:
        return arguments[0], _parsed(parser(arguments[0]), arguments[1:])
    if arguments and (meant := _likely_command(arguments[0])):
        raise UsageError(f"{arguments[0]}: no such command, file or folder: careader {meant} was meant?")
    return READ, parser(READ).parse_intermixed_args(arguments)


def _parsed(parser: Parser, arguments: list[str]) -> argparse.Namespace:
    """Parse the options of a command. A word of a query may begin with a minus, such as ``-is:read``.

    Raises:
        UsageError: the arguments are wrong, or a word begins with two minuses and is no option.
    """
    if "--" in arguments:
        return parser.parse_args(arguments)
    if parser.takes_query:
        options = {option: action for action in parser._actions for option in action.option_strings}  # noqa: SLF001 - argparse tells it nowhere else
        takes_next = [False, *(each in options and options[each].nargs is None for each in arguments)]
        for each, is_value in zip(arguments, takes_next, strict=False):
            if each.startswith("--") and each.partition("=")[0] not in options and not is_value:
                way = _way_without(each, parser.prog)
                parser.error(f"{each} is no option; {way}a query that begins with it is written after --")
        arguments = [
            _NO_OPTION + each
            if each[:1] == "-" != each[1:2] and each != "-" and each not in options and not is_value
            else each
            for each, is_value in zip(arguments, takes_next, strict=False)
        ]
    return parser.parse_intermixed_args(arguments)


def _way_without(option: str, program: str) -> str:
    """The filter of a query in place of an option of another tool, as a clause; "" for none."""
    from careader.find.search.advice import filter_for  # imported here: for a mistake only

    filtered = filter_for(option.removeprefix("--").partition("=")[0])
    if not filtered:
        return ""
    if program == "careader jump":  # has no filters
        return f"careader search takes {filtered}; "
    return f"write {filtered} in the query; "


class _Query(argparse.Action):
    """Joins the words of a query into one text, so that a query needs no quotes."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse gives it
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,  # noqa: ARG002 - argparse gives it
    ) -> None:
        words = [values] if isinstance(values, str) else values or ()
        setattr(namespace, self.dest, " ".join(str(word).removeprefix(_NO_OPTION) for word in words))


def _likely_command(word: str) -> str | None:
    """The command that a mistyped word means; None where the word is a path or unlike every command."""
    if not word.isalpha() or os.path.lexists(word):
        return None
    return _nearest(word.lower(), COMMANDS)


def _nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped word means; None where the word is unlike every known word."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), 1, 0.7)), None)


def parser(name: str) -> Parser:
    """The parser of one command, or of `READ`."""
    if name == READ:
        return _reading()
    made = Parser(f"careader {name}", f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}.")
    import_module(f"careader.cli.commands.{name}").declare_arguments(made)
    return made


def take_corpus(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--corpus``, which chooses the captures."""
    parser.add_argument(
        "--corpus",
        action="append",
        type=_path,
        default=[],
        metavar="PATH",
        help="read these captures instead of the library (repeatable)",
    )


def take_query(parser: Parser, told: str, number: str = "+") -> None:
    """Add the argument for the words of a query; ``number`` is argparse's ``nargs``."""
    parser.takes_query = True
    parser.add_argument("query", metavar="QUERY", nargs=number, action=_Query, help=told)


def take_json(parser: argparse.ArgumentParser) -> Forms:
    """Add the option ``--json``.

    Returns:
        The group of output forms, to which a command can add more forms.
    """
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="one JSON object per line")
    return forms


def _reading() -> Parser:
    made = Parser(
        "careader",
        "Read saved news pages: the captures given, else the library, else a sample.",
        usage="careader [PATH ...]\n       careader COMMAND [-h] ...",
        epilog="commands:\n" + "\n".join(f"  {name:8} {what}" for name, what in COMMANDS.items()),
    )
    made.add_argument("--plain", action="store_true", help="read line by line, not on a full screen")
    made.add_argument("--version", action="version", version=f"careader {__version__}")
    take_paths(made, "*")
    return made


def take_paths(parser: argparse.ArgumentParser, number: str = "+") -> None:
    """Add the argument for files and folders of captures; ``number`` is argparse's ``nargs``."""
    parser.add_argument(
        "paths", nargs=number, type=_path, metavar="PATH", help="saved pages, or folders of them"
    )


def take_id(parser: argparse.ArgumentParser) -> None:
    """Add the argument for the id of an article."""
    parser.add_argument("id", metavar="ID", help="an id as list gives it, or its beginning")


def take_ids(parser: argparse.ArgumentParser) -> None:
    """Add the argument for the ids of articles."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="ids as list gives them, or their beginnings")


def not_empty(given: str) -> str:
    """Return an argument that names a file; an empty name is refused."""
    if not given:  # pathlib would take "" for the current folder
        raise argparse.ArgumentTypeError("an empty name")
    return given


def _path(given: str) -> Path:
    return Path(not_empty(given))


def positive(given: str) -> int:
    """Convert an argument to a whole number from 1."""
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"{given}: not a number from 1")
    return int(given)


def any_day(_: date | None) -> bool:
    """Whether a day passes without ``--date``: always."""
    return True


def days(given: str) -> Callable[[date | None], bool]:
    """Convert the value of ``--date`` to a function that returns whether a day passes, as ``date:`` does."""
    from careader.typed_days import WAYS, parse_days  # imported here: few commands are given days

    if given == "undated":
        return lambda day: day is None
    asked = parse_days(given)
    if asked is None:
        raise argparse.ArgumentTypeError(f"{given}: not a date such as {WAYS}, or undated")
    return lambda day: day is not None and day in asked
