"""Any sequence of actions on two stores of one file, against the plainest model: sets and a dictionary."""

import itertools
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from careader.state.models import Mark, MarkChange, Position
from careader.state.store import Store
from tests.state.support import all_seen, inverse

KEYS = st.lists(st.sampled_from(["a", "b", "c", "d", "é\0", ""]), max_size=4)
STORES = st.integers(0, 1)
GROUPS = st.permutations(["a", "b", "c", "d", "é\0", ""]).flatmap(
    lambda keys: st.builds(lambda cut: [keys[:cut], keys[cut:]], st.integers(0, len(keys)))
)
POSITIONS = st.builds(Position, st.integers(0, 500), st.integers(0, 2**40))


class Note(NamedTuple):
    """A note of the model: when its wording was set, when it was begun, and the text, "" once taken away."""

    at: int
    begun: int
    text: str


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
        self.seen: dict[str, tuple[int, str]] = {}
        self.notes: dict[str, Note] = {}
        self.views: dict[str, str] = {}
        self.changes: list[MarkChange] = []
        self.changed_elsewhere = [False, False]

    def committed(self, by: int, *, something: bool) -> None:
        self.changed_elsewhere[1 - by] |= something

    def expect(self, by: int, change: MarkChange, mark: Mark, keys: list[str], on: bool) -> None:  # noqa: FBT001 - as Store.set
        marked = self.marked[mark]
        expected = tuple(key for key in dict.fromkeys(keys) if (key in marked) != on)
        assert change == MarkChange(mark, on, expected)
        self.marked[mark] = marked | set(keys) if on else marked - set(keys)
        self.committed(by, something=bool(expected))

    @rule(by=STORES, mark=st.sampled_from(Mark), keys=KEYS, on=st.booleans())
    def set(self, by: int, mark: Mark, keys: list[str], on: bool) -> None:  # noqa: FBT001 - as Store.set
        change = self.stores[by].set_mark(mark, keys, on)
        self.expect(by, change, mark, keys, on)
        self.changes.append(change)

    @rule(by=STORES)
    def undo(self, by: int) -> None:
        if self.changes:
            undone = inverse(self.changes.pop())
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
        expected = max(known)[1] if known else None
        assert self.stores[by].position(keys) == expected

    @rule(by=STORES, keys=KEYS, digest=st.sampled_from("xyz"))
    def set_seen(self, by: int, keys: list[str], digest: str) -> None:
        self.stores[by].set_seen(dict.fromkeys(keys, digest))
        order = next(self.order)
        new = {key: (order, digest) for key in keys if key not in self.seen or self.seen[key][1] != digest}
        self.seen |= new
        self.committed(by, something=bool(new))

    @rule(by=STORES, keys=KEYS, text=st.sampled_from(["", "x", "y\0", "xy", "z"]))
    def set_note(self, by: int, keys: list[str], text: str) -> None:
        self.stores[by].set_note(keys, text)
        order = next(self.order)
        begun = min((self.notes[key].begun for key in keys if key in self.notes), default=order)
        had = {key: self.notes[key].text if key in self.notes else "" for key in keys}
        new = {key: Note(order, begun, text) for key in keys if had[key] != text}
        self.notes |= new
        self.committed(by, something=bool(new))

    def note(self, keys: Iterable[str]) -> Note | None:
        """The note of the model: the latest wording of each that was begun, without what others hold."""
        rows = sorted(self.notes[key] for key in keys if key in self.notes)
        if not rows:
            return None
        wordings = {row.begun: row.text for row in sorted(rows, key=lambda row: (row.at, row.text))}
        texts: list[str] = []
        for text in (wordings[begun] for begun in sorted(wordings)):
            if not any(text in other for other in texts):
                texts = [other for other in texts if other not in text] + [text]
        return Note(rows[-1].at, min(wordings), "\n\n".join(texts))

    @rule(by=STORES, keys=KEYS)
    def ask_for_an_article(self, by: int, keys: list[str]) -> None:
        note = self.note(keys)
        assert self.stores[by].note(keys) == (note.text or None if note else None)
        assert self.stores[by].seen(keys) == {self.seen[key][1] for key in keys if key in self.seen}

    @rule(by=STORES, groups=GROUPS)
    def spread(self, by: int, groups: list[list[str]]) -> None:
        given = self.stores[by].spread(groups)
        for group in groups:
            for marked in self.marked.values():
                marked.update(group if marked & set(group) else ())
            if known := [self.positions[key] for key in group if key in self.positions]:
                self.positions.update(dict.fromkeys(group, max(known)))
            if digests := [self.seen[key] for key in group if key in self.seen]:
                self.seen.update(dict.fromkeys(group, max(digests)))
            if note := self.note(group):
                self.notes.update(dict.fromkeys(group, note))
        self.committed(by, something=given > 0)
        assert self.stores[by].spread(groups) == 0

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
                assert all_seen(store) == {key: digest for key, (_, digest) in self.seen.items()}
                noted = {key: note.text for key, note in self.notes.items() if note.text}
                assert store.noted() == noted.keys()
                assert {key: store.note([key]) for key in noted} == noted
                anything = {*noted, *self.seen, *self.positions}.union(*self.marked.values())
                assert store.marked_keys() == anything

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
