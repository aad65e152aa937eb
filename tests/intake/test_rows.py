"""Lists of articles whose titles nothing but their repetition tells, and pages as odd tools leave them."""

import json
from collections.abc import Callable
from dataclasses import replace
from html import escape

import pytest

from careader.capture import Capture, Kind, parse
from careader.capture.models import NO_TEXT
from careader.intake.models import Page
from tests.intake.files import open_bytes
from tests.intake.templates import STORIES, Story

HEADLINES = [story.headline for story in STORIES]
LEADS = [[story.lead] for story in STORIES]


def read(data: str | bytes) -> Capture:
    (page,) = open_bytes(data if isinstance(data, bytes) else data.encode(), "page.html")
    assert isinstance(page, Page)
    (capture,) = parse([("page.html", page)])
    return capture


def texts(capture: Capture) -> list[list[str]]:
    return [
        [
            text
            for block in copy.blocks
            if block.kind not in NO_TEXT
            for text in (block.text, *block.items)
            if text
        ]
        for copy in capture.copies
    ]


def page(made: Callable[[Story], str], above: str = "", head: str = "", below: str = "") -> str:
    content = "".join(map(made, STORIES))
    return f"<html><head><title>Gazette</title>{head}</head><body>{above}{content}{below}</body></html>"


def spans(s: Story) -> str:
    return (
        f'<li class="x-{len(s.lead)}"><a class="a{len(s.lead)}" href="/{s.slug}">'
        f"<span>{escape(s.headline)}</span></a>"
        f"<div><i>{s.author}</i></div><div>{escape(s.lead)}</div></li>"
    )


def terms(s: Story) -> str:
    return (
        f'<dt><a href="/{s.slug}">{escape(s.headline)}</a> '
        f"<small>({int(s.day[8:])} December 2025)</small></dt>"
        f"<dd>{escape(s.lead)}</dd>"
    )


def sixth(s: Story) -> str:
    return (
        f'<div class="card"><h6>{escape(s.headline)}</h6><p>{escape(s.lead)}</p>'
        f'<a class="btn" href="/{s.slug}">Read more</a></div>'
    )


def first_lines(s: Story) -> str:
    return f'<div class="feed-message"><b>{escape(s.headline)}</b><br><br>{escape(s.lead)}</div>'


def blocks_in_items(s: Story) -> str:
    return (
        f'<li class="wp-block-post"><div><h4><a href="/{s.slug}">{escape(s.headline)}</a></h4>'
        f'<div class="excerpt"><p>{escape(s.lead)}</p></div></div></li>'
    )


def card_in_link(s: Story) -> str:
    return (
        f'<a href="/{s.slug}"><div><img src="p.jpg"></div><div><span>Region</span>'
        f"<strong>{escape(s.headline)}</strong><em>{escape(s.lead)}</em></div></a>"
    )


@pytest.mark.parametrize("made", [spans, terms, sixth, first_lines, blocks_in_items, card_in_link])
def test_rows_that_are_made_alike_are_the_articles(made: Callable[[Story], str]) -> None:
    above = "<h2>What the Valley Said This Week</h2><p>Chosen by those who had to read all of it twice.</p>"
    below = (
        "<h2>A Letter on Fridays</h2><p>One letter, written by people who read the paper before you do.</p>"
    )
    capture = read(page(made, above, below=below))
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert not [copy.headline for copy in capture.copies if copy.doubtful]


@pytest.mark.parametrize("made", [spans, terms, sixth, first_lines, blocks_in_items])
def test_the_text_of_a_row_is_whole_and_is_paragraphs(made: Callable[[Story], str]) -> None:
    capture = read(page(made))
    assert texts(capture) == LEADS
    assert not [block for copy in capture.copies for block in copy.blocks if block.items]


def test_the_rows_below_an_article_are_not_its_page() -> None:
    story = STORIES[0]
    article = f"<h1>{escape(story.headline)}</h1><p>{escape(story.lead)}</p><p>{escape(story.body[2][1])}</p>"
    capture = read(
        page(spans, article).replace("<title>Gazette", f"<title>{escape(story.headline)} | Gazette")
    )
    assert [copy.headline for copy in capture.copies] == [story.headline]


@pytest.mark.parametrize(
    "said",
    [
        ("<p>Issue of 10 December 2025</p>", ""),
        ("<h1>Latest <small>Wednesday 10 December 2025</small></h1>", ""),
        ("", '<meta name="date" content="2025-12-10">'),
        ("<header><time datetime='2025-12-10'>Wednesday</time></header>", ""),
    ],
)
def test_the_day_of_a_list_is_found_beside_other_words(said: tuple[str, str]) -> None:
    def dated(s: Story) -> str:
        return f"<div class=box><small>{int(s.day[8:])} December 2025</small>{spans(s)}</div>"

    assert str(read(page(dated, *said)).date) == "2025-12-10"


