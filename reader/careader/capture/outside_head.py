"""Completing the head of a page by a date or by rates that stand outside the head."""

from collections.abc import Sequence
from itertools import pairwise

from careader.capture.days import read_day, read_day_within
from careader.capture.header import Header, beside_day, name_problem, read_rates_from
from careader.capture.rates import is_like_rate

_FEW_RATES = 3  # fewer rates below the articles may belong to the last article
_BEGIN_OF_RATE = 80  # the first characters of a line that have the pair of a rate
_NEXT_RATE = 8  # the most lines from a rate to the next: a tool may put each figure on a line of its own
_TEXT = 40  # the fewest characters of a line of text
_MOST_BELOW = 0.3  # the most share of the text of a page that stands below its rates


def set_date_from(header: Header, lines: Sequence[tuple[int, str]], *, of_article: bool) -> dict[int, str]:
    """Set the date of a page without date, if the lines above the first headline have exactly one day.

    A line that is only a day, or nearly, comes before a row of the site that has a day among other words.

    Args:
        header: the head of the page, whose date and problems are set.
        lines: the number and the text of each line above the first headline; 0 or less in the preamble.
        of_article: whether a day in the last line belongs to the article below. Such a day is not the date,
            and only reported as a problem.

    Returns:
        The number of the line whose day became the date, and the rest of its text; empty for no such line.
    """
    days = {
        line: day for line, text in lines if (day := read_day(text) or read_day_within(text)) and day.date
    }
    if of_article and lines and (last := days.pop(lines[-1][0], None)) and not days:
        said = "a day above the first headline, taken for that of its article; it may be that of the page"
        name_problem(header, lines[-1][0] - 1, f"{said}: {last.date:%d %B %Y}")
    if not days:
        rows = {line: read_day_within(text, row=True) for line, text in lines if not text.endswith(".")}
        days = {line: day for line, day in rows.items() if day and day.date}
        if of_article and lines:
            days.pop(lines[-1][0], None)
    if len({day.date for day in days.values()}) != 1:
        return {}
    line, day = next(iter(days.items()))
    header.date = day.date
    beside = "" if header.rates else ", without rates"
    name_problem(header, max(line - 1, 0), f"the date is that of a line above the headlines{beside}")
    text = next(text for at, text in lines if at == line)
    return {line: beside_day(text, day)}


def take_rates_below(header: Header, lines: list[str]) -> list[str]:
    """Add the rates that stand below the articles, such as in a sidebar, to a head without rates.

    A date beside these rates is the date of the page. Rates with much text below them are of another page.

    Args:
        header: the head of the page, whose rates, date and problems are set.
        lines: the lines of the page.

    Returns:
        The lines, with blank lines in place of the rates; the same list where no rates stand below.
    """
    if header.rates:
        return lines
    likes = [
        at
        for at in range(header.end, len(lines))
        if "/" in lines[at][:_BEGIN_OF_RATE] and is_like_rate(lines[at])
    ]
    if not likes or (len(likes) < _FEW_RATES and lines[likes[0]].count("/") < _FEW_RATES):
        return lines
    begin = next((at for at, below in pairwise(likes) if below - at <= _NEXT_RATE), likes[-1])
    found = read_rates_from(lines, begin)
    below, text = _letters(lines[found.end :]), _letters(lines[header.end :])
    kept = set(found.preamble)  # such as the number of a printed page
    torn = any(problem.what.startswith("rate not") for problem in found.problems)
    if torn or len(found.rates) < _FEW_RATES or below > _MOST_BELOW * text:
        return lines
    header.rates = found.rates
    name_problem(header, begin, "the rates stand below the articles")
    end, above = found.end, begin - 1
    while above > header.end and not lines[above].strip():
        above -= 1
    day = read_day(lines[above])
    if header.date is None and day and day.date:
        header.date, begin = day.date, above
    elif header.date is None:
        header.date = found.date
    rest = [line if line.strip() in kept else "" for line in lines[begin:end]]
    return [*lines[:begin], *rest, *lines[end:]]


def _letters(lines: Sequence[str]) -> int:
    """The number of characters in the lines of text."""
    return sum(len(line) for line in lines if len(line) >= _TEXT and "://" not in line)
