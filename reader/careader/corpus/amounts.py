"""Finding amounts of money in an article, and converting amounts at captured rates.

Examples: `$2.5 billion`, `450 billion tenge`, `$2–3 billion`, `1.35 million €uros`. Soms can be Kyrgyz or
Uzbek: the country that the article names decides; where the article names both countries or neither, the
amount is unclear. An amount without a captured rate is not converted. The amount counts as exact, so the
range of a result comes from the rounding of the rate alone.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from careader.capture.models import Rate
from careader.corpus.rates import ValueRange, figures, inverse, value_range

_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "U.S.$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₸": "KZT",
    "₽": "RUB",
    "₼": "AZN",
}
_CODES = "USD EUR GBP KZT KGS TJS UZS TMT RUB AZN CNY TRY JPY".split()
_NAMES = {
    r"(?:u\.?s\.? |american )?dollars?": ("USD",),
    r"euros?|€uros?": ("EUR",),
    r"(?:kazakh(?:stani)? )?tenges?": ("KZT",),
    r"(?:kyrgyz(?:stani)?) so(?:m|ms)": ("KGS",),
    r"uzbek(?:istani)? (?:so['’ʻ]?m|som|sum|soum)s?": ("UZS",),
    r"soms?": ("KGS", "UZS"),
    r"so['’ʻ]ms?|soums?|sums?": ("UZS",),
    r"(?:tajik(?:istani)? )?somonis?": ("TJS",),
    r"turkmen(?:istani)? manats?": ("TMT",),
    r"azerbaijani manats?": ("AZN",),
    r"manats?": ("TMT", "AZN"),
    r"(?:russian )?ro?ubles?": ("RUB",),
    r"(?:chinese )?yuan": ("CNY",),
    r"(?:turkish )?liras?": ("TRY",),
    r"pounds sterling|british pounds": ("GBP",),
}
"""The names of currencies, and the currencies that have each name."""

_OF = {
    "KGS": re.compile(r"\b(?:Kyrgyz|Bishkek)"),
    "UZS": re.compile(r"\b(?:Uzbek|Tashkent)"),
    "TMT": re.compile(r"\b(?:Turkmen|Ashgabat)"),
    "AZN": re.compile(r"\b(?:Azer|Baku\b)"),
}
"""For each currency with an ambiguous name, the words that name its country."""

_SCALES = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "mln": 6,
    "mil": 6,
    "mio": 6,
    "mm": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bln": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "trln": 12,
    "tn": 12,
}
_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {
    "a": 1,
    **{word: n for n, word in enumerate(_TO_TWENTY, 1)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
}

_NUMBER = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?![\d.]\d)|\d+,\d{1,2}(?!\d)|\d+(?:\.\d+)?"
)
_BELOW_100 = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_TO_TWENTY[:9])}))?|{'|'.join(reversed(_TO_TWENTY))}"
_IN_WORDS = (
    rf"half[ ]a|(?:a|{_BELOW_100})[ ]hundred(?:[ ](?:and[ ])?(?:{_BELOW_100}))?"
    rf"|(?:{_BELOW_100})(?:[ ]and[ ]a[ ]half)?|a"
)
"""A number below a thousand in words, before thousand, million, billion or trillion."""

_SCALE = r"thousand|million|billion|trillion|mln|bln|trln|mil|mio|mm|mn|bn|tn"
_SIGN = r"U\.S\.\$|US\$|[$€£₸₽₼]|(?-i:" + "|".join(_CODES) + r")(?=[ \u00a0\d])"
_TO = r"[ \u00a0]?(?:-|–|—|to)[ \u00a0]?"
_ANY_NAME = "|".join(_NAMES).replace(" ", "[ ]")  # the pattern below ignores plain spaces (re.VERBOSE)
_AMOUNT = re.compile(
    rf"""
    (?:
        (?<![\w$€£])(?P<sign>{_SIGN})[ \u00a0]?(?P<number>{_NUMBER})
        (?:
            {_TO}(?:{_SIGN})?(?P<until>{_NUMBER})(?=[ \u00a0-]?(?:{_SCALE})\b)
          | [-–](?P<until_alone>{_NUMBER})(?![\w%-])
        )?
        (?:[ \u00a0-]?(?P<scale>{_SCALE})\b|(?P<letter>[kmb])\b)?
      |
        (?<![\w$€£.,])
        (?P<plain>
            {_NUMBER}
          | (?<!-)(?:{_IN_WORDS})(?=[ -](?:{_SCALE})|{_TO}(?:{_NUMBER}|{_IN_WORDS})[ -](?:{_SCALE}))
        )
        (?:{_TO}(?P<plain_until>{_NUMBER}|(?:{_IN_WORDS})(?=[ -](?:{_SCALE}))))?
        (?:[ \u00a0-]?(?P<plain_scale>{_SCALE})(?:s|\.)?)?
        [ \u00a0-](?P<name>{_ANY_NAME}|(?-i:{"|".join(_CODES)}))
    )
    (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ONWARD = re.compile(r"[ \u00a0]?(?:-|–|—|to|and|or)[ \u00a0]?\Z")
_LARGER = re.compile(rf"(?:{_SCALE}|hundred)s?,?[ \u00a0-](?:and[ ])?\Z", re.IGNORECASE)
"""What stands before the smaller part of a number in several parts: ``1 million 200 thousand soms``."""

_OF_TWO_KINDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""A number whose point may be for decimals or for thousands: ``1.500``."""


class Amount(NamedTuple):
    """An amount of money in an article.

    Attributes:
        text: the amount as written.
        low: the amount in units of the currency; for a range such as ``$2–3 billion``, the lower end.
        high: the upper end of a range; otherwise equal to `low`.
        currency: the code of the currency, such as ``KGS``; "" where the currency is unclear.
        unclear: why the amount cannot be converted, in a few words; "" where the amount is clear.
    """

    text: str
    low: Decimal
    high: Decimal
    currency: str
    unclear: str = ""


class Converted(NamedTuple):
    """An amount converted to another currency.

    Attributes:
        currency: the code of the other currency.
        low: the result for the lower end of the amount.
        high: the result for the upper end of the amount.
    """

    currency: str
    low: ValueRange
    high: ValueRange


def amounts_in(texts: Iterable[str]) -> list[Amount]:
    """The amounts of an article, in order; an amount that is repeated in other words is listed once.

    Args:
        texts: the headline and the blocks of the article.
    """
    texts = list(texts)
    speaks_of = {code for code, country in _OF.items() if any(map(country.search, texts))}
    found: dict[tuple[object, ...], Amount] = {}
    for text in texts:
        matches, end = list(_AMOUNT.finditer(text)), 0
        for match, after in zip(matches, [*matches[1:], None], strict=False):
            larger = match["plain"] and _LARGER.search(text, max(end, match.start() - 20), match.start())
            end = match.end()
            amount = _amount(match, speaks_of)
            if amount is None:
                continue
            if larger:
                amount = amount._replace(unclear="it may be part of the number before it")
            if not _scale(match) and after and _scale(after) and amount.high < 1000:
                between = text[match.end() : after.start()]
                if _ONWARD.fullmatch(between):
                    amount = amount._replace(unclear=f"whether {_scale(after)} holds for it too is not clear")
            found.setdefault(amount[1:], amount)
    return [*found.values()]


def _scale(match: re.Match[str]) -> str:
    return match["scale"] or match["plain_scale"] or match["letter"] or ""


def _amount(match: re.Match[str], speaks_of: set[str]) -> Amount | None:
    """The amount of a match; None where the words are no amount, such as ``a million-dollar view``."""
    text = " ".join(match[0].split())
    scale = Decimal(10) ** _SCALES[_scale(match).lower()] if _scale(match) else Decimal(1)
    number = match["number"] or match["plain"]
    until = match["until"] or match["until_alone"] or match["plain_until"]
    low = _number(number) * scale
    high = _number(until) * scale if until else low
    if number.lower() in {"a", "half a"} and "-" in text:
        return None
    name = (match["name"] or "").lower()
    if match["sign"]:
        code = match["sign"].upper()
        codes: tuple[str, ...] = (_SIGNS.get(code, code),)
    else:
        if name in {"sum", "sums"} and scale == 1 and high < 1000:
            return None  # the English word
        codes = (name.upper(),) if name.upper() in _CODES else _codes(name)
        if len(codes) > 1:
            codes = tuple(code for code in codes if code in speaks_of)
    unclear = ""
    if len(codes) != 1:
        codes, unclear = ("",), f"whose {name} is not clear"
    elif low > high:
        unclear = "its ends are the wrong way round"
    elif scale == 1 and 1 <= low < 1000 <= low * 1000 <= high:
        unclear = "whether its first number is of thousands is not clear"
    elif scale == 1 and _OF_TWO_KINDS.fullmatch(number):
        unclear = "whether its point is for thousands is not clear"
    return Amount(text, low, high, codes[0], unclear)


def _codes(name: str) -> tuple[str, ...]:
    return next(codes for pattern, codes in _NAMES.items() if re.fullmatch(pattern, name))


def _number(written: str) -> Decimal:
    if not written[0].isdigit():
        return _number_of_words(" ".join(written.lower().replace("-", " ").split()))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", written):
        return Decimal(written.replace(".", ""))
    if re.fullmatch(r"\d+,\d{1,2}", written):
        return Decimal(written.replace(",", "."))
    return Decimal(re.sub(r"[, \u00a0\u202f]", "", written))


def _number_of_words(written: str) -> Decimal:
    """The value of a number in words, such as ``sixty seven``, ``two hundred and five``, ``half a``."""
    if written == "half a":
        return Decimal("0.5")
    whole, half, _ = written.partition(" and a half")
    hundreds, _, rest = whole.rpartition("hundred")
    value = 100 * sum(map(_WORDS.__getitem__, hundreds.split()))
    value += sum(_WORDS[word] for word in rest.split() if word != "and")
    return value + (Decimal("0.5") if half else Decimal(0))


def convert(amount: Amount, rates: Iterable[Rate]) -> list[Converted]:
    """Convert an amount to each currency that has a captured rate; an unclear amount is not converted.

    Args:
        amount: the amount to convert.
        rates: the rates of one capture, each pair once.
    """
    if amount.unclear:
        return []
    found = []
    for rate in rates:
        first, _, second = rate.pair.partition("/")
        other = {first: second, second: first}.get(amount.currency)
        one = value_range(rate.value) if amount.currency == first else inverse(rate.value)
        if other and one:
            found.append(Converted(other, one.times(amount.low), one.times(amount.high)))
    return found


def in_words(converted: Converted) -> str:
    """A converted amount in words, such as ``218.5 billion KGS (218.4–218.7)``.

    The numbers have only the digits that the rounding of the rate allows.
    """
    if not converted.high.value:
        return f"0 {converted.currency}"
    power = max((p for p in (0, 6, 9, 12) if converted.high.value >= Decimal(10) ** p), default=0)
    scale = {0: "", 6: " million", 9: " billion", 12: " trillion"}[power]
    unit = Decimal(10) ** -power
    ends = [figures(each.times(unit)) for each in (converted.low, converted.high)]
    values = list(dict.fromkeys(value for _, value, _ in ends))
    return f"{'–'.join(values)}{scale} {converted.currency} ({ends[0][0]}–{ends[1][2]})"
