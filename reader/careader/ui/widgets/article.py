"""The article pane: shows one article, and keeps the place in the text at every change of size."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.reactive import var
from textual.selection import Selection

from careader.corpus import Article
from careader.index.stored import is_searched
from careader.sitting.positions import whole_text
from careader.state import Position
from careader.ui.safe_text import safe_content
from careader.ui.view.article_head import set_head
from careader.ui.view.line_view import LineView, StyledLine, StyledPart
from careader.ui.view.typesetting import (
    MEASURE,
    Line,
    Role,
    line_at,
    offsets_of,
    same_place,
    set_body,
    set_text,
)

if TYPE_CHECKING:
    from careader.find.search.places import Place
    from careader.find.search.terms import Lookup

_TOP = Position(0, 0)
"""The saved position of the top, where the head of the article is in sight."""

_ABOUT = {Role.ABOUT, Role.SIGN}
"""The roles of lines with careader's words, not the article's."""


class ArticlePane(LineView):
    """Shows one article, or nothing.

    The place in the text is a word (`position`), not a line number. So the same word stays at the top after a
    change of size, signs or measure.

    Attributes:
        matching: whether the article shows matches.
    """

    matching: var[bool] = var(default=False, init=False)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--match",
        "article--current",
        *(f"article--{role}" for role in Role),
    }

    DEFAULT_CSS = """
    ArticlePane {
        .article--headline { text-style: bold; color: $text-primary; }
        .article--about { color: $foreground 65%; }
        .article--sign { color: $text-warning; }
        .article--note { text-style: italic; color: $text-accent; }
        .article--heading { text-style: bold; color: $text-accent; }
        .article--caption { text-style: italic; color: $foreground 65%; }
        .article--question { text-style: bold; }
        .article--other { color: $foreground 65%; }
        .article--match { text-style: bold underline; color: $text-accent; }
        .article--current { text-style: bold underline; color: $text-accent; background: $accent 35%; }
    }
    """

    class Scrolled(Message):
        """The reader scrolled: another position of the text is at the top now."""

        def __init__(self, article: Article, position: Position) -> None:
            super().__init__()
            self.article, self.position = article, position

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._article: Article | None = None
        self._day: date | None = None
        self._signs = self._note = ""
        self._terms: tuple[Lookup, ...] = ()
        self._spans: list[list[tuple[int, int]]] = []
        self._matches: list[tuple[int, int, int]] = []
        self._current: int | None = None
        self._lines: list[Line] = []
        self._anchor: Position | None = None
        self._head_top = 0
        self._margin = 0
        self._measure = MEASURE
        self._placing = False
        self._titled = ""

    @property
    def article(self) -> Article | None:
        """The shown article."""
        return self._article

    @property
    def position(self) -> Position | None:
        """The position of the word at the top of the pane; None while the head of the article is there."""
        return self._anchor

    def show(
        self,
        article: Article | None,
        day: date | None,
        signs: str,
        position: Position | None,
        note: str = "",
    ) -> None:
        """Show an article.

        Args:
            article: the article; None for nothing.
            day: the date under which the article is shown. The head names the capture of this date.
            signs: the signs of the article in words, such as ``unread``.
            position: where the reader stopped; None for the top.
            note: the reader's note; "" for none.
        """
        self._article, self._day, self._signs, self._note = article, day, signs, note
        self._anchor, self._head_top = (None if position == _TOP else position), 0
        self._match()
        self.screen.clear_selection()
        self.remake()

    def exchange(self, article: Article, signs: str) -> None:
        """Show the same story in a new edition of the corpus; the words at the top stay there.

        Args:
            article: the article in the new edition.
            signs: the signs of the article in words.
        """
        if self._article and self._anchor:
            self._anchor = same_place(self._article.blocks, self._anchor, article.blocks)
        self._article, self._signs = article, signs
        current, matches = self._current, self._matches
        self._match()
        if self._matches == matches:
            self._current = current
        self.remake()

    def set_measure(self, columns: int) -> None:
        """Set the text ``columns`` wide, with the same word at the top."""
        self._measure = columns
        self.remake()

    def show_note(self, note: str) -> None:
        """Show a changed note; "" for none."""
        self._note = note
        self.remake()

    def highlight(self, terms: "Sequence[Lookup]") -> None:
        """Highlight the words that match ``terms``, in this article and in articles shown later."""
        self._terms = tuple(terms)
        self._match()
        self._show_title()
        self.refresh()

    def _match(self) -> None:
        """Find the matches in the shown article."""
        self._spans, self._current = [], None
        if self._terms and self._article:
            from careader.find.search.highlighting import matched  # imported at the first use

            self._spans = [
                matched(whole_text(block), self._terms) if is_searched(block) else []
                for block in self._article.blocks
            ]
        self._matches = [(number, *span) for number, spans in enumerate(self._spans) for span in spans]
        self.matching = bool(self._matches)

    @property
    def terms(self) -> "tuple[Lookup, ...]":
        """The lookups whose matches are highlighted."""
        return self._terms

    @property
    def match(self) -> int | None:
        """The index of the current match; None for none."""
        return self._current

    def show_match(self, place: "Place | None") -> None:
        """Bring a match into sight, without saving it as the place where the reader stopped.

        Args:
            place: the sentence with the match; None for the first match of the article.
        """
        if not self._matches or (place and place.part < 0):
            return
        at = self._position_of(place) if place else _TOP
        found = (n for n, match in enumerate(self._matches) if match[:2] >= (at.block, at.offset))
        self._current = next(found, 0)
        self._placing = True
        self._bring_into_sight()
        self._placing = False

    def _position_of(self, place: "Place") -> Position:
        """The position of a found sentence. `Place.part` counts the searched texts and items."""
        part = 0
        for number, block in enumerate(self._article.blocks if self._article else ()):
            offset = 0
            for text in (block.text, *block.items):
                if text and is_searched(block):
                    if part == place.part:
                        return Position(number, offset + place.start)
                    part += 1
                offset += len(text) + 1
        return _TOP

    @property
    def match_count(self) -> int:
        """The number of matches in the text of the article."""
        return len(self._matches)

    def go_to_match(self, step: int) -> None:
        """Scroll to the next or the previous match; the first match follows the last match.

        Args:
            step: 1 for the next match, -1 for the previous match, 0 for the first match from the top line on.
        """
        if self._current is None or step == 0:
            top = self._anchor or _TOP
            below = (n for n, match in enumerate(self._matches) if match[:2] >= (top.block, top.offset))
            first = next(below, 0)
            self._current = first if step >= 0 else (first - 1) % len(self._matches)
        else:
            self._current = (self._current + step) % len(self._matches)
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """Scroll to the current match if it is out of sight."""
        block, start, _ = self._matches[self._current or 0]
        y = line_at(self._lines, Position(block, start))
        if not self.scroll_offset.y <= y < self.scroll_offset.y + self.page_height - 1:
            self.scroll_to(y=max(0, y - self.page_height // 3), animate=False, force=True)
        self._show_title()
        self.refresh()

    def show_signs(self, signs: str) -> None:
        """Show changed signs, in words."""
        self._signs = signs
        self.remake()

    def fit(self) -> None:
        """Set the article at the present width, with the same word at the top."""
        self._placing = True
        width = self.text_width
        if self._article is None or width < 1:
            self._lines = []
        else:
            self._lines = self._set_article(self._article, width)
        self.set_line_count(len(self._lines))
        self._place()
        self._show_title()

    def _set_article(self, article: Article, width: int) -> list[Line]:
        margin = min(2, width // 20)
        measure = max(1, min(self._measure, width - 2 * margin))
        head = set_head(article, self._day, self._signs, self._note, measure)
        blank = [Line("", Role.BLANK, 6)]
        lines = blank + head + blank + set_body(article.blocks, measure)
        if article.excerpt:
            lines += blank + set_text("The capture ends here; the story went on.", Role.SIGN, measure, 7)
        lines += blank
        self._margin = max(margin, min(12, (width - measure) // 2))
        return lines

    def _place(self) -> None:
        """Scroll so that the word at the saved position is at the top again."""
        top = line_at(self._lines, self._anchor) if self._anchor else self._head_top
        self.scroll_to(y=top, animate=False, force=True)
        self._placing = False

    def _show_title(self) -> None:
        """Show in the border the current match, and the headline where it is out of sight."""
        parts = [self._article.headline] if self._article and self.scroll_offset.y > 0 else []
        if self._current is not None:
            parts.insert(0, f"match {self._current + 1} of {self.match_count}")
        title = " · ".join(parts)
        if title != self._titled:
            self._titled = title
            self.border_title = safe_content(title)

    def line(self, y: int, width: int) -> StyledLine:
        """A line of the set article."""
        del width  # `fit` has set the lines at this width
        line = self._lines[y]
        text = " " * self._margin + line.text
        role = StyledPart(self._margin, len(text), f"article--{line.role}")
        return StyledLine(text, [role, *self._matched(line)])

    def _matched(self, line: Line) -> Iterator[StyledPart]:
        """The styled parts of a line: its matches, with the current match in its own style."""
        if not self._terms or self._article is None:
            return
        if line.role is Role.HEADLINE:
            from careader.find.search.highlighting import matched  # as above

            for first, last in matched(line.text, self._terms, headline=True):
                yield StyledPart(self._margin + first, self._margin + last, "article--match")
        if line.position is None or not self._spans[line.position.block]:
            return
        number = line.position.block
        offsets = offsets_of(line, self._article.blocks[number])
        left = self._margin + line.indent
        for start, end in self._spans[number]:
            first, last = bisect_left(offsets, start), bisect_left(offsets, end)
            if first < last:
                current = self._current is not None and self._matches[self._current][:2] == (number, start)
                yield StyledPart(left + first, left + last, f"article--{'current' if current else 'match'}")

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the word that is at the top now."""
        super().watch_scroll_y(old_value, new_value)
        if self._placing or self.size != self._fitted or round(old_value) == round(new_value):
            return  # careader scrolled, not the reader
        top = round(new_value)
        body = next((number for number, line in enumerate(self._lines) if line.position), 0)
        self._head_top = top if top < body else 0
        below = (line.position for line in self._lines[top:] if line.position)
        self._anchor = None if top < body else next(below, self._anchor)
        self._show_title()
        if self._article:
            self.post_message(self.Scrolled(self._article, self._anchor or _TOP))

    def move(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=lines, animate=False)

    def move_page(self, pages: float) -> None:
        """Scroll by pages or a part of a page. Two lines of the old page stay in sight."""
        self.scroll_relative(y=round(pages * max(1, self.page_height - 2)), animate=False)

    def move_to_end(self, end: int) -> None:
        """Scroll to the top (-1) or the bottom (1)."""
        self.scroll_to(y=0 if end < 0 else self.max_scroll_y, animate=False)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y

    def paragraph_at(self, y: int) -> range:
        """The indices of all lines of the paragraph, heading or item to which line ``y`` belongs."""
        unit = self._lines[y].unit
        lines = [at for at, line in enumerate(self._lines) if line.unit == unit]
        return range(lines[0], lines[-1] + 1)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, without the margin and without line ends inside a paragraph.

        Careader's own words about the article are left out: dates, file names, signs.
        """
        start, end = selection.start, selection.end
        first = start.y if start else 0
        last = min(end.y if end else len(self._lines) - 1, len(self._lines) - 1)
        text, unit = "", None
        for y in range(first, last + 1):
            line = self._lines[y]
            if line.role in _ABOUT:
                continue
            left = max((start.x if start and y == first else 0) - self._margin, line.indent)
            right = max(end.x - self._margin, 0) if end and y == last else len(line.text)
            words = line.text[left:right].strip()
            if not words:
                continue
            if text:
                text += " " if line.unit == unit else "\n\n"
            text, unit = text + words, line.unit
        return (text, "\n") if text else None
