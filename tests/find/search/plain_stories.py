"""Made-up articles whose words, sentences and figures are known from making them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random

from careader.capture import Block, Capture, Copy, Kind

WORDS = """
boat lock heron barge canal apricot frost ladder kettle lantern meadow orchard saddle timber gravel clover
feather harbour pebble thistle wagon button candle fiddle hammer needle pillow ribbon sparrow tunnel
""".split()
FIGURES = (
    ("40", {"#"}),
    ("3.6", {"#"}),
    ("five million", {"#"}),
    ("$5 million", {"#", "$#"}),
    ("12 euros", {"#", "$#"}),
    ("7 percent", {"#", "%#"}),
    ("25%", {"#", "%#"}),
)
FIRST = date(2025, 3, 1)
DAYS = 6
KINDS = {"": "news", "Opinion: ": "opinion", "Interview: ": "interview"}
STATE_DAYS = (date(2025, 4, 1), date(2025, 4, 9))
"""The days on which articles were marked read, and noted."""
AUTHORS = ("Orla Venn", "Orla Quist", "Timur Asanbek", "Pia Holm")

Span = tuple[int, int]
"""Words of a text, from one up to before another."""


@dataclass
class Text:
    """A headline, or a body: its words, where its sentences end, and its figures with their signs."""

    words: list[str] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    figures: list[tuple[Span, set[str]]] = field(default_factory=list)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word, []).append(at)
        return found

    def add(self, sentence: list[tuple[str, set[str]]]) -> None:
        """Add a sentence: its words and figures, each with the signs that ask for it."""
        begin = len(self.words)
        for written, signs in sentence:
            first = len(self.words)
            for part in written.replace(".", " ").split():
                self.words.append(part.strip("$%").lower())
            if signs:
                self.figures.append(((first, len(self.words)), signs))
        self.sentences.append((begin, len(self.words)))


@dataclass
class Story:
    """An article as it was made, and what the reader did with it.

    Attributes:
        copy: the text that is shown.
        older: the text of its first day, where it changed on its second.
        headline: the words of its headline.
        body: the words of its text.
        days: the days that it stood on, in order; none for an undated article.
        kind: its kind.
        author: the name of its author; "" for none.
        begun: whether the reader stopped in its second block.
        read: the day on which it was marked read; None for unread.
        noted: the day of its note; None for none.
        saw_older: whether the reader saw the older text only.
        bookmarked: whether it has a bookmark.
    """

    copy: Copy
    older: Copy | None
    headline: Text
    body: Text
    days: list[date]
    kind: str
    author: str
    begun: bool
    read: date | None
    noted: date | None
    saw_older: bool
    bookmarked: bool

    @property
    def changed(self) -> date | None:
        """The day on which its text changed."""
        return self.days[1] if self.older else None

    @property
    def words_behind_place(self) -> int:
        """How many words it has from its second block on."""
        return sum(len(block.text.split()) for block in self.copy.blocks[1:])


def stories(random: Random, number: int) -> list[Story]:
    """Made-up articles, each different."""
    return [_story(random, at) for at in range(number)]


def _story(random: Random, at: int) -> Story:
    headline, body = Text(), Text()
    label = random.choice(["", "", "", *KINDS])
    titled = [(word, set[str]()) for word in random.sample(WORDS, random.randint(2, 4))]
    if random.random() < 0.2:
        titled.insert(1, random.choice(FIGURES))
    headline.add([(word, set[str]()) for word in label.strip(": ").split()] + titled)
    blocks = []
    is_long = random.random() < 0.04
    for _ in range(30 if is_long else random.randint(1, 4)):
        written = []
        for _ in range(random.randint(1, 3)):
            words = random.choice([35, 50, 80]) if random.random() < 0.05 else random.randint(3, 9)
            sentence = [(random.choice(WORDS), set[str]()) for _ in range(words)]
            for place in range(len(sentence) - 1, 0, -3):
                if random.random() < 0.3:
                    sentence.insert(place, random.choice(FIGURES))
            body.add(sentence)
            text = " ".join(word for word, _ in sentence)
            written.append(f"{text[0].upper()}{text[1:]}.")
        blocks.append(Block(Kind.PARAGRAPH, " ".join(written)))
        body.words.append("¶")
    title = label + " ".join(word.capitalize() if word in WORDS else word for word, _ in titled)
    author = random.choice(["", "", *AUTHORS])
    copy = Copy(
        title,
        tuple(blocks),
        excerpt=random.random() < 0.15,
        confidence=random.choice([1.0, 1.0, 1.0, 0.3]),
        line=1 + at,
        byline=f"By {author}" if author else "",
    )
    days = sorted(
        {FIRST + timedelta(random.randrange(DAYS)) for _ in range(random.choice([0, 1, 1, 1, 2, 2]))}
    )
    changes = len(days) > 1 and not copy.excerpt and len(body.words) > 30 and random.random() < 0.7
    return Story(
        copy,
        _other_end(copy) if changes else None,
        headline,
        body,
        days,
        KINDS[label],
        author,
        begun=len(blocks) > 1 and (is_long or random.random() < 0.2),
        read=random.choice([None, *STATE_DAYS]),
        noted=random.choice([None, None, *STATE_DAYS]),
        saw_older=changes and random.random() < 0.5,
        bookmarked=random.random() < 0.3,
    )


def _other_end(copy: Copy) -> Copy:
    """The copy with another last word."""
    *blocks, last = copy.blocks
    begin, _, end = last.text.rpartition(" ")
    word = "heron" if end != "heron." else "barge"
    return copy._replace(blocks=(*blocks, Block(last.kind, f"{begin} {word}.")))


def captures(made: list[Story]) -> list[Capture]:
    """The captures of each day, with the stories that stood on it, and an undated capture."""
    days = [FIRST + timedelta(number) for number in range(DAYS)]
    dated = [tuple(_standing(story, day) for story in made if day in story.days) for day in days]
    undated = tuple(story.copy for story in made if not story.days)
    return [
        Capture(f"{day}", day, (), None, (), copies)
        for day, copies in [*zip(days, dated, strict=True), (None, undated)]
    ]


def _standing(story: Story, day: date) -> Copy:
    return story.older if story.older and day == story.days[0] else story.copy


@dataclass
class Asked:
    """A part of a query: how it is written, whether a story answers it, and whether it then has places."""

    written: str
    answers: Callable[[Story], bool]
    places: bool = False
