"""Whether a page is one article or a list, and where its text is: habits of pages of other sites."""

from datetime import date

import pytest

from careader.capture import Capture, Copy, parse
from careader.capture.models import NO_TEXT
from careader.intake.html.listed import without_numbers
from careader.intake.models import Page
from tests.intake.files import open_bytes
from tests.intake.templates import STORIES, Story

LONG = (
    "The keeper of the gate at the reservoir writes down the height of the water each morning, with a pencil."
)
OTHER = "Nobody asked him for the figures until the spring in which the lower fields went under for a week."
TITLE = "The Man Who Wrote Down the Height of the Water"


def read(markup: str) -> Capture:
    (page,) = open_bytes(markup.encode(), "page.html")
    assert isinstance(page, Page)
    (capture,) = parse([("page.html", page)])
    return capture


def document(content: str, title: str = "") -> str:
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f"<!doctype html><html><head>{head}</head><body>{content}</body></html>"


def headlines(capture: Capture) -> list[str]:
    return [copy.headline for copy in capture.copies]


def texts(copy: Copy) -> list[str]:
    shown = (block for block in copy.blocks if block.kind not in NO_TEXT)
    return [text for block in shown for text in (block.text, *block.items) if text]


def teasers(level: int = 3) -> str:
    return "".join(
        f'<div class="t"><h{level}><a href="/{n}">{story.headline}</a></h{level}><p>{story.lead}</p></div>'
        for n, story in enumerate(STORIES)
    )


def test_a_page_stands_below_the_heading_that_it_names_itself_by_whatever_stories_are_linked_below() -> None:
    body = f"<h1>{TITLE}</h1><b>From our reporter at the dam</b><p>{LONG}</p><h2>A Pencil</h2><p>{OTHER}</p>"
    capture = read(document(f"<div>{body}</div>{teasers()}", f"{TITLE} | The Example Gazette"))
    assert headlines(capture) == [TITLE]
    assert [text for text in texts(capture.copies[0]) if text in (LONG, OTHER)] == [LONG, OTHER]


def test_a_heading_that_only_shares_its_words_with_the_title_of_the_page_heads_it_as_well() -> None:
    title = "Man wrote down the height of the water for thirty years"
    capture = read(document(f"<h1>{TITLE}</h1><p>{LONG}</p><p>{OTHER}</p>{teasers()}", title))
    assert headlines(capture) == [TITLE]


def test_the_one_heading_of_the_first_level_heads_a_page_with_sections_and_a_title_of_other_words() -> None:
    body = f"<h1>{TITLE}</h1><p>{LONG}</p><p>{OTHER}</p><p>{LONG[:-1]}, and no pen.</p>"
    sections = f"<h2>A Pencil of the Ministry</h2><p>{OTHER[:-1]}, or two.</p><h2>Lost</h2><p>{LONG}</p>"
    capture = read(document(f"{body}{sections}{teasers()}", "Dams and Water"))
    assert headlines(capture) == [TITLE]


def test_a_list_below_a_long_heading_that_the_page_names_itself_by_is_a_list_or_doubted() -> None:
    name = "All the News From the Valley and Beyond"
    capture = read(document(f"<h1>{name}</h1><p>{LONG}</p>{teasers()}", f"{name} | The Example Gazette"))
    assert headlines(capture) == [story.headline for story in STORIES] or capture.doubtful


def test_many_headings_of_the_first_level_as_short_as_those_of_sections_are_doubted() -> None:
    names = ("Measuring the Water", "Reasons", "What to Count", "Short and Long Memory", "Conclusion")
    body = "".join(f'<h1 class="heading">{name}</h1><p>{LONG}</p><p>{OTHER}</p>' for name in names)
    capture = read(document(body, "The Example Handbook"))
    assert len(capture.copies) == 1 or capture.doubtful


def test_a_page_in_a_script_without_blanks_is_one_article_with_its_sections() -> None:
    title = "水库守门人三十年来每天记录水位"
    text = "他每天早晨用铅笔把水位写在本子上，从来没有人向他要过这些数字，直到春天下游的田地被淹了一个星期。"
    body = f"<h1>{title}</h1><p><b>我们的记者</b></p><p>{text}</p><p><b>一支铅笔</b></p><p>{text}</p>"
    capture = read(document(f"<div>{body}</div>", f"{title}_例报网"))
    assert headlines(capture) == [title]
    assert texts(capture.copies[0]).count(text) == 2


