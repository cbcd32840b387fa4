"""The figures of an instant, counted by the database (and, for cases acted on since, from the log)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, not_, or_, select

from models.domain.case import CLOSED_STATES, DUE_SOON, Case, is_late
from models.domain.figures import GROUPS, MISSING, Figures, GroupFigures, figures_of
from models.domain.instant import Instant, Span
from models.queries import known
from models.queries.cases_at import breathe, open_now
from models.store.tables import incident

_COUNTED = ("open", "overdue", "due_soon", "without_position", "without_category", "without_deadline")
_NOTHING = GroupFigures()


def figures_sql(connection: Connection, at: Instant, due_soon: Span = DUE_SOON) -> Figures:
    """The figures as known at an instant, closed cases included.

    `closed` counts closed and assessed cases, those whose file does not say when included and those
    solved on the spot left out, which are `self_handled`;
    `closed_late` those handed in, or else closed, after their handling deadline, without those exempted on appeal.
    """
    total = dict.fromkeys(_COUNTED, 0)
    groups: dict[str, dict[str, GroupFigures]] = {name: {} for name in GROUPS}
    for row in connection.execute(_open_statement(at, due_soon)):
        codes, counts = row[: len(GROUPS)], row[len(GROUPS) :]
        for name, count in zip(_COUNTED, counts, strict=True):
            total[name] += count
        for name, code in zip(GROUPS, codes, strict=True):
            _add(groups[name], {MISSING if code is None else code: GroupFigures(*counts[:3])})
    closed, late, on_the_spot = connection.execute(_closed_statement(at)).one()
    rebuilt = [record.case for record in known.rebuilt_cases(connection, at, breathe)]
    of_log = figures_of((record for record in rebuilt if record.is_open), at, due_soon)
    for name in GROUPS:
        _add(groups[name], getattr(of_log, name))
    more, more_late, more_on_the_spot = _closed(rebuilt)
    by = {name: dict(sorted(found.items())) for name, found in groups.items()}
    return Figures(
        at=at,
        **{name: count + getattr(of_log, name) for name, count in total.items()},
        closed=closed + more,
        closed_late=late + more_late,
        by_platform=by["by_platform"],
        by_department=by["by_department"],
        by_community=by["by_community"],
        by_grid=by["by_grid"],
        self_handled=on_the_spot + more_on_the_spot,
    )


def _open_statement(at: Instant, due_soon: Span) -> Any:
    c = incident.c
    codes = [c[field] for field in GROUPS.values()]
    overdue = c.deadline_at < at
    soon = and_(c.deadline_at >= at, c.deadline_at <= at + due_soon)
    return (
        select(
            *codes, func.count(), _count(overdue), _count(soon), _count(c.lon.is_(None)),
            _count(c.category_code.is_(None)), _count(c.deadline_at.is_(None)),
        )
        .where(c.opened_at <= at, not_(known.acted_after(at)), or_(open_now(), c.ended_at > at))
        .group_by(*codes)
    )  # fmt: skip


def _closed_statement(at: Instant) -> Any:
    c = incident.c
    handled = c.self_handled == 0
    late = and_(handled, c.exempted == 0, c.due_at.is_not(None), func.coalesce(c.handled_at, c.ended_at) > c.due_at)
    return select(_count(handled), _count(late), _count(c.self_handled == 1)).where(
        c.opened_at <= at,
        not_(known.acted_after(at)),
        c.state.in_(sorted(CLOSED_STATES)),
        c.parent_id.is_(None),
        or_(c.ended_at.is_(None), c.ended_at <= at),
    )


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _closed(records: Iterable[Case]) -> tuple[int, int, int]:
    ended = [record for record in records if record.state in CLOSED_STATES and record.parent_id is None]
    handled = [record for record in ended if not record.self_handled]
    return len(handled), sum(is_late(record) and not record.exempted for record in handled), len(ended) - len(handled)


def _add(group: dict[str, GroupFigures], more: Mapping[str, GroupFigures]) -> None:
    for code, counts in more.items():
        group[code] = group.get(code, _NOTHING) + counts
