"""The filters of a query: conditions on an article other than words, such as ``is:unread`` or ``by:``."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from careader.index.stored import ArticleKind
from careader.text import plain_words
from careader.typed_days import Days, parse_days

UNDATED, UNSEEN = "undated", "unseen"

STATES = ("new", "read", "bookmarked", "changed", "begun", "noted", "excerpt", "doubtful")
"""The states that ``is:`` asks for; ``is:unread`` is the negation of ``is:read``."""

_DAYS = ("date", "changed", "noted", "read")
"""The filters whose values are days."""

FILTERS = (*_DAYS, "is", "kind", "by", "order")
"""The names of all filters, as they are typed before the colon."""

ORDERS = ("oldest", "newest", "best")

_IS = "is:unread, is:read, is:bookmarked, is:noted, is:new, is:begun, is:changed, is:excerpt or is:doubtful"
_SHOWN = 30  # messages show at most so many characters of the typed value


class NotUnderstoodError(Exception):
    """The query cannot be understood; the message gives the reason and a better query."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on an article.

    Attributes:
        name: the name of the filter, one of `FILTERS`.
        values: for ``is``, a state; for ``kind``, the kinds of which the article must have one; for ``by``,
            the words of an author's name; for ``order``, an order; in place of days, ``undated`` or
            ``unseen``.
        days: for ``date``, ``changed``, ``noted`` and ``read``, the days on which the article must have been
            captured, changed, noted or read; None for other filters.
        holds: False for a negated filter.
    """

    name: str
    values: tuple[str, ...] = ()
    days: Days | None = None
    holds: bool = True


def read_filter(name: str, value: str, *, holds: bool) -> Filter:
    """Read a filter.

    Args:
        name: the text before the colon.
        value: the text after the colon.
        holds: False for a negated filter.

    Raises:
        NotUnderstoodError: the filter has no such value.
    """
    if name == "is":
        return _state(value, holds=holds)
    if name == "kind":
        return _kinds(value, holds=holds)
    if name == "by":
        words = tuple(plain_words(value))
        if not words:
            raise NotUnderstoodError('by: needs a name: by:umarova or by:"aida umarova"')
        return Filter(name, words, holds=holds)
    if name == "order":
        return _order(value, holds=holds)
    if (name, value) in {("date", UNDATED), ("changed", UNSEEN)}:
        return Filter(name, (value,), holds=holds)
    return Filter(name, days=_days(name, value), holds=holds)


def check(filters: Iterable[Filter]) -> None:
    """Raise an error if two filters contradict each other, so that no article can pass.

    Raises:
        NotUnderstoodError: two filters contradict each other.
    """
    held: dict[tuple[object, ...], bool] = {}
    kinds = set(ArticleKind)
    for each in filters:
        if held.setdefault((each.name, each.values, each.days), each.holds) is not each.holds:
            raise NotUnderstoodError("no article is both: is:read with is:unread, or a filter with its NOT")
        if each.name == "kind":
            kinds &= set(map(ArticleKind, each.values)) if each.holds else kinds - {*each.values}
    if not kinds:
        raise NotUnderstoodError("an article is of one kind: kind:interview,opinion finds both")


def _state(value: str, *, holds: bool) -> Filter:
    if value == "unread":
        return Filter("is", ("read",), holds=not holds)
    if value not in STATES:
        raise NotUnderstoodError(
            f"is:{value[:_SHOWN]} is not known: {_IS}" if value else f"is: needs a mark or a state: {_IS}"
        )
    return Filter("is", (value,), holds=holds)


def _kinds(value: str, *, holds: bool) -> Filter:
    known = [kind.value for kind in ArticleKind]
    told = f"{', '.join(f'kind:{kind}' for kind in known[:-1])} or kind:{known[-1]}"
    asked = [kind for kind in value.lower().split(",") if kind]
    if not asked:
        raise NotUnderstoodError(f"kind: needs a kind: {told}")
    found = []
    for kind in asked:
        near = get_close_matches(kind, known, 1, 0.8)  # interviews, opinoin
        if not near:
            raise NotUnderstoodError(f"kind:{kind[:_SHOWN]} is not known: {told}")
        found.append(near[0])
    return Filter("kind", tuple(dict.fromkeys(found)), holds=holds)


def _order(value: str, *, holds: bool) -> Filter:
    if value not in ORDERS:
        raise NotUnderstoodError(
            f"order:{value[:_SHOWN]} is not known: order:oldest, order:newest or order:best"
        )
    if not holds:
        raise NotUnderstoodError("an order has no NOT: order:oldest or order:newest")
    return Filter("order", (value,))


def _days(name: str, value: str) -> Days:
    ways = ", ".join(f"{name}:{way}" for way in ("2025-12-10", "2025-12", "12-dec", "last-week"))
    told = f"{ways} or {name}:2025-12-01..2025-12-10"
    if not value:
        raise NotUnderstoodError(f"{name}: needs a day, a month or a year: {told}")
    if days := parse_days(value):
        return days
    raise NotUnderstoodError(f"{name}:{value[:_SHOWN]} is no date: write {told}")
