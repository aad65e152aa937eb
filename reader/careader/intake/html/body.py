"""Finding the box with the text of a page that is one article."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from careader.intake.html.titles import in_body, is_body_text, letters_in
from careader.intake.html.walk import Box, Run

_PARAGRAPH = 25  # the fewest letters of a block that counts as text
_LINKED = 0.5  # the largest share of link letters in a block that counts as text
_CLIMBS = 1.25  # an outer box must have so many times the text of the inner box
_FEW_LINKS = 0.3  # the largest share of link letters in an outer box
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "pre", "dd", "td"})
_SAME_MAKE = 0.8  # the least share of the text around a box with the same classes as in the box
_AS_LONG = 0.4  # of the length of the paragraphs of a text, that those around it have at least on average
_OF_ONE_MAKE = 0.6  # the least share of the blocks of text around a box with the same classes as in the box
_LEVELS = 6  # the boxes around a part of a text in which another part may be
_USUAL = 200  # letters of a paragraph; a longer one makes no others too short
_FEWEST_TOGETHER = 4  # paragraphs side by side of a page that is one article
_SHARE = 0.35  # the least share of all text in a box with a class of article bodies


def has_body(runs: Sequence[Run], titles: Sequence[int]) -> bool:
    """Whether most paragraphs of a page stand side by side in one box, without linked titles between them.

    Args:
        runs: the blocks of the page.
        titles: the indices of the blocks that would be headlines if the page were a list.
    """
    together: dict[int, list[int]] = defaultdict(list)
    for at, run in enumerate(runs):
        if run.box.tag == "p" and is_body_text(run):
            together[id(run.box.parent)].append(at)
    most = max(together.values(), key=len, default=[])
    if len(most) < _FEWEST_TOGETHER or 2 * len(most) < sum(map(len, together.values())):
        return False
    box = runs[most[0]].box.parent
    return not any(runs[at].whole_link and runs[at].box.parent is box for at in titles)


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
    """A box that is marked as the text, or the box around several such boxes and hardly any other text."""
    for outer in [*best.around()][1:_LEVELS]:
        inside = [box for box in named if box.within(outer)]
        apart = [box for box in inside if not any(box is not other and box.within(other) for other in inside)]
        letters = sum(sums[box.end] - sums[box.first] for box in apart)
        if outer.tag == "body" or letters < _SAME_MAKE * (sums[outer.end] - sums[outer.first]):
            break
        if len(apart) > 1 and all(box.tag == best.tag for box in apart):
            best = outer
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
        letters = sum(len(run.text) for run in inside) or 1
        if more < _CLIMBS * held:
            continue
        if (linked < _FEW_LINKS * letters and _alike(runs, weights, outer, top)) or (
            linked < _LINKED * letters and _of_one_make(runs, weights, outer, top)
        ):
            top = outer
    return top


def _of_one_make(runs: Sequence[Run], weights: Sequence[int], outer: Box, inner: Box) -> bool:
    """Whether most text of ``outer`` has the markup of that of ``inner``, as where each block has a box."""

    def makes(box: Box) -> list[tuple[str, str]]:
        return [(runs[at].box.tag, runs[at].box.classes) for at in range(box.first, box.end) if weights[at]]

    own = {make for make in makes(inner) if make[1]}
    same = sum(make in own for make in makes(outer))
    return same >= _FEWEST_TOGETHER and same >= _OF_ONE_MAKE * len(makes(outer))


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
    makes = {runs[at].box.classes for at in own} - {""}
    same = sum(weights[at] for at in long if runs[at].box.classes in makes)
    if same > _SAME_MAKE * sum(weights[at] for at in long):
        return True
    tags = {runs[at].box.tag for at in own}
    same_tag = [at for at in long if runs[at].box.tag in tags]
    if not own or not same_tag:
        return not own
    around_it = sum(weights[at] for at in same_tag) / len(same_tag)
    in_it = sum(weights[at] for at in own) / len(own)
    return bool(around_it > _AS_LONG * min(in_it, _USUAL))
