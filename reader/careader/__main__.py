"""``python -m careader``: the same as ``careader``."""

import sys

from careader.cli import main

if __name__ == "__main__":  # a process that helps to read captures imports this too
    sys.exit(main())
