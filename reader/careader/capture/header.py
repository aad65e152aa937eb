"""The head of a page: exchange rates, date, paging line, author block (FORMAT.md).

Everything here is known by its form and its place above the first headline. A line below the first headline
is never read as a header, whatever it looks like: articles print rates and dates too.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from careader.capture.models import Listing, Problem, Rate

RATE = re.compile(r"\s*[•·*-]?\s*([A-Z]{3}/[A-Z]{3})\s*=\s*(\d+(?:\.\d+)?)\s+([+-]?\d+(?:\.\d+)?%)\s*$")
# A rate line that a cut or a bad copy damaged: nothing but a rate's own signs, at least one of them telling.
_TORN_RATE = re.compile(r"(?=.*[•/=%])\s*•?\s*[A-Z]{0,3}/?[A-Z]{0,3}\s*=?\s*[\d.]*\s*[+-]?[\d.]*%?\s*$")
DATE = re.compile(r"\s*(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})\s*$")
_LIKE_DATE = re.compile(r"\s*(?:\d{1,4}[ ./-]\w{1,9}[ ./,-]+\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})\s*$")
LISTING = re.compile(r"\s*Viewing results\s+(\d+)\s*[-–—]\s*(\d+)(?:\s+of(?:\s+(\d+))?)?\s*$")
_LIKE_LISTING = re.compile(r"\s*Viewing results\b.{0,40}$")
_BREADCRUMB = re.compile(r"\s*Our People\s*>\s*(.*?)\s*$")
_AVATAR = re.compile(r"\s*(.+?)['’]s? Avatar\s*$")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_AUTHOR_BLOCK_LINES = 20
_PRONOUNS = ("He ", "She ", "They ", " his ", " her ", " their ")
_LONGEST_HEADLINE = 30  # words; the longest of 311 seen has 18


@dataclass(slots=True)
class Header:
    """What stands above the first headline, and the index of the first line below it."""

    date: dt.date | None = None
    rates: dict[str, Rate] = field(default_factory=dict)
    listing: Listing | None = None
    preamble: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    end: int = 0


def read_header(lines: list[str]) -> Header:
    """Read the head of a page from its lines; never raises, whatever they hold."""
    header = Header()
    agreed: set[str] = set()
    at = 0
    while at < len(lines):
        line = lines[at]
        if line and line not in agreed and not line.isspace() and not _read_line(header, line, at, agreed):
            break
        at += 1
    header.end = _skip_author_block(header, lines, at)
    return header


def is_header_line(line: str) -> bool:
    """Whether a line below the first headline is of the form that only the head of a page has."""
    return bool(RATE.match(line) or LISTING.match(line) or DATE.match(line))


def articles_listed(listing: Listing) -> int:
    """How many articles a page with this paging line shows; ``1 - 6 of 3`` shows three."""
    shown = listing.last - listing.first + 1
    if listing.total is not None:
        shown = min(shown, listing.total - listing.first + 1)
    return max(shown, 0)


def _read_line(header: Header, line: str, at: int, agreed: set[str]) -> bool:
    """Take one line into the header; False where the header has ended.

    Lines of rates that agree with what is known go to ``agreed``: a page repeats each up to eight times.
    """
    if match := RATE.match(line):
        if _add_rate(header, Rate(*match.groups()), line, at):
            agreed.add(line)
    elif match := LISTING.match(line):
        first, last, total = match.groups()
        if header.listing is None:
            header.listing = Listing(int(first), int(last), None if total is None else int(total))
        else:
            _keep(header, line, at, "a second paging line")
    elif _LIKE_LISTING.match(line):
        _keep(header, line, at, "paging line not understood")
    elif _LIKE_DATE.match(line):
        _add_date(header, line, at)
    elif _TORN_RATE.match(line):
        _keep(header, line, at, "rate not understood")
    else:
        return False
    return True


def _keep(header: Header, line: str, at: int, what: str) -> None:
    """Keep a line that was not understood, so that nothing is lost, and say so."""
    header.preamble.append(line.strip())
    header.problems.append(Problem(at + 1, f"{what}: {line.strip()}"))


def _add_rate(header: Header, rate: Rate, line: str, at: int) -> bool:
    known = header.rates.setdefault(rate.pair, rate)
    if known != rate:
        _keep(header, line, at, f"rate differs from {known.value} {known.change} above")
    return known == rate


def _add_date(header: Header, line: str, at: int) -> None:
    """Read the date line. Without rates an unpadded day is an article's own date (FORMAT.md: Date line)."""
    day = _to_date(line)
    if day is None:
        _keep(header, line, at, "date not understood")
    elif header.date is not None:
        _keep(header, line, at, "a second date")
    elif not header.rates and line.strip()[1] == " ":
        header.preamble.append(line.strip())
    else:
        header.date = day


