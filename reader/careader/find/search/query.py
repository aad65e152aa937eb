"""Parsing the query language of search.

``read_query`` reads any text. FTS5 gets only quoted words, and operators that this package writes, so no
typed text is a syntax error of FTS5. docs/search.md describes the language to users.
"""

from dataclasses import dataclass, replace

from careader.find.search.filters import Filter, NotUnderstoodError, check, read_filter
from careader.find.search.terms import (
    AllOf,
    AnyFigure,
    Lookup,
    Near,
    Node,
    OneOf,
    Term,
    Together,
    in_headline,
    lookups,
)
from careader.find.search.tokens import MOST_CHARACTERS, QUOTES, Token, Tokens, read_words
from careader.text import safe

_DEEPEST = 4  # the deepest parentheses of a query; FTS5 parses about 20 levels, and `expression` adds levels
_NEAR = 10  # NEAR without a number: the most words between the parts, as in FTS5
_FARTHEST = 1000


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: words, filters, or both.

    Attributes:
        wanted: the node that an article must answer; None where no word is wanted.
        unwanted: the node that an article must not answer, in a query without wanted words: ``NOT water``
            asks for all articles without water. None where ``wanted`` is given.
        filters: the filters.
        order: ``oldest``, ``newest`` or ``best``; "" where no order was asked for.
        problem: why the query cannot be understood, in one line; all other attributes are then empty.
        said: a line for each part of the query that was skipped or changed.
    """

    wanted: Node | None = None
    unwanted: Node | None = None
    filters: tuple[Filter, ...] = ()
    order: str = ""
    problem: str = ""
    said: tuple[str, ...] = ()

    @property
    def lookups(self) -> tuple[Lookup, ...]:
        """The lookups of ``wanted``, to be highlighted in the articles found."""
        return tuple(lookups(self.wanted)) if self.wanted else ()

    @property
    def empty(self) -> bool:
        """Whether the query asks for nothing; an empty query finds nothing."""
        return self.wanted is None and self.unwanted is None and not self.filters and not self.order


def read_query(text: str) -> Query:
    """Parse the typed text of a search.

    Any text gives a query. Some wrong parts are skipped, and `Query.said` says so. Other wrong parts, such as
    a filter with an unknown value, give a `Query.problem`.
    """
    clean = safe(text.encode("utf-8", "replace").decode()).translate(QUOTES).strip()
    try:
        reader = _Reader(clean[:MOST_CHARACTERS])
    except NotUnderstoodError as error:
        return Query(problem=str(error))
    try:
        found = reader.query()
    except NotUnderstoodError as error:
        # Without the words behind the last that is looked for, a good query may be left without an end.
        return Query(problem=reader.too_long or str(error))
    if found.empty and clean:
        return Query(problem=found.said[0] if found.said else _NO_FIGURE if clean[0] in "$€£%" else _NO_WORD)
    if len(clean) > MOST_CHARACTERS:
        line = f"only the first {MOST_CHARACTERS:,} characters are looked at"
        return replace(found, said=(line, *found.said))
    return found


def read_within(text: str) -> tuple[Lookup, ...]:
    """Parse the text of a search within the open article: its lookups.

    With an operator or a figure, the text is a query, of which only the wanted words count. Else the text has
    words and phrases, the last word perhaps half-typed (`read_words`).
    """
    query = read_query(text)
    plain = all(isinstance(each, Term) for each in query.lookups)
    if not query.lookups or (plain and not _OPERATORS.intersection(text.split())):
        return read_words(text)
    return query.lookups


class _Reader:
    """Parses the tokens of a query, one by one."""

    def __init__(self, text: str) -> None:
        tokens = Tokens()
        self._tokens = tokens.read(text)
        self._said = tokens.said
        self._say = tokens.say
        self._at = 0
        self._depth = 0
        self._filters: list[Filter] = []

    @property
    def too_long(self) -> str:
        """The message that a query has more words than a search uses; "" for any other query."""
        return next((line for line in self._said if line.startswith("only the first")), "")

    def query(self) -> Query:
        found = AllOf(())
        while self._at < len(self._tokens):
            part = self._either()
            found = AllOf(found.parts + part.parts, found.without + part.without)
            self._take(")")  # a parenthesis that was never opened
        check(self._filters)
        orders = [each.values[0] for each in self._filters if each.name == "order"]
        if len(set(orders)) > 1:
            self._say(f"one order at a time: order:{orders[-1]}")
        return Query(
            wanted=_simple(found) if found.parts else None,
            unwanted=_simple(OneOf(found.without)) if found.without and not found.parts else None,
            filters=tuple(dict.fromkeys(each for each in self._filters if each.name != "order")),
            order=orders[-1] if orders else "",
            said=tuple(self._said),
        )

    @property
    def _next(self) -> Token:
        """The next token; after the last token, an empty token without a kind."""
        return self._tokens[self._at] if self._at < len(self._tokens) else Token("", "")

    def _take(self, *kinds: str) -> Token | None:
        token = self._next
        if token.kind and token.kind in kinds:
            self._at += 1
            return token
        return None

    def _either(self) -> AllOf:
        """Parse parts with OR between them, up to a closing parenthesis or the end."""
        filters, begin = len(self._filters), self._at
        ways = [self._every()]
        while self._take("OR"):
            ways.append(self._every())
        if len(ways) == 1:
            return ways[0]
        if len(self._filters) > filters:
            raise NotUnderstoodError(
                f"a filter holds for the whole search and cannot stand beside OR{self._apart(begin)}"
            )
        if any(way.without and not way.parts for way in ways):
            raise NotUnderstoodError("NOT cannot stand alone beside OR: write gas OR (coal NOT water)")
        asked = [_simple(way) for way in ways if way.parts]
        if len(asked) < len(ways):
            self._say("OR stands between two words: water OR gas")
        return AllOf((_simple(OneOf(tuple(asked))),)) if asked else AllOf(())

    def _apart(self, begin: int) -> str:
        """The advice how to write a query in which a filter stands within a group with OR.

        Args:
            begin: the index of the first token of the group.
        """
        before, group, after = (
            self._tokens[:begin],
            self._tokens[begin : self._at],
            self._tokens[self._at :],
        )
        if before[-1:] and before[-1].kind == "(" and after[:1] and after[0].kind == ")":
            before, after = before[:-1], after[1:]
        words: list[str] = []
        filters: list[str] = []
        for token in group:
            if token.kind == "filter":
                denied = []
                while words and words[-1] in {"NOT", "-"}:
                    denied.append(words.pop())
                filters.append(("NOT " if len(denied) % 2 else "") + token.text)
            else:
                words.append(token.text)
        if {*words} == {"OR"} and all(each.startswith("kind:") for each in filters):
            parts = [f"kind:{','.join(each.removeprefix('kind:') for each in filters)}"]
        elif len(words) < 3 or words[0] == "OR" or words[-1] == "OR":
            parts = []
        else:
            parts = [f"({' '.join(words)})", *filters]
        around = [token.text for token in before], [token.text for token in after]
        better = " ".join((*around[0], *parts, *around[1])).replace("- ", "-")
        if not parts or read_query(better).problem:
            return ": ask for the one first, then for the other"
        return f": {better}"

    def _every(self) -> AllOf:
        """Parse parts that must all occur, up to an OR, a closing parenthesis or the end."""
        found = AllOf(())
        asked = False  # whether a part precedes an AND
        while self._next.kind not in {"", "OR", ")"}:
            joined = self._take("AND")
            holds = True
            denied = False
            while self._take("NOT"):
                holds = not holds
                denied = True
            part = self._part(holds=holds)
            if part is None:
                if denied:
                    self._say("NOT stands before what is to be left out: gas NOT water")
                elif joined:
                    self._say(_AND_BETWEEN)
                continue
            if joined and not asked:
                self._say(_AND_BETWEEN)
            asked = True
            wanted, unwanted = (part.parts, part.without) if holds else _denied(part)
            found = AllOf(found.parts + wanted, found.without + unwanted)
        return found

    def _part(self, *, holds: bool) -> AllOf | None:
        """Parse one term, group or filter; None where the next token begins none of them.

        Args:
            holds: False after a NOT.
        """
        while token := self._take("NEAR", "SAME"):
            self._say(_BETWEEN[token.kind])
        if self._next.kind in {"", "AND", "OR", "NOT", ")"}:
            return None
        token = self._next
        self._at += 1
        if token.node:
            return AllOf((self._neighbours(token.node),))
        if token.kind == "call":
            near = self._call(token)
            return AllOf((near,)) if near else None
        if token.kind == "(":
            return self._group(holds=holds)
        if token.kind == "headline":
            return self._headline(holds=holds)
        self._filters.append(read_filter(token.name, token.value, holds=holds))
        return AllOf(())

    def _headline(self, *, holds: bool) -> AllOf | None:
        """Parse the part after ``headline:``. A NOT before or after ``headline:`` negates the part."""
        denied = False
        while token := self._take("headline", "NOT"):
            denied ^= token.kind == "NOT"
        part = self._part(holds=holds is not denied)
        if part is None:
            self._say("headline: stands before a word or a phrase: headline:water")
            return None
        found = AllOf(tuple(map(in_headline, part.parts)), tuple(map(in_headline, part.without)))
        return AllOf(*_denied(found)) if denied else found

    def _group(self, *, holds: bool) -> AllOf | None:
        """Parse a group in parentheses, and the parts that NEAR or SAME joins to the group.

        Args:
            holds: False after a NOT.
        """
        filters = len(self._filters)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotUnderstoodError(f"parentheses within parentheses: at most {_DEEPEST} deep")
        part = self._either()
        self._depth -= 1
        self._take(")")
        if not holds and len(self._filters) > filters:
            raise NotUnderstoodError("NOT stands right before a filter: NOT is:read")
        if self._next.kind in _BETWEEN and (together := _together(part)):
            return AllOf((self._neighbours(together),))
        return part if part.parts or part.without or len(self._filters) > filters else None

    def _neighbours(self, node: Together) -> Together | Near:
        """Parse the terms that NEAR or SAME joins to a term; without such terms, returns the term itself."""
        parts, operators, within = [node], {self._next.kind}, 0
        while operator := self._take("NEAR", "SAME"):
            operators.add(operator.kind)
            if len(operators) > 1:
                raise NotUnderstoodError("NEAR and SAME do not mix: (water NEAR gas) (water SAME ice)")
            following = self._next
            self._at += 1
            if following.node:
                parts.append(following.node)
            elif following.kind == "(":
                parts.append(self._near_group(operator.kind))
            elif following.kind in {"headline", "filter", "call"}:
                raise NotUnderstoodError(_BETWEEN[operator.kind])
            elif following.kind == "NOT":
                raise NotUnderstoodError(
                    f"{_BETWEEN[operator.kind]}; NOT leaves whole articles out: water -gas"
                )
            else:
                self._at -= 1
                self._say(_BETWEEN[operator.kind])
                break
            within = max(within, _within(operator.value))
        if len(parts) == 1:
            return node
        return Near(tuple(parts), within if "NEAR" in operators else None)

    def _near_group(self, operator: str) -> Together:
        """Parse the group in parentheses after NEAR or SAME: words with OR between them."""
        filters = len(self._filters)
        together = _together(self._either())
        self._take(")")
        if together is None or len(self._filters) > filters:
            raise NotUnderstoodError(
                f"{_BETWEEN[operator]}; in parentheses stand words with OR: water {operator} (gas OR oil)"
            )
        return together

    def _call(self, call: Token) -> Near | Together | None:
        """Parse the words of ``NEAR(a b, 5)`` or ``SAME(a b)``, after the opening parenthesis."""
        parts: list[Together] = []
        figure = ""
        while self._next.kind:
            token = self._next
            self._at += 1
            if token.kind == ")":
                figure = token.value
                break
            if token.node:
                parts.append(token.node)
            elif token.kind == "(":
                parts.append(self._near_group(call.name))
            elif token.kind != "AND":
                example = "NEAR(water (gas OR oil), 5)" if call.name == "NEAR" else "SAME(water (gas OR oil))"
                raise NotUnderstoodError(f"{call.name} takes words and phrases only: {example}")
        if not parts:
            example = "NEAR(water gas, 5)" if call.name == "NEAR" else "SAME(water gas)"
            self._say(f"{call.name}( needs words and a closing parenthesis: {example}")
            return None
        if len(parts) == 1:
            return parts[0]
        return Near(tuple(parts), _within(figure) if call.name == "NEAR" else None)


_OPERATORS = {"AND", "OR", "NOT"}
_NO_WORD = "no word to look for: letters or digits are needed"
_NO_FIGURE = "no word to look for: $# finds any amount of money, %# any share, # any figure"
_AND_BETWEEN = "AND stands between two words: water AND gas"
_BETWEEN = {
    "NEAR": "NEAR stands between two words or phrases: water NEAR/5 gas",
    "SAME": "SAME stands between two words or phrases of one sentence: water SAME gas",
}


def _within(figure: str) -> int:
    return min(int(figure), _FARTHEST) if figure else _NEAR


def _together(found: AllOf) -> Together | None:
    """A group as a part of NEAR or SAME: one term, or terms with OR between them; None for other groups."""
    if len(found.parts) != 1 or found.without:
        return None
    (node,) = found.parts
    parts = node.parts if isinstance(node, OneOf) else (node,)
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, OneOf) else (part,)
    if not all(isinstance(part, Term | AnyFigure) for part in flat):
        return None
    return OneOf(tuple(flat)) if len(flat) > 1 else flat[0]  # type: ignore[return-value]  # terms and figures


def _simple(node: AllOf | OneOf) -> Node:
    """The part of a node with only one part; else the node itself."""
    return node if len(node.parts) > 1 or (isinstance(node, AllOf) and node.without) else node.parts[0]


def _denied(found: AllOf) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The wanted nodes, and the unwanted nodes, of the negation of ``found``."""
    if found.parts:
        return (), (_simple(found),)
    return ((_simple(OneOf(found.without)),) if found.without else ()), ()
