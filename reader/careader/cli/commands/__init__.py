"""The commands, a module each: `takes` says what a command can be given, `run` does it.

A command prints what it found and yields a complaint for each thing that went wrong: one line on stderr, and
an exit code that says so. `careader.cli.program` imports the module of the command that was asked for and no
other, so a command starts as quickly as what it needs.
"""
