"""careader as a process on a terminal: it shows, leaves with 0, and lets no escape of a capture through."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest

from tests.ui.support import SAMPLE

pty = pytest.importorskip("pty", reason="a pseudo-terminal needs POSIX")

Leave = Callable[[Path, bytes, bytes], tuple[int, bytes]]


@pytest.fixture
def run_on_terminal() -> Leave:
    """Starts careader on a path; once it has shown a text, sends keys; gives exit code and all it sent."""

    def run(path: Path, shown: bytes, keys: bytes) -> tuple[int, bytes]:
        import fcntl
        import struct
        import termios

        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        command = [sys.executable, "-m", "careader", str(path)]
        with subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=SAMPLE.parent
        ) as careader:
            os.close(theirs)
            sent, asked = b"", False
            patience = Timer(20, careader.kill)
            patience.start()
            try:
                while more := os.read(ours, 65536):
                    sent += more
                    if not asked and shown in sent:
                        asked = os.write(ours, keys) > 0
            except OSError:
                pass  # on Linux the end of a terminal is an error, not an empty read
            finally:
                patience.cancel()
                os.close(ours)
            return careader.wait(30), sent

    return run


def test_q_leaves_with_0_and_gives_the_terminal_back(run_on_terminal: Leave) -> None:
    code, sent = run_on_terminal(SAMPLE, b"Astana", b"q")
    assert code == 0
    assert b"\x1b[?1049h" in sent
    assert sent.index(b"\x1b[?1049l") > sent.index(b"Astana")
    assert b"Traceback" not in sent


def test_no_escape_of_a_capture_reaches_the_terminal(run_on_terminal: Leave, tmp_path: Path) -> None:
    page = tmp_path / "page \x1b]0;named\x07.txt"
    page.write_text(
        "• KGS/USD = 0.01144 0%\n10 December 2025\n\nHeadline With \x1b]0;owned\x07 an Escape\n\n"
        "Body \x1b[31mred\x1b[0m and \x9b31m and \u202eright to left\u202c text.\n",
        encoding="utf-8",
    )
    code, sent = run_on_terminal(page, b"Headline With", b"\rq")
    assert code == 0
    for escape in (b"\x1b]0;owned", b"\x1b]0;named", b"\x1b[31mred", b"\xc2\x9b", "\u202e".encode()):
        assert escape not in sent
    assert "␛]0;owned␇".encode() in sent
