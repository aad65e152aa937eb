"""Which copies are one article.

Copies that share a fingerprint are compared two by two (``same_story``); what tells one story is one article.
Which copies stand together depends on nothing but the copies linked to them through shared fingerprints: an
index that adds copies later need merge only those anew to get what all at once would give.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from careader.index.identity import LEAD_WORDS, Wording

Member = TypeVar("Member")
"""What a copy is known by where it is merged."""

STANDING = 200
"""Words that the standing introduction of a series does not reach: more in common than this is one story."""

PARAGRAPH = 100
"""Words that the opening paragraph of a story, quoted by a follow-up, does not reach."""

ALIKE = 0.4
"""Share of its three-word runs that a corrected body keeps; with one word in five changed it is a half."""

SAME_BODY = 0.8
"""The same under another headline; one word in fourteen may be changed."""

EDIT = 0.3
"""The part of a body that can be wholly new, in one place, under one headline."""

FIGURES = 3
"""How many figures two texts must have before their disagreement tells them apart."""


def merge_wordings(members: Mapping[Wording, Sequence[int]]) -> list[tuple[int, ...]]:
    """Divides copies into articles.

    A short body joins only where there is one article to join: an opening that fits two stories says nothing
    about either, and must not make them one. An article of the same headline comes before others.

    Args:
        members: each distinct wording with the numbers of the copies that have it (`gather`).

    Returns:
        For each article the numbers of its copies, ascending; articles by their first copy. Which copies
        stand together does not depend on the order of the members.
    """
    wordings = sorted(members, key=lambda w: (-w.length, w.headline, w.body))
    articles = _Classes(len(wordings))
    carriers: dict[int, list[int]] = {}
    for new, here in enumerate(wordings):
        candidates = {n for mark in here.fingerprints for n in carriers.get(mark, ())}
        matches = [n for n in candidates if same_story(here, wordings[n])]
        homes = {articles.of(n) for n in matches}
        if here.length < STANDING and len(homes) > 1:
            homes = {articles.of(n) for n in matches if wordings[n].headline == here.headline}
            homes = homes if len(homes) == 1 else set()
        for home in homes:
            articles.join(home, new)
        for mark in here.fingerprints:
            carriers.setdefault(mark, []).append(new)
    together: dict[int, list[int]] = {}
    for n, here in enumerate(wordings):
        together.setdefault(articles.of(n), []).extend(members[here])
    return sorted(tuple(sorted(indices)) for indices in together.values())


def same_story(a: Wording, b: Wording) -> bool:
    """Whether two copies, by themselves, tell one story. Symmetric.

    Under one headline: one body begins with the other, or is a corrected form of it. Under two headlines: the
    body is the same but for a few words, and long enough not to be a quoted paragraph.
    """
    shorter, longer = sorted((a, b), key=lambda w: (w.length, w.body, w.headline, w.excerpt))
    if a.headline == b.headline:
        return longer.body.startswith(shorter.body) or _corrected(shorter.body, longer.body)
    return _retitled(shorter, longer)


def _corrected(shorter: str, longer: str) -> bool:
    """Whether two bodies under one headline are one text, changed here and there.

    The longest run of words they have in common can be the standing introduction of a series. Set it aside:
    the rest must be little, or alike too.
    """
    if _shared(shorter, longer) < ALIKE or _other_figures(shorter, longer):
        return False
    one, two = shorter.split(), longer.split()
    if one[: STANDING + 1] == two[: STANDING + 1] and len(one) > STANDING:
        return True  # as most are: changed further down
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

    A follow-up can begin with a paragraph of the story it follows, so a short text is the opening of a longer
    one only where its page says that it was cut.
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
    """Whether two texts give different figures, as a bulletin does in the same sentences every week."""
    a, b = _figures(one), _figures(two)
    least = min(len(a), len(b))
    return least >= FIGURES and len(a & b) < least / 2


def _shared(one: str, two: str) -> float:
    """The share of the three-word runs of the text with fewer of them that stand in the other, 0.0 to 1.0."""
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
    """Copies with the same words as one wording, an excerpt where any page says so.

    Args:
        found: the wording of each copy, and what the copy is known by.
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
    """The numbers from 0 up to ``size``, each in a class of its own until joined: a union-find."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def of(self, n: int) -> int:
        """The number that stands for the class of ``n``."""
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, a: int, b: int) -> None:
        """Makes the classes of ``a`` and ``b`` one."""
        self._parent[self.of(b)] = self.of(a)
