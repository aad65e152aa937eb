"""What an article is told to be: its kind, its authors, the days on which it changed."""

from datetime import date
from pathlib import Path

import pytest

from careader.capture import Block, Capture, Copy, Kind
from careader.index.article_kinds import article_kind
from careader.index.authors import author_of_page, authors_of
from careader.index.digest import compared_words, digest
from tests.support import corpus_of


def copy(headline: str, *blocks: str | Block, byline: str = "", excerpt: bool = False) -> Copy:
    made = (each if isinstance(each, Block) else Block(Kind.PARAGRAPH, each) for each in blocks)
    return Copy(headline, tuple(made), excerpt=excerpt, confidence=1.0, line=1, byline=byline)


ASKED = [Block(Kind.QUESTION, f"TCA: Why the {boat}?") for boat in ("barge", "punt")]
CARD = "Orla Venn is a historian of canals who lives by the third lock."
STAFF = "Orla Venn is a journalist with The Times of Central Asia."


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (copy("Ferry Sails", "It left at nine."), "news"),
        (copy("Interview: The Keeper Speaks", "He did."), "interview"),
        (copy("TCA Interview: The Keeper Speaks", "He did."), "interview"),
        (copy("Locks and Keys: An Interview with the Keeper", "He did."), "interview"),
        (copy("In Conversation with the Keeper of the Lock", "He spoke."), "interview"),
        (copy("Locks and Keys: A Conversation With the Keeper", "He spoke."), "interview"),
        (copy("Five Questions for the Keeper", "He spoke."), "interview"),
        (copy("The Keeper of the Lock: Q&A", "He spoke."), "interview"),
        (copy("Questions for the Keeper Mount", "He is silent."), "news"),
        (copy("Keeper Ends Conversation with Bargemen", "He is silent."), "news"),
        (copy("The Keeper Speaks", ASKED[0], "No reason.", ASKED[1], "It floats."), "interview"),
        (copy("The Keeper Speaks", ASKED[0], "No reason."), "news"),
        (copy("The Keeper Speaks", "TCA: Why? No reason. TCA: Who? Nobody."), "interview"),
        (copy("Opinion: Ferries Are Late", "They are."), "opinion"),
        (copy("Guest Opinion: Ferries Are Late", ASKED[0], ASKED[1]), "opinion"),
        (copy("Ferries Are Late", "They are.", CARD), "opinion"),
        (copy("Ferries Are Late", "They are.", STAFF), "news"),
        (copy("Ferries Are Late", "Venn told us so.", CARD), "news"),
        (copy("Weekly Digest of the Canal", "Boats."), "digest"),
        (copy("Book Review | Ten Locks", "It is short."), "review"),
        (copy("Public Opinion Turns to Ferries", "It does."), "news"),
        (copy("Review of Locks Begins", "It does."), "news"),
    ],
)
def test_kind(told: Copy, kind: str) -> None:
    assert article_kind(told) == kind


@pytest.mark.parametrize(
    ("told", "authors"),
    [
        (copy("Ferry Sails", "It left."), ()),
        (copy("Ferry Sails", "It left.", byline="By Orla Venn and Tam Pell"), ("Orla Venn", "Tam Pell")),
        (copy("Ferry Sails", "By Orla Venn", "It left."), ("Orla Venn",)),
        (copy("Ferry Sails", "It left.", "By Orla Venn"), ("Orla Venn",)),
        (copy("Ferry Sails", "By noon it left."), ()),
        (copy("Ferry Sails", "It left.", CARD), ("Orla Venn",)),
        (copy("Ferry Sails", "It left.", "Continue reading", STAFF, excerpt=True), ("Orla Venn",)),
        (copy("Ferry Sails", "It left with Venn on board.", CARD), ()),
        (copy("Ferry Sails", CARD), ()),
    ],
)
def test_authors(told: Copy, authors: tuple[str, ...]) -> None:
    assert authors_of(told) == authors


def test_the_author_block_of_a_page_names_its_author() -> None:
    assert author_of_page(["Our People > Orla Venn", "Orla Venn's Avatar"]) == "Orla Venn"
    assert author_of_page(["Boats of the month"]) == ""


LONG = " ".join(f"The heron of lock {number} waits for the barge that is late again." for number in range(40))
CUT = f"{' '.join(LONG.split()[:200])} ..."


def test_an_article_has_the_authors_of_all_its_pages(tmp_path: Path) -> None:
    story = copy("Ferry Sails", LONG)
    captures = [
        Capture("a", date(2025, 3, 3), (), None, (), (story,)),
        Capture("b", date(2025, 3, 4), (), None, ("Our People > Tam Pell",), (story,)),
    ]
    assert corpus_of(captures, tmp_path / "index.db").articles[0].authors == ("Tam Pell",)


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ([LONG, LONG], []),
        ([LONG, f"{LONG} It came."], [4]),
        ([LONG, LONG.replace("lock 3 ", "lock 300 ")], [4]),
        ([LONG, LONG.replace("lock 3 ", "lock 300 "), f"{LONG} It came."], [5, 4]),
        ([CUT, LONG], []),
        ([LONG, CUT], []),
        ([CUT, LONG.replace("lock 3 ", "lock 300 ")], [4]),
        ([LONG, LONG.replace("The heron", "“The heron”")], []),
    ],
)
def test_days_of_change(tmp_path: Path, texts: list[str], days: list[int]) -> None:
    captures = [
        Capture(
            f"{day}", date(2025, 3, day), (), None, (), (copy("Heron", text, excerpt=text.endswith("...")),)
        )
        for day, text in enumerate(texts, 3)
    ]
    (article,) = corpus_of(captures, tmp_path / "index.db").articles
    assert [day.day for day in article.changes] == days
    assert article.said == digest(article.shown.copy)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("It’s 1.5, not 15.", ["its", "1.5", "not", "15"]),
        ("(-5) and $50 - or 50%", ["-5", "and", "$50", "or", "50%"]),
        ("−5 — Çalık/Ankara", ["-5", "calik", "ankara"]),
    ],
)
def test_words_as_they_are_compared(text: str, keys: list[str]) -> None:
    assert compared_words(text) == keys
