"""Pages of other sites: what stands between a headline and its text, and where tools break headlines."""

from datetime import date

import pytest

from careader.capture import Capture, explain, parse

RATES = ["KGS/USD = 0.01140 0%", "KZT/USD = 0.00190 -0%", "TJS/USD = 0.10500 1.25%"]
STORIES = (
    (
        "Millers of Orlen Share One Wind for a Whole Winter",
        "Lida Moren",
        "Three mills of Orlen turn in the same hour now, as their owners agreed. It was signed in flour.",
        "The wind of the bay is strong from four to seven. Before that, each mill stood still on most days.",
    ),
    (
        "Ferry to Sulen Sails Without Its Captain Again",
        "Maro Teshev",
        "The ferry to Sulen left the quay on Sunday with its rudder tied. Nobody on board was harmed.",
        "Its captain had gone ashore for bread, the harbour said. He will sail again on Friday.",
    ),
    (
        "Goats Take the Night Bus to the Upper Pasture",
        "Sevil Arman",
        "Forty goats rode the night bus to the upper pasture, since the path was under snow. They were calm.",
        "A ticket for a goat costs half of that for a child, said the driver, who counts horns.",
    ),
    (
        "Choir of Kemin Rehearses in an Empty Water Tower",
        "Nuria Toleu",
        "The choir of Kemin sings in the old tower, where a note lasts eleven seconds. Rain is welcome.",
        "Its conductor has slowed every song by half. Visitors stand on the stairs and hold their breath.",
    ),
)
TITLES = [story[0] for story in STORIES]
NOTES = "Live\n18:00 Three mills turn since noon, their owners wrote.\n17:01 The flour is dry, one added.\n"


def capture_of(text: str) -> Capture:
    return parse([("page.txt", text)])[0]


def titles_of(capture: Capture) -> list[str]:
    return [copy.headline for copy in capture.copies]


def reasons(capture: Capture) -> str:
    return " ".join(each.what for each in capture.problems if each.what.startswith("the page may"))


def page_of(form: str, head: str = "") -> str:
    """A page with a head in which ``form`` sets each story, from its title, author, two texts and number."""
    told = [form.format(*story, day=f"0{9 - n} March 2025") for n, story in enumerate(STORIES)]
    return "\n".join([*RATES, "10 March 2025", head, *told])


@pytest.mark.parametrize(
    "notes",
    [
        NOTES,
        "Live\n  • 18:00 Three mills turn since noon, their owners wrote.\n  • 17:01 The flour is dry.\n",
        "The Short Version\nThree mills turn since noon, their owners wrote, and the flour is dry.\n\n",
    ],
)
def test_a_label_between_a_byline_and_its_text_hides_no_headline(notes: str) -> None:
    text = page_of("{0}\n{1} | {day}\n\n{2}\n\n{3}\n\nLike Comment Share\n")
    capture = capture_of(text.replace(f"{STORIES[1][2]}", f"{notes}\n{STORIES[1][2]}"))
    assert titles_of(capture) == TITLES


def test_a_text_that_a_page_break_cuts_below_its_byline_hides_no_headline() -> None:
    text = page_of("{0}\n{1}\nUpdated {day}\n{2}\n{3}\n")
    cut = "The ferry to Sulen left the quay on Sunday. Its rudder was tied, and nobody on board was\n"
    foot = (
        "file:///tmp/orlen.html\n\n1/3\n\n12/01/26, 7:14 AM\n\nharmed by that, its owner said on the quay.\n"
    )
    capture = capture_of(text.replace(STORIES[1][2], cut + foot))
    assert titles_of(capture) == TITLES


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("Surveyors map the hidden wells beneath the Orlen road", "beneath the\nOrlen road"),
        ("Power Line Through the Heron Marsh Must Be Buried, Court Rules", "Must Be\nBuried, Court Rules"),
    ],
)
def test_a_headline_that_a_printer_broke_is_whole(title: str, broken: str) -> None:
    text = page_of("{0}\n{1}\nUpdated {day}\n{2}\n{3}\n").replace(TITLES[1], title)
    text = text.replace(
        TITLES[2], "Bakers of Lower Kemin Vote Against Their Own Bread in the\nTown Hall at Noon"
    )
    where = title.index(broken.split("\n", maxsplit=1)[0])
    capture = capture_of(text.replace(title, title[:where] + broken))
    assert title in titles_of(capture)


