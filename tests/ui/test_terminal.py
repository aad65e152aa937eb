"""careader as a process on a terminal: it shows, leaves with 0, and lets no escape of a capture through."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.ui.terminal import PasteGuard
from tests.ui.support import SAMPLE
from tests.ui.terminal import terminal

pty = pytest.importorskip("pty", reason="a pseudo-terminal needs POSIX")

Leave = Callable[..., tuple[int, bytes]]


@pytest.fixture
def run_on_terminal() -> Leave:
    """Starts careader on a path; once it has shown a text, sends keys; gives exit code and all it sent.

    Instead of keys, or after them, it can be given a signal, once it has shown another text.
    """

    def run(
        path: Path, shown: bytes, keys: bytes, then: bytes = b"", ending: int | None = None
    ) -> tuple[int, bytes]:
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
            sent, asked, ended = b"", False, ending is None
            patience = Timer(120, careader.kill)
            patience.start()
            try:
                while more := os.read(ours, 65536):
                    sent += more
                    if not asked and shown in sent:
                        asked = not keys or os.write(ours, keys) > 0
                    if asked and not ended and then in sent:
                        careader.send_signal(ending or 0)
                        ended = True
            except OSError:
                pass  # on Linux the end of a terminal is an error, not an empty read
            finally:
                patience.cancel()
                os.close(ours)
            return careader.wait(120), sent

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


@pytest.mark.parametrize("ending", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_signals_leave_as_q_does(run_on_terminal: Leave, ending: str) -> None:
    code, sent = run_on_terminal(SAMPLE, b"Astana", b"", ending=signal.Signals[ending])
    assert code == 0
    for given_back in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l"):
        assert sent.index(given_back) > sent.index(b"Astana")
    assert b"Traceback" not in sent


@pytest.mark.parametrize(
    "noise",
    [
        b"\x80",
        b"\xff\xfe\xc3",
        b"\x1b[M \x84\x2a",
        b"\x1b[M\x20\xff\xff",
        b"\x1b[109;1:1u",
        b"\x1b[1086::106u",
        b"\x1b[<;;M",
        b"\x1b[\x80;u",
    ],
)
def test_bytes_that_are_no_keys_are_passed_over(run_on_terminal: Leave, noise: bytes) -> None:
    code, sent = run_on_terminal(SAMPLE, b"Astana", noise + b"?" + noise, b"Moving", signal.SIGTERM)
    assert code == 0
    assert b"Moving" in sent
    assert b"Traceback" not in sent


def test_a_paste_presses_no_key(tmp_path: Path) -> None:
    with terminal(80, 24, tmp_path) as screen:
        screen.press(f"careader {SAMPLE}", "Enter")
        screen.see("Astana and Ankara")
        screen.press("/")
        screen.see("Search the text")
        screen.press("\x1b[200~ice\x1b[2Jq\x1bq\r\nlake\x07\x1b[201~")
        screen.see("ice␛[2Jq␛q lake")


PASTE = "\x1b[200~{}\x1b[201~"


@given(
    st.lists(st.tuples(st.text("ab\x1b[]201~\r", max_size=12), st.text("jk\x1b[20", max_size=6)), max_size=3),
    st.data(),
)
def test_of_a_paste_only_its_two_ends_keep_their_escape(
    sent: list[tuple[str, str]], data: st.DataObject
) -> None:
    sent = [(pasted.replace("\x1b[201~", ""), keys.replace("\x1b[200", "")) for pasted, keys in sent]
    whole = "".join(PASTE.format(pasted) + keys for pasted, keys in sent)
    guard, passed, at = PasteGuard(), "", 0
    while at < len(whole):
        size = data.draw(st.integers(1, 8))
        passed += guard(whole[at : at + size])
        at += size
    assert passed == "".join(PASTE.format(pasted.replace("\x1b", "␛")) + keys for pasted, keys in sent)


def test_the_process_ends_with_its_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "careader", str(SAMPLE)]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path, start_new_session=True
    ) as careader:
        os.close(theirs)
        sent = b""
        while b"Astana" not in sent:
            sent += os.read(ours, 65536)
        os.close(ours)
        careader.wait(120)
        assert careader.returncode >= 0  # ended by itself
