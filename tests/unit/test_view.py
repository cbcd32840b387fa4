"""Views: what a screen is told, in which rows, and when it is told to take everything anew."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from models.board.board import Board
from models.board.case_filter import CaseFilter
from models.board.ops import Insert, Move, Op, Remove, Reset, Update
from models.board.orders import SORT_KEYS, Order
from models.board.view import CaseView
from models.domain.case import Case, Urgency, urgency_key
from models.domain.instant import HOUR, MINUTE
from tests.helpers.records import T0, make_case


def case(case_id: str, due: int | None = 600, version: int = 1, **changes: object) -> Case:
    """A case due so many minutes after T0."""
    deadline = None if due is None else T0 + due * MINUTE
    return make_case(id=case_id, version=version, deadline_at=deadline, changed_at=T0 + version, **changes)


def board_of(*cases: Case) -> Board:
    board = Board(T0)
    board.load(cases)
    return board


def play(rows: list[str], ops: Iterable[Op], view: CaseView) -> None:
    for op in ops:
        match op:
            case Insert(row, case_id):
                rows.insert(row, case_id)
            case Remove(row, case_id):
                assert rows.pop(row) == case_id
            case Move(source, target, case_id):
                assert rows.pop(source) == case_id
                rows.insert(target, case_id)
            case Update(row, case_id):
                assert rows[row] == case_id
            case Reset():
                rows[:] = view.rows()


def test_that_a_new_case_is_inserted_at_its_row() -> None:
    board = board_of(case("a", 10), case("c", 30))
    view = CaseView(board)
    assert view.apply(board.apply([case("b", 20)])) == [Insert(1, "b")]
    assert (len(view), view.row_of("b"), view.id_at(1), "b" in view) == (3, 1, "b", True)


def test_that_a_closed_case_is_removed_from_its_row() -> None:
    board = board_of(case("a", 10), case("b", 20))
    view = CaseView(board)
    assert view.apply(board.apply([case("b", 20, 2, state="closed")])) == [Remove(1, "b")]
    assert (view.row_of("b"), "b" in view) == (-1, False)


def test_that_a_changed_deadline_moves_the_row_counting_without_it() -> None:
    board = board_of(case("a", 10), case("b", 20), case("c", 30), case("d", 40))
    view = CaseView(board)
    assert view.apply(board.apply([case("a", 35, 2)])) == [Move(0, 2, "a")]
    assert view.rows() == ["b", "c", "a", "d"]
    assert view.apply(board.apply([case("d", 1, 2)])) == [Move(3, 0, "d")]
    assert view.rows() == ["d", "b", "c", "a"]


def test_that_a_change_that_keeps_the_row_is_an_update() -> None:
    board = board_of(case("a", 10), case("b", 20), case("c", 30))
    view = CaseView(board)
    assert view.apply(board.apply([case("b", 20, 2, title="new")])) == [Update(1, "b")]
    assert view.apply(board.apply([case("b", 25, 3)])) == [Update(1, "b")]


def test_that_passing_time_updates_rows_but_never_moves_them() -> None:
    board = board_of(case("a", 10), case("b", 400))
    view = CaseView(board)
    assert view.apply(board.advance(T0 + HOUR)) == [Update(0, "a")]
    assert view.rows() == ["a", "b"]


def test_that_passing_time_moves_cases_between_lists_of_one_urgency() -> None:
    board = board_of(case("a", 10), case("b", 400))
    soon = CaseView(board, CaseFilter(urgencies=frozenset({Urgency.DUE_SOON})))
    late = CaseView(board, CaseFilter(urgencies=frozenset({Urgency.OVERDUE})))
    diff = board.advance(T0 + 10 * MINUTE + 1)
    assert (soon.apply(diff), late.apply(diff)) == ([Remove(0, "a")], [Insert(0, "a")])
    diff = board.advance(T0)
    assert (soon.apply(diff), late.apply(diff)) == ([Insert(0, "a")], [Remove(0, "a")])


def test_that_a_case_which_no_longer_passes_leaves_and_comes_back() -> None:
    board = board_of(case("a", department_code="A"))
    view = CaseView(board, CaseFilter(departments=frozenset({"A"})))
    assert view.apply(board.apply([case("a", version=2, department_code="B")])) == [Remove(0, "a")]
    assert view.apply(board.apply([case("a", version=3, department_code="B")])) == []
    assert view.apply(board.apply([case("a", version=4, department_code="A")])) == [Insert(0, "a")]


def test_that_a_difference_told_twice_or_late_does_no_harm() -> None:
    board = board_of(case("a", 10), case("b", 20))
    view = CaseView(board)
    first, second = board.apply([case("a", 30, 2)]), board.apply([case("c", 5)], ["b"])
    assert view.apply(second) == [Remove(1, "b"), Insert(0, "c")]
    assert view.apply(first) == [Update(1, "a")]
    assert view.apply(second) == [Update(0, "c")]


def test_that_more_than_five_hundred_operations_are_one_reset() -> None:
    board = board_of(case("first"))
    view = CaseView(board)
    assert len(view.apply(board.apply([case(f"n{number}") for number in range(500)]))) == 500
    assert view.apply(board.apply([case(f"m{number}") for number in range(501)])) == [Reset()]
    assert len(view) == 1_002
    assert view.rows() == [c.id for c in sorted(board, key=urgency_key)]


def test_that_a_large_difference_elsewhere_disturbs_no_small_list() -> None:
    board = board_of(case("mine", holder_code="duty"))
    view = CaseView(board, CaseFilter(holders=frozenset({"duty"})))
    many = [case(f"n{number}") for number in range(700)]
    assert view.apply(board.apply([*many, case("other", 5, holder_code="duty")])) == [Insert(0, "other")]


def test_that_a_filter_that_changes_few_rows_is_told_as_rows() -> None:
    board = board_of(*(case(f"c{number}", number, department_code="AB"[number % 2]) for number in range(6)))
    view = CaseView(board)
    rows = view.rows()
    ops = view.set_filter(CaseFilter(departments=frozenset({"A"})))
    assert [type(op) for op in ops] == [Remove] * 3
    play(rows, ops, view)
    assert rows == view.rows() == ["c0", "c2", "c4"]
    ops = view.set_filter(CaseFilter(departments=frozenset({"B"})))
    play(rows, ops, view)
    assert rows == view.rows() == ["c1", "c3", "c5"]
    assert view.set_filter(view.filter) == []


@pytest.mark.parametrize("count", [501, 10_001])
def test_that_a_filter_that_changes_many_rows_is_a_reset(count: int) -> None:
    board = board_of(*(case(f"c{number}", holder_code="x") for number in range(count)))
    view = CaseView(board)
    assert view.set_filter(CaseFilter(holders=frozenset({"x"}))) == ([] if count <= 10_000 else [Reset()])
    assert view.set_filter(CaseFilter(holders=frozenset({"y"}))) == [Reset()]
    assert view.rows() == []


def test_that_another_order_is_a_reset_and_the_same_order_nothing() -> None:
    board = board_of(case("a", 10, opened_at=T0), case("b", 20, opened_at=T0 + 1))
    view = CaseView(board)
    assert view.set_order(Order.URGENCY) == []
    assert view.set_order(Order.NEWEST) == [Reset()]
    assert (view.order, view.rows()) == (Order.NEWEST, ["b", "a"])
    assert view.apply(board.apply([case("b", 20, 2, opened_at=T0 - 1)])) == [Move(0, 1, "b")]


def test_that_rows_outside_the_list_are_errors() -> None:
    for view in (CaseView(board_of()), CaseView(board_of(case("a")))):
        for row in (-1, len(view)):
            with pytest.raises(IndexError):
                view.id_at(row)


def test_that_a_large_board_replays_to_a_fresh_sort_through_random_deltas() -> None:
    rng = random.Random(7)
    board = board_of(*(random_case(rng, number, 1) for number in range(3_000)))
    views = [CaseView(board), CaseView(board, CaseFilter(departments=frozenset({"A"})), Order.CATEGORY)]
    lists = [view.rows() for view in views]
    for version in range(2, 70):
        upserts = [random_case(rng, rng.randrange(3_300), version) for _ in range(rng.choice([1, 30, 30, 600]))]
        diffs = [board.apply(upserts), board.advance(board.now + rng.randrange(-5, 10) * MINUTE)]
        for view, rows in zip(views, lists, strict=True):
            for diff in diffs:
                play(rows, view.apply(diff), view)
            assert rows == view.rows()
    for view, rows in zip(views, lists, strict=True):
        found = [c for c in board if not view.filter.departments or c.department_code == "A"]
        assert rows == [c.id for c in sorted(found, key=SORT_KEYS[view.order])]


def random_case(rng: random.Random, number: int, version: int) -> Case:
    return case(
        f"c{number}", rng.choice([None, rng.randrange(-300, 900)]), version,
        state=rng.choice(["filed", "filed", "filed", "closed"]), severity=rng.choice(["general"] * 20 + ["major"]),
        department_code=rng.choice("ABC"), category_code=rng.choice("klm"), opened_at=T0 - rng.randrange(10**9),
    )  # fmt: skip
