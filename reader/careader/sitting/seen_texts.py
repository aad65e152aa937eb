"""The text of each article that the reader has seen, to show which articles have changed since."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from careader.corpus import Article, Corpus
from careader.corpus.selections import digests_of, with_other_text
from careader.errors import CareaderError, IndexDamagedError
from careader.index.tables import index_errors
from careader.sitting.marks import Marks
from careader.sitting.saved_state import SavedState
from careader.state import Mark
from careader.state.row_kinds import SEEN

if TYPE_CHECKING:
    from careader.index.correction_effects import CorrectionEffect


class SeenTexts:
    """The texts of articles at the time when the reader opened the articles or marked them read.

    Args:
        corpus: the articles.
        marks: knows which articles are read; an unread article does not count as changed.
        state: the state in which the digests of the texts are saved.
    """

    def __init__(self, corpus: Corpus, marks: Marks, state: SavedState) -> None:
        self._corpus, self._marks, self._state = corpus, marks, state
        self._others: set[int] | None = None
        marks.when_read = self.see_all

    def reload(self) -> None:
        """Read the digests from the store again at the next call."""
        self._others = None

    def has_changed(self, article: Article) -> bool:
        """Whether a read article now has another text than the reader saw last."""
        return self._marks.is_read(article) and article.number in self._other_texts

    @property
    def changed(self) -> list[int]:
        """The numbers of the read articles whose text has changed since."""
        read = self._marks.current.flags[Mark.READ]
        return [number for number in self._other_texts if number < len(read) and read[number]]

    @property
    def _other_texts(self) -> set[int]:
        """The numbers of the articles, read or unread, whose text differs from the text seen last."""
        if self._others is None:
            self._others = set()
            with self._state.reading():
                digests = {key: digest for key, (_, digest) in self._state.store.rows(SEEN).items()}
                if digests:
                    self._others = self._compared(digests)
        return self._others

    def _compared(self, digests: dict[str, str]) -> set[int]:
        try:
            with index_errors(self._corpus.path):
                return with_other_text(self._corpus, digests)
        except IndexDamagedError as error:
            self._corpus.damaged = self._corpus.damaged or str(error)
        except CareaderError as error:
            self._corpus.trouble = str(error)
        return set()

    def changed_keys(self) -> set[str]:
        """The keys of the articles, read or unread, whose text differs from the text that was seen last."""
        return {key for keys in self._corpus.keys_of(self._other_texts) for key in keys}

    def take_corrected(self, effects: "Sequence[CorrectionEffect]", changed: set[str]) -> None:
        """Save the texts that the reader's own correction has made as seen, since no page has changed.

        Args:
            effects: the effects of the correction on articles.
            changed: `changed_keys` before the correction; these articles stay changed.
        """
        if same := [*self._other_texts.intersection(only_corrected(self._corpus, effects, changed))]:
            self.see_all(same)

    def see(self, article: Article) -> None:
        """Save the present text of an article as seen."""
        with self._state.writing():
            self._state.store.set_seen(dict.fromkeys(article.keys, article.said))
        self._other_texts.discard(article.number)

    def see_all(self, numbers: Sequence[int]) -> None:
        """Save the present texts of articles as seen; called when articles are marked read."""
        said = dict(digests_of(self._corpus, numbers))
        keys = zip(numbers, self._corpus.keys_of(numbers), strict=True)
        with self._state.writing():
            self._state.store.set_seen({key: said[number] for number, some in keys for key in some})
        self._other_texts.difference_update(numbers)


def only_corrected(
    corpus: Corpus, effects: "Sequence[CorrectionEffect]", changed: Collection[str]
) -> list[int]:
    """The numbers of the articles whose text was changed by the reader's correction, and not by a page.

    Args:
        corpus: the articles after the correction.
        effects: the effects of the correction on articles.
        changed: the keys of the articles whose text differed from the seen text before the correction.
    """
    before = set(changed)
    before.update(*(each.after for each in effects if not before.isdisjoint(each.before)))
    numbers = [*corpus.numbers_of({key for each in effects for key in (*each.before, *each.after)})]
    of_each = zip(numbers, corpus.keys_of(numbers), strict=True)
    return [number for number, keys in of_each if before.isdisjoint(keys)]
