"""The language of search: what a query means, what of it is passed over, and what cannot be understood."""

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careader.find.search.filters import Filter
from careader.find.search.query import Query, read_query, read_within
from careader.find.search.terms import Lookup, expression, wanted_terms
from careader.find.search.tokens import read_words
from careader.text import plain_words
from careader.typed_days import Days
from tests.support import searched


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    """The table that is searched, empty."""
    with searched([]) as made:
        yield made


def asked_of_index(query: Query) -> str:
    """What the index is asked for; "" for a query without words."""
    return expression(query.wanted) if query.wanted else ""


def answers(db: sqlite3.Connection, text: str, body: str, headline: str = "") -> bool:
    """Whether an article answers a query, its filters aside."""
    query = read_query(text)
    assert query.problem == ""
    db.execute("BEGIN")
    columns = " ".join(plain_words(headline)), " ".join(plain_words(body))
    db.execute("INSERT INTO search (rowid, headline, body) VALUES (1, ?, ?)", columns)

    def matched(match: str) -> bool:
        select = "SELECT 1 FROM search WHERE search MATCH ?"
        return db.execute(select, (match,)).fetchone() is not None

    wanted = query.wanted is None or matched(expression(query.wanted))
    unwanted = query.unwanted is not None and matched(expression(query.unwanted))
    db.execute("ROLLBACK")
    return wanted and not unwanted


@pytest.mark.parametrize(
    ("query", "text", "does"),
    [
        ("canal", "The CANAL froze", True),
        ("canal", "Canals froze", False),
        ("canal froze", "It froze in the canal", True),
        ("canal froze", "The canal thawed", False),
        ("canal AND froze", "It froze in the canal", True),
        ("and", "canal and river", True),
        ('"canal froze"', "The canal froze", True),
        ('"canal froze"', "It froze in the canal", False),
        ("“canal froze”", "The canal froze", True),
        ('"canal froze', "The canal froze", True),
        ('old"canal froze"', "The old canal froze", True),
        ('old"canal froze"', "An old canal never froze", False),
        ("cana*", "Canals froze", True),
        ("cana*", "Arcana", False),
        ('"the cana"*', "The canals", True),
        ("canal OR river", "A river", True),
        ("canal OR river", "A lake", False),
        ("canal OR river boat", "A boat on the river", True),
        ("canal OR river boat", "A canal", True),
        ("(canal OR river) boat", "A canal", False),
        ("(canal OR river) boat", "A boat on the river", True),
        ("(canal OR river boat", "A boat on the river", True),
        ("canal) boat", "A canal", False),
        ("canal NOT ice", "A canal", True),
        ("canal NOT ice", "A canal of ice", False),
        ("canal -ice", "A canal of ice", False),
        ("canal AND NOT ice", "A canal of ice", False),
        ("canal -ice", "The canal is ice-free", False),
        ("canal - ice", "A canal of ice", True),
        ("ice-free", "An ice-free canal", True),
        ("ice-free", "A canal free of ice", False),
        ('canal -"thin ice"', "A canal of ice", True),
        ("canal NOT (ice OR snow)", "A canal of snow", False),
        ("canal NOT (ice snow)", "A canal of snow", True),
        ("NOT ice", "A canal", True),
        ("NOT ice", "A canal of ice", False),
        ("-ice -snow", "A canal of snow", False),
        ("NOT NOT ice", "A canal of ice", True),
        ("NOT (NOT ice)", "A canal", False),
        ("boat OR (canal NOT ice)", "A canal of ice", False),
        ("boat OR (canal NOT ice)", "A boat in ice", True),
        ("canal NEAR boat", "A boat that waits by one old lock of the canal", True),
        ("canal NEAR/5 boat", "A boat on a quiet old canal", True),
        ("canal NEAR/2 boat", "A boat on a quiet old canal", False),
        ("NEAR(canal boat, 3)", "A boat on a quiet canal", True),
        ("NEAR(canal boat, 2)", "A boat on a quiet canal", False),
        ('NEAR("quiet canal" boa*, 3)', "Boats on a quiet canal", True),
        ("NEAR(canal boat", "A boat on a quiet canal", True),
        ("canal NEAR/2 boat NEAR/2 lock", "A boat and canal lock", True),
        ("Café", "cafe", True),
        ("cafe", "Café", True),
        ("Алматы", "Almaty", True),
        ("almaty", "Алматы", True),
        ("3.6", "It rose 3.6 percent", True),
        ("3.6", "It rose 6 or 3 percent", False),
        ("US", "The US envoy", True),
        ("US", "The U.S. envoy", True),
        ("US", "A used car", False),
        ("U.S.", "The U.S. envoy", True),
        ("us", "The U.S. envoy", False),
        ('"US"', "The U.S. envoy", False),
        ("nur sultan", "Nur-Sultan thawed", True),
        ("nur sultan", "The sultan of Nur", False),
        ("headline:nur sultan", "Nur-Sultan thawed", False),
    ],
)
def test_what_answers(db: sqlite3.Connection, query: str, text: str, *, does: bool) -> None:
    assert answers(db, query, text) is does


