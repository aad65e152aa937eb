"""Lines of a page that belong to no article: told by what they are and where they stand, and kept."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from careader.capture import Block, Capture, Kind, parse
from careader.capture.bylines import read_byline
from careader.capture.furniture import named_in, role_of
from careader.capture.models import NO_TEXT
from careader.capture.roles import SITE

Make = Callable[..., str]
Stories = list[tuple[str, list[str]]]


def parse_one(text: str) -> Capture:
    (capture,) = parse([("page.txt", text)])
    return capture


def said(blocks: Iterable[Block]) -> list[str]:
    return [
        text for block in blocks if block.kind not in NO_TEXT for text in (block.text, *block.items) if text
    ]


def kept(blocks: Iterable[Block]) -> list[str]:
    return [
        text
        for block in blocks
        if block.kind is Kind.FURNITURE
        for text in (block.text, *block.items)
        if text
    ]


def assert_articles(capture: Capture, stories: Stories) -> None:
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories]
    assert [said(copy.blocks) for copy in capture.copies] == [body for _, body in stories]


def framed(stories: Stories, above: list[str], below_headline: list[str], below: list[str]) -> Stories:
    """Stories as blocks of a page that has furniture around each."""
    return [
        (line, [])
        for headline, body in stories
        for line in (*above, headline, *below_headline, *body, *below)
    ]


SHARE = ["Share", "Facebook", "Telegram", "Copy link"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("above", "below_headline", "below"),
    [
        (["Lakes"], ["By Mila Ostrand"], SHARE),
        ([], ["5 March 2025 By Mila Ostrand"], ["Tags: lakes, boats", "3 comments"]),
        ([], ["Mila Ostrand | March 5, 2025 | 3 min read"], ["Share on Facebook", "Leave a comment"]),
        (["Orlen Coast"], ["Published: 5 Mar 2025"], ["Read more »"]),
        ([], ["Written by Mila Ostrand and Ilmo Sandrey"], ["ShareFacebookXTelegramTags: lakes"]),
        (["Lakes"], ["12 hours ago"], ["Print", "Email", "Filed under: lakes"]),
    ],
)
def test_furniture_around_every_headline(  # noqa: PLR0917 - columns
    page: Make,
    stories: Stories,
    rates: list[str],
    gap: str,
    above: list[str],
    below_headline: list[str],
    below: list[str],
) -> None:
    told = framed(stories, above, below_headline, below)
    capture = parse_one(page([*rates, "05 March 2025"], told, gap=gap))
    assert_articles(capture, stories)
    assert kept(capture.copies[0].blocks)[: len(below_headline)] == below_headline
    assert all(line in kept(capture.copies[-1].blocks) for line in below)


@pytest.mark.parametrize("count", [1, 2, 6])
def test_menu_above_and_footer_below(page: Make, stories: Stories, rates: list[str], count: int) -> None:
    menu = ["Skip to content", "Lakes", "Boats", "Letters", "Our People", "Subscribe"]
    foot = [
        *("Related Posts", stories[-1][0], "4 March 2025", "A Pier Is Painted Green", "3 March 2025"),
        *("Newsletter", "Get the lake in your inbox every Friday.", "Sign up", "About Us", "Privacy Policy"),
        "© 2025 The Orlen Post. All rights reserved.",
    ]
    told = [
        *framed(stories[:count], ["Lakes"], ["5 March 2025 By Mila Ostrand"], SHARE),
        *((f, []) for f in foot),
    ]
    for head in ([*rates, "05 March 2025"], [*menu, *rates, "05 March 2025"], menu):
        capture = parse_one(page(head, told, gap="\n"))
        assert_articles(capture, stories[:count])
        assert kept(capture.copies[-1].blocks)[-len(foot) :] == foot


def test_a_single_article_with_the_name_of_its_section(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    headline, body = stories[0]
    capture = parse_one(page([*rates, "05 March 2025"], [("Lakes", [headline, *body])]))
    assert_articles(capture, stories[:1])
    assert capture.preamble == ("Lakes",)


def test_byline_and_day_go_into_the_copy(page: Make, stories: Stories, rates: list[str]) -> None:
    told = framed(stories[:2], [], ["By Mila Ostrand", "4 March 2025"], ["Share"])
    capture = parse_one(page([*rates, "05 March 2025"], told))
    assert capture.date == date(2025, 3, 5)
    assert [(copy.byline, copy.published) for copy in capture.copies] == [
        ("Mila Ostrand", date(2025, 3, 4))
    ] * 2


def test_a_way_to_the_full_text_proves_its_headline(page: Make, stories: Stories) -> None:
    told = [
        (headline, ["  • Written by OCP", body[0], f"Read more: {headline[:40]}..."])
        for headline, body in stories
    ]
    capture = parse_one(page(["cheap boats bonus boats bonus"], told))
    assert_articles(capture, [(headline, body[:1]) for headline, body in stories])
    assert all(copy.excerpt and copy.confidence > 0.9 for copy in capture.copies)
    assert {copy.byline for copy in capture.copies} == {"OCP"}


def test_a_headline_given_twice(page: Make, stories: Stories) -> None:
    told = [(headline, [headline, "By Mila Ostrand", body[0]]) for headline, body in stories[:4]]
    capture = parse_one(page(["Coast", "", "Orlen Bay", ""], told))
    assert_articles(capture, [(headline, body[:1]) for headline, body in stories[:4]])
    assert capture.preamble == ("Coast", "Orlen Bay", stories[0][0])


def test_briefs_that_open_with_a_place(page: Make, stories: Stories) -> None:
    told = [(headline, [f"ORLEN (OCP) — {body[0]}"]) for headline, body in stories]
    assert_articles(parse_one(page([], told)), told)


def test_a_caption_between_an_excerpt_and_the_next_headline(page: Make, stories: Stories) -> None:
    told = [(headline, [body[0], "Continue reading", "Orlen Coast Post"]) for headline, body in stories[:3]]
    told[1] = (told[1][0], [*told[1][1], "The keeper plants a tree in the yard (Harbour Board photo)"])
    capture = parse_one(page([], told))
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in told]


def test_a_register_line_ends_an_excerpt(page: Make, stories: Stories, rates: list[str]) -> None:
    told = framed(stories[:2], [], ["By Mila Ostrand"], ["Register to read more"])
    capture = parse_one(page([*rates, "05 March 2025"], told))
    assert_articles(capture, stories[:2])
    assert all(copy.excerpt for copy in capture.copies)


def test_an_author_card_below_an_article(page: Make, stories: Stories, rates: list[str]) -> None:
    card = [
        "Mila Ostrand",
        "Mila Ostrand has written about boats for the Orlen Post since 2014.",
        "View all posts",
    ]
    headline, body = stories[0]
    capture = parse_one(page(rates, [(headline, ["By Mila Ostrand", *body, "Share", *card])]))
    assert_articles(capture, stories[:1])
    assert kept(capture.copies[0].blocks)[-3:] == card


def test_a_section_heading_with_a_word_of_furniture_stays(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    headline, (first, second, *rest) = stories[0]
    capture = parse_one(page(rates, [(headline, [first, "Feedback", second, *rest])]))
    assert Block(Kind.HEADING, "Feedback") in capture.copies[0].blocks


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sign up for our newsletter this week.", Kind.FURNITURE),
        ("Sign up for our newsletter this week, please.", Kind.PARAGRAPH),
    ],
    ids=["seven words", "eight words"],
)
def test_a_sentence_of_eight_words_is_furniture_only_beside_other_furniture(
    page: Make, stories: Stories, rates: list[str], line: str, kind: Kind
) -> None:
    headline, (first, second, *rest) = stories[0]
    assert role_of(line)
    for beside, found in (([], kind), (["Share"], Kind.FURNITURE)):
        body = [first, "Lakes", line, *beside, second, *rest]
        (copy,) = parse_one(page(rates, [(headline, body)])).copies
        assert [block.kind for block in copy.blocks if block.text == line] == [found]


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("By Mila Ostrand", "Mila Ostrand", None),
        ("by Mila Ostrand, Orlen", "Mila Ostrand, Orlen", None),
        ("BY MILA OSTRAND", "MILA OSTRAND", None),
        ("By Çağan O'Neill and Ilmo Sandrey", "Çağan O'Neill and Ilmo Sandrey", None),
        ("Posted on March 5, 2025 by admin", "admin", date(2025, 3, 5)),
        ("Lakes | 5 March 2025 | 4 min", "", date(2025, 3, 5)),
        ("Updated: 2025-03-05", "", date(2025, 3, 5)),
        ("By [Mila Ostrand](/people/mila) · Mar 5, 2025", "Mila Ostrand", date(2025, 3, 5)),
        ("5 March 2025 By [13]Mila Ostrand", "Mila Ostrand", date(2025, 3, 5)),
        ("By Mila Ostrand <https://example.org/mila>", "Mila Ostrand", None),
    ],
)
def test_bylines(line: str, name: str, day: date | None) -> None:
    assert read_byline(line) == (name, day)


@pytest.mark.parametrize(
    "line",
    [
        "By the River, a New Pier Grows",
        "Share of Wind Power Grows to a Fifth",
        "Print Shops Close Across the Valley",
        "More Boats for the North",
        "Home Prices Fall on the Coast",
        "Search for the Lost Keeper Goes On",
        "Terms of Trade Worsen",
        "Register of Lighthouses Published",
        "Support Us or Leave, Keepers Say",
        "Save the Old Tram",
        "Like Father, Like Son",
        "Video: A Walk Through the Depot",
        "The board said on 5 March 2025 that the boat calls once a week.",
    ],
)
def test_headlines_and_sentences_are_no_furniture(line: str) -> None:
    assert role_of(line) == ""


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Read more: Keepers Share One Boat", "Keepers Share One Boat"),
        ("Continue reading “Keepers Share One Boat”", "Keepers Share One Boat"),
        ("Read more", ""),
        ("Keepers read more: a survey", ""),
    ],
)
def test_ways_to_the_full_text(line: str, named: str) -> None:
    assert named_in(line) == named


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("By Mila Ostrand 3 December 2025 2 mins read 3 Views", "Mila Ostrand", date(2025, 12, 3)),
        ("Mila Ostrand 8 December 2025", "Mila Ostrand", date(2025, 12, 8)),
        ("Posted on 5 December 2025 in lakes", "", date(2025, 12, 5)),
        ("2 декабря 2025, 10:40 Автор: Mila Ostrand Просмотры: 120", "Mila Ostrand", date(2025, 12, 2)),
        ("Dec. 10", "", None),
    ],
)
def test_a_byline_is_read_without_signs_between_its_parts(line: str, name: str, day: date | None) -> None:
    read = read_byline(line)
    assert read is not None
    assert (read.name, read.published) == (name, day)


@pytest.mark.parametrize(
    "line",
    [
        "By 10 December 2025 the dam will be ready",
        "By Water and by Rail",
        "Orlen Counts 300 Views of Its Mountains",
        "Newest Ships Next to Older Boats",
    ],
)
def test_lines_that_only_look_like_bylines_and_paging(line: str) -> None:
    assert not role_of(line)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "below_headline", [["Mila Ostrand", "8 March 2025"], ["8 March 2025", "Mila Ostrand"]]
)
def test_a_name_by_itself_beside_the_day_is_the_byline(
    page: Make, stories: Stories, rates: list[str], gap: str, below_headline: list[str]
) -> None:
    capture = parse_one(
        page([*rates, "09 March 2025"], framed(stories, ["Lakes"], below_headline, []), gap=gap)
    )
    assert_articles(capture, stories)
    assert {(copy.byline, copy.published) for copy in capture.copies} == {("Mila Ostrand", date(2025, 3, 8))}


def test_a_byline_that_begins_small_is_no_rest_of_the_headline(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    told = framed(stories, [], ["by Mila Ostrand 8 March 2025"], [])
    assert_articles(parse_one(page([*rates, "09 March 2025"], told, gap="\n")), stories)


def test_a_deck_below_the_headline_is_none(page: Make, stories: Stories, rates: list[str]) -> None:
    headline, body = stories[0]
    way = f"Home » Lakes » {headline}"
    deck = "How four keepers came to an agreement on a converted trawler"
    lines = [way, headline, deck, "By Mila Ostrand · 8 March 2025", *body]
    (copy,) = parse_one(page([*rates, "09 March 2025"], [("Lakes", lines)])).copies
    assert copy.headline == headline
    assert copy.byline == "Mila Ostrand"


RUSSIAN = ["Перейти к содержимому", "Главная", "Общество", "Контакты"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_site_in_another_language(page: Make, stories: Stories, rates: list[str], gap: str) -> None:
    told = framed(
        stories,
        ["Общество"],
        ["2 марта 2025, 10:40 Автор: Mila Ostrand Просмотры: 12"],
        ["Поделиться: ВКонтакте Телеграм", "Читать далее"],
    )
    foot = [
        "Страницы: 1 2 3 … 12 Следующая",
        "Популярное",
        stories[0][0],
        "Подписаться",
        "© Все права защищены.",
    ]
    told += [(line, []) for line in foot]
    capture = parse_one(page([*RUSSIAN, *rates, "Среда, 5 марта 2025 г."], told, gap=gap))
    assert capture.date == date(2025, 3, 5)
    assert_articles(capture, stories)
    assert kept(capture.copies[-1].blocks)[-len(foot) :] == foot


@pytest.mark.parametrize("line", ["Boats", "Tell Pin Email Post", "Our own correspondent"])
def test_what_stands_right_below_most_headlines_is_no_section(
    page: Make, stories: Stories, rates: list[str], line: str
) -> None:
    capture = parse_one(page([*rates, "05 March 2025"], framed(stories, [], [line], [])))
    assert_articles(capture, stories)
    assert kept(capture.copies[0].blocks) == [line]


@pytest.mark.parametrize("number", ["{0}/6", "Page {0} of 6", "https://example.org/lakes {0}/6"])
def test_the_lines_of_a_printed_page_are_furniture(
    page: Make, stories: Stories, rates: list[str], number: str
) -> None:
    told = [
        (headline, [*body, number.format(n), "The Orlen Post"])
        for n, (headline, body) in enumerate(stories, 1)
    ]
    assert_articles(parse_one(page([*rates, "05 March 2025"], told)), stories)


def test_a_caption_below_the_way_to_the_full_text_is_a_caption(page: Make, stories: Stories) -> None:
    told = [(headline, [body[0], "Continue reading"]) for headline, body in stories[:3]]
    told[1][1].append("The depot before it closed; image: Dora Milvet")
    capture = parse_one(page([], told))
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories[:3]]
    captions = [block.text for block in capture.copies[1].blocks if block.kind is Kind.CAPTION]
    assert captions == ["The depot before it closed; image: Dora Milvet"]


def test_a_title_below_the_word_sponsored_is_an_advert(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    headline, body = stories[0]
    advert = ["Sponsored", "Rent a Sailing Boat on the Amsel This Summer"]
    told = [(headline, [body[0], *advert, *body[1:]]), *stories[1:]]
    assert_articles(parse_one(page([*rates, "05 March 2025"], told)), stories)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("← All stories", SITE),
        ("Next page →", SITE),
        ("« Back", SITE),
        ("A “« quoted »” word", ""),
        ("A ← B", ""),
    ],
)
def test_an_arrow_at_an_end_points_to_another_page(line: str, role: str) -> None:
    assert role_of(line) == role


def test_a_list_of_other_titles_after_each_article_is_furniture(page: Make, stories: Stories) -> None:
    others = "You might also like:\n• Snow Ploughs Learn to Sing\n• A Rope Bridge Returns to Hallen"
    told = [(headline, [*body, others]) for headline, body in stories]
    capture = parse_one(page([], told))
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories]
    assert all(copy.blocks[-1].kind is Kind.FURNITURE for copy in capture.copies)


def test_a_row_of_actions_with_counts_is_furniture(page: Make, stories: Stories) -> None:
    told = [(headline, [*body, f"Like ({n}) Print E-mail"]) for n, (headline, body) in enumerate(stories)]
    capture = parse_one(page([], told))
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories]
    assert all(copy.blocks[-1].kind is Kind.FURNITURE for copy in capture.copies)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("EN | RU | KZ", SITE),
        ("News / Essays / Maps / Search", SITE),
        ("World · Our Region · Sport", SITE),
        ("Rate Cuts / Wage Rises / and the Price of Bread", ""),
        ("Oil | Gas", ""),
    ],
)
def test_a_row_of_a_menu_is_furniture(line: str, role: str) -> None:
    assert role_of(line) == role


def test_the_line_with_the_name_of_its_author_heads_the_page(page: Make, stories: Stories) -> None:
    above = [("World Region Money Sport Comment", ["Wednesday, 5 March 2025", "Harbour"])]
    told = [(line, ["By Ansa Teluk", *body]) for line, body in stories]
    capture = parse_one(page([], [*above, *told]))
    assert [copy.headline for copy in capture.copies] == [line for line, _ in stories]
    assert str(capture.date) == "2025-03-05"


def test_the_words_of_a_picture_above_its_caption_hide_no_byline(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    around = ["By Ansa Teluk", "Boat at the quay", "The boat at noon. Photo: Ilmo Sandrey"]
    told = [(line, [*around, *body]) for line, body in stories]
    capture = parse_one(page([*rates, "05 March 2025"], told))
    assert [copy.headline for copy in capture.copies] == [line for line, _ in stories]
    assert all(copy.byline == "Ansa Teluk" for copy in capture.copies)
    assert all(copy.confidence > 0.95 for copy in capture.copies)


def test_the_profession_below_the_name_of_an_author_is_furniture(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    told = [(line, ["By Ansa Teluk", "Senior Correspondent", *body]) for line, body in stories]
    capture = parse_one(page([*rates, "05 March 2025"], told))
    assert [copy.headline for copy in capture.copies] == [line for line, _ in stories]
    assert all(copy.byline == "Ansa Teluk" for copy in capture.copies)


def test_the_signature_of_a_post_is_no_byline(page: Make, stories: Stories, rates: list[str]) -> None:
    post = ["The Pass Is Closed! pic.example.org/abc", "— Road Police (@roadpolice) March 3, 2025"]
    (line, body), *others = stories
    capture = parse_one(page([*rates, "05 March 2025"], [(line, [*body[:1], *post, *body[1:]]), *others]))
    assert [copy.headline for copy in capture.copies] == [line for line, _ in stories]


def test_the_last_of_several_other_titles_stands_above_a_line_about_the_site(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    picks = ["Six Wells Are Dug by Hand", "A Bridge for the Lower Town", "Snow Closes the Pass Again"]
    told = [(line, ["By Ansa Teluk", *body, "Share", "Copy link"]) for line, body in stories]
    below = ["Editors’ picks", *picks, "The Orlen Post is published by a cooperative of its readers."]
    capture = parse_one(page([*rates, "05 March 2025"], [*told, (below[0], below[1:])]))
    assert [copy.headline for copy in capture.copies] == [line for line, _ in stories]
    assert not capture.doubtful
