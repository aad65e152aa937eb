"""Finding the article or date to which a command leads, such as Next unread. Changes nothing."""

from collections.abc import Iterable, Sequence
from itertools import chain

from careader.corpus import Article, Articles
from careader.sitting.sections import Section, section_of
from careader.sitting.session import Session
from careader.state import Mark


def next_unread(
    session: Session, section: Section, articles: Articles, article: Article | None, step: int
) -> tuple[Section, Article, bool] | None:
    """The next unread article (``step`` 1), or the previous unread article (``step`` -1).

    The search goes through the rest of the list; then through the other dates; then through the part of the
    list before the article. After the last date the search continues at the first date. If the section is not
    a date, only its list is searched; after the end the search continues at the beginning.

    Args:
        session: knows which articles are unread.
        section: the listed section.
        articles: the list on screen.
        article: the shown article; None where no article is shown.
        step: 1 or -1.

    Returns:
        The section with the article, the article, and whether the search passed an end; None where no other
        article is unread.
    """
    numbers, here = articles.numbers, article.number if article else 0
    place = numbers.index(here) if here in numbers else (-1 if step > 0 else len(numbers))
    ahead = numbers[place + 1 :] if step > 0 else numbers[:place][::-1]
    behind = numbers[:place] if step > 0 else numbers[place + 1 :][::-1]
    others: Iterable[tuple[Section, Sequence[int], bool]] = ()
    days = session.sections.dates if section.is_date else []
    if section in days:  # the section is missing while the index cannot be read
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
    """The next article (``step`` 1) or the previous article (``step`` -1), read or unread.

    After the last article of a date comes the first article of the next date; after the last date comes
    nothing.

    Returns:
        The section with the article, and the article; None at either end.
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
    """The next earlier date (``step`` 1) or the next later date (``step`` -1); None at either end.

    If the section is not a date, the latest date of the article, or else the latest date of all.
    """
    days = session.sections.dates
    if not section.is_date:
        own = section_of(article.dates[0] if article and article.dates else None)
        return own if own in days else next(iter(days), None)
    at = (
        days.index(section) + step if section in days else -1
    )  # the section is missing while the index cannot be read
    return days[at] if 0 <= at < len(days) else None
