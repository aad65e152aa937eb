"""Driving the terminal: skip bytes that are no keys, and restore the terminal however careader ends."""

import asyncio
import os
import re
import signal
from codecs import getincrementaldecoder
from selectors import EVENT_READ, SelectSelector
from threading import Timer

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_OLD_MOUSE_REPORT = rb"\x1b\[M[\x20-\xff]{3}"
"""A mouse report of a terminal without SGR mouse mode. Columns beyond 95 make bytes that are not UTF-8."""

_FULL_KEY_REPORT = r"\x1b\[([\d;]*:[\d:;]*)u"
"""A key report of the kitty protocol with alternate keys or an event type. Textual cannot read it."""

_RELEASED = "3"
"""The event type of a released key."""

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
"""The sequences that a terminal sends before and after a paste."""

_PATIENCE = 3.0
"""Seconds that an orderly end may take after the terminal was closed."""


class PasteGuard:
    """Makes escape characters within a paste visible, as ``␛``.

    Textual's parser takes an escape character within a paste for the beginning of a key, and carries out the
    characters after it as keys, before the paste. So a pasted text could press any key.
    """

    def __init__(self) -> None:
        self._within = False
        self._before = ""

    def __call__(self, text: str) -> str:
        """Make the next text from the terminal safe; a cut sequence at its end waits for the next text."""
        passed = []
        if not self._within:
            whole = self._before + text
            at = whole.find(_PASTE_BEGINS)
            if at < 0:
                self._before = whole[1 - len(_PASTE_BEGINS) :]
                return text
            end = at + len(_PASTE_BEGINS) - len(self._before)
            passed, text = [text[:end]], text[end:]
            self._within, self._before = True, ""
        text, self._before = self._before + text, ""
        at = text.find(_PASTE_ENDS)
        if at < 0:
            kept = next(n for n in range(len(_PASTE_ENDS) - 1, -1, -1) if text.endswith(_PASTE_ENDS[:n]))
            self._before = text[len(text) - kept :]
            return "".join(passed) + text[: len(text) - kept].replace("\x1b", "␛")
        self._within = False
        passed += [text[:at].replace("\x1b", "␛"), _PASTE_ENDS]
        return "".join(passed) + self(text[at + len(_PASTE_ENDS) :])


class TerminalDriver(LinuxDriver):
    """Textual's driver, made to survive any bytes from the terminal and to end with the terminal."""

    def start_application_mode(self) -> None:
        """Take over the terminal. Signals that end the process then leave as the command Quit does."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        loop = asyncio.get_running_loop()
        for ending in (signal.SIGTERM, signal.SIGQUIT):
            loop.add_signal_handler(ending, self._app.exit)
        loop.add_signal_handler(signal.SIGHUP, self._end_with_terminal)

    def _end_with_terminal(self) -> None:
        """Leave, by force after some seconds: writing to a closed terminal can wait for ever."""
        self._app.exit()
        forced = Timer(_PATIENCE, os._exit, (0,))
        forced.daemon = True
        forced.start()

    def write(self, data: str) -> None:
        """Write to the terminal, unless the writing thread has ended: it ends when the terminal is closed."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def close(self) -> None:
        """Close the driver, unless its writing thread has ended."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().close()

    def run_input_thread(self) -> None:
        """Read keys and mouse until the app ends, and skip meaningless bytes and sequences."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("ignore").decode
        guard = PasteGuard()
        with SelectSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            while not self.exit_event.is_set():
                text = ""
                if selector.select(0.1):
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:
                        self._app.call_later(self._end_with_terminal)
                        return
                    text = guard(decode(re.sub(_OLD_MOUSE_REPORT, b"", data)))
                    text = re.sub(_FULL_KEY_REPORT, _short_key_report, text)
                parser = self._process(parser, text)

    def _process(self, parser: XTermParser, text: str) -> XTermParser:
        """Post the events of a text to the app; returns the parser for the next text."""
        try:
            for events in (parser.feed(text) if text else (), parser.tick()):
                for event in events:
                    self.process_message(event)
        except Exception:  # noqa: BLE001 - Textual's parser may raise anything for bytes that are no keys
            return XTermParser(self._debug)
        return parser


def _short_key_report(report: re.Match[str]) -> str:
    """A key report without alternate keys and event type; "" for a released key."""
    fields = [each.split(":") for each in report[1].split(";")]
    if len(fields) > 1 and fields[1][1:2] == [_RELEASED]:
        return ""
    return f"\x1b[{';'.join(each[0] for each in fields)}u"
