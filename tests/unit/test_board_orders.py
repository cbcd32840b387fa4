"""Orders of lists."""

from __future__ import annotations

import random

import pytest

from models.board.board import Board
from models.board.orders import SORT_KEYS, Order, parse_order
from models.board.view import CaseView
from models.domain.case import Case
from models.domain.errors import BadInput
from models.domain.instant import MINUTE
from tests.helpers.records import T0, make_case


def case(case_id: str, due: int | None = 600, version: int = 1, **changes: object) -> Case:
    """A case due so many minutes after T0."""
    deadline = None if due is None else T0 + due * MINUTE
    return make_case(id=case_id, version=version, deadline_at=deadline, changed_at=T0 + version, **changes)


def board_of(*cases: Case) -> Board:
    board = Board(T0)
    board.load(cases)
    return board


def test_that_the_urgency_order_is_alarms_then_deadlines_then_age_then_id() -> None:
    board = board_of(
        case("late", -30), case("soon", 30), case("old", None, opened_at=T0 - 5), case("new", None, opened_at=T0),
        case("b", 90), case("a", 90), case("alarm", None, severity="major"),
        case("seen", 31, severity="critical", acknowledged_at=T0), case("worse", 10, severity="critical"),
    )  # fmt: skip
    assert CaseView(board).rows() == ["worse", "alarm", "late", "soon", "seen", "a", "b", "old", "new"]


@pytest.mark.parametrize("order", list(Order))
def test_that_array_sort_and_key_sort_agree_with_many_ties(order: Order) -> None:
    rng = random.Random(5)
    codes = [None, "", "A", "B"]
    cases = [
        case(
            f"{rng.randrange(10**6)}", rng.choice([None, 1, 2, -3]), opened_at=T0 + rng.randrange(3),
            severity=rng.choice(["general", "major"]), number=f"T-{rng.randrange(9)}",
            department_code=rng.choice(codes), category_code=rng.choice(codes),
        )
        for _ in range(400)
    ]  # fmt: skip
    board = board_of(*cases)
    assert CaseView(board, order=order).rows() == [c.id for c in sorted(board, key=SORT_KEYS[order])]


def test_that_an_order_is_read_by_its_key() -> None:
    assert parse_order("newest") is Order.NEWEST
    with pytest.raises(BadInput, match="order_unknown") as caught:
        parse_order("colour")
    assert caught.value.arguments["order"] == "colour"
    assert "urgency" in str(caught.value.arguments["allowed"])
