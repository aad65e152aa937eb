"""Reading days and times in the forms of pages, mails and feeds."""

import re
from datetime import date, datetime

from careader.patterns import late

_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
    for length in (3, len(name))
} | {"sept": 9}
MONTHS_ABROAD = """
января январь янв января қаңтар yanvar ocak januar janvier enero gennaio
февраля февраль фев февр ақпан fevral şubat februar février febrero febbraio
марта март мар наурыз mart märz mars marzo
апреля апрель апр сәуір aprel nisan avril abril aprile
мая май мамыр mayıs mai mayo maggio
июня июнь июн маусым iyun haziran juni juin junio giugno
июля июль июл шілде iyul temmuz juli juillet julio luglio
августа август авг тамыз avgust ağustos août agosto
сентября сентябрь сен сент қыркүйек sentabr sentyabr eylül septembre septiembre settembre
октября октябрь окт қазан oktabr oktyabr ekim oktober octobre octubre ottobre
ноября ноябрь ноя нояб қараша noyabr kasım novembre noviembre
декабря декабрь дек желтоқсан dekabr aralık dezember décembre diciembre dicembre
"""
"""The names of the months in other languages of the region and of its readers: a line for each month."""

WEEKDAYS_ABROAD = """
понедельник пн дүйсенбі dushanba pazartesi montag lundi lunes
вторник вт сейсенбі seshanba salı dienstag mardi martes
среда среду ср сәрсенбі chorshanba çarşamba mittwoch mercredi miércoles
четверг чт бейсенбі payshanba perşembe donnerstag jeudi jueves
пятница пятницу пт жұма juma cuma freitag vendredi viernes
суббота субботу сб сенбі shanba cumartesi samstag samedi sábado
воскресенье вс жексенбі yakshanba pazar sonntag dimanche domingo
"""
"""The names of the weekdays in these languages: a line for each weekday, Monday first."""

_MONTHS |= {
    name: number
    for number, names in enumerate(MONTHS_ABROAD.strip().splitlines(), 1)
    for name in names.split()
}
_DAY_FIRST = late(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s.]+(?:de\s+)?([^\W\d_]{3,10})\.?,?(?:\s+de)?\s+(\d{4})\b")
_MONTH_FIRST = late(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_ISO = late(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASHED = late(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_DOTTED = late(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_YEAR = re.compile(r"\d{4}")
_ZONE = late(r"\s*\(.*\)\s*$|\s+GMT(?=[+-]\d)")
_WEEKDAYS = rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|{'|'.join(WEEKDAYS_ABROAD.split())})(?!\w)"
_BEFORE = late(
    rf"^(?:{_WEEKDAYS}|today(?: is)?|сегодня|опубликовано|обновлено|дата"
    r"|(?:posted|published|updated|last updated)(?: on)?|on|date)\b[\s,.:·|-]*",
    re.IGNORECASE,
)
_BEHIND = late(
    rf"[\s,.:·|-]*(?:(?:(?:at|в) )?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\.?)?"
    rf"\s*(?:[A-Z]{{2,5}}|[+-]\d\d:?\d\d)?|\bг\.|\bгода|(?<=[\s,]){_WEEKDAYS})\s*$",
    re.IGNORECASE,
)


def day_in(text: str) -> date | None:
    """The day in a text; None where the text has no day, or a day that does not exist."""
    if match := _ISO.search(text):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.search(text):
        return _day(match[3], _MONTHS.get(match[2].lower(), 0), match[1])
    if match := _MONTH_FIRST.search(text):
        return _day(match[3], _MONTHS.get(match[1].lower(), 0), match[2])
    if match := _DOTTED.search(text):
        return _day(match[3], match[2], match[1])
    if match := _SLASHED.search(text):
        return _slashed(int(match[1]), int(match[2]), match[3])
    return None


def _slashed(first: int, second: int, year: str) -> date | None:
    """The day of a text with slashes: day/month or month/day; None where both orders are possible."""
    if first == second or (first > 12) != (second > 12):
        return _day(year, min(first, second), max(first, second))
    return None


def whole_day(text: str) -> date | None:
    """The day of a text that is only a day, with or without a weekday, a time or ``Posted on``; else None."""
    if _YEAR.search(text) is None:
        return None
    rest = text.strip(" ()[]|·•–—-\t\n")
    for _ in range(4):
        shorter = _BEHIND.sub("", _BEFORE.sub("", rest)).strip()
        if shorter == rest:
            break
        rest = shorter
    for form in (_ISO, _DAY_FIRST, _MONTH_FIRST, _DOTTED, _SLASHED):
        if form.fullmatch(rest):
            return day_in(rest)
    return None


def day_at_edge(text: str) -> date | None:
    """The day at the beginning or end of a line, as in ``Issue of 9 December 2025``; else None."""
    if _YEAR.search(text) is None:
        return None
    bare = _BEHIND.sub("", text.strip()).strip(" .()[]|·•,–—-")
    for form in (_ISO, _DAY_FIRST, _MONTH_FIRST, _DOTTED):
        found = list(form.finditer(bare))
        if len(found) == 1 and (found[0].start() == 0 or found[0].end() == len(bare)):
            return day_in(found[0][0])
    return None


def _day(year: object, month: object, day: object) -> date | None:
    try:
        return date(int(str(year)), int(str(month)), int(str(day)))
    except ValueError:
        return None


_FORMS = ("%a %b %d %Y %H:%M:%S%z", "%a %b %d %Y %H:%M:%S", "%Y%m%d%H%M%S", "%Y-%m-%d %H:%M:%S")
"""Forms that no standard has. `parsedate_to_datetime` would lose the zone of the first form."""


def moment_of(text: str) -> datetime | None:
    """The day and time of a text, in any form that tools write; None for any other text."""
    text = text.strip()[:80]
    if not text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    bare = _ZONE.sub("", text)
    for form in _FORMS:
        try:
            return datetime.strptime(bare, form)  # noqa: DTZ007 - as written, with a zone or without
        except ValueError:
            continue
    from email.utils import parsedate_to_datetime  # imported here: no page of text needs it

    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError):
        pass
    day = day_in(text)
    return datetime(day.year, day.month, day.day) if day else None  # noqa: DTZ001 - a day is in no zone
