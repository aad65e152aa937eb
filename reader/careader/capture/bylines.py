"""Bylines: lines with the author of an article, its published day, or its reading time.

A byline is a row of *parts*: a name, a day, minutes, counts, the name of a section. Tools leave signs,
several blanks or nothing between the parts. So all parts except names are recognised and cut out first. The
rest must be a name.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from careader.capture.days import DAY_WITHIN, Day, read_day
from careader.capture.links import may_have_links, without_links
from careader.patterns import late


def any_of(*forms: str) -> re.Pattern[str]:
    """Join patterns to one case-insensitive pattern that matches any of them."""
    return late("|".join(forms), re.IGNORECASE)


def any_small(*forms: str) -> re.Pattern[str]:
    """Join patterns to one pattern that matches any of them in a `small` text."""
    return late("|".join(forms).replace("ı", "i"))


def small(text: str) -> str:
    """A text in small letters, every i of Turkish as ``i``.

    Patterns of small letters are several times as fast as patterns that ignore case.
    """
    text = text.lower()
    return text if text.isascii() else text.replace("i\u0307", "i").replace("ı", "i")


class Byline(NamedTuple):
    """The facts in a byline.

    Attributes:
        name: the author; "" where the byline names nobody.
        published: the published day; None where the byline has no day.
    """

    name: str = ""
    published: date | None = None


_UNITS = r"(?:minutes?|mins?|m|seconds?|secs?|мин(?:ут[аы]?)?|мүнөт|dəq(?:iqə)?|daqiqa|minuten|minutos?)"
_READING = r"(?:reading|read|to read|reading time|чтени[яе]|читать|на чтение|de lecture|lesezeit|de lectura)"
_MINUTES = (
    r"(?:(?:estimated |время )?(?:reading|read|чтения)(?: time)?\s*:?\s*|lesezeit\s*:?\s*)?"
    rf"(?:about |~|< ?)?\d{{1,3}}[ -]?{_UNITS}\b\.?(?:\s*{_READING}\b)?"
)
_COUNTED = (
    r"(?:views?|reads?|shares?|likes?|comments?|words|claps?|hits|repl(?:y|ies)|просмотр(?:ов|а|ы)?"
    r"|комментари(?:ев|я|и|й)|vues|aufrufe|kommentare?|commentaires?)"
)
_COUNTS = (
    rf"(?:\d[\d,. \u00a0]*[km]?\+?|no|нет)\s*{_COUNTED}\b",
    rf"{_COUNTED}\b\s*:?\s*\(?\d[\d,. ]*\)?",
)
_AGO = (
    r"(?:(?:about |over |almost )?(?:\d{1,3}|an?|one|two|three|few|several)"
    r" (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|just now"
    r"|(?:today|yesterday)(?:,? (?:at )?\d{1,2}:\d{2}|(?=\s*(?:[|·•]|$)))"
    r"|\d{1,3} (?:секунд|минут|час|д(?:ень|н)|недел|месяц)\w* назад|vor \d{1,3} \w+|il y a \d{1,3} \w+)"
)
MINUTES = any_of(_MINUTES, r"(?:estimated )?(?:reading|read) time\s*:?\s*.{1,20}")
COUNT, AGO = any_of(*_COUNTS), any_of(_AGO)
_WHEN = any_of(
    r"(?:first |last |originally )?(?:published|posted|updated|modified|created|released|date|added|on"
    r"|as of|опубликован[оа]?|обновлен[оа]?|обновлено|дата(?: публикации)?"
    r"|publié(?: le)?|veröffentlicht(?: am)?"
    r"|publicado(?: el)?|stand|am|le)(?: on| at)?\s*:?\s*",
)
_WHO = any_of(
    r"(?:(?:written|posted|published|submitted|contributed|reported|edited|compiled|story|text|words|article"
    r"|report|analysis|interview|photos?|by) )?by[:\s]+(?=\S)",
    r"(?:author|authors|writer|reporter|correspondent|text|words)\s*:\s*(?=\S)",
    r"(?:автор(?:ы| текста| статьи)?|текст|корреспондент|журналист|беседовала?|подготовила?|муаллиф|автору?)"
    r"\s*:\s*(?=\S)",
    r"(?:auteur|autor|autorin|von|par|por|di|yazar|muallif)\s*:\s*(?=\S)|(?:von|par|por) (?=[^\W\d_a-z])",
)
_JOB = (
    r"(?:writer|reporter|correspondent|editor|journalist|analyst|contributor|columnist|author|researcher|fellow"
    r"|корреспондент|журналист|редактор|обозреватель|аналитик)"
)
_WITH_JOB = late(
    rf"(?P<name>[^,|]{{3,50}}),\s(?:our |the |a )?(?:[\w-]+\s){{0,3}}{_JOB}\b(?: .{{1,40}})?", re.IGNORECASE
)
JOB_ALONE = late(rf"(?:[\w-]+\s){{0,3}}{_JOB}(?:[ ,].{{1,30}})?", re.IGNORECASE)
"""Matches the profession of an author, such as ``Senior Correspondent``."""
_NO_NAME = any_of(
    rf"(?:from |by )?our (?:own |special )?{_JOB}s?(?: in .{{1,40}})?|от нашего корреспондента.{{0,30}}"
)
_ACCOUNT = any_of(r"(?:posted|published|submitted|created|added|uploaded) by:?\s+([\w.-]{2,30})")
"""Matches an author by the name of an account, which can have small letters: ``Submitted by nargiza``."""
_BEFORE_DAY = late(r"\s+(?:on|at)$")
_TIME = late(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?", re.IGNORECASE)
_NUMBER_GLUED = re.compile(r"\b((?:19|20)\d\d)(?=\d{1,3}(?:\D|$))")
"""Matches a year with a number right behind it, as where a tool drops the blank before a count."""
_MADE = late(
    r"(?:proudly )?(?:powered|designed|developed|built|hosted|made|sponsored) (?:by|with)\b", re.IGNORECASE
)
_WHERE = any_of(
    r"(?:posted |filed |published )?(?:in|under)\s*:?\s+(?=\S)|(?:рубрика|раздел|категория)\s*:\s*(?=\S)"
    r"|(?:section|category|topic)\s*:\s*(?=\S)"
)
_BY = late(
    r"(?<![\w-])(?:(?:written |posted |published |submitted |contributed |reported |edited )?by\b"
    r"|авторы?(?: текста| статьи)?:|author:)(?=\s+\S)",
    re.IGNORECASE,
)
BY_ALONE = any_of(r"(?:(?:written|posted|published|story|text) )?by:?|authors?:?|автор:?|текст:|von|par|por")
"""Matches the word before a name, such as ``by``, where a tool put it on a line of its own."""
LONGEST_BY = 16
"""The most characters of a line that `BY_ALONE` matches."""

_CAPITAL = r"[^\W\d_a-zа-яё][\w.’'ʻ-]*"
_JOINING = r"(?:de|al|bin|ibn|van|von|del|la|el|ul|oglu|kyzy|uulu|qizi|of|and|&|и|кызы|уулу|оглы)\b"
NAME = late(
    rf"{_CAPITAL}(?:[ \u00a0]+(?:{_JOINING}|{_CAPITAL}|\([A-Z]{{2,6}}\)))*"
    r"|admin|editors?|staff|newsroom|agencies|редакция"
)
"""Matches a possible name: words with capitals, and joining words such as ``van``."""

_BETWEEN = late(r"\s*(?:[|•·∙●]|(?<!\d)/|/(?!\d)|\s[–—-]\s|[–—]|\u00a0\u00a0|\s{3,})\s*")
_TOKEN = late(
    rf"(?<![\w/.-])(?:{DAY_WITHIN}|{'|'.join((_MINUTES, *_COUNTS, _AGO))})(?![\w/-])",
    re.IGNORECASE,
)
"""Matches a part that can be recognised anywhere in a byline: a day, minutes, a count."""

_EDGES = " •*_|·–—-"
_MOST_NAMES = 12  # words
_LONGEST = 200  # characters
_LONGEST_COUNT = 4  # digits


_TELLING = (
    "by ago today yesterday writer reporter correspondent editor journalist analyst contributor columnist"
    " author researcher fellow корреспондент журналист редактор обозреватель аналитик"
).split()
"""The words that every byline has which has none of the other signs."""
_LABELS = (
    "author autor writer reporter correspondent text words автор текст журналист беседовал подготовил муаллиф"
).split()
_MAY_BE = any_small(  # each form begins with a letter, so that a search skips all other letters
    *(rf"{word[0]}(?<=\b{word[0]}){word[1:]}\b" for word in _TELLING),
    *(rf"{word[0]}(?<=\b{word[0]}){word[1:]} " for word in ("von", "vor", "par", "por", "il y a")),
    *(rf"{word}\w*\W{{0,20}}:" for word in _LABELS),
    *(rf"{word}\s*:" for word in ("auteur", "yazar", "muallif", "autorin")),
    *("just now", "назад", r"r(?<=\br)ead"),
)
_MAY_BE_BY_NUMBER = any_small(
    r"\d(?:(?<=\b1)9\d\d|(?<=\b2)0\d\d"  # a year
    r"|\W?(?:m|s|мин|мүн|d[aə]q)"
    r"|[.,]?\s+[^\W\d_]{3,10}\W?$"  # day and month
    r"|(?:(?<=[^\W\d_]{3}\s\d)|(?<=[^\W\d_]{3}\.\s\d))\d?(?:$|\s*[•·|]))"
)


def may_be_byline(text: str) -> bool:
    """Whether a line may be a byline: a fast test that rejects most other lines."""
    text = small(text)
    return _MAY_BE.search(text) is not None or _MAY_BE_BY_NUMBER.search(text) is not None


@lru_cache(2048)
def read_byline(text: str) -> Byline | None:
    """Read a line with an author, a day or a reading time and nothing else; None for other lines."""
    if len(text) > _LONGEST and not may_have_links(text):
        return None
    text = " ".join(without_links(text).split()).strip(_EDGES)
    if not text or len(text) > _LONGEST or not may_be_byline(text) or " (@" in text[:80]:
        return None  # a signature below a post of a social network has the name of an account
    if _MADE.match(text):
        return None
    text = _NUMBER_GLUED.sub(r"\1 ", text)
    parts = _parts(text)
    told = [each for part in parts if (each := _read_part(part))]
    if not told:
        return None
    name = next((each.name for each in told if each.name), "")
    for part in parts:
        if _read_part(part) or _tells_nothing(part):
            continue
        if not name and NAME.fullmatch(part) and 1 < len(part.split()) <= 5:  # words
            name = part
        elif not _is_beside(part, text):
            return None
    return Byline(name, next((each.published for each in told if each.published), None))


def _tells_nothing(part: str) -> bool:
    """Whether a part beside a name or a day tells nothing about either: a count, a time, ``Posted on``."""
    return bool(
        (part.isdigit() and len(part) <= _LONGEST_COUNT)
        or COUNT.fullmatch(part)
        or _WHEN.fullmatch(part)
        or _TIME.fullmatch(part)
    )


def byline_of(text: str) -> Byline | None:
    """Read a line that is known to be a byline: a name alone is enough; None where the line tells nothing."""
    bare = text.strip(_EDGES)
    return read_byline(text) or (Byline(bare) if NAME.fullmatch(bare) else None)


def _read_part(part: str) -> Byline | None:
    """Read a part that only bylines have: a day, a reading time, or a word such as ``by`` with a name."""
    if day := _day_in(part):
        return Byline("", day.date)
    if MINUTES.fullmatch(part) or AGO.fullmatch(part):
        return Byline()
    if _NO_NAME.fullmatch(part):
        return Byline()
    match = _WITH_JOB.fullmatch(part)
    if match and NAME.fullmatch(match["name"]):
        return Byline(match["name"])
    part = _BEFORE_DAY.sub("", part)
    if match := _ACCOUNT.fullmatch(part):
        return Byline(match[1])
    match = _WHO.match(part)
    name = _name_in(part[match.end() :]) if match else ""
    return Byline(name) if name else None


def _parts(text: str) -> list[str]:
    """Split a byline into its parts."""
    parts: list[str] = []
    for row in filter(None, _BETWEEN.split(text)):
        begin = 0
        for match in _TOKEN.finditer(row):
            parts += _around_by(row[begin : match.start()])
            parts.append(match[0])
            begin = match.end()
        parts += _around_by(row[begin:])
    return [part for part in (each.strip(" \t,.;:()[]") for each in parts) if part]


def _around_by(row: str) -> list[str]:
    """Split a row before the word that introduces the author, such as ``by``."""
    by = _BY.search(row)
    return [row[: by.start()], row[by.start() :]] if by and by.start() else [row]


def _day_in(part: str) -> Day | None:
    match = _WHEN.match(part)
    return read_day(part[match.end() :] if match else part)


def _name_in(text: str) -> str:
    """The name in a text; "" where the text is not a name."""
    text = re.sub(r"\[\d{1,4}\]|\]\([^)]*\)|<[^<>]*>|[\[\]]", "", text).strip(" ,.*_")
    words = text.split()
    if not words or len(words) > _MOST_NAMES or text[-1] in ".!?;:":
        return ""
    parts = re.split(r",\s+|\s+and\s+|\s+&\s+|\s+и\s+|\s+in\s+(?=[A-Z])|\s+for\s+(?=[A-Z])", text)
    return text if all(NAME.fullmatch(part.strip()) for part in parts if part.strip()) else ""


def _is_beside(part: str, text: str) -> bool:
    """Whether a part may be the name of a section or a place, beside the name or the day in a byline.

    Args:
        part: the part.
        text: the whole line.
    """
    where = _WHERE.match(part)
    words = part[where.end() if where else 0 :].split()
    return part != text and not _WHO.match(part) and len(words) <= 3 and part[-1] not in ".?!"
