"""The command line: what each command does. The interface is imported only to be launched.

A command prints what it found and yields a complaint for each thing that went wrong: one line on stderr,
and an exit code that says so. What it needs it imports itself, so that each starts as fast as it can.
"""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from careader import locations
from careader.cli import arguments
from careader.errors import CareaderError, IndexDamagedError, StateError, UsageError
from careader.text import fold, safe
from careader.words import count, cut, one_line, path_in_words, reason

if TYPE_CHECKING:
    from careader.capture import Correction
    from careader.cli.records import Record
    from careader.corpus import Article, Choice, Corpus
    from careader.index.progress import Progress
    from careader.sitting.marks import Marks
    from careader.state import Mark

DONE, PARTIAL, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; nothing found, or only some of it done; asked in a way that does not fit; Ctrl+C."""

Complaint = str | CareaderError
"""One thing that went wrong, for one line on stderr."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run careader; returns the exit code. Nothing that can go wrong is raised."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:  # who read the output has left (`careader list | head`): all that was wanted
        code = DONE
    except OSError as error:
        _complain(f"{error.filename or 'standard output'}: {reason(error)}")
        code = PARTIAL
    except KeyboardInterrupt:
        return INTERRUPTED
    else:
        return code
    # At its end Python would write what is left once more, and complain in its own words.
    with Path(os.devnull).open("w") as nothing:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            os.dup2(nothing.fileno(), stream.fileno())
    return code


def _run(argv: list[str]) -> int:
    if not sys.stdout:  # Python drops what is printed then
        _complain("standard output: closed")
        return PARTIAL
    code = DONE
    try:
        command, options = arguments.parse(argv)
        for complaint in _COMMANDS[command](options):
            _complain(complaint)
            code = PARTIAL
    except SystemExit:  # help or version, printed
        return DONE
    except UsageError as error:
        _complain(error)
        return WRONG_USE
    except IndexDamagedError as error:
        error.index.unlink(missing_ok=True)
        _complain(f"the index is damaged and was thrown away, the next command makes it anew: {error}")
        return PARTIAL
    except CareaderError as error:
        _complain(error)
        return PARTIAL
    return code


def _read(options: Namespace) -> Iterator[Complaint]:
    """``careader [PATH…]``: the interface on a terminal, the front page as text elsewhere."""
    from careader.corpus import Origin, choose, nothing_to_read

    if options.paths and (reasons := nothing_to_read(options.paths)):
        yield from reasons
        return
    choice = choose(options.paths)
    if _can_show_interface():
        from careader.ui import launch

        if launch(choice):
            yield "the interface ended with an error"
        return
    from careader.cli.plain import front_page

    corpus, marks = yield from _load(choice)
    if choice.origin is Origin.SAMPLE:
        _print("This is the sample. To read your own captures: careader add PATH…", "")
    _print(*front_page(corpus, marks))
    if not corpus.articles:
        yield "no articles found"


