"""Invented stories of a news site, by number: the same number and seed always give the same story."""

import random
from dataclasses import dataclass, replace
from itertools import islice

from bench.grammar import (
    ADJECTIVES,
    CAPTIONS,
    HEADINGS,
    HEADLINES,
    INTROS,
    ITEMS,
    MONTHS,
    NOUNS,
    QUESTIONS,
    Topic,
    chance,
    common_word,
    new_topic,
    phrase,
    rare_word,
    sentences,
    title_case,
    words_in,
)

RETITLED, REWORDED, REWRITTEN, NEARLY, FOLLOWING = 0.02, 0.035, 0.045, 0.06, 0.075
"""Where each kind of story ends on a line from 0 to 1.

Two in a hundred get another headline over the same body later; then come those with a word in fifty
corrected, with a paragraph rewritten, with nearly the headline of an earlier story, and those that repeat a
paragraph of one.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a body.

    Attributes:
        kind: ``paragraph``, ``heading``, ``caption``, ``credit`` (a picture with nothing but its source,
            which only teasers show), ``list`` or ``gap`` (a block of nothing but a non-breaking space).
        text: its words; of a list the intro.
        items: of a list; of a picture its number.
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story, as first published and as it stands after whatever was changed in it.

    Attributes:
        topic: its own words.
        headline: its first headline.
        parts: its first body.
        later_headline: the headline it was given afterwards; mostly the same.
        later_parts: the body after a correction; mostly the same.
    """

    topic: Topic
    headline: str
    parts: tuple[Part, ...]
    later_headline: str
    later_parts: tuple[Part, ...]


def story(seed: int, number: int, *, old: bool = False) -> Story:
    """The story of a number; ``old`` ones are as the site wrote them before 2020."""
    draw = chance(seed, "old" if old else "new", number)
    lot = draw.random()
    earlier = number - draw.randint(7, 30)
    base = story(seed, earlier, old=old) if REWRITTEN <= lot < FOLLOWING and earlier >= 0 else None
    topic = new_topic(draw)
    if base:
        topic |= {key: base.topic[key] for key in ("p1", "q1", "l1", "o1", "n1", "n2", "n3", "a1")}
    headline = _headline(draw, topic, old=old)
    parts = _old_body(draw, topic) if old else _body(draw, topic)
    if base and lot < NEARLY:
        headline = _nearly(draw, base.headline)
    elif base:
        repeated = draw.choice([part for part in base.parts[1:] if part.kind == "paragraph"])
        at = draw.randint(2, len(parts))
        parts = [*parts[:at], repeated, *parts[at:]]
    later_headline = _headline(draw, topic, old=old) if lot < RETITLED else headline
    later_parts = parts
    if RETITLED <= lot < REWORDED:
        later_parts = [parts[0], *(replace(part, text=_reworded(draw, part.text)) for part in parts[1:])]
    elif REWORDED <= lot < REWRITTEN:
        later_parts = _rewritten(draw, parts, topic)
    return Story(topic, headline, tuple(parts), later_headline, tuple(later_parts))


def digest_items(seed: int, number: int) -> list[str]:
    """The blocks of a weekly digest: what others told, each under a line that looks like a headline."""
    draw = chance(seed, "digest", number)
    blocks = []
    for _ in range(draw.randint(10, 22)):
        topic = new_topic(draw)
        told = " ".join(islice(sentences(draw, topic), 2)).replace("“", "‘").replace("”", "’")
        day = f"{draw.choice(MONTHS)[:3]} {draw.randint(1, 28)}"
        blocks.append(_headline(draw, topic, old=False))
        blocks.append(f"{day} — “{told}” READ MORE: {topic['q1'].lower()}.example")
    return blocks


def _headline(draw: random.Random, topic: Topic, *, old: bool) -> str:
    """A headline of 3 to 18 words: in Title Case, most old ones like a sentence."""
    while True:
        text = phrase(HEADLINES, draw, topic)
        if 3 <= words_in(text) <= 18:
            return text if old and draw.random() < 0.8 else title_case(text)


def _paragraphs(draw: random.Random, topic: Topic, words: float) -> list[Part]:
    """Paragraphs of so many words or a few more: two sentences, then two to four each."""
    told = sentences(draw, topic)
    texts = [" ".join(islice(told, 2))]
    while words > 0:
        words -= words_in(texts[-1])
        texts.append(" ".join(islice(told, draw.choice((2, 2, 3, 3, 4)))))
    return [Part("paragraph", text) for text in texts]


