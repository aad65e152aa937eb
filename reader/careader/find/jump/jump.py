"""Jump: finding the headlines that a few typed letters mean, best first.

A query is read word by word. A typed word may mean several words of headlines (`Vocabulary.similar`), or a
run of word beginnings (`Runs`). The fewer headlines have the words that a typed word may mean, the higher is
the weight of the typed word. The score of a headline is the weight of the typed words that the headline
answers. docs/jump.md has the details.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from string import ascii_lowercase

from careader.find.jump.candidates import LEAST, Candidates
from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.initials import Initials
from careader.find.jump.meanings import Meanings, TypedWord
from careader.find.jump.row_sets import RowSets
from careader.find.jump.weighing import Weighing
from careader.find.jump.word_forms import WORD, plain_form
from careader.find.ranges import merged

_MOST_CHARACTERS = 2000  # the rest of a query is ignored
_MOST_WORDS = 24
_MOST_REPEATED = 2  # a repeated word counts so many times: door to door
_MOST_LETTERS = 160  # the rest of a typed word is ignored


@dataclass(frozen=True, slots=True)
class FoundHeadline:
    """A headline that answers a query.

    Attributes:
        row: the place of the headline in the list of headlines.
        score: how well the headline answers, 0 to 100; higher is better.
        spans: the ranges of the headline's characters that the query matched, each as (start, end), sorted
            and disjoint.
    """

    row: int
    score: float
    spans: tuple[tuple[int, int], ...]


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """`Jump.find` was cancelled before it was done."""


class Jump:
    """Finds headlines by what a reader types, despite typos, other spellings, any order and half-typed words.

    Preparing a list of 100,000 headlines takes a second; `pack` stores the result. Any thread may call
    `find`.

    Args:
        headlines: the headlines, newest first; a row is a place in this list.
    """

    def __init__(self, headlines: Sequence[str] | HeadlineWords) -> None:
        self._words = headlines if isinstance(headlines, HeadlineWords) else HeadlineWords.read(headlines)
        self._sets = RowSets(self._words)
        self._meanings = Meanings(self._words, self._sets)
        self._weighing = Weighing(self._words, Candidates(self._words, self._sets))
        self._initials = Initials(self._words, self._sets)

    @property
    def headline_count(self) -> int:
        """How many headlines there are."""
        return len(self._words)

    def pack(self) -> bytes:
        """Everything that `find` needs, as bytes for `unpack`; the headlines are included."""
        return self._words.pack()

    @classmethod
    def unpack(cls, data: bytes | memoryview) -> "Jump":
        """Read the bytes of `pack`; takes a few milliseconds for 100,000 headlines.

        ``data`` is used as long as the `Jump` exists, and must not change.

        Raises:
            ValueError: the data is damaged, incomplete, or of another version or kind of machine.
        """
        return cls(HeadlineWords.unpack(data))

    def warm(self) -> None:
        """Build the tables for typos and the sets of each first letter now: 100 ms for 100,000 headlines.

        Otherwise the first queries have to wait for the tables.
        """
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
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[FoundHeadline]:
        """Find the headlines that ``query`` means, best first.

        Any text is a query. A query without words finds headlines with the same characters (``?`` finds
        questions); an empty query finds nothing.

        Args:
            query: the typed text.
            limit: the most headlines to return.
            marked: only so many of the first headlines get `FoundHeadline.spans`; None for all headlines.
            prefer: orders rows of equal score: the higher value comes first. Of rows that are still equal,
                the newest comes first.
            cancelled: called every few milliseconds; once it returns True, the search ends.

        Returns:
            The headlines. Headlines that answer far worse than the best headline are left out. The same query
            always gives the same headlines.

        Raises:
            Cancelled: ``cancelled`` returned True. The meanings of words found until then are kept.
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
            words = []  # words of one letter: as half-typed words, they would mean any headline
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
        """The highest score of each row; and the number of the reading with this score.

        A row whose score comes from initials has no reading.
        """
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
        places = [starts[word] for word in self._initials.matched_words(letters, row)]
        return tuple(merged((place, place + 1) for place in places))

    def _with_signs(
        self, signs: str, limit: int, prefer: Callable[[int], float] | None
    ) -> list[FoundHeadline]:
        """The headlines with some exact characters, for a query without words."""
        if not signs:
            return []
        starts = dict(self._words.with_signs(signs))
        scores = dict.fromkeys(starts, 100.0)
        return [
            FoundHeadline(row, scores[row], ((starts[row], starts[row] + len(signs)),))
            for row in _best(scores, limit, prefer)
        ]


def _initials(query: str, words: list[str]) -> str:
    """The letters of a query that may be initials, ``nbk`` or ``n b k``; "" for any other query."""
    letters = "".join(words)
    spaced = 1 < len(letters) == len(words)
    alone = len(letters) > 2 and len(query.split()) == 1
    return letters if (spaced or alone) and len(letters) <= _MOST_LETTERS else ""


def _counted(words: list[str]) -> list[str]:
    """The first words of a query, at most ``_MOST_WORDS``, each at most ``_MOST_REPEATED`` times."""
    words = words[:_MOST_WORDS]
    return [word for place, word in enumerate(words) if words[:place].count(word) < _MOST_REPEATED]


def _best(scores: dict[int, float], limit: int, prefer: Callable[[int], float] | None) -> list[int]:
    """The rows with the highest scores, in the order in which they are shown.

    Args:
        scores: the score of each row.
        limit: the most rows to return.
        prefer: orders rows of equal score, as in `Jump.find`.
    """
    least = LEAST * max(scores.values(), default=0.0)
    best = nsmallest(limit, scores, key=lambda row: (-scores[row], row))
    if prefer is not None and best:
        last = scores[best[-1]]
        tied = [row for row, score in scores.items() if score >= last]
        best = sorted(tied, key=lambda row: (-scores[row], -prefer(row), row))[:limit]
    return [row for row in best if scores[row] > least]
