"""What is text and what is furniture on a page that is one article: habits of pages of other sites."""

import json

import pytest

from careader.capture import Kind
from tests.intake.templates import STORIES
from tests.intake.test_one_headline import LONG, OTHER, TITLE, document, headlines, read, texts

THIRD = "In the end the ministry printed his figures on the last page of a report that nobody bought at all."
STORY = STORIES[0]


def article(content: str, title: str = TITLE) -> str:
    data = {"@type": "NewsArticle", "headline": title}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return document(f"{script}{content}", f"{title} | The Example Gazette")


@pytest.mark.parametrize(
    "content",
    [
        f"<div class='comments-enabled'><h1>{TITLE}</h1><p>{LONG}</p><p>{OTHER}</p></div>",
        f"<h1>{TITLE}</h1><div class=body><p>{LONG}</p><p class=paywall>{OTHER}</p></div>",
        f"<h1>{TITLE}</h1><div class='article-widget'><p>{LONG}</p><p>{OTHER}</p></div>",
        f"<p hidden>{THIRD * 4}</p><h1>{TITLE}</h1><div class=ad><p>{LONG}</p><p>{OTHER}</p></div>",
        f"<h1>{TITLE}</h1><div class=post-body>{LONG}</div><div class=post-body>{OTHER}</div>",
    ],
    ids=["state", "paywall", "widget", "most of what is seen", "two bodies"],
)
def test_text_is_whole_whatever_classes_the_boxes_around_it_have(content: str) -> None:
    (copy,) = read(article(f"<main><div>{content}</div></main>")).copies
    assert texts(copy) == [LONG, OTHER]


def test_text_is_whole_where_each_paragraph_has_a_box_of_its_own_and_links_stand_below() -> None:
    lines = (LONG, OTHER, THIRD, LONG[:-1] + ", and no pen.", OTHER[:-1] + ", or two.")
    blocks = "".join(
        f"<div class=x1><div><div><div><p class=q7>{text}</p></div></div></div></div>" for text in lines
    )
    links = "".join(
        f'<div class=x1><div><h2><a href="/{n}">{story.headline}</a></h2></div></div>'
        for n, story in enumerate(STORIES)
    )
    body = f"<article><div class=x1><h1>{TITLE}</h1></div>{blocks}{links}</article>"
    (copy,) = read(article(body)).copies
    assert texts(copy) == [*lines]


def test_the_first_title_that_a_page_tells_is_the_headline_whatever_kicker_another_title_has() -> None:
    page = article(f"<article><h2>Dams</h2><h1>{TITLE}</h1><p>{LONG}</p><p>{OTHER}</p></article>")
    assert headlines(
        read(page.replace(f"<title>{TITLE} | The Example Gazette", f"<title>Dams: {TITLE}"))
    ) == [TITLE]


@pytest.mark.parametrize(
    "between",
    [
        f'<div><div class="t"><h3><a href="/x">{STORY.headline}</a></h3><p>{STORY.lead}</p></div></div>',
        f'<p><a href="/x"><b>{STORY.headline.upper()}</b></a></p>',
        "<p><b>Share this:</b> <a href=#>Post</a> <a href=#>Message</a></p>",
        f"<div>{''.join(f'<a href=/x>{story.headline}</a>' for story in STORIES[:2])}</div>",
        (
            "<h3>Elsewhere in the Valley</h3>"
            f"<ul>{''.join(f'<li><a href=/x>{story.headline}</a></li>' for story in STORIES[:2])}</ul>"
        ),
    ],
    ids=["teaser", "link", "share", "links", "links below a heading"],
)
def test_a_link_to_another_story_between_two_paragraphs_is_no_text(between: str) -> None:
    body = f"<h1>{TITLE}</h1><div class=body><p>{LONG}</p>{between}<p>{OTHER}</p></div>"
    (copy,) = read(article(body)).copies
    assert texts(copy) == [LONG, OTHER]


@pytest.mark.parametrize("count", [1, 4])
def test_the_lines_of_a_teaser_with_a_picture_a_day_and_a_lead_are_no_text(count: int) -> None:
    lines = "".join(f"<p>{line}</p>" for line in (STORY.lead, *(text for _, text in STORY.body))[:count])
    teaser = f'<div class="t"><h3><a href="/x">{STORY.headline}</a></h3>{lines}</div>'
    body = f"<h1>{TITLE}</h1><div class=body><p>{LONG}</p>{teaser}<p>{OTHER}</p><p>{THIRD}</p></div>"
    (copy,) = read(article(body)).copies
    assert texts(copy) == [LONG, OTHER, THIRD]


