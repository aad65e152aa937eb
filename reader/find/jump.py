"""Jump: the headlines that a few typed letters mean, best first.

A query is taken word by word. Each word stands for all the words of headlines that it may mean
(`Vocabulary.similar`), weighs the more the fewer headlines hold those, and a headline is worth the
weight that it answers. docs/jump.md tells how, with figures.
"""

from array import array
from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest, nsmallest
from itertools import chain, pairwise
from math import log

from reader.find.initials import Initials
from reader.find.marks import matched_characters, ranges
from reader.find.spellings import other_names
from reader.find.vocabulary import Vocabulary
from reader.find.words import WORD, plain_form

_ANSWERS, _COVERS, _ORDER = 83.0, 9.0, 8.0  # what a score is made of
_LEAST = 0.6  # of the best score: what answers worse is not shown

_OTHER_NAME = 0.93  # how likely each word of another name of what was typed is meant

_MOST_CHARACTERS = 2000  # of a query
_MOST_WORDS = 24
_MOST_LETTERS = 80  # of a word

_HELD = 20_000  # headlines that one typed word brings in, those with its likeliest meanings first
_ENOUGH = 200  # headlines that a further one must be able to outdo to be let in
_NEARLY = 0.85  # of what enough headlines answer: the rest of a score may make up for the difference
_WEIGHED = 1000  # headlines weighed in full
_REMEMBERED = 512  # typed words whose meanings are kept, for the next keystroke


@dataclass(frozen=True, slots=True)
class Match:
    """A headline that answers a query.

    Attributes:
        row: Its place among the headlines.
        score: How well it answers, 0 to 100; higher is better.
        spans: The ranges of the headline's characters that the query's letters matched, each as
            (start, end), sorted and disjoint.
    """

    row: int
    score: float
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Term:
    """One word of a query.

    Attributes:
        text: Its plain form.
        similar: The words that it may mean, by number of the vocabulary, with how likely.
        joined: The same for the words that write it and a neighbour as one.
        weight: What answering it is worth: the rarer in headlines, the more.
    """

    text: str
    similar: dict[int, float]
    joined: dict[int, float] = field(default_factory=dict)
    weight: float = 0.0


# For each word that a query may mean, by number: how unlikely, which term means it, and whether joined.
_Meanings = dict[int, list[tuple[float, int, bool]]]


def _never() -> bool:
    return False


