"""The choice of the first headline of a page among the lines above its first text."""

from collections.abc import Sequence

from careader.capture.blocks import Piece
from careader.capture.bylines import byline_of
from careader.capture.days import read_day_within
from careader.capture.marking import is_prose
from careader.capture.models import FURNITURE
from careader.capture.roles import BYLINE
from careader.capture.surroundings import BYLINED, LEVELLED, LOWER, NAMED, SHORT, TWICE, is_deck
from careader.text import fold

_MOST_FIRST = 40  # the most lines above the first text that may be the first headline
_SEVERAL = 2  # the fewest lines further down with the same kind of furniture right above
_ABOVE = 8  # the blocks above these lines that may have the path to the page, or its title


def choose_first(pieces: Sequence[Piece]) -> tuple[int | None, float]:
    """Choose the headline among the lines above the first text of a page.

    Returns:
        The index of the headline, or None where no line is above the text; and the confidence of the choice,
        0.0 to 1.0.
    """
    text = next((at for at, piece in enumerate(pieces) if is_prose(piece)), len(pieces))
    opens = [at for at in range(text) if pieces[at].kind is None]
    opens = opens[-_MOST_FIRST:] if text < len(pieces) else opens[:_MOST_FIRST]
    if not opens:
        return None, 1.0
    if len(opens) == 1:
        return opens[0], _certain(pieces[opens[0]])
    scores = [_score_first(pieces, opens, n) for n in range(len(opens))]
    best = max(range(len(opens)), key=scores.__getitem__)
    others = sum(2.0 ** (score - scores[best]) for n, score in enumerate(scores) if n != best)
    return opens[best], 1 / (1 + others) * _certain(pieces[opens[best]])


def _certain(piece: Piece) -> float:
    """The factor of the confidence in a first headline: a line of one or two words may name a section."""
    return 0.75 if len(piece.text.split()) < SHORT else 1.0


def _is_signed(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the furniture right below a line names an author. A day alone can be that of the page."""
    for piece in pieces[at + 1 :]:
        if piece.kind is not FURNITURE:
            break
        if piece.role == BYLINE and (byline := byline_of(piece.text)) and byline.name:
            return True
    return False


def _has_usual_above(pieces: Sequence[Piece], last: int, at: int) -> bool:
    """Whether the furniture right above a line stands above several lines further down, such as a day."""
    if not at or pieces[at - 1].role != BYLINE:
        return False
    below = zip(pieces[last:], pieces[last + 1 :], strict=False)
    return sum(above.role == BYLINE and piece.kind is None for above, piece in below) >= _SEVERAL


def _score_first(pieces: Sequence[Piece], opens: Sequence[int], n: int) -> float:
    """The score of a line as the first headline, in bits.

    Args:
        pieces: the blocks of the page.
        opens: the indices of the lines that may be the first headline.
        n: the line, by its place in ``opens``.
    """
    at = opens[n]
    piece, words = pieces[at], pieces[at].text.count(" ") + 1
    score = -3.0 if words <= 2 else 0.0 if words <= SHORT else 3.0  # words
    score += 8 * any(sign in piece.signs for sign in (BYLINED, NAMED, TWICE))
    score += 4 * _is_signed(pieces, at)
    score -= 8 * (read_day_within(piece.text, row=True) is not None)
    score += 5 * _has_usual_above(pieces, opens[-1], at)
    score += 6 * (LEVELLED in piece.signs) - 4 * (LOWER in piece.signs)
    last = n == len(opens) - 1
    longer = [pieces[other].text.count(" ") >= SHORT for other in opens]
    score += 2 * last if not any(longer[:n]) else -2.0 * (not longer[n])
    score += 2.0 * (longer[n] and not any(longer[:n]))
    others = [
        fold(pieces[other].text) for other in range(max(opens[0] - _ABOVE, 0), opens[-1] + 1) if other != at
    ]
    line = fold(piece.text)
    if words > SHORT:  # the path to the page and the page's title often repeat the headline
        score += 8 * any(other.endswith(f" {line}") or other.startswith(f"{line} ") for other in others)
        score -= 8 * any(
            line.startswith(f"{fold(pieces[other].text)} ") or line.endswith(f" {fold(pieces[other].text)}")
            for other in opens
            if other != at and pieces[other].text.count(" ") >= SHORT
        )
        score -= 6 * any(is_deck(piece.text, pieces[other].text) for other in opens[:n])
    else:
        score -= 4 * any(other.startswith(f"{line} ") for other in others)
    return score
