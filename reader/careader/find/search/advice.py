"""Advice on forms of other search engines, such as ``or``, ``!water`` and ``before:2025``, in a typed query.

careader looks for these forms as words. That would answer another question than the reader asked, so either
the answer says what was looked for and which form works, or the query is refused with that form.
"""

import re

from careader.find.search.filters import FILTERS, STATES, NotUnderstoodError, read_filter
from careader.typed_days import parse_days
from careader.words import cut

_SHOWN = 30  # messages show at most so many characters of the typed word
_ELSEWHERE = {
    **dict.fromkeys(("before", "until", "till", "to"), "date:..{}"),
    **dict.fromkeys(("after", "since", "from"), "date:{}.."),
    **dict.fromkeys(("on", "day", "week", "month", "year", "captured", "published"), "date:{}"),
    **dict.fromkeys(("has", "mark"), "is:{}"),
    "author": "by:{}",
    "title": "headline:{}",
    "sort": "order:{}",
    "type": "kind:{}",
}
"""The names of filters and options of other tools, each with careader's filter; ``{}`` is the value."""

_EXAMPLES = {
    "date": "2025-12-10",
    "headline": "water",
    "by": "umarova",
    "order": "oldest",
    "kind": "interview",
}
_OWN = ("headline", *FILTERS)
_FILTER = re.compile(r"([A-Za-z]{2,12}):(?:(?=[^\W_])(.+)|\Z)", re.DOTALL)
_DENIED = re.compile(r"(!|--+)([^\W\d_].*)", re.DOTALL)
_NEAR = re.compile(r"NEAR\W?\w+|near/\d+|Near/\d+")
_AMOUNT = re.compile(r"[A-Z<>]{,3}([$€£¥₸₽₺])\d.*|[<>]?\d.*?([%$€£¥₸₽₺])[.,;:?!]*", re.DOTALL)
_SIGN = re.compile(r"[~^<>=]|(?<=\w)[?|]+(?=\w)|^\|+$")
_SMALL = {
    "or": "or in small letters is a word: gas OR oil finds either",
    "not": "not in small letters is a word: gas NOT oil, or gas -oil, leaves oil out",
}
_INSTEAD = {
    "?": "; a beginning with * finds all words that begin so: kazakh*",
    "|": "; OR finds either of two: gas OR oil",
}


def advice_on(written: str) -> str:
    """The advice on a word outside of quotes that search treats otherwise than the reader may expect.

    Args:
        written: the word as it was typed.

    Returns:
        The advice, or "".

    Raises:
        NotUnderstoodError: the words alone would answer another question than the reader asked.
    """
    if denied := _DENIED.fullmatch(written):
        raise NotUnderstoodError(f"{denied[1]} is no operator: -{cut(denied[2], _SHOWN)} leaves it out")
    if _NEAR.fullmatch(written):
        raise NotUnderstoodError(f"{cut(written, _SHOWN)} is no operator: water NEAR/5 gas")
    if filtered := _FILTER.fullmatch(written):
        return _advice_on_filter(filtered[1], filtered[2] or "")
    if amount := _AMOUNT.fullmatch(written):
        sign = amount[1] or amount[2]
        kind = "%# finds any share" if sign == "%" else "$# finds any amount"
        return f"only words are looked for, not {sign} in {cut(written, _SHOWN)}; {kind}"
    if sign := _SIGN.search(written):
        return f"only words are looked for, not {sign[0]}{_INSTEAD.get(sign[0][0], '')}"
    return _SMALL.get(written.lower(), "")


def filter_for(option: str) -> str:
    """An example of the filter that says what an option of another tool or command means; "" for none.

    Args:
        option: the name of the option, such as ``since`` or ``unread``.
    """
    if option in ("unread", *STATES):
        return f"is:{option}"
    filtered = _ELSEWHERE.get(option, f"{option}:{{}}")
    example = _EXAMPLES.get(filtered.partition(":")[0])
    return filtered.format(example) if example else ""


def _advice_on_filter(name: str, value: str) -> str:
    """The advice on a word that looks like a filter, which careader does not know.

    Raises:
        NotUnderstoodError: careader has the filter under another name.
    """
    own, _, form = _ELSEWHERE.get(name, "").partition(":")
    if own == "date" and parse_days(value):
        raise NotUnderstoodError(f"{name}: is no filter: date:{form.format(value)}")
    if own and own != "date" and value:
        if own != "headline":
            try:
                read_filter(own, value, holds=True)
            except NotUnderstoodError as error:
                raise NotUnderstoodError(f"{name}: is no filter: {error}") from None
        raise NotUnderstoodError(f"{name}: is no filter: {own}:{cut(value, _SHOWN)}")
    if name.lower() in _OWN and value:
        return f"{name}: in capitals is no filter: {name.lower()}:{cut(value, _SHOWN)}"
    if own:
        return f"{name}: is no filter: {own}: is"
    return (
        f"{name}: is no filter: {', '.join(f'{own}:' for own in _OWN)} are"
        if value and name.islower()
        else ""
    )