def _old_body(draw: random.Random, topic: Topic) -> list[Part]:
    """A body of the old site: a dateline and a few paragraphs."""
    first, *others = _paragraphs(draw, topic, min(draw.lognormvariate(5, 0.5), 700))
    return [replace(first, text=f"{topic['l1'].upper()} (TCA) — {first.text}"), *others]


def _body(draw: random.Random, topic: Topic) -> list[Part]:
    """A body of 150 to 1,500 words, half of them under 600, with what is found in real ones."""
    words = min(max(draw.lognormvariate(6.3, 0.5), 100), 1400)
    parts = _paragraphs(draw, topic, words)
    if draw.random() < 0.02:
        parts[-1] = replace(parts[-1], text=parts[-1].text[:-1])  # some end without a full stop
    shape = draw.random()
    if shape < 0.6 and words > 400:
        parts = _with_sections(draw, topic, parts)
    elif shape > 0.95:
        parts = _as_interview(draw, topic, parts)
    if draw.random() < 0.15:
        told = islice(sentences(draw, topic), draw.randint(2, 5))
        items = tuple(f"{phrase(ITEMS, draw, topic)}: {each}" for each in told)
        at = draw.randint(1, len(parts) - 1)
        if parts[at].kind == "paragraph":  # not right below a heading
            parts[at + 1 : at + 1] = [Part("list", phrase(INTROS, draw, topic), items)]
    if draw.random() < 0.25:
        parts.insert(1, _picture(draw, topic))
    if draw.random() < 0.04:
        footer = f"{topic['p2']} is a journalist who lives and works in {topic['l2']}."
        parts.append(Part("paragraph", footer))
    return parts


def _with_sections(draw: random.Random, topic: Topic, parts: list[Part]) -> list[Part]:
    """A body with a heading above every few paragraphs, some of them set apart by a gap."""
    done: list[Part] = []
    next_heading = draw.choice((2, 3))
    for at, part in enumerate(parts):
        if at == next_heading:
            if draw.random() < 0.05:
                done.append(Part("gap"))
            done.append(Part("heading", title_case(phrase(HEADINGS, draw, topic))))
            next_heading += draw.choice((1, 2, 2, 3, 4))
        done.append(part)
    return done


def _as_interview(draw: random.Random, topic: Topic, parts: list[Part]) -> list[Part]:
    """A body in which someone answers questions after the first paragraph."""
    done = parts[:1]
    for part in parts[1:]:
        done.append(Part("paragraph", f"TCA: {phrase(QUESTIONS, draw, topic)}"))
        done.append(replace(part, text=f"{topic['p1']}: {part.text}"))
    return done


def _picture(draw: random.Random, topic: Topic) -> Part:
    """A picture with a caption, or with its source alone."""
    number = (str(draw.randint(10000, 49999)),)
    if draw.random() < 0.5:
        return Part("credit", f"Image: TCA, {topic['p2']}", number)
    return Part("caption", f"{phrase(CAPTIONS, draw, topic)}; image: {topic['p2']}", number)


def _nearly(draw: random.Random, headline: str) -> str:
    """A headline with one of its longer words replaced."""
    words = headline.split()
    at = draw.choice([at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()])
    words[at] = common_word(draw, ADJECTIVES).capitalize() if words[at][0].isupper() else rare_word(draw)
    return " ".join(words)


def _reworded(draw: random.Random, text: str) -> str:
    """A text with about one word in fifty replaced."""
    return " ".join(
        common_word(draw, NOUNS) if word.isalpha() and word.islower() and draw.random() < 0.02 else word
        for word in text.split(" ")
    )


def _rewritten(draw: random.Random, parts: list[Part], topic: Topic) -> list[Part]:
    """A body of some length with one of its shorter paragraphs written anew."""
    short = [at for at, part in enumerate(parts[:6]) if part.kind == "paragraph" and words_in(part.text) < 70]
    if len(parts) < 6 or short in ([], [0]):
        return parts
    at = draw.choice([at for at in short if at])
    new = Part("paragraph", " ".join(islice(sentences(draw, topic), 2)))
    return [*parts[:at], new, *parts[at + 1 :]]
