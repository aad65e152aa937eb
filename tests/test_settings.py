"""``config.toml``: a wrong line is named, and the rest is used."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader import locations
from careader.settings import NAMES, TEMPLATE, Settings, parse_settings, read_settings

WHOLE = """
theme = "nord"
measure = 80   # wide
mark-read = "never"
rates = false
ascii = true
clipboard = "tmux"
pager = "less -R"
browser = "firefox"
library = "/srv/captures"

[widths]
dates = 22

[keys]
jump = "ctrl+f"
next-unread = [
  "n",
  "x",
]
"""


def wrong(text: str) -> list[tuple[int, str]]:
    return [(line, what) for line, what in parse_settings(text).wrong]


def test_every_setting_is_read() -> None:
    settings = parse_settings(WHOLE)
    assert settings.wrong == ()
    assert (settings.theme, settings.measure, settings.mark_read) == ("nord", 80, "never")
    assert (settings.rates, settings.ascii, settings.clipboard) == (False, True, "tmux")
    assert (settings.pager, settings.browser) == ("less -R", "firefox")
    assert settings.library == Path("/srv/captures")
    assert settings.widths == {"dates": 22}
    assert settings.keys == {"jump": ("ctrl+f",), "next_unread": ("n", "x")}
    assert settings.lines["keys.next-unread"] == 17


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("measure = 5", "measure is a number of columns from 30 to 200"),
        ('measure = "wide"', "measure is a number of columns from 30 to 200"),
        ("measure = true", "measure is a number of columns from 30 to 200"),
        ('rates = "yes"', "rates is true or false"),
        ("theme = 5", 'theme is a text in quotes: theme = "…"'),
        ("theme = nord", "not understood: theme = nord"),
        ('theme = "nord', 'not understood: theme = "nord'),
        ("pager = [", "not understood: pager = ["),
        (
            'clipboard = "x11"',
            "clipboard is one of auto, terminal, tmux, wl-copy, xclip, xsel, pbcopy, in quotes",
        ),
        ('library = "captures"', "library is a whole path, such as ~/captures"),
        ("thmee = 1", "thmee is not known: theme, measure, "),
        ("= 3", "not understood: = 3"),
        ("widths.article = 80", "widths.article is not known: "),
        ("keys.jump = 7", 'keys.jump is a key or several: keys.jump = "x" or ["x", "ctrl+x"]'),
        ("[[keys", "not understood: [[keys"),
        ("ascii = true\nascii = false", "ascii stands in line "),
    ],
)
def test_a_wrong_line_is_named_and_the_lines_around_it_hold(line: str, said: str) -> None:
    settings = parse_settings(f"# mine\nwidths.dates = 31\n\n{line}\n[keys]\nundo = 'u'\n")
    assert len(settings.wrong) == 1
    number, what = settings.wrong[0]
    assert number == 4 + line.count("\n")
    assert what.startswith(said)
    assert settings.widths == {"dates": 31}
    assert settings.keys == {"undo": ("u",)}


def test_what_stands_in_an_unknown_table_is_not_taken_for_something_else() -> None:
    settings = parse_settings("[colours]\nmeasure = 90\n[widths]\ndates = 20\n")
    assert [(each.line, each.what) for each in settings.wrong] == [
        (1, "[colours] is not known: [widths] or [keys]")
    ]
    assert (settings.measure, settings.widths) == (72, {"dates": 20})


def test_no_file_is_no_error_and_one_that_cannot_be_read_is_named(home: Path) -> None:
    assert read_settings() == Settings()
    file = locations.config_file()
    assert file == home / "config" / "careader" / "config.toml"
    file.mkdir(parents=True)
    assert [each.said for each in read_settings().wrong] == [f"{file}: is a directory"]
    file.rmdir()
    file.write_bytes(b"theme = '\xff'")
    assert [each.said for each in read_settings().wrong] == [f"{file}: not a text in UTF-8"]
    file.write_text("measure = 5\nrates = false")
    assert [each.said for each in read_settings().wrong] == [
        f"{file}, line 1: measure is a number of columns from 30 to 200"
    ]


def test_the_library_lies_where_the_file_says(tmp_path: Path) -> None:
    assert locations.library() == locations.data() / "library"
    locations.config_file().parent.mkdir(parents=True)
    locations.config_file().write_text(f'library = "{tmp_path}/elsewhere"')
    assert locations.library() == tmp_path / "elsewhere"


def test_a_setting_that_only_its_user_finds_wrong_does_not_hold() -> None:
    settings = parse_settings(WHOLE).without("keys.jump", "no such key").without("theme", "no such theme")
    assert (settings.theme, settings.keys) == ("", {"next_unread": ("n", "x")})
    assert [(each.line, each.what) for each in settings.wrong] == [(16, "no such key"), (2, "no such theme")]


def test_the_file_that_is_made_sets_nothing_and_names_every_setting() -> None:
    assert parse_settings(TEMPLATE) == Settings()
    for name in NAMES:
        assert f"# {name} = " in TEMPLATE or f"[{name}]" in TEMPLATE
    shown = "\n".join(
        line.removeprefix("# ") for line in TEMPLATE.splitlines() if " = " in line or "[" in line
    )
    assert parse_settings(shown).wrong == ()
    assert parse_settings(shown).lines.keys() >= set(NAMES) - {"widths", "keys"}


@given(st.text(alphabet="abkeys=[]\"'{}.,#\n 0123measurthmw-"))
def test_any_text_gives_settings(text: str) -> None:
    settings = parse_settings(text)
    assert isinstance(settings.measure, int)
    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        assert settings.wrong
