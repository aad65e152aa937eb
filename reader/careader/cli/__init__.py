"""The command line: what can be asked, what each command does, and the forms in which it answers."""

from careader.cli.program import main

__all__ = ["main"]
