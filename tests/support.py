"""What tests of the command line share."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
"""The source tree."""


@dataclass(frozen=True)
class Ran:
    """What one run of careader came to."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it printed, line by line."""
        return self.out.splitlines()

    @property
    def complaints(self) -> list[str]:
        """Its lines on stderr."""
        return self.err.splitlines()

    @property
    def records(self) -> list[Any]:
        """What it printed as JSON."""
        return [json.loads(line) for line in self.lines]


Careader = Callable[..., Ran]
"""Runs careader with arguments, each made a text; ``stdin=`` is what it can read there."""
