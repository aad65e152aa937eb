"""Completing the head of a page by a date or by rates that stand outside the head."""

from collections.abc import Sequence

from careader.capture.days import read_day, read_day_within
from careader.capture.header import RATE, Header, name_problem
from careader.capture.models import Rate

_FEW_RATES = 2  # fewer rates below the articles may belong to the last article


def set_date_from(header: Header, lines: Sequence[tuple[int, str]], *, of_article: bool) -> dict[int, str]:
    """Set the date of a page without rates, if the lines above the first headline have exactly one day.

    Args:
        header: the head of the page, whose date and problems are set.
        lines: the number and the text of each line above the first headline.
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
    if len({day.date for day in days.values()}) != 1:
        return {}
    line, day = next(iter(days.items()))
    header.date = day.date
    name_problem(header, line - 1, "the date is that of a line above the headlines, without rates")
    return {line: day.beside}


def add_rates_at_end(header: Header, lines: Sequence[tuple[int, str]]) -> set[int]:
    """Add the rates that stand below all articles, on a page without rates at its top.

    Args:
        header: the head of the page, whose rates and problems are set.
        lines: the number and the text of each line below the last text of the page.

    Returns:
        The numbers of the lines whose rates were added.
    """
    found = [(line, Rate(*match.groups())) for line, text in lines if (match := RATE.match(text))]
    if header.rates or len(found) <= _FEW_RATES:
        return set()
    name_problem(header, found[0][0] - 1, "the rates stand below the articles")
    return {line for line, rate in found if header.rates.setdefault(rate.pair, rate) == rate}
