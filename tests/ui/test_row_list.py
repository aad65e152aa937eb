"""The list that draws only the rows in sight."""

from collections.abc import Callable, Sequence

import pytest
from textual.app import App, ComposeResult

from careader.ui.view.line_view import StyledLine
from careader.ui.widgets.row_list import RowList

HEIGHT = 20
MANY = 100_000


class Numbers(RowList):
    """Rows of two lines that count how often they are drawn; every tenth of them cannot be selected."""

    def __init__(self, rows: int, heights: Sequence[int] | int) -> None:
        super().__init__(id="numbers")
        self.rows, self.heights = rows, heights
        self.drawn: list[int] = []

    def row_count(self) -> int:
        return self.rows

    def row_heights(self, width: int) -> Sequence[int] | int:
        del width
        return self.heights

    def selectable(self, row: int) -> bool:
        return row % 10 != 0

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        del width
        self.drawn.append(row)
        return [StyledLine(f"row {row}")]


class Host(App[None]):
    """Shows one list and keeps what it says."""

    def __init__(self, rows: int = MANY, heights: Sequence[int] | int = 2) -> None:
        super().__init__()
        self.numbers = Numbers(rows, heights)
        self.moved: list[int | None] = []
        self.opened: list[int | None] = []

    def compose(self) -> ComposeResult:
        yield self.numbers

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        self.moved.append(event.rows.cursor)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        self.opened.append(event.rows.cursor)


async def test_a_hundred_thousand_rows_draw_only_what_is_in_sight() -> None:
    app = Host()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.numbers.rows_changed(1)
        await pilot.pause()
        assert set(app.numbers.drawn) <= set(range(HEIGHT // 2 + 1))
        moves: list[tuple[Callable[[int], None], int]] = [
            (app.numbers.move, 1),
            (app.numbers.move_page, 1),
            (app.numbers.move_to_end, 1),
            (app.numbers.move_page, -1),
            (app.numbers.move_to_end, -1),
        ]
        for move, by in moves:
            app.numbers.drawn.clear()
            move(by)
            await pilot.pause()
            # What was in sight and what now is: a hundred thousand rows are not gone through.
            assert len(set(app.numbers.drawn)) <= 2 * HEIGHT
            assert app.numbers.cursor in app.numbers.drawn


async def test_what_was_drawn_and_has_not_changed_is_not_drawn_again() -> None:
    app = Host(100)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        numbers = app.numbers
        numbers.rows_changed(8)
        await pilot.pause()
        for row in (9, 11, 12):  # from row 10 on the list scrolls
            numbers.drawn.clear()
            before = numbers.cursor
            numbers.move(1)
            await pilot.pause()
            assert numbers.cursor == row
            assert set(numbers.drawn) <= {before, row, row - 1}
        numbers.drawn.clear()
        numbers.rows_changed(12)
        await pilot.pause()
        assert len(set(numbers.drawn)) >= HEIGHT // 2


async def test_a_resize_draws_each_row_in_sight_once() -> None:
    app = Host(100)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.numbers.rows_changed(8)
        await pilot.pause()
        app.numbers.drawn.clear()
        await pilot.resize_terminal(60, HEIGHT + 10)
        await pilot.pause()
        assert app.numbers.drawn == [*range(HEIGHT // 2 + 5)]


async def test_the_cursor_goes_to_both_ends_and_is_in_sight() -> None:
    app = Host()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        numbers = app.numbers
        numbers.rows_changed(1)
        numbers.move_to_end(1)
        await pilot.pause()
        assert numbers.cursor == MANY - 1
        assert numbers.scroll_offset.y == numbers.max_scroll_y
        assert numbers.line_count == 2 * MANY
        numbers.move_to_end(-1)
        await pilot.pause()
        assert numbers.cursor == 1
        assert numbers.scroll_offset.y == 0
        assert app.moved == [MANY - 1, 1]


@pytest.mark.parametrize("heights", [2, [1, 2, 3, 4] * 25])
async def test_every_row_can_be_come_by_and_is_seen_whole(heights: Sequence[int] | int) -> None:
    app = Host(100, heights)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        numbers = app.numbers
        numbers.rows_changed(1)
        seen = [1]
        for _ in range(200):
            numbers.move(1)
            await pilot._wait_for_screen()
            assert numbers.cursor is not None
            if numbers.cursor == seen[-1]:
                break
            seen.append(numbers.cursor)
        assert seen == [row for row in range(100) if row % 10]
        await pilot.pause()
        lines = range(numbers.scroll_offset.y, numbers.scroll_offset.y + HEIGHT)
        assert {numbers.row_of_line(y) for y in lines} >= {98, 99}


async def test_the_cursor_passes_over_rows_that_it_cannot_be_on() -> None:
    app = Host(30)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.numbers.rows_changed(9)
        app.numbers.move(1)
        assert app.numbers.cursor == 11
        app.numbers.move(-1)
        assert app.numbers.cursor == 9
        app.numbers.move(-1000)
        assert app.numbers.cursor == 1
        app.numbers.move(1000)
        assert app.numbers.cursor == 29
        await pilot.pause()


async def test_pages_forth_and_back_lead_back() -> None:
    app = Host(100)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.numbers.rows_changed(1)
        seen: list[int] = []
        for pages in (1, 1, 1, -1, -1, -1):
            app.numbers.move_page(pages)
            await pilot._wait_for_screen()
            seen.append(app.numbers.cursor or 0)
        assert seen == sorted(seen[:3]) + sorted(seen[3:], reverse=True)
        assert seen[-1] == 1


async def test_other_rows_come_without_a_message() -> None:
    app = Host(30)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.numbers.rows_changed(5)
        await pilot.pause()
        assert app.moved == []
        app.numbers.open()
        await pilot.pause()
        assert app.opened == [5]


async def test_an_empty_list_is_moved_and_opened_without_harm() -> None:
    app = Host(0)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.numbers.rows_changed(None)
        app.numbers.move(1)
        app.numbers.move_page(1)
        app.numbers.move_to_end(1)
        app.numbers.open()
        await pilot.click("#numbers", offset=(3, 3))
        await pilot.pause()
        assert app.numbers.cursor is None
        assert (app.moved, app.opened) == ([], [])
