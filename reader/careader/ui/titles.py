"""The wordings of the title bar."""

from careader.corpus import Origin
from careader.sitting.sections import UNREAD
from careader.sitting.session import Session
from careader.words import count


def titles(session: Session, doing: str = "", *, stopped: bool = False) -> list[str]:
    """Wordings of what is being read: captures, articles, unread; the longest first.

    Args:
        session: the sitting.
        doing: the current work on the index, in words; "" while there is no work.
        stopped: whether the work on the index ended early.
    """
    corpus = session.corpus
    if doing:
        return [f"{doing}  ·  {count(len(corpus.articles), 'article')} so far", doing, "Indexing"]
    unread = f"{session.sections.counts(UNREAD)[1]:,} unread"
    articles = count(len(corpus.articles), "article")
    captures = count(corpus.captures.count, "capture")
    if stopped:
        so_far = f"{articles} so far"
        return [
            f"Indexing stopped: R goes on  ·  {captures}  ·  {so_far}  ·  {unread}",
            f"Stopped  ·  {so_far}",
            so_far,
        ]
    if session.choice.origin is Origin.SAMPLE:
        return [
            f"This is the sample: {captures} to try. To read your own: careader add PATH…  ·  {unread}",
            "This is the sample. To read your own: careader add PATH…",
            "Sample. Your own: careader add PATH…",
            "Sample: careader add PATH…",
            "Sample",
        ]
    where = "Library" if session.choice.origin is Origin.LIBRARY else "Given captures"
    return [f"{where}  ·  {captures}  ·  {articles}  ·  {unread}", f"{articles}  ·  {unread}", unread]
