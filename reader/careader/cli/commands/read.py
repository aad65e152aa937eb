"""``careader [PATH…]``: the interface on a terminal, the front page as text elsewhere."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator

from careader.cli.output import Complaint
from careader.corpus import choose, nothing_to_read


def run(options: Namespace) -> Iterator[Complaint]:
    """Launch the interface, or print the front page."""
    if options.paths and (reasons := nothing_to_read(options.paths)):
        yield from reasons
        return
    choice = choose(options.paths)
    if options.plain:
        from careader.cli.commands import line_by_line

        yield from line_by_line.run(choice)
        return
    if _can_show_interface():
        from careader.ui import launch

        if launch(choice):
            yield "the interface ended with an error"
        return
    from careader.cli.commands import front_page

    yield from front_page.run(choice)


def _can_show_interface() -> bool:
    """Whether the interface can be drawn: on a terminal, of which it uses stderr."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream and stream.isatty() for stream in streams) or os.environ.get("TERM") == "dumb":
        return False
    return (sys.stderr.encoding or "").lower().startswith("utf")
