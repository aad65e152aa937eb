"""The keys of the commands: ``config.toml`` overrides the keys of `careader.ui.commands`."""

import re
from collections.abc import Collection, Mapping

from textual.keys import Keys, _character_to_key

from careader.ui.commands import COMMANDS, Command
from careader.ui.keyboard_layouts import key_in_place

_WITH = r"(?:ctrl\+|alt\+|shift\+)+(?=.)"
"""The held keys at the beginning of a written key, such as ``ctrl+`` in ``ctrl+f``."""


class Keymap:
    """The commands, with the keys of this reader.

    Args:
        own: the reader's own keys of each command, by the name of the command. A key that another command had
            by default is taken from that command.

    Attributes:
        commands: every command, in the order of the help.
        wrong: for each command whose own keys cannot be used, by its name, the reason.
    """

    def __init__(self, own: Mapping[str, tuple[str, ...]]) -> None:
        self.wrong: dict[str, str] = {}
        names = {each.name for each in COMMANDS}
        taken: dict[str, str] = {}
        for name, given in own.items():
            keys = [key_named(key) for key in given]
            if name not in names:
                self.wrong[name] = f"there is no such command{_meant(name, names)}"
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
        """The action of a key, or of the Latin key in the place of a Cyrillic letter; None without an action.

        Args:
            key: a key as Textual names it.
        """
        return self._actions.get(key) or self._actions.get(key_in_place(key) or "")

    def has(self, key: str) -> bool:
        """Whether a command has this key."""
        return key in self._actions

    def command(self, name: str) -> Command:
        """The command with a name."""
        return self._by_name[name]


def _meant(name: str, names: Collection[str]) -> str:
    """The commands that an unknown name may stand for: `` (toggle-bookmark, show-bookmarks?)``; "" for none.

    A part of a name, such as ``bookmark``, stands for every command whose name contains the part.
    """
    from difflib import get_close_matches  # here because few readers have a wrong name in their settings

    likely = sorted(each for each in names if name in each) or get_close_matches(name, names, cutoff=0.8)
    return f" ({', '.join(likely[:3]).replace('_', '-')}?)" if likely else ""


def key_named(written: str) -> str | None:
    """The name that Textual has for a written key, such as ``.``, ``ctrl+f`` or ``pgdn``; None for no key."""
    held = re.match(_WITH, written.lower())
    before, rest = (held[0], written[held.end() :]) if held else ("", written)
    rest = _OTHER_NAMES.get(rest.lower(), rest)
    if len(rest) == 1:
        return before + (_character_to_key(rest) if not before else _character_to_key(rest.lower()))
    return before + rest.lower() if any(rest.lower() == each.value for each in Keys) else None


_OTHER_NAMES = {"esc": "escape", "pgdn": "pagedown", "pgup": "pageup", "return": "enter", "del": "delete"}
