"""Reading rate lines, in the form of the site (FORMAT.md: Rates) and in other forms that tools make.

A figure is kept as captured and never corrected. Unusual figures and unknown currencies are reported.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from careader.capture.links import without_links
from careader.capture.models import Rate
from careader.patterns import late

RATE = re.compile(r"\s*[•·*-]?\s*([A-Z]{3}/[A-Z]{3})\s*=\s*(\d+(?:\.\d+)?)\s+([+-]?\d+(?:\.\d+)?%)\s*$")
# A damaged rate line: only characters that rates have, at least one of them typical.
_TORN = late(r"(?=.*[•/=%])\s*•?\s*[A-Z]{0,3}/?[A-Z]{0,3}\s*=?\s*[\d.]*\s*[+-]?[\d.]*%?\s*$")
_PAIR = re.compile(r"(?<![A-Za-z/])([A-Z]{3})\s?/\s?([A-Z]{3})(?![A-Za-z/])")
_BEGIN = re.compile(
    r"[\s\u200b\ufeff]*(?:[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff▲▼↑↓•‣▪◦●∙·*+|–-]\s*|\d{1,2}[.)]\s|\[\d{1,4}\]\s*)*"
)
_CHANGE = late(r"([+\-−–‑]?\s?\d+(?:[.,]\d+)?\s?[%％])")
_VALUE = late(r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?")
_SIGNS = " \t\u00a0\u202f=:|;,()[]•·*_→↑↓▲▼\u200b\ufeff"
_PLAIN_VALUE = late(r"\d+(?:\.\d+)?$")
_PLAIN_CHANGE = late(r"[+-]?\d+(?:\.\d+)?%$")
_FIGURES = re.compile(r"[\s\d.,'’%％+\-−–‑=:|()\[\]•·*_→↑↓▲▼/]*(?:N/?A|n/?a|null|NaN|nan|none)?[\s|]*$")
_LABEL = late(
    r"\s*(?:[^\W\d_]+ ){0,3}(?:rates?|currenc(?:y|ies)|forex|fx|kurs[ei]?|today)\s*[:|–-]?\s*", re.IGNORECASE
)
"""Matches the words before the first rate of a line, such as ``Exchange rates:``."""
_NEXT_BULLET = late(r"[\s•·*+|–-]*(?:\[\d{1,4}\])?\s*$")
_CUT_PAIR = late(r"(?<![A-Za-z/])[A-Z]{3}/\s*$")
_REST_OF_PAIR = late(r"\s*[A-Z]{3}\s*[=:|]?\s*\d")
_SIGN_BEHIND = re.compile(r"\s*=")
"""Matches behind the pair of a rate whose figures follow: figures before the pair are of another rate."""
_LONGEST_BEGIN = 120  # characters of blanks, bullets and numbers before a pair
_LONGEST_LINE = 600  # the most characters of a line with rates; a longer line may be the whole page
_LONGEST_TICKER = 16_384  # the most characters of a line of rates only: pages repeat rates eight times
_LONGEST = 12  # the most blanks after the ``=`` of a line that is a single rate

_NEAR = 240
"""The first lines of a page that can contain its first rate: a menu above the head can have a hundred
lines."""
PROSE = 25
"""The fewest words of a line above the rates that is text, not a menu."""

_MOST_PROSE = 120  # the most words of text above the rates: a notice has fewer, an article more
_MOST_TEXTS = 3  # the most texts above the rates
_FULL_LINE = 45  # the fewest characters of a line of wrapped text
_FEW = 2  # the fewest rates in a row that are a head below text
GAP = 4
"""The most other lines between two rates of a head: a printed page ends and begins with some."""

CURRENCIES = frozenset(
    """
    AED AFN ALL AMD ARS AUD AZN BAM BDT BGN BHD BRL BYN CAD CHF CLP CNH CNY COP CZK DKK EGP EUR GBP
    GEL HKD HUF IDR ILS INR IQD IRR ISK JOD JPY KGS KRW KWD KZT LBP LKR MAD MDL MKD MMK MNT MXN MYR
    NGN NOK NPR NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SDR SEK SGD SYP THB TJS TMT TND TRY TWD
    UAH USD UYU UZS VND XAG XAU XDR YER ZAR
    """.split()
)
"""Currencies whose rates a news site of the region may show (ISO 4217)."""


class ReadRate(NamedTuple):
    """A rate as it was read.

    Attributes:
        text: the text as captured.
        rate: the rate; None where the text was not understood.
        odd: a problem with the rate, in words; "" for none.
    """

    text: str
    rate: Rate | None
    odd: str = ""


def is_torn_rate(line: str) -> bool:
    """Whether a line may be a rest of a damaged rate line."""
    return any(sign in line for sign in "•/=%") and _TORN.match(line) is not None


def is_like_rate(line: str) -> bool:
    """Whether a line begins like a rate: with a pair and ``=``, or with a pair and only figures."""
    if "/" not in line:  # most lines
        return False
    if "](" in line:
        line = without_links(line)
    if len(line) > _LONGEST_TICKER:
        return False
    begin = _BEGIN.match(line, 0, _LONGEST_BEGIN)
    start = begin.end() if begin else 0
    pair = _PAIR.search(line, start, start + 40)
    if pair is None:
        return False
    before, after = line[start : pair.start()], line[pair.end() :]
    if not (_FIGURES.match(before) or _LABEL.fullmatch(before)):
        return False
    if after.lstrip(" \t\u00a0").startswith("=") and len(line) <= _LONGEST_LINE:
        return after.count(" ") <= _LONGEST or _PAIR.search(after) is not None
    parts = _PAIR.split(after)
    return all(_FIGURES.match(part) for part in parts[::3])


def rest_of_rate(line: str, lines: Sequence[str], at: int) -> int | None:
    """The index of the next line with figures of a rate that is broken over lines; None for no such line.

    Some tools put the pair, the sign and the figures of a rate on separate lines.

    Args:
        line: the beginning of the rate.
        lines: the lines of the page.
        at: the index of the line after the beginning.
    """
    pairs = [*_PAIR.finditer(line)]
    if pairs and _CUT_PAIR.search(line):
        return at if at < len(lines) and _REST_OF_PAIR.match(lines[at]) else None
    if not pairs or _CHANGE.search(line, pairs[-1].end()):
        return None
    if len(pairs) > 1:  # a row of rates that a program has wrapped
        row = lines[at] if at < len(lines) else ""
        figures = "%" in row and len(row) <= _LONGEST_LINE and all(map(_FIGURES.match, _PAIR.split(row)[::3]))
        return at if figures else None
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at == len(lines) or _PAIR.search(lines[at]):
        return None
    text = lines[at].strip()
    has_value = _VALUE.search(line, pairs[0].end()) is not None
    if text == "=" or (_FIGURES.match(text) and ("%" in text if has_value else "%" in text or "." in text)):
        return at
    return None


def label_of(line: str) -> str:
    """The words before the first rate of a line, such as ``Exchange rates:``; "" for none."""
    pair = _PAIR.search(line)
    return line[: pair.start()] if pair and _LABEL.fullmatch(line[: pair.start()]) else ""


def read_rates(line: str) -> list[ReadRate]:
    """Read the rates in a line that begins like a rate. A tool may have joined several rates to a line."""
    if "](" in line:
        line = without_links(line)
    if match := RATE.match(line):
        rate = Rate(*match.groups())
        return [ReadRate(line.strip(), rate, problem_of(rate))]
    line = line[len(label_of(line)) :]
    pairs = [*_PAIR.finditer(line)]
    begin = _BEGIN.match(line)
    figures = line[begin.end() if begin else 0 : pairs[0].start()].strip(_SIGNS)
    turned = len(pairs) > 1 and bool(figures) and not _SIGN_BEHIND.match(line, pairs[0].end())
    cuts = [0, *(pair.end() if turned else pair.start() for pair in (pairs[:-1] if turned else pairs[1:]))]
    texts = [line[here:there] for here, there in zip(cuts, [*cuts[1:], len(line)], strict=True)]
    return [_named(_read(text)) for text in texts]


def _read(text: str) -> ReadRate:
    """Read a rate in another form than the site's: pair, value and change, with any signs between them."""
    pair = _PAIR.search(text)
    if pair is None:
        return ReadRate(text.strip(), None)
    begin = _BEGIN.match(text)
    after = _NEXT_BULLET.sub("", text[pair.end() :])
    rest = f"{text[begin.end() if begin else 0 : pair.start()]} | {after}"
    change = _CHANGE.search(rest)
    if change is None:
        return ReadRate(text.strip(), None)
    rest = f"{rest[: change.start()]}|{rest[change.end() :]}"
    values = _VALUE.findall(rest)
    if len(values) != 1 or _VALUE.sub("", rest).strip(_SIGNS):
        return ReadRate(text.strip(), None)
    rate = Rate(f"{pair[1]}/{pair[2]}", values[0].strip(), change[1].strip())
    odd = not (_PLAIN_VALUE.match(rate.value) and _PLAIN_CHANGE.match(rate.change))
    return ReadRate(text.strip(), rate, "an odd figure" if odd else "")


