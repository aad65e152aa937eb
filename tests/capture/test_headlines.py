"""Which lines are headlines, and what pages prove to each other."""

import itertools
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from careader.capture import Block, Capture, Kind, correction, explain, parse
from careader.text import decode, fold

DEVSET = Path(__file__).parents[3] / "shared" / "devset"

Make = Callable[..., str]
Stories = list[tuple[str, list[str]]]


def headlines(capture: Capture) -> list[str]:
    return [copy.headline for copy in capture.copies]


def with_sections(story: tuple[str, list[str]], *sections: str) -> tuple[str, list[str]]:
    headline, (lead, *rest) = story
    pairs = itertools.zip_longest(sections, rest, fillvalue="")
    return headline, [lead, *(block for pair in pairs for block in pair if block)]


def sentence_case(story: tuple[str, list[str]]) -> tuple[str, list[str]]:
    return story[0].capitalize(), story[1]


@pytest.mark.parametrize("count", [1, 2, 4, 6])
def test_title_case_and_sentence_case(page: Make, stories: Stories, rates: list[str], count: int) -> None:
    for told in (stories, [sentence_case(story) for story in stories]):
        (capture,) = parse([("a", page([*rates, "", f"Viewing results 1 - 6 of {count}"], told[:count]))])
        assert headlines(capture) == [headline for headline, _ in told[:count]]


def test_section_headings_are_no_headlines(page: Make, stories: Stories, rates: list[str]) -> None:
    told = [
        with_sections(stories[0], "A Boat for Four", "Fuel and Repairs"),
        with_sections(stories[1], "Empty hives"),
        *stories[2:5],
        with_sections(stories[5], "Smoke Above the Village"),
    ]
    (capture,) = parse([("a", page(rates, told))])
    assert headlines(capture) == [headline for headline, _ in told]
    sections = [block.text for copy in capture.copies for block in copy.blocks if block.kind is Kind.HEADING]
    assert sections == ["A Boat for Four", "Fuel and Repairs", "Empty hives", "Smoke Above the Village"]


def test_one_article_with_sections_is_one_article(page: Make, stories: Stories) -> None:
    story = with_sections(stories[1], "Empty hives", "Sugar for bakers")
    (capture,) = parse([("a", page([], [story]))])
    assert headlines(capture) == [story[0]]


LONG = """
# Cable Car Returns to Dorvan After Eleven Years of Rust

The cable car of Dorvan carried its first passengers since the winch failed. Two cabins climb the slope in
nine minutes, and a ticket costs as much as a loaf.

The town paid for a winch from a closed mine and for cable by selling the old cabins as sheds. Engineer Sela
Morvath spliced the cable herself, since no firm would climb the slope in frost.

## New Market on the Upper Terrace

Traders moved to the upper terrace within a week. Cheese, wool and lamp oil are sold where passengers leave
the cable car, and rents for stalls have doubled.

The terrace had been empty for as long as the cabins stood still. Dorvan asks each trader to sweep the steps
that passengers use.

## Winter Timetable for Night Shifts

Nurses of the night shift asked for a cabin after midnight. The cable car now waits for them, and Morvath
keeps the winch warm with a stove from the mine.

Rust was scraped from every pulley, and Dorvan will scrape again in spring before the cabins are painted.
"""


