"""Figures of the domain alone: every count really counts."""

from __future__ import annotations

from models.domain.figures import (
    GROUP_MEASURES,
    GROUPS,
    MEASURES,
    MISSING,
    Figures,
    GroupFigures,
    figures_of,
    has_position,
)
from models.domain.instant import HOUR
from tests.helpers.records import T0, make_case


def test_that_each_figure_goes_up_with_every_case_it_counts() -> None:
    bare = make_case(deadline_at=None, category_code=None, lon=None, lat=30.0)
    late, soon = make_case(deadline_at=T0 - 1), make_case(deadline_at=T0 + HOUR)
    for number in range(1, 4):
        figures = figures_of([bare] * number + [late, soon] * number, T0)
        assert (figures.open, figures.overdue, figures.due_soon) == (3 * number, number, number)
        assert (figures.without_position, figures.without_category, figures.without_deadline) == (
            3 * number, 3 * number, number,
        )  # fmt: skip
        assert figures.by_grid == {MISSING: GroupFigures(3 * number, number, number)}


def test_that_groups_come_in_the_order_of_their_codes() -> None:
    figures = figures_of([make_case(platform_code=code, deadline_at=None) for code in ("b", None, "a", "b")], T0)
    assert list(figures.by_platform.items()) == [
        ("a", GroupFigures(1)), ("b", GroupFigures(2)), (MISSING, GroupFigures(1)),
    ]  # fmt: skip


def test_that_measures_and_groups_keep_their_names() -> None:
    assert GROUP_MEASURES == ("open", "overdue", "due_soon")
    assert MEASURES == (
        "open", "overdue", "due_soon", "closed", "closed_late", "without_position", "without_category",
        "without_deadline", "self_handled",
    )  # fmt: skip
    assert GROUPS == {
        "by_platform": "platform_code", "by_department": "department_code", "by_community": "community_code",
        "by_grid": "grid_code",
    }  # fmt: skip
    assert MISSING == "—"


def test_that_the_figures_are_these_field_by_field() -> None:
    case = make_case(
        deadline_at=T0 + 2, platform_code="p", department_code="d", community_code="k", grid_code="g", lon=120.0,
        lat=30.0, category_code="c",
    )  # fmt: skip
    one, calm = GroupFigures(1, 0, 1), GroupFigures(1, 0, 0)
    assert figures_of([case], T0, 2) == Figures(
        T0, 1, 0, 1, None, None, 0, 0, 0, {"p": one}, {"d": one}, {"k": one}, {"g": one}, None
    )
    assert figures_of([case], T0, 1).by_grid == {"g": calm}


def test_that_a_position_needs_both_coordinates() -> None:
    positions = [(120.0, 30.0), (0.0, 0.0), (None, 30.0), (120.0, None), (None, None)]
    assert [has_position(make_case(lon=lon, lat=lat)) for lon, lat in positions] == [True, True, False, False, False]
