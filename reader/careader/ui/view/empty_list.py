"""The text of the headlines pane where its list is empty."""

from careader.corpus import Corpus
from careader.sitting.sections import BOOKMARKS, CHANGED, NEW, UNREAD, Section
from careader.words import count

_ODD_LINES = 6
"""The most lines of problems shown where the captures hold no article. The check screen shows all."""

_EMPTY = {
    UNREAD.id: "Everything is read.",
    NEW.id: "Nothing of what came is here any more.",
    CHANGED.id: "Nothing changed since you read it.",
    BOOKMARKS.id: "No bookmarks yet: press b on an article.",
}
"""The text for an empty section while the corpus has articles."""


def why_empty(section: Section, corpus: Corpus, bookmarks_away: int, *, reading: bool) -> str:
    """Why a section lists no article.

    Args:
        section: the section that is listed.
        corpus: the corpus.
        bookmarks_away: in the section of bookmarks, the number of bookmarks whose captures are away; else 0.
        reading: whether the captures are still being read for the first time.

    Returns:
        One line, or several lines where captures were unreadable or odd; "" where there is nothing to say.
    """
    if bookmarks_away:
        return f"{count(bookmarks_away, 'bookmark is', 'bookmarks are')} of captures that are away."
    if corpus.articles:
        return _EMPTY.get(section.id, "")
    if reading:
        return "The captures are being read."
    if not corpus.captures.count:
        return "\n".join(filter(None, ("There are no articles.", corpus.captures.passed_over)))
    from careader.capture.report import Report, report_lines  # for nothing else, and seldom

    odd = [line for each in corpus.captures.odd() for line in report_lines(Report(each))]
    return "\n".join(["No articles in these captures.", *[*corpus.unreadable, *odd][:_ODD_LINES]])