def _can_show_interface() -> bool:
    """Whether this is a terminal that the interface can be drawn on; it is drawn on stderr."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream and stream.isatty() for stream in streams) or os.environ.get("TERM") == "dumb":
        return False
    return (sys.stderr.encoding or "").lower().startswith("utf")


def _add(options: Namespace) -> Iterator[Complaint]:
    from careader.capture.report import contents
    from careader.cli.records import of_held
    from careader.corpus.library import add

    added, problems = add(options.paths, locations.library())
    for each in added:
        if options.json:
            paths = {"path": os.fspath(each.source), "library": os.fspath(each.stored)}
            _print(_json({**paths, "added": each.new, **of_held(each.capture)}))
        else:
            done = "added" if each.new else "already in the library"
            _print(f"{done}: {path_in_words(each.source)} ({contents(each.capture)})")
    if not options.json and len(added) > 1:
        new = sum(each.new for each in added)
        _print(f"{count(new, 'capture')} added, {len(added) - new:,} already in the library")
    yield from problems


def _parse(options: Namespace) -> Iterator[Complaint]:
    from careader.capture.report import contents
    from careader.cli.records import of_capture
    from careader.corpus import read_captures

    captures, problems = read_captures(options.paths)
    for capture in captures:
        if options.json:
            _print(_json(of_capture(capture)))
        else:
            _print(f"{path_in_words(capture.path)}: {contents(capture)}")
            _print(*(f"  {copy.headline}{' ⋯' if copy.excerpt else ''}" for copy in capture.copies))
    yield from problems


def _check(options: Namespace) -> Iterator[Complaint]:
    from careader.capture.report import check, report_lines
    from careader.cli.records import of_report
    from careader.corpus import read_pages

    pages, problems = read_pages(options.paths)
    reports = check(pages, why=options.why)
    for report in reports:
        _print(*([_json(of_report(report))] if options.json else report_lines(report)))
    yield from problems
    if odd := sum(bool(report.capture.problems) for report in reports):
        yield f"{count(odd, 'capture')} with something odd"


def _list(options: Namespace) -> Iterator[Complaint]:
    from careader.cli.plain import headline_line
    from careader.cli.records import of_article
    from careader.corpus import choose

    corpus, marks = yield from _load(choose(options.corpus))
    latest: dict[Article, date | None] = {}
    for day in filter(options.date, corpus.dates):
        for article in corpus.on(day):
            latest.setdefault(article, day)
    found = False
    for article, day in latest.items():
        has = marks.of(article)
        if (options.unread and has["read"]) or (options.bookmarked and not has["bookmarked"]):
            continue
        found = True
        if options.json:
            _print(_json(of_article(article, marks)))
        else:
            shown = day.isoformat() if day else "undated"
            _print(f"{article.id}  {shown:10}  {headline_line(article, marks)}")
    if not found:
        yield "no articles found"


def _show(options: Namespace) -> Iterator[Complaint]:
    from careader.corpus import choose

    corpus, marks = yield from _load(choose(options.corpus))
    article = corpus.named(options.id)
    if options.json:
        from careader.cli.records import of_article, of_block

        blocks = [of_block(block) for block in article.blocks]
        _print(_json({**of_article(article, marks), "blocks": blocks}))
    else:
        from careader.cli.plain import article_text

        _print(*article_text(article))


def _jump(options: Namespace) -> Iterator[Complaint]:
    from careader.corpus import choose
    from careader.find.jump.headlines import headlines_in, keep_headlines
    from careader.state import Mark

    corpus, marks = yield from _load(choose(options.corpus))
    with suppress(CareaderError):  # it is quicker the next time
        keep_headlines(corpus.path)
    headlines = headlines_in(corpus.path)

    def unread(row: int) -> bool:
        return not marks.has_number(Mark.READ, headlines.numbers[row])

    many = options.query == "-"
    for query in _queries() if many else [options.query]:
        matches = headlines.jump.find(query, options.limit, prefer=unread)
        if many and not options.json:
            _print(f"{safe(query)}:")
        for rank, match in enumerate(matches, 1):
            article = corpus.articles[match.row]
            score = round(match.score, 2)
            if options.json:
                named = {"id": article.id, "headline": article.headline}
                _print(_json({"query": query, "rank": rank, **named, "score": score}))
            else:
                _print(f"{'  ' if many else ''}{article.id}  {score:5.1f}  {article.headline}")
        if not matches:
            yield _without_answer(query, "no headline")


def _search(options: Namespace) -> Iterator[Complaint]:
    from careader.corpus import choose
    from careader.find.search.matches import snippet
    from careader.sitting.asking import ask

    corpus, marks = yield from _load(choose(options.corpus))
    answer = ask(corpus, marks, options.query)
    if answer.problem:
        raise UsageError(answer.problem)
    for said in answer.said:
        _complain(said)
    for rank, article in enumerate(corpus.fetch(answer.numbers[: options.limit]), 1):
        texts = [text for block in article.blocks for text in (block.text, *block.items) if text]
        shown = one_line(snippet(texts, answer.terms)[0])
        if options.json:
            _print(_json({"rank": rank, "id": article.id, "headline": article.headline, "snippet": shown}))
        else:
            _print(f"{article.id}  {article.headline}", f"              {shown}")
    if not answer.numbers:
        yield _without_answer(options.query, "nothing")


def _without_answer(query: str, found: str) -> str:
    """What is said of a query that found ``found``."""
    return f"{cut(query, 60)}: {found} found" if query.strip() else f"an empty query finds {found}"


def _queries() -> Iterator[str]:
    """The lines of stdin; an empty one asks nothing."""
    return filter(None, (line.strip() for line in sys.stdin or ()))


def _rates(options: Namespace) -> Iterator[Complaint]:
    from careader.cli.records import of_dated_rate
    from careader.corpus import choose

    corpus, _ = yield from _load(choose(options.corpus))
    pair = options.pair.upper()
    rows = [
        of_dated_rate(capture, rate)
        for capture in sorted(corpus.captures(), key=lambda capture: capture.date or date.max)
        for rate in capture.rates
        if pair in ("", rate.pair, rate.pair.partition("/")[0])
    ]
    if options.json:
        _print(*map(_json, rows))
    else:
        for row in rows:
            row["path"] = path_in_words(row["path"])
        _print(*(_csv(rows) if options.csv else _rates_table(rows)))
    if not rows:
        yield f"no rates of {options.pair} found" if options.pair else "no rates found"


def _csv(rows: Sequence["Record"]) -> Iterator[str]:
    import csv
    import io

    for row in ({name: name for name in _RATE}, *rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(row[name] for name in _RATE)
        yield line.getvalue()


_RATE = ("date", "path", "pair", "value", "change")


def _rates_table(rows: Sequence["Record"]) -> Iterator[str]:
    pair, value, change = (max((len(row[name]) for row in rows), default=0) for name in _RATE[2:])
    for row in rows:
        figures = f"{row['pair']:{pair}}  {row['value']:>{value}}  {row['change']:>{change}}"
        yield f"{row['date'] or 'undated':10}  {figures}  {row['path']}"


def _mark(options: Namespace) -> Iterator[Complaint]:
    from careader.corpus import choose, load
    from careader.sitting.marks import spread
    from careader.state import Mark, Store

    mark = Mark.BOOKMARK if options.mark.endswith("bookmark") else Mark.READ
    with Store.open(locations.state_db()) as store:
        corpus = load(choose(options.corpus), store.corrections()).corpus
        spread(corpus, store)
        yield from corpus.unreadable
        for each in options.ids:
            try:
                article = corpus.named(each)
            except CareaderError as error:
                yield error
                continue
            changed = bool(store.set(mark, article.keys, not options.mark.startswith("un")).keys)
            if options.json:
                named = {"id": article.id, "headline": article.headline}
                _print(_json({**named, "mark": options.mark, "changed": changed}))
            else:
                _print(f"{options.mark}: {article.headline}{'' if changed else ' (was so already)'}")


def _correct(options: Namespace) -> Iterator[Complaint]:
    from careader.cli.records import of_correction
    from careader.corpus import choose, load
    from careader.sitting.marks import carried
    from careader.state import Mark, Store

    given = [options.id is not None, options.heading is not None]
    if given != {"list": [False, False], "split": [True, True]}.get(options.what, [True, False]):
        raise UsageError(f"correct {options.what}: {_CORRECT[options.what]}")
    if options.what == "list":
        corrections, _ = yield from _state()
        for each in sorted(corrections, key=lambda each: (each.line, each.lead)):
            said = "headline" if each.headline else "no headline"
            _print(_json(of_correction(each)) if options.json else f"{said}: {each.line}")
        return
    choice = choose(options.corpus)
    corpus, _ = yield from _load(choice)
    made = [] if options.what == "undo" else [_correction(options, corpus)]
    with Store.open(locations.state_db()) as store:
        if options.what == "undo":
            made = [each for each in store.corrections() if each.line == fold(options.id)]
            if not made:
                raise CareaderError(f"{options.id}: nothing was said about this line")
        for each in made:
            (store.take_back if options.what == "undo" else store.correct)(each)
            done = "taken back" if options.what == "undo" else "headline" if each.headline else "no headline"
            _print(_json(of_correction(each)) if options.json else f"{done}: {each.line}")
        marked = {mark: store.marked(mark) for mark in Mark}
        for change in carried(load(choice, store.corrections()).moved, marked):
            store.apply(change)


def _correction(options: Namespace, corpus: "Corpus") -> "Correction":
    """The correction that joining or splitting an article is."""
    from careader.corpus.corrections import heading_named, join, split

    article = corpus.named(options.id)
    if options.what == "join":
        return join(article)[0]
    return split(article, heading_named(article, options.heading))


_CORRECT = {
    "join": "takes the ID of the article that goes on with the one above it",
    "split": "takes the ID of the article and the text of the section heading",
    "undo": "takes the line that was corrected",
    "list": "takes nothing more",
}


def _load(choice: "Choice") -> Generator[Complaint, None, tuple["Corpus", "Marks"]]:
    """A corpus with the reader's corrections and marks; what of either could not be read is complained of."""
    from careader.corpus import load
    from careader.sitting.marks import marks_in

    corrections, marked = yield from _state()
    loaded = load(choice, corrections, _say_progress)
    loaded.corpus.strict = True
    if loaded.rebuilt:
        _complain(f"the index was made anew: {loaded.rebuilt}")
    yield from loaded.corpus.unreadable
    if loaded.changed and _may_exist(locations.state_db()) and _spread(loaded.corpus):
        _, marked = yield from _state()
    return loaded.corpus, marks_in(loaded.corpus, marked)


