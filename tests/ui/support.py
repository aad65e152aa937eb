"""What the tests of the interface share: careader on a screen that is not there, and captures for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from datetime import date
from pathlib import Path
from typing import Protocol

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from careader.capture import Block, Capture, Copy, Kind, Rate
from careader.corpus import Article
from careader.sitting.session import Session
from careader.ui.app import CareaderApp
from careader.ui.screens.reader import ReaderScreen
from careader.ui.view.typesetting import Line, Role
from careader.ui.widgets.article import ArticlePane
from careader.ui.widgets.dates import DatesPane
from careader.ui.widgets.headlines import HeadlinesPane

SAMPLE = Path(__file__).parents[2] / "seeds"
"""The sample corpus, as the source tree has it."""

REAL = Path(__file__).parents[3] / "shared" / "seeds"
"""The real captures, where this machine has them."""

SIZES = [(160, 50), (120, 40), (80, 24), (60, 20), (40, 12)]
"""The terminals that careader is made for, widest first."""

BALKHASH = "French Grant Backs a Long-Term Plan for Lake Balkhash"
"""A headline of the sample: that of Wednesday alone, with brackets in its text."""

_ROUNDS = 5
"""From a key to the last line drawn: screen, pane, what the pane tells the screen, drawing, scrolling."""


class Screen:
    """careader as a reader has it before them: keys and mouse go in, lines come out."""

    def __init__(self, app: CareaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until everything that was asked for has been done and drawn."""
        await self.drain()
        while running := [worker for worker in self.app.workers if not worker.is_finished]:
            for worker in running:
                with suppress(WorkerCancelled):
                    await worker.wait()
            await self.drain()

    async def drain(self) -> None:
        """Let every message be handled, and what those lead to, and draw: instead of waiting for idleness."""
        for _ in range(_ROUNDS):
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before has done its work."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Type a text, quickly."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))
        await self.settle()

    async def burst(self, *keys: str) -> None:
        """Give all keys at once, as a paste or a fast typist does: none waits for the one before."""
        for key in keys:
            character = key if len(key) == 1 else " " if key == "space" else None
            self.app.post_message(events.Key(key, character))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        self.app._check_resize()  # at once, not at the next of its timer's ticks
        await self.settle()
        assert self.reader.size == (width, height)

    async def click(self, pane: str, x: int, y: int) -> None:
        """Click into a pane."""
        await self.pilot.click(f"#{pane}", offset=(x, y))
        await self.settle()

    async def wheel(self, pane: str, event: type[events.MouseEvent]) -> None:
        """Turn the wheel by a notch over a pane."""
        await self.pilot._post_mouse_events([event], f"#{pane}", offset=(5, 5), button=0)
        await self.settle()

    async def drag(self, start: Offset, end: Offset) -> None:
        """Drag the mouse from one place on the screen to another."""
        await self.pilot.mouse_down(offset=start)
        await self.pilot.hover(offset=end)
        await self.pilot.mouse_up(offset=end)
        await self.settle()

    @property
    def reader(self) -> ReaderScreen:
        """The main screen, whatever lies over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ReaderScreen)
        return screen

    @property
    def session(self) -> Session:
        return self.reader.session

    @property
    def dates(self) -> DatesPane:
        return self.reader.query_one(DatesPane)

    @property
    def headlines(self) -> HeadlinesPane:
        return self.reader.query_one("#headlines", HeadlinesPane)

    @property
    def pane(self) -> ArticlePane:
        return self.reader.query_one(ArticlePane)

    @property
    def article(self) -> Article:
        """The article that is shown."""
        assert self.reader.article is not None
        return self.reader.article

    @property
    def section(self) -> str:
        """The name of the section whose headlines are listed."""
        return str(self.headlines.border_title)

    @property
    def listed(self) -> list[str]:
        """The headlines listed, top to bottom, in sight or not."""
        return [article.headline for article in self.headlines.articles]

    @property
    def focus(self) -> str | None:
        """The pane that has the keyboard."""
        return self.reader.focused.id if self.reader.focused else None

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The same in one, with single spaces."""
        return " ".join(" ".join(self.lines).split())

    @property
    def rates(self) -> str:
        """What the rates bar says, with single spaces."""
        return self.words_of("#rates")

    @property
    def title(self) -> str:
        """What the title bar says, with single spaces."""
        return self.words_of("#title")

    @property
    def said(self) -> list[str]:
        """The messages that are on the screen."""
        return [note.message for note in self.app._notifications]

    def words_of(self, selector: str) -> str:
        """What a widget shows, with single spaces, without its rule and scrollbar."""
        widget = self.reader.query_one(selector)
        region = widget.region
        right = region.right - widget.scrollbar_size_vertical
        lines = (line[region.x : right].strip("─") for line in self.lines[region.y : region.bottom])
        return " ".join(" ".join(lines).split())

    def body(self) -> str:
        """The words of the article as set, without headline and the lines about it."""
        roles = {Role.HEADING, Role.PARAGRAPH, Role.CAPTION, Role.QUESTION, Role.OTHER}
        return words(line for line in self.pane._lines if line.role in roles and line.position)

    def top_word(self) -> str:
        """The word of the article that the first line in sight begins with."""
        return next(filter(None, (line.split() for line in self.article_lines())))[0]

    def article_lines(self) -> list[str]:
        """The lines of the article in sight."""
        region = self.pane.content_region
        return [line[region.x : region.right - 1] for line in self.lines[region.y : region.bottom]]

    def widest(self) -> int:
        """The columns of the widest line on the screen."""
        return max(cell_len(line.rstrip()) for line in self.lines)

    def is_read(self, headline: str | None = None) -> bool:
        return self.session.marks.is_read(self.named(headline) if headline else self.article)

    def is_bookmarked(self, headline: str | None = None) -> bool:
        return self.session.marks.is_bookmarked(self.named(headline) if headline else self.article)

    def named(self, headline: str) -> Article:
        """The article with a headline."""
        return next(each for each in self.session.corpus.articles if each.headline == headline)


