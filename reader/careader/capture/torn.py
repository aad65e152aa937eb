"""Finding headlines that a program broke over two lines, and names that are not the rest of a headline.

The first line of a broken headline looks whole, and the second line begins with a capital. Three facts show
the break: no headline ends in *of* or *the*; another line of the page has the whole headline; and headlines
have larger letters than text, so all headlines of a page break at the same width.
"""

import re
from collections.abc import Collection, Sequence
from itertools import islice, pairwise

from careader.capture.bylines import BY_ALONE, LONGEST_BY, NAME, read_byline
from careader.capture.rates import is_like_rate

_NEVER_LAST = frozenset(
    "of the a an and or nor with from into for by as than its their his her our your that which who whose"
    " when where while because if were was has have had will would should".split()
)
"""Words that end no headline, with a capital or without."""
_NEVER_LAST_IN = re.compile(rf" (?:{'|'.join(sorted(_NEVER_LAST))})$")
_SELDOM_LAST = frozenset("in on to at over under after before about against through is are be not".split())
"""Words that end a headline only with a capital."""
_TITLE = re.compile(r"(?:\[\d{1,4}\]|[#*>\s]+)?([^\W_].*)$")
_WORDS = range(4, 26)
_LONGEST = 110  # characters of a line of a headline
_LONGEST_NAME, _MOST_NAMES = 40, 4  # characters, words
_RULES = "-–—━─═_=*~·.+"
_SHORT_RULE = 6  # characters: six stars can begin a heading
_DATELINE = re.compile(
    r"[^\W\da-z_]{4,20}(?:[ -][^\W\da-z_]{3,20})?(?:, [A-Z][a-z]{2,9}\.? \d{1,2})?"
    r"(?: \([^()]{2,25}\)\s?[.—–-]|\s?[—–] )"
)
_MOST_SOUGHT = 500  # the most pairs of lines that are sought as one line elsewhere on the page
_NARROW = 0.8  # letters have different widths, so a title can break at this share of the widest title
_LONGEST_REST = 10  # the most words of the second line of a broken headline


def torn_titles(lines: Sequence[str], start: int, apart: Collection[int] = ()) -> frozenset[int]:
    """The indices of the first lines of broken headlines.

    Args:
        lines: the lines of the page.
        start: the index of the first line below the head.
        apart: the lines that do not continue a headline (`names_beside_days`).
    """
    body = [line.strip() for line in lines[start:]]
    pairs = [
        (at, line, below)
        for at, (line, below) in enumerate(pairwise(body))
        if _may_be_torn(line, below) and at + 1 + start not in apart
    ]
    if not pairs:
        return frozenset()
    whole = "\n".join(body)
    sought = islice((pair for pair in pairs if _may_go_on(pair[2])), _MOST_SOUGHT)
    sure = {at for at, line, below in sought if f"{_bare(line)} {below}" in whole}
    sure |= {at for at, line, below in pairs if _never_ends(line) and _may_go_on(below)}
    if not sure:  # most pages
        return frozenset()
    pairs = [pair for pair in pairs if _may_go_on(pair[2])]
    longest_first = sorted({line for line in body if len(line) <= _LONGEST}, key=len, reverse=True)
    widest = next((len(line) for line in longest_first if line and _is_titled(line)), _LONGEST)
    reached = {
        at
        for at, line, below in pairs
        if len(line) + 1 + len(below.split(None, 1)[0])
        > (_NARROW * widest if _has_capitals(below) else widest)
    }
    return frozenset(at + start for at in sure | reached)


def names_beside_days(lines: Sequence[str], start: int) -> frozenset[int]:
    """The indices of lines that continue no headline: a name beside a day, or the word before a name."""
    found = set()
    for at in range(start, len(lines)):
        line = lines[at].strip()
        if line and len(line) <= LONGEST_BY and _is_by(line):
            found.add(at)
        if not line or len(line) > _LONGEST_NAME or not 1 < len(line.split()) <= _MOST_NAMES:
            continue
        beside = (lines[n].strip() for n in (at + 1, at - 1) if start <= n < len(lines))
        if NAME.fullmatch(line) and any(each and _is_day(each) for each in beside):
            found.add(at)
    return frozenset(found)


def is_rule(text: str) -> bool:
    """Whether a line is a rule between articles."""
    return text[-1] in _RULES and len(text) > _SHORT_RULE and not any(map(str.isalnum, text))


def begins_report(text: str) -> bool:
    """Whether a line begins with the place and the agency or day of a report: no headline goes on so."""
    return text[:4].isupper() and _DATELINE.match(text) is not None


def _is_by(line: str) -> bool:
    """Whether a line is only the word before a name, such as ``by``."""
    return BY_ALONE.fullmatch(line) is not None


def _is_day(line: str) -> bool:
    read = read_byline(line) if any(map(str.isdigit, line)) else None
    return read is not None and not read.name


def _bare(line: str) -> str:
    match = _TITLE.match(line)
    return match[1] if match else line


def _is_titled(line: str) -> bool:
    """Whether a line has the form of a headline in Title Case."""
    if line[-1:] in ".,;:!…" or "=" in line or len(words := line.split()) not in _WORDS:
        return False
    return _has_capitals(" ".join(words[1:]))


def _has_capitals(text: str) -> bool:
    """Whether the longer words of a text have capitals, as in Title Case."""
    longer = [word.strip("“”‘’\"'([") for word in text.split() if len(word) > 3]  # letters
    return bool(longer) and sum(word[:1].isupper() for word in longer) >= 0.7 * len(longer)


def _may_be_torn(line: str, below: str) -> bool:
    return (
        bool(line and below and len(line) <= _LONGEST)
        and (below[0].isalnum() or below[0] in "“‘\"'(")
        and below[-1] not in ".,;:…"
        and (below[0].isupper() or below[0].isdigit() or not below[0].isalpha())
        and len(below.split()) <= _LONGEST_REST
        and (_is_titled(line) or (_NEVER_LAST_IN.search(line) is not None and len(line.split()) in _WORDS))
    )


def _may_go_on(below: str) -> bool:
    """Whether a line may be the rest of a headline: it is no rate and no byline."""
    return not is_like_rate(below) and read_byline(below) is None


def _never_ends(line: str) -> bool:
    last = line.rsplit(None, 1)[-1]
    return last.lower() in _NEVER_LAST or last in _SELDOM_LAST
