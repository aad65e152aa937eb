"""Every command of the interface. One record gives a command's keys, key hint, help and palette entry."""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.binding import Binding

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen


class Group(StrEnum):
    """The headings of the help, each over a group of commands."""

    MOVE = "Moving"
    READ = "Reading"
    MARK = "Marking"
    FIND = "Finding"
    MEND = "Mending"
    OUT = "Taking out"
    APP = "careader"


class Command(NamedTuple):
    """One thing that the reader can do.

    Attributes:
        name: the command's name. Without `function`, the method ``action_NAME`` of `ReaderScreen` carries the
            command out.
        keys: the keys, as Textual names them, the key to show first; empty where only the palette offers the
            command.
        title: what the command does, for help and palette.
        group: the heading of the help that lists the command.
        hint: a word or two for the key hints at the foot; "" where the key hints leave the command out.
        palette: whether the palette offers the command. Nobody searches for commands that move a cursor.
        function: ``module:function`` below `careader.ui`. The function takes the `ReaderScreen` and carries
            the command out. Its module is imported when the command is first used, to keep the start fast.
    """

    name: str
    keys: tuple[str, ...]
    title: str
    group: Group
    hint: str = ""
    palette: bool = True
    function: str = ""

    @property
    def action(self) -> str:
        """The action that Textual runs for the command."""
        return f"run('{self.name}')" if self.function else self.name

    def load(self) -> "Callable[[ReaderScreen], None]":
        """Import and return the function that carries out the command."""
        module, _, function = self.function.partition(":")
        loaded = getattr(import_module(f"careader.ui.{module}"), function)
        return cast("Callable[[ReaderScreen], None]", loaded)

    @property
    def shown_keys(self) -> str:
        """The keys of the command as people write them, between spaces."""
        return " ".join(_SHOWN.get(key, key) for key in self.keys)

    @property
    def shown_key(self) -> str:
        """The first key of the command as people write it."""
        return _SHOWN.get(self.keys[0], self.keys[0])


_SHOWN = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Backspace",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "home": "Home",
    "end": "End",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "slash": "/",
    "full_stop": ".",
    "comma": ",",
    "dollar_sign": "$",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "minus": "-",
    "percent_sign": "%",
    "plus": "+",
    "vertical_line": "|",
    "alt+left": "Alt+←",
    "alt+right": "Alt+→",
    "ctrl+b": "Ctrl+B",
    "ctrl+d": "Ctrl+D",
    "ctrl+f": "Ctrl+F",
    "ctrl+o": "Ctrl+O",
    "ctrl+u": "Ctrl+U",
    "ctrl+p": "Ctrl+P",
    "ctrl+c": "Ctrl+C",
    "ctrl+z": "Ctrl+Z",
}

