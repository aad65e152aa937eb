"""The main screen: its parts, and the actions of the commands."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.command import Provider
from textual.geometry import Size
from textual.screen import Screen

from careader.corpus import Article
from careader.sitting.sections import BOOKMARKS, UNREAD
from careader.sitting.session import Session
from careader.ui.arrangement import arrange, drag_border
from careader.ui.commands import COMMANDS, HINTS, MATCH_HINTS, MOVES, bindings
from careader.ui.editing import Editing
from careader.ui.editions import Editions
from careader.ui.index_worker import IndexWorker
from careader.ui.keymap import Keymap
from careader.ui.navigator import Navigator
from careader.ui.safe_text import show_message
from careader.ui.titles import titles
from careader.ui.widgets.bars import KeyBar, TitleBar
from careader.ui.widgets.fixed_layout import BlankGround
from careader.ui.widgets.list_panes import ListPanes
from careader.ui.widgets.panes import Panes
from careader.words import count

if TYPE_CHECKING:
    from careader.sitting.indexing import Indexing


def _reader_commands() -> type[Provider]:
    """Import the class that gives the palette its commands, when the palette is opened."""
    from careader.ui.palette import ReaderCommands

    return ReaderCommands


_LOOK = 0.5
"""Seconds between two checks for changed captures and marks."""

_REPORTED = 3
"""The most unreadable files that messages name; one more message counts the other files."""

_UNSAVED = "⚠ marks are not being saved"
_NOT_READ = "⚠ the index cannot be read"


class ReaderScreen(BlankGround, Screen[None]):
    """The title, the panes, the key hints, and the worker that updates the index.

    Each command (`careader.ui.commands`) is an action of this class, or a function of another module that
    `action_run` imports at the first use.

    Args:
        session: the sitting.
        make_indexing: makes the indexing (`IndexWorker`).
        size: the size of the terminal, as far as it is known. It saves the second layout of the first frame.

    Attributes:
        session: the sitting.
        panes: dates, headlines, article and rates.
        index: keeps the index up to date.
        editions: shows new editions of the index in the panes.
        navigator: goes to other articles, dates and matches.
        editing: marks and corrects the article.
        keymap: the keys of the commands.
    """

    AUTO_FOCUS = ""
    COMMANDS: ClassVar = {_reader_commands}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it
        (0, "-narrow"),
        (80, "-normal"),
        (140, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it
        (0, "-tiny"),
        (11, "-short"),
        (20, "-tall"),
    ]

    def __init__(self, session: Session, make_indexing: "Callable[[], Indexing] | None", size: Size) -> None:
        wide = [name for least, name in self.HORIZONTAL_BREAKPOINTS if size.width >= least]
        tall = [name for least, name in self.VERTICAL_BREAKPOINTS if size.height >= least]
        super().__init__(classes=" ".join((*wide[-1:], *tall[-1:])))
        self.session = session
        self.panes = Panes(session, id="panes")
        self.index = IndexWorker(self, session, make_indexing)
        self.panes.reading = bool(self.index.doing)
        self.panes.complete = lambda: not self.index.unfinished
        self.editions = Editions(self.panes)
        self.navigator = Navigator(self.panes)
        self.editing = Editing(self.panes, self.index)
        self._title = TitleBar(id="title")
        self._keys = KeyBar(id="keys")
        self.keymap = Keymap(session.preferences.current.keys)
        for key in [key for command in COMMANDS for key in command.keys if not self.keymap.has(key)]:
            self._bindings.key_to_bindings.pop(key, None)
        self._told: str | None = None
        self._told_trouble = ""
        self._unreadable: tuple[str, ...] = ()
        self._spread = False

    def compose(self) -> ComposeResult:
        """The title, the panes, the key hints."""
        yield self._title
        yield self.panes
        yield self._keys

    def on_mount(self) -> None:
        """Report errors of settings and files, and start the regular checks for changes."""
        self._show_title()  # the first frame has it
        self.watch(self.panes, "at", self._show_hints)
        self.watch(self.panes.text, "matching", self._show_hints, init=False)
        arrange(self)
        self._report_settings()
        self._report_unreadable()
        if self.session.corpus.rebuilt:
            show_message(self, f"The index is made anew. {self.session.corpus.rebuilt}", trouble=True)
        self._tell_notice()
        self.set_interval(_LOOK, self.look)
        self.app.app_resume_signal.subscribe(self, self._paint_again)
        self.index.begin_soon()

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self.panes.article

    def _show_hints(self) -> None:
        """Show the key hints of the pane; in an article with matches, the key hints for matches."""
        matching = self.panes.at == "article" and self.panes.text.matching
        commands = [self.keymap.command(name) for name in HINTS["matches" if matching else self.panes.at]]
        others = MATCH_HINTS if matching else {}
        self._keys.show([each._replace(hint=others.get(each.name, each.hint)) for each in commands])

    @on(Panes.Changed)
    def _show_title(self) -> None:
        """Show the title, with signs for errors of state, index and files.

        A message announces each new error of state or index once.
        """
        problem = self.session.state.problem
        if problem != self._told:
            self._told = problem
            if problem:
                show_message(self, f"Marks are not being saved. {problem}", trouble=True)
        trouble = self.session.corpus.trouble
        if trouble != self._told_trouble:
            self._told_trouble = trouble
            if trouble:
                show_message(self, f"Some of the index cannot be read just now. {trouble}", trouble=True)
        signs = [_UNSAVED] if problem else []
        if trouble:
            signs.append(_NOT_READ)
        if self._unreadable:
            signs.append(f"⚠ {count(len(self._unreadable), 'file')} not read")
        self._title.show(titles(self.session, self.index.doing, stopped=self.index.stopped), "  ".join(signs))

    @on(ListPanes.Dragged)
    def _border_dragged(self, event: ListPanes.Dragged) -> None:
        drag_border(self, event.pane, event.columns, done=event.done)

    def on_resize(self) -> None:
        """Arrange the panes for the new size."""
        self.call_after_refresh(arrange, self)

    def _report_settings(self) -> None:
        """Say on screen which lines of ``config.toml`` cannot be used."""
        settings = self.session.preferences.current
        for name, what in self.keymap.wrong.items():
            settings = settings.without(f"keys.{name.replace('_', '-')}", f"{name.replace('_', '-')}: {what}")
        if settings.theme and settings.theme not in self.app.available_themes:
            settings = settings.without("theme", f"there is no theme {settings.theme}")
        for wrong in settings.wrong[:_REPORTED]:
            show_message(self, wrong.said, trouble=True)
        if (more := len(settings.wrong) - _REPORTED) > 0:
            show_message(self, f"… and {count(more, 'line')} more: careader config names all", trouble=True)

    def _report_unreadable(self) -> None:
        """Say on screen which files could not be read, each file once."""
        told, self._unreadable = set(self._unreadable), self.session.corpus.unreadable
        lines = [line for line in self._unreadable if line not in told]
        for line in lines[:_REPORTED]:
            show_message(self, line, trouble=True)
        if (more := len(lines) - _REPORTED) > 0:
            rest = f"… and {count(more, 'file')} more not read: check, in the palette, names all"
            show_message(self, rest, trouble=True)

    def _tell_notice(self) -> None:
        """Say once what the reader should know about the state file."""
        if notice := self.session.state.notice:
            self.session.state.notice = ""
            show_message(self, notice, trouble=True)

    def look(self) -> None:
        """Check for changes by another careader process, and for captures that came or went."""
        if self.session.refresh():
            self.panes.show_marks()
            self._tell_notice()
        elif (self.session.state.problem, self.session.corpus.trouble) != (self._told, self._told_trouble):
            self._show_title()
        if not self.index.look():
            self.editions.show()

    @on(IndexWorker.Progressed)
    def _index_progressed(self, event: IndexWorker.Progressed) -> None:
        """Show the captures that were filed since the last message."""
        if event.filed:
            self.editions.show()
        self._show_title()

    @on(IndexWorker.Failed)
    def _index_failed(self) -> None:
        self.panes.captures_read()
        self._show_title()

    @on(IndexWorker.Finished)
    def _index_finished(self, event: IndexWorker.Finished) -> None:
        self.editions.show(event.updated, event.why)
        self.panes.captures_read()
        if not self._spread:  # captures may have come while no careader was open
            self._spread = True
            self.session.spread_state()
            self._tell_what_came()
            if self.panes.last_view is None and self.session.corpus.captures.passed_over:
                show_message(self, self.session.corpus.captures.passed_over)
        self._report_unreadable()
        self._show_title()
        self.index.go_on(event.why)

    def _tell_what_came(self) -> None:
        """Say at the start how many articles came since the last sitting."""
        came = self.session.arrivals.numbers
        if came and self.session.marks.unread_of(came):
            show_message(self, f"{count(len(came), 'article')} came since the last sitting: see New")

    def _paint_again(self, _: object) -> None:
        """Paint everything again after the shell had the terminal."""
        self.app.refresh(layout=True)

    def on_screen_resume(self) -> None:
        """Show the edition that came while another screen covered this screen."""
        self.editions.show_missed()

    async def on_key(self, event: events.Key) -> None:
        """Carry out a key's command now, not after the key has passed from widget to widget to the app.

        Textual passes on several fast keys before it carries out the first. Here each key finds the effect of
        the key before, and a key that comes after another screen has opened goes to that screen.
        """
        if self.app.screen is not self:
            event.stop()
            self.app.screen.post_message(events.Key(event.key, event.character))
        elif action := self.keymap.action_of(event.key):
            event.stop()
            if action not in MOVES:
                self.panes.catch_up()
            await self.run_action(action)

    def action_run(self, name: str) -> None:
        """Carry out the command ``name``, whose function is in another module."""
        self.keymap.command(name).load()(self)

    def action_move_down(self) -> None:
        """Move down by a row or line."""
        self.panes.active.move(1)
        self.panes.follow_soon()

    def action_move_up(self) -> None:
        """Move up by a row or line."""
        self.panes.active.move(-1)
        self.panes.follow_soon()

    def action_page_down(self) -> None:
        """Move down by a page."""
        self.panes.active.move_page(1)
        self.panes.follow_soon()

    def action_page_up(self) -> None:
        """Move up by a page."""
        self.panes.active.move_page(-1)
        self.panes.follow_soon()

    def action_top(self) -> None:
        """Move to the top."""
        self.panes.active.move_to_end(-1)
        self.panes.follow_soon()

    def action_bottom(self) -> None:
        """Move to the bottom."""
        self.panes.active.move_to_end(1)
        self.panes.follow_soon()

    def action_next_pane(self) -> None:
        """Focus the next pane."""
        self.panes.turn(1)

    def action_previous_pane(self) -> None:
        """Focus the previous pane."""
        self.panes.turn(-1)

    def action_open(self) -> None:
        """Open the date or article under the cursor; in the article pane, count the article as read."""
        self.navigator.open()

    def action_back(self) -> None:
        """Drop the matches in the article; without matches, go back a pane."""
        self.navigator.back()

    def action_read_on(self) -> None:
        """Open the article; in the open article, go down a page; at its end, open the next unread article."""
        self.navigator.read_on()

    def action_next_unread(self) -> None:
        """Go to the next unread article; in an article with matches, go to the next match instead."""
        self.navigator.next_unread()

    def action_previous_unread(self) -> None:
        """Go to the previous unread article; from the article pane, also open it."""
        self.navigator.go_to_unread(-1)

    def action_earlier_date(self) -> None:
        """Show the earlier date."""
        self.navigator.go_to_date(1)

    def action_later_date(self) -> None:
        """Show the later date."""
        self.navigator.go_to_date(-1)

    def action_show_unread(self) -> None:
        """Show all unread articles."""
        self.navigator.go_to_section(UNREAD)

    def action_show_bookmarks(self) -> None:
        """Show the bookmarks."""
        self.navigator.go_to_section(BOOKMARKS)

    def action_next_match(self) -> None:
        """Go to the next match in the article."""
        self.navigator.go_to_match(1)

    def action_previous_match(self) -> None:
        """Go to the previous match in the article."""
        self.navigator.go_to_match(-1)

    def action_toggle_read(self) -> None:
        """Mark the article read; mark a read article unread."""
        self.editing.toggle_read()

    def action_toggle_bookmark(self) -> None:
        """Bookmark the article; take the bookmark of a bookmarked article away."""
        self.editing.toggle_bookmark()

    def action_all_read(self) -> None:
        """Mark all articles in the list read."""
        self.editing.mark_all_read()

    def action_undo(self) -> None:
        """Take back the last change of a mark, note or correction."""
        self.editing.undo()

    def action_join(self) -> None:
        """Join the article to the article before: correct its headline to be no headline."""
        self.editing.join()

    def action_stop(self) -> None:
        """Stop indexing; captures that are already filed stay readable."""
        if self.index.stop():
            self._show_title()
            show_message(self, "Indexing stopped. R goes on with it")
        else:
            show_message(self, "Nothing is being indexed")

    def action_look(self) -> None:
        """Begin an update of the index: look for captures that came, changed or went."""
        if self.index.working:
            show_message(self, "Looking already")
        else:
            self.index.begin()
            show_message(self, "Looking for captures")

    def action_palette(self) -> None:
        """Show the command palette."""
        self.app.action_command_palette()

    def action_suspend(self) -> None:
        """Give the terminal to the shell until the shell continues careader."""
        self.app.action_suspend_process()

    def action_quit(self) -> None:
        """Save the reader's place, and leave."""
        self.panes.keep_place()
        self.app.exit()
