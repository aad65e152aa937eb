"""What can be asked is what docs/command-line.md says."""

import argparse
import re

import pytest

from careader.cli import arguments
from tests.support import ROOT

DOCS = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def options_of(name: str) -> set[str]:
    return {option for action in arguments.parser(name)._actions for option in action.option_strings}


def row_of(name: str) -> str:
    """A command's row of the table of commands."""
    (row,) = [line for line in DOCS.splitlines() if re.match(rf"\| `{name}\b", line) and "--json" in line]
    return row


@pytest.mark.parametrize("name", arguments.COMMANDS)
def test_docs_give_every_option_of_a_command_and_no_other(name: str) -> None:
    told = set(re.findall(r"`(--\w+)`", row_of(name).rpartition(" | ")[2]))
    assert told == options_of(name) - {"-h", "--help"}


@pytest.mark.parametrize("name", arguments.COMMANDS)
def test_docs_give_every_argument_of_a_command(name: str) -> None:
    positional = [a for a in arguments.parser(name)._actions if not a.option_strings]
    usage = re.findall("`(.+?)`", row_of(name))[0]
    assert usage.split()[1:] == [
        word
        for action in positional
        for word in ((action.metavar or action.dest.upper()), *(["..."] if action.nargs == "+" else []))
    ]
    for choice in (str(choice) for action in positional for choice in action.choices or ()):
        assert f"`{choice}`" in row_of(name)


@pytest.mark.parametrize("name", [*arguments.COMMANDS, arguments.READ])
def test_docs_tell_what_every_option_means(name: str) -> None:
    for option in options_of(name) - {"-h"}:
        assert re.search(rf"^(\| `(--.*`)?{option}\b|careader {option}\b)", DOCS, re.MULTILINE)


@pytest.mark.parametrize("name", [*arguments.COMMANDS, arguments.READ])
def test_help_tells_what_everything_means(name: str) -> None:
    parser = arguments.parser(name)
    assert parser.description
    assert all(action.help and action.help is not argparse.SUPPRESS for action in parser._actions)


def test_help_of_careader_names_every_command() -> None:
    text = arguments.parser(arguments.READ).format_help()
    for name, what in arguments.COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(what)}$", text, re.MULTILINE)
