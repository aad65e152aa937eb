"""The keys of docs/questions.md lead to what the commands beside them answer, and are as many as it says."""

import re
import shlex

import pytest

from careader.ui.widgets.places import PlacesPane
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
    int(number): (int(ours), int(others), way)
    for number, ours, others, way in re.findall(
        r"^\| (\d+) \| (\d+) \| (\d+) \| (.+) \|$", PAGE, re.MULTILINE
    )
}
ON_THE_SAMPLE = range(1, 24)


def test_the_keys_are_counted_right() -> None:
    for number in ON_THE_SAMPLE:
        _, typed, sentences = ROWS[number]
        ours, others, way = COUNTS[number]
        assert ours == 1 + len(typed) + sentences, number
        steps = re.findall(r"(?:(\d+) × )?`([^`]+)`", way)
        assert others == sum(int(times or 1) * len(keys.replace("\\|", "|")) for times, keys in steps), number


def test_they_are_a_third_where_others_need_many_and_never_more() -> None:
    for number in ON_THE_SAMPLE:
        ours, others, _ = COUNTS[number]
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