def test_the_day_of_the_first_article_is_not_that_of_the_page() -> None:
    def dated(s: Story) -> str:
        return f"<div class=box><small>{int(s.day[8:])} December 2025</small>{spans(s)}</div>"

    assert read(page(dated, "<p>Gazette of the valley</p>")).date is None


def test_the_inside_of_an_element_that_a_script_made_is_read() -> None:
    shown = (
        f"<story-list><template shadowrootmode=open>{''.join(map(sixth, STORIES))}</template></story-list>"
    )
    hidden = (
        "<template><h6>A Template That Nobody Sees</h6><p>And a text that nobody sees in it.</p></template>"
    )
    capture = read(page(lambda _: "", shown + hidden))
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert "nobody sees" not in str(capture)


def test_an_element_of_xhtml_that_is_closed_at_once_holds_nothing() -> None:
    head = '<meta charset="utf-8"/><script src="a.js"/>'
    markup = page(sixth, '<a id="top"/><div class="related"/>', head)
    capture = read(f'<?xml version="1.0" encoding="UTF-8"?>\n{markup}')
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert texts(capture) == LEADS


def test_bytes_that_are_utf_8_beyond_doubt_are_read_as_such_whatever_a_page_says_and_it_is_told() -> None:
    markup = page(sixth, head='<meta charset="windows-1251">').replace("Trams", "Трамваи «Степь»")
    capture = read(markup)
    assert "Pavlodar Трамваи «Степь» Get Their Old Bells Back" in [copy.headline for copy in capture.copies]
    assert any("its bytes are UTF-8" in problem.what for problem in capture.problems)


def run_in(s: Story) -> str:
    return f'<li><a href="/{s.slug}">{escape(s.headline)}</a> – {escape(s.lead)}</li>'


def all_a_link(s: Story) -> str:
    return f'<div><a href="/{s.slug}"><h2>{escape(s.headline)}</h2><h3>{escape(s.lead)}</h3></a></div>'


def with_label(s: Story) -> str:
    return (
        f'<div class="teaser"><h3><span class="kicker">Valley</span> <a href="/{s.slug}">{escape(s.headline)}'
        f'<span class="sr-only"> (opens the story)</span></a> <a class="x" href="#s">#</a></h3>'
        f"<p>{escape(s.lead)}</p></div>"
    )


@pytest.mark.parametrize("made", [run_in, all_a_link, with_label])
def test_a_headline_is_no_more_and_no_less_than_it_says(made: Callable[[Story], str]) -> None:
    capture = read(page(made, "<p>Wednesday, 10 December 2025</p>"))
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert texts(capture) == LEADS


def test_sentences_that_begin_with_a_link_are_no_list() -> None:
    story = STORIES[0]
    body = "".join(
        f'<p><a href="/{n}">The grader of the district</a> has cleared no road in {n} years, they say.</p>'
        for n in range(3, 9)
    )
    capture = read(f"<html><body><h1>{escape(story.headline)}</h1>{body}</body></html>")
    assert [copy.headline for copy in capture.copies] == [story.headline]
    assert len(texts(capture)[0]) == 6


def test_what_a_page_tells_a_search_engine_that_it_lists_is_what_it_lists() -> None:
    items = [{"@type": "ListItem", "item": {"@type": "Article", "headline": name}} for name in HEADLINES]
    data = json.dumps({"@type": "ItemList", "itemListElement": items})
    head = f'<script type="application/ld+json">{data}</script>'
    capture = read(
        page(lambda s: f"<div><div>{escape(s.headline)}</div><div>{escape(s.lead)}</div></div>", head=head)
    )
    assert [copy.headline for copy in capture.copies] == HEADLINES


def test_a_heading_that_the_page_marks_as_its_headline_is_it_whatever_the_site_is_called() -> None:
    story = STORIES[1]
    body = "".join(f"<p>{escape(text)}</p>" for _, text in story.body)
    capture = read(
        f'<html><head><title>Gazette</title></head><body><h1>Gazette</h1><h2 itemprop="headline">'
        f"{escape(story.headline)}</h2>{body}</body></html>"
    )
    assert [copy.headline for copy in capture.copies] == [story.headline]


