"""The interface: the only part that knows Textual. Nothing of it is imported before it is launched."""

import gc

from reader.corpus import Choice
from reader.errors import StateError


def launch(choice: Choice) -> int:
    """Read a corpus and show it until the reader leaves; returns the exit code.

    Raises:
        StateError: marks could not be saved, not at the end either.
    """
    # What a start makes stays until the end: to look through it for garbage, again and again, costs a tenth
    # of the start. The app turns the collector on when it has painted (`CareaderApp.on_ready`).
    gc.disable()

    from reader import locations
    from reader.ui.app import CareaderApp
    from reader.ui.session import Session

    session = Session(choice, locations.state_db())
    app = CareaderApp(session)
    try:
        app.run()
    finally:
        session.close()
    if session.problem:
        raise StateError(f"marks were not saved: {session.problem}")
    return app.return_code or 0