def _named(read: ReadRate) -> ReadRate:
    """Add the problem of a rate with an unusual change or an unknown currency."""
    return read._replace(odd=problem_of(read.rate)) if read.rate and not read.odd else read


def problem_of(rate: Rate) -> str:
    """The problem of a rate with an unusual change or an unknown currency, in words; "" for none."""
    if "+" in rate.change:
        return "an odd figure"
    return "" if CURRENCIES.issuperset(rate.pair.split("/")) else "a currency not known"


def find_rates(lines: list[str]) -> int | None:
    """The index of the first rate line near the top; None where there is none."""
    prose, texts, run, wrapped = 0, 0, 0, False
    for at, line in enumerate(lines[:_NEAR]):
        if not line or line.isspace():
            run, wrapped = 0, False
            continue
        if "/" in line[:80] and is_like_rate(line):
            if not prose or _rates_from(lines, at) >= _FEW:
                return at
            continue
        words = len(line.split())
        run = run + words if wrapped or len(line) >= _FULL_LINE else 0
        wrapped = len(line) >= _FULL_LINE
        if words >= PROSE or run >= PROSE:  # a long line, or several lines that a program has wrapped
            begun = run - words >= PROSE
            prose += words if begun else max(run, words)
            texts += not begun
            if prose > _MOST_PROSE or texts > _MOST_TEXTS:
                return None
    return None


def _rates_from(lines: list[str], begin: int) -> int:
    """The number of consecutive rates from the line ``begin`` on, counted up to `_FEW`."""
    found = gap = 0
    for line in lines[begin:]:
        if is_like_rate(line):
            found, gap = found + 1, 0
            if found >= _FEW:
                break
        elif line.strip():
            gap += 1
            if gap > GAP:
                break
    return found
