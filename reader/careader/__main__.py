"""``python -m careader``: the same as ``careader``."""

import sys

from careader.cli import main

if __name__ == "__main__":  # helper processes that read captures import this module too
    sys.exit(main())