def test_a_headline_runs_through_its_article_and_a_section_heading_through_its_section(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    headline, *body = [block.removeprefix("## ") for block in LONG.strip().removeprefix("# ").split("\n\n")]
    told = [stories[0], (headline, [" ".join(block.split()) for block in body]), *stories[2:5]]
    (capture,) = parse([("a", page(rates, told))])
    assert headlines(capture) == [headline for headline, _ in told]
    assert not capture.copies[1].doubtful
    (explanation,) = explain([("a", page(rates, told))])
    said = {
        line.text: {reason.what: reason.weight for reason in line.evidence} for line in explanation.verdicts
    }
    assert said[headline]["the text below takes up the last headline's words less"] > 0
    for section in ("New Market on the Upper Terrace", "Winter Timetable for Night Shifts"):
        assert said[section]["the text below takes up the last headline's words more"] < 0


@pytest.mark.parametrize(
    "headline",
    ["“We Share One Boat Between Four Lighthouses!”", "Four Lighthouses Agree to Share One Supply Boat!"],
)
def test_a_headline_may_be_said_by_a_person(
    page: Make, stories: Stories, rates: list[str], headline: str
) -> None:
    told = [stories[1], (headline, stories[0][1]), *stories[2:4]]
    (capture,) = parse([("a", page(rates, told))])
    assert headlines(capture) == [headline for headline, _ in told]


def test_a_teaser_that_was_cut_ends_its_article(page: Make, stories: Stories) -> None:
    told = [(headline, [" ".join(body) + " And then..."]) for headline, body in stories]
    told[2] = ("New rules", told[2][1])
    (capture,) = parse([("a", page(["Viewing results 1 - 6 of 900"], told))])
    assert headlines(capture) == [headline for headline, _ in told]
    assert all(copy.excerpt for copy in capture.copies)


def test_stubs_end_in_continue_reading(page: Make, stories: Stories) -> None:
    told = [(headline, [body[0], "Continue reading", "Orlen Coast Weekly"]) for headline, body in stories]
    (capture,) = parse([("a", page([], told))])
    assert headlines(capture) == [headline for headline, _ in told]
    kinds = [block.kind for copy in capture.copies for block in copy.blocks]
    assert kinds == [Kind.PARAGRAPH, Kind.OTHER, Kind.FURNITURE] * len(told)


def test_a_weekly_digest_is_one_article(page: Make, stories: Stories) -> None:
    items = [
        block
        for headline, body in stories
        for block in (headline, f"Dec 20 — “{body[0]}” READ MORE: https://example.org/a")
    ]
    (capture,) = parse([("a", page([], [("Weekly Digest of the Orlen Coast", ["In brief.", *items])]))])
    assert headlines(capture) == ["Weekly Digest of the Orlen Coast"]
    assert len(capture.copies[0].blocks) == 13


VAGUE = "The keepers and the boat"  # could head a section of the first story


def test_the_top_of_one_page_settles_the_line_on_another(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    doubtful = (VAGUE, [stories[0][1][1], stories[0][1][2]])
    alone = page(rates, [(stories[0][0], stories[0][1][:1]), doubtful])
    other = page(rates, [doubtful, *stories[1:3]])
    assert headlines(parse([("a", alone)])[0]) == [stories[0][0]]
    for order in ([("a", alone), ("b", other)], [("b", other), ("a", alone)]):
        captures = {capture.path: capture for capture in parse(order)}
        assert headlines(captures["a"]) == [stories[0][0], VAGUE]


def test_the_end_of_one_page_settles_the_next_line_on_another(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    doubtful = (VAGUE, [stories[0][1][1], stories[0][1][2]])
    first = (stories[0][0], stories[0][1][:1])
    alone, other = page(rates, [first, doubtful]), page(rates, [*stories[1:3], first])
    captures = parse([("a", alone), ("b", other)])
    assert headlines(captures[0]) == [stories[0][0], VAGUE]


def test_a_line_that_the_reader_took_for_a_headline_elsewhere(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    doubtful = (VAGUE, [stories[0][1][1], stories[0][1][2]])
    alone = page(rates, [(stories[0][0], stories[0][1][:1]), doubtful])
    elsewhere = correction(VAGUE, [Block(Kind.PARAGRAPH, "Quite another text.")], headline=True)
    assert headlines(parse([("a", alone)], [elsewhere])[0]) == [stories[0][0], VAGUE]


def test_the_order_of_pages_changes_nothing(page: Make, stories: Stories, rates: list[str]) -> None:
    pages = [(str(n), page(rates, stories[n:] + stories[:n])) for n in range(4)]
    expected = {capture.path: capture for capture in parse(pages)}
    for order in itertools.permutations(pages):
        assert {capture.path: capture for capture in parse(order)} == expected


def test_why(page: Make, stories: Stories, rates: list[str]) -> None:
    told = [with_sections(stories[0], "A Boat for Four"), *stories[1:]]
    text = page(rates, told)
    (capture,), (explanation,) = parse([("a", text)]), explain([("a", text)])
    assert explanation.path == "a"
    by_text = {verdict.text: verdict for verdict in explanation.verdicts}
    for copy in capture.copies:
        verdict = by_text[copy.headline]
        assert (verdict.decided, verdict.line, verdict.confidence) == ("headline", copy.line, copy.confidence)
    section = by_text["A Boat for Four"]
    assert section.decided == "heading"
    assert section.confidence < 0.5
    weights = [abs(reason.weight) for reason in section.evidence]
    assert weights == sorted(weights, reverse=True)
    assert any("Title Case" in reason.what for reason in section.evidence)


@pytest.mark.parametrize(
    ("line", "code", "kind"),
    [
        ("$4 Million for the Bees of Two Valleys", False, False),
        ("A Bridge of Ropes | and of Songs", False, False),
        ("Book Review | A Bridge of Ropes and Songs", False, True),
        ("Interview: The Man Who Counts the Bees", False, True),
        ("Reviewing a Bridge of Ropes", False, False),
        ("How $bees Is Counted", True, False),
        ("bees|valleys", True, False),
    ],
)
def test_amounts_and_bars_are_no_code_and_a_kind_of_article_speaks_for_a_headline(
    page: Make, stories: Stories, line: str, *, code: bool, kind: bool
) -> None:
    told = [stories[0], (line, stories[1][1]), *stories[2:]]
    (explanation,) = explain([("a", page([], told))])
    (verdict,) = [verdict for verdict in explanation.verdicts if verdict.text == line]
    weights = {reason.what: reason.weight for reason in verdict.evidence}
    assert (weights.get("holds signs of code or markup: 1", 0) < -4) == code
    assert (weights.get("begins with a kind of article", 0) > 0) == kind


@pytest.mark.parametrize(
    ("above", "cut"),
    [
        (["{lead} And then..."], True),
        (["{lead} And then…"], True),
        (["{lead}", "Nobody knew what came then..."], False),
        (["{lead}", "Nobody knew what came then. Continue reading"], True),
        (["{lead}", f"{'The keepers waited for the boat. ' * 60}And then..."], True),
        (["{lead} And then it was said."], False),
    ],
)
def test_an_excerpt_is_a_lone_or_a_long_block_that_breaks_off(
    page: Make, stories: Stories, rates: list[str], above: list[str], *, cut: bool
) -> None:
    headline, body = stories[0]
    told = [(headline, [text.format(lead=body[0]) for text in above]), *stories[1:3]]
    (explanation,) = explain([("a", page(rates, told))])
    (verdict,) = [verdict for verdict in explanation.verdicts if verdict.text == stories[1][0]]
    assert ("the text above was cut short" in {reason.what for reason in verdict.evidence}) == cut


def test_evidence_from_another_page_is_named(page: Make, stories: Stories, rates: list[str]) -> None:
    pages = [("a", page(rates, stories)), ("b", page(rates, stories[1:]))]
    reasons = [
        reason.what
        for verdict in explain(pages)[0].verdicts
        if verdict.text == stories[1][0]
        for reason in verdict.evidence
    ]
    assert reasons[0] == "another page proves this headline, with the same text below"


def teasers(*told: tuple[str, list[str]]) -> list[tuple[str, list[str]]]:
    return [(headline, [f"{' '.join(body)} And then..."]) for headline, body in told]


def test_a_listing_settles_its_lines_on_other_pages(page: Make, stories: Stories, rates: list[str]) -> None:
    doubtful = (VAGUE, [stories[0][1][1], stories[0][1][2]])
    alone = page(rates, [(stories[0][0], stories[0][1][:1]), doubtful])
    listing = page(["Viewing results 1 - 6 of 900"], teasers(*stories[1:6], doubtful))
    captures = parse([("a", alone), ("b", listing)])
    assert headlines(captures[0]) == [stories[0][0], VAGUE]


def test_a_page_whose_six_headlines_others_prove_is_not_weighed(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    told = [with_sections(stories[0], VAGUE, "A Boat for Four"), *stories[1:]]
    home, listing = page(rates, told), page(["Viewing results 1 - 6 of 900"], teasers(*stories))
    pages = [("a", home), ("b", listing)]
    capture, explanation = parse(pages)[0], explain(pages)[0]
    assert [(copy.headline, copy.confidence) for copy in capture.copies] == [(head, 0.99) for head, _ in told]
    assert Counter(each.evidence[0].what for each in explanation.verdicts) == {
        "other pages prove all headlines of this one": 8
    }
    assert [each.decided for each in explanation.verdicts].count("heading") == 2


def test_the_reader_has_the_last_word_on_a_page_that_others_prove(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    told = [with_sections(stories[0], VAGUE), *stories[1:]]
    pages = [("a", page(rates, told)), ("b", page(["Viewing results 1 - 6 of 900"], teasers(*stories)))]
    body = [Block(Kind.PARAGRAPH, text) for text in stories[3][1]]
    for headline, said in ((VAGUE, True), (stories[3][0], False)):
        below = [Block(Kind.PARAGRAPH, stories[0][1][1])] if said else body
        home, _ = parse(pages, [correction(headline, below, headline=said)])
        assert (headline in headlines(home)) is said


def test_text_without_a_headline_is_kept_under_its_first_words() -> None:
    line = "just a sentence, and then a full stop at the end of quite a long line of words."
    (capture,) = parse([("a", f"{line}\n" * 9)])
    (copy,) = capture.copies
    assert (copy.headline, copy.title) == ("", "just a sentence, and then a full stop at …")
    assert copy.doubtful
    assert [block.text for block in copy.blocks] == [line] * 9
    assert "no headline found" in [problem.what for problem in capture.problems]


@pytest.mark.skipif(not DEVSET.exists(), reason="the pages the model was measured on are not here")
@pytest.mark.parametrize(
    ("folder", "alone", "least"),
    [
        ("isolated-sentence-case", True, 0.92),
        ("isolated-title-case", True, 0.96),
        ("rolling-title-case", False, 0.995),
    ],
)
def test_the_model_is_as_good_as_it_was(folder: str, alone: bool, least: float) -> None:  # noqa: FBT001 - a column
    truth = json.loads((DEVSET / folder / "truth.json").read_text("utf-8"))
    pages = [(name, decode((DEVSET / folder / name).read_bytes())) for name in sorted(truth)]
    captures = [parse([each])[0] for each in pages] if alone else parse(pages)
    want = Counter((name, fold(headline)) for name, found in truth.items() for headline in found["headlines"])
    got = Counter((capture.path, fold(headline)) for capture in captures for headline in headlines(capture))
    assert 2 * (want & got).total() / (want.total() + got.total()) >= least


def test_the_reader_has_the_last_word(page: Make, stories: Stories, rates: list[str]) -> None:
    told = [with_sections(stories[0], "A Boat for Four"), *stories[1:]]
    text = page(rates, told)
    (capture,) = parse([("a", text)])
    joined = correction(capture.copies[2].headline, capture.copies[2].blocks, headline=False)
    split = correction("A Boat for Four", capture.copies[0].blocks[2:], headline=True)
    (corrected,) = parse([("a", text)], [joined, split])
    assert headlines(corrected) == [
        stories[0][0],
        "A Boat for Four",
        *(headline for headline, _ in stories[1:] if headline != capture.copies[2].headline),
    ]


def test_a_correction_changes_no_other_line(page: Make, stories: Stories, rates: list[str]) -> None:
    text = page(rates, [with_sections(stories[0], "A Boat for Four"), *stories[1:]])
    (capture,) = parse([("a", text)])
    for number, copy in enumerate(capture.copies[1:], 1):
        joined = correction(copy.headline, copy.blocks, headline=False)
        (corrected,) = parse([("a", text)], [joined])
        assert headlines(corrected) == [h for h in headlines(capture) if h != copy.headline]
        assert corrected.copies[number - 1].blocks[-len(copy.blocks) :] == copy.blocks


@pytest.mark.parametrize(
    "lead",
    [
        '[caption id="a_1"] Image: Orla Derrin[/caption] The keepers went home in one boat on Monday.',
        "",
    ],
)
def test_a_headline_above_a_caption_or_above_nothing_can_be_joined(
    page: Make, stories: Stories, rates: list[str], lead: str
) -> None:
    odd = (stories[1][0], [lead, *stories[1][1]] if lead else [])
    text = page(rates, [stories[0], odd, *stories[2:]])
    (capture,) = parse([("a", text)])
    copy = next(copy for copy in capture.copies if copy.headline == odd[0])
    (corrected,) = parse([("a", text)], [correction(copy.headline, copy.blocks, headline=False)])
    assert odd[0] not in headlines(corrected)


def test_the_first_line_of_a_page_has_nothing_to_join(page: Make, stories: Stories, rates: list[str]) -> None:
    text = page(rates, stories)
    (capture,) = parse([("a", text)])
    first = correction(capture.copies[0].headline, capture.copies[0].blocks, headline=False)
    assert parse([("a", text)], [first]) == [capture]


def test_more_articles_than_six_are_expected_of_a_page_with_furniture(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    told = [*stories, (stories[0][0].replace("Winter", "Summer"), stories[0][1][::-1])]
    signed = [(line, ["By Ansa Teluk", *body, "Share"]) for line, body in told]
    (plain,) = explain([("a", page([*rates, "05 March 2025"], told))])
    (framed,) = explain([("a", page([*rates, "05 March 2025"], signed))])
    assert len(told) == 7
    assert framed.verdicts[-1].confidence > plain.verdicts[-1].confidence
