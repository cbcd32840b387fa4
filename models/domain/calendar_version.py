"""The versions of a database's calendar and duty hours: what held since when, who made it, out of which file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from models.domain.calendar import Calendar, DayKind
from models.domain.calendar_edit import exceptions, from_exceptions
from models.domain.duty_hours import DutyHours, DutySchedule
from models.domain.errors import BadInput
from models.domain.instant import Instant


@dataclass(frozen=True, slots=True)
class CalendarVersion:
    """One version; field order is the column order of its table.

    `number` counts from 0, which is what the database began with; `version` tells the calendar's content
    (see `Calendar.version`). `days` (days that are not what their weekday says) and `duty_hours` are JSON
    texts, so that an older version can be counted by again. `source` names the file, "" for a change by
    hand, `source_digest` is its SHA-256. `applied_at` is when the open cases were explained anew by it,
    None while that is not through.
    """

    number: int
    version: str
    first_day: date
    last_day: date
    valid_since: Instant
    made_by: str
    console: str
    source: str
    source_digest: str
    reason: str
    days: str
    duty_hours: str
    applied_at: Instant | None = None

    @property
    def calendar(self) -> Calendar:
        """The calendar as it was."""
        return from_exceptions(self.first_day, self.last_day, _days(self.days))

    @property
    def schedule(self) -> DutySchedule:
        """The duty hours as they were. Raises BadInput("settings_wrong")."""
        return schedule_of(json.loads(self.duty_hours))

    @property
    def years(self) -> tuple[int, ...]:
        """The years it covers."""
        return tuple(range(self.first_day.year, self.last_day.year + 1))


def version_of(
    number: int, calendar: Calendar, schedule: DutySchedule, *, valid_since: Instant, made_by: str = "",
    console: str = "", source: str = "", source_digest: str = "", reason: str = "", applied_at: Instant | None = None,
) -> CalendarVersion:  # fmt: skip
    """The version that a calendar and duty hours make."""
    days = {day.isoformat(): [str(kind), name] for day, (kind, name) in exceptions(calendar).items()}
    return CalendarVersion(
        number, calendar.version, calendar.first_day, calendar.last_day, valid_since, made_by, console, source,
        source_digest, reason, _json(days), _json(schedule_data(schedule)), applied_at,
    )  # fmt: skip


def schedule_data(schedule: DutySchedule) -> list[dict[str, object]]:
    """Duty hours as plain data, as the settings of a database hold them; `schedule_of` reads them back."""
    return [
        {
            "valid_from": hours.valid_from.isoformat(),
            "periods": [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in hours.spans],
        }
        for hours in schedule.entries
    ]


def schedule_of(rows: object) -> DutySchedule:
    """Duty hours out of plain data. Raises BadInput("settings_wrong") naming the part."""
    try:
        return DutySchedule(tuple(_hours(row) for row in _list(rows)))
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadInput("settings_wrong", part="duty_hours", reason=str(wrong)) from None


def _hours(row: Mapping[str, Any]) -> DutyHours:
    spans = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in row["periods"])
    return DutyHours(date.fromisoformat(row["valid_from"]), spans)


def _list(rows: object) -> Sequence[Mapping[str, Any]]:
    if not isinstance(rows, list):
        raise TypeError(type(rows).__name__)
    return rows


def _days(text: str) -> dict[date, tuple[DayKind, str]]:
    return {date.fromisoformat(day): (DayKind(kind), name) for day, (kind, name) in json.loads(text).items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