@pytest.mark.parametrize(
    ("query", "headline", "does"),
    [
        ("headline:canal", "Canal Thaws", True),
        ("headline:canal", "River Thaws", False),
        ("headline: canal", "River Thaws", False),
        ('headline:"canal thaws"', "Canal Thaws", True),
        ("headline:(river OR lake)", "River Thaws", True),
        ("headline:(river OR canal)", "Lake Thaws", False),
        ("headline:thaws canal", "River Thaws", True),
        ("headline:NEAR(thaws canal)", "River Thaws", False),
        ("canal NOT headline:canal", "River Thaws", True),
        ("canal NOT headline:canal", "Canal Thaws", False),
        ("headline:-canal", "River Thaws", True),
        ("headline:-canal", "Canal Thaws", False),
        ("headline:NOT canal", "River Thaws", True),
        ("NOT headline:NOT canal", "River Thaws", False),
        ("headline:NOT NOT canal", "River Thaws", False),
        ("thaws headline:-(canal OR lake)", "Canal Thaws", False),
        ("canal", "River Thaws", True),
    ],
)
def test_what_counts_in_the_headline_only(
    db: sqlite3.Connection, query: str, headline: str, *, does: bool
) -> None:
    assert answers(db, query, "The canal thaws", headline) is does


DAYS = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 2, 28), date(2025, 12, 10), date(2026, 1, 1)]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("date:2025-12-10", DAYS[3:4]),
        ("date:2025-2", DAYS[2:3]),
        ("date:2025-02", DAYS[2:3]),
        ("date:2025", DAYS[1:4]),
        ("date: 2025,", DAYS[1:4]),
        ("date:2025-01..2025-02", DAYS[1:3]),
        ("date:2025-02..2025-01", DAYS[1:3]),
        ("date:2025-02-28..2026", DAYS[2:]),
        ("date:2025-02..", DAYS[2:]),
        ("date:..2025-02", DAYS[:3]),
        ("date:2025.. date:..2025-06", DAYS[1:3]),
        ("(date:2025) canal", DAYS[1:4]),
        ("NOT date:2025", [DAYS[0], DAYS[4]]),
        ("-date:..2025", DAYS[4:]),
        ("date:2025 NOT date:2025-12", DAYS[1:3]),
        ("NOT NOT date:2025", DAYS[1:4]),
        ("is:read", DAYS),
    ],
)
def test_dates(query: str, meant: list[date]) -> None:
    read = read_query(query)
    assert (read.problem, bool(read.filters)) == ("", True)
    asked = [(each.days, each.holds) for each in read.filters if each.days]
    assert meant == [day for day in DAYS if all((day in days) is holds for days, holds in asked)]


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("is:read", [Filter("is", ("read",))]),
        ("is:unread", [Filter("is", ("read",), holds=False)]),
        ("is:bookmarked", [Filter("is", ("bookmarked",))]),
        ("NOT is:read", [Filter("is", ("read",), holds=False)]),
        ("-is:unread", [Filter("is", ("read",))]),
        ("NOT is:bookmarked", [Filter("is", ("bookmarked",), holds=False)]),
        (
            "is:bookmarked is:unread",
            [Filter("is", ("bookmarked",)), Filter("is", ("read",), holds=False)],
        ),
        ("is:read AND is:read", [Filter("is", ("read",))]),
        ("is:changed -is:noted", [Filter("is", ("changed",)), Filter("is", ("noted",), holds=False)]),
        ("is:begun is:excerpt", [Filter("is", ("begun",)), Filter("is", ("excerpt",))]),
        ("is:doubtful", [Filter("is", ("doubtful",))]),
        ("date:undated", [Filter("date", ("undated",))]),
        ("NOT date:undated", [Filter("date", ("undated",), holds=False)]),
        ("changed:unseen", [Filter("changed", ("unseen",))]),
        ("kind:interview", [Filter("kind", ("interview",))]),
        ("kind:Opinions,digest", [Filter("kind", ("opinion", "digest"))]),
        ("by:Venn", [Filter("by", ("venn",))]),
        ('by:"Orla Venn" -by:pell', [Filter("by", ("orla", "venn")), Filter("by", ("pell",), holds=False)]),
        ("noted:2025", [Filter("noted", days=Days(date(2025, 1, 1), date(2025, 12, 31)))]),
    ],
)  # fmt: skip
def test_filters(query: str, filters: list[Filter]) -> None:
    assert read_query(query) == Query(filters=tuple(filters))
    assert not read_query(query).empty


