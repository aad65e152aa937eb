"""Pages whose build does not tell what their headlines are: weighed as text is, and doubted."""

from careader.capture import Capture, Kind, parse
from careader.capture.models import DOUBTFUL
from careader.intake.models import Page
from tests.intake.files import open_bytes
from tests.intake.templates import STORIES, Story


def read(markup: str) -> Capture:
    (page,) = open_bytes(markup.encode(), "page.html")
    assert isinstance(page, Page)
    (capture,) = parse([("page.html", page)])
    return capture


def body(story: Story, between: str = "<br><br>", heading: str = "<b>{}</b>") -> str:
    return between.join(heading.format(text) if kind == "h" else text for kind, text in story.body)


def document(content: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{content}</body></html>"


def bold_lines(*, bylines: bool, title: str = "The Example Gazette") -> str:
    """A page of tables: every story in a cell, its headline and its section headings bold lines alike."""
    rows = "".join(
        f"<tr><td><b><font size=4>{story.headline}</font></b><br>"
        + (f"<small>Written by {story.author}, 9 December 2025</small>" if bylines else "")
        + f"<br><br>{body(story)}<br><br><a href='#'>Comments (0)</a></td></tr>"
        for story in STORIES
    )
    return document(f"<table>{rows}</table>", f"<title>{title}</title>")


def headlines(capture: Capture) -> list[str]:
    return [copy.headline for copy in capture.copies]


HEADLINES = [story.headline for story in STORIES]


def test_bold_lines_with_bylines_right_below_are_the_headlines_whatever_the_page_is_called() -> None:
    capture = read(bold_lines(bylines=True))
    assert headlines(capture) == HEADLINES
    assert [copy.byline for copy in capture.copies] == [story.author for story in STORIES]
    assert not capture.doubtful


def test_bold_lines_by_which_nothing_speaks_are_weighed_and_the_page_is_doubted() -> None:
    capture = read(bold_lines(bylines=False))
    assert capture.doubtful
    assert set(headlines(capture)) <= {*HEADLINES, "What a Cleared Road Costs", "A Modest Sum"}
    assert capture.copies[0].confidence < DOUBTFUL


def test_cells_of_a_layout_are_not_joined_as_the_cells_of_a_table_of_figures_are() -> None:
    texts = [block.text for copy in read(bold_lines(bylines=True)).copies for block in copy.blocks]
    assert not [text for text in texts if " | " in text]


def test_a_headline_that_only_the_title_of_the_page_names_is_never_sure() -> None:
    story = STORIES[0]
    text = f"<div>{body(story, '</div><div>', '{}')}</div>"
    named = read(document(text, f"<title>{story.headline}</title>"))
    assert headlines(named) == [story.headline]
    assert named.copies[0].confidence < 1
    assert not named.copies[0].doubtful
    site = read(document(text, "<title>Gazette</title>"))
    assert site.doubtful
    assert site.copies[0].doubtful


def test_a_page_that_says_that_it_is_an_article_is_sure_of_its_title() -> None:
    story = STORIES[0]
    head = f'<title>{story.headline}</title><meta property="og:type" content="article">'
    capture = read(document(f"<div>{body(story, '</div><div>', '{}')}</div>", head))
    assert capture.copies[0].confidence == 1
    assert not capture.doubtful


def test_headings_below_a_text_do_not_push_it_out_of_its_article() -> None:
    story, title = STORIES[0], "How the Upper Road Was Lost Twice"
    sections = "".join(f"<h2>{each.headline}</h2><p>{each.lead}</p>" for each in STORIES[1:3])
    capture = read(document(f"<p>{story.lead}</p>{sections}", f"<title>{title}</title>"))
    assert capture.doubtful
    assert story.lead in [block.text for block in capture.copies[0].blocks if block.kind is Kind.PARAGRAPH]


def test_a_line_that_leads_to_another_story_is_furniture() -> None:
    story, other = STORIES[0], STORIES[1]
    for words in ("Read more:", "Also read:", "See also:", "Читайте также:", "Подробнее:", "Related:"):
        more = f"<p><strong>{words}</strong> <a href='/x'>{other.headline}</a></p>"
        text = f"<div><p>{story.lead}</p>{more}<p>{story.body[2][1]}</p></div>"
        (copy,) = read(document(f"<h1>{story.headline}</h1>{text}")).copies
        kinds = {block.text: block.kind for block in copy.blocks}
        assert kinds[f"{words} {other.headline}"] is Kind.FURNITURE
        assert kinds[story.body[2][1]] is Kind.PARAGRAPH


def test_headings_below_a_title_that_reads_like_a_headline_may_be_its_sections_so_the_page_is_doubted() -> (
    None
):
    sections = "".join(f"<h2>{story.headline}</h2><p>{story.lead}</p>" for story in STORIES)
    assert read(document(sections, "<title>How the Upper Road Was Lost Twice</title>")).doubtful
    listing = read(document(sections, "<title>The Example Gazette</title>"))
    assert headlines(listing) == HEADLINES
    assert not listing.doubtful
