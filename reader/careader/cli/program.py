"""The program: runs a command, and turns every error into a line on stderr and an exit code."""

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from careader.cli import arguments
from careader.cli.output import complain
from careader.errors import CareaderError, IndexDamagedError, UsageError
from careader.words import reason

DONE, PARTIAL, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; nothing found or only partly done; wrong arguments; Ctrl+C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run careader; returns the exit code and raises nothing.

    Args:
        argv: the arguments; None for those of the process, in which a second Ctrl+C then ends at once.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout:
            sys.stdout.flush()
    except (
        BrokenPipeError
    ):  # the reader of the output has closed it, as `head` does in `careader list | head`
        code = DONE
    except OSError as error:
        complain(f"{error.filename or 'standard output'}: {reason(error)}")
        code = PARTIAL
    except KeyboardInterrupt:
        if argv is None:  # Python would print a traceback if it were interrupted again at its exit
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        return INTERRUPTED
    else:
        return code
    # At exit Python would flush the streams again, and print an error of its own.
    with Path(os.devnull).open("w") as nothing:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            os.dup2(nothing.fileno(), stream.fileno())
    return code


def _run(argv: list[str]) -> int:
    if not sys.stdout:  # Python would print nothing, without an error
        complain("standard output: closed")
        return PARTIAL
    code = DONE
    try:
        command, options = arguments.parse(argv)
        for complaint in import_module(f"careader.cli.commands.{command}").run(options):
            complain(complaint)
            code = PARTIAL
    except SystemExit:  # help or version, printed
        return DONE
    except UsageError as error:
        complain(error)
        return WRONG_USE
    except IndexDamagedError as error:
        error.index.unlink(missing_ok=True)
        complain(f"the index is damaged and was thrown away, the next command makes it anew: {error}")
        return PARTIAL
    except CareaderError as error:
        complain(error)
        return PARTIAL
    return code
