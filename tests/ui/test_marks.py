"""Read marks and bookmarks: set by the reader alone, undone by z, safe whoever else reads, on any disk."""

import pytest

from careader import locations
from careader.state import Mark, Store
from tests.ui.support import BALKHASH, OpenApp, Screen, capture


def marked(screen: Screen, mark: Mark) -> int:
    """How many articles have a mark."""
    on = {Mark.READ: screen.session.marks.is_read, Mark.BOOKMARK: screen.session.marks.is_bookmarked}[mark]
    return sum(map(on, screen.session.corpus.articles))


@pytest.mark.parametrize(
    ("keys", "mark", "many"),
    [
        (["m"], Mark.READ, 1),
        (["enter"], Mark.READ, 1),
        (["space"], Mark.READ, 1),
        (["b"], Mark.BOOKMARK, 1),
        (["A"], Mark.READ, 12),
    ],
)
async def test_z_takes_back(open_app: OpenApp, keys: list[str], mark: Mark, many: int) -> None:
    async with open_app() as screen:
        await screen.press(*keys)
        assert marked(screen, mark) == many
        await screen.press("z")
        assert marked(screen, mark) == 0
        assert screen.said[-1].startswith("Undone: ")
        with Store.open(locations.state_db()) as store:
            assert not store.marked(mark)


