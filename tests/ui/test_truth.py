"""What the screen says is so: of keys, marks, rates, captures that are away, an index not complete."""

from careader.sitting.sections import section_of
from careader.state import Mark
from careader.ui.widgets.dates import DatesPane
from tests.ui.support import OpenApp, capture


async def test_while_matches_are_shown_n_is_the_next_match_and_escape_drops_them(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("enter")
        assert "n next unread" in screen.words_of("#keys")
        await screen.press("slash")
        await screen.write("the")
        await screen.press("enter")
        assert "n next match" in screen.words_of("#keys")
        assert "h drop matches" in screen.words_of("#keys")
        await screen.press("escape")
        assert screen.focus == "article"
        assert screen.pane.match_count == 0
        assert "n next unread" in screen.words_of("#keys")
        assert "h back" in screen.words_of("#keys")
        await screen.press("escape")
        assert screen.focus == "headlines"


async def test_matches_dropped_in_an_article_come_back_with_the_next_article_found(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("slash")
        await screen.write("the")
        await screen.press("tab", "enter")
        assert "n next match" in screen.words_of("#keys")
        await screen.press("escape", "escape")
        assert screen.focus == "headlines"
        assert "n next unread" in screen.words_of("#keys")
        await screen.press("j", "enter")
        assert screen.pane.match_count
        assert "n next match" in screen.words_of("#keys")


async def test_opening_an_article_moves_no_line_of_it(open_app: OpenApp) -> None:
    async with open_app() as screen:
        before = [line.rstrip() for line in screen.article_lines()]
        await screen.press("enter")
        after = [line.rstrip() for line in screen.article_lines()]
        changed = [(old.strip(), new.strip()) for old, new in zip(before, after, strict=True) if old != new]
        assert changed == [("● unread", "read")]
        await screen.press("m")
        assert [line.rstrip() for line in screen.article_lines()] == before


async def test_a_split_or_a_join_of_ones_own_is_no_change_since_the_article_was_read(
    open_app: OpenApp,
) -> None:
    async with open_app() as screen:
        await screen.press("enter", "S", "enter")
        assert not screen.session.seen_texts.changed
        assert "changed since you read it" not in screen.text
        await screen.press("z")
        assert not screen.session.seen_texts.changed
        await screen.press("h", "j", "enter", "J")
        assert not screen.session.seen_texts.changed
        assert "changed since you read it" not in screen.text
        await screen.press("z")
        assert not screen.session.seen_texts.changed


async def test_a_real_change_is_still_told_after_a_split(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("enter")
        session = screen.session
        session.state.store.set_seen(dict.fromkeys(screen.article.keys, "000000000000"))
        session.seen_texts.reload()
        await screen.press("S", "enter")
        assert session.seen_texts.changed


async def test_rates_of_two_captures_of_one_day_name_their_file(open_app: OpenApp) -> None:
    days = [
        capture("2025-12-10", {"Story One": "A."}, "KGS 0.01000 1%", path="early.txt"),
        capture("2025-12-10", {"Story Two": "B."}, "KGS 0.02000 2%", path="late.txt"),
        capture("2025-12-11", {"Story Three": "C."}, "KGS 0.03000 3%", path="next.txt"),
    ]
    async with open_app(days) as screen:
        rates = screen.reader.panes.rates
        assert str(rates.border_title) == ""
        await screen.press("left_square_bracket")
        seen = {}
        for _ in screen.listed:
            seen[screen.words_of("#rates").partition("KGS/USD ")[2].split()[0]] = str(rates.border_title)
            await screen.press("j")
        assert seen == {
            "0.01000": "from early.txt · 2 captures of this day",
            "0.02000": "from late.txt · 2 captures of this day",
        }


async def test_an_index_that_was_left_half_built_says_so_far(open_app: OpenApp) -> None:
    async with open_app() as screen:
        assert "so far" not in screen.title
        screen.reader.index.stopped = True
        screen.reader.panes.keep_place()
        await screen.settle()
        assert "Indexing stopped: R goes on" in screen.title
        assert "articles so far" in screen.title


def test_counts_of_five_digits_stand_apart() -> None:
    pane = DatesPane([section_of(None)], lambda _: (12345, 23456), id="dates")
    (line,) = pane.row_lines(0, 40)
    assert line.text.split()[-2:] == ["12345", "23456"]


async def test_bookmarks_whose_captures_are_gone_are_said_to_be_away(open_app: OpenApp) -> None:
    days = [
        capture("2025-12-10", {"Story One": "A tale of one.", "Story Two": "Another of two."}, path="a"),
        capture("2025-12-11", {"Story One": "A tale of one.", "Story Three": "The third."}, path="b"),
    ]
    async with open_app(days) as screen:
        for headline in ("Story One", "Story Three"):
            screen.session.marks.set(Mark.BOOKMARK, [screen.named(headline)], on=True, said="bookmarked")
        await screen.press("B")
        assert screen.section == "Bookmarks"
    async with open_app(days[:1]) as screen:
        await screen.press("B")
        assert screen.listed == ["Story One"]
        assert screen.section == "Bookmarks · 1 of captures that are away"
    async with open_app([capture("2025-12-12", {"Story Four": "The last."}, path="c")]) as screen:
        await screen.press("B")
        assert "2 bookmarks are of captures that are away" in screen.words_of("#headlines")
        screen.reader.index.stopped = True
        await screen.press("left_square_bracket", "B")
        assert "away" not in screen.words_of("#headlines")


async def test_byline_day_and_address_of_a_saved_page_stand_above_the_text_of_another_copy(
    open_app: OpenApp,
) -> None:
    async with open_app() as screen:
        await screen.press("f")
        await screen.write("balkhash")
        await screen.press("enter")
        assert screen.article.shown.capture.path.endswith(".txt")
        assert "Dana Omarova · published 9 December 2025" in screen.text
        assert "https://sample.example/2025/12/09/balkhash-plan/" in screen.text
