"""Finding the box with the text of a page that is one article."""

from collections.abc import Sequence
from itertools import accumulate

from careader.intake.html.titles import in_body, letters_in
from careader.intake.html.walk import Box, Run

_PARAGRAPH = 25  # the fewest letters of a block that counts as text
_LINKED = 0.5  # the largest share of link letters in a block that counts as text
_CLIMBS = 1.25  # an outer box must have so many times the text of the inner box
_FEW_LINKS = 0.3  # the largest share of link letters in an outer box
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "pre", "dd", "td"})
_SAME_MAKE = 0.8  # the least share of the text around a box with the same classes as in the box
_AS_LONG = 0.4  # of the length of the paragraphs of a text, that those around it have at least on average
_USUAL = 200  # letters of a paragraph; a longer one makes no others too short
_SHARE = 0.35  # the least share of all text in a box with a class of article bodies


def weight_of(run: Run) -> int:
    """The weight of a block as evidence that its box has the text of the article, in letters."""
    if run.box.furniture or run.level or run.linked > _LINKED * len(run.text):
        return 0
    letters = letters_in(run.text)
    return letters if letters >= _PARAGRAPH else 0


def body_of(runs: Sequence[Run], boxes: Sequence[Box], head: int | None) -> Box:
    """The smallest box with the text of the article.

    Args:
        runs: the blocks of the page.
        boxes: the boxes of the blocks.
        head: the index of the headline, or None. Blocks above the headline count less.
    """
    weights = [weight_of(run) for run in runs]
    _without_teasers(runs, weights)
    sums = [0, *accumulate(weights)]
    named = {id(box): box for run in runs if (box := in_body(run)) is not None and not box.furniture}
    best = max(named.values(), key=lambda box: sums[box.end] - sums[box.first], default=None)
    if best is not None and sums[best.end] - sums[best.first] >= _SHARE * sums[-1]:
        return _with_others(best, [*named.values()], sums)
    scores = _scores(runs, weights, head)
    if not scores:
        return boxes[0]
    _, top = max(scores.values(), key=lambda each: (each[0], -each[1].first))
    return _widened(runs, weights, sums, top)


def _with_others(best: Box, named: Sequence[Box], sums: Sequence[int]) -> Box:
    """A box that is marked as the text, or the box around several such boxes of equal markup in a row."""
    for outer in [*best.around()][1:3]:
        if outer.tag == "body":
            break
        inside = [box for box in named if box.names == best.names and box.within(outer)]
        letters = sum(sums[box.end] - sums[box.first] for box in inside)
        whole = sums[outer.end] - sums[outer.first]
        if len(inside) > 1 and letters >= _SAME_MAKE * whole:
            return outer
    return best


def _scores(runs: Sequence[Run], weights: Sequence[int], head: int | None) -> dict[int, tuple[float, Box]]:
    """The score of each box, by its ``id``: the weight of its blocks; blocks of inner boxes count less."""
    scores: dict[int, tuple[float, Box]] = {}
    for run, letters in zip(runs, weights, strict=True):
        if not letters:
            continue
        weight = float(letters)
        box = run.box
        if box.tag in _PARAGRAPHS and box.parent is not None:
            weight = weight / 3 if box.tag == "li" else weight
            box = box.parent
        if head is not None and box.end <= head:
            weight /= 4
        for share, outer in zip((1.0, 0.5, 0.25), box.around(), strict=False):
            score, _ = scores.get(id(outer), (0.0, outer))
            scores[id(outer)] = (score + share * weight, outer)
    return scores


def _widened(runs: Sequence[Run], weights: Sequence[int], sums: Sequence[int], top: Box) -> Box:
    """A box, or an outer box with much more text of the same kind, as where an advert divides a text."""
    for outer in [*top.around()][1:-1]:
        inside = [run for run in runs[outer.first : outer.end] if not run.box.furniture]
        linked = sum(run.linked for run in inside)
        held, more = sums[top.end] - sums[top.first], sums[outer.end] - sums[outer.first]
        few_links = linked < _FEW_LINKS * (sum(len(run.text) for run in inside) or 1)
        if more >= _CLIMBS * held and few_links and _alike(runs, weights, outer, top):
            top = outer
    return top


def _without_teasers(runs: Sequence[Run], weights: list[int]) -> None:
    """Set the weight of text below a heading that is a link to 0: such text belongs to another article."""
    titles = [at for at, run in enumerate(runs) if run.level]
    for n, at in enumerate(titles):
        if runs[at].whole_link and not runs[at].box.furniture:
            end = titles[n + 1] if n + 1 < len(titles) else len(runs)
            texts = [below for below in range(at + 1, end) if weights[below]]
            if len(texts) <= 2:
                for below in texts:
                    weights[below] = 0


def _alike(runs: Sequence[Run], weights: Sequence[int], outer: Box, inner: Box) -> bool:
    """Whether the text around ``inner`` is like its own text: long blocks, no headings that are links."""
    around = [*range(outer.first, inner.first), *range(inner.end, outer.end)]
    long = [at for at in around if weights[at]]
    linked = sum(1 for at in around if runs[at].level and runs[at].whole_link)
    if not long or linked > 1:
        return False
    own = [at for at in range(inner.first, inner.end) if weights[at]]
    makes = {runs[at].box.names for at in own} - {""}
    same = sum(weights[at] for at in long if runs[at].box.names in makes)
    if same > _SAME_MAKE * sum(weights[at] for at in long):
        return True
    tags = {runs[at].box.tag for at in own}
    same_tag = [at for at in long if runs[at].box.tag in tags]
    if not own or not same_tag:
        return not own
    around_it = sum(weights[at] for at in same_tag) / len(same_tag)
    in_it = sum(weights[at] for at in own) / len(own)
    return bool(around_it > _AS_LONG * min(in_it, _USUAL))