def test_comments_that_are_longer_than_the_article_are_not_its_text() -> None:
    comments = "".join(f'<li class="comment-item"><p>{OTHER}</p></li>' for _ in range(9))
    text = f"<h1>{TITLE}</h1><div class=words><p>{LONG}</p><p>{LONG}</p></div>"
    page = f'{text}<ul class="user-box comment-text">{comments}</ul>'
    (copy,) = read(document(page, f"{TITLE} | The Example Gazette")).copies
    assert texts(copy) == [LONG, LONG]


@pytest.mark.parametrize("name", ["elementor-widget", "main with-sidebar", "section has-ads", "no-comments"])
def test_names_that_only_contain_the_word_of_a_furniture_are_none(name: str) -> None:
    parts = "".join(f'<div class="{name}"><p>{text}</p></div>' for text in (LONG, OTHER, LONG))
    (copy,) = read(
        document(f'<article><h1>{TITLE}</h1><div class="entry-content">{parts}</div></article>')
    ).copies
    assert texts(copy) == [LONG, OTHER, LONG]


def test_the_reading_above_a_word_is_no_word() -> None:
    title = "<ruby>水<rp>(</rp><rt>みず</rt><rp>)</rp></ruby>の高さを書く人の三十年"
    page = document(f"<h1>{title}</h1><p>{LONG}</p><p>{OTHER}</p>")
    assert headlines(read(page)) == ["水の高さを書く人の三十年"]


def test_text_in_boxes_side_by_side_is_whole_although_the_first_paragraph_is_long() -> None:
    steps = "".join(f"<div class=step><div><p>{text}</p></div></div>" for text in (LONG, OTHER, LONG, OTHER))
    page = f"<h1>{TITLE}</h1><div><div class=step><div><p>{' '.join([LONG] * 5)}</p></div></div>{steps}</div>"
    (copy,) = read(document(page)).copies
    assert texts(copy)[1:] == [LONG, OTHER, LONG, OTHER]


def test_addresses_within_a_text_are_text() -> None:
    links = "".join(
        f'<p><a href="https://a.example/{n}">https://a.example/{n}</a></p><p>{LONG}</p>' for n in "ab"
    )
    (copy,) = read(document(f"<article><h1>{TITLE}</h1><p>{OTHER}</p>{links}</article>")).copies
    assert "https://a.example/a" in " ".join(texts(copy))


def test_the_numbers_of_a_list_are_no_part_of_its_headlines() -> None:
    def row(number: int, story: Story) -> str:
        return f"<h2>{number}. {story.headline}</h2>" + "".join(f"<p>{text}</p>" for _, text in story.body)

    page = document("".join(row(number, story) for number, story in enumerate(STORIES, 1)))
    assert headlines(read(page)) == [story.headline for story in STORIES]


@pytest.mark.parametrize(
    "headlines",
    [
        ["1. One", "2. Two"],
        ["1. One", "3. Three", "5. Five"],
        ["1. One", "2. Two", "Three"],
        ["1 One", "2 Two", "3 Three"],
    ],
)
def test_numbers_that_do_not_count_the_headlines_stay(headlines: list[str]) -> None:
    assert without_numbers(headlines) == headlines


def row_of_terms(story: Story) -> str:
    return f"<dt>{story.headline}</dt><dd>{story.lead}</dd>"


def row_of_spans(story: Story) -> str:
    title = f'<a class="ttl" href="/{story.slug}"><span class="txt">{story.headline}</span></a>'
    day, lead = '<span class="tm">9 December 2025</span>', f'<span class="ld">{story.lead}</span>'
    return f'<div class="row">{day}{title}{lead}</div>'


def row_of_fonts(story: Story) -> str:
    title = f"<p><font size=4><b>{story.headline}</b></font></p>"
    return f"{title}<p>{story.lead}</p><p><a href='/{story.slug}'>Details</a></p>"