def _spread(corpus: "Corpus") -> bool:
    """Let what was set on one copy of an article hold for those that came; returns whether any did."""
    from careader.sitting.marks import spread
    from careader.state import Store

    # What is wrong with the state was complained of when it was read.
    with suppress(StateError), Store.open(locations.state_db()) as store:
        return spread(corpus, store)
    return False


def _say_progress(progress: "Progress") -> None:
    """How far indexing is, on a terminal, where it takes its time."""
    if sys.stderr and sys.stderr.isatty() and progress.done + progress.left > _MANY:
        left = f"{progress.done:,} of {count(progress.done + progress.left, 'capture')}"
        print(f"\rcareader: indexing {left} \x1b[K", end="" if progress.left else "\r\x1b[K", file=sys.stderr)
        sys.stderr.flush()


_MANY = 200
"""Captures from which on indexing takes so long that something has to be said."""


def _state() -> Generator[Complaint, None, tuple[frozenset["Correction"], dict["Mark", frozenset[str]]]]:
    """The reader's corrections, and the keys that have each mark.

    Looking makes no file; what can be read of a broken one counts.
    """
    from careader.capture import Correction
    from careader.state import Mark, Store

    def told(store: Store) -> tuple[frozenset[Correction], dict[Mark, frozenset[str]]]:
        with store:
            return store.corrections(), {mark: store.marked(mark) for mark in Mark}

    path = locations.state_db()
    try:
        return told(Store.open(path) if _may_exist(path) else Store.in_memory())
    except StateError as error:
        yield error
    return told(Store.in_memory(path))


def _may_exist(path: Path) -> bool:
    """Whether a file is there, or the system does not tell."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _json(record: "Record") -> str:
    """A record on one line; escaped wherever a terminal would obey it, or could not show it."""
    text = json.dumps(record, ensure_ascii=False)
    plain = text.isascii() or (sys.stdout.encoding or "").lower().startswith("utf")
    return text if plain and safe(text) == text else json.dumps(record)


def _print(*lines: str) -> None:
    for line in lines:
        print(line)


def _complain(complaint: Complaint) -> None:
    if sys.stderr:  # where it is closed, print would take stdout
        print("careader:", *safe(str(complaint)).split("\n"), file=sys.stderr)


_COMMANDS: dict[str, Callable[[Namespace], Iterator[Complaint]]] = {
    arguments.READ: _read,
    "add": _add,
    "parse": _parse,
    "check": _check,
    "list": _list,
    "show": _show,
    "jump": _jump,
    "search": _search,
    "rates": _rates,
    "mark": _mark,
    "correct": _correct,
}
