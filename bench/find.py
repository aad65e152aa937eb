"""Jump beside fzf and search beside ripgrep, over the same archive, in one run.

usage: python -m bench.find [--articles N…] [--rounds N] [--against CAREADER] [--only-jump]
       (default: 10000 and 100000 articles, 3 rounds)

- Jump, in terminals of 120×40: the queries are typed letter by letter into careader's jump and into fzf that
  got the same headlines. A keystroke is answered with the last that the terminal receives before it is quiet;
  *echo* is the first, the letter itself. *First* is the first letter after a start: typed as soon as the
  screen is painted, while nothing of the headlines has been read. *Processor* is the program's processor
  time for a letter; a busy machine lengthens it less. There are queries of words, and of beginnings of words
  in a row. ``--against`` measures another careader in the same rounds: the command of an earlier state, such
  as ../earlier/.venv/bin/careader.
- Search: terms by how many of the articles have them, phrases, two words, beginnings and filters, each asked
  as the interface asks; beside ``rg -l -i`` for what it can ask too, over the same captures.
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench.archives import ROOT, articles_in, indexed, of_articles, say
from bench.jump_quality import shuffled, slip, typed, typo
from bench.lists import late, percentile
from bench.terminal import Terminal, home, middle, running
from careader.corpus import Corpus
from careader.find.jump.headlines import keep_headlines
from careader.sitting.asking import ask
from careader.sitting.marked_articles import marked_articles
from careader.state import Mark

SEED = 20251210
QUERIES, RUNS = 5, 2
"""Queries typed into jump and fzf in a round: of words, and of beginnings in a row."""
TERMS = 25
"""Queries of each class of search."""
QUIET = 0.25
"""Seconds without painting after which a keystroke is answered: less than a cursor takes to blink."""


class Letter(NamedTuple):
    """What a letter took, in seconds.

    Attributes:
        echo: to the first that is painted.
        listed: to the last.
        processor: processor time of the program, until it is quiet.
    """

    echo: float
    listed: float
    processor: float


@dataclass
class Typed:
    """A finder that is typed into, and what it took, in seconds.

    Attributes:
        name: which.
        command: the program and its arguments.
        environment: what it finds there.
        shows: what only its finished first screen shows.
        opens: the key that leads to where one types, "" for none.
        clear: the key that empties the line.
        answers: what is painted with the first list; "" where nothing tells.
        first: from the first letter after a start to the list.
        letters: what each letter took, by kind of query.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    shows: bytes
    opens: str = ""
    clear: str = "\x15"
    answers: bytes = b""
    first: list[float] = field(default_factory=list)
    letters: dict[str, list[Letter]] = field(default_factory=dict)

    def run(self, queries: Sequence[tuple[str, str]]) -> None:
        """Start it, type the queries, each given with its kind, and note what each letter took."""
        with (
            tempfile.TemporaryDirectory() as data,
            running(self.command, {**self.environment, "XDG_DATA_HOME": data}) as terminal,
        ):
            terminal.until(self.shows)
            terminal.press(self.opens + queries[0][1][0])
            # A cursor blinks every half second, and other things are painted after a start.
            self.first.append(terminal.until(self.answers) if self.answers else terminal.quiet(0.45))
            terminal.quiet(0.45)
            for kind, query in queries:
                terminal.press(self.clear)
                terminal.quiet(QUIET)
                self.letters.setdefault(kind, []).extend(self._type(terminal, query))

    def _type(self, terminal: Terminal, query: str) -> Iterator[Letter]:
        for letter in query:
            before = terminal.processor()
            terminal.press(letter)
            echo, listed = terminal.until(), terminal.quiet(QUIET)
            yield Letter(echo, listed, terminal.processor() - before)

    def line(self, kind: str) -> str:
        """What was measured with one kind of query."""
        echo, listed, processor = zip(*self.letters[kind], strict=True)
        return (
            f"  {f'{self.name}, {kind}':26}{middle(self.first):>10}{late(echo):>12}{middle(listed):>10}"
            f"{late(listed):>12}{middle(processor):>12}{late(processor):>12}"
        )


