"""Deciding which short lines within an article are section headings."""

import re

from careader.capture.blocks import title_case
from careader.capture.models import Kind

_CODE = re.compile(r"[<>{}=_$|\\]|--")


def is_section_heading(text: str, below: Kind | None, *, headline_above: bool) -> bool:
    """Whether a title-like line that is not a headline is a section heading, not a short paragraph.

    Args:
        text: the line.
        below: the kind of the block below by its form; None for another line that looks like a title.
        headline_above: whether the line is right below a headline, where a lead is expected.
    """
    words = text.count(" ") + 1
    titled = title_case(text) > 0.8  # all words, except some such as "with"
    if _CODE.search(text) or text[-1] == "”" or text[0] in "“(":
        return False
    if headline_above and words > 5:
        return titled
    if text[-1] == "!":
        return titled or words <= 4
    if text[-1] == "?":
        return titled or below is not None
    return titled or words <= 16
