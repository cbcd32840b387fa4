"""Rules of one database: its zone, calendar, duty hours, stage clocks and state machine, as functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from models.commands.acts import Rules
from models.domain.calendar import Calendar, DayKind, shipped_calendar
from models.domain.clock import ClockRules, Pause, calendar_complete, due_only, due_through
from models.domain.decisions import Clocks, Due
from models.domain.duty_hours import DutyHours, DutySchedule
from models.domain.errors import BadInput
from models.domain.instant import Instant
from models.domain.lifecycle import Lifecycle
from models.domain.limit import parse_limit
from models.domain.stage_clock import parse_stage_limits, stage_due
from models.store.records import CalendarDay, DatabaseInfo


def calendar_of(days: Iterable[CalendarDay]) -> Calendar:
    """The database's calendar; the shipped one where it has none."""
    ordered = sorted(days, key=lambda day: day.date)
    if not ordered:
        return shipped_calendar()
    first, last = ordered[0].date, ordered[-1].date
    if (last - first).days + 1 != len(ordered):
        raise BadInput("calendar_gap", first=first.isoformat(), last=last.isoformat())
    kinds = tuple((DayKind(day.kind), day.name) for day in ordered)
    return Calendar.of(first, kinds)


def schedule_of(rows: object) -> DutySchedule:
    """Duty hours from the database's settings. Raises BadInput("settings_wrong") naming the part."""
    try:
        return DutySchedule(
            tuple(
                DutyHours(
                    date.fromisoformat(row["valid_from"]),
                    tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in row["periods"]),
                )
                for row in _list(rows)
            )
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadInput("settings_wrong", part="duty_hours", reason=str(wrong)) from None


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


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift of the day, local clock readings."""

    name: str
    name_en: str
    start: time
    end: time

    def covers(self, at: time) -> bool:
        """Whether the shift is on at a clock reading; an end at or before the start is the next day's."""
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def shifts_of(info: DatabaseInfo) -> tuple[Shift, ...]:
    """The shifts that the database declares."""
    try:
        return tuple(
            Shift(row["name"], row["name_en"], time.fromisoformat(row["from"]), time.fromisoformat(row["to"]))
            for row in _list(info.settings.get("shifts", []))
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadInput("settings_wrong", part="shifts", reason=str(wrong)) from None


def _list(rows: object) -> list[Mapping[str, Any]]:
    if not isinstance(rows, list):
        raise TypeError(type(rows).__name__)
    return rows