def test_a_plain_line_that_is_the_title_of_the_page_is_its_headline_and_no_text() -> None:
    story = STORIES[1]
    body = "".join(f"<div>{escape(text)}</div>" for _, text in story.body)
    head = f"<head><title>{escape(story.headline)}</title></head>"
    capture = read(f"<html>{head}<body><div>{escape(story.headline)}</div>{body}</body></html>")
    assert [copy.headline for copy in capture.copies] == [story.headline]
    assert texts(capture) == [[text for _, text in story.body]]


def test_names_of_sections_in_place_of_headlines_are_doubted() -> None:
    sections = "".join(
        f"<h2>{name}</h2><p>{escape(story.lead)}</p><p>{escape(story.body[1][1])}</p>"
        for name, story in zip(["World", "Economy", "Culture", "Sport"], STORIES, strict=False)
    )
    assert read(f"<html><body>{sections}</body></html>").doubtful


RATES = [("KGS/USD", "0.01144", "0%"), ("KZT/USD", "0.00192", "-0%"), ("TJS/USD", "0.10879", "0.28%")]
SPANS = "".join(
    f"<span>{pair}</span><span>{value}</span><span>{change}</span>" for pair, value, change in RATES
)
ROWS = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in zip(*RATES, strict=True))


@pytest.mark.parametrize("said", [f"<div>{SPANS}</div>", f"<table>{ROWS}</table>"])
def test_rates_without_a_space_between_them_and_in_columns(said: str) -> None:
    rates = [(rate.pair, rate.value, rate.change) for rate in read(page(spans, said)).rates]
    assert rates == RATES


def test_paragraphs_below_a_title_in_an_item_are_paragraphs_and_no_items() -> None:
    capture = read(page(blocks_in_items, "<ul>", below="</ul>"))
    kinds = [[block.kind for block in copy.blocks if block.kind not in NO_TEXT] for copy in capture.copies]
    assert kinds == [[Kind.PARAGRAPH]] * len(STORIES)


def folded(s: Story) -> str:
    text = "".join(f"<p>{escape(t)}</p>" for kind, t in s.body if kind == "p")
    return (
        f"<details><summary>{escape(s.headline)}</summary>"
        f"<p><small>{s.author} · {int(s.day[8:])} December 2025</small></p>{text}</details>"
    )


def tables_of_old(s: Story) -> str:
    text = "<P>".join(escape(t) for kind, t in s.body if kind == "p")
    return (
        f'<TABLE><TR><TD BGCOLOR="#224466"><FONT SIZE="+1"><B>{escape(s.headline)}</B></FONT></TD></TR>'
        f"<TR><TD><FONT SIZE=2><I>By {s.author}, December {int(s.day[8:])}, 2025</I></FONT><BR>"
        f"{text}</TD></TR></TABLE>"
    )


@pytest.mark.parametrize("made", [folded, tables_of_old])
def test_rows_whose_titles_have_bylines_below_are_articles_without_links_and_headings(
    made: Callable[[Story], str],
) -> None:
    menu = (
        "<p><a href=/>Front page</a><br><a href=/b>Back numbers</a><p><b>Letters</b><br>Write to the editor."
    )
    capture = read(page(made, above=f"<h1>Gazette in brief</h1>{menu}"))
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert [copy.byline for copy in capture.copies] == [story.author for story in STORIES]
    assert not capture.doubtful
    assert all(copy.confidence >= 0.9 for copy in capture.copies)


def test_a_name_below_each_headline_is_its_byline_and_no_text() -> None:
    def card(s: Story) -> str:
        return (
            f'<div class="card-body"><h5 class="card-title">{escape(s.headline)}</h5>'
            f'<h6 class="card-subtitle">{s.author}</h6><p class="card-text">{escape(s.lead)}</p>'
            f'<a href="/{s.slug}" class="btn">Go to story</a></div>'
        )

    capture = read(page(card))
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert texts(capture) == LEADS
    assert [copy.byline for copy in capture.copies] == [story.author for story in STORIES]


def test_a_region_below_each_headline_is_no_byline() -> None:
    def card(s: Story) -> str:
        title = f'<a href="/{s.slug}">{escape(s.headline)}</a>'
        return f"<h3>{title}</h3><h6>Central Asia</h6><p>{escape(s.lead)}</p>"

    assert {copy.byline for copy in read(page(card)).copies} == {""}


def role(s: Story) -> str:
    return (
        f'<div role="article"><div role="heading" aria-level="3"><span>{escape(s.headline)}</span></div>'
        f'<div dir="auto">{escape(s.lead)}</div><div role="group"><div>{s.author}</div></div></div>'
    )


