"""Differences: net changes, and who made them."""

from __future__ import annotations

from dataclasses import dataclass

from models.board.board import Board
from models.domain.case import Case
from models.domain.instant import MINUTE, Instant
from tests.helpers.records import T0, make_case


@dataclass(frozen=True)
class Who:
    actor: str
    console: str
    at: Instant
    command_id: str | None


def case(case_id: str = "c1", version: int = 1, due: int | None = 600, **changes: object) -> Case:
    """A case due so many minutes after T0."""
    deadline = None if due is None else T0 + due * MINUTE
    return make_case(id=case_id, version=version, deadline_at=deadline, changed_at=T0 + version, **changes)


def board_of(*cases: Case) -> Board:
    board = Board(T0)
    board.load(cases)
    return board


def test_that_coming_and_going_in_one_delta_is_no_difference() -> None:
    diff = Board(T0).apply([case()], ["c1"])
    assert not diff
    assert diff.ids() == []


def test_that_origins_are_told_for_what_changed_and_nothing_else() -> None:
    board = board_of(case("a"), case("b"))
    who = {case_id: Who("duty", "desk-1", T0, None) for case_id in ("a", "b", "c")}
    diff = board.apply([case("a", 2), case("b"), case("c")], ["b"], who)
    assert diff.origins == who
    assert board.apply([case("a", 3)], [], {"x": who["a"]}).origins == {}
