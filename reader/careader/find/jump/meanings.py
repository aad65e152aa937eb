"""Finding the possible meanings of the words of a query: words of headlines, or runs of word beginnings.

A typed word may be several words written together. Two typed words may be one word. A typed word without a
good meaning may be a run of word beginnings (`Runs`).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise
from math import log
from typing import NamedTuple

from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.row_sets import RowSets, rows_in
from careader.find.jump.run_fit import RunFit
from careader.find.jump.run_together import split_word
from careader.find.jump.runs import Runs
from careader.find.spellings import names_of_place

_OTHER_NAME = 0.93  # the likeness of each word of another name of the typed word
_IN_TWO = 0.95  # the likeness of each of two words that headlines write apart: healthcare, health care

_GUESSED = 0.9  # the factor for other meanings of a typed word that is also a run without a flaw

_STRANGE = 2  # the most mistyped or half-typed words among words written together
_LIKELY = 0.7  # from this likeness on, a part of a typed word counts as a word
_LOOKED_AT = 500  # headlines in which two words are looked for side by side
_REMEMBERED = 512  # typed words whose meanings are kept, for the next keystroke


_GOOD = 0.8
"""If a word of headlines has at least this likeness, no other reading of the typed word is tried."""


@dataclass(slots=True)
class TypedWord:
    """One word of a query.

    Attributes:
        text: the plain form of the typed word.
        similar: the words of headlines that the typed word may mean: the likeness of each, by the number of
            the word in the vocabulary.
        run_together: the words of headlines that the typed word and a neighbour may mean together: the
            likeness of each, and the letters typed for it, by the number of the word.
        runs: the rows in which the typed word may be a run of word beginnings, each with the best fit.
        weight: the part of the score that a headline gets for answering the typed word; a rarer word has a
            higher weight.
    """

    text: str
    similar: dict[int, float]
    run_together: dict[int, tuple[float, str]] = field(default_factory=dict)
    runs: dict[int, RunFit] = field(default_factory=dict)
    weight: float = 0.0

    def join(self, text: str, meanings: dict[int, float]) -> None:
        """Add the meanings that this typed word has when it is written together with a neighbour.

        Args:
            text: the typed word and the neighbour, written together.
            meanings: the likeness of each meaning, by the number of the headline word.
        """
        for number, likeness in meanings.items():
            if likeness > self.run_together.get(number, (0.0, ""))[0]:
                self.run_together[number] = likeness, text

    def likenesses(self) -> dict[int, float]:
        """The likeness of every word that the typed word may mean, alone or with a neighbour, by number."""
        found = {number: likeness for number, (likeness, _) in self.run_together.items()}
        for number, likeness in self.similar.items():
            found[number] = max(likeness, found.get(number, 0.0))
        return found

    def letters_for(self, number: int) -> str:
        """The letters typed for the word with a number: this typed word, alone or with its neighbour."""
        likeness, together = self.run_together.get(number, (0.0, ""))
        return together if likeness > self.similar.get(number, 0.0) else self.text


class _Parts(NamedTuple):
    """The words that a typed word writes together, such as ``silk`` and ``road`` of ``silkroad``.

    Attributes:
        words: the words; empty where the typed word is a single word.
        likely: the likeness of this reading.
        sure: whether all words are words of headlines, and some headline has all of them.
    """

    words: list[str]
    likely: float = 1.0
    sure: bool = False


class Meanings:
    """Finds what typed words may mean.

    Args:
        words: the words of the headlines.
        sets: for each word, the set of the rows that have the word.
    """

    def __init__(self, words: HeadlineWords, sets: RowSets) -> None:
        self._words = words
        self._sets = sets
        self._vocabulary = words.vocabulary
        self._runs = Runs(words, sets)
        self._similar = lru_cache(_REMEMBERED)(words.vocabulary.similar)
        self._compound = lru_cache(_REMEMBERED)(words.vocabulary.compound)
        self._parts_of: dict[str, _Parts] = {}
        self._runs_of: dict[str, dict[int, RunFit]] = {}

    def readings(self, words: Iterable[str], go_on: Callable[[], None]) -> list[list[TypedWord]]:
        """The ways to read a query, each as a list of typed words.

        There is one way; or two ways, if a word may be a run of beginnings or several words.

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
        """Read a typed word as one typed word, or as the typed words that it writes together.

        Args:
            word: the plain form of the typed word.
            likely: a factor for the likeness of all meanings.
        """
        own = {number: likeness * likely for number, likeness in self._similar(word).items()}
        parts = self._parts(word)
        if not parts.words:
            return [TypedWord(word, own)]
        typed = [each for part in parts.words for each in self._read(part, likely * parts.likely)]
        for each in typed:
            each.join(word, own)
        return typed

    def _runs_in(self, word: str, go_on: Callable[[], None]) -> dict[int, RunFit]:
        """The rows in which a word may be a run of beginnings; empty where the word has a good meaning."""
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

    def _parts(self, word: str) -> _Parts:
        found = self._parts_of.get(word)
        if found is None:
            if len(self._parts_of) >= _REMEMBERED:
                self._parts_of = {}
            found = self._parts_of[word] = self._find_parts(word)
        return found

    def _find_parts(self, word: str) -> _Parts:
        """The words that ``word`` writes together, or the words of another name of the same place.

        There are parts only if some headline has all parts, or likely meanings of all parts.
        """
        known = self._vocabulary.numbers
        for name in names_of_place(word):
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
        exact, *others = split_word(word, self._cost, _STRANGE)
        if exact and self._together(exact):
            return _Parts(exact, sure=True)
        near = [pair for pair in pairs if any(part in known for part in pair) and min(map(len, pair)) > 2]
        found = [parts for parts in (*near, *others) if parts and self._together(parts)]
        return _Parts(max(found, key=self._fit, default=[] if likely else exact))

    def _cost(self, part: str) -> float | None:
        """How rare ``part`` is as a word of headlines; None where no headline has ``part`` as a word."""
        number = self._vocabulary.known(part)
        return None if number is None else self._words.rarity[number]

    def _together(self, parts: Sequence[str], *, apart: bool = True) -> bool:
        """Whether one headline has all the parts, or likely meanings of them.

        Args:
            parts: words, or letters that may be words.
            apart: whether other words may stand between the parts.
        """
        rows = self._sets.everything
        meanings = []
        for part in parts:
            meant = set(self._vocabulary.spelled(part))
            if not meant:
                meant = {number for number, likeness in self._similar(part).items() if likeness > _LIKELY}
            meanings.append(meant)
            rows &= self._sets.rows_with_any(meant)
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
        """How good a split of a word is: the likeness of its least likely part, and its shortest length."""
        return min(max(self._similar(part).values(), default=0.0) for part in parts), min(map(len, parts))

    def _weight(self, word: TypedWord) -> float:
        """The weight of a word: the weight is higher if fewer headlines have its likeliest meanings."""
        likenesses = word.likenesses()
        runs = [way.likeness for way in word.runs.values()]
        likely = max(max(likenesses.values(), default=0.0), max(runs, default=0.0)) - 0.08
        holding = sum(self._words.count(number) for number in likenesses if likenesses[number] >= likely)
        holding += sum(likeness >= likely for likeness in runs)
        return log(1 + len(self._words) / max(holding, 1))
