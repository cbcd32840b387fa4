"""Counts behind filter chips."""

from __future__ import annotations

import pytest

from models.board.board import Board
from models.board.case_filter import ALL, CaseFilter
from models.board.counts import ChipCounts, chip_counts, count
from models.domain.case import Case
from models.domain.figures import MISSING, GroupFigures
from models.domain.instant import MINUTE
from tests.helpers.records import T0, make_case


def case(case_id: str, due: int | None, **changes: object) -> Case:
    return make_case(id=case_id, deadline_at=None if due is None else T0 + due * MINUTE, **changes)


CASES = [
    case("late", -1, platform_code="P", department_code="A", lon=120.0, lat=30.0),
    case("edge", 0, platform_code="P", department_code="B", grid_code="330102018001001", category_code="k"),
    case("soon", 120, platform_code="Q", department_code="A", holder_code="duty", lon=120.0, lat=30.0),
    case("calm", 121, community_code="330102018001", lon=120.0),
    case("none", None, platform_code="P", holder_code="duty"),
]


def board() -> Board:
    made = Board(T0)
    made.load(CASES)
    return made


def test_that_chips_count_all_overdue_due_soon_mine_and_every_platform() -> None:
    mine = CaseFilter(holders=frozenset({"duty"}))
    assert chip_counts(board(), mine) == ChipCounts(5, 1, 2, 2, {"P": 3, "Q": 1, MISSING: 1})


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ALL, GroupFigures(5, 1, 2)),
        (CaseFilter(departments=frozenset({"A", "B", "unknown"})), GroupFigures(3, 1, 2)),
        (CaseFilter(departments=frozenset({MISSING})), GroupFigures(2, 0, 0)),
        (CaseFilter(departments=frozenset({"A"}), urgencies=frozenset({"overdue"})), GroupFigures(1, 1, 0)),
        (CaseFilter(urgencies=frozenset({"due_soon", "on_track"})), GroupFigures(4, 0, 2)),
        (CaseFilter(text="占用"), GroupFigures(5, 1, 2)),
        (CaseFilter(text="nothing like it"), GroupFigures()),
    ],
)
def test_that_any_filter_is_counted(wanted: CaseFilter, expected: GroupFigures) -> None:
    assert count(board(), wanted) == expected
