"""Random queries of the language, and their right answers by a plain scan of the texts.

The scan knows the words, sentences and figures of an article from making it: nothing of careader reads them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from random import Random

from careader.capture import Block, Capture, Copy, Kind

WORDS = """
boat lock heron barge canal apricot frost ladder kettle lantern meadow orchard saddle timber gravel clover
feather harbour pebble thistle wagon button candle fiddle hammer needle pillow ribbon sparrow tunnel
""".split()
BEGINNINGS = ("ba", "ha", "la", "pe", "ti", "ca", "fe", "wag")
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

Span = tuple[int, int]
"""Words of a text, from one up to before another."""


@dataclass
class Text:
    """A headline, or a body: its words, where its sentences end, and its figures with their signs."""

    words: list[str] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    figures: list[tuple[Span, set[str]]] = field(default_factory=list)

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
    """An article as it was made."""

    copy: Copy
    headline: Text
    body: Text
    days: list[date]
    kind: str
    read: bool
    bookmarked: bool


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
    for _ in range(random.randint(1, 4)):
        written = []
        for _ in range(random.randint(1, 3)):
            sentence = [(random.choice(WORDS), set[str]()) for _ in range(random.randint(3, 9))]
            for place in range(len(sentence) - 1, 0, -3):
                if random.random() < 0.3:
                    sentence.insert(place, random.choice(FIGURES))
            body.add(sentence)
            text = " ".join(word for word, _ in sentence)
            written.append(f"{text[0].upper()}{text[1:]}.")
        blocks.append(Block(Kind.PARAGRAPH, " ".join(written)))
        body.words.append("¶")
    title = label + " ".join(word.capitalize() if word in WORDS else word for word, _ in titled)
    copy = Copy(title, tuple(blocks), excerpt=False, confidence=1.0, line=1 + at)
    days = sorted({FIRST + timedelta(random.randrange(DAYS)) for _ in range(random.choice([1, 1, 2]))})
    return Story(copy, headline, body, days, KINDS[label], random.random() < 0.4, random.random() < 0.3)


def captures(made: list[Story]) -> list[Capture]:
    """The captures of each day, with the stories that stood on it."""
    days = [FIRST + timedelta(number) for number in range(DAYS)]
    return [
        Capture(f"{day}", day, (), None, (), tuple(story.copy for story in made if day in story.days))
        for day in days
    ]


@dataclass
class Asked:
    """A part of a query: how it is written, and whether a story answers it."""

    written: str
    answers: Callable[[Story], bool]


Spans = Callable[[Text], list[Span]]


@dataclass
class Atom:
    """A word, beginning, phrase, figure or group: how it is written, and where it stands in a text."""

    written: str
    spans: Spans


def query(random: Random, made: list[Story]) -> tuple[Asked, str]:
    """A random query, and the order that it asks for, "" for none."""
    told = _wanted(random, made, 2) if random.random() < 0.9 else None
    written = [told.written] if told else []
    answers = [told.answers] if told else []
    for each in _filters(random):
        written.insert(random.randint(0, len(written)), each.written)
        answers.append(each.answers)
    order = random.choice(["", "", "", "oldest", "newest"])
    if order or not written:
        order = order or "newest"
        written.append(f"order:{order}")
    return Asked(" ".join(written), lambda story: all(answer(story) for answer in answers)), order


def _wanted(random: Random, made: list[Story], depth: int) -> Asked:
    """Words, operators and parentheses."""
    way = random.random()
    if depth == 0 or way < 0.3:
        return _leaf(random, made)
    parts = [_wanted(random, made, depth - 1) for _ in range(random.randint(2, 3))]
    if way < 0.6:
        return Asked(
            f"({random.choice([' ', ' AND ']).join(part.written for part in parts)})",
            lambda story: all(part.answers(story) for part in parts),
        )
    if way < 0.8:
        return Asked(
            f"({' OR '.join(part.written for part in parts)})",
            lambda story: any(part.answers(story) for part in parts),
        )
    kept, *left = parts
    sign = random.choice(["NOT ", "-"])
    return Asked(
        f"({kept.written} {' '.join(sign + part.written for part in left)})",
        lambda story: kept.answers(story) and not any(part.answers(story) for part in left),
    )


def _leaf(random: Random, made: list[Story]) -> Asked:
    way = random.random()
    if way < 0.45:
        atom = _atom(random, made)
        return _in_article(atom.written, atom.spans)
    if way < 0.55:
        story = random.choice(made)
        word = random.choice([each for each in story.headline.words if each in WORDS])
        return Asked(f"headline:{word}", lambda each: word in each.headline.words)
    parts = [_group(random, made) for _ in range(random.choice([2, 2, 3]))]
    if way < 0.8:
        within = random.choice([0, 2, 5, 10])
        written = (
            f" NEAR/{within} ".join(part.written for part in parts)
            if random.random() < 0.5
            else f"NEAR({' '.join(part.written for part in parts)}, {within})"
        )
        return _in_article(f"({written})", _near([part.spans for part in parts], within))
    written = (
        " SAME ".join(part.written for part in parts)
        if random.random() < 0.5
        else f"SAME({' '.join(part.written for part in parts)})"
    )
    return _in_article(f"({written})", _same([part.spans for part in parts]))


def _in_article(written: str, spans: Spans) -> Asked:
    return Asked(written, lambda story: bool(spans(story.headline) or spans(story.body)))


def _group(random: Random, made: list[Story]) -> Atom:
    if random.random() < 0.7:
        return _atom(random, made)
    parts = [_atom(random, made) for _ in range(random.randint(2, 3))]
    return Atom(
        f"({' OR '.join(part.written for part in parts)})",
        lambda text: [span for part in parts for span in part.spans(text)],
    )


def _atom(random: Random, made: list[Story]) -> Atom:
    way = random.random()
    if way < 0.5:
        word = random.choice(WORDS)
        return Atom(word, lambda text: _where(text, lambda each: each == word))
    if way < 0.6:
        begin = random.choice(BEGINNINGS)
        return Atom(f"{begin}*", lambda text: _where(text, lambda each: each.startswith(begin)))
    if way < 0.8:
        sign = random.choice(["#", "$#", "%#"])
        return Atom(sign, lambda text: [span for span, signs in text.figures if sign in signs])
    words = random.choice(made).body.words
    at = random.randrange(max(1, len(words) - 2))
    phrase = [word for word in words[at : at + 2] if word != "¶"]
    if random.random() < 0.2:
        phrase.reverse()
    return Atom(f'"{" ".join(phrase)}"', lambda text: [*_phrases(text, phrase)])


def _where(text: Text, is_so: Callable[[str], bool]) -> list[Span]:
    return [(at, at + 1) for at, word in enumerate(text.words) if is_so(word)]


def _phrases(text: Text, phrase: list[str]) -> Iterator[Span]:
    for at in range(len(text.words)):
        if text.words[at : at + len(phrase)] == phrase:
            yield at, at + len(phrase)


def _near(parts: list[Spans], within: int) -> Spans:
    def together(text: Text) -> list[Span]:
        for spans in product(*(part(text) for part in parts)):
            last = max(first for first, _ in spans)
            if all(last - end <= within for _, end in spans):
                return [*spans]
        return []

    return together


def _same(parts: list[Spans]) -> Spans:
    def together(text: Text) -> list[Span]:
        for begin, end in text.sentences:
            inside = [[span for span in part(text) if begin <= span[0] and span[1] <= end] for part in parts]
            if all(inside):
                return [spans[0] for spans in inside]
        return []

    return together


def _filters(random: Random) -> Iterator[Asked]:
    holds = random.random() < 0.7
    sign = "" if holds else random.choice(["-", "NOT "])

    def asked(written: str, is_so: Callable[[Story], bool]) -> Asked:
        return Asked(sign + written, lambda story: is_so(story) is holds)

    way = random.random()
    if way < 0.1:
        yield asked("is:read", lambda story: story.read)
    elif way < 0.2:
        yield asked("is:bookmarked", lambda story: story.bookmarked)
    elif way < 0.3:
        kind = random.choice([*KINDS.values()])
        yield asked(f"kind:{kind}", lambda story: story.kind == kind)
    elif way < 0.45:
        first = FIRST + timedelta(random.randrange(DAYS))
        last = first + timedelta(random.randrange(3))
        yield asked(f"date:{first}..{last}", lambda story: any(first <= day <= last for day in story.days))
