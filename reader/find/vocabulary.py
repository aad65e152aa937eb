"""The words of all headlines, and which of them a typed word may mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from reader.find.spellings import other_names, spelling_key

_CHUNK = 4000  # words in one call to rapidfuzz, which holds the GIL throughout: under 1 ms


class Vocabulary:
    """The distinct plain forms of the headlines' words, by number, and the ways to look them up.

    Args:
        forms: The forms; a form's place in the list is its number.
    """

    def __init__(self, forms: list[str]) -> None:
        self.forms = forms
        self.numbers = {form: number for number, form in enumerate(forms)}
        self._sorted = sorted(forms)
        self._sorted_numbers = [self.numbers[form] for form in self._sorted]
        self._sorted_text = "".join(f"{form}\n" for form in self._sorted)
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for number, form in enumerate(forms):
            self._by_key[spelling_key(form)].append(number)
            self._by_length[len(form)].append(form)
        self._beginnings: dict[int, list[str]] = {}

    def similar(self, word: str) -> dict[int, float]:
        """The words that ``word`` may mean, by number, each with how likely: above 0, up to 1.

        They are the word itself, other names and spellings of it, longer words that it begins, and words
        a typo or two away; where none of these comes close, also words of which it is some of the letters.
        """
        begun = self.beginning_with(word)
        found = _likeliest(self._spelled(word), self._longer(word, begun), self._mistyped(word))
        if not begun and len(word) > 3:
            found = _likeliest(found.items(), self._begun_mistyped(word))
        if len(word) > 2 and max(found.values(), default=0.0) < 0.8:
            found = _likeliest(found.items(), self._holding(word))
        return found

    def compound(self, word: str) -> dict[int, float]:
        """The words that two typed ones may mean, given here as one; only those that come close."""
        begun = self.beginning_with(word)
        found = _likeliest(self._spelled(word), self._longer(word, begun), self._mistyped(word))
        return {number: likeness for number, likeness in found.items() if likeness > 0.84}

    def segment(self, word: str) -> list[str]:
        """The fewest words that, written as one, make ``word``; none if only scraps of words do."""
        best: list[list[str] | None] = [[]]  # for each beginning of the word
        for end in range(1, len(word) + 1):
            ways = [
                [*before, word[start:end]]
                for start, before in enumerate(best)
                if before is not None and word[start:end] in self.numbers
            ]
            best.append(min(ways, key=len, default=None))
        parts = best[-1] or []
        return parts if len(word) >= 3 * len(parts) else []

    def same(self, word: str) -> list[int]:
        """The word itself and its other names, by number, as far as a headline has them."""
        return [self.numbers[name] for name in (word, *other_names(word)) if name in self.numbers]

    def beginning_with(self, word: str) -> list[int]:
        """The words that begin with ``word``, itself among them, by number."""
        low = bisect_left(self._sorted, word)
        high = bisect_left(self._sorted, word + "\U0010ffff", low)
        return self._sorted_numbers[low:high]

    def _spelled(self, word: str) -> Iterator[tuple[int, float]]:
        for number in self.same(word):
            yield number, 1.0 if self.forms[number] == word else 0.96
        if len(word) > 2:
            for number in self._by_key.get(spelling_key(word), ()):
                yield number, 0.93

    def _longer(self, word: str, begun: list[int]) -> Iterator[tuple[int, float]]:
        for number in begun:
            yield number, _unfinished(word, self.forms[number])

    def _mistyped(self, word: str) -> Iterator[tuple[int, float]]:
        """Words some typos away: one at most for a short word, or for one that is right as it stands."""
        length = len(word)
        known = word in self.numbers
        most = 0 if length < 3 else 1 if length < 5 or known else 2 if length < 7 else 3
        for near in range(length - most, length + most + 1) if most else ():
            for form, distance in _within(most, word, self._by_length.get(near, [])):
                likeness = 1 - 0.95 * distance / max(length, near)
                yield self.numbers[form], likeness if form[0] == word[0] else likeness - 0.04

    def _begun_mistyped(self, word: str) -> Iterator[tuple[int, float]]:
        """Longer words that ``word`` begins but for a typo, or two in a long one."""
        length = len(word)
        most = 1 if length < 7 else 2
        for near in (length - 1, length, length + 1):
            if near not in self._beginnings:
                forms = (form[:near] for form in self._sorted if len(form) > near)
                self._beginnings[near] = list(dict.fromkeys(forms))
            for beginning, distance in _within(most, word, self._beginnings[near]):
                likeness = 1 - 0.95 * distance / length
                for number in self.beginning_with(beginning):
                    yield number, likeness * _unfinished(beginning, self.forms[number])

    def _holding(self, word: str) -> Iterator[tuple[int, float]]:
        """Words with ``word`` inside, and those with its letters in order after the same first one."""
        text = self._sorted_text
        at = text.find(word)
        while at >= 0:
            end = text.index("\n", at)
            form = text[text.rfind("\n", 0, at) + 1 : end]
            yield self.numbers[form], _partial(word, form)
            at = text.find(word, end)
        for number in self.beginning_with(word[0]):
            letters = iter(self.forms[number])
            if all(letter in letters for letter in word):
                yield number, _partial(word, self.forms[number])


def _likeliest(*guesses: Iterable[tuple[int, float]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for number, likeness in chain(*guesses):
        if likeness > found.get(number, 0.0):
            found[number] = likeness
    return found


def _unfinished(word: str, form: str) -> float:
    """How likely a word is meant of which the beginning was typed."""
    return 0.80 + 0.18 * len(word) / len(form)


def _partial(word: str, form: str) -> float:
    """How likely a word is meant of which some letters were typed."""
    return 0.55 + 0.2 * len(word) / len(form)


def _within(most: int, word: str, forms: list[str]) -> Iterator[tuple[str, int]]:
    """Those of the forms that are at most so many typos from the word, with how many."""
    from rapidfuzz.distance import OSA  # a start does not need it
    from rapidfuzz.process import extract  # a start does not need it

    for at in range(0, len(forms), _CHUNK):
        part = forms[at : at + _CHUNK]
        for form, distance, _ in extract(word, part, scorer=OSA.distance, score_cutoff=most, limit=None):
            yield form, distance
