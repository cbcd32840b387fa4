"""Slots and arrays behind a board."""

from __future__ import annotations

from models.board.board import Board
from models.domain.case import Case
from models.domain.instant import MINUTE
from tests.helpers.records import T0, make_case


def case(case_id: str = "c1", version: int = 1, due: int | None = 600, **changes: object) -> Case:
    """A case due so many minutes after T0."""
    deadline = None if due is None else T0 + due * MINUTE
    return make_case(id=case_id, version=version, deadline_at=deadline, changed_at=T0 + version, **changes)


def board_of(*cases: Case) -> Board:
    board = Board(T0)
    board.load(cases)
    return board


def test_that_slots_are_used_again() -> None:
    board = board_of(*(case(f"c{number}") for number in range(5)))
    for number in range(50):
        board.apply([case(f"n{number}")], [f"c{number}", f"n{number - 1}"])
    assert len(board.table) == 6
    assert {c.id for c in board} == {"n49"}
