"""Any sequence of actions on two stores of one file, against the plainest model: sets and a dictionary."""

import itertools
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reader.state.models import Change, Mark, Position
from reader.state.store import Store

KEYS = st.lists(st.sampled_from(["a", "b", "c", "d", "é\0", ""]), max_size=4)
STORES = st.integers(0, 1)
POSITIONS = st.builds(Position, st.integers(0, 500), st.integers(0, 2**40))


class TwoStores(RuleBasedStateMachine):
    """Two stores of one file; the model is what a reader would write down on paper."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "state.db"
        self.clock = itertools.count().__next__
        self.stores = [Store.open(self.path, clock=self.clock) for _ in range(2)]
        self.order = itertools.count()
        self.marked: dict[Mark, set[str]] = {mark: set() for mark in Mark}
        self.positions: dict[str, tuple[int, Position]] = {}
        self.views: dict[str, str] = {}
        self.changes: list[Change] = []
        self.changed_elsewhere = [False, False]

    def committed(self, by: int, *, something: bool) -> None:
        self.changed_elsewhere[1 - by] |= something

    def expect(self, by: int, change: Change, mark: Mark, keys: list[str], on: bool) -> None:  # noqa: FBT001 - as Store.set
        marked = self.marked[mark]
        expected = tuple(key for key in dict.fromkeys(keys) if (key in marked) != on)
        assert change == Change(mark, on, expected)
        self.marked[mark] = marked | set(keys) if on else marked - set(keys)
        self.committed(by, something=bool(expected))

    @rule(by=STORES, mark=st.sampled_from(Mark), keys=KEYS, on=st.booleans())
    def set(self, by: int, mark: Mark, keys: list[str], on: bool) -> None:  # noqa: FBT001 - as Store.set
        change = self.stores[by].set(mark, keys, on)
        self.expect(by, change, mark, keys, on)
        self.changes.append(change)

    @rule(by=STORES)
    def undo(self, by: int) -> None:
        if self.changes:
            undone = self.changes.pop().inverse()
            change = self.stores[by].apply(undone)
            self.expect(by, change, undone.mark, list(undone.keys), undone.on)

    @rule(by=STORES, keys=KEYS, position=POSITIONS)
    def set_position(self, by: int, keys: list[str], position: Position) -> None:
        self.stores[by].set_position(keys, position)
        order = next(self.order)
        self.positions |= dict.fromkeys(keys, (order, position))
        self.committed(by, something=bool(keys))

    @rule(by=STORES, keys=KEYS)
    def position(self, by: int, keys: list[str]) -> None:
        known = [self.positions[key] for key in keys if key in self.positions]
        expected = max(known, key=lambda entry: entry[0])[1] if known else None
        assert self.stores[by].position(keys) == expected

    @rule(by=STORES, corpus=st.text(max_size=3), view=st.text(max_size=9))
    def set_view(self, by: int, corpus: str, view: str) -> None:
        self.stores[by].set_view(corpus, view)
        self.views[corpus] = view
        self.committed(by, something=True)

    @rule(by=STORES)
    def look(self, by: int) -> None:
        assert self.stores[by].changed_elsewhere() == self.changed_elsewhere[by]
        self.changed_elsewhere[by] = False

    @rule(which=STORES)
    def reopen(self, which: int) -> None:
        self.stores[which].close()
        self.stores[which] = Store.open(self.path, clock=self.clock)
        self.changed_elsewhere[which] = False

    @invariant()
    def both_stores_agree_with_the_model(self) -> None:
        with Store.in_memory(self.path) as copy:
            for store in (*self.stores, copy):
                for mark in Mark:
                    assert store.marked(mark) == self.marked[mark]
                assert {corpus: store.view(corpus) for corpus in self.views} == self.views

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        self.folder.cleanup()


TwoStores.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,  # a slow disk is no defect
    suppress_health_check=[HealthCheck.too_slow],
)
test_two_stores = TwoStores.TestCase
