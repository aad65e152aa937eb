"""What the reader set in ``config.toml``: a wrong line is named, and the rest is used (docs/keeping.md).

The file is the reader's own: careader reads it, and writes one only where there is none and it is asked to
(``careader config --init``). What is changed in the app is remembered elsewhere
(`careader.sitting.remembered`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from careader import locations
from careader.errors import SettingError
from careader.words import path_in_words, reason

MEASURES = range(30, 201)
"""Columns that the text of an article can be set at."""

WIDTHS = range(10, 401)
"""Columns that a pane can have."""

OPENING = ("open", "end", "never")
"""When an article is marked read: as it is opened, at its end, or by hand alone."""

CLIPBOARDS = ("auto", "terminal", "tmux", "wl-copy", "xclip", "pbcopy")
"""How text is copied: the first way that there is, or a named one."""

_STATEMENT = 30
"""Lines that one value can take."""


class Wrong(NamedTuple):
    """A line of the file that cannot be used: which (from 1; 0 for the whole file), and why."""

    line: int
    what: str

    @property
    def said(self) -> str:
        """It in one line, naming the file."""
        place = f", line {self.line}" if self.line else ""
        return f"{path_in_words(locations.config_file())}{place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set, with what holds where nothing is.

    Attributes:
        theme: its name; "" where none is named.
        measure: columns that the text of an article is set at.
        mark_read: when an article is marked read, of `OPENING`.
        rates: whether the rates bar is shown.
        ascii: whether charts are drawn with ASCII signs alone.
        clipboard: how text is copied, of `CLIPBOARDS`.
        pager: the command that shows an article; "" asks ``$PAGER``.
        browser: the command that opens an address; "" asks the system.
        library: where the library lies; None for its ordinary place.
        widths: columns of the panes ``dates`` and ``headlines``, where set.
        keys: keys by the name of the command that they do, as `careader.ui.commands` names both.
        lines: the line of each setting that the file has, by its name, such as ``keys.jump``.
        wrong: the lines that cannot be used.
    """

    theme: str = ""
    measure: int = 72
    mark_read: str = "open"
    rates: bool = True
    ascii: bool = False
    clipboard: str = "auto"
    pager: str = ""
    browser: str = ""
    library: Path | None = None
    widths: Mapping[str, int] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    wrong: tuple[Wrong, ...] = ()

    def without(self, name: str, what: str) -> "Settings":
        """These settings without one that does not hold: only who uses it could tell that it is wrong."""
        wrong = (*self.wrong, Wrong(self.lines.get(name, 0), what))
        table, _, entry = name.partition(".")
        ordinary = {each.name: getattr(Settings(), each.name) for each in fields(self)}
        value: Any = ordinary[table]
        if entry:
            value = {key: held for key, held in getattr(self, table).items() if key != entry}
        return replace(self, wrong=wrong, **{table: value})


def read_settings(path: Path | None = None) -> Settings:
    """The settings of a file; the ordinary ones where there is none.

    Args:
        path: the file; ``config.toml`` in the user's folder where it is not given.
    """
    path = path or locations.config_file()
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        return Settings(wrong=(Wrong(0, reason(error)),))
    except UnicodeDecodeError:
        return Settings(wrong=(Wrong(0, "not a text in UTF-8"),))
    return parse_settings(text)


def parse_settings(text: str) -> Settings:
    """The settings that a text in TOML gives. Any text gives some: what is wrong is in `Settings.wrong`."""
    settings, wrong, lines = Settings(), list[Wrong](), dict[str, int]()
    for line, name, value in _statements(text, wrong):
        if name in lines:
            wrong.append(Wrong(line, f"{name} stands in line {lines[name]} already"))
            continue
        try:
            settings = given(settings, name, value)
        except SettingError as error:
            wrong.append(Wrong(line, str(error)))
        else:
            lines[name] = line
    return replace(settings, lines=lines, wrong=tuple(sorted(wrong)))


def _statements(text: str, wrong: list[Wrong]) -> Iterator[tuple[int, str, Any]]:
    """Each setting with its line and its full name. TOML as a whole would be lost by one wrong line."""
    lines = text.removeprefix("\ufeff").split("\n")
    tables = dict[str, int]()
    table, at = "", 0
    while at < len(lines):
        line, stripped = at + 1, lines[at].strip()
        if not stripped or stripped.startswith("#"):
            at += 1
            continue
        found, taken = _parsed(lines[at : at + _STATEMENT])
        at += taken
        if found is None:
            wrong.append(Wrong(line, f"not understood: {stripped[:40]}"))
            if stripped.startswith("["):
                table = "?"  # what follows belongs to nothing known
        elif stripped.startswith("["):
            table = _table(found)
            if table in tables:
                wrong.append(Wrong(line, f"[{table}] stands in line {tables[table]} already"))
            tables.setdefault(table, line)
            if table not in _TABLES:
                wrong.append(
                    Wrong(line, f"[{table}] is not known: {' or '.join(f'[{each}]' for each in _TABLES)}")
                )
        elif table == "" or table in _TABLES:
            for name, value in _flat(found, f"{table}." if table else ""):
                yield line, name, value