@pytest.mark.parametrize("order", ["oldest", "newest", "best"])
def test_order(order: str) -> None:
    assert read_query(f"canal order:{order}").order == order
    assert read_query(f"canal order:{order}").wanted == read_query("canal").wanted
    assert not read_query(f"order:{order}").empty


def test_filters_stand_anywhere_beside_words() -> None:
    assert read_query("is:read canal date:2025 boat") == read_query("canal boat is:read date:2025")
    assert read_query("canal is:unread").wanted == read_query("canal").wanted
    assert read_query("(canal is:unread) boat").filters == read_query("is:unread").filters


@pytest.mark.parametrize(
    "query", ["DATE:2025", "Is:read", "update:2025", '"is:read"', "a:b", "Canal: ice", "why not:now"]
)
def test_what_only_looks_like_a_filter_is_a_text(query: str) -> None:
    read = read_query(query)
    assert read.wanted is not None
    assert not read.filters


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("date:someday", "date:someday is no date: write date:2025-12-10"),
        ("date:2025-02-30", "date:2025-02-30 is no date"),
        ("date:2025-13", "date:2025-13 is no date"),
        ("date:0000", "date:0000 is no date"),
        ("date:..", "date:.. is no date"),
        ("date:" + "9" * 300, "is no date"),
        ("canal date:", "date: needs a day, a month or a year"),
        ("is:purple", "is:purple is not known: is:unread, is:read, is:bookmarked"),
        ("is:", "is: needs a mark"),
        ("kind:purple", "kind:purple is not known: kind:news, kind:interview"),
        ("kind:", "kind: needs a kind"),
        ("kind:news kind:review", "an article is of one kind: kind:interview,opinion finds both"),
        ("kind:news -kind:news", "no article is both"),
        ("by:", "by: needs a name"),
        ("order:purple", "order:purple is not known: order:oldest"),
        ("canal -order:oldest", "an order has no NOT"),
        ("noted:someday", "noted:someday is no date: write noted:2025-12-10"),
        ("read:", "read: needs a day"),
        ("is:read is:unread", "no article is both"),
        ("is:bookmarked NOT is:bookmarked", "no article is both"),
        ("date:undated NOT date:undated", "no article is both"),
        ("is:read OR canal", "cannot stand beside OR: ask for the one first"),
        ("canal OR date:2025", "cannot stand beside OR: ask for the one first"),
        ("is:read OR is:bookmarked", "cannot stand beside OR: ask for the one first"),
        ("canal OR ice is:read", "cannot stand beside OR: (canal OR ice) is:read"),
        ("canal -is:read OR ice", "cannot stand beside OR: (canal OR ice) NOT is:read"),
        ('canal OR "thin ice" NOT date:2025 boat', 'OR: (canal OR "thin ice" boat) NOT date:2025'),
        ("lock (canal OR ice is:read) -boat", "OR: lock (canal OR ice) is:read -boat"),
        ("NOT (is:read)", "NOT stands right before a filter"),
        ("canal OR NOT ice", "NOT cannot stand alone beside OR"),
        ("NEAR(canal OR ice)", "NEAR takes words and phrases only: NEAR(water (gas OR oil), 5)"),
        ("SAME(canal NOT ice)", "SAME takes words and phrases only: SAME(water (gas OR oil))"),
        ("canal NEAR (ice snow)", "in parentheses stand words with OR: water NEAR (gas OR oil)"),
        ("canal SAME (ice is:read)", "in parentheses stand words with OR: water SAME (gas OR oil)"),
        ("canal NEAR ice SAME boat", "NEAR and SAME do not mix"),
        ("canal SAME -ice", "SAME stands between two words or phrases of one sentence: water SAME gas; NOT"),
        ("canal NEAR/3 NOT ice", "NOT leaves whole articles out: water -gas"),
        ("kind:news OR kind:review", "cannot stand beside OR: kind:news,review"),
        ("canal (kind:news OR kind:review OR kind:digest)", "OR: canal kind:news,review,digest"),
        ("kind:news OR by:someone", "cannot stand beside OR: ask for the one first"),
        ("canal !ice", "! is no operator: -ice leaves it out"),
        ("canal --ice", "-- is no operator: -ice leaves it out"),
        ("canal near/5 ice", "near/5 is no operator: water NEAR/5 gas"),
        ("canal NEAR5 ice", "NEAR5 is no operator: water NEAR/5 gas"),
        ("canal before:2025-12-10", "before: is no filter: date:..2025-12-10"),
        ("since:2025-12", "since: is no filter: date:2025-12.."),
        ("day:12-dec", "day: is no filter: date:12-dec"),
        ("author:umarova", "author: is no filter: by:umarova"),
        ("title:canal", "title: is no filter: headline:canal"),
        ("sort:oldest", "sort: is no filter: order:oldest"),
        ("sort:day", "sort: is no filter: order:day is not known: order:oldest"),
        ("has:note", "has: is no filter: is:note is not known: is:unread"),
        ("$", "$# finds any amount of money"),
        ("%", "%# any share"),
        ("canal SAME is:read", "SAME stands between two words or phrases"),
        ("(((((canal)))))", "at most 4 deep"),
        ("AND", "AND stands between two words"),
        ("OR", "OR stands between two words"),
        ("NOT", "NOT stands before what is to be left out"),
        ("NEAR", "NEAR stands between two words"),
        ("NEAR(", "NEAR( needs words and a closing parenthesis"),
        ("SAME( )", "SAME( needs words and a closing parenthesis"),
        ("*", "* stands at the end of a word"),
        ("headline:", "headline: stands before a word or a phrase"),
        ("?!…—", "no word to look for"),
        ('""', "no word to look for"),
        ("()", "no word to look for"),
        ("🚂", "no word to look for"),
        ("?" * 3000, "no word to look for"),
        ("headline:NOT", "headline: stands before a word or a phrase"),
    ],
)
def test_what_cannot_be_understood_is_explained(query: str, problem: str) -> None:
    read = read_query(query)
    assert problem in read.problem
    assert read == Query(problem=read.problem)


