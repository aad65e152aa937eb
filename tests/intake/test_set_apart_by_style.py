"""Pages whose parts only a style sheet sets apart: letters, lists of links with a day, reader views."""

import pytest

from careader.capture import Capture, Copy, parse
from careader.capture.models import NO_TEXT
from careader.intake.models import Page
from tests.intake.files import open_bytes
from tests.intake.templates import STORIES, Story
from tests.pages import prose

TITLE = "The Baker Who Sells Bread by Weight Again"
TEXT = "For nine months the baker weighed every loaf, and wrote the grams on its paper in blue chalk and ink."


def read(body: str, title: str = "The Example Gazette") -> Capture:
    head = f"<meta charset=utf-8><title>{title}</title>"
    (page,) = open_bytes(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "p")
    assert isinstance(page, Page)
    (capture,) = parse([("p.html", page)])
    return capture


def shown(copy: Copy) -> list[str]:
    blocks = (block for block in copy.blocks if block.kind not in NO_TEXT)
    return [text for block in blocks for text in (block.text, *block.items) if text]


def rows(made: str) -> str:
    return "".join(
        made.format(url=f"/{story.slug}", headline=story.headline, lead=story.lead, day="18.11.2025")
        for story in STORIES
    )


def assert_listed(capture: Capture, stories: list[Story] = STORIES) -> None:
    assert [copy.headline for copy in capture.copies] == [story.headline for story in stories]
    assert [shown(copy) for copy in capture.copies] == [[story.lead] for story in stories]


def test_a_link_above_a_letter_to_its_page_is_no_headline() -> None:
    letter = "<table><tr><td><a href=/view>View in your browser</a></td></tr></table>"
    row = "<table><tr><td><a href={url}>{headline}</a></td></tr><tr><td>{lead}</td></tr></table>"
    assert_listed(read(f"<table><tr><td>{letter}{rows(row)}</td></tr></table>"))


def test_a_link_with_a_day_before_it_is_a_title_however_long_it_is() -> None:
    long = Story("long", " ".join(["A Long Story"] * 8), "Nobody", "2025-11-18", [("p", TEXT)])
    row = "<p><span>{day}</span> <a href={url}>{headline}</a><br>{lead}</p>"
    made = row.format(url="/long", headline=long.headline, lead=long.lead, day="18.11.2025")
    assert_listed(read(rows(row) + made), [*STORIES, long])


@pytest.mark.parametrize("more", ["<a href={url}>»»»</a>", "<a href={url}>→→</a>"])
def test_arrows_at_the_end_of_a_text_that_lead_to_its_rest_are_no_text(more: str) -> None:
    row = "<tr><td><a href={url}>{headline}</a><br><span>{lead}</span> " + more + "</td></tr>"
    assert_listed(read(f"<table>{rows(row)}</table>"))


def test_hash_tags_below_a_text_are_no_text() -> None:
    assert_listed(
        read(rows("<li><h4><a href={url}>{headline}</a></h4><p>{lead}</p><i>#bread, #town</i></li>"))
    )


def test_a_day_that_runs_into_the_name_of_the_site_is_the_day_of_the_page() -> None:
    capture = read(
        "<div><b>The Gazette</b><span>18 November 2025</span></div>"
        + rows("<div><h3><a href={url}>{headline}</a></h3><p>{lead}</p></div>")
    )
    assert str(capture.date) == "2025-11-18"


def test_a_bold_day_between_a_headline_and_its_text_is_no_title() -> None:
    source = '<ul><li>Jana Nobody. "Bread by Weight" — The Example Gazette, November 3, 2025</li></ul>'
    sections = f"<h2><span class=headline>What the Town Says</span></h2><p>{TEXT}</p><h2>Sources</h2>{source}"
    body = f"<h1>{TITLE}</h1><p><b>November 17, 2025</b></p><p>{TEXT}</p><p>{TEXT}</p>{sections}"
    assert [copy.headline for copy in read(body, f"{TITLE} - The Example Gazette").copies] == [TITLE]


@pytest.mark.parametrize(
    "line",
    [
        "<div class='credits reader-credits'>Jana Nobody</div>",
        "<div><span>By Jana Nobody</span><span>Steppe correspondent</span></div>",
    ],
)
def test_the_byline_is_the_name_alone(line: str) -> None:
    body = f"<h1>{TITLE}</h1>{line}<div><p>{TEXT}</p><p>{TEXT}</p></div>"
    (copy,) = read(body, TITLE).copies
    assert copy.byline == "Jana Nobody"
    assert shown(copy) == [TEXT, TEXT]


@pytest.mark.parametrize("number", [6, 59, 61])
def test_articles_with_the_same_words_are_apart_where_their_markup_is(number: int) -> None:
    def row(n: int, story: Story) -> str:
        text = "".join(f"<p>{prose(f'{number} {n} {part}', 60)}</p>" for part in range(4))
        head = f"<h2 class=entry-title><a href=/{n}>{story.headline}</a></h2>"
        return f"<article class=post>{head}<div class=entry-content>{text}<p>{story.lead}</p></div></article>"

    capture = read("".join(row(n, story) for n, story in enumerate(STORIES)))
    assert [copy.headline for copy in capture.copies] == [story.headline for story in STORIES]


def test_a_day_and_a_title_that_run_into_the_text_of_a_line_are_apart_from_it() -> None:
    assert_listed(
        read(
            "<h1>The Example Gazette</h1><ul>"
            + rows("<li><b>{day}</b> <a href={url}><b>{headline}</b></a> <span>{lead}</span></li>")
            + "</ul>"
        )
    )


def test_empty_lines_divide_a_text_that_is_set_as_written() -> None:
    lines = TEXT.replace(" loaf,", "\nloaf,")
    (copy,) = read(f"<h3>{TITLE}</h3><hr><pre>{lines}\n\n{lines}\n \n{lines}</pre>", TITLE).copies
    assert shown(copy) == [TEXT, TEXT, TEXT]


def test_details_of_an_article_are_no_text() -> None:
    details = "<dl class=article-info><dt>Details</dt><dd>Category: News</dd><dd>Hits: 120</dd></dl>"
    assert_listed(read(rows("<div><h2><a href={url}>{headline}</a></h2>" + details + "<p>{lead}</p></div>")))
