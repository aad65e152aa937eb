"""Weighing headlines: how well each headline answers a query (docs/jump.md, "How a headline is weighed")."""

from bisect import insort
from collections.abc import Callable, Sequence

from careader.find.jump.candidates import ANSWERS, LEAST, Candidates
from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.matched_characters import matched_characters
from careader.find.jump.meanings import TypedWord
from careader.find.jump.word_forms import WORD
from careader.find.ranges import merged
from careader.text import fold

_COVERS, _ORDER = 4.0, 7.5  # the parts of a score beside `ANSWERS`, 100 together
_OWNED = 0.06  # the gain of a possessive that was typed without its apostrophe: turkeys for Turkey’s
_NOT_OWNED = 0.03  # the loss of a possessive that was typed without its s

_Meanings = dict[int, list[tuple[float, int, bool]]]
"""For each word of headlines that a query may mean, by number: its meanings.

A meaning is the negative likeness, the number of the typed word, and whether the word means this typed word
and a neighbour together.
"""


class Weighing:
    """Weighs headlines by the words of a query.

    Args:
        words: the words of the headlines.
        candidates: chooses the headlines that are weighed.
    """

    def __init__(self, words: HeadlineWords, candidates: Candidates) -> None:
        self._words = words
        self._candidates = candidates

    def scores(self, typed: list[TypedWord], limit: int, go_on: Callable[[], None]) -> dict[int, float]:
        """The scores of the headlines that answer a query best, from 0 to 100, by row.

        Args:
            typed: the words of the query.
            limit: the number of headlines that the caller will show.
            go_on: called after each step of some milliseconds; raises `Cancelled` to end the search.
        """
        scores = self._scores_of_one(typed[0]) if len(typed) == 1 else self._scores(typed, limit, go_on)
        self._prefer_owners(scores, typed)
        return scores

    def spans(self, rows: Sequence[int], typed: list[TypedWord]) -> list[tuple[tuple[int, int], ...]]:
        """For each row, the ranges of characters of the headline that a query matched, in order, disjoint."""
        meanings = _meanings(typed)
        return [self._spans(row, typed, meanings) for row in rows]

    def _spans(self, row: int, typed: list[TypedWord], meanings: _Meanings) -> tuple[tuple[int, int], ...]:
        headline = self._words.headline(row)
        words = self._words.words(row)
        written = [match.span() for match in WORD.finditer(headline)]
        taken = _assign(words, meanings)
        pieces: list[tuple[int, str]] = []
        for index, word in enumerate(typed):
            way = word.runs.get(row)
            place, likeness = taken.get(index, (0, 0.0))
            if way and way.likeness > likeness:
                pieces += way.pieces
            elif index in taken:
                pieces.append((place, word.letters_for(words[place])))
        places = [
            written[word][0] + at
            for word, text in pieces
            for at in matched_characters(text, headline[slice(*written[word])])
        ]
        return tuple(merged((place, place + 1) for place in places))

    def _scores(self, typed: list[TypedWord], limit: int, go_on: Callable[[], None]) -> dict[int, float]:
        """Score the candidates, likeliest first, until no further candidate can be among the best."""
        meanings = _meanings(typed)
        answered, left = self._candidates.find(typed, go_on)
        total = sum(word.weight for word in typed)
        scores: dict[int, float] = {}
        best: list[float] = []  # the highest scores so far, lowest first
        for number, (row, weight) in enumerate(answered):
            if number % 64 == 0:
                go_on()
            most = ANSWERS * (weight + left) / total + _COVERS + _ORDER
            if len(best) == limit and most < max(best[0], LEAST * best[-1]):
                break
            scores[row] = self._score(row, typed, meanings, total)
            insort(best, scores[row])
            del best[:-limit]
        return scores

    def _scores_of_one(self, word: TypedWord) -> dict[int, float]:
        """Score the headlines that answer a query of one word; its likeliest meanings come first."""
        scores: dict[int, float] = {}
        rarity = self._words.rarity
        most = self._candidates.most
        likenesses = word.likenesses()
        for number in sorted(likenesses, key=lambda number: (-likenesses[number], number)):
            answer = ANSWERS * likenesses[number] + _ORDER
            for row in self._words.rows(number)[: most - len(scores)]:
                if row not in scores:
                    scores[row] = round(answer + _COVERS * rarity[number] / self._tells(row), 2)
            if len(scores) == most:
                break
        for row, way in word.runs.items():
            words = self._words.words(row)
            covered = sum(rarity[words[place]] for place, _ in way.pieces) / self._tells(row)
            score = round(ANSWERS * way.likeness + _ORDER + _COVERS * covered, 2)
            scores[row] = max(score, scores.get(row, 0.0))
        return scores

    def _prefer_owners(self, scores: dict[int, float], typed: list[TypedWord]) -> None:
        """Raise the scores of headlines with a possessive that was typed without its apostrophe.

        In a query of several words, also lower the scores of headlines with a possessive of a word typed
        without s.
        """
        known = self._words.vocabulary.numbers
        total = sum(word.weight for word in typed)
        gains: dict[str, float] = {}
        for word in typed:
            if word.text.endswith("s") and word.text not in known and word.text[:-1] in known:
                gains[f"{word.text[:-1]}'s"] = ANSWERS * _OWNED * word.weight / total
            elif word.text in known and len(typed) > 1:
                gains[f"{word.text}'s"] = -ANSWERS * _NOT_OWNED * word.weight / total
        least = max(scores.values(), default=0.0) - ANSWERS * (_OWNED + _NOT_OWNED)
        for row in [row for row in scores if scores[row] >= least] if gains else ():
            headline = fold(self._words.headline(row))
            gain = sum(gain for owner, gain in gains.items() if owner in headline)
            scores[row] = round(min(scores[row] + gain, 100.0), 2)

    def _tells(self, row: int) -> float:
        """The sum of the rarities of the words of a row."""
        rarity = self._words.rarity
        return sum([rarity[word] for word in self._words.words(row)])

    def _score(self, row: int, typed: list[TypedWord], meanings: _Meanings, total: float) -> float:
        """The score of a row.

        The score has three parts: the weight of the typed words that the headline answers; the share of the
        headline that the query covers; and whether the words stand in the typed order.
        """
        words = self._words.words(row).tolist()
        taken = _assign(words, meanings)
        asked = {place for place, _ in taken.values()}
        for index, word in enumerate(typed):
            way = word.runs.get(row)
            if way and way.likeness > taken.get(index, (0, 0.0))[1]:
                taken[index] = way.pieces[0][0], way.likeness
                asked.update(place for place, _ in way.pieces)
        answers = order = 0.0
        before = -1
        for index in sorted(taken):
            place, likeness = taken[index]
            answers += likeness * typed[index].weight
            if before < 0 or 0 <= place - before <= 1:
                order += 1.0
            elif place > before:
                order += 0.5
            before = place
        rarity = self._words.rarity
        covered = sum([rarity[words[place]] for place in asked])
        return round(
            ANSWERS * answers / total + _COVERS * covered / self._tells(row) + _ORDER * order / len(typed), 2
        )


def _meanings(typed: list[TypedWord]) -> _Meanings:
    meanings: _Meanings = {}
    for index, word in enumerate(typed):
        for number, likeness in word.similar.items():
            meanings.setdefault(number, []).append((-likeness, index, False))
        for number, (likeness, _) in word.run_together.items():
            meanings.setdefault(number, []).append((-likeness, index, True))
    return meanings


def _assign(words: Sequence[int], meanings: _Meanings) -> dict[int, tuple[int, float]]:
    """Assign to each typed word the word of a headline that it likeliest means.

    A word of a headline answers one typed word, or two typed words that it writes as one.

    Args:
        words: the numbers of the words of the headline.
        meanings: the meanings of the query.

    Returns:
        For each typed word that is answered, by its number: the place of the word in the headline, and the
        likeness.
    """
    hits = [
        (unlikeness, index, place, together)
        for place, word in enumerate(words)
        if word in meanings
        for unlikeness, index, together in meanings[word]
    ]
    if len(hits) > 1:
        hits.sort()
    taken: dict[int, tuple[int, float]] = {}
    held: set[int] = set()
    for unlikeness, index, place, together in hits:
        if index not in taken and (together or place not in held):
            taken[index] = (place, -unlikeness)
            held.add(place)
    return taken
