"""What can be asked on the command line: a parser for each command, and one for reading.

A command says in its own module (`careader.cli.commands`) what it can be given. The module is imported
once the command is asked for: `careader --help` needs none.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from careader import __version__
from careader.days import WAYS, read_days
from careader.errors import UsageError

Forms = argparse._MutuallyExclusiveGroup  # noqa: SLF001 - argparse has no public name for it
"""The forms in which a command can answer: one of them is asked for."""

READ = "read"
"""What is asked where no command is named. It is no command itself: ``careader read`` reads a path."""

COMMANDS = {
    "add": "copy saved pages into the library",
    "parse": "say what captures hold, without library or marks",
    "check": "say what of captures was not understood, where and why",
    "list": "list articles with their marks",
    "show": "show one article as text",
    "jump": "find headlines by a few mistyped letters",
    "search": "find articles by the words of their text",
    "places": "show every sentence that answers a query",
    "count": "count the articles that answer a query by day, week, month or year",
    "versions": "show how an article changed between captures",
    "verify": "look for the quotations of a draft in the archive",
    "rates": "list exchange rates as captured",
    "notes": "list the notes on articles",
    "note": "show or write the note on an article",
    "cite": "cite articles, for people and reference managers",
    "mark": "mark articles read or bookmarked, or take it back",
    "status": "say where everything lies, and how much there is",
    "config": "show what config.toml sets, or make it",
    "correct": "say that a headline is none, or that a section heading is one",
}
"""Every command, with what it does."""

_NO_OPTION = "\0"
"""Put before what argparse would take for an option; no argument of a process can hold it."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are UsageError, for one line each; options are never abbreviated.

    Attributes:
        takes_query: whether what begins with one minus and is no option is a word of a query.
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
        """Raise a UsageError in place of printing the usage and leaving."""
        raise UsageError(f"{message} (see {self.prog} --help)")


def parse(arguments: list[str]) -> tuple[str, argparse.Namespace]:
    """Tell what is asked: a name of `COMMANDS` or `READ`, and its options.

    The first word decides between a command and paths; ``./list`` is a path. Options may stand before, after
    and between what else a command takes.

    Raises:
        UsageError: the arguments do not fit together.
        SystemExit: help or version was asked, and is printed.
    """
    if arguments and arguments[0] in COMMANDS:
        return arguments[0], _parsed(parser(arguments[0]), arguments[1:])
    if arguments and (meant := _meant(arguments[0])):
        raise UsageError(f"{arguments[0]}: no such command, file or folder: careader {meant} was meant?")
    return READ, parser(READ).parse_intermixed_args(arguments)


def _parsed(parser: Parser, arguments: list[str]) -> argparse.Namespace:
    """The options of a command. A word of a query may begin with a minus (``-is:read``) and is no option."""
    if "--" in arguments:
        return parser.parse_args(arguments)
    if parser.takes_query:
        options = {option: action for action in parser._actions for option in action.option_strings}  # noqa: SLF001 - argparse tells it nowhere else
        takes_next = [False, *(each in options and options[each].nargs is None for each in arguments)]
        arguments = [
            _NO_OPTION + each
            if each[:1] == "-" != each[1:2] and each != "-" and each not in options and not is_value
            else each
            for each, is_value in zip(arguments, takes_next, strict=False)
        ]
    return parser.parse_intermixed_args(arguments)


class _Query(argparse.Action):
    """Takes the words of a query as one text: it needs no quotes."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse gives it
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,  # noqa: ARG002 - argparse gives it
    ) -> None:
        words = [values] if isinstance(values, str) else values or ()
        setattr(namespace, self.dest, " ".join(str(word).removeprefix(_NO_OPTION) for word in words))


def _meant(word: str) -> str | None:
    """The command that a word is when mistyped; None where it is a path, or nothing like a command."""
    if not word.isalpha() or os.path.lexists(word):
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower(), COMMANDS, 1, 0.7)), None)


def parser(name: str) -> Parser:
    """The parser of one command, or of `READ`."""
    if name == READ:
        return _reading()
    made = Parser(f"careader {name}", f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}.")
    import_module(f"careader.cli.commands.{name}").takes(made)
    return made


def take_corpus(parser: argparse.ArgumentParser) -> None:
    """Let a command be given the captures that it reads."""
    parser.add_argument(
        "--corpus",
        action="append",
        type=_path,
        default=[],
        metavar="PATH",
        help="read these captures instead of the library (repeatable)",
    )


def take_query(parser: Parser, told: str, number: str = "+") -> None:
    """Let a command be given the words of a query; ``number`` says how many, as argparse has it."""
    parser.takes_query = True
    parser.add_argument("query", metavar="QUERY", nargs=number, action=_Query, help=told)


def take_json(parser: argparse.ArgumentParser) -> Forms:
    """Let a command be asked for JSON; returns the group of forms, of which one can be asked for."""
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="one JSON object a line")
    return forms


def _reading() -> Parser:
    made = Parser(
        "careader",
        "Read saved news pages: the captures given, else the library, else a sample.",
        usage="careader [PATH ...]\n       careader COMMAND [-h] ...",
        epilog="commands:\n" + "\n".join(f"  {name:8} {what}" for name, what in COMMANDS.items()),
    )
    made.add_argument(
        "--plain", action="store_true", help="read line by line, without taking over the screen"
    )
    made.add_argument("--version", action="version", version=f"careader {__version__}")
    take_paths(made, "*")
    return made


def take_paths(parser: argparse.ArgumentParser, number: str = "+") -> None:
    """Let a command be given captures and folders of them; ``number`` says how many, as argparse has it."""
    parser.add_argument(
        "paths", nargs=number, type=_path, metavar="PATH", help="saved pages, or folders of them"
    )


def _path(given: str) -> Path:
    if not given:  # pathlib takes it for the current folder
        raise argparse.ArgumentTypeError("an empty name")
    return Path(given)


def positive(given: str) -> int:
    """A number from 1."""
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"{given}: not a number from 1")
    return int(given)


def any_day(_: date | None) -> bool:
    """Whether a day is asked for where none was named: every day is."""
    return True


def days(given: str) -> Callable[[date | None], bool]:
    """What ``--date`` asks of a day: what `date:` asks in a search (`careader.days`)."""
    if given == "undated":
        return lambda day: day is None
    asked = read_days(given)
    if asked is None:
        raise argparse.ArgumentTypeError(f"{given}: not a date such as {WAYS}, or undated")
    return lambda day: day is not None and day in asked
