"""Pages of made-up sites, each with habits of its own: what is read of them is what they say."""

import pytest

from careader.capture import Capture, Kind, parse
from careader.capture.models import NO_TEXT
from careader.intake.models import Page
from tests.intake import templates
from tests.intake.files import open_bytes
from tests.intake.templates import LISTINGS, SINGLES, STORIES, Story


def read(markup: str) -> Capture:
    (page,) = open_bytes(markup.encode(), "page.html")
    assert isinstance(page, Page)
    (capture,) = parse([("page.html", page)])
    return capture


def texts(capture: Capture, n: int) -> list[str]:
    blocks = [block for block in capture.copies[n].blocks if block.kind not in NO_TEXT]
    return [text for block in blocks for text in (block.text, *block.items) if text]


@pytest.mark.parametrize("name", LISTINGS)
def test_every_headline_of_a_listing_is_found_and_nothing_else(name: str) -> None:
    capture = read(LISTINGS[name]())
    assert [copy.headline for copy in capture.copies] == [story.headline for story in STORIES]
    assert not [copy.headline for copy in capture.copies if copy.doubtful]
    assert not capture.problems


@pytest.mark.parametrize("name", ["wordpress", "flat", "heading_each", "soup"])
def test_the_text_of_a_listing_is_whole_and_nothing_of_the_site_is_in_it(name: str) -> None:
    capture = read(LISTINGS[name]())
    for n, story in enumerate(STORIES):
        assert texts(capture, n) == templates.words(story)


@pytest.mark.parametrize("name", templates.WITH_RATES)
def test_rates_are_found_where_they_stand(name: str) -> None:
    rates = [(rate.pair, rate.value, rate.change) for rate in read(LISTINGS[name]()).rates]
    assert rates == templates.RATES


@pytest.mark.parametrize("name", LISTINGS)
def test_the_day_of_the_page_is_found_where_it_stands_and_no_other_is_taken_for_it(name: str) -> None:
    day = read(LISTINGS[name]()).date
    assert str(day) == ("2025-12-10" if name in templates.WITH_DAY else "None")


@pytest.mark.parametrize("name", templates.WITH_BYLINES)
def test_who_wrote_an_article_and_when(name: str) -> None:
    copies = read(LISTINGS[name]()).copies
    assert [copy.byline for copy in copies] == [story.author for story in STORIES]
    assert [str(copy.published) for copy in copies] == [story.day for story in STORIES]


def test_a_teaser_with_a_link_to_the_rest_is_an_excerpt() -> None:
    assert all(copy.excerpt for copy in read(templates.read_more()).copies)
    assert not any(copy.excerpt for copy in read(templates.wordpress()).copies)


def test_what_blocks_are_is_what_their_tags_say() -> None:
    kinds = {(kind, text): "" for story in STORIES for kind, text in story.body}
    for copy in read(templates.wordpress()).copies:
        for block in copy.blocks:
            for text in (block.text, *block.items):
                found = next((key for key in kinds if key[1] == text), None)
                if found:
                    kinds[found] = block.kind
    meant = {"p": Kind.PARAGRAPH, "h": Kind.HEADING, "c": Kind.CAPTION, "q": Kind.QUESTION, "li": Kind.LIST}
    intro = "The railway names three prices for a wagon:"
    assert {text: kind for (_, text), kind in kinds.items()} == {
        text: Kind.LIST if text == intro else meant[kind] for kind, text in kinds
    }


@pytest.mark.parametrize("name", SINGLES)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_a_single_article_is_itself_and_nothing_around_it(name: str, story: Story) -> None:
    capture = read(SINGLES[name](story))
    assert [copy.headline for copy in capture.copies] == [story.headline]
    assert texts(capture, 0) == templates.words(story)
    (copy,) = capture.copies
    assert (copy.byline, str(copy.published)) == (story.author, story.day)


def test_no_word_of_a_page_is_lost() -> None:
    markup = templates.single_wordpress(STORIES[0])
    capture = read(markup)
    said = [*capture.preamble, *(copy.headline for copy in capture.copies)]
    said += [text for copy in capture.copies for block in copy.blocks for text in (block.text, *block.items)]
    for words in (
        "My uncle has said so",
        "© 2025",
        "Kazakhstan",
        "has written about the valley",
        "2 thoughts",
    ):
        assert any(words in text for text in said)
    assert not any("var a" in text or "color:red" in text for text in said)