@pytest.mark.parametrize("padding", ["x" * 2_100_000, [{}] * 20_100], ids=["long", "many parts"])
def test_data_about_a_page_that_are_larger_than_any_page_needs_are_passed_over(padding: object) -> None:
    data = {"@type": "NewsArticle", "headline": "Another Title", "author": "Jana Example", "about": padding}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    (copy,) = read(document(f"{script}<article><h1>{TITLE}</h1><p>{LONG}</p><p>{OTHER}</p></article>")).copies
    assert (copy.headline, copy.byline) == (TITLE, "")


def test_a_note_beside_the_text_with_the_class_of_its_section_headings_is_no_text() -> None:
    text = f"<h1>{TITLE}</h1><div><p>{LONG}</p><h3 class=t>A Pencil</h3><p>{OTHER}</p><p>{THIRD}</p></div>"
    note = f"<div class=t>{STORY.lead}</div>"
    (copy,) = read(article(f"<div>{text}{note}</div>")).copies
    assert texts(copy) == [LONG, "A Pencil", OTHER, THIRD]


def test_paragraphs_in_a_box_of_a_caption_are_captions() -> None:
    picture = f"<div class='image'><div class='caption'><p>{THIRD}</p></div></div>"
    body = f"<h1>{TITLE}</h1><div class=body><p>{LONG}</p>{picture}<p>{OTHER}</p></div>"
    (copy,) = read(article(body)).copies
    assert [block.text for block in copy.blocks if block.kind is Kind.CAPTION] == [THIRD]


@pytest.mark.parametrize(
    ("heading", "title", "headline"),
    [
        (f"<h1>Water {TITLE}</h1>", TITLE, TITLE),
        (f"<h1><span class=kicker>Water</span> {TITLE}</h1>", TITLE, TITLE),
        (f"<p>Water in the fields</p><h1>{TITLE}</h1>", f"Water in the fields: {TITLE}", None),
        (
            f"<h1><b class='headline top'>The water in the fields</b>: <b class=headline>{TITLE}</b></h1>",
            f"The water in the fields: {TITLE}",
            None,
        ),
        (f"<h1>Water: {TITLE}</h1>", "An Old Man and His Pencil at the Dam", f"Water: {TITLE}"),
    ],
    ids=["left out", "a block left out", "told", "told of two blocks", "another title"],
)
def test_a_kicker_is_of_the_headline_where_the_title_of_the_page_has_it(
    heading: str, title: str, headline: str | None
) -> None:
    capture = read(article(f"<article>{heading}<p>{LONG}</p><p>{OTHER}</p></article>", title))
    assert headlines(capture) == [headline or title]
    assert texts(capture.copies[0]) == [LONG, OTHER]


def test_a_page_that_says_that_it_is_an_article_is_one_whatever_it_links_below() -> None:
    rows = "".join(
        f'<div><h4>News</h4><a class=headline href="/{n}">{story.headline}</a><p>{story.lead}</p></div>'
        for n, story in enumerate(STORIES)
    )
    text = f"<p>{LONG}</p><p>{OTHER}</p><h3>A pencil</h3><p>{THIRD}</p><p>{LONG}</p>"
    page = article(f"<h2>Reservoir</h2><p>{OTHER}</p>{text}{rows}", "An Old Man and His Pencil at the Dam")
    assert len(read(page).copies) == 1


