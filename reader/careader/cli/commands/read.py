"""``careader [PATH…]``: the interface on a terminal; elsewhere, the front page as text."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator

from careader.cli.output import Complaint, complain
from careader.corpus import choose, nothing_to_read


def run(options: Namespace) -> Iterator[Complaint]:
    """Launch the interface, or print the front page."""
    choice = choose(options.paths)
    if options.paths and (reasons := nothing_to_read(choice)):
        yield from reasons
        return
    if options.plain:
        from careader.cli import line_by_line

        yield from line_by_line.run(choice)
        return
    hindrance = _hindrance()
    if hindrance is None:
        from careader.ui import launch

        if launch(choice):
            yield "the interface ended with an error"
        return
    from careader.cli import front_page

    if hindrance:
        complain(f"the interface cannot be shown: {hindrance}. careader --plain reads line by line")
    yield from front_page.run(choice)


def _hindrance() -> str | None:
    """Why the interface cannot be shown; None where it can be shown.

    "" where stdout is not a terminal: the user then does not expect the interface. The interface is drawn on
    stderr.
    """
    if not (sys.stdout and sys.stdout.isatty()):
        return ""
    for name, stream in (("stdin", sys.stdin), ("stderr", sys.stderr)):
        if not (stream and stream.isatty()):
            return f"{name} is no terminal"
    if os.environ.get("TERM") == "dumb":
        return "TERM=dumb"
    encoding = sys.stderr.encoding or "an unknown encoding"
    return None if encoding.lower().startswith("utf") else f"the terminal takes {encoding}, not UTF-8"
