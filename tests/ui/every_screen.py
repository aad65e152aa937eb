"""Every screen and state of the interface, reached by keys from the first one, and what stands there."""

from collections.abc import Mapping
from string import ascii_letters, digits
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.app import App
from textual.widgets import Input, TextArea

from tests.ui.support import Screen


class Steps(NamedTuple):
    """The way to a screen and back.

    Attributes:
        keys: from the first screen, its headlines in hand.
        typed: after them.
        leave: the keys that lead back.
    """

    keys: tuple[str, ...] = ()
    typed: str = ""
    leave: tuple[str, ...] = ("escape",)


_NOTE = ("e", *"Ask the ministry", "ctrl+s")

SCREENS: Mapping[str, Steps] = {
    "first": Steps(leave=()),
    "dates": Steps(("h",), leave=()),
    "article": Steps(("j", "enter", "space"), leave=()),
    "article alone": Steps(("enter", "w"), leave=("w",)),
    "rates hidden": Steps(("percent_sign",), leave=("percent_sign",)),
    "within the article": Steps(("enter", "slash"), "the", ("escape",)),
    "matches": Steps(("enter", "slash", *"the", "enter", "n"), leave=()),
    "jump": Steps(("f",), "kyrgz bordr"),
    "jump finds nothing": Steps(("f",), "zzzzzz"),
    "search": Steps(("slash",), "border OR lake"),
    "search finds nothing": Steps(("slash",), "zzyzx date:2030"),
    "search that is not understood": Steps(("slash",), "is:purple"),
    "places": Steps(("slash", *"border", "shift+tab"), leave=()),
    "calendar": Steps(("d",)),
    "a date that is not understood": Steps(("d",), "someday"),
    "rates": Steps(("r",)),
    "rates the other way round": Steps(("r", "i")),
    "all rates together": Steps(("r", "a")),
    "amounts": Steps(("left_square_bracket", "left_square_bracket", "dollar_sign"), leave=("escape",)),
    "versions": Steps(("v",)),
    "note": Steps(("e",), "Ask the ministry", ("escape", "escape")),
    "note that would be lost": Steps(("e", *"Ask", "escape"), leave=("escape",)),
    "note kept": Steps(("j", "j", *_NOTE), leave=()),
    "bookmarks, none": Steps(("B",), leave=()),
    "bookmarks": Steps(("b", "B"), leave=()),
    "unread": Steps(("U",), leave=()),
    "found": Steps(("slash", *"border", "tab"), leave=()),
    "split": Steps(("S",)),
    "file to write": Steps(("x",)),
    "help": Steps(("question_mark",)),
    "palette": Steps(("ctrl+p",), "mark"),
    "all read": Steps(("A", "U"), leave=("z",)),
}
"""In this order in one sitting on the sample: marks and lists that one leaves behind stay for the next."""


async def go(screen: Screen, steps: Steps) -> None:
    """Go the way to a screen."""
    await screen.press(*steps.keys)
    for field in (*screen.app.screen.query(Input), *screen.app.screen.query(TextArea)):
        field.cursor_blink = False
    await screen.write(steps.typed)


async def leave(screen: Screen, steps: Steps) -> None:
    """Go back to the first screen, with nothing brought out in the article and no message on it."""
    await screen.press(*steps.leave)
    panes = screen.reader.panes
    panes.text.highlight(())
    panes.show_section(screen.session.sections.dates[0])
    panes.focus_pane("headlines")
    screen.app.clear_notifications()
    await screen.settle()


def frame(app: "App[None]") -> str:
    """What stands on the screen, and below it in what looks: a letter for each, and what the letters mean."""
    letters: dict[str, str] = {}
    lines, looks = [], []
    for strip in app.screen._compositor.render_strips():
        lines.append(strip.text.rstrip())
        line = ""
        for text, style, _ in strip:
            named = in_words(style or Style.null(), blank=not text.strip())
            line += letters.setdefault(named, (ascii_letters + digits)[len(letters)]) * cell_len(text)
        looks.append(line.rstrip(line[-1:]) + line[-1:])
    told = [f"{letter} {named}" for named, letter in letters.items()]
    return "\n".join([*lines, "", *looks, "", *told, ""])


def in_words(style: Style, *, blank: bool) -> str:
    """What a part of a line looks like; of a blank one the ground alone is seen."""
    ground = style.bgcolor.name if style.bgcolor else "default"
    attributes = [
        name for name in ("bold", "dim", "italic", "underline", "reverse", "strike") if getattr(style, name)
    ]
    if blank:
        attributes = [each for each in attributes if each in {"underline", "reverse", "strike"}]
        if not attributes:
            return f"on {ground}"
    color = style.color.name if style.color else "default"
    return " ".join([color, "on", ground, *attributes])
