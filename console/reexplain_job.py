"""Explaining open cases anew, without Qt: the rules of a calendar, what would move, and the run itself.

Everything here reads or writes for long and runs on the bulk thread or in a command of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from console.rules import clock_rules, clocks
from models.commands.calendar import (
    CaseOutcome,
    Reexplaining,
    ReexplainOrder,
    checked_reason,
    finish_reexplaining,
    reexplain_cases,
)
from models.domain.calendar import Calendar
from models.domain.calendar_version import CalendarVersion, schedule_data
from models.domain.deciding import Clocks
from models.domain.duty_hours import DutySchedule
from models.domain.errors import BadInput
from models.domain.instant import MINUTE, Instant, Span, from_local
from models.domain.reexplaining import Moved, Reexplained, reexplained
from models.queries.reexplaining import OpenCase, count_open, open_page
from models.store.calendar_unit import SqlCalendarUnit, calendar_versions, in_force
from models.store.info import read_info, read_now
from models.store.records import DatabaseInfo
from models.store.trouble import driver_errors

AT_ONCE = 25
"""Cases written in one transaction: short enough that no desk waits for it."""
SKEW: Span = MINUTE
"""How far a desk's clock may be behind the database's, for acts done meanwhile to be looked at once more."""
VERSIONS = 20
"""Earlier versions whose clocks may explain a stored deadline of a stage or task."""

Progress = Callable[[int, int], None]
"""Cases looked at so far, cases in all."""
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Planned:
    """An open case that would move, with all that moves in it."""

    case_id: str
    number: str
    title: str
    direction: str
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What explaining anew would do. `beyond` counts open cases whose deadline runs past the calendar's last year."""

    rules: Reexplaining
    open: int
    changes: tuple[Planned, ...]
    frozen: int
    refused: tuple[str, ...]
    beyond: int

    def count(self, direction: str) -> int:
        """How many move "earlier" or "later"."""
        return sum(change.direction == direction for change in self.changes)


@dataclass(frozen=True, slots=True)
class ReexplainDone:
    """What a run did; `cancelled` tells that it stopped before its end and goes on when started again."""

    number: int
    version: str
    open: int
    changed: int
    earlier: int
    later: int
    frozen: int
    refused: tuple[str, ...]
    cancelled: bool = False

    @property
    def unchanged(self) -> int:
        """Cases that stayed as they were."""
        return self.open - self.changed - self.frozen - len(self.refused)


@dataclass(frozen=True, slots=True)
class CalendarState:
    """The calendar in force with its versions, the newest last; the last one is that in force."""

    versions: tuple[CalendarVersion, ...]
    calendar: Calendar
    schedule: DutySchedule

    @property
    def newest(self) -> CalendarVersion:
        """The version in force."""
        return self.versions[-1]


def calendar_state(engine: Engine) -> CalendarState:
    """The calendar of a database. Raises BadInput or Unavailable."""
    with driver_errors(), engine.connect() as connection, connection.begin():
        known, kept = in_force(connection)
        stored = calendar_versions(connection)
    versions = stored if kept else (*stored, known)
    return CalendarState(versions, known.calendar, known.schedule)


def rules_in_force(engine: Engine) -> Reexplaining:
    """The rules of the calendar in force, with the clocks of its earlier versions."""
    state = calendar_state(engine)
    return _rules(engine, state.versions[:-1], state.newest.number, state.calendar, state.schedule)


def rules_of_draft(engine: Engine, calendar: Calendar, schedule: DutySchedule) -> Reexplaining:
    """The rules as they would be with another calendar."""
    state = calendar_state(engine)
    return _rules(engine, state.versions, state.newest.number + 1, calendar, schedule)


def plan(engine: Engine, rules: Reexplaining, progress: Progress, cancelled: Cancelled) -> Plan:
    """What would move; nothing is written. What was not looked at when `cancelled` is left out."""
    total, changes, refused = _count(engine), [], []
    kinds: Counter[str] = Counter()
    for seen, page in _pages(engine, None):
        for one in page:
            try:
                found = _explained(one, rules)
            except BadInput:
                refused.append(one.case.number)
                continue
            kinds["frozen"] += found.frozen
            kinds["beyond"] += not found.calendar_complete
            if found.moved:
                case = one.case
                changes.append(Planned(case.id, case.number, case.title, found.direction, found.moved))
        progress(seen, total)
        if cancelled():
            break
    return Plan(rules, total, tuple(changes), kinds["frozen"], tuple(refused), kinds["beyond"])


