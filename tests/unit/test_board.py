"""The board: newest version wins, time moves cases, large deltas come in slices."""

from __future__ import annotations

import pytest

from models.board.board import Board
from models.board.diff import BoardDiff, Removal
from models.domain.case import DUE_SOON, Case, Urgency
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


def test_that_a_newer_version_replaces_and_tells_old_and_new() -> None:
    board = board_of(case())
    newer = case(version=2, title="井盖缺失")
    assert board.apply([newer]) == BoardDiff(updated=((case(), newer),))
    assert board.get("c1") is newer


@pytest.mark.parametrize("version", [1, 2])
def test_that_what_is_not_newer_changes_nothing(version: int) -> None:
    board = board_of(case(version=2))
    assert not board.apply([case(version=version, title="other")])
    assert board.get("c1") == case(version=2)


def test_that_a_closed_case_leaves_and_late_news_does_not_bring_it_back() -> None:
    board = board_of(case())
    assert board.apply([case(version=3, state="closed")]).removed == (case(),)
    assert not board.apply([case(version=2)])
    assert "c1" not in board
    assert board.apply([case(version=4)]).inserted == (case(version=4),)


def test_that_a_removal_takes_whatever_is_there() -> None:
    board = board_of(case(version=5))
    assert board.apply([], ["c1"]).removed == (case(version=5),)
    assert not board.apply([case(version=5)])
    assert not board.apply([], ["c1", "never seen"])


def test_that_a_removal_with_a_version_spares_a_newer_record() -> None:
    board = board_of(case(version=5))
    assert not board.apply([], [Removal("c1", 4)])
    assert board.apply([], [Removal("c1", 5)]).removed == (case(version=5),)


def test_that_a_removal_known_before_the_record_keeps_it_out() -> None:
    board = Board(T0)
    assert not board.apply([], [Removal("c1", 3)])
    assert not board.apply([case(version=3)])
    assert board.apply([case(version=4)])


def test_that_time_alone_makes_a_case_due_soon_and_overdue() -> None:
    board = board_of(case(due=180))
    due = T0 + 180 * MINUTE
    assert board.urgency_of("c1") is Urgency.ON_TRACK
    assert board.next_threshold() == due - DUE_SOON
    assert not board.advance(due - DUE_SOON - 1)
    assert board.advance(due - DUE_SOON).urgency_changed == ("c1",)
    assert board.urgency_of("c1") is Urgency.DUE_SOON
    assert not board.advance(due)
    assert board.next_threshold() == due + 1
    assert board.advance(due + 1).urgency_changed == ("c1",)
    assert board.urgency_of("c1") is Urgency.OVERDUE
    assert board.next_threshold() is None
    assert board.now == due + 1


def test_that_an_empty_board_and_one_without_deadlines_wait_for_nothing() -> None:
    assert Board(T0).next_threshold() is None
    board = board_of(case(due=None))
    assert board.next_threshold() is None
    assert not board.advance(T0 + 10**15)
    assert board.urgency_of("c1") is Urgency.ON_TRACK
    assert board.urgency_of("unknown") is None


def test_that_a_clock_set_back_takes_urgency_back() -> None:
    board = board_of(case("late", due=10), case("soon", due=60), case("calm", due=600), case("none", due=None))
    board.advance(T0 + HOUR)
    assert set(board.advance(T0 - 2 * HOUR).urgency_changed) == {"late", "soon"}
    assert {board.urgency_of(case_id) for case_id in ("late", "soon", "calm", "none")} == {Urgency.ON_TRACK}
    assert board.next_threshold() == T0 + 10 * MINUTE - DUE_SOON


def test_that_loading_in_parts_keeps_the_newest_open_record() -> None:
    board = Board(T0)
    board.load([case("a", 1), case("a", 3), case("a", 2), case("b", 2, state="closed"), case("c")])
    board.load([case("a", 4), case("b", 1), case("c", 1, title="other"), case("d")])
    assert {(c.id, c.version) for c in board} == {("a", 4), ("c", 1), ("d", 1)}
    assert board.get("c") == case("c")
    assert board.figures.total.open == 3


def test_that_a_large_delta_comes_in_slices_with_time_between_them() -> None:
    board = board_of(*(case(f"c{number}") for number in range(50)))
    ticks = iter(range(0, 10**9, 3_000_000))
    upserts = [case(f"c{number}", 2) for number in range(100)]
    diffs = list(board.apply_sliced(upserts, ["c0"], monotonic=lambda: next(ticks)))
    assert [len(diff.ids()) for diff in diffs] == [32, 32, 32, 5]
    assert sum(len(diff.updated) for diff in diffs) == 50
    assert len(board) == 99


def test_that_a_delta_of_nothing_has_no_slices() -> None:
    assert list(Board(T0).apply_sliced([])) == []


def test_that_search_texts_are_made_in_parts() -> None:
    board = board_of(*(case(f"c{number}") for number in range(5)))
    assert [board.prepare_search(2) for _ in range(4)] == [False, False, True, True]
