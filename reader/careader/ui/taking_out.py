"""Commands that take text out of the window: copy, cite, pager, pipe, browser, write the list."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from careader.errors import CareaderError
from careader.sitting.article_text import article_text, paragraphs
from careader.sitting.citing import FORMS, cite
from careader.sitting.list_writing import FORMS as LIST_FORMS
from careader.sitting.list_writing import file_name, write_list
from careader.ui.clipboard import copy_text
from careader.ui.safe_text import show_message
from careader.ui.screens.prompt import PromptScreen
from careader.words import count, path_in_words, reason

if TYPE_CHECKING:
    from careader.corpus import Article
    from careader.ui.screens.reader import ReaderScreen

_CITED = "Cited"
"""The key in `Session.queries` of the form of the last citation."""

_PIPED = "Command"
"""The key in `Session.queries` of the last command that read an article."""


def copy_article(reader: "ReaderScreen") -> None:
    """Copy the text of the article."""
    if reader.article:
        copy_text(reader, paragraphs(reader.article))


def copy_citation(reader: "ReaderScreen") -> None:
    """Copy a citation of the article, in the last used form."""
    if reader.article:
        copy_text(reader, cite(reader.article, reader.session.queries.get(_CITED, next(iter(FORMS)))))


def copy_next_citation(reader: "ReaderScreen") -> None:
    """Copy a citation of the article in the next form. `copy_citation` then uses this form."""
    if reader.article:
        forms, queries = list(FORMS), reader.session.queries
        form = forms[(forms.index(queries.get(_CITED, forms[0])) + 1) % len(forms)]
        queries[_CITED] = form
        show_message(reader, f"Citations are {form} from here on")
        copy_text(reader, cite(reader.article, form))


def write_this_list(reader: "ReaderScreen") -> None:
    """Ask for the name of a file, and write the list of headlines to the file."""
    articles, notes = reader.panes.headlines.articles, reader.session.notes
    if not articles:
        show_message(reader, "There is nothing in this list")
        return
    name = reader.panes.section.name

    def named(answer: str | None) -> None:
        if answer is None:
            return
        path = Path(answer).expanduser()
        try:
            write_list(path, name, articles, notes.of)
        except CareaderError as error:
            show_message(reader, f"Not written: {error}", trouble=True)
        else:
            show_message(
                reader, f"{count(len(articles), 'article')} written to {path_in_words(path.absolute())}"
            )

    prompt = PromptScreen("Write this list to", file_name(name), more=f"({' '.join(LIST_FORMS)})")
    reader.app.push_screen(prompt, named)


def show_in_pager(reader: "ReaderScreen") -> None:
    """Show the article in the reader's pager, and come back when the pager ends."""
    if article := reader.article:
        pager = reader.session.preferences.current.pager or os.environ.get("PAGER", "") or "less"
        _run_outside(reader, pager, _as_text(reader, article), wait=False)


def pipe(reader: "ReaderScreen") -> None:
    """Ask for a command, and give the article to the command as its input."""
    if (article := reader.article) is None:
        return

    def given(command: str | None) -> None:
        if command:
            reader.session.queries[_PIPED] = command
            _run_outside(reader, command, _as_text(reader, article), wait=True)

    before = reader.session.queries.get(_PIPED, "")
    reader.app.push_screen(
        PromptScreen("|", before, "A command that reads the article, such as wc -w"), given
    )


def open_address(reader: "ReaderScreen") -> None:
    """Open the address of the article in the browser."""
    if (article := reader.article) is None:
        return
    address = article.publication.address
    if not address.startswith(("https://", "http://")):
        show_message(reader, "The page does not tell the address of this article")
        return
    try:
        command = _browser(reader.session.preferences.current.browser)
        subprocess.Popen(  # noqa: S603 - the reader's own browser; the address is one argument, and begins with http
            [*command, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        show_message(reader, f"Not opened: {why}. {address}", trouble=True)
    else:
        show_message(reader, f"Given to {command[0]}: {address}")


def _browser(configured: str) -> Sequence[str]:
    """The command that opens an address.

    Raises:
        ValueError: no command is known, or the configured command has an open quote.
    """
    if configured:
        return shlex.split(configured)
    for program in (os.environ.get("BROWSER", ""), "xdg-open", "open"):
        if program and shutil.which(program):
            return [program]
    raise ValueError("no browser is known: config.toml can name one")


def _as_text(reader: "ReaderScreen", article: "Article") -> str:
    note = reader.session.notes.of(article)
    return "".join(f"{line}\n" for line in article_text(article, note))


def _run_outside(reader: "ReaderScreen", command: str, text: str, *, wait: bool) -> None:
    """Run a command in the terminal with ``text`` as its input, and come back when the command ends.

    The article is only the input: no text of the article becomes part of the command line.

    Args:
        reader: the screen.
        command: the reader's own command line.
        text: the input of the command.
        wait: whether the output stays on screen until the reader presses Enter.
    """
    try:
        with reader.app.suspend():
            done = subprocess.run(  # noqa: S602 - the reader's own command, in their shell
                command, shell=True, input=text, encoding="utf-8", errors="replace", check=False
            )
            if wait:
                with open("/dev/tty", encoding="utf-8") as terminal:  # noqa: PTH123 - a device
                    sys.stdout.write(f"\ncareader: {command} ended with {done.returncode}. Enter goes back ")
                    sys.stdout.flush()
                    terminal.readline()
    except SuspendNotSupported:
        show_message(reader, "This terminal cannot be given to another program", trouble=True)
    except OSError as error:
        show_message(reader, f"{command}: {reason(error)}", trouble=True)
    else:
        if done.returncode and not wait:
            show_message(reader, f"{command} ended with {done.returncode}", trouble=True)
