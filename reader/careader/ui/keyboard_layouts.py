"""Keys of Cyrillic keyboard layouts: the same physical key does the same in every layout."""

from functools import cache
from pathlib import Path

from textual.keys import _character_to_key

_NAMES = 9
"""Columns of the row's name, before the keys, in each row of `keyboard_layouts.txt`."""

_NO_LETTER = "·"


def key_in_place(key: str) -> str | None:
    """The key of the Latin layout in the place of a Cyrillic letter.

    A letter that is on different keys in different layouts has no such key.

    Args:
        key: a key as Textual names it, such as ``о``, ``О`` or ``ctrl+о``.

    Returns:
        The Latin key as Textual names it; None where there is none.
    """
    *modifiers, letter = key.split("+") if len(key) > 1 else [key]
    if len(letter) != 1 or letter.isascii() or not (place := _places().get(letter)):
        return None
    return "+".join([*modifiers, _character_to_key(place)])


@cache
def _places() -> dict[str, str]:
    """The Latin character on the key of each Cyrillic letter."""
    text = Path(__file__).with_name("keyboard_layouts.txt").read_text(encoding="utf-8")
    rows = [line[_NAMES:] for line in text.splitlines() if not line.startswith("#")]
    plain, shifted, *layouts = rows
    found: dict[str, set[str]] = {}
    for layout in layouts:
        for letter, small, large in zip(layout, plain, shifted, strict=True):
            if letter != _NO_LETTER:
                found.setdefault(letter, set()).add(small)
                found.setdefault(letter.upper(), set()).add(large)
    return {letter: place.pop() for letter, place in found.items() if len(place) == 1}