@pytest.mark.parametrize(
    ("query", "as_if", "said"),
    [
        ("canal AND", "canal", "AND stands between two words"),
        ("AND canal", "canal", "AND stands between two words"),
        ("OR canal", "canal", "OR stands between two words"),
        ("canal OR", "canal", "OR stands between two words"),
        ("canal NOT", "canal", "NOT stands before what is to be left out"),
        ("canal NEAR/5", "canal", "NEAR stands between two words"),
        ("NEAR canal", "canal", "NEAR stands between two words"),
        ("canal NEAR()", "canal", "NEAR( needs words"),
        ("canal headline:", "canal", "headline: stands before a word"),
        ("canal *", "canal", "* stands at the end of a word"),
        ("canal " * 40, "canal " * 32, "only the first 32 words"),
        ("canal" + " " * 3000 + "ice", "canal", "only the first 2,000 characters"),
        ("canal or ice", "canal AND or AND ice", "or in small letters is a word: gas OR oil finds either"),
        ("canal Not ice", "canal not ice", "not in small letters is a word: gas NOT oil"),
        ("canal | ice", "canal ice", "only words are looked for, not |; OR finds either"),
        ("canal|ice", '"canal ice"', "only words are looked for, not |; OR finds either"),
        ("canal~ ice", "canal ice", "only words are looked for, not ~"),
        ("can?l", '"can l"', "only words are looked for, not ?; a beginning with *"),
        ("can*l", "can* l", "* stands at the end of a word"),
        ("canal $5", "canal 5", "only words are looked for, not $ in $5; $# finds any amount"),
        ("canal 70%", "canal 70", "only words are looked for, not % in 70%; %# finds any share"),
        ("tag:canal", '"tag canal"', "tag: is no filter: headline:, date:"),
        ("Date:2025", '"date 2025"', "Date: in capitals is no filter: date:2025"),
        ('author: "a canal"', 'author "a canal"', "author: is no filter: by: is"),
        ("order:oldest canal order:newest", "canal", "one order at a time: order:newest"),
        ('"Canal:"', '"canal"', "only words are looked for, not : in “Canal:”; kind:opinion"),
        ('"$5 million"', '"5 million"', "only words are looked for, not $ in “$5 million”; $# finds"),
    ],
)
def test_what_is_passed_over_is_said(query: str, as_if: str, said: str) -> None:
    read = read_query(query)
    assert asked_of_index(read) == asked_of_index(read_query(as_if))
    assert any(line.startswith(said) for line in read.said)


