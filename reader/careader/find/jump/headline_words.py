"""The words of all headlines, in a form that is stored on disk and used without conversion.

The number of a word is its place in the sorted vocabulary. The row of a headline is its place in the list of
headlines. All data are texts or flat arrays of numbers.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import accumulate
from math import log

from careader.find.jump import packing
from careader.find.jump.vocabulary import Vocabulary
from careader.find.jump.word_forms import WORD, plain_form
from careader.find.spellings import spelling_key

_ENCODING = ("utf-8", "surrogatepass")
_NONE = array("I")


class HeadlineWords:
    """The words of each headline, and the rows of each word.

    Made by `read` from headlines, or by `unpack` from the bytes of `pack`.

    Args:
        parts: the parts, as `pack` stores them.

    Attributes:
        vocabulary: the distinct plain forms of the words.
        initials: the first letter of each word, row after row; a newline ends each row.
        rarity: the rarity of each word: log(1 + number of headlines ÷ number of headlines with the word).
    """

    def __init__(self, parts: Sequence[memoryview]) -> None:
        texts, text_ends, words, ends, rows, row_ends, rarity, forms, keys, initials = parts
        self._parts = parts
        self._texts = texts
        self._text_ends = text_ends.cast("I")  # the end of each headline in bytes, without its newline
        self._words = words.cast("I")  # the words of row after row, with an empty place after each row
        self._ends = ends.cast("I")  # the end of each row in `_words`, and in `initials`
        self._rows = rows.cast("I")  # for each word, the rows that have the word, ascending
        self._row_ends = row_ends.cast("I")
        self.vocabulary = Vocabulary(str(forms, "utf-8"), str(keys, "utf-8"))
        self.initials = str(initials, "utf-8")
        self.rarity = rarity.cast("d")

    @classmethod
    def read(cls, headlines: Sequence[str]) -> "HeadlineWords":
        """Split headlines into words; takes one second for 100,000 headlines, ten seconds for a million."""
        forms, words, ends = _numbered(headlines)
        vocabulary = sorted(forms)
        place = array("I", bytes(4 * len(vocabulary)))
        for at, form in enumerate(vocabulary):
            place[forms[form]] = at
        letters = [(form[:1] or " ").encode() for form in vocabulary]
        rows = [array("I") for _ in vocabulary]
        initials = BytesIO()
        start = 0
        for row, end in enumerate(ends):
            own = [place[number] for number in words[start:end]]
            words[start:end] = array("I", own)
            for word in set(own):
                rows[word].append(row)
            initials.write(b"".join([letters[word] for word in own]) + b"\n")
            start = end + 1
        row_ends = array("I", accumulate(map(len, rows)))
        rarity = array("d", (log(1 + len(headlines) / len(held)) for held in rows))
        all_rows = array("I")
        for at, held in enumerate(rows):
            all_rows.extend(held)
            rows[at] = _NONE  # free the memory: a million headlines have nine million such numbers
        texts, text_ends = _texts(headlines)
        parts: list[bytes | memoryview | array[int] | array[float]] = [
            texts,
            text_ends,
            words,
            ends,
            all_rows,
            row_ends,
            rarity,
            _lines(vocabulary),
            _lines(map(spelling_key, vocabulary)),
            initials.getvalue(),
        ]
        return cls([memoryview(part).cast("B") for part in parts])

    def pack(self) -> bytes:
        """All data as bytes, for `unpack`."""
        return packing.pack(self._parts)

    @classmethod
    def unpack(cls, data: bytes | memoryview) -> "HeadlineWords":
        """Read the bytes of `pack`; ``data`` is used without a copy.

        Raises:
            ValueError: the data is damaged or of another version.
        """
        return cls(packing.unpack(data))

    def __len__(self) -> int:
        return len(self._text_ends)

    def headline(self, row: int) -> str:
        """The headline of a row, as it was given."""
        start = self._text_ends[row - 1] + 1 if row else 0
        return str(self._texts[start : self._text_ends[row]], *_ENCODING)

    def words(self, row: int) -> memoryview:
        """The numbers of a headline's words, in the order of the headline."""
        first, last = self.bounds(row)
        return self._words[first:last]

    def bounds(self, row: int) -> tuple[int, int]:
        """The range of a headline's words in the array of all words; `initials` has the same ranges."""
        return self._ends[row - 1] + 1 if row else 0, self._ends[row]

    def rows(self, word: int) -> memoryview:
        """The rows of the headlines that have a word, ascending."""
        return self._rows[self._row_ends[word - 1] if word else 0 : self._row_ends[word]]

    def rows_of_all(self, words: range) -> memoryview:
        """The rows of consecutive words: all rows of the first word, ascending; then of the next word."""
        if not words:
            return self._rows[:0]
        return self._rows[self._row_ends[words[0] - 1] if words[0] else 0 : self._row_ends[words[-1]]]

    def count(self, word: int) -> int:
        """The number of headlines that have a word."""
        return self._row_ends[word] - (self._row_ends[word - 1] if word else 0)

    def with_signs(self, signs: str) -> Iterator[tuple[int, int]]:
        """Find headlines with exact characters; yields each row, and the first place of the characters."""
        sought = signs.encode(*_ENCODING)
        pattern = re.compile(re.escape(sought))
        found = pattern.search(self._texts)
        while found:
            row = bisect_right(self._text_ends, found.start())
            start = found.start() + 1
            if found.end() <= self._text_ends[row]:
                yield row, self.headline(row).find(signs)
                start = self._text_ends[row] + 1
            found = pattern.search(self._texts, start)


def _numbered(headlines: Sequence[str]) -> "tuple[dict[str, int], array[int], array[int]]":
    """Number the plain forms of all words, in the order of their first use.

    Returns:
        The number of each form; the numbers of the words, row after row, with an empty place after each row;
        the end of each row in this array.
    """
    forms: dict[str, int] = {}
    number_of_written: dict[str, int] = {}
    words = array("I")
    ends = array("I")
    for headline in headlines:
        for written in WORD.findall(headline):
            number = number_of_written.get(written)
            if number is None:
                number = number_of_written[written] = forms.setdefault(plain_form(written), len(forms))
            words.append(number)
        ends.append(len(words))
        words.append(0)
    return forms, words, ends


def _texts(headlines: Sequence[str]) -> "tuple[bytes, array[int]]":
    """The headlines as one text, separated by newlines; and the end of each headline, in bytes."""
    text = BytesIO()
    ends = array("I")
    for headline in headlines:
        if ends:
            text.write(b"\n")
        text.write(headline.encode(*_ENCODING))
        ends.append(text.tell())
    return text.getvalue(), ends


def _lines(texts: Iterable[str]) -> bytes:
    return "".join([f"{text}\n" for text in texts]).encode()
