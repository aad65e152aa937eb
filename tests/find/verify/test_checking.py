"""Quotations of a draft: found as they stand, changed, or nowhere."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from careader.capture import Block, Capture, Copy, Kind
from careader.corpus import Corpus
from careader.find.verify.checking import Checked, Checker, Verdict
from careader.find.verify.draft import Quotation
from tests.support import corpus_of

FERRY = (
    "The keeper said that the big ferry would cross the frozen lake twice a day until the end of March. "
    "“Nobody has fallen in,” he added. It cost $50 million, 5% more than the well-known barge."
)
CHANGED = FERRY.replace("big", "huge")
REST = "The heron watched the lock and the boats and the mill and went home before the rain came down."


def copy(headline: str, *texts: str) -> Copy:
    blocks = tuple(Block(Kind.PARAGRAPH, text) for text in texts)
    return Copy(headline, blocks, excerpt=False, confidence=1.0, line=1)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """A story that changed, one that repeats a sentence of it, and one that says something else."""
    captures = [
        Capture("a.txt", date(2025, 3, 3), (), None, (), (copy("Ferry Sails", FERRY, REST),)),
        Capture(
            "b.txt",
            date(2025, 3, 5),
            (),
            None,
            (),
            (copy("Ferry Sails", CHANGED, REST),),
        ),
        Capture("c.txt", date(2025, 3, 4), (), None, (), (copy("Heron Leaves", REST, "It ate a frog."),)),
        Capture("d.txt", None, (), None, (), (copy("Mill Closes", "The miller slept."),)),
    ]
    return corpus_of(captures, tmp_path / "index.db")


@pytest.fixture
def checked(corpus: Corpus) -> Callable[[str], Checked]:
    return lambda text: Checker(corpus).check(Quotation(1, text))


@pytest.mark.parametrize(
    "text",
    [
        "the big ferry would cross the frozen lake",
        "THE BIG FERRY, would cross: the frozen lake.",
        "“Nobody has fallen in,” he added",
        "It cost $50 million, 5% more than the well known barge",
        "The keeper said … twice a day until the end of March",
        "the [big] ferry would cross",
        "The keeper said that [it] would cross the frozen lake",
        "Ferry Sails",
        "frozen",
        "fallen in",
        "The keeper said (…) twice a day ... until the end",
        "the keeper [of the lock] said that the big ferry",
        "the [large] ferry would cross the frozen lake",
        "[The ferry] would cross the frozen lake [sic] twice a day",
        "The keeper sa[ys] that the big ferry would cross",
        "twice a day until the end of March. Nobody has fallen in",
        "big ferry … twice a day",
    ],
)
def test_as_it_stands(checked: Callable[[str], Checked], text: str) -> None:
    told = checked(text)
    assert told.verdict is Verdict.STANDS
    assert told.path in {"a.txt", "b.txt"}
    assert told.day == (date(2025, 3, 3) if told.path == "a.txt" else date(2025, 3, 5))


def test_words_of_an_older_version_are_told_as_such(checked: Callable[[str], Checked]) -> None:
    old, new = checked("that the big ferry would"), checked("that the huge ferry would")
    assert (old.verdict, old.shown, old.path) == (Verdict.STANDS, False, "a.txt")
    assert (new.verdict, new.shown, new.path) == (Verdict.STANDS, True, "b.txt")


def test_of_several_articles_the_first_is_named_and_the_others_are_counted(
    checked: Callable[[str], Checked], corpus: Corpus
) -> None:
    told = checked("The heron watched the lock and the boats")
    assert (told.verdict, told.path, told.more) == (Verdict.STANDS, "a.txt", 1)
    assert told.article is not None
    assert corpus.fetch([told.article])[0].headline == "Ferry Sails"


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("the huge ferry will cross the lake", "the huge ferry [−would] [+will] cross the [−frozen] lake"),
        ("It cost €50 million, 5% more", "It cost [−$50] [+€50] million, 5% more"),
        ("It cost $50 million, 6% more", "It cost $50 million, [−5%] [+6%] more"),
        ("boats and mill and went home", "boats and [−the] mill and went home"),
        (
            "A keeper says that a huge boat would cross the frozen lake",
            ("[−The] [+A] keeper [−said] [+says] that [−the] [+a] huge [−ferry] [+boat] "
            "would cross the frozen lake"),
        ),
    ],
)  # fmt: skip
def test_differs(checked: Callable[[str], Checked], text: str, difference: str) -> None:
    told = checked(text)
    assert (told.verdict, told.difference) == (Verdict.DIFFERS, difference)


@pytest.mark.parametrize(
    "text",
    [
        "The keeper said that … the heron went home before the rain",  # words in between are not left out
        "The keeper [never] said that the ferry [sank] rain came down",  # too far apart to be replaced
        "would cross … The keeper said that the big ferry",  # the other way round
        "[Officials] said [it]",  # two brackets and a word tell nothing
    ],
)
def test_what_is_cut_does_not_make_other_words_stand(checked: Callable[[str], Checked], text: str) -> None:
    assert checked(text).verdict is not Verdict.STANDS


def test_a_few_words_of_an_older_version_are_found_beside_very_many_articles(tmp_path: Path) -> None:
    often = [copy(f"Town {number}", f"Town {number} has fourteen wells and boats.") for number in range(30)]
    old, new = (copy("Ferry Sails", f"{FERRY} They have {many} boats.") for many in ("fourteen", "fifteen"))
    captures = [
        Capture("a.txt", date(2025, 3, 3), (), None, (), (*often, old)),
        Capture("b.txt", date(2025, 3, 5), (), None, (), (new,)),
    ]
    told = Checker(corpus_of(captures, tmp_path / "index.db")).check(Quotation(1, "have fourteen boats"))
    assert (told.verdict, told.path, told.shown) == (Verdict.STANDS, "a.txt", False)


@pytest.mark.parametrize("text", ["Apricots flower in April", "the barge the mill the frog", "zyx", "sank"])
def test_not_here(checked: Callable[[str], Checked], text: str) -> None:
    told = checked(text)
    assert (told.verdict, told.article, told.path) == (Verdict.ABSENT, None, "")


def among_many(tmp_path: Path) -> Corpus:
    """Thirty stories whose first sentences are alike but for two words."""
    towns, goods = ("Orsk", "Venn", "Quill", "Tarn", "Brae", "Holm"), ("salt", "wool", "tin", "rye", "flax")
    copies = tuple(
        copy(f"{town} {thing}", f"The keeper of {town} sold the last sack of {thing} before the road closed.")
        for town in towns
        for thing in goods
    )
    return corpus_of([Capture("a.txt", date(2025, 3, 3), (), None, (), copies)], tmp_path / "index.db")


def test_of_many_that_are_nearly_alike_the_nearest_is_told(tmp_path: Path) -> None:
    corpus = among_many(tmp_path)
    checker = Checker(corpus)
    said = [
        checker.check(Quotation(1, text))
        for text in (
            "The keeper of Tarn sold the last sack of flax before the road closed.",
            "The keeper of Tarn sold the first sack of flax before the road closed.",
            "The keeper of Brae sold the last sack of pepper before the road closed.",
        )
    ]
    headlines = [corpus.fetch([each.article or 0])[0].headline for each in said]
    assert [each.verdict for each in said] == [Verdict.STANDS, Verdict.DIFFERS, Verdict.DIFFERS]
    assert headlines[:2] == ["Tarn flax", "Tarn flax"]
    assert headlines[2].startswith("Brae ")
    assert said[1].difference.count("[") == 2
    assert said[2].difference.endswith("[+pepper] before the road closed.")


def test_words_that_more_articles_have_than_are_read_are_found_in_a_row(tmp_path: Path) -> None:
    told = Checker(among_many(tmp_path)).check(Quotation(1, "before the road closed"))
    assert (told.verdict, told.path) == (Verdict.STANDS, "a.txt")
    assert told.more > 1


def test_what_was_read_for_one_quotation_does_not_alter_the_next(corpus: Corpus) -> None:
    texts = ["the huge ferry will cross the lake", "Apricots flower in April", "frozen", FERRY, REST]
    one_checker = Checker(corpus)
    together = [one_checker.check(Quotation(1, text)) for text in [*texts, *reversed(texts)]]
    alone = [Checker(corpus).check(Quotation(1, text)) for text in texts]
    assert together == [*alone, *reversed(alone)]


def test_the_nearest_is_told_where_another_article_alone_has_the_rarest_word(tmp_path: Path) -> None:
    copies = (
        copy("Zinc", "The old miller of the valley weighed the zinc near a barn before dawn."),
        copy("Grain", "The old miller of the valley weighed the grain by the river at noon."),
        copy("Noon", "At noon they went by the river."),
    )
    corpus = corpus_of([Capture("a.txt", date(2025, 3, 3), (), None, (), copies)], tmp_path / "index.db")
    text = "The old miller of the valley weighed the zinc by the river at noon."
    told = Checker(corpus).check(Quotation(1, text))
    assert told.difference == text.replace("the zinc", "the [−grain] [+zinc]")


def test_an_article_with_one_half_word_for_word_is_found_beside_many_with_more_of_the_words(
    tmp_path: Path,
) -> None:
    others = tuple(
        copy(
            f"Weights {n}",
            f"By the river, the ferry of village {n} sailed{' from its pier' * (n < 8)}. "
            f"A miller in bay {n} said he knew that.",
        )
        for n in range(40)
    )
    oats = copy("Oats", "The miller of the village said that oats came by road.")
    captures = [Capture("a.txt", date(2025, 3, 3), (), None, (), (*others, oats))]
    corpus = corpus_of(captures, tmp_path / "index.db")
    told = Checker(corpus).check(Quotation(1, "The miller of the village said that ferry sailed from river"))
    assert told.difference == (
        "The miller of the village said that [−oats came by road.] [+ferry sailed from river]"
    )
