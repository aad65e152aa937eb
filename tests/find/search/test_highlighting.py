"""Where a text matches what was looked for, and the piece of it that is shown."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careader.find.search.highlighting import matched, snippet
from careader.find.search.query import read_query
from careader.find.search.searched_text import words_in
from careader.find.search.terms import Phrase, Term
from careader.text import plain_words


def marked(text: str, query: str, *, headline: bool = False) -> list[str]:
    """What of a text is brought out for a query."""
    return [text[start:end] for start, end in matched(text, read_query(query).lookups, headline=headline)]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("The canal froze; the Canal thawed.", "canal", ["canal", "Canal"]),
        ("Canals and a canal-side path", "canal", ["canal"]),
        ("Canals and a canal", "cana*", ["Canals", "canal"]),
        ("The old canal, an old lock", '"old canal"', ["old canal"]),
        ("The old canals and the old can", '"old cana"*', ["old canals"]),
        ("The old—canal", '"old canal"', ["old—canal"]),
        ("Ice on the canal", "canal ice", ["Ice", "canal"]),
        ("Ice on the canal", "canal NOT ice", ["canal"]),
        ("Ice on the canal", "NEAR(canal ice)", ["Ice", "canal"]),
        ("No river here", "canal OR river", ["river"]),
        ("old old canal", "old OR old-canal", ["old", "old canal"]),
        ("The canal’s keeper", "canal", ["canal"]),
        ("The canal’s keeper", "canal's", ["canal’s"]),
        ("“Canal!” he said", '"canal he"', ["Canal!” he"]),
        ("The reser\u00advoir is full", "reservoir", ["reser\u00advoir"]),
        ("The stored\u200b wa\u2060ter", '"stored water"', ["stored\u200b wa\u2060ter"]),
        ("Café Çağlar", "cafe caglar", ["Café", "Çağlar"]),
        ("cafe", "Café", ["cafe"]),
        ("Мост в Алматы открыт", "almaty", ["Алматы"]),
        ("Almaty", "алматы", ["Almaty"]),
        ("The U.S. envoy and the US fleet", "US", ["U.S", "US"]),
        ("It rose 3.6 percent", "3.6", ["3.6"]),
        ("Lock № 5 and lock №5", "lock no", ["Lock", "№", "lock"]),
        ("The Ferry™ sails", "ferrytm", ["Ferry™"]),
        ("Ｗｉｄｅ boats", "wide", ["Ｗｉｄｅ"]),
        ("The ﬁrst ferry", "first", ["ﬁrst"]),
        ("Straße", "strasse", ["Straße"]),
        ("snow_plough", "plough", ["plough"]),
        ("lake", "canal", []),
        ("", "canal", []),
        ("?!", "canal", []),
    ],
)
def test_brings_out_what_matches_as_it_is_written(text: str, query: str, found: list[str]) -> None:
    assert marked(text, query) == found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_accent_apart_from_its_letter_belongs_to_it(form: str) -> None:
    text = unicodedata.normalize(form, "In Gülnara’s café")  # type: ignore[arg-type]  # a form's name
    assert marked(text, "gulnara cafe") == [
        unicodedata.normalize(form, word)  # type: ignore[arg-type]
        for word in ("Gülnara", "café")
    ]


def test_what_counts_in_headlines_is_brought_out_in_them_only() -> None:
    assert marked("Canal Thaws", "headline:canal thaws", headline=True) == ["Canal", "Thaws"]
    assert marked("The canal thaws", "headline:canal thaws") == ["thaws"]


def test_every_way_to_write_a_term_is_brought_out() -> None:
    term = Term((Phrase(("tokaev",)), Phrase(("tokayev",), counts=0.9), Phrase(("alma", "ata"))))
    text = "Tokayev and Токаев in Alma-Ata"
    assert [text[start:end] for start, end in matched(text, [term])] == ["Tokayev", "Токаев", "Alma-Ata"]


LONG = "A boat waits. " * 30 + "The old canal froze in one night. " + "A lock was mended. " * 30


def test_a_snippet_is_the_place_that_matches() -> None:
    shown, spans = snippet([LONG], read_query("canal froze").lookups, 12)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "The old canal froze in one night." in shown
    assert [shown[start:end] for start, end in spans] == ["canal", "froze"]
    assert len(words_in(shown)) == 12


def test_a_snippet_shows_the_place_with_most_of_what_was_asked() -> None:
    text = ("Rain fell on the canal. " + "Nothing moved. " * 20) * 3 + "Rain fell on the canal boat. " + LONG
    assert "canal boat." in snippet([text], read_query("rain canal boat").lookups, 10)[0]


def test_a_snippet_shows_the_rarest_of_what_was_asked() -> None:
    text = "Rain fell. " * 40 + "A stork landed. " + "Rain fell. " * 40
    assert "stork" in snippet([text], read_query("rain OR stork").lookups, 6)[0]


def test_of_places_alike_the_first_is_shown() -> None:
    text = "Old boats. " * 10 + "One canal. " + "Old boats. " * 20 + "Two canal. " + "Old boats. " * 10
    assert "One canal" in snippet([text], read_query("canal").lookups, 8)[0]


@pytest.mark.parametrize("query", ["lake", "headline:canal", "is:read"])
def test_where_nothing_matches_the_beginning_is_shown(query: str) -> None:
    assert snippet([LONG], read_query(query).lookups, 3) == ("A boat waits. …", [])


@pytest.mark.parametrize("parts", [[], [""], ["", " \n"]])
def test_nothing_has_an_empty_snippet(parts: list[str]) -> None:
    assert snippet(parts, read_query("canal").lookups) == ("", [])


def test_a_short_text_is_shown_whole_with_single_blanks() -> None:
    shown, spans = snippet(["“Ice,\n he  said.", "The\tcanal froze…"], read_query("canal").lookups)
    assert shown == "“Ice, he said. The canal froze…"
    assert [shown[start:end] for start, end in spans] == ["canal"]


def test_no_phrase_goes_on_in_the_next_part_of_a_text() -> None:
    shown, spans = snippet(["The old", "canal froze"], read_query('"old canal"').lookups)
    assert (shown, spans) == ("The old · canal froze", [])


def test_parts_of_a_text_are_told_from_each_other_where_no_stop_does_so() -> None:
    parts = [
        "Old boats",
        "The canal froze.",
        "“It did!”",
        "",
        "Locks:",
        "one (mended)",
        "two",
        "A boat waits",
    ]
    shown, spans = snippet(parts, read_query("canal").lookups)
    assert shown == "Old boats · The canal froze. “It did!” Locks: one (mended) · two · A boat waits"
    assert [shown[start:end] for start, end in spans] == ["canal"]
    assert snippet(parts, read_query("canal").lookups, 2)[0] == "… canal froze. …"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("-" * 5000 + " the canal froze", ["canal"]),
        ("The canal froze " + "-" * 5000, ["canal"]),
        ("- " * 5000 + "the canal froze " + "- " * 5000, ["canal"]),
        (("x" * 90 + " ") * 9 + "canal " + ("y" * 90 + " ") * 9, ["canal"]),
        ("the canal" + "—" * 5000 + "canal froze", ["canal"]),
        ("a" * 5000 + " froze", []),
        ("?!" * 3000, []),
    ],
)
def test_a_snippet_is_never_long(text: str, found: list[str]) -> None:
    shown, spans = snippet([text], read_query("canal").lookups)
    assert len(shown) < 400
    assert [shown[start:end] for start, end in spans] == found
    assert shown.startswith("… ") or shown[:50] == text[:50]
    assert shown.endswith(" …") or shown[-50:] == text.strip()[-50:]


def test_of_a_match_too_long_for_a_snippet_the_beginning_is_brought_out() -> None:
    shown, spans = snippet(["An old " + "x" * 5000 + " froze"], read_query("xxx*").lookups)
    assert [shown[start:end] for start, end in spans] == [shown[7:-2]]
    assert 200 < len(shown) < 400


def test_a_snippet_is_cut_between_words_not_within_one() -> None:
    text = "(un)moved " * 20 + "old-fashioned canal-side " + "re-opened " * 20
    shown, _ = snippet([text], read_query("canal").lookups, 5)
    assert set(shown.split()) <= {*text.split(), "…"}


SIGNS = st.sampled_from("abkT áğ’'“-. 12ЖғІى😀\u0301\u00ad\x1bßŒﬁ\n№™½İΣςﷺ\u200bŉ_§ª①\u00a0")
TEXTS = st.one_of(st.text(max_size=60), st.text(SIGNS, max_size=80))


@settings(max_examples=300)
@given(TEXTS)
@example("№5 a™b №")
@example("İstanbul e\u0301 \u0301e")
def test_words_are_those_of_the_index_each_with_its_place(text: str) -> None:
    words = words_in(text)
    assert [word.plain for word in words] == plain_words(text)
    for word in words:
        assert 0 <= word.start < word.end <= len(text)
        assert word.plain in "".join(plain_words(text[word.start : word.end]))


def disjoint(spans: list[tuple[int, int]], text: str) -> bool:
    ends = [0, *(end for _, end in spans)]
    return all(before <= start < end <= len(text) for before, (start, end) in zip(ends, spans, strict=False))


def without_dots(text: str) -> str:
    """A text without what tells its parts from each other."""
    return " ".join(text.replace("·", " ").split())


@settings(max_examples=300)
@given(st.lists(TEXTS, max_size=4), st.data())
def test_a_snippet_is_a_piece_of_the_text_and_its_ranges_match(parts: list[str], data: st.DataObject) -> None:
    whole = " ".join(" ".join(parts).split())
    words = data.draw(st.sampled_from([*filter(None, map(plain_words, parts)), ["canal"]]))
    at = data.draw(st.integers(0, len(words) - 1))
    phrase = Phrase(tuple(words[at : at + data.draw(st.integers(1, 3))]), prefix=data.draw(st.booleans()))
    terms = [Term((phrase,)), Term((Phrase(("absent",)),))]

    shown, spans = snippet(parts, terms, data.draw(st.integers(1, 8)))
    assert without_dots(shown.removeprefix("… ").removesuffix(" …")) in without_dots(whole)
    assert disjoint(spans, shown)
    assert bool(spans) or words == ["canal"]

    found = matched(whole, terms)
    assert disjoint(found, whole)
    for start, end in found:
        assert phrase.words[0] in "".join(plain_words(whole[start:end]))
