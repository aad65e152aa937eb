"""What can be asked is what docs/command-line.md says."""

import argparse
import re
import signal
from datetime import date
from pathlib import Path

import pytest

from careader.cli import arguments, program
from careader.errors import UsageError
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
        for word in (
            (action.metavar or action.dest.upper()),
            *(["..."] if action.nargs in {"+", "*"} else []),
        )
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


@pytest.mark.parametrize("line", ["read a b --json", "--json read a b", "read --json a b", "read a --json b"])
def test_options_stand_anywhere(line: str) -> None:
    name, options = arguments.parse(["mark", *line.split()])
    assert (name, options.mark, options.ids, options.json) == ("mark", "read", ["a", "b"], True)


@pytest.mark.parametrize(
    "line", ["-is:read --limit 3", "--limit 3 -is:read", "--limit=3 -is:read", "--limit 3 -- -is:read"]
)
def test_a_query_may_begin_with_a_minus(line: str) -> None:
    _, options = arguments.parse(["search", *line.split()])
    assert (options.query, options.limit) == ("-is:read", 3)


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("lake balkash", "lake balkash"),
        ("lake --limit 4 balkash --json", "lake balkash"),
        ("--limit=4 lake -salt level", "lake -salt level"),
        ("-salt lake --limit 4", "-salt lake"),
        ("--limit 4 -- lake -salt", "lake -salt"),
        ("-5 degrees", "-5 degrees"),
    ],
)
@pytest.mark.parametrize("command", ["jump", "search"])
def test_the_words_of_a_query_need_no_quotes(command: str, line: str, query: str) -> None:
    _, options = arguments.parse([command, *line.split()])
    assert (options.query, options.limit) == (query, 4 if "limit" in line else 10)


def test_quotes_do_no_harm_and_the_value_of_an_option_is_no_query() -> None:
    assert arguments.parse(["search", '"salt lake"', "level"])[1].query == '"salt lake" level'
    assert arguments.parse(["jump", ""])[1].query == ""
    with pytest.raises(UsageError, match="-5: not a number"):
        arguments.parse(["jump", "--limit", "-5", "lake"])
    with pytest.raises(UsageError, match="QUERY"):
        arguments.parse(["jump", "--limit", "5"])


def test_a_minus_alone_and_help_stay_what_they_are() -> None:
    assert arguments.parse(["jump", "-"])[1].query == "-"
    with pytest.raises(SystemExit):
        arguments.parse(["jump", "-h"])


@pytest.mark.parametrize("line", ["--jsn water", "water --jsn", "--jsn", "--jsn=1 water"])
def test_a_query_with_two_minuses_is_told_apart_from_an_option(line: str) -> None:
    with pytest.raises(UsageError, match=r"^--jsn\S* is no option; .* written after --"):
        arguments.parse(["search", *line.split()])
    assert arguments.parse(["search", "--", *line.split()])[1].query == line


@pytest.mark.parametrize(
    ("option", "way"),
    [
        ("--order oldest", "write order:oldest in the query"),
        ("--date=2025-12", "write date:2025-12-10 in the query"),
        ("--unread", "write is:unread in the query"),
        ("--since=2025", r"write date:2025-12-10\.\. in the query"),
        ("--before 2025", r"write date:\.\.2025-12-10 in the query"),
        ("--author umarova", "write by:umarova in the query"),
        ("--kind opinion", "write kind:interview in the query"),
        ("--has", "is no option; a query"),
    ],
)
def test_an_option_that_a_query_has_as_a_filter_is_told(option: str, way: str) -> None:
    with pytest.raises(UsageError, match=way):
        arguments.parse(["search", "water", *option.split()])


def test_jump_has_no_filters_and_names_the_command_that_has() -> None:
    with pytest.raises(UsageError, match="--unread is no option; careader search takes is:unread; a query"):
        arguments.parse(["jump", "water", "--unread"])


@pytest.mark.parametrize("line", ["water", "--sort oldest"])
def test_words_for_a_list_are_sent_to_search(line: str) -> None:
    with pytest.raises(UsageError, match="careader search finds articles by words"):
        arguments.parse(["list", *line.split()])


@pytest.mark.parametrize(("typed", "meant"), [("serach", "search"), ("Lst", "list"), ("raets", "rates")])
def test_a_mistyped_command_says_what_was_meant(typed: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"^{typed}: .* careader {meant} was meant"):
        arguments.parse([typed, "water"])


def test_a_path_is_no_mistyped_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("serach").mkdir()
    assert arguments.parse(["serach"])[0] == arguments.READ
    assert arguments.parse(["./lits"])[0] == arguments.READ
    assert arguments.parse(["captures"])[0] == arguments.READ


def test_date_knows_what_a_search_knows() -> None:
    asked = arguments.parse(["list", "--date", "12 dec 2025"])[1].date
    assert (asked(date(2025, 12, 12)), asked(date(2025, 12, 11)), asked(None)) == (True, False, False)
    with pytest.raises(UsageError, match="someday: not a date such as"):
        arguments.parse(["list", "--date", "someday"])


def test_a_second_interrupt_ends_the_process_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_argv: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "_run", interrupted)
    before = signal.getsignal(signal.SIGINT)
    try:
        assert program.main(["list"]) == program.INTERRUPTED
        assert signal.getsignal(signal.SIGINT) is before
        assert program.main() == program.INTERRUPTED
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["list", "--bookmarks"], "--bookmarks: --bookmarked was meant"),
        (["list", "--unreads=2"], "--unreads=2: --unread was meant"),
        (["show", "--jason", "x"], "--jason: --json was meant"),
        (["list", "--limit", "5"], "--limit 5: careader search finds"),
        (["rates", "--from", "2025"], "--from 2025 \\(see"),
    ],
)
def test_an_unknown_option_names_the_option_that_was_meant(typed: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=f"^unrecognized arguments: {said}"):
        arguments.parse(typed)
