"""What the steward must look at, found by indexes: the open cases on which one of its rules may be due."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, and_, case, func, select, text

from models.domain.case import HANDLING_STATES, OPEN_STATES, State
from models.domain.instant import DAY, Instant
from models.queries.cases_at import IDS_AT_ONCE, breathe, open_now
from models.steward.reminding import Reminders
from models.steward.rules import reminder_of
from models.steward.settings import StewardSettings
from models.steward.watched import COLUMNS, Watched
from models.store.rows import stream
from models.store.tables import case_log, change, command, incident
from models.store.tables_steward import IS_ALARMING, IS_RETURN, IS_SUSPENDED

K = TypeVar("K")

_c = incident.c
_COLUMNS = [_c[name] for name in COLUMNS]
# An imported case on which nobody has acted is history of another system: it is never acted on by rule.
# "+ 0" so that no planner takes the index of all acted cases, which is nearly all of them.
_ACTED = _c.logged + 0 == 1
_MINE = and_(open_now(), _ACTED)
_NOT_COUNTED = (State.VOID, State.DECLINED)


def watched_cases(
    connection: Connection, now: Instant, settings: StewardSettings, reminders: Reminders,
    pause: Callable[[], None] = breathe,
) -> list[Watched]:  # fmt: skip
    """The open cases on which a rule may be due at an instant, each once; none that one concerns is missing.

    What became overdue, was opened or sent back before the time looked at (`look_back`) is not looked for.
    """
    found: dict[str, Watched] = {}
    since = now - settings.look_back
    grace = max(settings.overdue or 0, settings.stage_overdue or 0)
    statements = [_suspended(now), _overdue(now, since - grace)]
    if settings.acknowledge is not None:
        statements.append(_alarming(now - settings.acknowledge))
    for statement in statements:
        found.update((one.id, one) for one in stream(connection, statement, _watched, pause, large=False))
    for one in stream(connection, _running(now), _watched, pause):
        if reminder_of(one, now, reminders) is not None:
            found[one.id] = one
    repeats = dict(_repeated(connection, now, settings))
    enough = settings.returned_times
    returned = () if enough is None else _returned(connection, enough, since)
    returns = {case_id: (times, at) for case_id, times, at in returned}
    missing = (repeats.keys() | returns.keys()) - found.keys()
    for ids in _chunks(missing):
        statement = select(*_COLUMNS).where(_MINE, _c.id.in_(ids))
        found.update((one.id, one) for one in stream(connection, statement, _watched, large=False))
    for case_id, count in repeats.items():
        found[case_id] = replace(found[case_id], repeats=count)
    for case_id, (times, at) in returns.items():
        if case_id in found:
            found[case_id] = replace(found[case_id], returns=times, returned_at=at)
    return list(found.values())


def outcomes_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The outcome of those of the commands that were decided."""
    found: dict[str, str] = {}
    for some in _chunks(ids):
        rows = connection.execute(select(command.c.id, command.c.outcome).where(command.c.id.in_(some)))
        found.update((row.id, row.outcome) for row in rows)
    return found


def reference_changed(connection: Connection, since: int) -> tuple[int, bool]:
    """The newest change, and whether any since an earlier one concerned anything but cases (settings, officers …)."""
    newest = connection.execute(select(func.max(change.c.seq))).scalar() or 0
    other = select(change.c.seq).where(change.c.seq > since, change.c.entity != "case").limit(1)
    return int(newest), connection.execute(other).first() is not None


def _suspended(now: Instant) -> Select[Any]:
    return select(*_COLUMNS).where(
        text(IS_SUSPENDED), _c.suspended_until <= now, _MINE, _c.state.in_(sorted(HANDLING_STATES))
    )


def _alarming(before: Instant) -> Select[Any]:
    return select(*_COLUMNS).where(text(IS_ALARMING), _ACTED, _c.supervised == 0, _c.opened_at <= before)


def _overdue(now: Instant, since: Instant) -> Select[Any]:
    return select(*_COLUMNS).where(_MINE, _c.supervised == 0, _c.deadline_at < now, _c.deadline_at > since)


def _running(now: Instant) -> Select[Any]:
    states = sorted({*HANDLING_STATES, State.FILED})
    return select(*_COLUMNS).where(_MINE, _c.deadline_at > now, _c.state.in_(states))


def _repeated(connection: Connection, now: Instant, settings: StewardSettings) -> Iterator[tuple[str, int]]:
    """The newest open case of every category that was found in one grid often enough, and how often."""
    times = settings.repeated_times
    if times is None:
        return
    mine = case((_MINE, _c.opened_at))
    groups = (
        select(_c.category_code, _c.grid_code, func.max(mine), func.count())
        .where(
            _c.opened_at > now - settings.repeated_days * DAY, _c.opened_at <= now, _c.category_code.is_not(None),
            _c.grid_code.is_not(None), _c.state.not_in(_NOT_COUNTED), _c.parent_id.is_(None),
        )
        .group_by(_c.category_code, _c.grid_code)
        .having(func.count() >= times, func.max(mine).is_not(None), func.max(_c.supervised) == 0)
    )  # fmt: skip
    counts = {(row[0], row[1], row[2]): row[3] for row in connection.execute(groups)}
    newest: dict[tuple[str, str, Instant], str] = {}
    for moments in _chunks({moment for _, _, moment in counts}):
        found = select(_c.category_code, _c.grid_code, _c.opened_at, _c.id).where(
            _c.opened_at.in_(moments), _ACTED, _c.state.in_(sorted(OPEN_STATES)), _c.parent_id.is_(None)
        )
        for category, grid, moment, case_id in connection.execute(found):
            key = (category, grid, moment)
            if key in counts:
                newest[key] = max(newest.get(key, ""), case_id)
    yield from ((case_id, counts[key]) for key, case_id in newest.items())


def _returned(connection: Connection, times: int, since: Instant) -> Iterator[tuple[str, int, Instant]]:
    """The cases sent back often enough, the last time since an instant: how often, when last."""
    c = case_log.c
    lately = connection.execute(select(c.case_id).where(text(IS_RETURN), c.occurred_at > since)).scalars()
    for ids in _chunks(set(lately)):
        counted = select(c.case_id, func.count(), func.max(c.occurred_at)).where(c.case_id.in_(ids), c.verb == "return")
        for row in connection.execute(counted.group_by(c.case_id).having(func.count() >= times)):
            yield row[0], row[1], row[2]


def _watched(row: Iterable[Any]) -> Watched:
    return Watched(*row)


def _chunks(ids: Iterable[K]) -> Iterator[list[K]]:
    ordered = iter(ids)
    while some := list(islice(ordered, IDS_AT_ONCE)):
        yield some
