"""Splitting a query into tokens: terms, figures, operators, parentheses and filters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from careader.find.search.advice import advice_on
from careader.find.search.filters import FILTERS
from careader.find.search.terms import AnyFigure, Phrase, Term
from careader.find.spellings import are_one_name
from careader.index.figures import Figure
from careader.text import plain_words
from careader.words import one_line

MOST_CHARACTERS = 2000  # of a query
MOST_WORDS = 32

QUOTES = str.maketrans(dict.fromkeys("“”„‟″«»＂", '"'))
"""Maps every kind of quotation mark to ``"``, as `fold` does."""

_WORDS = re.compile(r'"([^"]*)(?:"|\Z)(\*?)|([^\s"*]+)(\*?)')
_TOKEN = re.compile(
    rf"""
    (?P<call>NEAR|SAME)\(
    |(?P<paren>[()])
    |(?P<filter>{"|".join(FILTERS)}):\s*(?:"(?P<quoted>[^"]*)(?:"|\Z)|(?P<value>[^\s()"]*))
    |(?P<headline>headline:)
    |(?P<figure>[$%]?\#)(?=[\s()",]|\Z),?
    |(?P<minus>-)(?=[\w"($%\#])
    |"(?P<phrase>[^"]*)(?:"|\Z)(?P<phrase_star>\*?)
    |(?P<word>[^\s()"*]+)(?P<star>\*?)
    |(?P<stray>\*)
    """,
    re.VERBOSE,
)
_OPERATOR = re.compile(r"(AND|OR|NOT|NEAR|SAME)(?:(?<=NEAR)/(\d{1,9}))?")
_END_OF_CALL = re.compile(r"\s*(?:,|(?<=,))\s*(\d{1,9})\s*(?:\)|\Z)")
_CAPITALS = re.compile("[A-Z]{2,4}")
_PASSED_OVER = re.compile(r"[$%#:?!&+@=€£]")
"""Characters in a quoted phrase that are not searched, although a user may expect it."""

_BEFORE_WORD = re.compile(r"\w")

