"""Answers that are no list of articles, on a generated archive, beside ripgrep where it can be asked.

usage: python -m bench.answers [--articles N] [--queries N]    (default: 100000 articles, 40 queries)

- Places: the first screen of sentences, twenty, for a word, for two words in one sentence, for a word with an
  amount of money; beside ``rg -i -w`` for the word in the captures.
- Count by month, and what changed: the whole answer.
- Verify: a draft of 200 quotations, every second with one word changed; the verdicts are checked.
"""

import argparse
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median

from bench.archives import indexed, of_articles
from bench.lists import percentile
from careader.corpus import Corpus
from careader.find.search.search import Depth
from careader.find.verify.checking import Checker, Verdict
from careader.find.verify.draft import Quotation
from careader.index.sentences import sentence_ends
from careader.sitting.asking import ask, places
from careader.sitting.counting import counts
from careader.sitting.marked_articles import marked_articles
from careader.state import Mark

SEED = 20251210
SCREEN = 20
"""Sentences of a first screen."""
QUOTATIONS = 200


def timed(work: Callable[[str], object], queries: Iterable[str]) -> list[float]:
    """What each query takes, in seconds."""
    taken = []
    for query in queries:
        began = time.perf_counter()
        work(query)
        taken.append(time.perf_counter() - began)
    return taken


def line(name: str, taken: list[float], theirs: list[float] | None = None) -> str:
    """A line of the table: median and p95, in milliseconds, and how much longer the peer takes."""
    ours = median(taken)
    ratio = f"{median(theirs) / ours:>10.1f}" if theirs else ""
    return f"  {name:34}{ours * 1000:>8.1f}{percentile(taken) * 1000:>8.1f}{ratio}"


def words_of(corpus: Corpus, rng: random.Random, number: int) -> list[str]:
    """Words that at least one article in a thousand has, the common ones as often as the rare."""
    rows = corpus.database.execute(
        "SELECT term, doc FROM search_words WHERE doc > ?", (len(corpus.articles) // 1000,)
    )
    words = sorted((doc, term) for term, doc in rows if term.isalpha() and len(term) > 3)
    return [words[rng.randrange(len(words))][1] for _ in range(number)]


def quotations(corpus: Corpus, rng: random.Random) -> list[tuple[Quotation, Verdict]]:
    """Sentences of the archive, every second with a word changed, and what is to be said of them."""
    made: list[tuple[Quotation, Verdict]] = []
    while len(made) < QUOTATIONS:
        article = corpus.articles[rng.randrange(len(corpus.articles))]
        text = rng.choice(article.blocks).text if article.blocks else ""
        ends = [0, *sentence_ends(text), len(text)]
        at = rng.randrange(len(ends) - 1)
        words = text[ends[at] : ends[at + 1]].split()
        if len(words) < 8 or '"' in text or "“" in text:
            continue
        right = len(made) % 2 == 0
        if not right:
            words[len(words) // 2] = "hippopotamus"
        verdict = Verdict.STANDS if right else Verdict.DIFFERS
        made.append((Quotation(len(made) + 1, " ".join(words)), verdict))
    return made


def measure(corpus: Corpus, archive: Path, number: int) -> None:
    """Print everything for one archive."""
    rng = random.Random(SEED)  # noqa: S311 - the same queries every time
    marks = marked_articles(corpus, dict.fromkeys(Mark, ()))
    words = words_of(corpus, rng, 3 * number)
    one, two = words[:number], words[number:]

    def first_screen(query: str) -> None:
        for _ in islice(places(corpus, ask(corpus, marks, query, depth=Depth.MATCHED)), SCREEN):
            pass

    def count(query: str) -> None:
        counts(corpus, ask(corpus, marks, query, depth=Depth.READ).numbers, "month")

    def ripgrep(word: str) -> None:
        run = ["rg", "-i", "-w", "--no-heading", word, str(archive)]
        subprocess.run(run, stdout=subprocess.DEVNULL, check=False)

    first_screen("warm")
    print(f"  {'':34}{'ms':>8}{'p95':>8}{'rg takes':>10}")
    peer = timed(ripgrep, one[:10]) if shutil.which("rg") else None
    print(line("places: a word", timed(first_screen, one), peer))
    pairs = [f"{first} SAME {second}" for first, second in zip(two[::2], two[1::2], strict=True)]
    print(line("places: two words in a sentence", timed(first_screen, pairs)))
    print(line("places: a word and an amount", timed(first_screen, [f"{word} SAME $#" for word in one])))
    print(line("search: two words in a sentence", timed(lambda query: ask(corpus, marks, query), pairs)))
    print(
        line(
            "count by month",
            timed(
                lambda query: counts(corpus, ask(corpus, marks, query, depth=Depth.READ).numbers, "month"),
                one,
            ),
        )
    )
    print(line("is:changed", timed(lambda query: ask(corpus, marks, query), ["is:changed"] * number)))
    print(line("kind:interview", timed(lambda query: ask(corpus, marks, query), ["kind:interview"] * number)))
    made = quotations(corpus, rng)
    began = time.perf_counter()
    checker = Checker(corpus)
    verdicts = [checker.check(quotation).verdict for quotation, _ in made]
    taken = time.perf_counter() - began
    wrong = sum(found is not right for found, (_, right) in zip(verdicts, made, strict=True))
    print(f"  verify: {len(made)} quotations in {taken:.1f} s, {wrong} told otherwise than they are")


def main() -> None:
    """Make the archive and its index where they are not there yet, and print what answers took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=40)
    options = parser.parse_args()
    archive = of_articles(options.articles)
    environment = indexed(archive)
    index = next(Path(environment["XDG_CACHE_HOME"]).rglob("index.db"))
    with closing(Corpus(index, [archive])) as corpus:
        print(f"{len(corpus.articles):,} articles")
        measure(corpus, archive, options.queries)


if __name__ == "__main__":
    main()
