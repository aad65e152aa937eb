"""One story that was saved in several ways is one article, whichever of its files come and go."""

import os
from itertools import permutations
from pathlib import Path

import pytest

from careader import locations
from tests.intake.files import rss
from tests.intake.files import text as text_of
from tests.intake.templates import STORIES, list_of_links, single_plain
from tests.support import Careader

STORY = STORIES[0]
SAVED = {
    "page.html": single_plain(STORY).encode(),
    "text.txt": f"10 December 2025\n\n{text_of([STORY])}".encode(),
    "teasers.html": list_of_links().encode(),
    "feed.xml": rss(),
}
"""The story as a page of its own, as text, as a teaser in a list, and in a feed."""


def records(careader: Careader) -> list[dict[str, object]]:
    found = careader("list", "--json").records
    return [each for each in found if each["headline"] == STORY.headline]


@pytest.mark.parametrize("order", [*permutations(SAVED)][::5], ids=" ".join)
def test_a_story_saved_in_four_ways_is_one_article_whose_mark_and_note_outlive_its_files(
    careader: Careader, tmp_path: Path, order: tuple[str, ...]
) -> None:
    for number, name in enumerate(order):
        path = tmp_path / name
        path.write_bytes(SAVED[name])
        os.utime(path, (1_765_353_600 + number, 1_765_353_600 + number))
        assert careader("add", path).code == 0
        if not number:
            (record,) = records(careader)
            careader("mark", "bookmark", record["id"])
            careader("note", record["id"], "ask the keepers")
    for left in (4, 3, 2, 1):
        (record,) = records(careader)
        assert (record["copies"], record["bookmarked"], record["noted"]) == (left, True, True)
        assert [each["note"] for each in careader("notes", "--json").records] == ["ask the keepers"]
        (locations.library() / order[4 - left]).unlink()