@pytest.mark.parametrize(
    "content",
    [
        "<h1>Digest</h1><dl>" + "".join(map(row_of_terms, STORIES)) + "</dl>",
        "<div>" + "".join(map(row_of_spans, STORIES)) + "</div>",
        "<h1>GAZETTE</h1>" + "".join(map(row_of_fonts, STORIES)),
        "<div><a href='/r'>Region</a></div><div><a href='/m'>Money</a></div>"
        + "".join(
            f"<div><a href='/{story.slug}'>{story.headline}</a></div><div>{story.lead}</div>"
            for story in STORIES
        ),
    ],
    ids=["terms", "spans", "the same link in each", "below a menu"],
)
def test_rows_of_many_makes_are_the_articles(content: str) -> None:
    capture = read(document(content, "The Example Gazette"))
    assert headlines(capture) == [story.headline for story in STORIES]
    assert [texts(copy) for copy in capture.copies] == [[story.lead] for story in STORIES]


def test_headings_above_the_headline_and_below_all_text_are_no_text() -> None:
    page = f"<div><h1>Gazette</h1><h1>{TITLE}</h1><p>{LONG}</p><p>{OTHER}</p><h1>Write to Us</h1></div>"
    (copy,) = read(document(page, f"{TITLE} | Gazette")).copies
    assert (copy.headline, texts(copy)) == (TITLE, [LONG, OTHER])


def test_a_short_line_between_two_paragraphs_is_a_section_heading_and_not_lost() -> None:
    lines = (("p", LONG), ("h", "What the Neighbours Say"), ("p", OTHER))
    inside = "".join(f"<div class={name}>{text}</div>" for name, text in lines)
    (copy,) = read(document(f"<h1>{TITLE}</h1><div>{inside}</div>")).copies
    assert texts(copy) == [LONG, "What the Neighbours Say", OTHER]


def test_lines_that_give_the_address_of_a_printed_page_are_no_text() -> None:
    foot = "<p>Printed from: https://gazette.example/print</p>"
    (copy,) = read(document(f"<h1>{TITLE}</h1><div><p>{LONG}</p><p>{OTHER}</p>{foot}</div>")).copies
    assert texts(copy) == [LONG, OTHER]


def test_a_name_beside_the_word_author_is_the_byline() -> None:
    page = (
        f"<h1>{TITLE}</h1><dl><dt>Author</dt><dd>Jana Example</dd></dl><div><p>{LONG}</p><p>{OTHER}</p></div>"
    )
    (copy,) = read(document(page)).copies
    assert copy.byline == "Jana Example"


def test_the_day_right_before_the_rates_in_one_line_is_that_of_the_page() -> None:
    head = (
        '<div class="top"><span>10 December 2025</span><span class="cur">USD/KGS = 87.4500 0.1%</span></div>'
    )
    assert str(read(document(head + teasers())).date) == "2025-12-10"


@pytest.mark.parametrize(
    ("box", "of_page"),
    [
        ('<div class="current-date">{}</div>', True),
        ('<div class="side"><p class="masthead">{}</p></div>', True),
        ('<div class="current-date entry-meta">{}</div>', False),
        ('<article><p class="ticker">{}</p></article>', False),
        ('<div class="note">{}</div>', False),
    ],
)
def test_a_day_below_the_articles_is_that_of_the_page_where_its_box_says_so(
    box: str, *, of_page: bool
) -> None:
    day = box.format("Wednesday 10 December 2025")
    assert read(document(f"{teasers()}{day}")).date == (date(2025, 12, 10) if of_page else None)


def test_the_day_of_the_first_article_is_not_that_of_the_page_although_the_rates_stand_near() -> None:
    rates = "<ul><li>USD/KGS 87.4500 0.1%</li></ul><h1>Latest <small>Wednesday 10 December 2025</small></h1>"
    rows = "".join(
        f'<div class="card"><small>9 December 2025</small><h5><a href="/{n}">{story.headline}</a></h5>'
        f"<p>{story.lead}</p></div>"
        for n, story in enumerate(STORIES)
    )
    assert str(read(document(f"{rates}<div>{rows}</div>")).date) == "2025-12-10"
