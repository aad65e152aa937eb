"""Finding headlines by a run of word beginnings without blanks: ``kyrbanrep`` for Kyrgyz Banks Report.

Sets of rows (`RowSets`) give the headlines that have, in any order, a word for each piece of the run. Only
these headlines are examined word by word (`run_fit`).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.row_sets import RowSets, rows_in
from careader.find.jump.run_fit import RunFit, fit

_LETTERS = range(4, 41)  # lengths of a run
_LEAST_FLAWED = 6  # the fewest letters of a run with a flawed piece
_MOST_PIECES = 8
_LONGEST = 12  # letters of a piece
_LONGEST_FLAWED = 7
_SHORT_FLAWED = 4  # in a longer flawed piece, each further letter counts as a further piece

_LOOKED_AT = 4000  # headlines whose letters are compared with the run
# At most so many headlines with the letters in order are examined word by word.
_MOST, _MOST_FLAWED = 400, 300
_ENOUGH, _ENOUGH_FLAWED = 50, 20  # after so many found headlines, runs of more pieces are not searched

# For each number of pieces, the set of the rows that have a word for every piece.
_ByPieces = list[int]


class _Examined(NamedTuple):
    """What is already known about the headlines for a run: letters typed without blanks.

    This is kept for the next keystroke, and for the same run when it is typed again.

    Attributes:
        letters: the run.
        out_of_order: rows without the letters in order. A longer run with the same beginning does not fit
            these rows either.
        fits: for each row that was examined word by word, the fit, or None where there is none.
    """

    letters: str = ""
    out_of_order: frozenset[int] = frozenset()
    fits: dict[int, RunFit | None] = {}  # noqa: RUF012 - never written to


class Runs:
    """Finds the headlines that a run of word beginnings fits.

    Args:
        words: the words of the headlines.
        sets: for each word beginning, the set of the rows that have such a word.
    """

    def __init__(self, words: HeadlineWords, sets: RowSets) -> None:
        self._words = words
        self._sets = sets
        # The results for the beginnings of the last run, for the next keystroke.
        self._last: dict[str, _ByPieces] = {}
        self._examined = {False: _Examined(), True: _Examined()}  # by whether a piece may be flawed

    def find(self, letters: str, go_on: Callable[[], None]) -> dict[int, RunFit]:
        """The rows that a run fits, each with the likeliest fit; flawed fits only if no other fit is found.

        Args:
            letters: the run.
            go_on: called after each step of some milliseconds; raises `Cancelled` to end the search.
        """
        if len(letters) not in _LETTERS:
            return {}
        before = self._before(letters, go_on)
        found = self._fits(letters, before[len(letters)], go_on, flawed=False)
        if found or len(letters) < _LEAST_FLAWED:
            return found
        behind = self._behind(letters, go_on)
        return self._fits(letters, self._flawed(letters, before, behind, go_on), go_on, flawed=True)

    def _fits(
        self, letters: str, rows: _ByPieces, go_on: Callable[[], None], *, flawed: bool
    ) -> dict[int, RunFit]:
        """The rows that a run fits, each with the likeliest fit.

        Args:
            letters: the run.
            rows: the rows to examine, by number of pieces; rows with the fewest pieces are examined first.
            go_on: called after each step of some milliseconds.
            flawed: whether fits with a flawed piece are searched, or fits without flawed pieces.
        """
        from rapidfuzz.distance.LCSseq import similarity  # a start does not need it

        forms = self._words.vocabulary.forms
        most, enough = (_MOST_FLAWED, _ENOUGH_FLAWED) if flawed else (_MOST, _ENOUGH)
        in_order = len(letters) - flawed  # the fewest letters that a fitting headline has in order
        last = self._examined[flawed]
        out_of_order = set(last.out_of_order if letters.startswith(last.letters) else ())
        fits = dict(last.fits if letters == last.letters else {})
        found: dict[int, RunFit] = {}
        seen = 0
        looked_at = fitted = 0
        try:
            for having in rows:
                for row in rows_in(having & ~seen):
                    if looked_at == _LOOKED_AT or fitted == most:
                        return found
                    looked_at += 1
                    if looked_at % 256 == 0:
                        go_on()
                    if row in out_of_order:
                        continue
                    words = [forms[number] for number in self._words.words(row)]
                    if similarity(letters, " ".join(words)) < in_order:
                        out_of_order.add(row)
                        continue
                    fitted += 1
                    if row not in fits:
                        go_on()
                        fits[row] = fit(letters, words, flawed=flawed)
                    if way := fits[row]:
                        found[row] = way
                seen |= having
                if len(found) >= enough:
                    break
        finally:  # kept where the search was cancelled as well
            self._examined[flawed] = _Examined(letters, frozenset(out_of_order), fits)
        return found

    def _before(self, letters: str, go_on: Callable[[], None]) -> list[_ByPieces]:
        """For each place in the run: the rows that have words for all pieces before it, in any order."""
        made = [[self._sets.everything]]
        known = self._last
        self._last = {}
        for end in range(1, len(letters) + 1):
            rows = known.get(letters[:end])
            if rows is None:
                starts = range(max(0, end - _LONGEST), end)
                rows = self._joined((made[start], letters[start:end]) for start in starts)
                go_on()
            self._last[letters[:end]] = rows
            made.append(rows)
        return made

    def _behind(self, letters: str, go_on: Callable[[], None]) -> list[_ByPieces]:
        """For each place in the run: the rows that have words for all pieces after it, in any order."""
        length = len(letters)
        made: list[_ByPieces] = [[] for _ in letters] + [[self._sets.everything]]
        for start in range(length - 1, -1, -1):
            ends = range(start + 1, min(length, start + _LONGEST) + 1)
            made[start] = self._joined((made[end], letters[start:end]) for end in ends)
            go_on()
        return made

    def _joined(self, ways: "Iterator[tuple[_ByPieces, str]]") -> _ByPieces:
        """Extend sets of rows by one piece: keep the rows that have a word for the piece.

        Args:
            ways: for each possible piece, the rows for the pieces on one side of the piece, and the piece.

        Returns:
            The rows for all these pieces together, by number of pieces.
        """
        rows = [0] * (_MOST_PIECES + 1)
        for others, piece in ways:
            if any(others) and (having := self._sets.beginning(piece)):
                for pieces, other in enumerate(others[:_MOST_PIECES]):
                    if other and (both := other & having):
                        rows[pieces + 1] |= both
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def _flawed(
        self, letters: str, before: list[_ByPieces], behind: list[_ByPieces], go_on: Callable[[], None]
    ) -> _ByPieces:
        """The rows that may have a fit with exactly one flawed piece, by the number of pieces.

        There are two sets for each number of pieces: first the rows in which the flawed piece may have the
        right first letter, then the rows in which its first letter may be wrong.
        """
        rows = [0] * (2 * (_MOST_PIECES + _LONGEST_FLAWED))
        for start in range(len(letters)):
            if not any(before[start]):
                continue
            first = self._sets.beginning(letters[start])
            for end in range(start + 2, min(len(letters), start + _LONGEST_FLAWED) + 1):
                long = max(0, end - start - _SHORT_FLAWED)
                for pieces, both in _together(before[start], behind[end]):
                    rows[2 * (pieces + long)] |= both & first
                    rows[2 * (pieces + long) + 1] |= both
            go_on()
        for place in range(1, len(letters) - 2):
            ahead = self._swapped_ahead(letters, place, before)
            after = self._swapped_behind(letters, place, behind) if any(ahead) else []
            for pieces, both in _together(ahead, after):
                rows[2 * pieces - 2] |= both
            go_on()
        return rows

    def _swapped_ahead(self, letters: str, place: int, before: list[_ByPieces]) -> _ByPieces:
        """The rows for the pieces before the swap of the letters at ``place`` and ``place + 1``."""
        starts = range(max(0, place - _LONGEST), place)
        return self._joined((before[start], letters[start:place] + letters[place + 1]) for start in starts)

    def _swapped_behind(self, letters: str, place: int, behind: list[_ByPieces]) -> _ByPieces:
        """The rows for the pieces behind the swap of the letters at ``place`` and ``place + 1``."""
        ends = range(place + 2, min(len(letters), place + _LONGEST) + 1)
        return self._joined((behind[end], letters[place] + letters[place + 2 : end]) for end in ends)


def _together(before: _ByPieces, behind: _ByPieces) -> Iterator[tuple[int, int]]:
    """For each pair of sets with common rows: the total number of pieces, and the set of the common rows."""
    for first, one in enumerate(before):
        for second, other in enumerate(behind):
            if first + second <= _MOST_PIECES and one and other and (both := one & other):
                yield first + second, both
