"""Cases that time alone brings and takes."""

from __future__ import annotations

from models.board.board import Board
from models.board.timed import TimedCase
from models.domain.case import Case
from models.domain.instant import HOUR, MINUTE
from tests.helpers.records import T0, make_case


def case(case_id: str = "c1", version: int = 1, due: int | None = 600, **changes: object) -> Case:
    """A case due so many minutes after T0."""
    deadline = None if due is None else T0 + due * MINUTE
    return make_case(id=case_id, version=version, deadline_at=deadline, changed_at=T0 + version, **changes)


def board_of(*cases: Case) -> Board:
    board = Board(T0)
    board.load(cases)
    return board


def test_that_a_timed_case_is_there_between_its_bounds_also_backwards() -> None:
    board = Board(T0)
    board.load([], [TimedCase(case(due=None), T0 + 10, T0 + 20)])
    assert len(board) == 0
    assert board.next_threshold() == T0 + 10
    assert board.advance(T0 + 10).inserted == (case(due=None),)
    assert not board.advance(T0 + 19)
    assert board.advance(T0 + 20).removed == (case(due=None),)
    assert board.next_threshold() is None
    assert board.advance(T0 + 15).inserted == (case(due=None),)
    assert board.advance(T0 + 9).removed == (case(due=None),)


def test_that_a_case_whose_end_is_not_after_its_beginning_never_appears() -> None:
    board = Board(T0)
    board.load([], [TimedCase(case(), T0 + 20, T0 + 20)])
    assert board.next_threshold() is None
    assert not board.advance(T0 + HOUR)


def test_that_bounds_of_a_loaded_case_win_over_its_plain_record() -> None:
    board = Board(T0)
    board.load([case("a"), case("b")], [TimedCase(case("a"), None, T0 + 5)])
    assert {c.id for c in board} == {"a", "b"}
    assert board.advance(T0 + 5).removed == (case("a"),)


def test_that_a_known_version_with_another_end_is_news() -> None:
    board = board_of(case())
    assert not board.apply([], timed=[TimedCase(case(), None, T0 + 5)])
    assert board.advance(T0 + 5).removed == (case(),)
    assert board.apply([case()], timed=[TimedCase(case(), None, T0 + 50)]).inserted == (case(),)
    assert not board.apply([case()], timed=[TimedCase(case(), None, T0 + 50)])
    assert board.advance(T0 + 50).removed == (case(),)
