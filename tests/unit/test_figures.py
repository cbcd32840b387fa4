"""What figures mean."""

from __future__ import annotations

from models.domain.case import Case
from models.domain.figures import GROUPS, MEASURES, MISSING, Figures, GroupFigures, figures_of, has_position
from models.domain.instant import HOUR, MINUTE
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


def test_that_a_case_is_overdue_past_its_deadline_and_due_soon_up_to_two_hours_before() -> None:
    figures = figures_of(CASES, T0)
    assert figures == Figures(
        at=T0, open=5, overdue=1, due_soon=2, closed=None, closed_late=None,
        without_position=3, without_category=4, without_deadline=1,
        by_platform={"P": GroupFigures(3, 1, 1), "Q": GroupFigures(1, 0, 1), MISSING: GroupFigures(1, 0, 0)},
        by_department={"A": GroupFigures(2, 1, 1), "B": GroupFigures(1, 0, 1), MISSING: GroupFigures(2, 0, 0)},
        by_community={"330102018001": GroupFigures(1, 0, 0), MISSING: GroupFigures(4, 1, 2)},
        by_grid={"330102018001001": GroupFigures(1, 0, 1), MISSING: GroupFigures(4, 1, 1)},
    )  # fmt: skip


def test_that_groups_add_up_to_the_whole() -> None:
    figures = figures_of(CASES, T0)
    for name in GROUPS:
        total = sum(getattr(figures, name).values(), GroupFigures())
        assert (total.open, total.overdue, total.due_soon) == (figures.open, figures.overdue, figures.due_soon)


def test_that_every_measure_is_a_field_of_the_figures() -> None:
    assert {"at", *MEASURES, *GROUPS} == set(Figures.__slots__)


def test_that_half_a_position_is_none() -> None:
    assert [has_position(c) for c in CASES] == [True, False, True, False, False]


def test_that_due_soon_can_be_another_span() -> None:
    assert figures_of(CASES, T0, HOUR).due_soon == 1
