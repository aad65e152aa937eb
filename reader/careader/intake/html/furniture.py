"""Finding boxes of furniture: blocks that belong to no article, such as menus and share buttons."""

import re
from collections import Counter
from itertools import accumulate

from careader.intake.html.walk import Box, Run

_TAGS = frozenset({"nav", "aside", "footer", "form", "dialog", "menu", "fieldset"})
_ROLES = frozenset(
    {
        "navigation",
        "complementary",
        "banner",
        "contentinfo",
        "search",
        "dialog",
        "alert",
        "alertdialog",
        "menu",
    }
    | {"menubar", "toolbar", "tablist", "form", "button"}
)
_WORDS = r"""
    (?:main|site|top|sub|mega|mobile|foot)?-?(?:nav|navbar|navigation|menus?) (?:left|right)?-?side-?bars?
    (?<!article-)(?<!content-)(?<!story-)(?<!text-)widgets?(?=\s)
    widget-area masthead skip-?(?:link|to|nav)\S*
    (?:social|share|sharing|sharethis|addtoany|addthis|sharedaddy|jp-relatedposts|shares)(?:-?\w+)?
    related(?:-?\w+)* recommend(?:ed|ations?)? read-?(?:more|next|also|on)
    more-(?:stories|news|from|on|articles|posts)
    (?:also|next|prev|previous|latest|recent|popular|trending|top|most)-?(?:read|viewed|popular|commented)
    (?:also|next|prev|previous|latest|recent|popular|trending|top|most)-?(?:posts?|news|stories|articles)
    popular trending ticker-news cookies?(?:-?\w+)* consent gdpr\S* privacy newsletter\S*
    subscri(?:be|ption)\S*
    (?:kg-)?sign-?up\S* log-?in
    paywall comments?(?!-(?:enabled|disabled|open|closed|allowed|on|off)\s)(?:-[\w-]+)?
    respond disqus\S* replies
    ad ads adv advert\S* adsbygoogle ad-?(?:slot|unit|container|wrapper|box|banner|block|label) sponsor(?:ed)?
    promo(?:tion|s)? outbrain taboola\S* popup pop-up modal overlay lightbox tooltip
    bread-?crumbs? pagination pager page-numbers paging post-navigation nav-links
    (?:article|post)-info
    tags? tag-?(?:list|links|cloud) tags-links cat-links post-categories categories topics
    author-?(?:box|bio|card|info|block|profile|description) about-?(?:the-)?author bios?
    site-footer page-footer footer entry-footer post-footer copyright disclaimer colophon legal
    print(?:-only|-?button)? toolbar tools rating voting poll quiz sr-only screen-reader-text
    visually-?hidden video-?player audio-?player player call-to-action cta donate donation
    toc table-of-contents
    edit-?(?:link|section) mw-editsection noprint navbox reflist references infobox catlinks printfooter
"""
"""Regular expressions for parts of the classes and ids that sites give to furniture."""

