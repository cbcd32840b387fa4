"""Figures of the domain alone: every count really counts."""

from __future__ import annotations

from models.domain.figures import GROUP_MEASURES, GROUPS, MEASURES, MISSING, GroupFigures, figures_of
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
