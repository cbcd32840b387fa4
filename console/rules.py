"""Rules of one database: its zone, calendar, duty hours, stage clocks and state machine, as functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from models.commands.acts import Rules
from models.commands.roster_acts import RosterRules
from models.domain.calendar import Calendar
from models.domain.calendar_version import schedule_of
from models.domain.clock import ClockRules, Pause, calendar_complete, due_only, due_through
from models.domain.decisions import Clocks, Due
from models.domain.errors import BadInput
from models.domain.instant import Instant
from models.domain.lifecycle import Lifecycle
from models.domain.limit import parse_limit
from models.domain.roster_kinds import QualificationKind, ShiftKind, parse_qualifications, parse_shifts
from models.domain.stage_clock import parse_stage_limits, stage_due
from models.store.records import DEFAULT_SETTINGS, DatabaseInfo


def clock_rules(info: DatabaseInfo, calendar: Calendar) -> ClockRules:
    """The clock of a database."""
    day_due = info.settings.get("day_due", "same_clock")
    return ClockRules(
        ZoneInfo(info.zone),
        calendar,
        schedule_of(info.settings.get("duty_hours")),
        day_due,  # type: ignore[arg-type]  # checked by ClockRules
    )


def command_rules(info: DatabaseInfo, lifecycle: Lifecycle, clock: ClockRules) -> Rules:
    """What commands on this database are decided by."""
    return Rules(lifecycle, clocks(info, clock), info.number_prefix, ZoneInfo(info.zone))


def clocks(info: DatabaseInfo, clock: ClockRules) -> Clocks:
    """The handling clock and the stage clocks of a database.

    A stage's setting is its minutes (counted day and night) or {"minutes", "counting"}.
    """
    minutes = info.settings.get("stage_minutes")
    if not isinstance(minutes, Mapping):
        raise BadInput("settings_wrong", part="stage_minutes", reason="")
    limits = parse_stage_limits({s: v if isinstance(v, Mapping) else {"minutes": v} for s, v in minutes.items()})

    rework = info.settings.get("rework_clock", "continue")
    if rework not in ("continue", "restart"):
        raise BadInput("settings_wrong", part="rework_clock", reason=str(rework))

    most = info.settings.get("most_extensions", 2)
    if type(most) is not int or most < 0:
        raise BadInput("settings_wrong", part="most_extensions", reason=str(most))

    def handling(start: Instant, limit_text: str, pauses: Sequence[Pause] = ()) -> Due:
        limit = parse_limit(limit_text)
        due = due_through(start, limit, clock, pauses) if pauses else due_only(start, limit, clock)
        assert due is not None  # every pause of a case has its end
        return Due(due, calendar_complete(start, due, limit, clock))

    def stage(name: str, start: Instant) -> Instant:
        return stage_due(name, start, limits, clock)

    return Clocks(handling, stage, "restart" if rework == "restart" else "continue", most, clock.zone)


def shifts_of(info: DatabaseInfo) -> tuple[ShiftKind, ...]:
    """The kinds of shifts that the database declares. Raises BadInput("settings_wrong")."""
    return parse_shifts(info.settings.get("shifts", []))


def qualifications_of(info: DatabaseInfo) -> tuple[QualificationKind, ...]:
    """The kinds of qualifications that the database declares, else the usual ones."""
    return parse_qualifications(info.settings.get("qualifications", DEFAULT_SETTINGS["qualifications"]))


def roster_rules(info: DatabaseInfo) -> RosterRules:
    """What the roster of a database is made of. Raises BadInput("settings_wrong")."""
    return RosterRules(shifts_of(info), qualifications_of(info), ZoneInfo(info.zone))


def _list(rows: object) -> list[Mapping[str, Any]]:
    if not isinstance(rows, list):
        raise TypeError(type(rows).__name__)
    return rows
