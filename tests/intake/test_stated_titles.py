"""Which title of a page is its headline, where the page states others than the heading above its text."""

import json

import pytest

from careader.capture import Capture, parse
from careader.intake.html.stated import without_site
from careader.intake.models import Page
from tests.intake.files import open_bytes

TEXT = "The ferry stood at the pier for two days, because nobody had told the pilot that the ice was gone."
MORE = "On the third day a boy in a rowing boat came back from the other side with a basket of dry fish."
HEADLINE = "The Ferry That Waited for the Ice"
SHARED = "Pilot Learns From a Boy That the Ice Is Gone"


def read(
    body: str, *, linked: str = "", shared: str = "", title: str = "", site: str = "", kind: str = "article"
) -> Capture:
    data = json.dumps({"@type": "NewsArticle", "headline": linked})
    head = f'<script type="application/ld+json">{data}</script>' if linked else ""
    head += f"<meta property='og:title' content='{shared}'>" if shared else ""
    head += f"<meta property='og:site_name' content='{site}'>" if site else ""
    head += f"<meta property='og:type' content='{kind}'><title>{title}</title>"
    markup = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    (page,) = open_bytes(markup.encode(), "page.html")
    assert isinstance(page, Page)
    (capture,) = parse([("page.html", page)])
    return capture


def headlines(capture: Capture) -> list[str]:
    return [copy.headline for copy in capture.copies]


def article(heading: str, above: str = "") -> str:
    return f"{above}<main><article>{heading}<p>{TEXT}</p><p>{MORE}</p><p>{TEXT}</p></article></main>"


def test_the_heading_above_the_text_is_the_headline_though_the_page_states_another_title_twice() -> None:
    capture = read(article(f"<h1>{HEADLINE}</h1>"), linked=SHARED, shared=SHARED, title=HEADLINE)
    assert headlines(capture) == [HEADLINE]


def test_a_heading_in_the_path_of_links_is_the_headline_where_the_text_has_none() -> None:
    path = f"<nav><ol><li><a href='/'>Home</a></li><li><h1>{HEADLINE}</h1></li></ol></nav>"
    capture = read(article("", path), linked=SHARED, shared=HEADLINE, title=f"{HEADLINE} | The Pier")
    assert headlines(capture) == [HEADLINE]


def test_a_heading_whose_parts_have_only_a_style_between_them_is_divided_as_the_page_states_it() -> None:
    heading = f"<h2><span>Frozen River</span> <span>{HEADLINE}</span></h2>"
    capture = read(article(heading), linked=f"Frozen River: {HEADLINE}", shared=SHARED, title=SHARED)
    assert headlines(capture) == [f"Frozen River: {HEADLINE}"]


def test_a_kicker_stays_out_of_a_headline_that_the_page_also_states_without_it() -> None:
    heading = f"<div class=kicker>Frozen River:</div><h1>{HEADLINE}</h1>"
    capture = read(article(heading), linked=f"Frozen River: {HEADLINE}", shared=HEADLINE)
    assert headlines(capture) == [HEADLINE]


def test_a_kicker_is_part_of_the_headline_where_all_titles_have_it_behind_the_name_of_the_site() -> None:
    heading = f"<h1><span class=kicker>Frozen River:</span><span class=title>{HEADLINE}</span></h1>"
    whole = f"Frozen River: {HEADLINE} - Pier.example"
    capture = read(article(heading), linked=whole, shared=whole, title=whole, site="Pier.example")
    assert headlines(capture) == [f"Frozen River: {HEADLINE}"]


def test_a_headline_that_links_to_itself_heads_its_page_whatever_stories_are_linked_below() -> None:
    below = f"<h2><a href='/b'>A Word From the Pier</a></h2><p>{MORE}</p>"
    top = f"<h1><a href='/a'>{HEADLINE}</a></h1><p>{TEXT}</p><p>{MORE}</p>"
    markup = f"<div>{top}</div><div>{below}</div>"
    assert headlines(read(markup, title=f"{HEADLINE} -- The Pier", kind="website")) == [HEADLINE]


@pytest.mark.parametrize(
    ("titles", "stated"),
    [
        (["Fire at the Pier – Much Smoke"], "Fire at the Pier – Much Smoke"),
        (["Fire at the Pier - The Ferry News"], "Fire at the Pier"),
        (["The Ferry News – Fire at the Pier"], "Fire at the Pier"),
        (["Fire at the Pier | Harbour | Ferry News"], "Fire at the Pier"),
        (["Smoke Over Town", "Fire at the Pier", "Fire at the Pier - Ferry News"], "Fire at the Pier"),
        (["Fire at the Pier - ferry.example"], "Fire at the Pier"),
    ],
)
def test_the_title_most_often_stated_is_first_without_the_name_of_the_site(
    titles: list[str], stated: str
) -> None:
    assert without_site(titles, {"Ferry News"}, "https://www.ferry.example/fire")[0] == stated
