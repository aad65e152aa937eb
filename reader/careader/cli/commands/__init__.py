"""The commands, a module each: `takes` declares the arguments, `run` does the work.

A command prints its results, and yields a complaint for each thing that goes wrong: a line on stderr and an
exit code. `careader.cli.program` imports only the module of the command that is used, so that it starts
quickly.
"""