class Jump:
    """Finds headlines by what a reader types, whatever the typos, order, spelling and half-typed words.

    Made once for a list of headlines, which is only read; about a second for 100,000. `find` may be
    called from any thread.

    Args:
        headlines: The headlines, newest first; a row is a place in this list.
    """

    def __init__(self, headlines: Sequence[str]) -> None:
        self._headlines = headlines
        number_of_written: dict[str, int] = {}
        numbers: dict[str, int] = {}
        self._flat = array("I")  # the words of all headlines, row after row, by number
        self._starts = array("I", [0])  # where each row begins there
        self._rows: list[array[int]] = []  # for each word the rows that hold it
        for row, headline in enumerate(headlines):
            words = []
            for written in WORD.findall(headline):
                number = number_of_written.get(written)
                if number is None:
                    number = number_of_written[written] = numbers.setdefault(
                        plain_form(written), len(numbers)
                    )
                    if number == len(self._rows):
                        self._rows.append(array("I"))
                words.append(number)
            for number in set(words):
                self._rows[number].append(row)
            self._flat.extend(words)
            self._starts.append(len(self._flat))
        self._rarity = [log(1 + len(headlines) / len(rows)) for rows in self._rows]
        self._vocabulary = Vocabulary(list(numbers))
        first_letters = [form[:1] or " " for form in numbers]
        self._initials = Initials(
            ["".join([first_letters[word] for word in self._words(row)]) for row in range(len(headlines))]
        )
        self._remembered: dict[str, dict[int, float]] = {}

    def find(
        self,
        query: str,
        limit: int = 50,
        *,
        prefer: Callable[[int], float] | None = None,
        cancelled: Callable[[], bool] = _never,
    ) -> list[Match]:
        """Find the headlines that ``query`` means, best first.

        Any text is a query. One without words is looked for as it stands (``?`` finds questions); an
        empty one finds nothing.

        Args:
            query: What was typed.
            limit: How many matches to return at most.
            prefer: Orders rows of equal score: the higher comes first. Rows that it calls equal too, and
                all such rows without it, stand newest first.
            cancelled: Asked every few milliseconds; once it is true, the answer is empty.

        Returns:
            The matches, always the same ones for a query. What answers far worse than the best is left out.
        """
        if limit < 1:
            return []
        written = WORD.findall(query[:_MOST_CHARACTERS])
        words = [form[:_MOST_LETTERS] for word in written if (form := plain_form(word))]
        if not words:
            return self._with_signs(query.strip(), limit, prefer)
        letters = _initials(query, words)
        initials = self._initials.find(letters) if letters else {}
        if len(letters) == len(words) and (initials or len(letters) > 3):
            words = []  # one letter a word: as half-typed words they would mean any headline
        terms = self._terms(list(dict.fromkeys(words))[:_MOST_WORDS], cancelled)
        meanings = _meanings(terms)
        scores = self._weigh(terms, meanings, limit, cancelled)
        by_initials = {
            row: score
            for row, likeness in initials.items()
            if (score := round(100 * likeness, 2)) > scores.get(row, 0.0)
        }
        scores |= by_initials
        if cancelled():
            return []
        found = []
        for row in _best(scores, limit, prefer):
            spans = (
                self._initial_spans(row, letters) if row in by_initials else self._spans(row, terms, meanings)
            )
            found.append(Match(row, scores[row], spans))
        return found

    def _words(self, row: int) -> Sequence[int]:
        return self._flat[self._starts[row] : self._starts[row + 1]]

    def _terms(self, words: list[str], cancelled: Callable[[], bool]) -> list[_Term]:
        """The words of a query with their meanings, those included that part a word or join two."""
        terms: list[_Term] = []
        for word in words:
            if cancelled():
                return []
            parts = self._parts(word)
            whole = self._similar(word)
            likely = 1.0 if "".join(parts) == word else _OTHER_NAME
            for part in parts:
                similar = {number: likeness * likely for number, likeness in self._similar(part).items()}
                terms.append(_Term(part, similar, dict(whole)))
            if not parts:
                terms.append(_Term(word, whole))
        known = self._vocabulary.numbers
        for first, second in pairwise(terms):
            both = first.text + second.text
            if first.text in known and second.text in known:
                joined = dict.fromkeys(self._vocabulary.same(both), 0.98)
            else:
                joined = self._vocabulary.compound(both)
            first.joined |= joined
            second.joined |= joined
        for term in terms:
            term.weight = self._weight(term)
        return terms

    def _similar(self, word: str) -> dict[int, float]:
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered = {}
            found = self._remembered[word] = self._vocabulary.similar(word)
        return found

    def _parts(self, word: str) -> list[str]:
        """The words that ``word`` writes as one, or is the other name of, if some headline has them all.

        One of two may be mistyped or typed by half; more than two must be right.
        """
        known = self._vocabulary.numbers
        for name in other_names(word):
            parts = name.split("-")
            if len(parts) > 1 and all(part in known for part in parts) and self._together(parts):
                return parts
        likely = max(self._similar(word).values(), default=0.0)
        if len(word) < 5 or likely > 0.93:
            return []
        splits = [[word[:at], word[at:]] for at in range(2, len(word) - 1)]
        found = [parts for parts in splits if all(part in known for part in parts) and self._together(parts)]
        if not found and likely < 0.8:
            near = [parts for parts in splits if any(len(part) > 3 and part in known for part in parts)]
            near = [parts for parts in near if min(map(len, parts)) > 2]
            found = [parts for parts in (self._vocabulary.segment(word), *near) if self._together(parts)]
        return max(found, key=self._fit, default=[])

    def _together(self, parts: Sequence[str]) -> bool:
        """Tell whether one headline holds all the parts, or what they likely mean."""
        rows: set[int] | None = None
        for part in parts:
            own = self._vocabulary.numbers.get(part)
            if own is None:
                meant = [number for number, likeness in self._similar(part).items() if likeness > 0.75]
            else:
                meant = [own]
            holding = set(chain.from_iterable(self._rows[number] for number in meant))
            rows = holding if rows is None else rows & holding
        return bool(rows)

    def _fit(self, parts: Sequence[str]) -> tuple[float, int]:
        """How well a word is parted: by its least likely part, then by its shortest."""
        return min(max(self._similar(part).values()) for part in parts), min(map(len, parts))

    def _weight(self, term: _Term) -> float:
        """How much a term tells: by the number of headlines that hold its likeliest meanings."""
        likely = max([*term.similar.values(), *term.joined.values()], default=0.0) - 0.08
        holding = sum(
            len(self._rows[number])
            for meanings in (term.similar, term.joined)
            for number, likeness in meanings.items()
            if likeness >= likely
        )
        return log(1 + len(self._headlines) / max(holding, 1))

    def _weigh(
        self, terms: list[_Term], meanings: _Meanings, limit: int, cancelled: Callable[[], bool]
    ) -> dict[int, float]:
        """Score the candidates, likeliest first, until none that is left can be among the best."""
        answered, left = self._candidates(terms, cancelled)
        total = sum(term.weight for term in terms)
        scores: dict[int, float] = {}
        best: list[float] = []  # the highest scores so far, lowest first
        for count, row in enumerate(answered):
            if count % 256 == 0 and cancelled():
                return {}
            most = _ANSWERS * (answered[row] + left) / total + _COVERS + _ORDER
            if len(best) == limit and most < max(best[0], _LEAST * best[-1]):
                break
            scores[row] = self._score(row, terms, meanings, total)
            insort(best, scores[row])
            del best[:-limit]
        return scores

    def _candidates(
        self, terms: list[_Term], cancelled: Callable[[], bool]
    ) -> tuple[dict[int, float], float]:
        """The rows worth scoring, likeliest first, with the weight that they answer as far as was counted.

        Goes from the rarest term to the commonest, and lets no further row in once the terms left could
        not lift it among the best. Also returns the weight of the terms that were not counted.
        """
        answered: dict[int, float] = {}
        total = left = sum(term.weight for term in terms)
        opened = True
        for term in sorted(terms, key=lambda term: -term.weight):
            if cancelled() or (not opened and len(answered) <= _WEIGHED):
                break
            left -= term.weight
            gains = self._gains(term)
            both = gains.keys() & answered.keys()
            for row in both:
                gains[row] += answered[row]
            answered |= gains if opened else {row: gains[row] for row in both}
            if len(answered) > _ENOUGH:
                enough = nlargest(_ENOUGH, answered.values())[-1]
                shown = _LEAST * max(answered.values()) - (_COVERS + _ORDER) / _ANSWERS * total
                least = max(_NEARLY * enough, shown) - left
                opened = opened and least <= 0
                if least > 0:
                    answered = {row: gain for row, gain in answered.items() if gain >= least}
        rows = sorted(answered)
        rows.sort(key=answered.__getitem__, reverse=True)
        return {row: answered[row] for row in rows[:_WEIGHED]}, left

    def _gains(self, term: _Term) -> dict[int, float]:
        """What a term adds to each row that holds one of its meanings."""
        likenesses = dict(term.similar)
        for number, likeness in term.joined.items():
            likenesses[number] = max(likeness, likenesses.get(number, 0.0))
        chosen = []
        held = 0
        for number in sorted(likenesses, key=lambda number: (-likenesses[number], number)):
            chosen.append(number)
            held += len(self._rows[number])
            if held > _HELD:
                break
        gains: dict[int, float] = {}
        for number in reversed(chosen):  # a row counts its likeliest word, so the likeliest comes last
            gains |= dict.fromkeys(self._rows[number], likenesses[number] * term.weight)
        return gains

    def _score(self, row: int, terms: list[_Term], meanings: _Meanings, total: float) -> float:
        """A row's score: the weight it answers, how much of it was asked for, and whether in that order."""
        words = self._words(row)
        taken = _assign(words, meanings)
        answers = 0.0
        order = 0.0
        before = -1
        for index, term in enumerate(terms):
            if index in taken:
                place, likeness = taken[index]
                answers += likeness * term.weight
                order += 1.0 if place - before in {0, 1} else 0.5 if place > before else 0.0
                before = place
        rarity = [self._rarity[word] for word in words]
        asked = sum([rarity[place] for place in {place for place, _ in taken.values()}])
        return round(
            _ANSWERS * answers / total + _COVERS * asked / sum(rarity) + _ORDER * order / len(terms), 2
        )

    def _spans(self, row: int, terms: list[_Term], meanings: _Meanings) -> tuple[tuple[int, int], ...]:
        headline = self._headlines[row]
        words = self._words(row)
        written = [match.span() for match in WORD.finditer(headline)]
        places: list[int] = []
        for index, (place, _) in _assign(words, meanings).items():
            start, end = written[place]
            if words[place] in terms[index].similar:
                places += [start + at for at in matched_characters(terms[index].text, headline[start:end])]
            else:
                places += range(start, end)
        return ranges(places)

    def _initial_spans(self, row: int, letters: str) -> tuple[tuple[int, int], ...]:
        starts = [match.start() for match in WORD.finditer(self._headlines[row])]
        return ranges(starts[place] for place in self._initials.places(letters, row))

    def _with_signs(self, signs: str, limit: int, prefer: Callable[[int], float] | None) -> list[Match]:
        """The headlines with these very characters, for a query without words."""
        if not signs:
            return []
        starts = {row: headline.find(signs) for row, headline in enumerate(self._headlines)}
        scores = {row: 100.0 for row, start in starts.items() if start >= 0}
        return [
            Match(row, scores[row], ((starts[row], starts[row] + len(signs)),))
            for row in _best(scores, limit, prefer)
        ]


