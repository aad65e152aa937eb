"""The vocabulary of all headlines, and finding the words that a typed word may mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from careader.find.spellings import names_of_place, singular_and_plural, spelling_key

_CHUNK = 4000  # words in one call to rapidfuzz, which holds the GIL for its whole duration: under 1 ms

_TYPED_LENGTHS = range(3, 12)  # the usual lengths of words that are both mistyped and half-typed


class Vocabulary:
    """The distinct plain forms of the words of all headlines, each with a number.

    Args:
        forms: the plain forms, sorted, each followed by a newline; the place of a form is its number.
        keys: the `spelling_key` of each form, in the same order, each followed by a newline.
    """

    def __init__(self, forms: str, keys: str) -> None:
        self._text = forms
        self._keys = keys
        self.forms = forms.split("\n")[:-1]
        self.numbers = {form: number for number, form in enumerate(self.forms)}
        self._beginnings: dict[int, list[str]] = {}

    def warm(self) -> None:
        """Build the tables for typos now; otherwise the first unknown typed word has to wait for them."""
        for length in _TYPED_LENGTHS:
            self._begun(length)
        self.similar("qzqzqz")

    def similar(self, word: str) -> dict[int, float]:
        """The words that ``word`` may mean: the likeness of each, above 0 and up to 1, by number.

        The words are ``word`` itself, its other names and spellings, longer words that begin with ``word``,
        and words a few typos away. Where no such word is close, also words that contain ``word`` or its
        letters in order.
        """
        begun = self.beginning_with(word)
        found = _likeliest(self._spelled(word), self._longer(word, begun), self._mistyped(word))
        if not begun and len(word) > 3:
            found = _likeliest(found.items(), self._begun_mistyped(word))
        if len(word) > 2 and max(found.values(), default=0.0) < 0.8:
            found = _likeliest(found.items(), self._holding(word))
        return found

    def compound(self, first: str, second: str) -> dict[int, float]:
        """The words that two typed words may mean together as one word: the likeness of each, by number."""
        word = first + second
        if first in self.numbers and second in self.numbers:  # both are words: no need to guess
            own = self._spelled(word) if word.isdigit() else ((number, 0.98) for number in self.same(word))
            return dict(own)
        begun = self.beginning_with(word)
        found = _likeliest(self._spelled(word), self._longer(word, begun), self._mistyped(word))
        return {number: likeness for number, likeness in found.items() if likeness > 0.84}

    def known(self, word: str) -> int | None:
        """The number of a word; None where it is unknown. A missing apostrophe or point is forgiven.

        ``kazakhstans`` is Kazakhstan’s, and ``36`` can be 3.6.
        """
        number = self.numbers.get(word)
        if number is None and len(word) > 3 and word.endswith("s"):
            number = self.numbers.get(word[:-1])
        if number is None and word.isdigit():
            number = next(iter(self._by_key.get(word, ())), None)
        return number

    def spelled(self, word: str) -> list[int]:
        """The numbers of the word itself, its other names and spellings, its singular and plural."""
        return [number for number, _ in self._spelled(word)]

    def same(self, word: str) -> list[int]:
        """The numbers of the word itself and its other names, as far as headlines have these words."""
        names = (word, *(name.replace("-", "") for name in names_of_place(word)))
        return [self.numbers[name] for name in names if name in self.numbers]

    def beginning_with(self, word: str) -> range:
        """The numbers of the words that begin with ``word``, the word itself included."""
        low = bisect_left(self.forms, word)
        return range(low, bisect_left(self.forms, word + "\U0010ffff", low))

    @cached_property
    def _by_key(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for number, key in enumerate(self._keys.split("\n")[:-1]):
            found[key] = (*found[key], number) if key in found else (number,)
        return found

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found = defaultdict(list)
        for form in self.forms:
            found[len(form)].append(form)
        return found

    def _spelled(self, word: str) -> Iterator[tuple[int, float]]:
        for number in self.same(word):
            yield number, 1.0 if self.forms[number] == word else 0.96
        for other in singular_and_plural(word):
            if other in self.numbers:
                yield self.numbers[other], 0.92
        if len(word) > 2 or word.isdigit():
            for spelling in (word, *names_of_place(word)):
                for number in self._by_key.get(spelling_key(spelling.replace("-", "")), ()):
                    yield number, 0.93

    def _longer(self, word: str, begun: range) -> Iterator[tuple[int, float]]:
        for number in begun:
            yield number, _unfinished(word, self.forms[number])

    def _mistyped(self, word: str) -> Iterator[tuple[int, float]]:
        """The words up to three typos away, each with its likeness; fewer typos for a short or known word."""
        length = len(word)
        known = word in self.numbers
        most = 0 if length < 3 else 1 if length < 5 or known else 2 if length < 7 else 3
        for near in range(length - most, length + most + 1) if most else ():
            for form, distance in _within(most, word, self._by_length.get(near, [])):
                likeness = 1 - 0.95 * distance / max(length, near)
                if word.isdigit():
                    likeness -= 0.2
                elif form[0] != word[0]:
                    likeness -= 0.04
                yield self.numbers[form], likeness

    def _begun_mistyped(self, word: str) -> Iterator[tuple[int, float]]:
        """Longer words whose beginnings are one typo, or for a long word two typos, away from ``word``."""
        length = len(word)
        most = 1 if length < 7 else 2
        for near in (length - 1, length, length + 1):
            for beginning, distance in _within(most, word, self._begun(near)):
                likeness = 1 - 0.95 * distance / length
                for number in self.beginning_with(beginning):
                    yield number, likeness * _unfinished(beginning, self.forms[number])

    def _begun(self, length: int) -> list[str]:
        """The different beginnings of ``length`` letters of longer words."""
        found = self._beginnings.get(length)
        if found is None:
            forms = [form[:length] for form in self.forms if len(form) > length]
            found = self._beginnings[length] = list(dict.fromkeys(forms))
        return found

    def _holding(self, word: str) -> Iterator[tuple[int, float]]:
        """Words that contain ``word``, or that have its first letter first and its other letters in order.

        Each word has its likeness.
        """
        text = self._text
        at = text.find(word)
        while at >= 0:
            end = text.index("\n", at)
            form = text[text.rfind("\n", 0, at) + 1 : end]
            yield self.numbers[form], _partial(word, form)
            at = text.find(word, end)
        begun = self.beginning_with(word[0])
        for form in _in_order(word, self.forms[begun.start : begun.stop]):
            yield self.numbers[form], _partial(word, form)


def _likeliest(*guesses: Iterable[tuple[int, float]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for number, likeness in chain(*guesses):
        if likeness > found.get(number, 0.0):
            found[number] = likeness
    return found


def _unfinished(word: str, form: str) -> float:
    """The likeness of the word ``form``, if its beginning ``word`` was typed."""
    return 0.80 + 0.18 * len(word) / len(form)


def _partial(word: str, form: str) -> float:
    """The likeness of ``form`` and a typed ``word`` that has only some letters of ``form``."""
    return 0.55 + 0.2 * len(word) / len(form)


def _within(most: int, word: str, forms: list[str]) -> Iterator[tuple[str, int]]:
    """The forms that are at most ``most`` typos from the word, each with its number of typos."""
    from rapidfuzz.distance import OSA  # a start does not need it
    from rapidfuzz.process import extract  # a start does not need it

    for at in range(0, len(forms), _CHUNK):
        part = forms[at : at + _CHUNK]
        for form, distance, _ in extract(word, part, scorer=OSA.distance, score_cutoff=most, limit=None):
            yield form, distance


def _in_order(letters: str, forms: list[str]) -> Iterator[str]:
    """The forms that have some letters in the same order."""
    from rapidfuzz.distance import LCSseq  # a start does not need it
    from rapidfuzz.process import extract  # a start does not need it

    for at in range(0, len(forms), _CHUNK):
        part = forms[at : at + _CHUNK]
        alike = extract(letters, part, scorer=LCSseq.similarity, score_cutoff=len(letters), limit=None)
        yield from (form for form, _, _ in alike)
