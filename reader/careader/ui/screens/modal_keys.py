"""The keys that the screens over the reader share: each action is named alike in all of them."""

from textual.binding import Binding

LEAVE = Binding("escape,h,left,backspace,q", "leave", "Back")
"""For screens without a line to type in."""

MOVE = (
    Binding("j,down", "move(1)", "Down"),
    Binding("k,up", "move(-1)", "Up"),
)
"""By rows or lines."""

PAGE = (
    Binding("space,pagedown", "page(1)", "Down a page"),
    Binding("pageup", "page(-1)", "Up a page"),
)
"""By pages."""

ENDS = (
    Binding("g,home", "end(-1)", "To the top"),
    Binding("G,end", "end(1)", "To the bottom"),
)
"""To the first row or line, or the last."""

TYPING = (
    Binding("escape", "leave", "Back"),
    Binding("down,ctrl+j", "move(1)", "Down"),
    Binding("up,ctrl+k", "move(-1)", "Up"),
    Binding("pagedown", "page(1)", "Down a page"),
    Binding("pageup", "page(-1)", "Up a page"),
)
"""For screens with a line to type in, which takes the letters."""
