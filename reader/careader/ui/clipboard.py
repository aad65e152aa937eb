"""Copying from the screen: through the program that owns the clipboard here, else through the terminal."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from careader.ui.safe_text import say
from careader.words import cut, one_line

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_SAID = 60
"""Characters of what was copied that are said."""

_SECONDS = 2.0
"""Seconds that a program may take."""


_PROGRAMS: Sequence[Sequence[str]] = (
    ("tmux", "load-buffer", "-w", "-"),
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
)
"""Every command that can take a text to a clipboard on stdin."""


def copy(reader: "ReaderScreen") -> None:
    """Copy the selected text; where none is selected, the headline."""
    if text := reader.get_selected_text() or (reader.article.headline if reader.article else ""):
        copy_text(reader, text)


def copy_text(reader: "ReaderScreen", text: str) -> None:
    """Copy a text, and say where it went: no more is claimed than is known."""
    shown = cut(one_line(text), _SAID)
    chosen = reader.session.preferences.current.clipboard
    ways = programs(os.environ, sys.platform)
    if chosen != "auto":
        ways = (way for way in _PROGRAMS if way[0] == chosen)
    if copied_by(ways, text):
        say(reader, f"Copied: {shown}")
        return
    if chosen not in {"auto", "terminal"}:
        say(reader, f"Not copied: {chosen}, which config.toml names, did not take it", trouble=True)
        return
    reader.app.copy_to_clipboard(text)
    say(reader, f"Sent to the terminal's clipboard, if it has one: {shown}")


def programs(environment: Mapping[str, str], platform: str) -> Iterator[Sequence[str]]:
    """The commands that can take a text to the clipboard on stdin, the best first.

    Args:
        environment: tells of a multiplexer and of a desktop.
        platform: as `sys.platform` has it.
    """
    if environment.get("TMUX"):
        yield _PROGRAMS[0]
    if environment.get("SSH_CONNECTION"):
        return  # the clipboard is where the terminal is, not where careader runs
    if platform == "darwin":
        yield _PROGRAMS[1]
    if environment.get("WAYLAND_DISPLAY"):
        yield _PROGRAMS[2]
    if environment.get("DISPLAY"):
        yield from _PROGRAMS[3:]


def copied_by(commands: Iterator[Sequence[str]], text: str) -> bool:
    """Whether the first of the commands that is installed took the text."""
    for command in commands:
        if shutil.which(command[0]) is None:
            continue
        try:
            done = subprocess.run(  # noqa: S603 - one of the commands above
                command,
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return True
    return False
