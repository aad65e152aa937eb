"""The keys of the commands: those of the table of commands, overridden by those of ``config.toml``."""

import re
from collections.abc import Mapping

from textual.keys import Keys, _character_to_key

from careader.ui.commands import COMMANDS, Command
from careader.ui.keyboard_layouts import key_in_place

_NAMED = {each.value for each in Keys}
_WITH = re.compile(r"(?:ctrl\+|alt\+|shift\+)+(?=.)")
"""Keys held together with another."""


class Keymap:
    """The commands with the keys that they have for this reader.

    Args:
        own: the reader's own keys, by the name of the command. A key that was another command's is that
            command's no more.

    Attributes:
        commands: every command, in the order that help lists them.
        wrong: of each of the reader's own that cannot be, the name of the command, and why.
    """

    def __init__(self, own: Mapping[str, tuple[str, ...]]) -> None:
        self.wrong: dict[str, str] = {}
        names = {each.name for each in COMMANDS}
        taken: dict[str, str] = {}
        for name, given in own.items():
            keys = [key_named(key) for key in given]
            if name not in names:
                self.wrong[name] = "there is no such command"
            elif None in keys:
                self.wrong[name] = (
                    f"{given[keys.index(None)]} is no key: a sign, or a name such as ctrl+f, f5, home"
                )
            elif double := next((key for key in keys if key in taken), None):
                self.wrong[name] = f"{double} is given to {taken[double].replace('_', '-')} already"
            else:
                taken.update((key, name) for key in keys if key)
        self.commands = tuple(self._with_keys(each, own, taken) for each in COMMANDS)
        self._by_name = {each.name: each for each in self.commands}
        self._actions = {key: each.action for each in self.commands for key in each.keys}

    def _with_keys(
        self, command: Command, own: Mapping[str, tuple[str, ...]], taken: Mapping[str, str]
    ) -> Command:
        if command.name in own and command.name not in self.wrong:
            return command._replace(keys=tuple(filter(None, map(key_named, own[command.name]))))
        return command._replace(keys=tuple(key for key in command.keys if key not in taken))

    def action_of(self, key: str) -> str | None:
        """The action of a key, as Textual names it, or of the Latin key in the place of a Cyrillic letter."""
        return self._actions.get(key) or self._actions.get(key_in_place(key) or "")

    def has(self, key: str) -> bool:
        """Whether a key does anything."""
        return key in self._actions

    def command(self, name: str) -> Command:
        """The command of a name."""
        return self._by_name[name]


def key_named(written: str) -> str | None:
    """A key as Textual names it: of ``.`` and ``ctrl+f`` and ``pgdn``; None where there is no such key."""
    held = _WITH.match(written.lower())
    before, rest = (held[0], written[held.end() :]) if held else ("", written)
    rest = _OTHER_NAMES.get(rest.lower(), rest)
    if len(rest) == 1:
        return before + (_character_to_key(rest) if not before else _character_to_key(rest.lower()))
    return before + rest.lower() if rest.lower() in _NAMED else None


_OTHER_NAMES = {"esc": "escape", "pgdn": "pagedown", "pgup": "pageup", "return": "enter", "del": "delete"}
