"""The versions screen: every version of an article, its captures, and its changes from the version before."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.selection import Selection

from careader.corpus.versions import Comparison, Version, compare, summary, versions
from careader.ui.arrangement import change_measure
from careader.ui.safe_text import safe_content
from careader.ui.screens.modal_keys import ENDS, LEAVE, MOVE, PAGE
from careader.ui.screens.overlay import OverScreen
from careader.ui.view.comparison import ComparisonLine, set_comparison, set_passage
from careader.ui.view.line_view import LineView, StyledLine, StyledPart
from careader.ui.view.typesetting import MEASURE, wrap_text
from careader.ui.widgets.row_list import RowList
from careader.words import count, path_in_words, short_day

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_NAMED = 3
"""The most captures of a version that are named; the other captures are counted."""


class VersionList(RowList):
    """The versions of an article. Each row has the dates, length, changes and captures of a version.

    Args:
        versions: the versions, in the order of the rows.
        changes: the changes of each version, computed when the row is drawn.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"versions--aside"}
    DEFAULT_CSS = "VersionList { .versions--aside { color: $foreground 70%; } }"

    def __init__(self, versions: Sequence[Version], changes: "Changes", *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._versions = versions
        self._changes = changes

    def row_count(self) -> int:
        """The number of versions."""
        return len(self._versions)

    def row_heights(self, width: int) -> Sequence[int]:
        """The height of each row in lines: one line for the changes, and as many as the rest needs."""
        return [
            len(self._when(row, width)) + 1 + len(self._where(row, width)) for row in range(self.row_count())
        ]

    def _when(self, row: int, width: int) -> list[str]:
        version = self._versions[row]
        text = f"{days_of(version)} · {count(version.words, 'word')}"
        return _fitted(f"{text} · excerpt ⋯" if version.copy.excerpt else text, width)

    def _where(self, row: int, width: int) -> list[str]:
        names = [path_in_words(Path(path).name) for path, _ in self._versions[row].captures]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        return _fitted(", ".join(names[:_NAMED]) + more, width)

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """The lines of a version; text that does not fit is cut and ends with an ellipsis."""
        changed = wrap_text(self._changes.said(row), max(1, width - 4), 1)
        return [
            *(StyledLine(f" {line}") for line in self._when(row, width)),
            *(StyledLine(f"   {line}") for line, _ in changed),
            *(
                StyledLine(f"   {line}", [StyledPart(0, 3 + len(line), "versions--aside")])
                for line in self._where(row, width)
            ),
        ]


def _fitted(text: str, width: int) -> list[str]:
    return [line for line, _ in wrap_text(text, max(1, width - 4), 2)]


def days_of(version: Version) -> str:
    """The day of a version's captures in words, or the first and the last of several days."""
    days = sorted({day for _, day in version.captures if day})
    if len(days) < 2:
        return short_day(days[0] if days else None)
    return f"{short_day(days[0])} – {short_day(days[-1])}"


class Changes:
    """The changes of each version, latest first, from the version before, each compared at the first use."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self._versions = versions
        self.of = cache(self._of)

    def _of(self, row: int) -> Comparison:
        """Compare a version with the version before; the first version is compared with itself."""
        before = self._versions[min(row + 1, len(self._versions) - 1)]
        return compare(before.copy, self._versions[row].copy)

    def is_first(self, row: int) -> bool:
        """Whether a version is the earliest."""
        return row == len(self._versions) - 1

    def said(self, row: int) -> str:
        """The changes of a version, in words."""
        return "the first text captured" if self.is_first(row) else summary(self.of(row))

    def since(self, row: int) -> str:
        """The date of the version before, and the changes since then, in words."""
        if self.is_first(row):
            return "The first text captured."
        return f"Since {days_of(self._versions[row + 1])}: {self.said(row)}."


class ComparisonView(LineView):
    """A comparison as running text, with signs around new and gone words."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"comparison--{name}" for name in ("headline", "heading", "text", "aside", "new", "gone")
    }
    DEFAULT_CSS = """
    ComparisonView {
        .comparison--headline { text-style: bold; color: $text-primary; }
        .comparison--heading { text-style: bold; color: $text-accent; }
        .comparison--aside { color: $foreground 70%; }
        .comparison--new { color: $text-success; text-style: bold; }
        .comparison--gone { color: $text-error; text-style: strike; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._about = ""
        self._measure = MEASURE
        self._comparison: Comparison | None = None
        self._whole = False
        self._lines: list[ComparisonLine] = []

    def show(self, about: str, comparison: Comparison, *, whole: bool) -> None:
        """Show another comparison, from its beginning.

        Args:
            about: the line above the comparison.
            comparison: the comparison.
            whole: whether every word is shown; else long unchanged text is left out.
        """
        self._about, self._comparison, self._whole = about, comparison, whole
        self.screen.clear_selection()
        self.remake()
        self.scroll_to(y=0, animate=False)

    def set_measure(self, columns: int) -> None:
        """Set the text ``columns`` wide, or narrower where room is short."""
        self._measure = columns
        self.remake()

    def fit(self) -> None:
        """Set the comparison at the present width."""
        measure = max(1, min(self._measure, self.text_width - 2))
        self._lines = []
        if self._comparison and self.size:
            about = set_passage(self._about, "aside", measure)
            self._lines = [*about, ComparisonLine("", "text")]
            self._lines += set_comparison(self._comparison, measure, whole=self._whole)
        self.set_line_count(len(self._lines))

    def line(self, y: int, width: int) -> StyledLine:
        """A line of the comparison."""
        del width  # `fit` has set the lines at this width
        line = self._lines[y]
        spans = ((0, len(line.text), line.role), *line.spans)
        parts = [StyledPart(1 + begin, 1 + end, f"comparison--{name}") for begin, end, name in spans]
        return StyledLine(f" {line.text}", parts)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, with the signs."""
        return selection.extract("\n".join(f" {line.text}" for line in self._lines)), "\n"