@pytest.mark.parametrize(
    "query", [" " * 3000 + "canal", "canal?", "canal ?", "canal ()", "canal ) (", "— canal —", 'canal "']
)
def test_signs_between_words_ask_nothing_and_nothing_is_said(query: str) -> None:
    assert read_query(query) == read_query("canal")


@pytest.mark.parametrize("query", ["", " ", "\t\n"])
def test_nothing_asks_nothing(query: str) -> None:
    assert read_query(query) == Query()
    assert Query().empty


def terms(*typed: Lookup) -> list[list[str]]:
    return [[str(phrase) for term in wanted_terms(each) for phrase in term.phrases] for each in typed]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("canal boat", [["canal"], ["boat"]]),
        ("canal NOT ice", [["canal"]]),
        ('"old canal" boa*', [["old canal"], ["boa*"]]),
        ("NEAR(canal boat) OR lock", [["canal", "boat"], ["lock"]]),
        ("canal SAME (boat OR lock)", [["canal", "boat", "lock"]]),
        ("canal #", [["canal"], []]),
        ("US", [["us", "u s"]]),
        ("NOT ice", []),
        ("is:read", []),
    ],
)
def test_what_is_brought_out(query: str, wanted: list[list[str]]) -> None:
    assert terms(*read_query(query).lookups) == wanted


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("can", [["can*"]]),
        ("can ", [["can"]]),
        ("old can", [["old"], ["can*"]]),
        ('"old can"', [["old can"]]),
        ('"old can', [["old can"]]),
        ("can* boat ", [["can*"], ["boat"]]),
        ("(canal) -ice ", [["canal"], ["ice"]]),
        ("is:read ", [["is read"]]),
        ("US ", [["us", "u s"]]),
        ("US*", [["us*"]]),
        ("NOT US OR AND NEAR ", [["not"], ["us", "u s"], ["or"], ["and"], ["near"]]),
        ("?", []),
        ("", []),
    ],
)
def test_within_an_article_every_word_is_one_and_the_last_may_be_half_typed(
    typed: str, found: list[list[str]]
) -> None:
    assert terms(*read_words(typed)) == found


