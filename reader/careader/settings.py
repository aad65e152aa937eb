"""The settings in the reader's ``config.toml`` (docs/keeping.md).

careader names each line that it cannot use, and uses the other lines. careader never changes the file, and
makes the file only for ``careader config --init``. Settings that are changed in the interface are stored in
the state (`careader.sitting.preferences`).
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from careader import locations
from careader.errors import SettingError
from careader.words import path_in_words, reason

MEASURES = range(30, 201)
"""The possible widths of an article's text, in columns."""

WIDTHS = range(10, 401)
"""The possible widths of a pane, in columns."""

OPENING = ("open", "end", "never")
"""When an article is marked read: when it is opened, at its end, or only by hand."""

CLIPBOARDS = ("auto", "terminal", "tmux", "wl-copy", "xclip", "xsel", "pbcopy")
"""The ways to copy text; ``auto`` takes the first way that works."""

_STATEMENT = 30
"""The most lines that one value can take."""


class Wrong(NamedTuple):
    """A line of the file that cannot be used.

    Attributes:
        line: the number of the line, from 1; 0 for the whole file.
        what: the reason.
    """

    line: int
    what: str

    @property
    def said(self) -> str:
        """The message in one line: file, line and reason."""
        place = f", line {self.line}" if self.line else ""
        return f"{path_in_words(locations.config_file())}{place}: {self.what}"


class Settings(NamedTuple):
    """All settings. A setting that the file does not have has its default.

    Attributes:
        theme: the name of the theme; "" for the default theme.
        measure: the width of an article's text, in columns.
        mark_read: when an article is marked read, one of `OPENING`.
        rates: whether the rates bar is shown.
        ascii: whether charts are drawn with ASCII characters only.
        clipboard: how text is copied, one of `CLIPBOARDS`.
        pager: the command that shows an article; "" for ``$PAGER``.
        browser: the command that opens a web address; "" for the browser of the system.
        library: the folder of the library; None for the default folder.
        widths: the widths of the panes ``dates`` and ``headlines``, in columns, as far as they are set.
        keys: the keys of each command that has keys in the file. Commands and keys are named as in
            `careader.ui.commands`.
        lines: the line of each setting in the file, by name, such as ``keys.jump``.
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
    widths: Mapping[str, int] = MappingProxyType({})
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})
    wrong: tuple[Wrong, ...] = ()

    def without(self, name: str, what: str) -> "Settings":
        """The settings with the setting ``name`` back at its default, and with ``what`` as its problem.

        Only the code that uses a setting finds some values wrong, such as the name of an unknown theme.
        """
        wrong = (*self.wrong, Wrong(self.lines.get(name, 0), what))
        table, _, entry = name.partition(".")
        value: Any = self._field_defaults[table]
        if entry:
            value = {key: held for key, held in getattr(self, table).items() if key != entry}
        return self._replace(wrong=wrong, **{table: value})


def read_settings(path: Path | None = None) -> Settings:
    """The settings of a file; the defaults where the file is missing.

    Args:
        path: the file; None for the user's ``config.toml``.
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
    """Read the settings of any text: `Settings.wrong` has the lines that cannot be used."""
    settings, wrong, lines = Settings(), list[Wrong](), dict[str, int]()
    for line, name, value in _statements(text, wrong):
        if name in lines:
            wrong.append(Wrong(line, f"{name} stands in line {lines[name]} already"))
            continue
        try:
            settings = with_setting(settings, name, value)
        except SettingError as error:
            wrong.append(Wrong(line, str(error)))
        else:
            lines[name] = line
    return settings._replace(lines=lines, wrong=tuple(sorted(wrong)))


def _statements(text: str, wrong: list[Wrong]) -> Iterator[tuple[int, str, Any]]:
    """The line, full name and value of each setting. Lines that cannot be used are added to ``wrong``.

    Statements are parsed one by one, since one wrong line makes a whole TOML file unreadable.
    """
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
                table = "?"  # settings below an unreadable table are skipped
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
    """The first statement of some lines, and the number of its lines; None and 1 where it is not TOML."""
    import tomllib  # most readers have no config.toml

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
    """The full name and value of each setting of a statement.

    Args:
        found: the parsed statement: ``widths.dates = 20`` is ``{"widths": {"dates": 20}}``.
        before: the name of the table with a point, such as ``widths.``; "" outside of tables.
    """
    for name, value in found.items():
        if isinstance(value, dict) and not before:
            yield from _flat(value, f"{name}.")
        else:
            yield f"{before}{name}", value


def with_setting(settings: Settings, name: str, value: Any) -> Settings:
    """A copy of the settings in which the setting ``name`` has ``value``.

    Raises:
        SettingError: no setting has this name, or the setting cannot have this value.
    """
    table, _, entry = name.partition(".")
    if table == "keys" and entry:
        return settings._replace(keys={**settings.keys, entry.replace("-", "_"): _keys(name, value)})
    if table == "widths" and entry in {"dates", "headlines"}:
        return settings._replace(widths={**settings.widths, entry: _number(name, value, WIDTHS)})
    if name not in _KINDS:
        raise SettingError(f"{name} is not known: {', '.join(_KINDS)}, [widths] and [keys] are")
    return settings._replace(**{name.replace("-", "_"): _KINDS[name](name, value)})


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
"""The settings outside of tables; each function checks a value and returns it as `Settings` has it."""

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
# clipboard = "auto"      # or "terminal", "tmux", "wl-copy", "xclip", "xsel", "pbcopy"
# pager = ""              # what o shows an article in; $PAGER where this is empty
# browser = ""            # what O opens an address in; the system's where this is empty
# library = "~/captures"  # where the library lies

[widths]                  # columns of the panes
# dates = 26
# headlines = 44

[keys]                    # by the name of the command, as docs/reading.md lists them
# jump = ["f", "ctrl+f"]
"""
"""The text of the file that ``careader config --init`` makes."""
