"""A sitting on made-up captures, without a screen."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from careader import locations
from careader.capture import Capture
from careader.corpus import Choice, Origin
from careader.sitting.session import Session
from tests.support import corpus_of

OpenSession = Callable[..., Session]


@pytest.fixture
def open_session(home: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """Opens a sitting on captures; the reader's state is the same for all of a test."""
    del home
    with ExitStack() as stack:

        def start(captures: Sequence[Capture], state: Path | None = None) -> Session:
            corpus = corpus_of(captures, tmp_path / "sitting" / "index.db")
            choice = Choice(Origin.PATHS, (Path("made"),))
            session = Session(choice, state or locations.state_db(), lambda *_: corpus)
            return stack.enter_context(closing(session))

        yield start
