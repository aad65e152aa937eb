"""Key bindings that the screens over the reader's screen share. Each screen has an action of each name."""

from textual.binding import Binding

LEAVE = Binding("escape,h,left,backspace,q", "leave", "Back")
"""Closing a screen that has no input line."""

MOVE = (
    Binding("j,down", "move(1)", "Down"),
    Binding("k,up", "move(-1)", "Up"),
)
"""Moving by rows or lines."""

PAGE = (
    Binding("space,pagedown", "page(1)", "Down a page"),
    Binding("pageup", "page(-1)", "Up a page"),
)
"""Moving by pages."""

ENDS = (
    Binding("g,home", "end(-1)", "To the top"),
    Binding("G,end", "end(1)", "To the bottom"),
)
"""Moving to the first or last row or line."""

TYPING = (
    Binding("escape", "leave", "Back"),
    Binding("down,ctrl+j", "move(1)", "Down"),
    Binding("up,ctrl+k", "move(-1)", "Up"),
    Binding("pagedown", "page(1)", "Down a page"),
    Binding("pageup", "page(-1)", "Up a page"),
)
"""Moving and closing on a screen with an input line, which takes the letters."""
