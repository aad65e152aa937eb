"""What was typed, term by term, and the words of headlines that each term may mean.

Most terms are a typed word. A word that writes several as one is taken apart, and two neighbours may mean
the word that writes them as one.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise
from math import log

from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.run_together import told_apart
from careader.find.spellings import other_names

_OTHER_NAME = 0.93  # how likely each word of another name of what was typed is meant
_IN_TWO = 0.95  # and each of the two words that a headline writes for a word of its own: health care

_STRANGE = 2  # mistyped or half-typed words among those written as one
_LIKELY = 0.7  # a meaning that says that a part of a word is a word
_LOOKED_AT = 500  # headlines in which two words are looked for side by side
_REMEMBERED = 512  # typed words whose meanings are kept, for the next keystroke


@dataclass(slots=True)
class Term:
    """One word of a query.

    Attributes:
        text: Its plain form.
        similar: The words that it may mean, by number of the vocabulary, with how likely.
        joined: The same for the words that write it and others as one, with what was typed for them.
        weight: What answering it is worth: the rarer in headlines, the more.
    """

    text: str
    similar: dict[int, float]
    joined: dict[int, tuple[float, str]] = field(default_factory=dict)
    weight: float = 0.0

    def join(self, text: str, meanings: dict[int, float]) -> None:
        """Let it be a part of ``text``, which may mean these words."""
        for number, likeness in meanings.items():
            if likeness > self.joined.get(number, (0.0, ""))[0]:
                self.joined[number] = likeness, text

    def likenesses(self) -> dict[int, float]:
        """All words that it may mean, alone or with others, with how likely."""
        found = {number: likeness for number, (likeness, _) in self.joined.items()}
        for number, likeness in self.similar.items():
            found[number] = max(likeness, found.get(number, 0.0))
        return found


class Typed:
    """Tells what typed words may mean.

    Args:
        words: The headlines' words.
    """

    def __init__(self, words: HeadlineWords) -> None:
        self._words = words
        self._vocabulary = words.vocabulary
        self._similar_to: dict[str, dict[int, float]] = {}
        self._compound_of: dict[tuple[str, str], dict[int, float]] = {}
        self._parts_of: dict[str, tuple[list[str], float]] = {}

    def terms(self, words: Iterable[str], go_on: Callable[[], None]) -> list[Term]:
        """The terms of a query with their meanings and weights.

        Args:
            words: Of the query.
            go_on: Called after each step of some milliseconds; raises to end it.
        """
        terms: list[Term] = []
        for word in words:
            terms += self._read(word)
            go_on()
        for first, second in pairwise(terms):
            compound = self._compound(first.text, second.text)
            first.join(first.text + second.text, compound)
            second.join(first.text + second.text, compound)
            go_on()
        for term in terms:
            term.weight = self._weight(term)
        return terms

    def _read(self, word: str, likely: float = 1.0) -> list[Term]:
        """The terms of a word: one, or those of each of its parts."""
        own = {number: likeness * likely for number, likeness in self._similar(word).items()}
        parts, parted = self._parts(word)
        if not parts:
            return [Term(word, own)]
        terms = [term for part in parts for term in self._read(part, likely * parted)]
        for term in terms:
            term.join(word, own)
        return terms

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

    def _parts(self, word: str) -> tuple[list[str], float]:
        found = self._parts_of.get(word)
        if found is None:
            if len(self._parts_of) >= _REMEMBERED:
                self._parts_of = {}
            found = self._parts_of[word] = self._find_parts(word)
        return found

    def _find_parts(self, word: str) -> tuple[list[str], float]:
        """The words that ``word`` writes as one, or is the other name of, and how likely that is.

        Some headline has them all, or what they likely mean; no parts if none has.
        """
        known = self._vocabulary.numbers
        for name in other_names(word):
            parts = name.split("-")
            if len(parts) > 1 and all(part in known for part in parts) and self._together(parts):
                return parts, 1.0 if name.replace("-", "") == word else _OTHER_NAME
        likely = max(self._similar(word).values(), default=0.0)
        pairs = [[word[:at], word[at:]] for at in range(2, len(word) - 1)]
        right = [pair for pair in pairs if all(part in known for part in pair)]
        if likely > 0.93:  # a word of its own: only what some headline writes as two
            right = [pair for pair in right if min(map(len, pair)) > 2 and self._together(pair, apart=False)]
            return max(right, key=self._fit, default=[]), _IN_TWO
        right = [pair for pair in right if self._together(pair)]
        if right or likely >= 0.8 or len(word) < 5:
            return max(right, key=self._fit, default=[]), 1.0
        exact, *others = told_apart(word, self._cost, _STRANGE)
        if exact and self._together(exact):
            return exact, 1.0
        near = [pair for pair in pairs if any(part in known for part in pair) and min(map(len, pair)) > 2]
        found = [parts for parts in (*near, *others) if parts and self._together(parts)]
        return max(found, key=self._fit, default=[] if likely else exact), 1.0

    def _cost(self, part: str) -> float | None:
        """How unlikely some letters are as a word of a headline; None where they are none."""
        number = self._vocabulary.known(part)
        return None if number is None else self._words.rarity[number]

    def _together(self, parts: Sequence[str], *, apart: bool = True) -> bool:
        """Tell whether one headline holds all the parts, or what they likely mean.

        Args:
            parts: Words, or what may be some.
            apart: Whether they may stand apart from each other there.
        """
        meanings = []
        for part in parts:
            meant = set(self._vocabulary.spelled(part))
            if not meant:
                meant = {number for number, likeness in self._similar(part).items() if likeness > _LIKELY}
            meanings.append(meant)
        rows: set[int] | None = None
        for meant in sorted(meanings, key=lambda meant: sum(map(self._words.count, meant))):
            holding = chain.from_iterable(map(self._words.rows, meant))
            rows = set(holding) if rows is None else rows.intersection(holding)
            if not rows:
                return False
        return apart or any(self._in_a_row(row, meanings) for row in islice(rows or (), _LOOKED_AT))

    def _in_a_row(self, row: int, meanings: Sequence[Collection[int]]) -> bool:
        words = self._words.words(row).tolist()
        return any(
            all(word in meant for word, meant in zip(words[start:], meanings, strict=False))
            for start in range(len(words) - len(meanings) + 1)
        )

    def _fit(self, parts: Sequence[str]) -> tuple[float, int]:
        """How well a word is parted: by its least likely part, then by its shortest."""
        return min(max(self._similar(part).values(), default=0.0) for part in parts), min(map(len, parts))

    def _weight(self, term: Term) -> float:
        """How much a term tells: by the number of headlines that hold its likeliest meanings."""
        likenesses = term.likenesses()
        likely = max(likenesses.values(), default=0.0) - 0.08
        holding = sum(self._words.count(number) for number in likenesses if likenesses[number] >= likely)
        return log(1 + len(self._words) / max(holding, 1))
