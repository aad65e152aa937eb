"""The command line: what can be asked, what each command does, and the forms in which it answers."""

from careader.cli.commands import main

__all__ = ["main"]
