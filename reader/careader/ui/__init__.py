"""The interface: the only part that knows Textual. Nothing of it is imported before it is launched."""

import gc
import sys
from typing import TYPE_CHECKING

from careader.corpus import Choice
from careader.errors import StateError

if TYPE_CHECKING:
    from careader.sitting.indexing import Indexing

_TURN = 0.001
"""Seconds that one thread may keep the other threads waiting. Textual writes to the terminal on its
own thread: with the five milliseconds that Python allows, a frame can come five milliseconds late.
"""


def launch(choice: Choice) -> int:
    """Show the interface until the reader leaves; returns the exit code.

    Raises:
        CareaderError: no index can be made, so nothing be read.
        StateError: marks could not be saved, not at the end either.
    """
    # What a start makes stays until the end: to look through it for garbage, again and again, costs a tenth
    # of the start. The app turns the collector on when it has painted (`CareaderApp.on_ready`).
    gc.disable()
    sys.setswitchinterval(_TURN)

    from careader import locations
    from careader.corpus.opening import open_corpus
    from careader.sitting.session import Session
    from careader.ui.app import CareaderApp

    session = Session(choice, locations.state_db(), open_corpus)

    def indexing() -> "Indexing":
        from careader.sitting.indexing import Indexing  # imports the parser: not before the first frame

        return Indexing(choice)

    app = CareaderApp(session, indexing)
    try:
        app.run()
    finally:
        session.close()
    if session.state.problem:
        raise StateError(f"marks were not saved: {session.state.problem}")
    return app.return_code or 0