def _parsed(lines: list[str]) -> tuple[dict[str, Any] | None, int]:
    """The statement that some lines begin with, and how many of them it takes."""
    import tomllib  # most have no such file

    for taken in range(1, len(lines) + 1):
        try:
            return tomllib.loads("\n".join(lines[:taken])), taken
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
    return None, 1


def _table(found: Mapping[str, Any]) -> str:
    name = next(iter(found), "")
    inner = found.get(name)
    return f"{name}.{_table(inner)}" if isinstance(inner, dict) and inner else name


_TABLES = ("widths", "keys")


def _flat(found: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    """Each value of a statement with its full name: ``widths.dates = 20`` is ``widths = {dates = 20}``."""
    for name, value in found.items():
        if isinstance(value, dict) and not before:
            yield from _flat(value, f"{name}.")
        else:
            yield f"{before}{name}", value


def given(settings: Settings, name: str, value: Any) -> Settings:
    """The settings with one more.

    Raises:
        SettingError: there is none of this name, or it cannot have this value.
    """
    table, _, entry = name.partition(".")
    if table == "keys" and entry:
        return replace(settings, keys={**settings.keys, entry.replace("-", "_"): _keys(name, value)})
    if table == "widths" and entry in {"dates", "headlines"}:
        return replace(settings, widths={**settings.widths, entry: _number(name, value, WIDTHS)})
    if name not in _KINDS:
        raise SettingError(f"{name} is not known: {', '.join(_KINDS)}, [widths] and [keys] are")
    return replace(settings, **{name.replace("-", "_"): _KINDS[name](name, value)})


def _number(name: str, value: Any, allowed: range) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
        return value
    raise SettingError(f"{name} is a number of columns from {allowed[0]} to {allowed[-1]}")


def _truth(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise SettingError(f"{name} is true or false")


def _text(name: str, value: Any) -> str:
    if isinstance(value, str) and value.isprintable():
        return value
    raise SettingError(f'{name} is a text in quotes: {name} = "…"')


def _one_of(*choices: str) -> Callable[[str, Any], str]:
    def chosen(name: str, value: Any) -> str:
        if value in choices:
            return str(value)
        raise SettingError(f"{name} is one of {', '.join(choices)}, in quotes")

    return chosen


def _folder(name: str, value: Any) -> Path:
    folder = Path(_text(name, value)).expanduser()
    if folder.is_absolute():
        return folder
    raise SettingError(f"{name} is a whole path, such as ~/captures")


def _keys(name: str, value: Any) -> tuple[str, ...]:
    keys = [value] if isinstance(value, str) else value
    if isinstance(keys, list) and all(isinstance(key, str) and key and key.isprintable() for key in keys):
        return tuple(keys)
    raise SettingError(f'{name} is a key or several: {name} = "x" or ["x", "ctrl+x"]')


_KINDS: dict[str, Callable[[str, Any], Any]] = {
    "theme": _text,
    "measure": lambda name, value: _number(name, value, MEASURES),
    "mark-read": _one_of(*OPENING),
    "rates": _truth,
    "ascii": _truth,
    "clipboard": _one_of(*CLIPBOARDS),
    "pager": _text,
    "browser": _text,
    "library": _folder,
}
"""The settings that stand in no table, and what reads the value of each."""

NAMES = (*_KINDS, *_TABLES)
"""Every setting and table that ``config.toml`` can have."""

TEMPLATE = """\
# What careader is to look like and to do. Each line that begins with # says what holds without it.
# A line that is wrong is named when careader starts, and the others are used.

# theme = "careader"      # Ctrl+P, Theme lists them
# measure = 72            # columns of an article's text; + and - change it
# mark-read = "open"      # when opening marks read: "open", "end" (at its end) or "never"
# rates = true            # show the rates bar
# ascii = false           # draw charts with ASCII signs alone
# clipboard = "auto"      # or "terminal", "tmux", "wl-copy", "xclip", "pbcopy"
# pager = ""              # what o shows an article in; $PAGER where this is empty
# browser = ""            # what O opens an address in; the system's where this is empty
# library = "~/captures"  # where the library lies

[widths]                  # columns of the panes
# dates = 26
# headlines = 44

[keys]                    # by the name of the command, as docs/reading.md lists them
# jump = ["f", "ctrl+f"]
"""
"""The file that ``careader config --init`` makes."""
