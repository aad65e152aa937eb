"""Copying from the screen: through a program for the clipboard, else through the terminal."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from careader.ui.safe_text import show_message
from careader.words import cut, one_line

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_SAID = 60
"""The most characters of the copied text that the message repeats."""

_SECONDS = 2.0
"""Seconds after which careader gives up waiting for a program."""


_PROGRAMS: Sequence[Sequence[str]] = (
    ("tmux", "load-buffer", "-w", "-"),
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
)
"""Every known command that copies its standard input to a clipboard."""


def copy(reader: "ReaderScreen") -> None:
    """Copy the selected text; where no text is selected, copy the headline."""
    if text := reader.get_selected_text() or (reader.article.headline if reader.article else ""):
        copy_text(reader, text)


def copy_text(reader: "ReaderScreen", text: str) -> None:
    """Copy a text, and say where it went. The terminal does not tell whether it took the text."""
    shown = cut(one_line(text), _SAID)
    chosen = reader.session.preferences.current.clipboard
    ways = programs(os.environ, sys.platform)
    if chosen != "auto":
        ways = (way for way in _PROGRAMS if way[0] == chosen)
    if copied_by(ways, text):
        show_message(reader, f"Copied: {shown}")
        return
    if chosen not in {"auto", "terminal"}:
        show_message(reader, f"Not copied: {chosen}, which config.toml names, did not take it", trouble=True)
        return
    reader.app.copy_to_clipboard(text)
    show_message(reader, f"Sent to the terminal's clipboard, if it has one: {shown}")


def programs(environment: Mapping[str, str], platform: str) -> Iterator[Sequence[str]]:
    """The commands of this desktop that copy their standard input to the clipboard, the best first.

    Args:
        environment: the environment variables, which tell of tmux, of a remote shell and of a desktop.
        platform: the value of `sys.platform`.
    """
    if environment.get("TMUX"):
        yield _PROGRAMS[0]
    if environment.get("SSH_CONNECTION"):
        return  # the clipboard of the reader is on the computer of the terminal, not on this computer
    if platform == "darwin":
        yield _PROGRAMS[1]
    if environment.get("WAYLAND_DISPLAY"):
        yield _PROGRAMS[2]
    if environment.get("DISPLAY"):
        yield from _PROGRAMS[3:]


def copied_by(commands: Iterator[Sequence[str]], text: str) -> bool:
    """Give a text to the commands in turn until a command takes it; returns whether one did."""
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