class OpenApp(Protocol):
    """Starts careader on captures: on paths, or on captures made for the test."""

    def __call__(
        self, paths: Sequence[Path] | Sequence[Capture] = ..., size: tuple[int, int] = ...
    ) -> AbstractAsyncContextManager[Screen]: ...


MakeApp = Callable[[Sequence[Path] | Sequence[Capture]], CareaderApp]
"""Makes the app on captures, not yet started."""


def words(lines: Iterable[Line]) -> str:
    """The words of set lines, without the bars and bullets that setting puts before them."""
    return " ".join(" ".join(line.text[line.indent :] for line in lines).split())


def capture(
    day: str | None,
    articles: Mapping[str, str | tuple[Block, ...]],
    rates: str = "KGS 0.01144 0%",
    path: str = "",
    *,
    excerpt: bool = False,
) -> Capture:
    """A capture of a day with articles: headline, and its paragraphs or blocks.

    Args:
        day: as ISO; None for an undated one.
        articles: a text is paragraphs apart by newlines.
        rates: a pair against the dollar, value and change, and the next after a comma; "" for none.
        path: another name than that of the day.
        excerpt: whether the page cut the articles short.
    """
    copies = tuple(
        Copy(headline, body if isinstance(body, tuple) else paragraphs(body), excerpt, 1.0, 1)
        for headline, body in articles.items()
    )
    given = tuple(
        Rate(f"{pair}/USD", value, change)
        for pair, value, change in (each.split() for each in rates.split(",") if each)
    )
    when = date.fromisoformat(day) if day else None
    return Capture(path or f"{day or 'undated'}.txt", when, given, None, (), copies)


def paragraphs(text: str) -> tuple[Block, ...]:
    """A text as the paragraphs of an article."""
    return tuple(Block(Kind.PARAGRAPH, line) for line in text.split("\n"))
