"""A new snapshot takes the place of a board."""

from __future__ import annotations

from models.board.board import Board
from models.board.orders import SORT_KEYS, Order
from models.board.timed import TimedCase
from models.board.view import CaseView
from models.domain.case import Case, Urgency
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


def test_that_a_snapshot_is_swapped_in_with_the_least_difference() -> None:
    board = board_of(case("same"), case("old"), case("gone"))
    same = board.get("same")
    view = CaseView(board)
    fresh = board_of(case("same"), case("old", 2), case("new"))
    diff = board.replace(fresh)
    assert (diff.inserted, diff.updated, diff.removed) == (
        (case("new"),), ((case("old"), case("old", 2)),), (case("gone"),),
    )  # fmt: skip
    assert len(view.apply(diff)) == 3
    assert view.rows() == [c.id for c in sorted(board, key=SORT_KEYS[Order.URGENCY])]
    assert board.get("same") == same


def test_that_shared_records_are_held_once_after_a_swap() -> None:
    records = [case(f"c{number}") for number in range(600)]
    board = board_of(*records)
    fresh = board_of(*(case(f"c{number}") for number in range(1, 602)))
    fresh.apply([], ["c601"])
    ticks = iter(range(0, 10**9, 5_000_000))
    assert list(board.share_with(fresh, monotonic=lambda: next(ticks))) == [None, None]
    diff = board.replace(fresh)
    assert [c.id for c in diff.removed] == ["c0"]
    assert [c.id for c in diff.inserted] == ["c600"]
    assert board.get("c7") is records[7]


def test_that_boards_of_the_past_keep_their_own_records() -> None:
    board = board_of(case())
    fresh = Board(T0)
    fresh.load([], [TimedCase(case(), None, T0 + 5)])
    assert list(board.share_with(fresh)) == []
    assert not board.replace(fresh)
    assert board.advance(T0 + 5).removed == (case(),)


def test_that_a_snapshot_shows_the_instant_of_the_board_it_replaces() -> None:
    board = board_of(case("a", due=60), case("b", due=None))
    board.advance(T0 + HOUR + 1)
    fresh = board_of(case("a", due=60), case("b", due=None))
    assert not board.replace(fresh)
    assert (board.now, board.urgency_of("a")) == (T0 + HOUR + 1, Urgency.OVERDUE)


def test_that_a_snapshot_with_another_due_soon_tells_whose_urgency_changed() -> None:
    board = board_of(case("a", due=90), case("b", due=90), case("c", due=30))
    fresh = Board(T0, HOUR)
    fresh.load([case("a", due=90), case("b", 2, due=90), case("c", due=30), case("d")])
    diff = board.replace(fresh)
    assert diff.urgency_changed == ("a",)
    assert board.due_soon == HOUR
