"""Reading the head of a page: exchange rates, date, paging line, author block (FORMAT.md).

The head begins with consecutive rate lines near the top of the page. Lines above the rates are not articles.
On a page without rates, the first lines with the form of a head are the head. A line below the first headline
never belongs to the head, since articles contain rates and dates too.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import islice

from careader.capture.author_block import AUTHOR_BLOCK_LINES, FIRST_LINES, author_block, link_spam
from careader.capture.days import Day, have_days, is_weekday, read_day, read_day_within
from careader.capture.models import Listing, Problem, Rate
from careader.capture.rates import (
    GAP,
    PROSE,
    RATE,
    find_rates,
    is_like_rate,
    is_torn_rate,
    label_of,
    problem_of,
    read_rates,
    rest_of_rate,
)
from careader.patterns import late

__all__ = [
    "LISTING",
    "RATE",
    "Header",
    "articles_listed",
    "beside_day",
    "is_header_line",
    "read_header",
    "read_rates_from",
]

DATE = re.compile(r"\s*(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})\s*$")
LISTING = re.compile(r"\s*Viewing results\s+(\d{1,9})\s*[-–—]\s*(\d{1,9})(?:\s+of(?:\s+(\d{1,9}))?)?\s*$")
_LIKE_LISTING = re.compile(r"\s*Viewing results\b(?:.{0,40}|[^A-Za-z]*(?:of[^A-Za-z]*)?)$")

_FOREIGN = re.compile(r"[^\W\d_a-zA-Z]")
_LONGEST_RATE = 8  # the most lines that a tool makes of one rate
_MOST_BESIDE = 3  # the most lines between the rates and the date
_BESIDE_RATES = late(
    r"(?=.*[\d°:»›→=])\S+(?: \S+){0,4}$"
    r"|(?:source|sources|all rates|more rates|weather|currency|rates)\b.{0,30}$",
    re.IGNORECASE,
)
"""Matches a line that stands with the rates: a few words with a figure or a sign, or about the rates."""


@dataclass(slots=True)
class Header:
    """The head of a page: all lines above the first headline.

    Attributes:
        date: the date of the capture; None where the page gives no date.
        rates: the rates as captured, by pair.
        listing: the paging line; None for none.
        preamble: all other lines of the head, in order.
        problems: the lines that were not understood.
        end: the index of the first line below the head.
        above: the number of lines in the preamble that are above the rates.
        named: the descriptions of the problems so far, since each problem is reported once.
        usual: the number of rate lines in the form of the site.
        unlike: the rate lines in another form.
    """

    date: dt.date | None = None
    rates: dict[str, Rate] = field(default_factory=dict)
    listing: Listing | None = None
    preamble: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    end: int = 0
    above: int = 0
    named: set[str] = field(default_factory=set)
    usual: int = 0
    unlike: list[Problem] = field(default_factory=list)

    @property
    def found(self) -> bool:
        """Whether the page has a date, rates or a paging line."""
        return bool(self.rates or self.date or self.listing)


def read_header(lines: list[str]) -> Header:
    """Read the head of a page from its lines. The function never raises an error."""
    header = Header()
    told = _front_matter(lines)
    if told:
        header.preamble += [line.strip() for line in lines[:told] if line.strip()]
        lines = [*[""] * told, *lines[told:]]
    begin = find_rates(lines)
    if begin:
        _take_above(header, lines, begin)
    at = _read_head(header, lines, begin or 0)
    if header.usual > len(
        {text for _, text in header.unlike}
    ):  # where all rates have another form, the form is the tool's
        for line, text in header.unlike:
            name_problem(header, line - 1, f"a rate in another form: {text}")
    if header.rates or begin:
        at = _read_below(header, lines, at)
    header.end = _skip_author_block(header, lines, at)
    return header


def is_header_line(line: str) -> bool:
    """Whether a line has the form of a rate, a paging line or a date line."""
    return bool(RATE.match(line) or LISTING.match(line) or DATE.match(line))


def articles_listed(listing: Listing) -> int:
    """The number of articles on a page with this paging line; 3 for ``1 - 6 of 3``."""
    shown = listing.last - listing.first + 1
    if listing.total is not None:
        shown = min(shown, listing.total - listing.first + 1)
    return max(shown, 0)


_FRONT = re.compile(r"[A-Za-z][\w -]{0,30}:(?:\s|$)|\s+-?\s*\S|-\s")
_LONGEST_FRONT = 60  # lines


def _front_matter(lines: list[str]) -> int:
    """The number of first lines that are front matter: fields between two rules, which a tool adds."""
    if not lines or lines[0].strip() != "---":
        return 0
    for at in range(1, min(len(lines), _LONGEST_FRONT)):
        if lines[at].strip() == "---":
            return at + 1 if at > 1 else 0
        if lines[at].strip() and not _FRONT.match(lines[at]):
            return 0
    return 0


def read_rates_from(lines: list[str], begin: int) -> Header:
    """Read the rates that begin with the line ``begin``, below the head, and the date below them."""
    header = Header()
    header.end = _read_head(header, lines, begin)
    return header


def _take_above(header: Header, lines: list[str], begin: int) -> None:
    """Read the lines above the rates: date, paging line, preamble."""
    days = [(at, read_day(lines[at])) for at in range(begin) if lines[at].strip()]
    dated = [at for at, day in days if day and day.date]
    last = dated[-1] if dated else None
    listed = False
    for at, day in days:
        line = lines[at]
        if at == last and day:
            _add_date(header, line, at, day, of_page=True)
        elif not listed and (match := LISTING.match(line)):
            header.listing, listed = _listing(match), True
        else:
            header.preamble.append(line.strip())
    header.above = len(header.preamble)


def _read_head(header: Header, lines: list[str], begin: int) -> int:
    """Read consecutive lines of the head; returns the index of the first other line."""
    agreed: set[str] = set()
    at, end = begin, len(lines)
    while at < end:
        line = lines[at]
        if line and line not in agreed and not line.isspace() and not _is_border(line):
            taken = _read_line(header, lines, at, agreed)
            if not taken and header.rates and (more := _next_rate(lines, at)):
                for gap in range(at, more):
                    if lines[gap].strip():
                        _keep(header, lines[gap], gap, "not understood among the rates")
                taken = more - at
            if not taken and header.rates and header.date is None and (more := _next_date(lines, at)):
                header.preamble += [lines[gap].strip() for gap in range(at, more) if lines[gap].strip()]
                taken = more - at
            if not taken:
                break
            at += taken
        else:
            at += 1
    return at


def _is_border(line: str) -> bool:
    """Whether a line is the border of a table, which tools draw around rates."""
    return line[-1] in "+|-─━┐┤┘╮╯" and not any(map(str.isalnum, line))


def _next_rate(lines: list[str], at: int) -> int | None:
    """The index of the next rate after a few other lines (`GAP`); None where no rate follows."""
    gap = 0
    for n in range(at, min(at + 12, len(lines))):
        if is_like_rate(lines[n]):
            return n
        gap += bool(lines[n].strip())
        if gap > GAP or len(lines[n].split(None, PROSE)) > PROSE:
            break
    return None


def _next_date(lines: list[str], at: int) -> int | None:
    """The index of the date after one to three lines that belong to the rates; None for no such date.

    Such lines are the weather, the time or the source of the rates, never a headline.
    """
    few = 0
    for n in range(at, min(at + 3 * _MOST_BESIDE, len(lines))):
        line = lines[n].strip()
        if few and line and (day := read_day(line)) and day.date:
            return None if have_days(lines[n + 1 :]) else n
        few += bool(line)
        if line and (few > _MOST_BESIDE or not _BESIDE_RATES.match(line)):
            break
    return None


def _read_below(header: Header, lines: list[str], at: int) -> int:
    """Read a paging line that a menu or the name of the list separates from the date.

    Returns:
        The index of the first line below the head.
    """
    if header.listing:
        return at
    few = 0
    for n in range(at, min(at + 24, len(lines))):
        line = lines[n].strip()
        if match := LISTING.match(line):
            header.preamble += [lines[k].strip() for k in range(at, n) if lines[k].strip()]
            header.listing = _listing(match)
            return n + 1
        few += bool(line)
        if few > 8 or line.count(" ") > PROSE:  # lines
            break
    return at


def _read_line(header: Header, lines: list[str], at: int, agreed: set[str]) -> int:
    """Add a line to the head, with the lines that continue it; returns their number, 0 if the head has ended.

    ``agreed`` gains each rate line that agrees with a known rate: pages repeat each rate up to eight times.
    """
    line = lines[at]
    taken = 1
    if match := RATE.match(line):
        rate = Rate(*match.groups())
        if _add_rate(header, rate, line, at):
            agreed.add(line)
        header.usual += 1
        if odd := problem_of(rate):
            name_problem(header, at, f"{odd}: {line.strip()}")
    elif match := LISTING.match(line):
        if header.listing is None:
            header.listing = _listing(match)
        else:
            _keep(header, line, at, "a second paging line")
    elif _LIKE_LISTING.match(line):
        _keep(header, line, at, "paging line not understood")
    elif is_like_rate(line):
        taken = _read_like_rate(header, lines, at)
    elif day := read_day(line) or _beside_other_words(header, line):
        _add_date(header, line, at, day, of_page=bool(header.rates))
    elif is_torn_rate(line):
        _keep(header, line, at, "rate not understood")
    else:
        return 0
    return taken


def _beside_other_words(header: Header, line: str) -> Day | None:
    """The day in a line below the rates with a few other words, or `Day(None)` for a weekday alone."""
    if not header.rates or header.date:
        return None
    return Day(None) if is_weekday(line) else read_day_within(line)


def _listing(match: "re.Match[str]") -> Listing:
    first, last, total = match.groups()
    return Listing(int(first), int(last), None if total is None else int(total))


def _read_like_rate(header: Header, lines: list[str], at: int) -> int:
    """Add a rate in another form, with its figures in the following lines; returns the number of lines."""
    taken, line = 1, lines[at]
    while taken < _LONGEST_RATE and (more := rest_of_rate(line, lines, at + taken)) is not None:
        line = f"{line.rstrip()} {lines[more].strip()}"
        taken = more + 1 - at
    if label := label_of(line).strip():
        header.preamble.append(label)
    for found in read_rates(line):
        if found.rate is None:
            _keep(header, found.text, at, "rate not understood")
        elif _add_rate(header, found.rate, found.text, at):
            if found.odd:
                name_problem(header, at, f"{found.odd}: {found.text.strip()}")
            else:
                header.unlike.append(Problem(at + 1, found.text.strip()))
    return taken


def _keep(header: Header, line: str, at: int, what: str) -> None:
    """Add a line that was not understood to the preamble and to the problems, so that nothing is lost."""
    header.preamble.append(line.strip())
    name_problem(header, at, f"{what}: {line.strip()[:200]}")


def name_problem(header: Header, at: int, what: str) -> None:
    """Add a problem, but each description only once, since pages repeat rates up to eight times."""
    if what not in header.named:
        header.named.add(what)
        header.problems.append(Problem(at + 1, what))


def _add_rate(header: Header, rate: Rate, line: str, at: int) -> bool:
    known = header.rates.setdefault(rate.pair, rate)
    if known != rate:
        _keep(header, line, at, f"rate differs from {known.value} {known.change} above")
    return known == rate


def _add_date(header: Header, line: str, at: int, day: Day, *, of_page: bool) -> None:
    """Add a date line. Without rates, an unpadded day belongs to an article (FORMAT.md: Date line)."""
    if day.date is None:
        _keep(header, line, at, "date not understood")
    elif header.date == day.date:
        header.preamble.append(line.strip())
    elif header.date is not None:
        _keep(header, line, at, "a second date")
    elif day.unpadded and not of_page:
        header.preamble.append(line.strip())
    else:
        header.date = day.date
        if beside := beside_day(line, day):
            header.preamble.append(beside)
        if day.odd:
            name_problem(header, at, f"{day.odd}: {line.strip()}")


def beside_day(line: str, day: Day) -> str:
    """The rest of a line whose day became the date; the whole line where its words are not English."""
    return line.strip() if not line.isascii() and _FOREIGN.search(line) else day.beside


def _skip_author_block(header: Header, lines: list[str], at: int) -> int:
    """Add an author block or link spam to the preamble; returns the index of the first line below."""
    near = range(at, min(at + 3 * AUTHOR_BLOCK_LINES, len(lines)))
    written = (n for n in near if lines[n].strip())
    blocks = [*islice(written, FIRST_LINES)]
    if not blocks:
        return at
    texts = [lines[n].strip() for n in blocks]
    taken = author_block(texts)
    if taken:
        blocks += islice(written, AUTHOR_BLOCK_LINES - FIRST_LINES)
        texts = [lines[n].strip() for n in blocks]
        taken = author_block(texts)
    taken = taken or link_spam(texts)
    header.preamble += texts[:taken]
    return blocks[taken - 1] + 1 if taken else blocks[0]
