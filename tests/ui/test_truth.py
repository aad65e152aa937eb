"""What the screen says is so: of keys, marks, rates, captures that are away, an index not complete."""

from tests.ui.support import OpenApp


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
        session.state.store.set_seen(screen.article.keys, "000000000000")
        session.seen_texts.read_again()
        await screen.press("S", "enter")
        assert session.seen_texts.changed
