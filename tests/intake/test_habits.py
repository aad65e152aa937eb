"""Pages by the habits of other content systems: headlines, text and day are what they say."""

import pytest

from careader.capture.models import DOUBTFUL
from tests.intake import habits
from tests.intake.templates import STORIES, Story, words
from tests.intake.test_templates import read, texts

HEADLINES = [story.headline for story in STORIES]


@pytest.mark.parametrize("name", habits.LISTINGS)
def test_every_headline_of_a_listing_is_found_and_no_other_line(name: str) -> None:
    capture = read(habits.LISTINGS[name]())
    assert [copy.headline for copy in capture.copies] == HEADLINES
    assert not capture.doubtful
    assert all(copy.confidence >= DOUBTFUL for copy in capture.copies)


@pytest.mark.parametrize("name", habits.TEASERS)
def test_a_teaser_is_its_text_and_neither_its_day_nor_the_way_to_the_rest(name: str) -> None:
    capture = read(habits.LISTINGS[name]())
    assert [texts(capture, n) for n in range(6)] == [[story.lead] for story in STORIES]


@pytest.mark.parametrize("name", habits.WITH_DAYS)
def test_the_day_of_each_article_is_found(name: str) -> None:
    copies = read(habits.LISTINGS[name]()).copies
    assert [str(copy.published) for copy in copies] == [story.day for story in STORIES]


@pytest.mark.parametrize("name", habits.SINGLES)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_a_single_article_is_itself_and_nothing_around_it(name: str, story: Story) -> None:
    capture = read(habits.SINGLES[name](story))
    assert [copy.headline for copy in capture.copies] == [story.headline]
    assert texts(capture, 0) == words(story)


def test_the_day_of_a_russian_page_is_read() -> None:
    assert str(read(habits.russian_lazy()).date) == "2025-12-10"


@pytest.mark.parametrize("shown", [1, 6])
def test_the_name_of_a_channel_is_no_headline_and_a_bold_line_is_doubted_unless_it_repeats(
    shown: int,
) -> None:
    capture = read(habits.channel(STORIES[:shown]))
    assert [copy.headline for copy in capture.copies] == HEADLINES[:shown]
    assert capture.doubtful == (shown == 1)
