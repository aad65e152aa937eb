"""Jump: the headlines that a few typed letters mean, best first.

A query is taken word by word. Each word stands for all the words of headlines that it may mean
(`Vocabulary.similar`), weighs the more the fewer headlines hold those, and a headline is worth the
weight that it answers. docs/jump.md tells how, with figures.
"""

from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest

from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.initials import Initials
from careader.find.jump.matched import matched_characters, ranges
from careader.find.jump.meanings import Term, Typed
from careader.find.jump.words import WORD, plain_form
from careader.text import fold

_ANSWERS, _COVERS, _ORDER = 90.0, 4.0, 6.0  # what a score is made of
_OWNED = 0.06  # how much likelier a possessive is meant where its apostrophe was left out: turkeys, Turkey’s
_LEAST = 0.6  # of the best score: what answers worse is not shown

_MOST_CHARACTERS = 2000  # of a query
_MOST_WORDS = 24
_MOST_REPEATED = 2  # times a word counts: door to door
_MOST_LETTERS = 160  # of a word

_HELD = 4000  # headlines that one typed word brings in, those with its likeliest meanings first
_ENOUGH = 200  # headlines that a further one must be able to outdo to be let in
_NEARLY = 0.85  # of what enough headlines answer: the rest of a score may make up for the difference
_WEIGHED = 250  # headlines weighed in full


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


# For each word that a query may mean, by number: how unlikely, which term means it, and whether joined.
_Meanings = dict[int, list[tuple[float, int, bool]]]


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """A find was ended before it was through."""


def _never() -> bool:
    return False


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled


class Jump:
    """Finds headlines by what a reader types, whatever the typos, order, spelling and half-typed words.

    Made once for a list of headlines, half a second for 100,000, and kept by `pack`. `find` may be called
    from any thread.

    Args:
        headlines: The headlines, newest first; a row is a place in this list.
    """

    def __init__(self, headlines: Sequence[str] | HeadlineWords) -> None:
        self._words = headlines if isinstance(headlines, HeadlineWords) else HeadlineWords.read(headlines)
        self._typed = Typed(self._words)
        self._told: dict[int, float] = {}
        self._initials = Initials(self._words)

    @property
    def headline_count(self) -> int:
        """How many headlines it was made for."""
        return len(self._words)

    def pack(self) -> bytes:
        """Everything that `find` needs as bytes, the headlines too, to be kept and read back by `unpack`."""
        return self._words.pack()

    @classmethod
    def unpack(cls, data: bytes | memoryview) -> "Jump":
        """Read back what `pack` gave; a few milliseconds for 100,000 headlines.

        ``data`` is kept as long as the `Jump` is, and must not change.

        Raises:
            ValueError: the data is damaged, not all there, or of another version or kind of machine.
        """
        return cls(HeadlineWords.unpack(data))

    def warm(self) -> None:
        """Make what the first long words would wait for: some 50 ms for 100,000 headlines, once."""
        self._words.vocabulary.warm()

    def find(
        self,
        query: str,
        limit: int = 50,
        *,
        marked: int | None = None,
        prefer: Callable[[int], float] | None = None,
        cancelled: Callable[[], bool] = _never,
    ) -> list[Match]:
        """Find the headlines that ``query`` means, best first.

        Any text is a query. One without words is looked for as it stands (``?`` finds questions); an
        empty one finds nothing.

        Args:
            query: What was typed.
            limit: How many matches to return at most.
            marked: How many of them, the first, are to have `Match.spans`; all where it is not said.
            prefer: Orders rows of equal score: the higher comes first. Rows that it calls equal too, and
                all such rows without it, stand newest first.
            cancelled: Asked every few milliseconds whether to leave it.

        Returns:
            The matches, always the same ones for a query. What answers far worse than the best is left out.

        Raises:
            Cancelled: ``cancelled`` said so. What was found out about words by then is kept.
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
        terms = self._typed.terms(_counted(words), lambda: _go_on(cancelled))
        meanings = _meanings(terms)
        scores = self._weigh(terms, meanings, limit, cancelled)
        self._prefer_owners(scores, terms)
        by_initials = {
            row: score
            for row, likeness in initials.items()
            if (score := round(100 * likeness, 2)) > scores.get(row, 0.0)
        }
        scores |= by_initials
        _go_on(cancelled)
        best = _best(scores, limit, prefer)
        spans = [
            self._initial_spans(row, letters) if row in by_initials else self._spans(row, terms, meanings)
            for row in best[:marked]
        ]
        bare = [()] * (len(best) - len(spans))
        return [Match(row, scores[row], own) for row, own in zip(best, (*spans, *bare), strict=True)]

    def _weigh(
        self, terms: list[Term], meanings: _Meanings, limit: int, cancelled: Callable[[], bool]
    ) -> dict[int, float]:
        """Score the candidates, likeliest first, until none that is left can be among the best."""
        if len(terms) == 1:
            return self._weigh_one(terms[0])
        answered, left = self._candidates(terms, cancelled)
        total = sum(term.weight for term in terms)
        scores: dict[int, float] = {}
        best: list[float] = []  # the highest scores so far, lowest first
        for count, row in enumerate(answered):
            if count % 64 == 0:
                _go_on(cancelled)
            most = _ANSWERS * (answered[row] + left) / total + _COVERS + _ORDER
            if len(best) == limit and most < max(best[0], _LEAST * best[-1]):
                break
            scores[row] = self._score(row, terms, meanings, total)
            insort(best, scores[row])
            del best[:-limit]
        return scores

    def _weigh_one(self, term: Term) -> dict[int, float]:
        """Score the headlines that hold what a query's only term means, likeliest first."""
        scores: dict[int, float] = {}
        likenesses = term.likenesses()
        for number in sorted(likenesses, key=lambda number: (-likenesses[number], number)):
            answer, rarity = _ANSWERS * likenesses[number] + _ORDER, self._words.rarity[number]
            for row in self._words.rows(number)[: _WEIGHED - len(scores)]:
                if row not in scores:
                    scores[row] = round(answer + _COVERS * rarity / self._tells(row), 2)
            if len(scores) == _WEIGHED:
                break
        return scores

    def _prefer_owners(self, scores: dict[int, float], terms: list[Term]) -> None:
        """Raise the headlines with a possessive that was typed without its apostrophe."""
        known = self._words.vocabulary.numbers
        owners = {
            f"{term.text[:-1]}'s": _ANSWERS * _OWNED * term.weight
            for term in terms
            if term.text.endswith("s") and term.text not in known and term.text[:-1] in known
        }
        total = sum(term.weight for term in terms)
        for row in scores if owners else ():
            headline = fold(self._words.headline(row))
            gain = sum(gain for owner, gain in owners.items() if owner in headline) / total
            scores[row] = round(min(scores[row] + gain, 100.0), 2)

    def _tells(self, row: int) -> float:
        """How much the words of a row tell together."""
        found = self._told.get(row)
        if found is None:
            rarity = self._words.rarity
            found = self._told[row] = sum([rarity[word] for word in self._words.words(row)])
        return found

    def _candidates(self, terms: list[Term], cancelled: Callable[[], bool]) -> tuple[dict[int, float], float]:
        """The rows worth scoring, likeliest first, with the weight that they answer as far as was counted.

        Goes from the rarest term to the commonest, and lets no further row in once the terms left could
        not lift it among the best. Also returns the weight of the terms that were not counted.
        """
        answered: dict[int, float] = {}
        total = left = sum(term.weight for term in terms)
        opened = True
        for term in sorted(terms, key=lambda term: -term.weight):
            _go_on(cancelled)
            if not opened and len(answered) <= _WEIGHED:
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

    def _gains(self, term: Term) -> dict[int, float]:
        """What a term adds to each row that holds one of its meanings."""
        likenesses = term.likenesses()
        chosen = []
        held = 0
        for number in sorted(likenesses, key=lambda number: (-likenesses[number], number)):
            chosen.append(number)
            held += self._words.count(number)
            if held > _HELD:
                break
        gains: dict[int, float] = {}
        for number in reversed(chosen):  # a row counts its likeliest word, so the likeliest comes last
            gains |= dict.fromkeys(self._words.rows(number), likenesses[number] * term.weight)
        return gains

    def _score(self, row: int, terms: list[Term], meanings: _Meanings, total: float) -> float:
        """A row's score: the weight it answers, how much of it was asked for, and whether in that order."""
        words = self._words.words(row).tolist()
        taken = _assign(words, meanings)
        answers = order = 0.0
        before = -1
        for index in sorted(taken):
            place, likeness = taken[index]
            answers += likeness * terms[index].weight
            if before < 0 or 0 <= place - before <= 1:
                order += 1.0
            elif place > before:
                order += 0.5
            before = place
        rarity = self._words.rarity
        asked = sum([rarity[words[place]] for place in {place for place, _ in taken.values()}])
        return round(
            _ANSWERS * answers / total + _COVERS * asked / self._tells(row) + _ORDER * order / len(terms), 2
        )

    def _spans(self, row: int, terms: list[Term], meanings: _Meanings) -> tuple[tuple[int, int], ...]:
        headline = self._words.headline(row)
        words = self._words.words(row)
        written = [match.span() for match in WORD.finditer(headline)]
        places: list[int] = []
        for index, (place, _) in _assign(words, meanings).items():
            start, end = written[place]
            alone = terms[index].similar.get(words[place], 0.0)
            likeness, joined = terms[index].joined.get(words[place], (0.0, ""))
            text = joined if likeness > alone else terms[index].text
            places += [start + at for at in matched_characters(text, headline[start:end])]
        return ranges(places)

    def _initial_spans(self, row: int, letters: str) -> tuple[tuple[int, int], ...]:
        starts = [match.start() for match in WORD.finditer(self._words.headline(row))]
        return ranges(starts[place] for place in self._initials.places(letters, row))

    def _with_signs(self, signs: str, limit: int, prefer: Callable[[int], float] | None) -> list[Match]:
        """The headlines with these very characters, for a query without words."""
        if not signs:
            return []
        starts = dict(self._words.with_signs(signs))
        scores = dict.fromkeys(starts, 100.0)
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


def _counted(words: list[str]) -> list[str]:
    """The words of a query that count: so many at most, and none too often."""
    words = words[:_MOST_WORDS]
    return [word for place, word in enumerate(words) if words[:place].count(word) < _MOST_REPEATED]


def _meanings(terms: list[Term]) -> _Meanings:
    meanings: _Meanings = {}
    for index, term in enumerate(terms):
        for number, likeness in term.similar.items():
            meanings.setdefault(number, []).append((-likeness, index, False))
        for number, (likeness, _) in term.joined.items():
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
    if len(hits) > 1:
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
