"""The command line: the arguments, the commands, and the forms of their output."""

from careader.cli.program import main

__all__ = ["main"]
