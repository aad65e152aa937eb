"""The wording of a line, and of the text above and below, as evidence for a headline."""

from dataclasses import dataclass

import pytest

from careader.capture import explain
from careader.capture.models import PARAGRAPH
from careader.capture.wording import (
    announces,
    function_words,
    heads_end,
    heads_section,
    measure_wording,
    says_goodbye,
    tells_when,
)


@dataclass
class Told:
    """A block as `measure_wording` reads it: a line without kind, or a paragraph."""

    text: str
    kind: object = PARAGRAPH
    items: tuple[str, ...] = ()


GOODBYE, READER, COLON_ABOVE, WHEN, COLON, AFTER_END, SECTION, ANNOUNCES, FUNCTION, FIGURE, QUESTIONS = range(
    11
)

FILLER = "The boat calls at the lighthouse. " * 10
"""Text that says no goodbye and no time, and is long enough to say them."""


@pytest.mark.parametrize(
    "end",
    [
        "questions about the ferry go to the harbour office.",
        "the keepers thank every village on the coast.",
        "write to ferry@orlen.example before noon.",
        "the timetable is at www.orlen.example in two languages.",
        "we look forward to the first boat.",
    ],
)
def test_a_text_that_ends_an_article_says_goodbye(end: str) -> None:
    assert says_goodbye(end)
    assert not says_goodbye("the boat calls at each lighthouse once a week.")


@pytest.mark.parametrize(
    "lead",
    [
        "the harbour board said on monday that the boat is late.",
        "twelve pupils began in september.",
        "last week the tram returned to dorvan.",
        "the valley is proud to open its first archive.",
        "in 2019 nobody counted the swarms.",
    ],
)
def test_the_lead_of_an_article_tells_when(lead: str) -> None:
    assert tells_when(lead)
    assert not tells_when("the rails still run through the workshop, and pupils hang violins from them.")


def test_titles_are_told_apart_by_how_they_begin() -> None:
    assert all(map(heads_end, ("next steps", "what’s next for the ferry", "how to join", "conclusion")))
    assert not any(map(heads_end, ("ferry tickets to carry poems", "violin makers move in")))
    assert all(map(heads_section, ("background", "our approach", "what is a swarm?", "the problem of fuel")))
    assert not any(map(heads_section, ("violin makers move in", "tram depot opens")))
    assert all(map(announces, ("introducing the orlen archive", "dorvan elects a mayor", "call for poems")))
    assert not any(map(announces, ("a market on the terrace", "fuel and rails")))


def test_a_line_of_many_words_of_grammar_is_like_a_sentence() -> None:
    assert function_words("it is the boat that we have") > function_words("keepers share one boat")
    assert function_words("keepers share boat") == pytest.approx(0)


def test_each_measure_looks_at_its_own_place() -> None:
    pieces = [
        Told("Next Steps", None),
        Told(FILLER + "You can write to us, and we answer."),
        Told("Is the boat late?", None),
        Told(FILLER + "Keepers ask for these things:"),
        Told("Who pays for fuel in 2019?", None),
        Told("On Monday nobody knew. " + FILLER),
    ]
    steps, late, fuel = measure_wording(pieces, [0, 2, 4])  # type: ignore[arg-type]
    assert (steps[READER], steps[WHEN], steps[AFTER_END]) == (False, False, False)
    assert (steps[SECTION], steps[QUESTIONS], steps[FIGURE]) == (True, False, False)
    assert (late[READER], late[COLON_ABOVE], late[COLON], late[AFTER_END]) == (True, False, True, True)
    assert (late[QUESTIONS], late[WHEN], late[FIGURE]) == (True, False, False)
    assert (fuel[COLON_ABOVE], fuel[COLON], fuel[WHEN], fuel[FIGURE]) == (True, False, True, True)
    assert (fuel[SECTION], fuel[AFTER_END], fuel[READER]) == (True, False, False)
    assert fuel[QUESTIONS] is True


def test_a_goodbye_and_a_day_speak_for_a_headline_and_a_heading_of_sections_against(
    page: object, stories: list[tuple[str, list[str]]], rates: list[str]
) -> None:
    headline, body = stories[1]
    told = [
        (stories[0][0], [*stories[0][1], "Questions about the boat go to the harbour office. Thank you."]),
        (headline, ["On Monday the valley counted. " + body[0], *body[1:], "Background", FILLER]),
    ]
    (explanation,) = explain([("a", page(rates, told))])  # type: ignore[operator]
    said = {line.text: {why.what: why.weight for why in line.evidence} for line in explanation.verdicts}
    assert said[headline]["the text above says goodbye: 1"] > 0
    assert said[headline]["the text below tells when: 1"] > 0
    assert said["Background"]["begins as headings of sections do: 1"] < 0
    assert said["Background"]["the text below tells when: 0"] < 0


def test_a_very_short_text_that_says_no_goodbye_and_no_time_says_nothing() -> None:
    title, short, long = (
        Told("Ferry Keeps Its Bell", None),
        Told("The bell stays."),
        Told(FILLER),
    )

    def measured(above: Told, below: Told) -> list[float]:
        (measures,) = measure_wording([above, title, below], [1])  # type: ignore[list-item]
        return measures

    assert 0 < measured(short, long)[GOODBYE] < 1
    assert measured(short, long)[WHEN] == 0
    assert 0 < measured(long, short)[WHEN] < 1
    assert measured(long, short)[GOODBYE] == 0
    assert measured(long, Told("On Monday the bell rang."))[WHEN] == 1
