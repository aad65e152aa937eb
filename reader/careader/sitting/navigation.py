"""Where a key leads: the next unread article, an earlier date. Asks the session and changes nothing."""

from collections.abc import Iterable, Sequence
from itertools import chain

from careader.corpus import Article, Articles
from careader.sitting.sections import Section, section_of
from careader.sitting.session import Session
from careader.state import Mark


def next_unread(
    session: Session, section: Section, articles: Articles, article: Article | None, step: int
) -> tuple[Section, Article, bool] | None:
    """The next unread article (``step`` 1), or the unread article before (-1).

    The search goes through the list from the article on, then through the other dates in the same direction
    and round, then through the part of the list before the article. Unread, Bookmarks and a found list are
    searched alone, round and round.

    Args:
        session: tells which articles are unread.
        section: the section that is listed.
        articles: the list as it stands on screen.
        article: the article that is shown.
        step: 1 or -1.

    Returns:
        The section to show the article in, the article, and whether the way to it went round an end; None
        where nothing else is unread.
    """
    numbers, here = articles.numbers, article.number if article else 0
    place = numbers.index(here) if here in numbers else (-1 if step > 0 else len(numbers))
    ahead = numbers[place + 1 :] if step > 0 else numbers[:place][::-1]
    behind = numbers[:place] if step > 0 else numbers[place + 1 :][::-1]
    others: Iterable[tuple[Section, Sequence[int], bool]] = ()
    if section.is_date:
        days = session.sections.dates
        at = days.index(section)
        on, around = (days[at + 1 :], days[:at]) if step > 0 else (days[:at][::-1], days[at + 1 :][::-1])
        others = (
            (each, session.corpus.numbers_on(each.day)[::step], wraps)
            for wraps, days_there in ((False, on), (True, around))
            for each in days_there
        )
    for there, listed, wraps in chain([(section, ahead, False)], others, [(section, behind, True)]):
        for number in listed:
            if number != here and not session.marks.current.has_number(Mark.READ, number):
                return there, session.corpus.fetch([number])[0], wraps
    return None


def neighbour(
    session: Session, section: Section, articles: Articles, article: Article | None, step: int
) -> tuple[Section, Article] | None:
    """The article after this one (``step`` 1) or before it (-1), whatever its mark.

    In what is listed, and from a date on to the dates beyond it; never round.

    Returns:
        The article and the section to show it in; None at either end.
    """
    numbers, here = articles.numbers, article.number if article else 0
    place = numbers.index(here) if here in numbers else (-1 if step > 0 else len(numbers))
    ahead = numbers[place + 1 :] if step > 0 else numbers[:place][::-1]
    if ahead:
        return section, session.corpus.fetch(ahead[:1])[0]
    days = session.sections.dates if section.is_date else []
    at = days.index(section) if section in days else 0
    for there in days[at + 1 :] if step > 0 else days[:at][::-1]:
        if listed := session.corpus.numbers_on(there.day):
            return there, session.corpus.fetch([listed[0 if step > 0 else -1]])[0]
    return None


def date_beside(session: Session, section: Section, article: Article | None, step: int) -> Section | None:
    """The date before (``step`` 1: earlier) or after (-1) the one shown; None at either end.

    From Unread or Bookmarks, it is the article's own date.
    """
    days = session.sections.dates
    if not section.is_date:
        own = section_of(article.dates[0] if article and article.dates else None)
        return own if own in days else next(iter(days), None)
    at = days.index(section) + step
    return days[at] if 0 <= at < len(days) else None