def letter(s: Story) -> str:
    return (
        f'<table class="block"><tr><td class="content"><h3><strong>{escape(s.headline)}</strong></h3>'
        f'<p>{escape(s.lead)}</p><a href="/{s.slug}">Read the story</a></td></tr></table>'
    )


def found(s: Story) -> str:
    return (
        f'<li class="search-result"><span class="num">{len(s.slug)}</span><div class="res">'
        f'<a class="res-link" href="/{s.slug}">{escape(s.headline)}</a><cite>example.org › {s.slug}</cite>'
        f'<span class="snip">{escape(s.lead)}</span><span class="res-meta">9 Dec 2025 — {s.author}</span>'
        "</div></li>"
    )


@pytest.mark.parametrize("made", [role, letter, found])
@pytest.mark.parametrize("number", range(len(STORIES)))
def test_a_question_heads_an_article_where_it_is_the_title_of_a_row(
    made: Callable[[Story], str], number: int
) -> None:
    asked = "Who Owns the Water of the Two Canals?"
    stories = [*STORIES]
    stories[number] = replace(stories[number], headline=asked)
    above = "<div role=main><h1>Front page</h1><p>A long line of the house, which heads no article here.</p>"
    capture = read(f"<title>Gazette</title>{above}{''.join(map(made, stories))}</div>")
    assert [copy.headline for copy in capture.copies] == [story.headline for story in stories]
    assert texts(capture) == LEADS


def test_bold_section_headings_in_messages_are_no_headlines() -> None:
    def message(s: Story) -> str:
        lines = [f"<b>{escape(t)}</b>" if kind == "h" else escape(t) for kind, t in s.body if kind in "hp"]
        words = "<br><br>".join((f"<b>{escape(s.headline)}</b>", *lines))
        return (
            f'<div class="message"><a href="/c">The Gazette</a><div class="message_text">{words}</div>'
            f'<time datetime="{s.day}T08:00:00">08:00</time></div>'
        )

    capture = read(page(message))
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert not capture.doubtful


def test_facts_below_a_text_are_no_text() -> None:
    def entry(s: Story) -> str:
        labels = [f'<span class="ed-title">{label}</span>' for label in ("Views:", "By:")]
        foot = f"{labels[0]} <span>40</span> | {labels[1]} {s.author}"
        return (
            f'<div class="entry"><div class="entry-title"><a href="/{s.slug}">{escape(s.headline)}</a></div>'
            f'<div class="text"><p>{escape(s.lead)}</p></div><div class="foot">{foot}</div></div>'
        )

    capture = read(page(entry))
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert texts(capture) == LEADS


def test_the_name_in_the_line_above_a_day_is_the_byline() -> None:
    story = STORIES[0]
    text = "".join(f"<p>{escape(t)}</p>" for kind, t in story.body if kind == "p")
    sign = f"<p><i>{story.author}<br>December 9, 2025</i></p>"
    (copy,) = read(f"<title>{story.headline}</title>{sign}<h2>{story.headline}</h2>{text}").copies
    assert (copy.byline, str(copy.published)) == (story.author, "2025-12-09")


def hashed(s: Story) -> str:
    return (
        f'<div class="css-1card"><a href="/{s.slug}"><p class="css-7a1">Region</p>'
        f'<p class="css-9k2">{escape(s.headline)}</p><p class="css-3d4">{escape(s.lead)}</p>'
        f'<p class="css-5f6">{s.author} · 9 December 2025</p></a></div>'
    )


def top_first(s: Story) -> str:
    place = "topnews" if s is STORIES[0] else "further"
    title = f'<h3><a href="/{s.slug}">{escape(s.headline)}</a></h3>'
    return f'<div class="article type-0 {place}">{title}<div><p>{escape(s.lead)}</p></div></div>'


def after_a_writer(s: Story) -> str:
    writer = f'<a href="/{s.slug}/profile"><b>writer_{len(s.slug)}</b></a>'
    return (
        f'<div class="entry-wrap"><dl class="entry hentry"><dt><a href="/{s.slug}">{escape(s.headline)}</a>'
        f"</dt><dd>{writer}<div>{escape(s.lead)}</div></dd></dl></div>"
    )


@pytest.mark.parametrize("made", [hashed, top_first, after_a_writer])
def test_titles_of_rows_are_found_by_their_place_in_the_row(made: Callable[[Story], str]) -> None:
    capture = read(page(made))
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert texts(capture) == LEADS
    assert not capture.doubtful


