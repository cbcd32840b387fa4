"""The arithmetic that keeps the user's place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from widgets.case_list_anchor import Held, hold, visible_rows
from widgets.case_list_row import ROW_HEIGHT


def test_nothing_is_held_in_an_empty_list_or_at_the_top_without_selection() -> None:
    assert hold(0, 600, 0, -1) is None
    assert hold(0, 600, 50, -1) is None


def test_the_selected_row_is_held_while_it_is_in_view() -> None:
    assert hold(0, 600, 50, 3) == Held(3, 180)
    assert hold(600, 600, 50, 10) == Held(10, 0)
    assert hold(630, 600, 50, 10) == Held(10, -30)
    assert hold(660, 600, 50, 10) == Held(11, 0)
    assert hold(0, 600, 50, 10) is None


def test_the_topmost_row_is_held_otherwise() -> None:
    assert hold(630, 600, 50, -1) == Held(10, -30)
    assert hold(630, 600, 50, 40) == Held(10, -30)
    assert Held(10, -30).scroll() == 630


def test_visible_rows_are_those_with_at_least_a_line_in_view() -> None:
    assert visible_rows(0, 600, 50) == range(0, 10)
    assert visible_rows(1, 600, 50) == range(0, 11)
    assert visible_rows(59, 600, 50) == range(0, 11)
    assert visible_rows(60, 600, 50) == range(1, 11)
    assert visible_rows(0, 600, 4) == range(0, 4)
    assert list(visible_rows(6_000, 600, 4)) == []
    assert list(visible_rows(0, 0, 4)) == [0]


def test_a_held_row_that_leaves_is_replaced_by_its_successor() -> None:
    assert Held(5, 7).after_remove(4, 6) == Held(4, 7)
    assert Held(5, 7).after_remove(6, 8) == Held(5, 7)
    assert Held(5, 7).after_remove(0, 4) == Held(0, 7)


@given(
    rows=st.integers(2, 30),
    data=st.data(),
)
def test_moves_are_counted_as_qt_counts_them(rows: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, rows - 1))
    last = data.draw(st.integers(first, rows - 1))
    destination = data.draw(st.integers(0, rows).filter(lambda row: row < first or row > last + 1) | st.just(-1))
    held = data.draw(st.integers(0, rows - 1).filter(lambda row: not first <= row <= last) | st.just(-1))
    if destination < 0 or held < 0:
        return
    before = list(range(rows))
    block = before[first : last + 1]
    rest = before[:first] + before[last + 1 :]
    at = destination - len(block) if destination > last else destination
    after = rest[:at] + block + rest[at:]
    assert after[Held(held, 0).after_move(first, last, destination).row] == held


@given(rows=st.integers(1, 30), held=st.integers(0, 29), first=st.integers(0, 30), count=st.integers(1, 5))
def test_inserts_shift_what_lies_behind_them(rows: int, held: int, first: int, count: int) -> None:
    held, first = min(held, rows - 1), min(first, rows)
    after = [*range(first), *[-1] * count, *range(first, rows)]
    assert after[Held(held, 0).after_insert(first, first + count - 1).row] == held
    assert Held(held, 5).scroll() == held * ROW_HEIGHT - 5
