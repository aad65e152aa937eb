"""A real terminal for tests: a shell in a pseudo-terminal, its screen kept by pyte, keys sent as bytes.

Nothing here sleeps: whoever sends a key waits for what the screen shows then, and fails at a deadline. The
terminal says that it knows frames (mode 2026), as most do today, and is looked at between frames only.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyte

_PATIENCE = 90.0
"""Seconds after which what was waited for is taken not to come."""

_PROMPT = "shell: "

_ASKS_FOR_FRAMES, _KNOWS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME = re.compile(rb"\x1b\[\?2026([hl])")
_UNKNOWN = re.compile(rb"\x1b\[([<>=][\d;]*[a-z]|\?[\d;]*\$p)")
"""What a terminal passes over that does not know it; pyte would write the letter."""

KEYS = {
    "Enter": b"\r",
    "Esc": b"\x1b",
    "Down": b"\x1b[B",
    "Tab": b"\t",
    "Ctrl+O": b"\x0f",
    "Ctrl+P": b"\x10",
    "Ctrl+S": b"\x13",
    "Ctrl+Z": b"\x1a",
}
"""What a terminal sends for keys that are no letters."""


class _Screen(pyte.Screen):
    """A screen that is left empty by what ran on another: pyte keeps but one."""

    def reset_mode(self, *modes: int, **how: bool) -> None:
        """Leave a mode, such as that of the other screen."""
        super().reset_mode(*modes, **how)
        if 1049 in modes:
            self.erase_in_display(2)
            self.cursor_position()


class Terminal:
    """A shell on a terminal, and what stands on its screen.

    Args:
        width: columns.
        height: rows.
        folder: where the shell is.
        environment: added to a bare one.
    """

    def __init__(self, width: int, height: int, folder: Path, environment: Mapping[str, str]) -> None:
        self._screen = _Screen(width, height)
        self._sent = b""  # of a sequence that has not come to its end
        self._in_frame = False
        self._stream = pyte.ByteStream(self._screen)
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        bare = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PS1": _PROMPT,
        }
        self._shell = subprocess.Popen(
            ["/bin/bash", "--norc", "--noprofile", "-i"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**bare, **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here
        )
        os.close(theirs)
        self.wait(lambda: self.at_prompt)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The same in one, with single spaces."""
        return " ".join(" ".join(self.lines).split())

    @property
    def at_prompt(self) -> bool:
        """Whether the shell waits for a command, with nothing typed yet."""
        return self.lines[self._screen.cursor.y] == _PROMPT.rstrip()

    @property
    def text_of_article(self) -> list[str]:
        """The lines in which the article stands, which has the right part of the screen, or all of it."""
        width = self._screen.columns
        lines = [line.rpartition("▕")[2] if width >= 80 else line for line in self.lines]
        return lines[1:-4]

    @property
    def background(self) -> str:
        """The colour of the screen's upper left corner, as ``rrggbb`` or a name."""
        return str(self._screen.buffer[1][0].bg)

    def press(self, *keys: str) -> None:
        """Send keys by their names, or letters."""
        for key in keys:
            os.write(self._ours, KEYS.get(key, key.encode()))

    def see(self, said: str) -> None:
        """Wait until a text stands on the screen, wherever its lines are broken."""
        self.wait(lambda: said in self.text, said)

    def miss(self, said: str) -> None:
        """Wait until a text stands on the screen no more."""
        self.wait(lambda: said not in self.text, f"no {said}")

    def change(self, *keys: str) -> None:
        """Send keys, and wait until something else stands in the place of the article."""
        before = self.text_of_article
        self.press(*keys)
        self.wait(lambda: self.text_of_article != before, "a change")

    def run(self, command: str) -> str:
        """Run a command in the shell; gives what the screen shows once it has ended."""
        # What is typed is on the screen too, but with a sum that only the shell's answer works out.
        self.press(f"clear; {command}; echo ended $((2+3))", "Enter")
        self.see("ended 5")
        self.wait(lambda: self.at_prompt, "the end of the command")
        return self.text

    def wait(self, there: Callable[[], bool], what: str = "the prompt") -> None:
        """Take in what comes until something is so.

        Raises:
            AssertionError: it is not so by the deadline, or the terminal is gone.
        """
        deadline = time.monotonic() + _PATIENCE
        while self._in_frame or not there():
            ready, _, _ = select.select([self._ours], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise AssertionError("\n".join((f"not seen: {what}", *self.lines)))
            self._take(os.read(self._ours, 65536))

    def _take(self, sent: bytes) -> None:
        """Put what came on the screen, but for a sequence at its end that may go on."""
        whole = self._sent + sent
        cut = whole.rfind(b"\x1b", max(0, len(whole) - 64))
        cut = len(whole) if cut < 0 or re.match(rb"\x1b(\[[^@-~]*[@-~]|[^\[])", whole[cut:]) else cut
        whole, self._sent = whole[:cut], whole[cut:]
        if _ASKS_FOR_FRAMES in whole:
            os.write(self._ours, _KNOWS_FRAMES)
        for mark in _FRAME.findall(whole):
            self._in_frame = mark == b"h"
        self._stream.feed(_UNKNOWN.sub(b"", whole))

    def close(self) -> None:
        """End the shell and what runs in it, as closing a window does."""
        os.close(self._ours)
        try:
            self._shell.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._shell.pid, signal.SIGKILL)
            self._shell.wait()


@contextmanager
def terminal(width: int, height: int, home: Path) -> Iterator[Terminal]:
    """A shell at home, in an account where nobody used careader yet."""
    places = {name: os.fspath(home / name) for name in ("data", "cache", "config", "state")}
    environment = {f"XDG_{name.upper()}_HOME": place for name, place in places.items()}
    opened = Terminal(width, height, home, {"HOME": os.fspath(home), **environment})
    try:
        yield opened
    finally:
        opened.close()
