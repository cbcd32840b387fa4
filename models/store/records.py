"""Records that only the store knows: calendar rows and the database's own description."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.domain.calendar import Calendar, DayKind, shipped_calendar
from models.domain.errors import BadInput
from models.domain.instant import MINUTE, Instant, Span
from models.steward.settings import DEFAULTS as STEWARD_DEFAULTS


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the calendar: "workday", "makeup_workday", "holiday" or "weekend", with the holiday's name."""

    date: date
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    """What a database says about itself. `kind` is "demo" or "real" and never changes.

    `settings` is plain JSON data (see `DEFAULT_SETTINGS`); `epoch` changes when the database is
    restored from a copy, so that no console goes on with a cursor of another history.
    """

    id: str
    kind: str
    street_code: str
    place_name: str
    place_name_en: str
    zone: str
    zone_declared: bool
    number_prefix: str
    created_at: Instant
    schema_version: int
    lifecycle_digest: str
    epoch: str
    settings: Mapping[str, object]

    @property
    def is_demo(self) -> bool:
        """Whether everything in it is invented."""
        return self.kind == "demo"

    @property
    def due_soon(self) -> Span:
        """Wall time before a deadline within which a case is due soon."""
        minutes = self.settings.get("due_soon_minutes", DEFAULT_SETTINGS["due_soon_minutes"])
        assert isinstance(minutes, int)
        return minutes * MINUTE


DEFAULT_SETTINGS: Mapping[str, object] = {
    "due_soon_minutes": 120,
    "calendar_version": "",
    "duty_hours": [{"valid_from": "2000-01-01", "periods": [["08:30", "12:00"], ["13:30", "17:30"]]}],
    "stage_minutes": {"accept": 15, "dispatch": 15, "check": 30, "close": 30},
    "rework_clock": "continue",
    "most_extensions": 2,
    "steward": dict(STEWARD_DEFAULTS),
    "shifts": [
        {"code": "early", "name": "早班", "name_en": "Early", "from": "08:00", "to": "16:00"},
        {"code": "late", "name": "中班", "name_en": "Late", "from": "16:00", "to": "00:00"},
        {"code": "night", "name": "夜班", "name_en": "Night", "from": "00:00", "to": "08:00"},
        {
            "code": "office",
            "name": "行政班",
            "name_en": "Office",
            "from": "08:30",
            "to": "17:30",
            "breaks": [["12:00", "13:30"]],
            "rota": False,
        },
    ],
    "qualifications": [
        {"code": "enforcement", "name": "执法证", "name_en": "Law enforcement"},
        {"code": "special_equipment", "name": "特种设备检查", "name_en": "Special equipment inspection"},
        {"code": "dangerous_goods", "name": "危化品", "name_en": "Dangerous goods"},
        {"code": "fire_safety", "name": "消防监督检查", "name_en": "Fire safety inspection"},
        {"code": "food_safety", "name": "食品安全检查", "name_en": "Food safety inspection"},
    ],
}
"""Settings of a new database; an administrator changes them."""


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


def days_of(calendar: Calendar) -> list[CalendarDay]:
    """The rows of a calendar; `calendar_of` reads them back."""
    return [
        CalendarDay(calendar.first_day + timedelta(days=place), str(kind), name)
        for place, (kind, name) in enumerate(calendar.days)
    ]
