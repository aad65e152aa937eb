"""Jump: the headlines that a few typed letters mean, best first.

A query is taken word by word. A typed word stands for all the words of headlines that it may mean
(`Vocabulary.similar`), or for a run of their beginnings (`Runs`). The fewer headlines hold these, the more
the typed word weighs, and a headline is worth the weight that it answers. docs/jump.md tells how.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from string import ascii_lowercase

from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.initials import Initials
from careader.find.jump.matched import ranges
from careader.find.jump.meanings import Meanings, TypedWord
from careader.find.jump.row_sets import RowSets
from careader.find.jump.weighing import LEAST, Weighing
from careader.find.jump.words import WORD, plain_form

_MOST_CHARACTERS = 2000  # of a query
_MOST_WORDS = 24
_MOST_REPEATED = 2  # times a word counts: door to door
_MOST_LETTERS = 160  # of a word


@dataclass(frozen=True, slots=True)
class FoundHeadline:
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


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """A find was ended before it was through."""


def _never() -> bool:
    return False


class Jump:
    """Finds headlines by what a reader types, whatever the typos, order, spelling and half-typed words.

    Made once for a list of headlines, a second for 100,000, and kept by `pack`. `find` may be called
    from any thread.

    Args:
        headlines: The headlines, newest first; a row is a place in this list.
    """

    def __init__(self, headlines: Sequence[str] | HeadlineWords) -> None:
        self._words = headlines if isinstance(headlines, HeadlineWords) else HeadlineWords.read(headlines)
        self._sets = RowSets(self._words)
        self._meanings = Meanings(self._words, self._sets)
        self._weighing = Weighing(self._words, self._sets)
        self._initials = Initials(self._words, self._sets)

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
        """Make what the first long words would wait for: some 100 ms for 100,000 headlines, once."""
        self._words.vocabulary.warm()
        for letter in ascii_lowercase:
            self._sets.beginning(letter)

    def find(
        self,
        query: str,
        limit: int = 50,
        *,
        marked: int | None = None,
        prefer: Callable[[int], float] | None = None,
        cancelled: Callable[[], bool] = _never,
    ) -> list[FoundHeadline]:
        """Find the headlines that ``query`` means, best first.

        Any text is a query. One without words is looked for as it stands (``?`` finds questions); an
        empty one finds nothing.

        Args:
            query: What was typed.
            limit: How many matches to return at most.
            marked: How many of them, the first, are to have `FoundHeadline.spans`; all where it is not said.
            prefer: Orders rows of equal score: the higher comes first. Rows that it calls equal too, and
                all such rows without it, stand newest first.
            cancelled: Asked every few milliseconds whether to leave it.

        Returns:
            The matches, always the same ones for a query. What answers far worse than the best is left out.

        Raises:
            Cancelled: ``cancelled`` said so. What was found out about words by then is kept.
        """
        if limit < 1 or not self.headline_count:
            return []

        def go_on() -> None:
            if cancelled():
                raise Cancelled

        written = WORD.findall(query[:_MOST_CHARACTERS])
        words = [form[:_MOST_LETTERS] for word in written if (form := plain_form(word))]
        if not words:
            return self._with_signs(query.strip(), limit, prefer)
        letters = _initials(query, words)
        initials = self._initials.find(letters) if letters else {}
        if len(letters) == len(words) and (initials or len(letters) > 3):
            words = []  # one letter a word: as half-typed words they would mean any headline
        readings = self._meanings.readings(_counted(words), go_on) if words else []
        scores, reading_of = self._scores(readings, initials, limit, go_on)
        best = _best(scores, limit, prefer)
        spans = {row: self._initial_spans(row, letters) for row in best[:marked] if row not in reading_of}
        for number, reading in enumerate(readings):
            rows = [row for row in best[:marked] if reading_of.get(row) == number]
            spans |= zip(rows, self._weighing.spans(rows, reading), strict=True)
        return [FoundHeadline(row, scores[row], spans.get(row, ())) for row in best]

    def _scores(
        self,
        readings: list[list[TypedWord]],
        initials: dict[int, float],
        limit: int,
        go_on: Callable[[], None],
    ) -> tuple[dict[int, float], dict[int, int]]:
        """The highest score of each row, and the number of the reading that gives it; none for initials."""
        scores: dict[int, float] = {}
        reading_of: dict[int, int] = {}
        for number, reading in enumerate(readings):
            for row, score in self._weighing.scores(reading, limit, go_on).items():
                if score > scores.get(row, 0.0):
                    scores[row], reading_of[row] = score, number
        for row, likeness in initials.items():
            if (score := round(100 * likeness, 2)) > scores.get(row, 0.0):
                scores[row] = score
                reading_of.pop(row, None)
        go_on()
        return scores, reading_of

    def _initial_spans(self, row: int, letters: str) -> tuple[tuple[int, int], ...]:
        starts = [match.start() for match in WORD.finditer(self._words.headline(row))]
        return ranges(starts[place] for place in self._initials.places(letters, row))

    def _with_signs(
        self, signs: str, limit: int, prefer: Callable[[int], float] | None
    ) -> list[FoundHeadline]:
        """The headlines with these very characters, for a query without words."""
        if not signs:
            return []
        starts = dict(self._words.with_signs(signs))
        scores = dict.fromkeys(starts, 100.0)
        return [
            FoundHeadline(row, scores[row], ((starts[row], starts[row] + len(signs)),))
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


def _best(scores: dict[int, float], limit: int, prefer: Callable[[int], float] | None) -> list[int]:
    """The rows of the highest scores, in the order in which they are shown."""
    least = LEAST * max(scores.values(), default=0.0)
    best = nsmallest(limit, scores, key=lambda row: (-scores[row], row))
    if prefer is not None and best:
        last = scores[best[-1]]
        tied = [row for row, score in scores.items() if score >= last]
        best = sorted(tied, key=lambda row: (-scores[row], -prefer(row), row))[:limit]
    return [row for row in best if scores[row] > least]
