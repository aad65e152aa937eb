"""The interface on a screen that is not there, always the same."""

import locale
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from careader import locations
from careader.capture import Capture
from careader.corpus import Choice, Origin, choose, load
from careader.sitting.indexing import Indexing
from careader.sitting.session import Session
from careader.ui.app import CareaderApp
from tests.support import corpus_of
from tests.ui.support import SAMPLE, MakeApp, OpenApp, Screen


@pytest.fixture(autouse=True)
def terminal(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same terminal for every test, and no timer that goes off while a test looks."""
    del home  # only asked for so that it comes first
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in (
        "TMUX",
        "WAYLAND_DISPLAY",
        "DISPLAY",
    ):  # no test copies to a real clipboard
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("careader.ui.screens.reader._LOOK", 3600.0)
    monkeypatch.setattr("careader.ui.index_worker._SOON", 0.0)
    monkeypatch.setattr("careader.ui.widgets.panes._REST", 3600.0)
    monkeypatch.setattr("careader.ui.screens.note._PAUSE", 3600.0)
    monkeypatch.setattr("careader.ui.safe_text._SECONDS", 3600.0)
    monkeypatch.setattr("careader.ui.safe_text._SECONDS_OF_TROUBLE", 3600.0)
    monkeypatch.setattr("careader.ui.clipboard._SECONDS", 60.0)
    locale.setlocale(locale.LC_TIME, "C")


@pytest.fixture
def make_app(tmp_path: Path) -> Iterator[MakeApp]:
    """Makes apps, and closes what they read from in the end."""
    sessions: list[Session] = []

    def make(source: Sequence[Path] | Sequence[Capture]) -> CareaderApp:
        captures = [each for each in source if isinstance(each, Capture)]
        if captures:
            made = Choice(Origin.PATHS, (Path("made"),))
            corpus = corpus_of(captures, tmp_path / "made" / "index.db")
            session = Session(made, locations.state_db(), lambda *_: corpus)
            app = CareaderApp(session)
        else:
            paths = [each for each in source if isinstance(each, Path)]
            choice = choose(paths)
            session = Session(choice, locations.state_db(), lambda *given: load(*given).corpus)
            app = CareaderApp(session, partial(Indexing, choice))
        sessions.append(session)
        app.animation_level = "none"
        return app

    yield make
    for session in sessions:
        session.leave()


@pytest.fixture
def open_app(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> OpenApp:
    """Starts careader: on the sample at 120×40 unless told otherwise.

    Pilot sleeps until the process looks idle, which takes a second on a busy machine and proves nothing;
    here it waits until all messages are handled.
    """

    @asynccontextmanager
    async def start(
        paths: Sequence[Path] | Sequence[Capture] = (SAMPLE,), size: tuple[int, int] = (120, 40)
    ) -> AsyncIterator[Screen]:
        app = make_app(paths)
        async with app.run_test(size=size, notifications=True) as pilot:
            screen = Screen(app, pilot)

            async def wait_for_idle(*_: float) -> None:
                await screen.drain()

            for user in ("textual.app", "textual.pilot"):
                monkeypatch.setattr(f"{user}.wait_for_idle", wait_for_idle)
            await screen.settle()
            yield screen

    return start