def _initials(query: str, words: list[str]) -> str:
    """The letters of a query that may be one of initials, ``nbk`` or ``n b k``; else nothing."""
    letters = "".join(words)
    spaced = 1 < len(letters) == len(words)
    alone = len(letters) > 2 and len(query.split()) == 1
    return letters if (spaced or alone) and len(letters) <= _MOST_LETTERS else ""


def _meanings(terms: list[_Term]) -> _Meanings:
    meanings: _Meanings = {}
    for index, term in enumerate(terms):
        for number, likeness in term.similar.items():
            meanings.setdefault(number, []).append((-likeness, index, False))
        for number, likeness in term.joined.items():
            meanings.setdefault(number, []).append((-likeness, index, True))
    return meanings


def _assign(words: Sequence[int], meanings: _Meanings) -> dict[int, tuple[int, float]]:
    """Give each term the word of a headline that it likeliest means: its place, and how likely.

    A word answers one term, unless it writes two of them as one.
    """
    hits = [
        (unlikeness, index, place, joined)
        for place, word in enumerate(words)
        if word in meanings
        for unlikeness, index, joined in meanings[word]
    ]
    hits.sort()
    taken: dict[int, tuple[int, float]] = {}
    held: set[int] = set()
    for unlikeness, index, place, joined in hits:
        if index not in taken and (joined or place not in held):
            taken[index] = (place, -unlikeness)
            held.add(place)
    return taken


def _best(scores: dict[int, float], limit: int, prefer: Callable[[int], float] | None) -> list[int]:
    """The rows of the highest scores, in the order in which they are shown."""
    least = _LEAST * max(scores.values(), default=0.0)
    best = nsmallest(limit, scores, key=lambda row: (-scores[row], row))
    if prefer is not None and best:
        last = scores[best[-1]]
        tied = [row for row, score in scores.items() if score >= last]
        best = sorted(tied, key=lambda row: (-scores[row], -prefer(row), row))[:limit]
    return [row for row in best if scores[row] > least]