def test_a_line_at_the_foot_may_tell_the_day_of_the_page() -> None:
    foot = "<p>Sent in 2019 by nobody.</p><p>Page saved on 9 December 2025</p>"
    assert str(read(page(sixth, below=foot)).date) == "2025-12-09"
    assert read(page(sixth, below="<p>The paper was founded on 9 December 1925</p>")).date is None


def test_no_text_is_lost_above_a_bold_line_within_it() -> None:
    story = STORIES[0]
    text = "".join(
        f"<p><b>{escape(t)}</b></p>" if kind == "h" else f"<p>{escape(t)}</p>"
        for kind, t in story.body
        if kind in "hp"
    )
    printed = (
        f'<title>Print version</title><table><tr><td><div class="title">{story.headline}</div>'
        f'<div class="author">{story.author}</div><div class="fulltext">{text}</div></td></tr></table>'
    )
    capture = read(printed)
    assert [copy.headline for copy in capture.copies] == [story.headline]
    assert texts(capture) == [[t for kind, t in story.body if kind in "hp"]]


def test_headings_of_one_make_are_all_headlines_or_none() -> None:
    long = "Gas Will Flow North Again, Slowly, and Only on Weekdays Until the Meters of Both Are Agreed"
    stories = [
        replace(STORIES[0], headline=long),
        *STORIES[1:-1],
        replace(STORIES[-1], headline=long + " On"),
    ]
    made = "".join(f"<h2>{escape(s.headline)}</h2><p>{escape(s.lead)}</p>" for s in stories)
    capture = read(f"<title>Gazette</title><h1>Gazette</h1><p>9 December 2025</p>{made}")
    assert [copy.headline for copy in capture.copies] == [story.headline for story in stories]


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (("Year", "Boats"), ["Year | Boats"]),
        (("x" * 80, "Boats"), [f"{'x' * 80} | Boats"]),
        (("x" * 81, "Boats"), ["x" * 81, "Boats"]),
        (("At the pier<br><br>in winter", "Boats"), ["At the pier", "in winter", "Boats"]),
    ],
    ids=["short", "the longest", "too long", "cells with several lines"],
)
@pytest.mark.parametrize("tag", ["td", "th"])
def test_the_short_cells_in_a_row_of_a_table_are_one_line(
    cells: tuple[str, ...], lines: list[str], tag: str
) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>" for row in (cells, ("2025", "4"))
    )
    story = STORIES[0]
    title, above, below = map(escape, (story.headline, story.lead, STORIES[1].lead))
    text = f"<h1>{title}</h1><p>{above}</p><table>{rows}</table><p>{below}</p>"
    capture = read(f"<html><head><title>{title}</title></head><body><article>{text}</article></body></html>")
    assert texts(capture) == [[story.lead, *lines, "2025 | 4", STORIES[1].lead]]


def lined(s: Story) -> str:
    """A row whose parts a style sheet sets as blocks, each on its own line of the markup."""
    return (
        f'<li>\n  <a class="go" href="/{s.slug}">{escape(s.headline)}</a>\n  <!-- lead -->\n'
        f'  <b class="by">{s.author}</b>\n  <em class="in">{escape(s.lead)}</em>\n</li>'
    )


@pytest.mark.parametrize("between", ["\n", ""], ids=["lines", "one line"])
def test_blanks_between_the_parts_of_a_row_are_no_text(between: str) -> None:
    capture = read(page(lambda s: lined(s).replace("\n", between)))
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert texts(capture) == LEADS


@pytest.mark.parametrize("title", ["<h2>{}</h2>", "<div class=title>{}</div>", "<p><b>{}</b></p>"])
@pytest.mark.parametrize("end", ["", "…", "!", "»"])
def test_text_below_a_title_is_its_text_whatever_sign_it_ends_in(title: str, end: str) -> None:
    leads = [story.lead.rstrip(".") + end for story in STORIES]
    made = (
        title.format(escape(s.headline)) + f"<p>{escape(lead)}</p>"
        for s, lead in zip(STORIES, leads, strict=True)
    )
    capture = read(f"<title>Gazette</title>{''.join(made)}")
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert texts(capture) == [[lead] for lead in leads]


def test_a_name_between_a_day_and_the_text_is_the_byline() -> None:
    def entry(s: Story) -> str:
        sign = f'<p><time datetime="{s.day}">9 December 2025</time> · {s.author}</p>'
        title = f'<h1><a href="/{s.slug}">{escape(s.headline)}</a></h1>'
        return f"<article><header>{title}{sign}</header><p>{escape(s.lead)}</p></article>"

    capture = read(page(entry))
    assert texts(capture) == LEADS
    assert [copy.byline for copy in capture.copies] == [story.author for story in STORIES]