@pytest.mark.parametrize(
    ("author", "line", "byline"),
    [
        ({"@type": "Organization", "name": "The Example Gazette"}, "By Jana Nobody", "Jana Nobody"),
        ({"@type": "Organization", "name": "The Example Gazette"}, "", "The Example Gazette"),
        ({"@type": "Person", "name": "Jana O&#039;Nobody"}, "", "Jana O'Nobody"),
        ({"@type": "Person", "name": "j.nobody@gazette.example"}, "Von Jana Nobody", "Jana Nobody"),
        ({}, "Text: Jana Nobody 9 December 2025", "Jana Nobody"),
        ({}, "Jana Nobody 9 December 2025", "Jana Nobody"),
        ({}, "Jana Nobody, 9 December 2025", "Jana Nobody"),
        ({}, "Jana Nobody | 9 December 2025", "Jana Nobody"),
        ({}, "9 December 2025, by Jana Nobody", "Jana Nobody"),
        ({}, "09.12.2025 Jana Nobody", "Jana Nobody"),
        ({}, "9 December 2025", ""),
        ({"@type": "Person", "name": "10482"}, "Par Jean de Personne", "Jean de Personne"),
    ],
)
def test_the_byline_is_the_name_of_a_person_before_that_of_the_publisher(
    author: dict[str, str], line: str, byline: str
) -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "author": author}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    body = f"<article><h1>{TITLE}</h1><p>{line}</p><p>{LONG}</p><p>{OTHER}</p></article>"
    (copy,) = read(document(f"{script}{body}")).copies
    assert (copy.byline, texts(copy)) == (byline, [LONG, OTHER])


def test_soft_hyphens_are_no_letters_of_a_text() -> None:
    (copy,) = read(document(f"<h1>Wa&shy;ter in the Low&shy;er Fields</h1><p>{LONG}</p>")).copies
    assert copy.headline == "Water in the Lower Fields"


@pytest.mark.parametrize(
    "heading", ["3 thoughts on “The Gauge”", "Comments (2)", "12 Comments", "Комментарии"]
)
def test_what_readers_say_below_an_article_is_no_text_of_it(heading: str) -> None:
    said = "".join(
        f"<li><h4>{name}</h4><p>I have lived beside that river for {n} years and never saw it do so.</p></li>"
        for n, name in enumerate(("Jana", "old_reader", "Timur K."), 3)
    )
    below = f"<div class=d><h2>{heading}</h2><ol>{said}</ol></div>"
    (copy,) = read(article(f"<div class=t><h1>{TITLE}</h1><p>{LONG}</p><p>{OTHER}</p>{below}</div>")).copies
    assert texts(copy) == [LONG, OTHER]


def test_a_heading_with_the_word_comment_above_all_text_ends_nothing() -> None:
    (copy,) = read(
        article(f"<div><h1>{TITLE}</h1><h4>2 comments</h4><p>{LONG}</p><p>{OTHER}</p></div>")
    ).copies
    assert texts(copy)[-2:] == [LONG, OTHER]


def test_a_box_within_the_text_that_names_another_story_is_no_text() -> None:
    box = (
        f'<div class=inset><h3>Of interest too</h3><a href="/1">{STORIES[1].headline}</a>'
        f"<p>{STORIES[1].lead}</p></div>"
    )
    (copy,) = read(article(f"<div><h1>{TITLE}</h1><p>{LONG}</p>{box}<p>{OTHER}</p></div>")).copies
    assert texts(copy) == [LONG, OTHER]


def test_an_author_and_a_day_that_only_a_style_sheet_sets_apart_are_both_read() -> None:
    sign = "<div class=sign><span>Jana Nobody</span><span>December 9, 2025</span></div>"
    (copy,) = read(article(f"<div><h1>{TITLE}</h1>{sign}<p>{LONG}</p><p>{OTHER}</p></div>")).copies
    assert (copy.byline, str(copy.published)) == ("Jana Nobody", "2025-12-09")
    assert texts(copy) == [LONG, OTHER]


@pytest.mark.parametrize(("line", "kept"), [("Gates and locks", True), ("Gates, locks", False)])
def test_a_line_of_two_words_in_a_box_between_paragraphs_is_a_label_and_one_of_three_is_text(
    line: str,
    kept: bool,  # noqa: FBT001 - a column
) -> None:
    body = f"<h1>{TITLE}</h1><div class=body><p>{LONG}</p><div class=x>{line}</div><p>{OTHER}</p></div>"
    (copy,) = read(article(body)).copies
    assert texts(copy) == ([LONG, line, OTHER] if kept else [LONG, OTHER])


def test_text_set_as_written_in_xhtml_is_text_and_its_signs_are_none() -> None:
    parts = f"<p><![CDATA[{LONG}]]></p><p>Salt <![CDATA[& <bread>]]>, as ever: <![CDATA[{OTHER}]]></p>"
    page = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{TITLE}</h1>{parts}</body></html>'
    (copy,) = read(page).copies
    assert texts(copy) == [LONG, f"Salt & <bread>, as ever: {OTHER}"]