def _to_date(line: str) -> dt.date | None:
    match = DATE.match(line)
    if not match:
        return None
    name = match[2].lower()
    months = [n for n, month in enumerate(_MONTHS, 1) if name in (month, month[:3])]
    try:
        return dt.date(int(match[3]), months[0], int(match[1])) if months else None
    except ValueError:
        return None


def _skip_author_block(header: Header, lines: list[str], at: int) -> int:
    """Move an author block or a line of link spam into the preamble; return where the articles begin."""
    blocks = [n for n in range(at, min(at + 3 * _AUTHOR_BLOCK_LINES, len(lines))) if lines[n].strip()]
    blocks = blocks[:_AUTHOR_BLOCK_LINES]
    if not blocks:
        return at
    taken = _author_block(lines, blocks) or _link_spam(lines, blocks)
    header.preamble += [lines[n].strip() for n in blocks[:taken]]
    return blocks[taken - 1] + 1 if taken else blocks[0]


def _link_spam(lines: list[str], blocks: list[int]) -> int:
    """A first line without one capital letter, too long for a headline or with a headline right below."""
    words = lines[blocks[0]].split()
    if len(words) < 4 or any(word[0].isupper() for word in words):  # words
        return 0
    below = lines[blocks[1]].split() if len(blocks) > 1 else []
    return int(
        len(words) > _LONGEST_HEADLINE or (0 < len(below) <= _LONGEST_HEADLINE and below[-1][-1] != ".")
    )


def _author_block(lines: list[str], blocks: list[int]) -> int:
    """How many of the first lines are an author block, any part of which can be missing."""
    texts = [lines[n].strip() for n in blocks]
    crumb, avatar = _BREADCRUMB.match(texts[0]), None
    taken = int(crumb is not None)
    if taken < len(texts) and (avatar := _AVATAR.match(texts[taken])):
        taken += 1
    name = (crumb or avatar or [None, ""])[1]
    if "Articles" in texts[: _AUTHOR_BLOCK_LINES if taken else 8]:
        end = texts.index("Articles") + 1
        if taken or end == 1 or len(texts[0].split()) <= 4:  # a name
            return end
    if not taken or not name:
        return taken
    taken += taken < len(texts) and texts[taken] == name
    if taken + 1 < len(texts) and _is_role(texts[taken], texts[taken + 1], name):
        taken += 1
    while taken < len(texts) and _is_bio(texts[taken], name):
        taken += 1
    return taken


def _is_role(text: str, below: str, name: str) -> bool:
    """A few words with a bar between them, or right above a bio that names the author."""
    return len(text.split()) <= 12 and text[-1] != "." and ("|" in text or _names(below, name))


def _is_bio(text: str, name: str) -> bool:
    """A sentence about the author, or the bare word left of a ruled line."""
    return text == "divider" or (
        text[-1] in ".!…" and (_names(text, name) or any(word in text for word in _PRONOUNS))
    )


def _names(text: str, name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1] in text
