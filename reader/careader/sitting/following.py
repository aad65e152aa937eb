"""How the reader's state follows articles whose copies and keys change."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from careader.state import Mark, MarkChange

if TYPE_CHECKING:
    from careader.corpus import Corpus
    from careader.index.correction_effects import CorrectionEffect
    from careader.state import Store


def follow_corrections(
    effects: Iterable["CorrectionEffect"], keys: Mapping[Mark, Collection[str]]
) -> list[MarkChange]:
    """The changes by which marks follow their articles when corrections change the keys of articles.

    The key of an article depends on its opening words, and joining or splitting can change these. A bookmark
    follows the text, also into another article. The read mark follows only the headline: a text that joins
    another article does not make that article read.

    Args:
        effects: the effects of the corrections on articles.
        keys: for each mark, the keys that have the mark.
    """
    changes = []
    for each in effects:
        for mark, marked in keys.items():
            follows = any(key in marked for key in each.before) and (each.same or mark is Mark.BOOKMARK)
            if follows and not any(key in marked for key in each.after):
                changes.append(MarkChange(mark, on=True, keys=each.after))
    return changes


def spread(corpus: "Corpus", store: "Store") -> bool:
    """Spread the state of each key to the other keys of its article; returns whether any key changed.

    So the state of an article stays when a capture of the article is removed.

    Raises:
        StateError: the state cannot be written.
    """
    numbers = dict.fromkeys(corpus.numbers_of(store.marked_keys()))
    groups = [keys for keys in corpus.keys_of(numbers) if len(keys) > 1]
    return bool(groups and store.spread(groups))
