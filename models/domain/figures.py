"""What the figures of open and closed cases mean; one definition for the board and for SQL.

Source: the field's words for figures. *Open* is any state in which somebody must still act;
*overdue* is open and past its effective deadline; *due soon* is open, not overdue and at most
`DUE_SOON` of wall time from it. Both look at `deadline_at`. All `without_*` figures count open cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.domain.case import DUE_SOON, Case, Urgency, urgency
from models.domain.instant import Instant, Span

MISSING = "—"
"""Stands for "no code" wherever cases are grouped or filtered by code."""

GROUP_MEASURES: tuple[str, ...] = ("open", "overdue", "due_soon")
"""What every group is counted by."""

MEASURES: tuple[str, ...] = (
    *GROUP_MEASURES, "closed", "closed_late", "without_position", "without_category", "without_deadline",
    "self_handled",
)  # fmt: skip
"""What the whole is counted by."""

GROUPS: Mapping[str, str] = {
    "by_platform": "platform_code",
    "by_department": "department_code",
    "by_community": "community_code",
    "by_grid": "grid_code",
}
"""The groupings, each with the field of the case that it goes by."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Open cases of one group, and how many of them are overdue and due soon."""

    open: int = 0
    overdue: int = 0
    due_soon: int = 0

    def __add__(self, other: GroupFigures) -> GroupFigures:
        return GroupFigures(self.open + other.open, self.overdue + other.overdue, self.due_soon + other.due_soon)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts as known at `at`. Groups are keyed by code (`MISSING` for none); empty groups are absent.

    `closed`, `closed_late` and `self_handled` are None where only open cases are known (the board);
    `closed` leaves out the `self_handled` ones (自行处置), which are counted apart.
    """

    at: Instant
    open: int
    overdue: int
    due_soon: int
    closed: int | None
    closed_late: int | None
    without_position: int
    without_category: int
    without_deadline: int
    by_platform: Mapping[str, GroupFigures]
    by_department: Mapping[str, GroupFigures]
    by_community: Mapping[str, GroupFigures]
    by_grid: Mapping[str, GroupFigures]
    self_handled: int | None = None


def has_position(case: Case) -> bool:
    """Whether the case can be put on the map."""
    return case.lon is not None and case.lat is not None


def figures_of(open_cases: Iterable[Case], at: Instant, due_soon: Span = DUE_SOON) -> Figures:
    """Counts the given open cases one by one: the definition that every other way of counting must equal."""
    total = GroupFigures()
    without = dict.fromkeys(("position", "category", "deadline"), 0)
    groups: dict[str, dict[str, GroupFigures]] = {name: {} for name in GROUPS}
    for case in open_cases:
        now = urgency(case.deadline_at, at, due_soon)
        one = GroupFigures(1, int(now is Urgency.OVERDUE), int(now is Urgency.DUE_SOON))
        total += one
        without["position"] += not has_position(case)
        without["category"] += case.category_code is None
        without["deadline"] += case.deadline_at is None
        for name, field in GROUPS.items():
            code = getattr(case, field)
            key = MISSING if code is None else code
            groups[name][key] = groups[name].get(key, GroupFigures()) + one
    by_platform, by_department, by_community, by_grid = (dict(sorted(found.items())) for found in groups.values())
    return Figures(
        at, total.open, total.overdue, total.due_soon, None, None,
        without["position"], without["category"], without["deadline"],
        by_platform, by_department, by_community, by_grid,
    )  # fmt: skip