COMMANDS = (
    Command("move_down", ("j", "down"), "Down", Group.MOVE, palette=False),
    Command("move_up", ("k", "up"), "Up", Group.MOVE, palette=False),
    Command("page_down", ("pagedown", "ctrl+f"), "Down a page", Group.MOVE, palette=False),
    Command("page_up", ("pageup", "ctrl+b"), "Up a page", Group.MOVE, palette=False),
    Command(
        "half_page_down",
        ("ctrl+d",),
        "Down half a page",
        Group.MOVE,
        palette=False,
        function="moving:half_page_down",
    ),
    Command(
        "half_page_up",
        ("ctrl+u",),
        "Up half a page",
        Group.MOVE,
        palette=False,
        function="moving:half_page_up",
    ),
    Command("top", ("g", "home"), "To the top", Group.MOVE, palette=False),
    Command("bottom", ("G", "end"), "To the bottom", Group.MOVE, palette=False),
    Command("next_pane", ("tab",), "Next pane", Group.MOVE, palette=False),
    Command("previous_pane", ("shift+tab",), "Previous pane", Group.MOVE, palette=False),
    Command("earlier_date", ("left_square_bracket",), "Earlier date", Group.MOVE),
    Command("later_date", ("right_square_bracket",), "Later date", Group.MOVE),
    Command(
        "go_to_date",
        ("d",),
        "Go to a date: type it, or choose it in a calendar",
        Group.MOVE,
        function="screens.date:go_to_date",
    ),
    Command(
        "go_back",
        ("ctrl+o", "alt+left"),
        "Back to where you were before a jump, n or a date",
        Group.MOVE,
        function="moving:go_back",
    ),
    Command("go_forward", ("alt+right",), "Forward again", Group.MOVE, function="moving:go_forward"),
    Command("open", ("enter", "l", "right"), "Open (and mark read)", Group.READ, "open", palette=False),
    Command(
        "back",
        ("h", "escape", "left", "backspace"),
        "Back; in the article, drop the matches first",
        Group.READ,
        "back",
        palette=False,
    ),
    Command("read_on", ("space",), "Read on: a page, then the next unread", Group.READ, "read on"),
    Command("next_unread", ("n",), "Next unread; in the article, next match", Group.READ, "next unread"),
    Command("previous_unread", ("p",), "Previous unread", Group.READ),
    Command(
        "next_article",
        ("full_stop",),
        "Next article, whatever its mark",
        Group.READ,
        function="moving:next_article",
    ),
    Command(
        "previous_article",
        ("comma",),
        "Previous article, whatever its mark",
        Group.READ,
        function="moving:previous_article",
    ),
    Command("show_unread", ("U",), "Show everything unread", Group.READ),
    Command("show_bookmarks", ("B",), "Show the bookmarks", Group.READ),
    Command(
        "show_new", (), "Show what came since the last sitting", Group.READ, function="list_commands:show_new"
    ),
    Command(
        "show_notes", (), "Show the articles with a note", Group.READ, function="list_commands:show_notes"
    ),
    Command(
        "rates",
        ("r",),
        "Rates of every date, as table and chart",
        Group.READ,
        function="screens.rates:show_rates",
    ),
    Command(
        "amounts",
        ("dollar_sign",),
        "Amounts of the article, converted",
        Group.READ,
        function="screens.amounts:show_amounts",
    ),
    Command("zoom", ("w",), "The article alone, and back", Group.READ, function="arrangement:zoom"),
    Command(
        "widen_measure", ("plus",), "Set the text wider", Group.READ, function="arrangement:widen_measure"
    ),
    Command(
        "narrow_measure",
        ("minus",),
        "Set the text narrower",
        Group.READ,
        function="arrangement:narrow_measure",
    ),
    Command(
        "narrow_lists",
        ("less_than_sign",),
        "Move the border of the lists to the left",
        Group.READ,
        function="arrangement:narrow_lists",
    ),
    Command(
        "widen_lists",
        ("greater_than_sign",),
        "Move the border of the lists to the right",
        Group.READ,
        function="arrangement:widen_lists",
    ),
    Command(
        "toggle_rates",
        ("percent_sign",),
        "Hide the rates bar, or show it",
        Group.READ,
        function="arrangement:toggle_rates",
    ),
    Command("toggle_read", ("m",), "Mark read or unread", Group.MARK, "read/unread"),
    Command("toggle_bookmark", ("b",), "Bookmark, or take the bookmark away", Group.MARK, "bookmark"),
    Command("all_read", ("A",), "Mark all here read", Group.MARK, "all read"),
    Command(
        "note", ("e",), "Write a note on the article", Group.MARK, "note", function="screens.note:write_note"
    ),
    Command(
        "read_to_here",
        ("M",),
        "Mark read from the top of the list to here",
        Group.MARK,
        function="list_commands:read_to_here",
    ),
    Command(
        "older_read",
        (),
        "Mark read what is more than a day older than this date",
        Group.MARK,
        function="list_commands:older_read",
    ),
    Command("undo", ("z",), "Undo the last mark, note or correction", Group.MARK, "undo"),
    Command("jump", ("f",), "Jump to a headline", Group.FIND, "jump", function="screens.jump:jump"),
    Command(
        "search",
        ("slash",),
        "Search the text; in the article, find words in it",
        Group.FIND,
        "search",
        function="screens.search:search",
    ),
    Command(
        "search_all", (), "Search the text of all articles", Group.FIND, function="screens.search:search_all"
    ),
    Command("next_match", (), "Next match (n in the article)", Group.FIND),
    Command("previous_match", ("N",), "Previous match in the article", Group.FIND),
    Command(
        "versions",
        ("v",),
        "Versions: where it stood, and how it changed",
        Group.READ,
        function="screens.versions:show_versions",
    ),
    Command("join", ("J",), "Join to the article before: this headline is none", Group.MEND),
    Command(
        "split",
        ("S",),
        "Split at a section heading that is a headline",
        Group.MEND,
        function="screens.split:split_article",
    ),
    Command(
        "check",
        (),
        "Check the captures: what was odd, and where",
        Group.MEND,
        function="screens.check:show_check",
    ),
    Command(
        "copy_article", ("y",), "Copy the text of the article", Group.OUT, function="taking_out:copy_article"
    ),
    Command("cite", ("c",), "Copy a citation", Group.OUT, function="taking_out:copy_citation"),
    Command(
        "cite_next",
        ("C",),
        "Copy a citation in another form, and keep to it",
        Group.OUT,
        function="taking_out:copy_next_citation",
    ),
    Command(
        "write_list", ("x",), "Write this list to a file", Group.OUT, function="taking_out:write_this_list"
    ),
    Command("pager", ("o",), "Show the article in $PAGER", Group.OUT, function="taking_out:show_in_pager"),
    Command(
        "browser",
        ("O",),
        "Open the address of the article in the browser",
        Group.OUT,
        function="taking_out:open_address",
    ),
    Command(
        "pipe", ("vertical_line",), "Give the article to a command", Group.OUT, function="taking_out:pipe"
    ),
    Command("look", ("R",), "Look for captures that came or changed", Group.APP),
    Command("stop", (), "Stop indexing", Group.APP),
    Command(
        "copy",
        ("ctrl+c",),
        "Copy what the mouse selected, else the headline",
        Group.APP,
        palette=False,
        function="clipboard:copy",
    ),
    Command("palette", ("ctrl+p",), "Command palette", Group.APP, palette=False),
    Command("suspend", ("ctrl+z",), "Suspend: back to the shell, until fg", Group.APP),
    Command("help", ("question_mark",), "Help", Group.APP, "help", function="help:show_help"),
    Command("quit", ("q",), "Quit", Group.APP, "quit"),
)
"""All commands, in the order of the help."""

HINTS = {
    "dates": ("open", "next_unread", "all_read", "jump", "search", "undo", "quit", "help"),
    "headlines": (
        "open",
        "toggle_bookmark",
        "toggle_read",
        "next_unread",
        "jump",
        "search",
        "undo",
        "quit",
        "help",
    ),
    "article": (
        "read_on",
        "toggle_bookmark",
        "back",
        "next_unread",
        "toggle_read",
        "jump",
        "search",
        "undo",
        "quit",
        "help",
    ),
    "matches": (
        "read_on",
        "next_unread",
        "back",
        "toggle_bookmark",
        "toggle_read",
        "jump",
        "search",
        "undo",
        "quit",
        "help",
    ),
}
"""The commands of the key hints in each pane, and in an article with matches: best first, help last."""

MATCH_HINTS = {"next_unread": "next match", "back": "drop matches"}
"""The hints of the commands that do something else while the article shows matches."""

MOVES = {"move_down", "move_up", "page_down", "page_up", "top", "bottom"}
"""The actions that only move a cursor. A fast key press need not wait until the row before is shown."""


def bindings() -> list[Binding]:
    """The keys of all commands, as Textual's bindings."""
    return [Binding(key, each.action, each.title, show=False) for each in COMMANDS for key in each.keys]