def queries_for(headlines: Sequence[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    """What a hurried reader types for headlines, each with its kind.

    Words: up to three, some out of order or mistyped. Runs: beginnings of up to five words in a row, every
    second run mistyped.
    """
    for _ in range(QUERIES):
        words = [word for word in typed(rng.choice(headlines)) if len(word) > 2]
        some = words[:3] if rng.random() < 0.5 else shuffled(words, rng)[:3]
        mistyped = slip(some, rng, 1, 4) if rng.random() < 0.5 else None
        yield "words", " ".join(mistyped or some)
    for number in range(RUNS):
        run = "".join(word[:3] for word in typed(rng.choice(headlines))[:5])
        yield "runs", typo(run, rng) if number % 2 else run


def jump(
    archive: Path, environment: dict[str, str], corpus: Corpus, rounds: int, against: Path | None
) -> None:
    """Print how long jump and fzf take for a letter, and another careader where one is given."""
    headlines = [article.headline for article in corpus.articles]
    rng = random.Random(SEED)  # noqa: S311 - the same queries every time
    commands = {"careader": ([sys.executable, "-m", "careader"], {**environment, "PYTHONPATH": str(ROOT)})}
    if against:
        other = home(archive.with_name(f"{archive.name}-home-of-another"))
        commands["the other"] = [str(against)], other
        say(f"bringing the index of {against} up to date")
        run = [str(against), "jump", "x", "--corpus", str(archive)]
        subprocess.run(run, env={**os.environ, **other}, stdout=subprocess.DEVNULL, check=False)
    finders = [
        Typed(name, [*command, str(archive)], surroundings, b"next unread", opens="f", answers=b"best first")
        for name, (command, surroundings) in commands.items()
    ]
    with tempfile.TemporaryDirectory() as name:
        if shutil.which("fzf"):
            lines = Path(name, "headlines")
            lines.write_text("\n".join(headlines) + "\n", "utf-8")
            shell = ["sh", "-c", f"exec fzf < {lines}"]
            shown = f"{len(headlines)}/{len(headlines)}".encode()
            finders.append(Typed("fzf", shell, home(Path(name)), shown))
        for _ in range(rounds):
            queries = list(queries_for(headlines, rng))
            for each in finders:
                each.run(queries)
    print(
        f"  {'jump, a letter':26}{'first':>10}{'echo, p95':>12}{'list':>10}{'list, p95':>12}"
        f"{'processor':>12}{'p95':>12}"
    )
    for kind in finders[0].letters:
        for each in finders:
            print(each.line(kind))
    ours = [letter for letters in finders[0].letters.values() for letter in letters]
    for each in finders[1:]:
        theirs = [letter for letters in each.letters.values() for letter in letters]
        listed, processor = (
            percentile([letter[which] for letter in ours]) / percentile([letter[which] for letter in theirs])
            for which in (1, 2)
        )
        print(f"  p95 of careader to {each.name}: {listed:.2f}, in processor time {processor:.2f}")
    if not shutil.which("fzf"):
        print("  fzf is not installed: nothing to compare with")


@dataclass
class Asked:
    """Queries of one class, and what they took.

    Attributes:
        name: of the class.
        queries: what is asked.
        patterns: the same for ripgrep; none where it cannot be asked.
        ours: seconds.
        theirs: seconds.
    """

    name: str
    queries: list[str]
    patterns: list[str]
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)

    def line(self) -> str:
        """What was measured: medians, the 95th percentile, and the least that ripgrep takes more."""
        found = f"  {self.name:26}{middle(self.ours):>10}{late(self.ours):>12}"
        if not self.theirs:
            return found
        times = [peer / mine for mine, peer in zip(self.ours, self.theirs, strict=True)]
        return f"{found}{middle(self.theirs):>12}{statistics.median(times):>10.0f}×{min(times):>10.1f}×"


def classes(corpus: Corpus, rng: random.Random) -> Iterator[Asked]:
    """Queries of each class, made from the words and texts of the archive."""
    total = len(corpus.articles)
    often = {
        word: count
        for word, count in corpus.database.execute("SELECT term, doc FROM search_words")
        if word.isascii() and word.isalpha() and len(word) > 2
    }

    def words(least: float, most: float) -> list[str]:
        found = sorted(word for word, count in often.items() if least * total <= count <= most * total)
        return rng.sample(found, min(TERMS, len(found)))

    def term(name: str, found: list[str]) -> Asked:
        return Asked(name, found, [rf"\b{word}\b" for word in found])

    yield term("word in up to 1 %", words(0, 0.01))
    yield term("word in 1 to 10 %", words(0.01, 0.1))
    yield term("word in more", words(0.1, 1))
    some, many = words(0, 0.1), words(0.1, 1)
    yield Asked("beginning*", [f"{word[:4]}*" for word in some], [rf"\b{word[:4]}" for word in some])
    pairs = [f"{one} {two}" for one, two in zip(some, many, strict=False)]
    yield Asked("two words", pairs, [])
    phrases = list(_phrases(corpus, rng))
    yield Asked(
        "phrase of three words",
        [f'"{" ".join(phrase)}"' for phrase in phrases],
        [r"\W+".join(phrase) for phrase in phrases],
    )
    yield Asked("mistyped", [word for each in some if (word := _mistyped(each, rng))], [])
    yield Asked("with date:", [f"{word} date:2025-12" for word in many], [])


def _phrases(corpus: Corpus, rng: random.Random) -> Iterator[list[str]]:
    for _ in range(TERMS):
        article = rng.choice(corpus.articles)
        words = re.findall(r"[A-Za-z]+", article.blocks[0].text)[:40]
        at = rng.randrange(max(1, len(words) - 3))
        yield words[at : at + 3]


def _mistyped(word: str, rng: random.Random) -> str | None:
    slipped = slip([word], rng, 1, 4)
    return slipped[0] if slipped else None


def search(archive: Path, corpus: Corpus) -> None:
    """Print how long search takes, beside ripgrep."""
    rng = random.Random(SEED)  # noqa: S311 - the same queries every time
    marks = marked_articles(corpus, dict.fromkeys(Mark, ()))
    peer = shutil.which("rg")
    asked = list(classes(corpus, rng))
    ask(corpus, marks, "warm")
    for each in asked:
        for query in each.queries:
            began = time.perf_counter()
            ask(corpus, marks, query)
            each.ours.append(time.perf_counter() - began)
        for pattern in each.patterns if peer else ():
            began = time.perf_counter()
            subprocess.run(["rg", "-l", "-i", pattern, str(archive)], stdout=subprocess.DEVNULL, check=False)
            each.theirs.append(time.perf_counter() - began)
    head = f"  {'search':26}{'asked':>10}{'p95':>12}"
    print(f"{head}{'rg':>12}{'times':>11}{'least':>11}" if peer else head)
    for each in asked:
        print(each.line())
    if not peer:
        print("  ripgrep is not installed: nothing to compare with")


def measure(articles: int, options: argparse.Namespace) -> None:
    """Print everything for one archive."""
    archive = of_articles(articles)
    environment = indexed(archive)
    index = next(Path(environment["XDG_CACHE_HOME"]).rglob("index.db"))
    keep_headlines(index)  # as the interface leaves it
    text = sum(path.stat().st_size for path in archive.glob("*.txt"))
    with closing(Corpus(index, [archive])) as corpus:
        size = index.stat().st_size
        print(
            f"{articles_in(archive):,} articles: captures {text / 2**20:.0f} MiB,"
            f" index {size / 2**20:.0f} MiB, ratio {size / text:.2f}"
        )
        jump(archive, environment, corpus, options.rounds, options.against)
        if not options.only_jump:
            search(archive, corpus)


def main() -> None:
    """Run all and print what they took."""
    parser = argparse.ArgumentParser(description="Jump beside fzf, search beside ripgrep.")
    parser.add_argument("--articles", nargs="+", type=int, default=[10000, 100000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against", type=Path, metavar="CAREADER", help="the command of another careader")
    parser.add_argument("--only-jump", action="store_true")
    options = parser.parse_args()
    for count in options.articles:
        measure(count, options)


if __name__ == "__main__":
    main()
