"""Amounts of the article in other currencies, at the rate of its capture and at the latest one."""

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from careader.capture.models import NO_TEXT
from careader.corpus.amounts import Amount, amounts_in, convert, in_words
from careader.corpus.rates import by_pair
from careader.text import safe
from careader.ui.safe_text import say
from careader.ui.screens.text import TextScreen
from careader.words import day_in_words

if TYPE_CHECKING:
    from careader.corpus import CaptureHead
    from careader.ui.screens.reader import ReaderScreen


def show_amounts(reader: "ReaderScreen") -> None:
    """Show the amounts of the article, converted."""
    if (article := reader.article) is None:
        return
    blocks = (block for block in article.blocks if block.kind not in NO_TEXT)
    amounts = amounts_in([article.headline, *(text for b in blocks for text in (b.text, *b.items))])
    if not amounts:
        say(reader, "No amount of money is found in this article")
        return
    then = article.standing_on(reader.panes.section.day).capture
    with_rates = [each for each in reader.session.corpus.captures.all() if each.date and each.rates]
    latest = max(with_rates, key=lambda each: each.date or date.min, default=None)
    reader.app.push_screen(TextScreen("Amounts, computed", amounts_text(amounts, then, latest)))


def amounts_text(amounts: list[Amount], then: "CaptureHead", now: "CaptureHead | None") -> Content:
    """The amounts with what they are in other currencies.

    Args:
        amounts: of the article.
        then: the capture that the article is looked at in.
        now: the latest capture with rates; None where none has any.
    """
    parts: list[Content] = []

    def line(text: str, style: str = "") -> None:
        parts.append(Content.styled(f"{safe(text)}\n", style) if style else Content(f"{safe(text)}\n"))

    line("Computed from rates as captured, with the range that their digits leave.", "$foreground 70%")
    when = day_in_words(then.date) if then.date else "the capture, which has no date"
    line(f"then: {when}" if then.rates else f"then: no rates were captured with this article ({when})")
    if now and now.number != then.number:
        line(f"now: {day_in_words(now.date)}, the latest capture with rates")
    elif now:
        line("now: the same capture is the latest with rates")
    for amount in amounts:
        line("")
        line(amount.text, "bold")
        if amount.unclear:
            line(f"  not converted: {amount.unclear}", "$text-warning")
            continue
        rows = _rows(amount, then, now)
        if not rows:
            line(f"  not converted: no rate of {amount.currency} was captured", "$text-warning")
        for row in rows:
            line(f"  {row}")
    return Content.assemble(*parts)


def _rows(amount: Amount, then: "CaptureHead", now: "CaptureHead | None") -> list[str]:
    """A row for each currency, with what it was then and what it is now."""
    captures = {"then": then, **({"now": now} if now and now.number != then.number else {})}
    found: dict[str, dict[str, str]] = {}
    for name, capture in captures.items():
        for converted in convert(amount, by_pair(capture.rates)):
            found.setdefault(converted.currency, {})[name] = in_words(converted)
    if len(captures) == 1:
        return [f"≈ {each['then']}" for each in found.values()]
    return [
        "\n  ".join(f"{name:4} ≈ {each.get(name) or f'no rate of {code} captured'}" for name in captures)
        for code, each in found.items()
    ]
