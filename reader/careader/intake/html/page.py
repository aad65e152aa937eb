"""Turning HTML into the parts of a page: its head, its articles and its furniture."""

from typing import NamedTuple

from careader.errors import CaptureError
from careader.intake.bounds import MOST_LINES
from careader.intake.html.blocks import joined_rows
from careader.intake.html.furniture import mark_furniture
from careader.intake.html.heads import find_heads
from careader.intake.html.listed import parts_of_listing
from careader.intake.html.metadata import Metadata, read_metadata
from careader.intake.html.page_head import day_in_page, listing_in, rates_in
from careader.intake.html.records import card_of
from careader.intake.html.run_ins import split_run_ins
from careader.intake.html.single_article import parts_of_article
from careader.intake.html.tree import tree_of
from careader.intake.html.walk import Walk
from careader.intake.models import Markup


class HtmlPage(NamedTuple):
    """The markup and the metadata of a page of HTML."""

    markup: Markup
    metadata: Metadata


def read_html(markup: str, address: str = "") -> HtmlPage:
    """Turn a page of HTML into its parts.

    Args:
        markup: the decoded page.
        address: the web address that the file around the page tells; "" for none.

    Raises:
        CaptureError: the page has no text, or too many blocks.
    """
    tree = tree_of(markup)
    metadata = read_metadata(tree, markup)
    metadata.address = address or metadata.address
    walk = Walk(tree.body) if tree.body is not None else None
    if walk is None or not walk.runs:
        raise CaptureError(
            "a web page without text: scripts may have filled it in, so save it from a browser that shows it"
        )
    if len(walk.runs) > MOST_LINES:
        raise CaptureError(f"too many lines for a page (over {MOST_LINES:,})")
    mark_furniture(walk.boxes, walk.runs)
    runs = split_run_ins(walk.runs, walk.boxes)
    rates, of_rates = rates_in(runs)
    listing, at_listing = listing_in(runs)
    taken = of_rates | ({at_listing} if at_listing is not None else set())
    names = f" {tree.body.attributes.get('class') or ''} ".lower() if tree.body is not None else ""
    heads = find_heads(runs, metadata, names, taken)
    card = card_of(runs, heads.chosen, 0) if len(heads.chosen) > 1 else None
    day, at_day = day_in_page(runs, heads.chosen, of_rates, card, single=heads.single)
    if day is None and not heads.single:
        day = metadata.page_day
    if at_day is not None:
        taken.add(at_day)
    head = [*dict.fromkeys(rates)]
    if day:
        head.append(f"{day.day:02} {day:%B %Y}")
    if listing:
        head.append(listing)
    if heads.single:
        parts = parts_of_article(runs, walk.boxes, heads, metadata, taken)
    else:
        parts = parts_of_listing(runs, heads, metadata, taken)
    return HtmlPage(Markup(tuple(head), tuple(joined_rows(parts))), metadata)
