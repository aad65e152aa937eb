"""The interface: the only room that imports Textual. Nothing imports this room before `careader` opens it."""

import gc
import sys
from typing import TYPE_CHECKING

from careader.corpus import Choice
from careader.errors import StateError

if TYPE_CHECKING:
    from careader.sitting.indexing import Indexing

_TURN = 0.001
"""Seconds that one thread may keep the other threads waiting. A thread of its own writes to the terminal:
with Python's own five milliseconds, each frame could come five milliseconds late.
"""


def launch(choice: Choice) -> int:
    """Show the interface until the reader leaves, and return the exit code.

    Raises:
        CareaderError: no index can be made, so there is nothing to read.
        StateError: marks are still not saved when the reader leaves.
    """
    # The objects of the start live until the end: to search them for garbage again and again costs a tenth
    # of the start. `CareaderApp.on_ready` turns the collector on after the first frame.
    gc.disable()
    sys.setswitchinterval(_TURN)

    from careader import locations
    from careader.corpus.opening import open_corpus
    from careader.sitting.session import Session
    from careader.ui.app import CareaderApp

    session = Session(choice, locations.state_db(), open_corpus)

    def indexing() -> "Indexing":
        from careader.sitting.indexing import Indexing  # imports the parser, so after the first frame

        return Indexing(choice)

    app = CareaderApp(session, indexing)
    try:
        app.run()
    finally:
        session.leave()
    if session.state.problem:
        raise StateError(f"marks were not saved: {session.state.problem}")
    return app.return_code or 0