async def test_z_takes_back_one_change_after_the_other(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("m", "j", "b", "A")
        assert (marked(screen, Mark.READ), marked(screen, Mark.BOOKMARK)) == (12, 1)
        await screen.press("z")
        assert (marked(screen, Mark.READ), marked(screen, Mark.BOOKMARK)) == (1, 1)
        await screen.press("z", "z", "z")
        assert (marked(screen, Mark.READ), marked(screen, Mark.BOOKMARK)) == (0, 0)
        assert screen.said[-1] == "Nothing to undo"


async def test_undoing_all_read_leaves_read_what_was_read_before(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j", "m", "A", "z")
        assert [screen.is_read(headline) for headline in screen.listed] == [False, True] + [False] * 10


async def test_a_mark_shows_wherever_the_article_stands(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("m", "b")
        assert "Unread 25 Bookmarks 1" in screen.words_of("#dates")
        assert "Fri 12 11 12" in screen.words_of("#dates")
        assert screen.words_of("#headlines").split("12 December 2025")[1].split()[0] == "·★"
        assert "★ bookmarked" in screen.words_of("#article")
        assert "unread" not in screen.words_of("#article").split("Tokayev")[0]
        assert "25 unread" in screen.title


async def test_a_mark_moves_nothing(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("enter", "space")
        place = screen.article_lines()
        await screen.press("b", "m", "m", "b")
        assert screen.article_lines() == place


async def test_read_on_one_date_is_read_on_every_date(open_app: OpenApp) -> None:
    story = {"River Gauge Story": "The gauge stood high again this week near the old bridge."}
    days = [capture("2025-12-10", story), capture("2025-12-11", story | {"Second Story": "Words."})]
    async with open_app(days) as screen:
        await screen.press("enter", "h", "right_square_bracket", "left_square_bracket")
        assert screen.section == "Wed 10 December 2025"
        assert screen.is_read("River Gauge Story")
        assert "Wed 10 1" in screen.words_of("#dates")
        assert "10 and 11 December 2025" in screen.words_of("#article")


async def test_an_article_of_which_one_copy_was_read_is_read(open_app: OpenApp) -> None:
    short = "The gauge stood high again this week near the old bridge, and the ferry did not sail at all."
    days = [
        capture("2025-12-10", {"River Gauge Story": short}, excerpt=True),
        capture("2025-12-11", {"River Gauge Story": f"{short} It will sail on Monday."}),
    ]
    async with open_app(days) as screen:
        (article,) = screen.session.corpus.articles
        assert len(article.keys) == 2
        with Store.open(locations.state_db()) as other:
            other.set_mark(Mark.READ, article.keys[:1], on=True)
            screen.reader.look()
            assert screen.is_read()
            await screen.press("A")
            assert screen.said[-1] == "All here is read already"
            assert other.marked(Mark.READ) == set(article.keys[:1])
            await screen.press("m")
            assert not other.marked(Mark.READ)
            await screen.press("z")
            assert other.marked(Mark.READ) == set(article.keys)


async def test_the_article_just_read_stays_in_unread_until_unread_is_left(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("U", "j", "enter")
        read = screen.article.headline
        await screen.press("h")
        assert read in screen.listed
        assert screen.article.headline == read
        assert "25" in screen.words_of("#dates").split("Bookmarks")[0]
        await screen.press("B", "U")
        assert read not in screen.listed
        assert len(screen.listed) == 25


async def test_the_article_just_read_still_stands_in_unread_at_the_next_start(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("U", "j", "enter", "q")
        read = screen.article.headline
    async with open_app() as screen:
        assert screen.section == "Unread"
        assert screen.article.headline == read
        assert screen.listed.index(read) == 1


async def test_a_bookmark_taken_away_stays_listed_until_bookmarks_are_left(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("b", "B", "b")
        assert len(screen.listed) == 1
        await screen.press("U", "B")
        assert screen.listed == []
        assert "No bookmarks yet" in screen.words_of("#headlines")


async def test_all_read_marks_only_what_is_listed(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("A")
        assert screen.said[-1] == "12 articles marked read. z takes it back"
        unread = [a for a in screen.session.corpus.articles if not screen.session.marks.is_read(a)]
        assert len(unread) == 14
        assert not any(article.headline in screen.listed for article in unread)
        await screen.press("A")
        assert screen.said[-1] == "All here is read already"


async def test_nothing_unread_says_so(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("U", "A", "B", "U")
        assert "Everything is read." in screen.words_of("#headlines")
        await screen.press("enter", "m", "b", "space", "j", "k", "g", "G", "A")
        assert screen.reader.article is None


async def test_a_mark_of_another_reader_shows_up(open_app: OpenApp) -> None:
    async with open_app() as screen, open_app() as other:
        await other.press("m", "b")
        assert not screen.is_read()
        screen.reader.look()  # what happens every two seconds
        await screen.settle()
        assert screen.is_read()
        assert screen.is_bookmarked()
        assert "Unread 25 Bookmarks 1" in screen.words_of("#dates")
        assert "★ bookmarked" in screen.words_of("#article")


async def test_two_readers_lose_nothing_of_each_other(open_app: OpenApp) -> None:
    async with open_app() as screen, open_app() as other:
        await screen.press("m")
        await other.press("j", "m", "j", "b")
        await screen.press("j", "j", "j", "m")
        with Store.open(locations.state_db()) as store:
            read, kept = store.marked(Mark.READ), store.marked(Mark.BOOKMARK)
        listed = screen.headlines.articles
        assert [not read.isdisjoint(each.keys) for each in listed[:5]] == [True, True, False, True, False]
        assert [not kept.isdisjoint(each.keys) for each in listed[:4]] == [False, False, True, False]


async def test_a_mark_that_waits_to_be_saved_outlasts_a_look_at_another_readers(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careader.sitting.saved_state._WAIT", 0.05)
    async with open_app() as screen:
        with Store.open(locations.state_db()) as other:
            other._db.execute("BEGIN IMMEDIATE")
            await screen.press("b")
            other._db.execute("ROLLBACK")
            other.set_mark(Mark.READ, screen.article.keys, on=True)
        screen.reader.look()
        assert screen.is_read()
        assert screen.is_bookmarked()


async def test_a_state_that_cannot_be_written_is_said_at_once_and_marks_still_show(
    open_app: OpenApp,
) -> None:
    locations.state_db().parent.mkdir(parents=True)
    locations.state_db().mkdir()
    async with open_app() as screen:
        (said,) = screen.said
        assert said.startswith("Marks are not being saved. ")
        assert "state.db" in said
        assert "⚠ marks are not being saved" in screen.title
        await screen.press("b", "enter")
        assert screen.is_read()
        assert screen.is_bookmarked()
        assert "★ bookmarked" in screen.words_of("#article")
        await screen.press("z", "z", "q")
    assert screen.app.return_code == 0


async def test_a_state_that_breaks_while_reading_is_said_and_reading_goes_on(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("m")
        screen.session.state.store.close()
        await screen.press("j", "b")
        assert sum(line.startswith("Marks are not being saved. ") for line in screen.said) == 1
        assert "⚠ marks are not being saved" in screen.title
        assert screen.is_bookmarked()
        await screen.press("enter", "space", "z", "j", "f")
        await screen.write("lake")
        await screen.press("enter")
        assert screen.article.headline == BALKHASH


async def test_an_index_that_cannot_be_read_for_a_moment_is_said(open_app: OpenApp) -> None:
    async with open_app() as screen:
        database = screen.session.corpus.database
        database.set_progress_handler(lambda: 1, 1)  # ends whatever is asked, as a disk that fails does
        assert screen.session.corpus.dates == []
        screen.reader.look()
        screen.reader.look()
        await screen.settle()
        assert sum("cannot be read just now" in line for line in screen.said) == 1
        assert "⚠ the index cannot be read" in screen.title
        database.set_progress_handler(None, 1)
        screen.session.corpus.renew()
        screen.reader.look()
        await screen.settle()
        assert "cannot be read" not in screen.title


async def test_a_mark_that_could_not_be_saved_is_saved_with_the_next_that_can(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careader.sitting.saved_state._WAIT", 0.05)
    async with open_app() as screen:
        with Store.open(locations.state_db()) as other:
            other._db.execute("BEGIN IMMEDIATE")
            await screen.press("b")
            assert screen.said
            other._db.execute("ROLLBACK")
            assert not other.marked(Mark.BOOKMARK)
            await screen.press("m")
            assert other.marked(Mark.BOOKMARK) >= set(screen.article.keys)
            assert other.marked(Mark.READ) >= set(screen.article.keys)
        assert "not being saved" not in screen.title


async def test_undo_reaches_over_a_restart_and_takes_each_step_back_once(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("b", "A", "q")
    async with open_app() as screen:
        assert (marked(screen, Mark.READ), marked(screen, Mark.BOOKMARK)) == (12, 1)
        await screen.press("z")
        assert screen.said[-1] == "Undone: 12 articles read"
        assert (marked(screen, Mark.READ), marked(screen, Mark.BOOKMARK)) == (0, 1)
        await screen.press("q")
    async with open_app() as screen:
        await screen.press("z", "z")
        assert marked(screen, Mark.BOOKMARK) == 0
        assert screen.said[-1] == "Nothing to undo"


async def test_what_undo_brings_back_into_the_shown_list_is_listed(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("b", "U", "A", "q")
    async with open_app() as screen:
        assert screen.section == "Unread"
        (shown,) = screen.listed
        await screen.press("z")
        assert len(screen.listed) == 26
        assert screen.listed[screen.headlines.cursor or 0] == shown
        await screen.press("B", "b", "q")
    async with open_app() as screen:
        assert (screen.section, screen.listed) == ("Bookmarks", [])
        await screen.press("z")
        assert len(screen.listed) == 1


async def test_what_another_reader_took_back_is_not_taken_back_again(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("b", "j", "m")
        with Store.open(locations.state_db()) as other:
            ((_, _), (number, _)) = other.steps.of(screen.session.choice.id)
            other.steps.remove(number)
        await screen.press("z")
        assert screen.said[-1].startswith("Undone: bookmark: ")
        assert marked(screen, Mark.READ) == 1


async def test_a_state_file_that_was_replaced_still_undoes(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("b", "m")
        for file in locations.data().glob("state.db*"):
            file.unlink()
        screen.reader.look()
        await screen.press("z", "z")
        assert (marked(screen, Mark.READ), marked(screen, Mark.BOOKMARK)) == (0, 0)
        with Store.open(locations.state_db()) as store:
            assert store.steps.of(screen.session.choice.id) == []


async def test_z_takes_a_note_back_also_after_a_restart(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("e")
        await screen.write("first")
        await screen.press("ctrl+s", "e")
        await screen.write(" second")
        await screen.press("ctrl+s", "q")
    async with open_app() as screen:
        assert "✎ first second" in screen.words_of("#article")
        await screen.press("z")
        assert screen.said[-1].startswith("Undone: note changed: ")
        assert screen.session.notes.of(screen.article) == "first"
        assert "second" not in screen.words_of("#article")
        await screen.press("z")
        assert not screen.session.notes.has(screen.article)
        assert "✎" not in screen.words_of("#headlines")


async def test_a_note_that_another_reader_changed_is_not_overwritten(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("e")
        await screen.write("mine")
        await screen.press("ctrl+s")
        with Store.open(locations.state_db()) as other:
            other.set_note(screen.article.keys, "theirs")
        await screen.press("z")
        assert screen.said[-1] == "Not undone: the note was changed since, and stays as it is"
        assert screen.session.notes.of(screen.article) == "theirs"


async def test_a_note_that_was_dropped_comes_back(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("e")
        await screen.write("half a thought")
        await screen.press("escape", "escape")
        assert not screen.session.notes.has(screen.article)
        await screen.press("z")
        assert screen.session.notes.of(screen.article) == "half a thought"
