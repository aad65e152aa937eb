"""What the wording of a line, and of the text above and below, says about a headline (docs/headlines.md).

A person sees at once that the text above says goodbye, that the text below tells when something happened, or
that a line is called *Next steps*. The words here are words of news pages and articles in general, never the
words of a topic or of a site. `evidence.SIGNS` has the weight of each sign.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from careader.capture.blocks import Piece
from careader.capture.models import PARAGRAPH

_LEAD = 300  # the characters at the beginning of the text below that are read
_CLOSE = 250  # the characters at the end of the text above that are read

_WORD = re.compile(r"\w+")
_SHORT = 260  # the characters of a text that is too short to say goodbye or to tell when
OFTEN_GOODBYE, OFTEN_WHEN = 0.20, 0.28
"""The share of lines with each of these signs: its measure where the text is too short for the sign."""

_WHEN = frozenset(
    """
    today yesterday tomorrow recent recently ago since post series blog
    announce announced announces announcing
    monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december
    """.split()
).union(map(str, range(1900, 2100)))
_WHEN_PHRASES = (
    *(
        f" this {time} "
        for time in "week month year morning spring summer fall autumn winter article".split()
    ),
    *(f" last {time} " for time in "week month year night spring summer fall autumn winter".split()),
    *(f" {glad} to " for glad in "pleased excited happy thrilled proud delighted glad".split()),
    " earlier this ",
)
_GOODBYE = frozenset(
    """
    thank thanks touch please hope question questions contact email mail join welcome tuned feedback comment
    comments register subscribe follow visit stay apply submit watch download soon originally conclusion
    """.split()
)
_GOODBYE_PHRASES = tuple(
    f" {phrase} "
    for phrase in (
        "happy to, look forward, looking forward, can t wait, see you, next time, let us know, learn more, "
        "more information, for more, find out, read more, sign up, reach out, share your, check out, "
        "don t forget, we d love"
    ).split(", ")
)
_ADDRESS = ("@", "http", "www.")
_TO_READER = re.compile(r"\byou(?:rs?|rself)?\b")
_HEADS_END = re.compile(
    r"(?:(?:in )?conclu|(?:in )?summary|to sum|wrap|final|next steps?|what[’']?s next|what comes next|"
    r"(?:looking|moving|going) (?:ahead|forward)|the (?:road|path|way|future)\b|get(?:ting)? involved|"
    r"(?:learn|read) more|more (?:information|about|on|resources)|further|resources?\b|references?\b|"
    r"acknowledge?ments?|thank|about (?:the )?(?:author|us)|contact|questions|future|upcoming|related|"
    r"how (?:to|can (?:i|you)) (?:get|apply|join|contribute|participate|help)|where (?:to|can)|join us|"
    r"stay|want|interested|credits|appendix|feedback|have (?:a )?questions)"
)
_HEADS_SECTION = re.compile(
    r"(?:introduction|intro\b|background|overview|history|context|about|lessons?\b|key |takeaways|results?\b|"
    r"methods?\b|methodology|goals?\b|features?\b|benefits?\b|challenges?\b|limitations|requirements?\b|details|"
    r"timeline|impact\b|outcomes?\b|discussion|examples?\b|steps?\b|tips?\b|notes?\b|other|additional|definition|"
    r"getting started|who\b|where\b|when\b|what (?:is|are|it|this|we|does|do|did|to|happen)|"
    r"why (?:is|are|it|this|we|now|do|does)|how (?:it works|we|does|do|did|is|are)|"
    r"the (?:problem|solution|challenge|process|team|approach|results?|big picture|bottom line)\b|"
    r"our (?:approach|process|work|team|goal|mission|vision|solution|method))"
)
_ANNOUNCES = re.compile(
    r"(?:announc|introduc|launch|welcom|meet\b|call for|building|inside|from\b|help\b|report|interview|"
    r"releas|celebrat|unveil|present|recap)"
    r"|.*\b(?:announces?|launch(?:es|ed)?|releas(?:es|ed)|joins?|elects?|named|wins?|available|is here|"
    r"(?:is|are) (?:now|coming)|newsletter|update|report|review|survey|recap)\b"
)
_FUNCTION = frozenset(
    "a an the and or but if so as to of in on at for by with from is are was be been has have it its this"
    " that you your we our us not can will do does did".split()
)


def measure_wording(pieces: Sequence[Piece], lines: Sequence[int]) -> list[list[float]]:
    """For each line (an index, ascending), the measure of every sign of its wording.

    The order is that of the signs in ``evidence.SIGNS``, from ``goodbye`` on. Where the text up to the next
    line, or from the last line, is very short, missing words say nothing: the measure is the usual one.
    """
    folded = [pieces[at].text.lower() for at in lines]
    ends = [*accumulate((len(piece.text) + sum(map(len, piece.items)) for piece in pieces), initial=0)]
    between = [ends[end] - ends[at + 1] for at, end in pairwise((-1, *lines, len(pieces)))]
    measures = []
    for n, (at, line) in enumerate(zip(lines, folded, strict=True)):
        last = folded[n - 1] if n else ""
        following = folded[n + 1] if n + 1 < len(lines) else ""
        above = _end_of(pieces[at - 1]) if at else ""
        below = pieces[at + 1] if at + 1 < len(pieces) and pieces[at + 1].kind is PARAGRAPH else None
        lead = below.text[:_LEAD].lower() if below else ""
        question = line.endswith("?")
        measures.append(
            [
                says_goodbye(above) or (OFTEN_GOODBYE if between[n] < _SHORT else 0),
                "you" in above and _TO_READER.search(above) is not None,
                above.endswith(":"),
                tells_when(lead) or (OFTEN_WHEN if between[n + 1] < _SHORT else 0),
                below is not None and below.text.endswith(":"),
                heads_end(last),
                heads_end(line) or heads_section(line),
                announces(line),
                function_words(line),
                any(map(str.isdigit, line)),
                question and (last.endswith("?") or following.endswith("?")),
            ]
        )
    return measures


def _end_of(piece: Piece) -> str:
    """The last words of a block, in lower case."""
    text = piece.items[-1] if piece.items else piece.text
    return text[-_CLOSE:].lower()


@lru_cache(4096)  # a story's texts stand on several pages
def says_goodbye(end: str) -> bool:
    """Whether a text ends as articles end: it thanks, invites, or gives an address."""
    return any(sign in end for sign in _ADDRESS) or _has(end, _GOODBYE, _GOODBYE_PHRASES)


@lru_cache(4096)
def tells_when(lead: str) -> bool:
    """Whether a text begins as articles begin: it tells when, or announces. A section seldom does either."""
    return _has(lead, _WHEN, _WHEN_PHRASES)


def _has(text: str, words: frozenset[str], phrases: Sequence[str]) -> bool:
    """Whether a text in lower case has one of some words or phrases: a tenth of the time of a pattern."""
    found = _WORD.findall(text)
    if not words.isdisjoint(found):
        return True
    spaced = f" {' '.join(found)} "
    return any(phrase in spaced for phrase in phrases)


@lru_cache(4096)
def heads_end(line: str) -> bool:
    """Whether a title heads the end of an article, such as *Next steps*: the next is often a headline."""
    return _HEADS_END.match(line) is not None


@lru_cache(4096)
def heads_section(line: str) -> bool:
    """Whether a title begins as headings of sections do: it says nothing without the headline above it."""
    return _HEADS_SECTION.match(line) is not None


@lru_cache(4096)
def announces(line: str) -> bool:
    """Whether a title tells of an event, or begins as headlines begin. Few section headings do."""
    return _ANNOUNCES.match(line) is not None


@lru_cache(4096)
def function_words(line: str) -> float:
    """The share of words of grammar. Lines with many are sentences, and headlines leave such words out."""
    words = line.split()
    return sum(word.strip(".,:;?!\"'“”‘’()") in _FUNCTION for word in words) / len(words) if words else 0.0