@pytest.mark.parametrize(
    "typed", ["canal SAME ice", "canal NEAR/3 (ice OR snow)", "$#", "canal OR ice", "ice NOT canal"]
)
def test_within_an_article_operators_and_figures_mean_what_they_mean_elsewhere(typed: str) -> None:
    assert read_within(typed) == read_query(typed).lookups


@pytest.mark.parametrize(
    "typed", ["canal ic", "or", "canal SAM", "canal !ice", "is:read", '"thin ice" cana', "", "before:2025"]
)
def test_within_an_article_anything_else_is_words(typed: str) -> None:
    assert read_within(typed) == read_words(typed)


PARTS = st.sampled_from(
    """canal US nur sultan Токаев AND OR NOT NEAR NEAR/5 NEAR( ,5) ( ) " * - headline: date: date:2025 is:
    SAME SAME( # $# %# kind:news kind: by:venn by:" order:oldest noted:2025 is:begun ,
    is:read 🚂 ى \x1b""".split()
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PARTS, max_size=45).map(" ".join),
    st.lists(PARTS, max_size=20).map("".join),
)


@settings(max_examples=300)
@given(TEXTS)
@example("date:\x1b[31m\x00")
@example("is:a\u2028b")
@example("\ud800")
@example("(" * 2000)
def test_any_text_is_a_query_or_a_problem_in_one_line(db: sqlite3.Connection, text: str) -> None:
    read = read_query(text)
    for line in filter(None, (read.problem, *read.said)):
        assert line.splitlines() == [line]
        assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in line)
    assert not (read.problem and not read.empty)
    for node in (read.wanted, read.unwanted):
        if node is not None:
            db.execute("SELECT rowid FROM search WHERE search MATCH ?", (expression(node),)).fetchall()


WORDS = st.sampled_from(
    [
        "canal",
        "-ice",
        "US",
        "nur sultan",
        "headline:boat",
        "NEAR(US boa* lock, 3)",
        '"old canal"',
        "$# SAME ice",
    ]
)


def grouped(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Some of the parts with one operator between them, in parentheses."""
    before = st.sampled_from(["", "-", "NOT ", "headline:"])
    between = st.sampled_from([" ", " OR ", " NOT ", " AND "])
    return st.builds(
        lambda sign, operator, some: f"{sign}({operator.join(some)})",
        before,
        between,
        st.lists(parts, min_size=2, max_size=3),
    )


@settings(max_examples=200)
@given(grouped(grouped(grouped(grouped(WORDS)))))
def test_the_deepest_query_is_not_too_deep_for_sqlite(db: sqlite3.Connection, text: str) -> None:
    read = read_query(text)
    for node in (read.wanted, read.unwanted):
        if node is not None:
            db.execute("SELECT rowid FROM search WHERE search MATCH ?", (expression(node),)).fetchall()


@given(st.text(max_size=60))
def test_any_text_can_be_looked_for_within_an_article(text: str) -> None:
    for term in read_words(text):
        assert all(plain_words(word) == [word] for phrase in term.phrases for word in phrase.words)
