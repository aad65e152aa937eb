"""The byline and the published day of an article, from the blocks around its headline."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from careader.intake.days import day_at_edge, day_in, moment_of, whole_day
from careader.intake.html.walk import Run

_BY = re.compile(r"^(?:(?:written|reported|posted|published|submitted)\s+)?by[:\s]+\s*(?=\S)", re.IGNORECASE)
_BYLINE = re.compile(
    r"^(?:(?:(?:Written|Reported|Posted|Published|Submitted) )?[Bb]y:?|(?:Text|Words|Story|Author):)"
    r" ([A-ZÀ-Þ][^,|·•\d]{1,60}?)"
    r"(?:\s*[|·•,/–—-]\s*|\s+on\s+|\s*$|\s+\d)"
)
_BY_ELSEWHERE = re.compile(
    r"(?:[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|[Oo]d|Автор:?|Текст:?)"
    r" ([^\W\d_][\w.’'-]*(?: (?:de|del|van|von|und|y|et|e|[^\W\d_a-zа-я][\w.’'-]*)){1,4})"
)
"""Matches a whole line that is a byline in German, French, Spanish, Italian, Dutch or Russian."""
_BY_AT_END = re.compile(r"\bby ([A-ZÀ-Þ][^|·•\d]{1,60})$")
_MONTH_OR_DAY = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_BEHIND = re.compile(
    rf"\s*[|·•]\s*|\s+[–—-]\s+|,?\s*(?=\d)|,?\s+(?=(?:{_MONTH_OR_DAY})[a-z]*\b\.?,?(?:\s+\d|$))"
)
_APART = re.compile(r"\s+[|·•–—/]\s+")
_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w.’'-]*(?:\s+[\w.’'-]+){0,4}")
_FULL_NAME = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w’'-]+(?: (?:[A-ZÀ-ÞА-ЯЁ][\w’'-]*\.?|de|van|von|el|al)){1,3}")
_NAMES = re.compile(r"[\s_-](?:byline|meta|date|author|posted|published|info|dateline|timestamp)(?=[\s_-])")
_NAME_AND_DAY = re.compile(r"\bby [A-ZÀ-Þ]|\s[|·•–—/]\s")
_NAMED = re.compile(
    rf"[A-ZÀ-ÞА-Я][\w.’'-]*(?:\s+(?!(?:{_MONTH_OR_DAY})[a-z]*\.?,?\s\d)[A-ZÀ-ÞА-Я][\w.’'-]*){{1,3}},?"
    r"\s+(?=\d|[A-ZА-Я]?[a-zа-я]{2,9}\.? \d)"
)
_DAY_AND_NAME = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\W+([A-ZÀ-ÞА-Я][\w.’'-]*(?:\s+[A-ZÀ-ÞА-Я][\w.’'-]*){1,3})"
)
_MORE_BEHIND = re.compile(r"\s+\W*(?:read more|continue reading|full text|more)\b\W*$", re.IGNORECASE)
_AUTHOR = re.compile(r"(?:authors?|by|written by|von|par|por|автор|текст)\s*:?", re.IGNORECASE)
"""Matches a line that only introduces the author's name in the next line."""
_QUOTED = re.compile(r"[\"“«]\w")
"""Matches the beginning of a title in a line that names a source."""

_RUN_TOGETHER = re.compile(r"(?<=[a-zà-ÿа-яё]{4})(?=[A-ZÀ-ÞА-ЯЁ])")
"""Matches between a name and the words of the next element, where only a style sheet sets them apart."""

_AROUND = " ,/|·•–—"
_LONGEST = 120  # the most letters of a byline
_FEW_DATED = 2  # the fewest other headlines with a day right above
_FEWEST_NAMED = 3  # headlines with only a name below
_NEAR = 2  # the blocks below a title in which its byline stands


def tells_of_article(run: Run) -> bool:
    """Whether a block is a line such as ``By Nobody, 9 December 2025``, and not text."""
    if len(run.text) >= _LONGEST or run.level:
        return False
    text = run.spaced or run.text
    text = _MORE_BEHIND.sub("", text) if run.link else text
    if (
        whole_day(text) is not None
        or _BYLINE.match(text)
        or _BY_ELSEWHERE.fullmatch(text)
        or _DAY_AND_NAME.fullmatch(text)
    ):
        return True
    if _name_behind_sign(text) or ((match := _NAMED.match(text)) and whole_day(text[match.end() :])):
        return True
    if day_in(text) is None or text[-1] in ".!?" or _QUOTED.search(text):
        return False
    return bool(_NAMES.search(run.box.names + run.names) or _NAME_AND_DAY.search(text))


def has_byline_below(runs: Sequence[Run], at: int) -> bool:
    """Whether a byline stands close below the title at index ``at``."""
    return any(map(tells_of_article, runs[at + 1 : at + 1 + _NEAR]))


def tells_at_top(run: Run) -> bool:
    """Whether a block at the top of a text tells of the article.

    It does if its words are a byline, or if it is short and the markup marks a day or an author in it.
    """
    return tells_of_article(run) or (len(run.text) < 100 and bool(run.times or run.authors))


