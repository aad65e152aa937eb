"""Random queries of the language, and their right answers by a plain scan of the texts.

The scan knows the words, sentences and figures of an article from making it (`plain_stories`), and what the
reader did with it (`plain_filters`): nothing of careader reads them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from random import Random

from tests.find.search.plain_filters import plain_filter
from tests.find.search.plain_stories import WORDS, Asked, Span, Story, Text

BEGINNINGS = ("ba", "ha", "la", "pe", "ti", "ca", "fe", "wag")

Spans = Callable[[Text], list[Span]]


@dataclass
class Atom:
    """A word, beginning, phrase, figure or group: how it is written, and where it stands in a text."""

    written: str
    spans: Spans


def query(random: Random, made: list[Story]) -> tuple[Asked, str]:
    """A random query, and the order that it asks for, "" for none."""
    way = random.random()
    asked = (
        [_wanted(random, made, 2)] if way < 0.85 else [_left_out(_leaf(random, made))] if way < 0.9 else []
    )
    for _ in range(random.choice([0, 0, 1, 1, 2])):
        asked.insert(random.randint(0, len(asked)), _filter(random))
    order = random.choice(["", "", "", "oldest", "newest"])
    if order or not asked:
        order = order or "newest"
        asked.insert(random.randint(0, len(asked)), Asked(f"order:{order}", lambda _: True))
    has_words = any(each.places for each in asked)
    return replace(_every(asked, " "), places=has_words), order


def _filter(random: Random) -> Asked:
    asked = plain_filter(random)
    return _left_out(asked, random.choice(["-", "NOT "])) if random.random() < 0.3 else asked


def _left_out(asked: Asked, sign: str = "NOT ") -> Asked:
    return Asked(sign + asked.written, lambda story: not asked.answers(story))


def _every(parts: list[Asked], between: str) -> Asked:
    written = between.join(part.written for part in parts)
    return Asked(written, lambda story: all(part.answers(story) for part in parts), places=True)


def _wanted(random: Random, made: list[Story], depth: int) -> Asked:
    """Words, operators and parentheses."""
    way = random.random()
    if depth == 0 or way < 0.3:
        return _leaf(random, made)
    parts = [_wanted(random, made, depth - 1) for _ in range(random.randint(2, 3))]
    if way < 0.6:
        every = _every(parts, random.choice([" ", " AND "]))
        return replace(every, written=f"({every.written})")
    if way < 0.8:
        return Asked(
            f"({' OR '.join(part.written for part in parts)})",
            lambda story: any(part.answers(story) for part in parts),
            places=True,
        )
    kept, *left = parts
    sign = random.choice(["NOT ", "-"])
    return Asked(
        f"({kept.written} {' '.join(sign + part.written for part in left)})",
        lambda story: kept.answers(story) and not any(part.answers(story) for part in left),
        places=True,
    )


def _leaf(random: Random, made: list[Story]) -> Asked:
    way = random.random()
    if way < 0.45:
        atom = _atom(random, made)
        return _in_article(atom.written, atom.spans)
    if way < 0.6:
        return _of_headline(random, made)
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


def _of_headline(random: Random, made: list[Story]) -> Asked:
    """A word, figure or phrase of headlines, or several; some are looked for beside others."""
    story = random.choice(made)
    word = random.choice([each for each in story.headline.words if each in WORDS])
    one = Atom(word, lambda text: [(at, at + 1) for at in text.places.get(word, ())])
    other = random.choice([_atom(random, made), one])
    written, spans = random.choice(
        [
            (one.written, one.spans),
            (other.written, other.spans),
            (f"({one.written} OR {other.written})", lambda text: one.spans(text) + other.spans(text)),
            (f"({one.written} SAME {other.written})", _same([one.spans, other.spans])),
            (f"({one.written} NEAR/2 {other.written})", _near([one.spans, other.spans], 2)),
        ]
    )
    return Asked(f"headline:{written}", lambda each: bool(spans(each.headline)), places=True)


def _in_article(written: str, spans: Spans) -> Asked:
    return Asked(written, lambda story: bool(spans(story.headline) or spans(story.body)), places=True)


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
        return Atom(word, lambda text: [(at, at + 1) for at in text.places.get(word, ())])
    if way < 0.6:
        begin = random.choice(BEGINNINGS)
        return Atom(f"{begin}*", lambda text: _where(text, begin))
    if way < 0.8:
        sign = random.choice(["#", "$#", "%#"])
        return Atom(sign, lambda text: [span for span, signs in text.figures if sign in signs])
    words = random.choice(made).body.words
    at = random.randrange(max(1, len(words) - 2))
    phrase = [word for word in words[at : at + 2] if word != "¶"]
    if random.random() < 0.2:
        phrase.reverse()
    if way > 0.95:
        *most, last = phrase
        begun = [*most, last[: max(1, len(last) - 2)]]
        return Atom(f'"{" ".join(begun)}"*', lambda text: [*_phrases(text, begun, begun=True)])
    return Atom(f'"{" ".join(phrase)}"', lambda text: [*_phrases(text, phrase)])


def _where(text: Text, begin: str) -> list[Span]:
    """Where words begin so."""
    return sorted(
        (at, at + 1) for word, places in text.places.items() if word.startswith(begin) for at in places
    )


def _phrases(text: Text, phrase: list[str], *, begun: bool = False) -> Iterator[Span]:
    *most, last = phrase
    for at in text.places.get(most[0], ()) if most else range(len(text.words)):
        words = text.words[at : at + len(phrase)]
        if words[:-1] == most and (words[-1].startswith(last) if begun else words[-1] == last):
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


def broken(random: Random, written: str) -> str:
    """A query that somebody typed wrongly: with a piece of the language too many, too few, or elsewhere."""
    pieces = re.findall(r"\w+:|\w+|[^\w\s]|\s+", written)
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(pieces) + 1)
        way = random.random()
        if way < 0.5:
            pieces[at:at] = [random.choice(("", " ")), random.choice(PIECES), random.choice(("", " "))]
        elif way < 0.75:
            del pieces[at : at + random.randint(1, 2)]
        else:
            pieces[at:at] = random.choice(pieces) if pieces else ""
    return "".join(pieces)


PIECES = """
( ) " * - # $# %# , : OR AND NOT NEAR NEAR/3 SAME NEAR( SAME( headline: is: is:unread is:old kind: kind:poem
by: date: date:soon date:2025-13 date:..  changed:unseen changed:undated noted:x read:2025 order: order:best
order:up -order:oldest NOT( lake "lock ) OR ( ¶ é 漢 is:read kind:opinion,interview
""".split()
