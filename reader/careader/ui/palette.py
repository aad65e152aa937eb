"""The command palette: finds commands by their titles."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, on, work
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.css.query import NoMatches
from textual.theme import ThemeProvider
from textual.widgets import Button, Input

from careader.ui.keymap import Keymap
from careader.ui.screens.overlay import without_legible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.filter import LineFilter
    from textual.screen import Screen


class ReaderCommands(Provider):
    """Offers the commands of `careader.ui.commands` to the palette."""

    async def discover(self) -> Hits:
        """Offer all commands while nothing is typed."""
        for each in _keymap(self.screen).commands:
            if each.palette:
                yield DiscoveryHit(
                    each.title, partial(self.screen.run_action, each.action), help=each.shown_keys
                )

    async def search(self, query: str) -> Hits:
        """Offer the commands whose titles match the typed text."""
        matcher = self.matcher(query)
        for each in _keymap(self.screen).commands:
            if each.palette and (score := matcher.match(each.title)) > 0:
                run = partial(self.screen.run_action, each.action)
                yield Hit(score, matcher.highlight(each.title), run, help=each.shown_keys)


def _keymap(screen: "Screen[Any]") -> Keymap:
    """The keymap of the screen below the palette; the default keymap for other screens."""
    keymap = getattr(screen, "keymap", None)
    return keymap if isinstance(keymap, Keymap) else Keymap({})


_PARTS_GONE = NoMatches
"""Raised where Textual's palette looks for its input or its list while it closes."""

_gather = CommandPalette._gather_commands.__wrapped__  # type: ignore[attr-defined]  # noqa: SLF001
"""Textual's search for commands, without the worker around it."""


class Palette(CommandPalette):
    """Textual's palette, made safe where the original crashes.

    It crashes by early keys, a second Enter or click before it is closed, and what goes on while it closes.
    """

    def get_line_filters(self) -> "Sequence[LineFilter]":
        """The filters through which Textual draws the dimmed screen below."""
        return without_legible(super().get_line_filters())

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError, IndexError):  # raised where the lines of the list are not laid out yet
            super()._action_command_list(action)

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)  # noqa: SLF001 - as in Textual
    async def _gather_commands(self, search_value: str) -> None:
        with suppress(_PARTS_GONE):
            await _gather(self, search_value)

    def _watch__list_visible(self) -> None:
        with suppress(_PARTS_GONE):
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        with suppress(_PARTS_GONE):
            await super()._watch__show_busy()

    @on(Input.Submitted)
    def _select_or_command(self, event: Input.Submitted | Button.Pressed | None = None) -> None:
        if event:
            event.prevent_default()
        if self.is_current:
            super()._select_or_command(event)

    def _on_click(self, event: events.Click) -> None:  # type: ignore[override]
        event.prevent_default()
        if self.is_current:
            super()._on_click(event)


def open_themes(app: "App[Any]") -> None:
    """Show a palette of the themes."""
    app.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))


def open_palette(app: "App[Any]") -> None:
    """Show the palette over the present screen, unless the palette is shown already."""
    if not CommandPalette.is_open(app):
        app.push_screen(Palette(id="--command-palette"))
