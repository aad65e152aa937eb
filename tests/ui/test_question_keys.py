"""The keys of docs/questions.md lead to what the commands beside them answer, and are as many as it says."""

import re
import shlex
from pathlib import Path

import pytest

from careader.ui.widgets.places import PlacesPane
from tests.later import CHANGED, make_later, read_before
from tests.support import ROOT, Careader
from tests.ui.support import SAMPLE, OpenApp

PAGE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
ROWS = {
    int(number): (command.replace("\\*", "*"), typed.replace("\\*", "*"), bool(sentences))
    for number, command, typed, sentences in re.findall(
        r"^\| (\d+) \| [^|]+ \| `([^`]+)` \| `/` (.+?)(, Shift\+Tab)?(?:: .+)? \|$", PAGE, re.MULTILINE
    )
}
COUNTS = {
    int(number): (int(ours), int(others) if others.isdecimal() else None, way)
    for number, ours, others, way in re.findall(
        r"^\| (\d+) \| (\d+) \| (\d+|–) \|(.*)\|$", PAGE, re.MULTILINE
    )
}
ON_THE_SAMPLE = range(1, 24)
WITH_A_PAST = (24, 25, 28, 29)
"""Questions whose answers need captures on which a story changed, or what a reader did."""
OTHER_KEYS = {26: ("v",), 27: ("h", "home", "j")}
COMMAND = 30
"""The question that is asked in the shell."""


def test_the_keys_are_counted_right() -> None:
    assert sorted(COUNTS) == [*range(1, 31)]
    for number, (ours, others, way) in COUNTS.items():
        if number in OTHER_KEYS:
            assert ours == len(OTHER_KEYS[number]), number
        elif number == COMMAND:
            (command,) = re.findall(rf"^\| {number} \| [^|]+ \| `([^`]+)` \|", PAGE, re.MULTILINE)
            assert ours == len(f"{command}⏎")
        else:
            _, typed, sentences = ROWS[number]
            assert ours == 1 + len(typed) + sentences, number
        steps = re.findall(r"(?:(\d+) × )?`([^`]+)`", way)
        told = sum(int(times or 1) * len(keys.replace("\\|", "|")) for times, keys in steps)
        assert others == (told or None), number


def test_they_are_a_third_where_others_need_many_and_never_more() -> None:
    without_another_way = {number for number, (_, others, _) in COUNTS.items() if others is None}
    assert without_another_way == {24, 25, 26, 27, 28, 29}
    for number, (ours, others, _) in COUNTS.items():
        if others is not None:
            assert ours <= (others / 3 if others > 40 else others), number


@pytest.mark.parametrize("number", ON_THE_SAMPLE)
async def test_the_keys_lead_to_the_answer(open_app: OpenApp, careader: Careader, number: int) -> None:
    command, typed, sentences = ROWS[number]
    _, *arguments = shlex.split(command)
    async with open_app() as screen:
        await screen.press("slash")
        await screen.write(typed)
        counted = screen.text
        await screen.press("shift+tab" if sentences else "tab")
        pane = screen.headlines
        assert isinstance(pane, PlacesPane)
        listed = [place.sentence for place in pane.places] if sentences else screen.listed
        first = screen.article.headline
    answers = careader(
        *arguments, *(["--limit", "100"] if arguments[0] == "search" else []), "--corpus", SAMPLE, "--json"
    ).records
    assert answers
    if arguments[0] == "count":
        articles = sum(int(str(each["articles"])) for each in answers)
        assert f"{articles} article" in counted
        assert len(listed) == articles
    elif arguments[0] == "places":
        assert listed == [each["sentence"] for each in answers]
    elif sentences:  # the first article: its first sentence stands on top
        assert first == answers[0]["headline"]
    else:
        assert sorted(listed) == sorted(str(each["headline"]) for each in answers)


@pytest.fixture
def later(careader: Careader, tmp_path: Path) -> Path:
    """The sample some days later, with a reader who was there before."""
    folder = make_later(tmp_path / "later")
    read_before(careader, folder)
    return folder


@pytest.mark.parametrize("number", WITH_A_PAST)
async def test_the_keys_lead_to_what_changed_and_what_the_reader_did(
    open_app: OpenApp, careader: Careader, later: Path, number: int
) -> None:
    command, typed, _ = ROWS[number]
    async with open_app([later]) as screen:
        await screen.press("slash")
        await screen.write(typed)
        await screen.press("tab")
        listed = screen.listed
    answers = careader(*shlex.split(command)[1:], "--corpus", later, "--json").records
    assert answers
    assert sorted(listed) == sorted(str(each["headline"]) for each in answers)


async def test_a_key_shows_what_changed_in_an_article(open_app: OpenApp, later: Path) -> None:
    async with open_app([later]) as screen:
        await screen.press("slash")
        await screen.write(ROWS[24][1])
        await screen.press("tab")
        assert screen.article.headline == CHANGED
        await screen.press(*OTHER_KEYS[26])
        assert "[−About 70%] [+Some 75%] of what reaches Balkhash" in " ".join(screen.text.split())


async def test_keys_lead_to_the_line_changed(open_app: OpenApp, later: Path) -> None:
    async with open_app([later]) as screen:
        await screen.press(*OTHER_KEYS[27])
        assert screen.section == "Changed"
        assert screen.listed == [CHANGED]
