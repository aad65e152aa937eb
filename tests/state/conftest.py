"""What the tests of the state share: a place for a file, a clock that never repeats, an open store."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from careader.state.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "state.db"


@pytest.fixture
def clock() -> Callable[[], float]:
    """Seconds that go up by one at each look, from a thousand."""
    return itertools.count(1000.0).__next__


@pytest.fixture
def store(path: Path, clock: Callable[[], float]) -> Iterator[Store]:
    with Store.open(path, timeout=0.05, clock=clock) as opened:
        yield opened