def run(
    engine: Engine, rules: Reexplaining, order: ReexplainOrder, progress: Progress, cancelled: Cancelled
) -> ReexplainDone:  # fmt: skip
    """Explains every open case anew that moves. Raises Refused, Stale or Unavailable; what was written stays.

    Cases on which others acted meanwhile are looked at once more at the end, for a desk may have
    decided by the old calendar a moment ago.
    """
    order = replace(order, reason=checked_reason(order.reason))
    total, found = _count(engine), dict[str, CaseOutcome]()
    since: Instant | None = None
    again = True
    while again and not cancelled():
        started, again = read_now(engine), since is None
        for seen, page in _pages(engine, since):
            for outcome in _write(engine, page, rules, order, cancelled):
                again = again or outcome.kind == "changed"
                found[outcome.case_id] = outcome
            progress(seen if since is None else total, total)
            if cancelled():
                break
        since = started - SKEW
    stopped = cancelled()
    if not stopped:
        finish_reexplaining(replace(order, at=read_now(engine)), lambda: SqlCalendarUnit(engine), rules)
    return _done(rules, total, found.values(), stopped)


def _done(rules: Reexplaining, total: int, found: Iterable[CaseOutcome], stopped: bool) -> ReexplainDone:
    outcomes = list(found)
    kinds = Counter(outcome.kind for outcome in outcomes)
    directions = Counter(outcome.direction for outcome in outcomes)
    refused = tuple(outcome.number or outcome.case_id for outcome in outcomes if outcome.kind == "refused")
    return ReexplainDone(
        rules.number, rules.version, total, kinds["changed"], directions["earlier"], directions["later"],
        kinds["frozen"], refused, stopped,
    )  # fmt: skip


def _rules(
    engine: Engine, earlier: tuple[CalendarVersion, ...], number: int, calendar: Calendar, schedule: DutySchedule
) -> Reexplaining:  # fmt: skip
    info = read_info(engine)
    before = tuple(_clocks(info, version.calendar, version.schedule) for version in reversed(earlier[-VERSIONS:]))
    return Reexplaining(
        info.id, number, calendar.version, _clocks(info, calendar, schedule), before, ZoneInfo(info.zone),
        _closed_until(info),
    )  # fmt: skip


def _clocks(info: DatabaseInfo, calendar: Calendar, schedule: DutySchedule) -> Clocks:
    held = replace(info, settings={**info.settings, "duty_hours": schedule_data(schedule)})
    return clocks(held, clock_rules(held, calendar))


def _closed_until(info: DatabaseInfo) -> Instant | None:
    """The end of the last closed month, where one is closed. Raises BadInput("settings_wrong")."""
    text = info.settings.get("closed_until")
    if text is None:
        return None
    try:
        return from_local(datetime.combine(date.fromisoformat(str(text)), time()), ZoneInfo(info.zone))
    except ValueError:
        raise BadInput("settings_wrong", part="closed_until", reason=str(text)) from None


def _count(engine: Engine) -> int:
    with driver_errors(), engine.connect() as connection, connection.begin():
        return count_open(connection)


def _pages(engine: Engine, since: Instant | None) -> Iterator[tuple[int, list[OpenCase]]]:
    """Pages of open cases with how many came so far."""
    after, seen = "", 0
    while True:
        with driver_errors(), engine.connect() as connection, connection.begin():
            page = open_page(connection, after, since)
        if not page:
            return
        after, seen = page[-1].case.id, seen + len(page)
        yield seen, page


def _write(
    engine: Engine, page: list[OpenCase], rules: Reexplaining, order: ReexplainOrder, cancelled: Cancelled
) -> Iterator[CaseOutcome]:  # fmt: skip
    """Writes the cases of a page that move; each is decided anew as it stands under its lock."""
    moving: list[str] = []
    for one in page:
        try:
            found = _explained(one, rules)
        except BadInput as trouble:
            yield CaseOutcome("refused", one.case.id, one.case.number, key=trouble.key)
            continue
        if found.frozen:
            yield CaseOutcome("frozen", one.case.id, one.case.number)
        elif found.moved:
            moving.append(one.case.id)
    for start in range(0, len(moving), AT_ONCE):
        if cancelled():
            return
        yield from reexplain_cases(moving[start : start + AT_ONCE], order, lambda: SqlCalendarUnit(engine), rules)


def _explained(one: OpenCase, rules: Reexplaining) -> Reexplained:
    return reexplained(
        one.case, one.tasks, rules.clocks, rules.before, stage_start=one.stage_start, closed_until=rules.closed_until
    )
