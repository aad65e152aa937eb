"""``python -m reader``: the same as ``careader``."""

import sys

from reader.cli import main

sys.exit(main())
