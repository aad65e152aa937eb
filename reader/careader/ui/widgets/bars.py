"""The title bar and the bar of key hints, each one line. Words that do not fit are left out, not cut."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from careader.ui.commands import Command
from careader.ui.safe_text import safe_content
from careader.ui.widgets.fixed_layout import FixedLayout


class TitleBar(FixedLayout, Widget):
    """Shows what is being read, in the first of several wordings that fits."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title--name", "title--sign"}

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text-muted;
        .title--name { color: $text-primary; text-style: bold; }
        .title--sign { color: $text-warning; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._wordings: Sequence[str] = ("",)
        self._sign = ""

    def show(self, wordings: Sequence[str], sign: str = "") -> None:
        """Show other words.

        Args:
            wordings: wordings of what is being read, the longest first.
            sign: the signs of errors, shown at the right; "" for none.
        """
        if (wordings, sign) != (self._wordings, self._sign):
            self._wordings, self._sign = wordings, sign
            self.refresh()

    def render(self) -> Content:
        """The name of the program, the name of the captures, and at the right the sign."""
        width = self.content_size.width
        name = Content("careader").stylize(self.get_visual_style("title--name", partial=True))
        sign = safe_content(self._sign).stylize(self.get_visual_style("title--sign", partial=True))
        room = width - sign.cell_length - (2 if self._sign else 0)
        for words in (*self._wordings, ""):
            left = Content.assemble(name, "  ", words) if words else name
            if left.cell_length <= room:
                gap = " " * (width - left.cell_length - sign.cell_length)
                return Content.assemble(left, gap, sign)
        return sign.truncate(width, ellipsis=True)


class KeyBar(FixedLayout, Widget):
    """Shows the keys of the most useful commands. Help, the last, is always shown. Each can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text-muted;
        link-color: auto 70%;
        link-style: none;
        link-color-hover: $text-primary;
        link-style-hover: none;
        link-background-hover: $panel;
        .keys--key { color: $text-accent; text-style: bold; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._commands: Sequence[Command] = ()

    def show(self, commands: Sequence[Command]) -> None:
        """Show the hints of other commands, the most useful first, and always the hint of the last."""
        self._commands = commands
        self.refresh()

    def render(self) -> Content:
        """As many hints as fit."""
        if not self._commands:
            return Content.empty()
        *others, last = self._commands
        shown, used = [], self._cells(last)
        for each in others:
            if used + 2 + self._cells(each) > self.content_size.width:
                break
            used += 2 + self._cells(each)
            shown.append(each)
        return Content("  ").join([self._hint(each) for each in [*shown, last]])

    @staticmethod
    def _cells(command: Command) -> int:
        return cell_len(f"{command.shown_key} {command.hint}")

    def _hint(self, command: Command) -> Content:
        click = Style.from_meta({"@click": f"screen.{command.action}"})
        key = (command.shown_key, self.get_visual_style("keys--key", partial=True))
        # Textual gives clickable text the colour of links. The key is not clickable, to keep its own colour.
        return Content.assemble(key, " ", (command.hint, click))