_NOT_NAMED = ("-has", " has", "-no", " no", "with", "without", "hide", "show", "elementor", " so")
"""Words before such a part that change its meaning: ``has-sidebar``, ``no-ads``, ``elementor-widget``."""
_NAMES = re.compile(
    "".join(rf"(?<!{word})" for word in _NOT_NAMED) + rf"[\s_-](?:{'|'.join(_WORDS.split())})(?=[\s_])"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER = frozenset({"body", "main", "article", "html", "h1", "h2", "h3", "h4", "h5", "h6"})
_ARTICLE_NAMES = (" hentry ", " type-post ", " post ")
_OF_TEXT = frozenset({"p", "ul", "ol", "blockquote"})
"""Tags in which the class ``paywall`` means text that only subscribers see, not an offer to subscribe."""
_OF_LINKS = ("toc", "readmore", "read-more")
"""Names of lists of links: text in such a box is what unfolds there, or what such a list leads to."""
_PLACED = re.compile(
    r"(?:latest|recent|popular|trending|top|most)?-?(?:posts?|news|stories|articles|popular|trending|viewed|read)"
)
"""Matches names of lists of other stories, which may also name the place of one story in its own list."""
_FEWEST_EQUALS = 2  # rows beside a row in a list
_LONG = 80  # the fewest letters of a block that is text, not a label
_NEARLY_ALL = 0.8  # the largest share of a page's text in a hidden box, which a script may show
_MOST_TEXT = 0.5  # the largest share of a page's visible text in a box of furniture


def mark_furniture(boxes: list[Box], runs: list[Run]) -> None:
    """Set `Box.furniture` in each box of furniture to the reason."""
    long = [
        len(run.text) if len(run.text) >= _LONG and run.linked < 0.5 * len(run.text) else 0 for run in runs
    ]
    sums = [0, *accumulate(long)]
    reasons = {id(box): why for box in boxes if box.parent is not None and (why := _reason(box))}
    for box in _among_equals(boxes, reasons):
        del reasons[id(box)]
    whole = sums[-1] - _hidden_text(boxes, reasons, sums)
    for box in boxes:
        if box.parent is None:
            continue
        why = box.parent.furniture or reasons.get(id(box), "")
        if why and not box.parent.furniture:
            inside = sums[box.end] - sums[box.first]
            keeps = box.tag not in ("nav", "footer") and " comment" not in box.names
            most = _NEARLY_ALL * sums[-1] if why == "hidden" else _MOST_TEXT * whole
            if (inside > most and keeps) or (inside and why.startswith(_OF_LINKS)):
                why = ""
        box.furniture = why


def _among_equals(boxes: list[Box], reasons: dict[int, str]) -> list[Box]:
    """The boxes that a name such as ``top-news`` marks, but that are rows of a list of equal boxes."""
    placed = [box for box in boxes if box.parent and _PLACED.fullmatch(reasons.get(id(box), ""))]
    rows: dict[int, Counter[str]] = {id(box.parent): Counter() for box in placed}
    for box in boxes if rows else ():
        if (beside := rows.get(id(box.parent))) is not None and id(box) not in reasons:
            beside.update({*box.classes.split()})
    return [
        box
        for box in placed
        if any(rows[id(box.parent)][name] >= _FEWEST_EQUALS for name in box.classes.split())
    ]


def _hidden_text(boxes: list[Box], reasons: dict[int, str], sums: list[int]) -> int:
    """The letters of long blocks that nobody sees, such as a text behind an offer to subscribe.

    Args:
        boxes: the boxes of the page.
        reasons: why a box is furniture, by the ``id`` of the box.
        sums: the letters of long blocks before each block, and before the end.
    """
    letters = end = 0
    for box in boxes:
        if box.first >= end and reasons.get(id(box)) == "hidden":
            letters += sums[box.end] - sums[box.first]
            end = box.end
    return letters


def _reason(box: Box) -> str:
    """The reason why a box is furniture by its own tag, attributes and names; "" for another box."""
    if box.tag in _TAGS:
        return box.tag
    attributes = box.attributes
    if not attributes:
        return ""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return "hidden"
    if (style := attributes.get("style")) and _HIDDEN.search(style):
        return "hidden"
    return "" if box.tag in _NEVER else _named(box)


def _named(box: Box) -> str:
    if box.attributes.get("role") in _ROLES:
        return "role"
    if " hidden " in box.names:
        return "hidden"
    if not box.names.strip() or any(name in box.names for name in _ARTICLE_NAMES):
        return ""
    match = _NAMES.search(box.names)
    if match is None or (box.tag in _OF_TEXT and match[0].strip(" _-") == "paywall"):
        return ""
    return match[0].strip(" _-")


def is_site_header(box: Box) -> bool:
    """Whether a box is in the header of the site, not of an article."""
    inside = {each.tag for each in box.around()}
    return ("header" in inside and not inside & {"article", "main"}) or any(
        name in each.names
        for each in box.around()
        for name in (" site-header", "masthead", "topbar", "top-bar", "header-top")
    )
