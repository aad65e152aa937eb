"""Merging copies into articles.

Copies that share a fingerprint are compared in pairs (``same_story``). Copies that tell one story are one
article. The article of a copy depends only on the copies linked to it through shared fingerprints. So an
index that gains copies merges only the linked copies again, with the same result as if it merged all copies.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from careader.index.identity import LEAD_WORDS, Wording

Member = TypeVar("Member")
"""The number or name by which the caller knows a copy."""

STANDING = 200
"""Two copies with a longer common run of words tell one story. The standing introduction of a series is
shorter."""

PARAGRAPH = 100
"""A body with fewer words can be an opening paragraph that a later story quotes."""

ALIKE = 0.4
"""The least share of its three-word runs that a corrected body keeps. One changed word in five leaves
half."""

SAME_BODY = 0.8
"""The least share of three-word runs that a body keeps under another headline. At most one word in fourteen
is changed then."""

EDIT = 0.3
"""The largest share of a body that may be new text in one place, under the same headline."""

FIGURES = 3
"""The fewest figures of a text that is compared by its figures: texts with other figures are other
stories."""


def merge_wordings(members: Mapping[Wording, Sequence[int]]) -> list[tuple[int, ...]]:
    """Divide copies into articles.

    A short body joins an article only where exactly one article fits: an opening that fits two stories must
    not join both stories to one article. Where several articles fit, an article with the same headline is
    preferred.

    Args:
        members: the numbers of the copies that have each wording, by wording (`gather`).

    Returns:
        The numbers of the copies of each article, ascending; articles in the order of their first copies.
        The division does not depend on the order of the members.
    """
    wordings = sorted(members, key=lambda w: (-w.length, w.headline, w.body))
    articles = _Classes(len(wordings))
    carriers: dict[int, list[int]] = {}
    for new, here in enumerate(wordings):
        candidates = {n for number in here.fingerprints for n in carriers.get(number, ())}
        matches = [n for n in candidates if same_story(here, wordings[n])]
        homes = {articles.of(n) for n in matches}
        if here.length < STANDING and len(homes) > 1:
            homes = {articles.of(n) for n in matches if wordings[n].headline == here.headline}
            homes = homes if len(homes) == 1 else set()
        for home in homes:
            articles.join(home, new)
        for number in here.fingerprints:
            carriers.setdefault(number, []).append(new)
    together: dict[int, list[int]] = {}
    for n, here in enumerate(wordings):
        together.setdefault(articles.of(n), []).extend(members[here])
    return sorted(tuple(sorted(indices)) for indices in together.values())


def same_story(a: Wording, b: Wording) -> bool:
    """Whether two copies tell one story, judged by these two copies alone; the same for (a, b) and (b, a).

    Under equal headlines, the longer body begins with the shorter body, or one is a corrected form of the
    other. Under different headlines, the bodies differ in a few words only, and are longer than a quoted
    paragraph.
    """
    shorter, longer = sorted((a, b), key=lambda w: (w.length, w.body, w.headline, w.excerpt))
    if a.headline == b.headline:
        return longer.body.startswith(shorter.body) or _corrected(shorter.body, longer.body)
    return _retitled(shorter, longer)


def _corrected(shorter: str, longer: str) -> bool:
    """Whether two bodies under one headline are one text with corrections.

    The longest common run of words can be the standing introduction of a series. So without this run, the
    remaining words must be few, or similar too.
    """
    if _shared(shorter, longer) < ALIKE or _other_figures(shorter, longer):
        return False
    one, two = shorter.split(), longer.split()
    if one[: STANDING + 1] == two[: STANDING + 1] and len(one) > STANDING:
        return True  # the usual case: the change is further down
    from difflib import SequenceMatcher  # here because few copies get this far, at a start seldom any

    run = SequenceMatcher(None, one, two, autojunk=False).find_longest_match()
    if run.size > STANDING:
        return True
    rest = one[: run.a] + one[run.a + run.size :]
    other_rest = two[: run.b] + two[run.b + run.size :]
    if min(len(rest), len(other_rest)) <= EDIT * len(one):
        return True
    return _shared(" ".join(rest), " ".join(other_rest)) >= ALIKE


def _retitled(shorter: Wording, longer: Wording) -> bool:
    """Whether two copies under different headlines have one body.

    A later story can begin with a paragraph of an earlier story. So a short text counts as the beginning of a
    longer text only where the page says that it cut the text short.
    """
    if shorter.length < LEAD_WORDS:
        return False
    if shorter.length < min(PARAGRAPH, SAME_BODY * longer.length) and not shorter.excerpt:
        return False
    if longer.body.startswith(shorter.body):
        return True
    opening = " ".join(longer.body.split()[: round(shorter.length / SAME_BODY)])
    return _shared(shorter.body, opening) >= SAME_BODY and not _other_figures(shorter.body, opening)


def _other_figures(one: str, two: str) -> bool:
    """Whether two texts have different figures. A weekly bulletin has new figures in the same sentences."""
    a, b = _figures(one), _figures(two)
    least = min(len(a), len(b))
    return least >= FIGURES and len(a & b) < least / 2


def _shared(one: str, two: str) -> float:
    """The share of common three-word runs, among the runs of the text with fewer runs, 0.0 to 1.0."""
    a, b = _runs(one), _runs(two)
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, str, str]]:
    words = text.split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@lru_cache(maxsize=1024)
def _figures(text: str) -> frozenset[str]:
    return frozenset(word for word in text.split() if not word.isalpha())


def gather(found: Iterable[tuple[Wording, Member]]) -> dict[Wording, list[Member]]:
    """Gather copies with equal words. Their wording is an excerpt if any of these copies is an excerpt.

    Args:
        found: the wording and the number of each copy.

    Returns:
        The numbers of the copies that have each wording, by wording.
    """
    alike: dict[tuple[str, str], list[tuple[Wording, Member]]] = {}
    for words, member in found:
        alike.setdefault((words.headline, words.body), []).append((words, member))
    return {
        Wording(
            headline,
            body,
            same[0][0].length,
            any(words.excerpt for words, _ in same),
            frozenset().union(*(words.fingerprints for words, _ in same)),
        ): [member for _, member in same]
        for (headline, body), same in alike.items()
    }


class _Classes:
    """A union-find structure over the numbers below ``size``. Each number begins as a class of its own."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def of(self, n: int) -> int:
        """The representative of the class of ``n``."""
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, a: int, b: int) -> None:
        """Join the classes of ``a`` and ``b``."""
        self._parent[self.of(b)] = self.of(a)