STAR = "* stands at the end of a word: kazakh*"


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query.

    Attributes:
        kind: ``term``; ``(``, ``)``; ``call`` for ``NEAR(`` and ``SAME(``; ``AND``, ``OR``, ``NOT``,
            ``NEAR``, ``SAME``; ``headline``; ``filter``.
        text: the text as it was typed.
        name: the name of a filter or of a call.
        value: the value of a filter; for ``NEAR``, and for the ``)`` that closes ``NEAR(``, the distance.
        node: the node of a ``term``.
    """

    kind: str
    text: str
    name: str = ""
    value: str = ""
    node: Term | AnyFigure | None = None


@dataclass(slots=True)
class Tokens:
    """Cuts a typed query into tokens.

    Attributes:
        said: a message to the reader for each part of the query that was skipped.
    """

    said: list[str] = field(default_factory=list)
    _words: int = 0

    def read(self, text: str) -> list[Token]:
        """The tokens of a query. Two words that are one name, such as ``nur sultan``, are one term."""
        found: list[Token] = []
        for token in self._cut(text):
            if found and (joined := _as_one_name(found[-1], token)):
                found[-1] = joined
            else:
                found.append(token)
        return found

    def say(self, what: str) -> None:
        """Add a message to ``said``, unless ``said`` has the message."""
        if what not in self.said:
            self.said.append(what)

    def _cut(self, text: str) -> Iterator[Token]:
        calls: list[bool] = []  # for each open parenthesis: whether NEAR or SAME is right before it
        at = 0
        while at < len(text):
            if calls and calls[-1] and (end := _END_OF_CALL.match(text, at)):
                calls.pop()
                yield Token(")", end[0], value=end[1])
                at = end.end()
                continue
            match = _TOKEN.match(text, at)
            if match is None:
                at += 1
                continue
            at = match.end()
            if match["call"]:
                calls.append(True)
                yield Token("call", match[0], match["call"])
            elif match["paren"]:
                if match[0] == "(":
                    calls.append(False)
                elif calls:
                    calls.pop()
                yield Token(match[0], match[0])
            else:
                yield from self._token(match)

    def _token(self, match: re.Match[str]) -> Iterator[Token]:
        if match["filter"]:
            value = match["value"] if match["quoted"] is None else match["quoted"]
            yield Token("filter", match[0], match["filter"], value.strip().rstrip(",;"))
        elif match["headline"]:
            yield Token("headline", match[0])
        elif match["figure"]:
            yield Token("term", match["figure"], node=AnyFigure(Figure(match["figure"])))
        elif match["minus"]:
            yield Token("NOT", match[0])
        elif match["stray"]:
            self.say(STAR)
        elif match["phrase"] is not None:
            yield from self._term(match, match["phrase"], match["phrase_star"], exact=True)
        elif (operator := _OPERATOR.fullmatch(match["word"])) and not match["star"]:
            yield Token(operator[1], match[0], value=operator[2] or "")
        else:
            if advice := advice_on(match["word"]):
                self.say(advice)
            if match["star"] and _BEFORE_WORD.match(match.string, match.end()):
                self.say(STAR)
            yield from self._term(match, match["word"], match["star"], exact=False)

    def _term(self, match: re.Match[str], written: str, star: str, *, exact: bool) -> Iterator[Token]:
        """The term of a typed text; no term where the text has no word, or where the query is too long.

        Args:
            match: the match of the whole token.
            written: the text without quotes and star.
            star: the star, or "".
            exact: whether the text was in quotes.
        """
        words = tuple(plain_words(written))
        if not words:
            if star:
                self.say(STAR)
            return
        self._words += len(words)
        if self._words > MOST_WORDS:
            self.say(f"only the first {MOST_WORDS} words are looked for")
            return
        if exact and (signs := "".join(dict.fromkeys(_PASSED_OVER.findall(written)))):
            phrase = f"“{one_line(written)}”{_instead(written)}"
            self.say(f"only words are looked for, not {one_line(signs)} in {phrase}")
        initials = () if exact or star else initials_of(written)
        yield Token("term", match[0], node=Term((Phrase(words, bool(star)), *initials), exact=exact))


def _instead(written: str) -> str:
    """The advice for a phrase with a skipped character: a query for what the character probably means."""
    if written.rstrip().endswith(":"):
        return "; kind:opinion finds a kind of article, headline:opinion a word of its headline"
    return "; $# finds any amount, %# any share" if any(sign in written for sign in "$%#€£") else ""


def _as_one_name(first: Token, second: Token) -> Token | None:
    """Join two tokens to one term, if they are a name of two words; else None."""
    pair = [node for node in (first.node, second.node) if isinstance(node, Term) and not node.exact]
    words = tuple(word for term in pair for word in term.phrases[0].words)
    if len(pair) == len(words) == 2 and not pair[0].phrases[0].prefix and are_one_name(*words):
        node = Term((Phrase(words, pair[1].phrases[0].prefix),))
        return Token("term", f"{first.text} {second.text}", node=node)
    return None


def initials_of(written: str) -> tuple[Phrase, ...]:
    """The spelling with points of a word in capitals: ``U.S.`` (two words) for ``US``; else empty."""
    if not _CAPITALS.fullmatch(written) or _OPERATOR.fullmatch(written):
        return ()
    return (Phrase(tuple(written.lower())),)


def read_words(text: str) -> tuple[Term, ...]:
    """Parse the text of a search within the open article, which has only words and phrases.

    The last word may be half-typed. Operators and filters are ordinary words here.
    """
    terms = []
    for phrase, star, word, word_star in _WORDS.findall(text.translate(QUOTES)[:MOST_CHARACTERS]):
        if words := plain_words(phrase or word):
            prefix = bool(star or word_star)
            initials = () if prefix else initials_of(word)
            terms.append(Term((Phrase(tuple(words), prefix), *initials), exact=bool(phrase)))
    if terms and not text[-1:].isspace() and not terms[-1].exact:
        last = terms[-1].phrases[0]
        terms[-1] = Term((Phrase(last.words, prefix=True), *terms[-1].phrases[1:]))
    return tuple(terms[:MOST_WORDS])
