"""The commands, one module each: `declare_arguments` declares the arguments, `run` does the work.

`run` prints the results. For each error it yields a complaint: `careader.cli.program` prints the complaint on
stderr and returns an exit code. The program imports only the module of the used command, to start quickly.
"""