def test_the_day_above_the_first_headline_is_that_of_the_page_where_bylines_have_names_only() -> None:
    stories = "\n".join("{}\n{} | | 3 min read\n\n{}\n\n{}\n".format(*story) for story in STORIES)
    capture = capture_of(f"Orlen Mail\n10 March 2025\n\n{stories}")
    assert capture.date == date(2025, 3, 10)
    assert titles_of(capture) == TITLES


def test_a_day_above_each_headline_is_that_of_its_article_though_links_have_numbers() -> None:
    days = [f"Sunday, November {30 - 7 * n}, 2025" for n in range(len(STORIES))]
    stories = [
        f"{day}\n\n  [{n}]{title}\n\n   {text}\n\n   {more}\n"
        for n, (day, (title, _, text, more)) in enumerate(zip(days, STORIES, strict=True), 1)
    ]
    capture = capture_of("   Orlen Walker\n\n" + "\n".join(stories))
    assert capture.date is None


def test_a_pair_that_is_broken_over_two_lines_is_read() -> None:
    apart = "\u00a0\u00a0\u00a0"
    row = f"{RATES[0]}{apart}{RATES[1]}{apart}TJS/\nUSD = 0.10500 1.25%"
    capture = capture_of("\n".join([row, "Monday, 10 March 2025", "", *STORIES[0]]))
    assert [rate.pair for rate in capture.rates] == ["KGS/USD", "KZT/USD", "TJS/USD"]


def test_a_headline_with_underscores_does_not_go_on_in_the_line_above_it() -> None:
    titles = [f"{story[0]} and the Others Wonder Why" for story in STORIES[1:]]
    texts = [" ".join([*story[2:], *story[2:]]) for story in STORIES[1:]]
    lines = [
        line
        for title, text in zip(titles, texts, strict=True)
        for line in ("Print PDF", title.replace(" ", "_"), *_wrap(text, 79))
    ]
    capture = capture_of("\n".join([*RATES, "10 March 2025", *lines]))
    assert titles_of(capture) == titles


def _wrap(line: str, width: int) -> list[str]:
    parts, words = [""], line.split()
    for word in words:
        if parts[-1] and len(parts[-1]) + 1 + len(word) > width:
            parts.append("")
        parts[-1] = f"{parts[-1]} {word}".strip()
    return parts


def test_a_sentence_with_the_beginning_of_another_is_hardly_a_headline() -> None:
    line = "The flour of the three mills became cheaper by a tenth before Easter. Owner"
    text = page_of("{0}\n{1} | {day}\n{2}\n{3}\n").replace(STORIES[1][3], f"{line}\n\n{STORIES[1][3]}")
    (explained,) = explain([("page.txt", text)])
    (verdict,) = [each for each in explained.verdicts if each.text == line]
    assert verdict.decided != "headline"
    assert any(reason.what.startswith("a sentence and the beginning") for reason in verdict.evidence)


def test_a_first_headline_without_its_words_in_the_text_may_be_the_title_of_the_page() -> None:
    text = page_of("{0}\n{1} | {day}\n{2}\n{3}\n", head="News Register of the Pamir Chamber\nBy Ivo Kest\n")
    first = STORIES[0][2]
    capture = capture_of(text.replace(f"{TITLES[0]}\nLida Moren | 09 March 2025\n{first}", first))
    assert titles_of(capture) == ["News Register of the Pamir Chamber", *TITLES[1:]]
    assert "its first headline may be the title of the page" in reasons(capture)
    assert not capture_of(page_of("{0}\n{1} | {day}\n{2}\n{3}\n")).doubtful


def test_a_headline_with_buttons_before_it_is_doubted() -> None:
    text = page_of("[print] [send]{0}\n{1} | {day}\n\n{2}\n\n{3}\n")
    assert "buttons stand in a headline" in reasons(capture_of(text))
