"""`parse`, `parse --json`, `check`, `show` and the screen say the same of a page, however a tool left it."""

from pathlib import Path

import pytest

from tests.support import Careader
from tests.ui.support import OpenApp

RATES = "\n".join(
    f"• {pair}/USD = {value}"
    for pair, value in (("KGS", "0.01144 0%"), ("KZT", "0,00193 -0.1%"), ("TJS", "0.10843 0.22%"))
)
STORIES = (
    (
        "Rope Makers of Ustan Refuse to Splice Nylon",
        "The rope makers of Ustan will splice hemp only, their guild decided after a winter of arguments.",
        "Nylon holds longer, the guild admits, but a splice in nylon slips when it is wet.",
    ),
    (
        "Clock Tower in Beshkan Chimes Thirteen for a Week",
        "The clock tower of Beshkan struck thirteen at noon for seven days before a pupil told the keeper.",
        "A tooth of the great wheel had worn away, and the keeper filed a new one from a spade.",
    ),
    (
        "Ice Library Lends Its Last Block of the Season",
        "Fishermen returned the last block of the ice library of Korsu, which lends ice against a deposit.",
        "Blocks are cut in February and kept below straw, and one in five melts before it is lent.",
    ),
)
MENU = "Skip to content\nThe Evening Ferry\nHome | Harbour | Weather\n\n"
PAGES = {
    "plain": (f"{RATES}\n10 December 2025\n\n", ""),
    "menu above, actions below": (f"{MENU}{RATES}\n10 December 2025\n\n", "Like (3) Print E-mail\n\n"),
    "no head": ("", "Share this\n\n"),
    "a day that was not understood": (f"{RATES}\n05/03/2025\n\n", ""),
}


def written(folder: Path, name: str) -> Path:
    """A page on disk, disturbed in one way."""
    above, below = PAGES[name]
    told = "".join("\n\n".join((*story, below)) + ("" if below else "\n\n") for story in STORIES)
    path = folder / "page.txt"
    path.write_text(above + told, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", PAGES)
async def test_all_ways_to_read_a_page_agree(
    open_app: OpenApp, careader: Careader, tmp_path: Path, name: str
) -> None:
    path = written(tmp_path, name)
    (record,) = careader("parse", "--json", path).records
    articles = record["articles"]
    assert {article["headline"] for article in articles} - {""} == {story[0] for story in STORIES}

    listed = careader("parse", path).lines
    checked = careader("check", path)
    (odd,) = careader("check", "--json", path).records
    assert checked.lines[0] == listed[0]
    assert [problem for problem in record["problems"] if problem not in odd["odd"]] == []
    assert all(any(problem["what"] in line for line in checked.lines) for problem in record["problems"])
    assert bool(checked.code) == bool(record["problems"])

    for article in articles:
        shown = " ".join(careader("show", article["id"], "--corpus", path).out.split())
        texts = [block for block in article["blocks"] if block["kind"] not in {"furniture", "other"}]
        assert all(block["text"] in shown for block in texts)
        hidden = [block["text"] for block in article["blocks"] if block["kind"] == "furniture"]
        assert not any(text in shown for text in hidden)
        if article["headline"]:
            assert any(article["headline"] in line for line in listed)
            assert shown.startswith(article["headline"])

    async with open_app([path]) as screen:
        lines = "\n".join(screen.lines)
        assert all(article["headline"][:20] in lines for article in articles)
        assert "Print E-mail" not in lines
        await screen.press("enter")
        opened = "\n".join(screen.lines)
        assert any(article["headline"] in opened for article in articles)
        assert any(block["text"][:25] in opened for article in articles for block in article["blocks"])
