"""The amounts of money in the article, converted at the rates of its capture and at the latest rates."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from careader.capture.models import NO_TEXT
from careader.corpus.amounts import Amount, amounts_in, convert, in_words
from careader.text import safe
from careader.ui.safe_text import safe_content, show_message
from careader.ui.screens.text import TextScreen
from careader.words import day_in_words, path_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careader.corpus import CaptureHead
    from careader.ui.screens.reader import ReaderScreen

_INDENT = " "
_BETWEEN = "  "


def show_amounts(reader: "ReaderScreen") -> None:
    """Show the amounts of the article, converted."""
    if (article := reader.article) is None:
        return
    blocks = (block for block in article.blocks if block.kind not in NO_TEXT)
    amounts = amounts_in([article.headline, *(text for b in blocks for text in (b.text, *b.items))])
    if not amounts:
        show_message(reader, "No amount of money is found in this article")
        return
    capture = article.appearance_on(reader.panes.section.day).capture
    captures = reader.session.corpus.captures.all()
    with_rates = [each for each in captures if each.date and each.rates]
    latest = max(with_rates, key=lambda each: each.date or date.min, default=None)
    then = Source(capture, _in_words(capture, captures))
    now = Source(latest, _in_words(latest, captures)) if latest and latest.number != capture.number else None
    unfinished = reader.index.unfinished
    reader.app.push_screen(
        TextScreen("Amounts, computed", lambda width: set_amounts(amounts, then, now, width, unfinished))
    )


class Source(NamedTuple):
    """A capture whose rates convert the amounts, and the name of the capture on screen."""

    capture: "CaptureHead"
    name: str


def _in_words(capture: "CaptureHead", captures: "Sequence[CaptureHead]") -> str:
    """The name of a capture on screen: its day; also its file where captures of the day differ in rates."""
    file = path_in_words(capture.path.rpartition("/")[2])
    if capture.date is None:
        return f"{file}, which has no date"
    alone = all(each.rates == capture.rates for each in captures if each.date == capture.date and each.rates)
    return day_in_words(capture.date) + ("" if alone else f", {file}")


def set_amounts(
    amounts: "Sequence[Amount]",
    then: Source,
    now: Source | None,
    width: int,
    unfinished: bool = False,  # noqa: FBT001, FBT002 - one of two sentences
) -> Content:
    """Set the amounts and their conversions; where there is room, then and now are side by side.

    Args:
        amounts: the amounts in the article.
        then: the capture of the date under which the article is shown.
        now: the latest capture with rates; None where ``then`` is that capture, or where none has rates.
        width: columns of the screen.
        unfinished: whether captures are missing, since the index is not complete.
    """
    rows = {amount: _rows(amount, then, now) for amount in amounts}
    column = max((len(text) for row in rows.values() for texts in row for text in texts), default=0)
    beside = len(_INDENT) + 2 * column + len(_BETWEEN) <= width
    lines = [*_head(then, now, unfinished=unfinished)]
    for amount, converted in rows.items():
        lines += [Content(), _styled(amount.text, "bold")]
        if not converted:
            why = amount.unclear or f"no rate of {amount.currency} was captured"
            lines.append(_styled(f"{_INDENT}not converted: {why}", "$text-warning"))
        elif now and beside:
            lines.append(_styled(f"{_INDENT}{'then':{column}}{_BETWEEN}now", "$foreground 70%"))
        for row in converted:
            if now and not beside:
                named = zip(("then", "now "), row, strict=True)
                lines += [_styled(f"{_INDENT}{name} {text}") for name, text in named]
            else:
                lines.append(_styled(_INDENT + _BETWEEN.join(f"{text:{column}}" for text in row).rstrip()))
    return Content("\n").join(lines)


def _styled(text: str, style: str = "") -> Content:
    return Content.styled(safe(text), style) if style else safe_content(text)


def _head(then: Source, now: Source | None, *, unfinished: bool) -> "Iterator[Content]":
    """The lines that name the captures of the rates."""
    yield _styled(
        "Computed from rates as captured, with the range that their digits leave.", "$foreground 70%"
    )
    yield _styled(
        f"then: {then.name}" if then.capture.rates else f"then: no rates were captured ({then.name})"
    )
    latest = "the latest with rates indexed so far" if unfinished else "the latest capture with rates"
    if now:
        yield _styled(f"now: {now.name}, {latest}")
    elif then.capture.rates:
        yield _styled(f"now: the same capture is {latest}")


def _rows(amount: Amount, then: Source, now: Source | None) -> list[tuple[str, ...]]:
    """A row for each currency with a rate: the amount at the rate of ``then``, and at the rate of ``now``."""
    found: dict[str, dict[int, str]] = {}
    sources = [then, now] if now else [then]
    for n, source in enumerate(sources):
        for converted in convert(amount, source.capture.rates):
            found.setdefault(converted.currency, {})[n] = f"≈ {in_words(converted)}"
    return [
        tuple(each.get(n, f"no rate of {amount.currency} to {code}") for n in range(len(sources)))
        for code, each in found.items()
    ]