class VersionsScreen(OverScreen[None]):
    """Shows the versions of an article, latest first, and below the list the changes of the chosen version.

    Args:
        headline: the headline of the article.
        versions: the versions, earliest first (`careader.corpus.versions.versions`); at least one.
        measure: columns of the text.
        change_measure: takes a number of steps, sets texts wider or narrower, and returns the new columns.
    """

    CSS_PATH = "versions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        LEAVE,
        *MOVE,
        *PAGE,
        *ENDS,
        Binding("w", "whole", "Whole text, or changes"),
        Binding("plus", "measure(1)", "Set the text wider"),
        Binding("minus", "measure(-1)", "Set the text narrower"),
    ]

    def __init__(
        self,
        headline: str,
        versions: Sequence[Version],
        measure: int,
        change_measure: Callable[[int], int],
    ) -> None:
        super().__init__()
        self._title = headline
        self._measure, self._change_measure = measure, change_measure
        latest_first = versions[::-1]
        self._changes = Changes(latest_first)
        self._whole = False
        self._list = VersionList(latest_first, self._changes, id="captured")
        self._view = ComparisonView(id="comparison")

    def compose(self) -> ComposeResult:
        """The list of versions, and below it the comparison."""
        with Vertical(id="versions") as frame:
            frame.border_title = safe_content(self._title)
            frame.border_subtitle = safe_content("w the whole text · Esc back")
            yield self._list
            yield self._view

    def on_mount(self) -> None:
        """Begin with the latest version."""
        self._list.rows_changed(0)
        self._list.focus()
        self._view.set_measure(self._measure)
        self._show()

    @on(RowList.Moved)
    def _show(self) -> None:
        row = self._list.cursor or 0
        whole = self._whole or self._changes.is_first(row)
        self._view.show(self._changes.since(row), self._changes.of(row), whole=whole)

    def action_move(self, rows: int) -> None:
        """Choose another version."""
        self._list.move(rows)

    def action_page(self, pages: int) -> None:
        """Scroll the comparison by screens."""
        self._view.scroll_relative(y=pages * max(1, self._view.page_height - 1), animate=False)

    def action_end(self, end: int) -> None:
        """Scroll the comparison to the top (-1) or the bottom (1)."""
        self._view.scroll_to(y=0 if end < 0 else self._view.max_scroll_y, animate=False)

    def action_whole(self) -> None:
        """Show every word, or again only the changes and the words around the changes."""
        self._whole = not self._whole
        self._show()

    def action_measure(self, steps: int) -> None:
        """Set the text wider or narrower, on this screen and in the article pane."""
        self._view.set_measure(self._change_measure(steps))


def show_versions(reader: "ReaderScreen") -> None:
    """Show the versions of the article, with their captures and changes."""
    if article := reader.article:
        measure, change = reader.session.preferences.current.measure, partial(change_measure, reader)
        reader.app.push_screen(
            VersionsScreen(article.headline, versions(article.appearances), measure, change)
        )
