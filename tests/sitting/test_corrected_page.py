"""A page that is saved again with a word corrected: what the reader set on its article stays."""

from pathlib import Path

import pytest

from careader import locations
from careader.corpus import choose, load
from careader.corpus.opening import open_corpus
from careader.sitting.session import Session
from careader.state import Mark, Position
from tests.pages import page, prose

HEADLINE = "The Ferry Story of the Upper Valley"
BODY = prose("ferry", 105)
CORRECTED = {
    "headline": (HEADLINE.replace(" Upper", ""), BODY),
    "opening": (HEADLINE, BODY.replace(" ", " lately ", 1)),
}


@pytest.mark.parametrize("is_open", [True, False], ids=["while open", "between two sittings"])
@pytest.mark.parametrize("name", ["page.txt", "again.txt"])
@pytest.mark.parametrize("what", CORRECTED)
def test_marks_note_and_place_stay_with_a_sign(
    tmp_path: Path, what: str, name: str, *, is_open: bool
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page.txt").write_text(page("10 December 2025", (HEADLINE, BODY), listed=1), encoding="utf-8")
    choice = choose([folder])
    load(choice).corpus.close()
    session = Session(choice, locations.state_db(), open_corpus)
    (article,) = session.corpus.articles
    for mark in Mark:
        session.marks.set(mark, [article], on=True, said="marked")
    session.seen_texts.see(article)
    session.notes.keep(article, "my note")
    session.positions.keep_position(article, Position(0, 30))
    if not is_open:
        session.close()
    (folder / "page.txt").unlink()
    text = page("10 December 2025", CORRECTED[what], listed=1)
    (folder / name).write_text(text, encoding="utf-8")
    load(choice).corpus.close()
    if not is_open:
        session = Session(choice, locations.state_db(), open_corpus)
    session.renew()
    (now,) = session.corpus.articles
    assert session.marks.is_read(now)
    assert session.marks.is_bookmarked(now)
    assert session.notes.of(now) == "my note"
    assert session.positions.position(now)
    assert session.seen_texts.has_changed(now)
    session.close()