def are_dated_above(runs: Sequence[Run], tops: Sequence[int]) -> bool:
    """Whether the day of an article stands right above the headline, not below.

    Days at the end of each article stand right above the next headline too. Then the first headline has no
    such day above, and the last article has one.

    Args:
        runs: the blocks of the page.
        tops: the indices of the headlines. The day above the first headline can be that of the page.
    """
    dated = [at - 1 for at in tops[1:] if has_one_day(runs[at - 1])]
    if len(dated) < _FEW_DATED:
        return False
    alone = _is_day_alone(runs[dated[-1]])
    above = runs[max(tops[0] - 1, 0) : tops[0]]
    return any(_is_dated_so(run, alone=alone) for run in above) or not any(
        _is_dated_so(run, alone=alone) for run in runs[tops[-1] + 1 :]
    )


def _is_day_alone(run: Run) -> bool:
    return whole_day(run.text) is not None


def _is_dated_so(run: Run, *, alone: bool) -> bool:
    """Whether a block is a line with one day, alone or among other words."""
    return has_one_day(run) and _is_day_alone(run) == alone


def names_below(runs: Sequence[Run], tops: Sequence[int]) -> set[int]:
    """The blocks close below headlines that are names alone, such as ``Jana Nobody``, in every row of a list.

    Args:
        runs: the blocks of the page.
        tops: the indices of the headlines.
    """
    for step in range(1, _NEAR + 1):
        below = [at + step for at in tops if at + step < len(runs) and at + step not in tops]
        names = {runs[at].text for at in below if _FULL_NAME.fullmatch(runs[at].text)}
        makes = {(runs[at].box.tag, runs[at].box.names) for at in below}
        if len(below) == len(tops) and len(makes) == 1 and 2 * len(names) > len(tops) >= _FEWEST_NAMED:
            return {at for at in below if _FULL_NAME.fullmatch(runs[at].text)}
    return set()


def has_one_day(run: Run) -> bool:
    """Whether a block is a line with one day, at its beginning or end."""
    return len(run.text) <= _LONGEST and (day_at_edge(run.text) or whole_day(run.text)) is not None


def byline_and_day(runs: Iterable[Run]) -> tuple[str, date | None]:
    """The byline and the day of an article from the blocks around its headline; "" and None for none."""
    byline, day = "", None
    above: Run | None = None
    for run in runs:
        if len(run.text) < 2 * _LONGEST:
            day = day or _day(run)
            named = above and _AUTHOR.fullmatch(above.text) and _NAME.fullmatch(run.text)
            byline = byline or (run.text if named else _author(run) or _name_above(run, above))
        above = run
    return byline, day


def _name_above(run: Run, above: Run | None) -> str:
    """The name in the line above a day, where a line break divides both; "" for none."""
    if above is None or not run.broken or above.box is not run.box or whole_day(run.text) is None:
        return ""
    return above.text if _FULL_NAME.fullmatch(above.text) else ""


def _day(run: Run) -> date | None:
    moments = filter(None, map(moment_of, run.times))
    return next((moment.date() for moment in moments), None) or day_in(run.spaced or run.text)


def _author(run: Run) -> str:
    text = run.spaced or run.text
    for name in sorted(filter(None, run.authors), key=len):
        bare = _BY.sub("", name).strip(_AROUND)
        if 2 < len(bare) <= 80 and whole_day(bare) is None:
            return _name_in(bare)
    if match := _BYLINE.match(text) or _BY_ELSEWHERE.fullmatch(text):
        return _name_in(match[1])
    if match := _DAY_AND_NAME.fullmatch(text):
        return match[1]
    if name := (day_in(text) and _beside_day(text)) or _name_behind_sign(text):
        return name
    names = run.box.names
    if (
        any(name in names for name in ("author", "byline", "credits"))
        and len(run.text) < 80
        and whole_day(run.text) is None
    ):
        return _name_in(_BY.sub("", run.text).strip(_AROUND))
    return ""


def _name_behind_sign(text: str) -> str:
    """The name in a line such as ``· Jana Nobody``, the rest of a line whose day is a block; "" for none."""
    name = text[1:].strip(_AROUND) if text[:1] in "|·•" else ""
    return name if _FULL_NAME.fullmatch(name) else ""


def _beside_day(text: str) -> str:
    """The name in a line that also has a day, such as ``Jana Nobody | 9 December 2025``; "" for none."""
    if match := _BY_AT_END.search(text):
        return match[1].strip()
    if (match := _NAMED.match(text)) and whole_day(text[match.end() :]):
        return match[0].strip(_AROUND)
    first, *rest = _APART.split(text)
    named = rest and whole_day(first) is None and _NAME.fullmatch(first.strip())
    return first.strip() if named else ""


def _name_in(text: str) -> str:
    """The name at the beginning of a text, without a day or other words after the name."""
    bare = _RUN_TOGETHER.split(_BEHIND.split(text)[0].strip(_AROUND))[0]
    return bare if any(map(str.isalpha, bare)) and not _AUTHOR.fullmatch(bare) else ""
