"""What the words of a query may mean: words of headlines, or runs of word beginnings.

A typed word may be several words written together; two typed words may be one word; and a typed word that
fits neither well may be a run of word beginnings (`Runs`).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from math import log
from typing import NamedTuple

from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.row_sets import RowSets, rows_in
from careader.find.jump.run_fit import RunFit
from careader.find.jump.run_together import told_apart
from careader.find.jump.runs import Runs
from careader.find.spellings import other_names

_OTHER_NAME = 0.93  # likelihood of each word of another name of the typed word
_IN_TWO = 0.95  # likelihood of each of two words that headlines write apart: healthcare, health care

_GUESSED = 0.9  # and each word that is guessed to be one of several, where they are a run without a flaw

_STRANGE = 2  # mistyped or half-typed words among those written as one
_LIKELY = 0.7  # from this likelihood on, a part of a typed word counts as a word
_LOOKED_AT = 500  # headlines in which two words are looked for side by side
_REMEMBERED = 512  # typed words whose meanings are kept, for the next keystroke


_GOOD = 0.8
"""From this likelihood of a word of a headline on, no other reading of the typed word is tried."""


@dataclass(slots=True)
class TypedWord:
    """One word of a query.

    Attributes:
        text: its plain form.
        similar: the likelihood of each word of headlines that it may mean, by number in the vocabulary.
        run_together: the same for words that mean this typed word and its neighbour together; each with the
            letters that were typed for it.
        runs: the rows in which the typed word may be a run of word beginnings, each with the best fit.
        weight: what a headline earns by answering it; rarer words weigh more.
    """

    text: str
    similar: dict[int, float]
    run_together: dict[int, tuple[float, str]] = field(default_factory=dict)
    runs: dict[int, RunFit] = field(default_factory=dict)
    weight: float = 0.0

    def join(self, text: str, meanings: dict[int, float]) -> None:
        """Add the meanings of ``text``, which is this typed word and a neighbour written together."""
        for number, likeness in meanings.items():
            if likeness > self.run_together.get(number, (0.0, ""))[0]:
                self.run_together[number] = likeness, text

    def likenesses(self) -> dict[int, float]:
        """The likelihood of all words of headlines that it may mean, alone or with a neighbour."""
        found = {number: likeness for number, (likeness, _) in self.run_together.items()}
        for number, likeness in self.similar.items():
            found[number] = max(likeness, found.get(number, 0.0))
        return found

    def letters_for(self, number: int) -> str:
        """The letters typed for a word of a headline: this word, or this word and its neighbour together."""
        likeness, together = self.run_together.get(number, (0.0, ""))
        return together if likeness > self.similar.get(number, 0.0) else self.text


class _Parts(NamedTuple):
    """The words that a typed word writes together, such as ``silk`` and ``road`` of ``silkroad``.

    Attributes:
        words: the words; empty where the typed word is a single word.
        likely: the likelihood of this reading.
        sure: whether all are words of headlines, and some headline has all of them.
    """

    words: list[str]
    likely: float = 1.0
    sure: bool = False


class Meanings:
    """Finds what typed words may mean.

    Args:
        words: the words of the headlines.
        sets: the sets of their rows.
    """

    def __init__(self, words: HeadlineWords, sets: RowSets) -> None:
        self._words = words
        self._sets = sets
        self._vocabulary = words.vocabulary
        self._runs = Runs(words, sets)
        self._similar_to: dict[str, dict[int, float]] = {}
        self._compound_of: dict[tuple[str, str], dict[int, float]] = {}
        self._parts_of: dict[str, _Parts] = {}
        self._runs_of: dict[str, dict[int, RunFit]] = {}

    def readings(self, words: Iterable[str], go_on: Callable[[], None]) -> list[list[TypedWord]]:
        """The ways to read a query: one, or two where a word may be a run of beginnings or several words.

        Args:
            words: the words of the query.
            go_on: called after each step of some milliseconds; raises `Cancelled` to end the search.
        """
        in_words: list[TypedWord] = []
        in_runs: list[TypedWord] = []
        for word in words:
            runs = self._runs_in(word, go_on)
            in_a_row = any(not way.flawed for way in runs.values())
            typed = self._read(word, _GUESSED if in_a_row else 1.0)
            in_words += typed
            if runs:
                in_runs.append(TypedWord(word, self._similar(word), runs=runs))
                if len(typed) == 1:
                    in_words[-1] = in_runs[-1]
            else:
                in_runs += typed
            go_on()
        readings = [in_words] if [*map(id, in_runs)] == [*map(id, in_words)] else [in_words, in_runs]
        for typed in readings:
            for first, second in pairwise(typed):
                compound = self._compound(first.text, second.text)
                first.join(first.text + second.text, compound)
                second.join(first.text + second.text, compound)
                go_on()
            for each in typed:
                each.weight = self._weight(each)
        return readings

    def _read(self, word: str, likely: float = 1.0) -> list[TypedWord]:
        """A word as it was typed, or the words that it writes together."""
        own = {number: likeness * likely for number, likeness in self._similar(word).items()}
        parts = self._parts(word)
        if not parts.words:
            return [TypedWord(word, own)]
        typed = [each for part in parts.words for each in self._read(part, likely * parts.likely)]
        for each in typed:
            each.join(word, own)
        return typed

    def _runs_in(self, word: str, go_on: Callable[[], None]) -> dict[int, RunFit]:
        """The rows in which a word may be a run of beginnings; searched only where it means no word well."""
        found = self._runs_of.get(word)
        if found is None:
            if max(self._similar(word).values(), default=0.0) >= _GOOD or self._parts(word).sure:
                found = {}
            else:
                found = self._runs.find(word, go_on)
            if len(self._runs_of) >= _REMEMBERED:
                self._runs_of = {}
            self._runs_of[word] = found
        return found

    def _similar(self, word: str) -> dict[int, float]:
        found = self._similar_to.get(word)
        if found is None:
            if len(self._similar_to) >= _REMEMBERED:
                self._similar_to = {}
            found = self._similar_to[word] = self._vocabulary.similar(word)
        return found

    def _compound(self, first: str, second: str) -> dict[int, float]:
        found = self._compound_of.get((first, second))
        if found is None:
            if len(self._compound_of) >= _REMEMBERED:
                self._compound_of = {}
            found = self._compound_of[first, second] = self._vocabulary.compound(first, second)
        return found

    def _parts(self, word: str) -> _Parts:
        found = self._parts_of.get(word)
        if found is None:
            if len(self._parts_of) >= _REMEMBERED:
                self._parts_of = {}
            found = self._parts_of[word] = self._find_parts(word)
        return found

    def _find_parts(self, word: str) -> _Parts:
        """The words that ``word`` writes together, or the words of its other name.

        Some headline has all of them, or likely meanings of them; else there are no parts.
        """
        known = self._vocabulary.numbers
        for name in other_names(word):
            parts = name.split("-")
            if len(parts) > 1 and all(part in known for part in parts) and self._together(parts):
                return _Parts(parts, 1.0 if name.replace("-", "") == word else _OTHER_NAME, sure=True)
        likely = max(self._similar(word).values(), default=0.0)
        pairs = [[word[:at], word[at:]] for at in range(2, len(word) - 1)]
        right = [pair for pair in pairs if all(part in known for part in pair)]
        if likely > 0.93:  # a word itself: split only where some headline writes it as two words
            right = [pair for pair in right if min(map(len, pair)) > 2 and self._together(pair, apart=False)]
            return _Parts(max(right, key=self._fit, default=[]), _IN_TWO, sure=True)
        right = [pair for pair in right if self._together(pair)]
        if right or likely >= _GOOD or len(word) < 5:
            return _Parts(max(right, key=self._fit, default=[]), sure=bool(right))
        exact, *others = told_apart(word, self._cost, _STRANGE)
        if exact and self._together(exact):
            return _Parts(exact, sure=True)
        near = [pair for pair in pairs if any(part in known for part in pair) and min(map(len, pair)) > 2]
        found = [parts for parts in (*near, *others) if parts and self._together(parts)]
        return _Parts(max(found, key=self._fit, default=[] if likely else exact))

    def _cost(self, part: str) -> float | None:
        """How unlikely some letters are as a word of a headline; None where they cannot be one."""
        number = self._vocabulary.known(part)
        return None if number is None else self._words.rarity[number]

    def _together(self, parts: Sequence[str], *, apart: bool = True) -> bool:
        """Whether one headline has all the parts, or likely meanings of them.

        Args:
            parts: words, or letters that may be words.
            apart: whether other words may stand between them.
        """
        rows = self._sets.everything
        meanings = []
        for part in parts:
            meant = set(self._vocabulary.spelled(part))
            if not meant:
                meant = {number for number, likeness in self._similar(part).items() if likeness > _LIKELY}
            meanings.append(meant)
            rows &= self._sets.holding(meant)
            if not rows:
                return False
        return apart or any(self._in_a_row(row, meanings) for row in islice(rows_in(rows), _LOOKED_AT))

    def _in_a_row(self, row: int, meanings: Sequence[Collection[int]]) -> bool:
        words = self._words.words(row).tolist()
        return any(
            all(word in meant for word, meant in zip(words[start:], meanings, strict=False))
            for start in range(len(words) - len(meanings) + 1)
        )

    def _fit(self, parts: Sequence[str]) -> tuple[float, int]:
        """How good a split of a word is: by its least likely part, then by its shortest."""
        return min(max(self._similar(part).values(), default=0.0) for part in parts), min(map(len, parts))

    def _weight(self, word: TypedWord) -> float:
        """The weight of a word: the fewer headlines have its likeliest meanings, the higher."""
        likenesses = word.likenesses()
        runs = [way.likeness for way in word.runs.values()]
        likely = max(max(likenesses.values(), default=0.0), max(runs, default=0.0)) - 0.08
        holding = sum(self._words.count(number) for number in likenesses if likenesses[number] >= likely)
        holding += sum(likeness >= likely for likeness in runs)
        return log(1 + len(self._words) / max(holding, 1))
