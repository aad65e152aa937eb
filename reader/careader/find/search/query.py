"""What is asked of the full text: the language of search, and how it is put to SQLite.

``read_query`` takes any text. What FTS5 is given of it are quoted words and operators set here, so nothing
that is typed can be a mistake in FTS5's own language. docs/search.md tells the language to its users.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from careader.days import Days, read_days
from careader.find.search.terms import AllOf, Near, Node, OneOf, Run, Term, expression, wanted_terms
from careader.find.spellings import is_name
from careader.text import plain_words, safe

_MOST_CHARACTERS = 2000  # of a query
_MOST_WORDS = 32
_DEEPEST = 4  # parentheses within parentheses; FTS5's parser takes some 20 of those that `expression` writes
_NEAR = 10  # words between two that are NEAR, as FTS5 has it
_FARTHEST = 1000


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the archive: text, filters, or both.

    Attributes:
        wanted: what an article has to say, and not to say; None where the text asks for nothing.
        unwanted: what it must not say, where nothing is wanted: ``NOT water`` asks for all the others.
        days: an article has to stand on a day in each of these.
        not_days: on no day in any of these.
        undated: whether it has to stand on a capture without a date, or must not; None: no matter.
        read: whether it has to be read or unread.
        bookmarked: whether it has to be bookmarked or not.
        problem: why the text cannot be understood, in one line; then everything else is empty.
        said: what was passed over or taken in another way, in one line each.
    """

    wanted: Node | None = None
    unwanted: Node | None = None
    days: tuple[Days, ...] = ()
    not_days: tuple[Days, ...] = ()
    undated: bool | None = None
    read: bool | None = None
    bookmarked: bool | None = None
    problem: str = ""
    said: tuple[str, ...] = ()

    @property
    def match(self) -> str | None:
        """What FTS5 is to match; None where nothing is wanted."""
        return expression(self.wanted) if self.wanted else None

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is wanted and to be brought out where it stands."""
        return tuple(wanted_terms(self.wanted)) if self.wanted else ()

    @property
    def filtered(self) -> bool:
        """Whether marks or dates matter."""
        marks = (self.undated, self.read, self.bookmarked)
        return bool(self.days or self.not_days) or any(mark is not None for mark in marks)

    @property
    def empty(self) -> bool:
        """Whether nothing is asked; the answer is nothing."""
        return self.wanted is None and self.unwanted is None and not self.filtered


def read_query(text: str) -> Query:
    """Read what was typed into a search.

    Any text gives a query. What can be passed over is, and `Query.said` tells; what cannot be understood,
    a filter above all, is the query's `Query.problem`.
    """
    clean = safe(text.encode("utf-8", "replace").decode()).translate(_QUOTES).strip()
    try:
        found = _Reader(clean[:_MOST_CHARACTERS]).query()
    except _NotUnderstoodError as error:
        return Query(problem=str(error))
    if found.empty and clean:
        return Query(
            problem=found.said[0] if found.said else "no word to look for: letters or digits are needed"
        )
    if len(clean) > _MOST_CHARACTERS:
        line = f"only the first {_MOST_CHARACTERS:,} characters are looked at"
        return replace(found, said=(line, *found.said))
    return found


def read_words(text: str) -> tuple[Term, ...]:
    """Read what was typed to be found within an open article: words and phrases.

    The last one may be half typed. Here is no operator and no filter: every word of the text is one.
    """
    terms = []
    for phrase, star, word, word_star in _WORDS.findall(text.translate(_QUOTES)[:_MOST_CHARACTERS]):
        if words := plain_words(phrase or word):
            prefix = bool(star or word_star)
            initials = () if prefix else _initials(word)
            terms.append(Term((Run(tuple(words), prefix), *initials), exact=bool(phrase)))
    if terms and not text[-1:].isspace() and not terms[-1].exact:
        last = terms[-1].runs[0]
        terms[-1] = Term((Run(last.words, prefix=True), *terms[-1].runs[1:]))
    return tuple(terms[:_MOST_WORDS])


_QUOTES = str.maketrans(dict.fromkeys("“”„‟″«»＂", '"'))  # as `fold` has them
_WORDS = re.compile(r'"([^"]*)(?:"|\Z)(\*?)|([^\s"*]+)(\*?)')
_TOKEN = re.compile(
    r"""
    (?P<near>NEAR\((?P<inside>(?:"[^"]*(?:"|\Z)|[^")])*)\)?)
    |(?P<open>\() |(?P<close>\))
    |(?P<filter>date|is):\s*(?P<value>[^\s()"]*)
    |(?P<headline>headline:)
    |(?P<minus>-)(?=[\w"(])
    |"(?P<phrase>[^"]*)(?:"|\Z)(?P<phrase_star>\*?)
    |(?P<word>[^\s()"*]+)(?P<star>\*?)
    |(?P<stray>\*)
    """,
    re.VERBOSE,
)
_OPERATOR = re.compile(r"(AND|OR|NOT|NEAR)(?:(?<=NEAR)/(\d{1,9}))?")


class _NotUnderstoodError(Exception):
    """The query cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A part of the text: a term, a group of terms near each other, or what stands between such.

    Attributes:
        kind: ``term``, ``(``, ``)``, ``AND``, ``OR``, ``NOT``, ``NEAR``, ``date``, ``is`` or ``headline``.
        value: of a filter what it asks for, of ``NEAR`` how near.
        node: of a ``term``.
    """

    kind: str
    value: str = ""
    node: Term | Near | None = None


class _Reader:
    """Reads the tokens of a query, one by one."""

    def __init__(self, text: str) -> None:
        self._said: list[str] = []
        self._words = 0
        self._tokens = _names_joined(self._read(text))
        self._at = 0
        self._depth = 0
        self._filters: list[tuple[str, str, bool]] = []  # kind, value, whether it is to hold

    def say(self, what: str) -> None:
        if what not in self._said:
            self._said.append(what)

    def query(self) -> Query:
        found = AllOf(())
        while self._at < len(self._tokens):
            part = self._either()
            found = AllOf(found.parts + part.parts, found.without + part.without)
            self._take(")")  # one that nothing opened
        days: list[tuple[Days, bool]] = []
        marks: dict[str, bool] = {}
        for kind, value, holds in self._filters:
            if kind == "date" and value != _UNDATED:
                days.append((_days(value), holds))
                continue
            mark, wanted = (_UNDATED, True) if kind == "date" else _mark(value)
            if marks.setdefault(mark, wanted is holds) is not (wanted is holds):
                raise _NotUnderstoodError(
                    "no article is both: is:read with is:unread, or a filter with its NOT"
                )
        return Query(
            wanted=_simple(found) if found.parts else None,
            unwanted=_simple(OneOf(found.without)) if found.without and not found.parts else None,
            days=tuple(span for span, holds in days if holds),
            not_days=tuple(span for span, holds in days if not holds),
            undated=marks.get(_UNDATED),
            read=marks.get("read"),
            bookmarked=marks.get("bookmarked"),
            said=tuple(self._said),
        )

    def _read(self, text: str) -> Iterator[_Token]:
        for match in _TOKEN.finditer(text):
            if match["near"]:
                yield from self._near(match["inside"])
            elif match["open"] or match["close"]:
                yield _Token(match[0])
            elif match["filter"]:
                yield _Token(match["filter"], match["value"].rstrip(",;"))
            elif match["headline"]:
                yield _Token("headline")
            elif match["minus"]:
                yield _Token("NOT")
            elif match["stray"]:
                self.say("* stands at the end of a word: kazakh*")
            elif match["phrase"] is not None:
                yield from self._term(match["phrase"], match["phrase_star"], exact=True)
            elif (operator := _OPERATOR.fullmatch(match["word"])) and not match["star"]:
                yield _Token(operator[1], operator[2] or "")
            else:
                yield from self._term(match["word"], match["star"], exact=False)

    def _term(self, written: str, star: str, *, exact: bool) -> Iterator[_Token]:
        """One term, if the text has a word and the query is not too long."""
        words = tuple(plain_words(written))
        if not words:
            if star:
                self.say("* stands at the end of a word: kazakh*")
            return
        self._words += len(words)
        if self._words > _MOST_WORDS:
            self.say(f"only the first {_MOST_WORDS} words are looked for")
            return
        initials = () if exact or star else _initials(written)
        yield _Token("term", node=Term((Run(words, bool(star)), *initials), exact=exact))

    def _near(self, inside: str) -> Iterator[_Token]:
        """``NEAR(a b, 5)``."""
        inside, _, figure = (
            inside.rpartition(",") if re.search(r",\s*\d{1,9}\s*\Z", inside) else (inside, "", "")
        )
        tokens: list[_Token] = []
        for phrase, star, word, word_star in _WORDS.findall(inside):
            if word in {"OR", "NOT"}:
                raise _NotUnderstoodError("NEAR takes words and phrases only: NEAR(water gas, 5)")
            if word != "AND":
                tokens += self._term(phrase or word, star or word_star, exact=bool(phrase))
        found = tuple(token.node for token in tokens if isinstance(token.node, Term))
        if found:
            yield _Token("term", node=Near(found, _within(figure.strip())) if len(found) > 1 else found[0])
        else:
            self.say("NEAR( needs words and a closing parenthesis: NEAR(water gas, 5)")

    def _take(self, kind: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at].kind == kind:
            self._at += 1
            return True
        return False

    def _either(self) -> AllOf:
        """Parts with OR between them, up to a closing parenthesis or the end."""
        filters = len(self._filters)
        ways = [self._every()]
        while self._take("OR"):
            ways.append(self._every())
        if len(ways) == 1:
            return ways[0]
        if len(self._filters) > filters:
            raise _NotUnderstoodError("date: and is: hold for the whole search and cannot stand beside OR")
        if any(way.without and not way.parts for way in ways):
            raise _NotUnderstoodError("NOT cannot stand alone beside OR: write gas OR (coal NOT water)")
        asked = [_simple(way) for way in ways if way.parts]
        if len(asked) < len(ways):
            self.say("OR stands between two words: water OR gas")
        return AllOf((_simple(OneOf(tuple(asked))),)) if asked else AllOf(())

    def _every(self) -> AllOf:
        """Parts that must all occur, up to an OR, a closing parenthesis or the end."""
        found = AllOf(())
        asked = False  # whether AND has something before it
        while self._at < len(self._tokens) and self._tokens[self._at].kind not in {"OR", ")"}:
            joined = self._take("AND")
            holds = True
            denied = False
            while self._take("NOT"):
                holds = not holds
                denied = True
            part = self._part(holds=holds)
            if part is None:
                if denied:
                    self.say("NOT stands before what is to be left out: gas NOT water")
                elif joined:
                    self.say("AND stands between two words: water AND gas")
                continue
            if joined and not asked:
                self.say("AND stands between two words: water AND gas")
            asked = True
            wanted, unwanted = (part.parts, part.without) if holds else _denied(part)
            found = AllOf(found.parts + wanted, found.without + unwanted)
        return found

    def _part(self, *, holds: bool) -> AllOf | None:
        """One term, group or filter; None where there is none."""
        while self._take("NEAR"):
            self.say(_NEAR_TAKES)
        if self._at == len(self._tokens) or self._tokens[self._at].kind in {"AND", "OR", "NOT", ")"}:
            return None
        token = self._tokens[self._at]
        self._at += 1
        if token.node:
            return AllOf((self._neighbours(token.node),))
        if token.kind == "(":
            return self._group(holds=holds)
        if token.kind == "headline":
            return self._headline(holds=holds)
        self._filters.append((token.kind, token.value, holds))
        return AllOf(())

    def _headline(self, *, holds: bool) -> AllOf | None:
        """What stands behind ``headline:``; a NOT there turns it round, as one before it does."""
        denied = False
        while self._take("headline") or self._take("NOT"):
            denied ^= self._tokens[self._at - 1].kind == "NOT"
        part = self._part(holds=holds is not denied)
        if part is None:
            self.say("headline: stands before a word or a phrase: headline:water")
            return None
        found = AllOf(tuple(map(_in_headline, part.parts)), tuple(map(_in_headline, part.without)))
        return AllOf(*_denied(found)) if denied else found

    def _group(self, *, holds: bool) -> AllOf | None:
        """What stands in parentheses."""
        filters = len(self._filters)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _NotUnderstoodError(f"parentheses within parentheses: at most {_DEEPEST} deep")
        part = self._either()
        self._depth -= 1
        self._take(")")
        if not holds and len(self._filters) > filters:
            raise _NotUnderstoodError("NOT stands right before a filter: NOT is:read")
        return part if part.parts or part.without or len(self._filters) > filters else None

    def _neighbours(self, node: Term | Near) -> Term | Near:
        """A term, or those with NEAR between them."""
        while self._at < len(self._tokens) and self._tokens[self._at].kind == "NEAR":
            within = _within(self._tokens[self._at].value)
            self._at += 1
            following = self._tokens[self._at] if self._at < len(self._tokens) else None
            if following is None or following.node is None:
                if following and following.kind in {"(", "headline", "date", "is"}:
                    raise _NotUnderstoodError(_NEAR_TAKES)
                self.say(_NEAR_TAKES)
                break
            self._at += 1
            before = node.within if isinstance(node, Near) else 0
            node = Near(_terms(node) + _terms(following.node), max(before, within))
        return node


def _names_joined(tokens: Iterable[_Token]) -> list[_Token]:
    """The tokens, with each name of two words one term, as if it had its hyphen: ``nur sultan``."""
    found: list[_Token] = []
    for token in tokens:
        nodes = [each.node for each in (*found[-1:], token)]
        pair = [node for node in nodes if isinstance(node, Term) and not node.exact]
        words = tuple(word for term in pair for word in term.runs[0].words)
        if len(pair) == len(words) == 2 and not pair[0].runs[0].prefix and is_name(*words):
            run = Run(words, pair[1].runs[0].prefix)
            found[-1] = _Token("term", node=Term((run,)))
        else:
            found.append(token)
    return found


_NEAR_TAKES = "NEAR stands between two words or phrases: water NEAR/5 gas"


def _within(figure: str) -> int:
    return min(int(figure), _FARTHEST) if figure else _NEAR


def _terms(node: Term | Near) -> tuple[Term, ...]:
    return (node,) if isinstance(node, Term) else node.terms


def _initials(written: str) -> tuple[Run, ...]:
    """The other way to write what was typed as ``US``: ``U.S.``, which is two words."""
    if not _CAPITALS.fullmatch(written) or _OPERATOR.fullmatch(written):
        return ()
    return (Run(tuple(written.lower())),)


_CAPITALS = re.compile("[A-Z]{2,4}")


def _simple(node: AllOf | OneOf) -> Node:
    """The only part of a node that has one; else the node."""
    return node if len(node.parts) > 1 or (isinstance(node, AllOf) and node.without) else node.parts[0]


def _denied(found: AllOf) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """What is wanted, and what is not, where ``found`` is to be left out."""
    if found.parts:
        return (), (_simple(found),)
    return ((_simple(OneOf(found.without)),) if found.without else ()), ()


def _in_headline(node: Node) -> Node:
    if isinstance(node, Term):
        return replace(node, headline=True)
    if isinstance(node, Near):
        return replace(node, terms=tuple(replace(term, headline=True) for term in node.terms))
    if isinstance(node, OneOf):
        return OneOf(tuple(map(_in_headline, node.parts)))
    return AllOf(tuple(map(_in_headline, node.parts)), tuple(map(_in_headline, node.without)))


def _days(value: str) -> Days:
    """The days that a filter names.

    Raises:
        _NotUnderstoodError: it names none.
    """
    if not value:
        raise _NotUnderstoodError(f"date: needs a day, a month or a year: {_DATES}")
    if days := read_days(value):
        return days
    raise _NotUnderstoodError(f"date:{value[:30]} is no date: write {_DATES}")


_UNDATED = "undated"
_DATES = "date:2025-12-10, date:2025-12, date:12-dec, date:last-week or date:2025-12-01..2025-12-10"


def _mark(value: str) -> tuple[str, bool]:
    """The mark that a filter names, and whether it is to be there.

    Raises:
        _NotUnderstoodError: it names none.
    """
    if value not in _MARKS:
        known = "is:unread, is:read or is:bookmarked"
        raise _NotUnderstoodError(
            f"is:{value[:30]} is not known: {known}" if value else f"is: needs a mark: {known}"
        )
    return _MARKS[value]


_MARKS = {"read": ("read", True), "unread": ("read", False), "bookmarked": ("bookmarked", True)}
