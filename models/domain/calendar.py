"""The office calendar: working days, 调休 make-up working days, holidays and weekends, as data.

The shipped calendar is resources/calendar/china_workdays_2015_2026.csv, after the yearly notices of
the State Council; an administrator extends it each year.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from models.domain.errors import BadInput

SHIPPED = "china_workdays_2015_2026.csv"
_COLUMNS = ("date", "isoweekday", "is_workday", "type", "holiday")

_HOLIDAYS = {
    "元旦": "new_year",
    "春节": "spring_festival",
    "清明": "qingming",
    "清明节": "qingming",
    "劳动节": "labour_day",
    "端午": "dragon_boat",
    "端午节": "dragon_boat",
    "中秋": "mid_autumn",
    "中秋节": "mid_autumn",
    "国庆节": "national_day",
    "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": "victory_70",
}


class DayKind(StrEnum):
    """What a day is: 工作日, 调休上班, 节假日, 周末."""

    workday = "workday"
    makeup_workday = "makeup_workday"
    holiday = "holiday"
    weekend = "weekend"

    @property
    def is_working(self) -> bool:
        """Whether the office works on it."""
        return self in (DayKind.workday, DayKind.makeup_workday)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Every day from first_day to last_day with its kind and, for holidays and make-up days, the holiday's name.

    Days outside are plain weekdays and weekends: ask `covers` before trusting them.
    """

    first_day: date
    last_day: date
    days: tuple[tuple[DayKind, str], ...] = field(repr=False)
    version: str

    @classmethod
    def of(cls, first_day: date, days: tuple[tuple[DayKind, str], ...]) -> Calendar:
        """A calendar of consecutive days from `first_day` on; its version tells its content."""
        last_day = first_day + timedelta(days=len(days) - 1)
        return cls(first_day, last_day, days, _version(first_day, last_day, days))

    def covers(self, day: date) -> bool:
        """Whether the calendar knows the day."""
        return self.first_day <= day <= self.last_day

    def kind(self, day: date) -> DayKind:
        """What the day is; outside the calendar, workday from Monday to Friday, else weekend."""
        if self.covers(day):
            return self.days[(day - self.first_day).days][0]
        return plain_kind(day)

    def name(self, day: date) -> str:
        """The holiday the day belongs to, as day off or as make-up day; empty for other days."""
        return self.days[(day - self.first_day).days][1] if self.covers(day) else ""

    def is_working(self, day: date) -> bool:
        """Whether the office works on the day."""
        return self.kind(day).is_working


def load_calendar(source: Path | Traversable | Iterable[Mapping[str, str]]) -> Calendar:
    """Reads a calendar from a CSV file, or from its rows as mappings.

    Columns: date, isoweekday (1 = Monday), is_workday (0 or 1), type, holiday; others are ignored.
    Rows may come in any order. Raises BadInput naming the row as a spreadsheet counts it (the header
    is row 1) and the reason: unreadable or repeated date, missing day, wrong weekday, a type that
    contradicts is_workday or the weekday.
    """
    if isinstance(source, Path | Traversable):
        try:
            text = source.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise BadInput("calendar_not_utf8", file=source.name) from None
        return _calendar(csv.DictReader(text.splitlines()))
    return _calendar(source)


@cache
def shipped_calendar() -> Calendar:
    """The calendar that comes with the program."""
    return load_calendar(files("resources") / "calendar" / SHIPPED)


def holiday_key(name: str) -> str | None:
    """The key by which a holiday's name is translated, such as "national_day"; None for a name we do not know."""
    return _HOLIDAYS.get(name.strip())


def plain_kind(day: date) -> DayKind:
    """What a day is by its weekday alone: workday from Monday to Friday, else weekend."""
    return DayKind.weekend if day.isoweekday() > 5 else DayKind.workday


def _calendar(rows: Iterable[Mapping[str, str]]) -> Calendar:
    known: dict[date, tuple[int, DayKind, str]] = {}
    for number, row in enumerate(rows, start=2):
        day, kind, name = _day(number, row)
        if day in known:
            raise BadInput("calendar_date_twice", row=number, date=day.isoformat(), first=known[day][0])
        known[day] = (number, kind, name)
    if not known:
        raise BadInput("calendar_empty")
    ordered = sorted(known)
    expected = ordered[0]
    for day in ordered:
        if day != expected:
            raise BadInput("calendar_day_missing", row=known[day][0], date=expected.isoformat())
        expected = day + timedelta(days=1)
    return Calendar.of(ordered[0], tuple(known[day][1:] for day in ordered))


def _day(number: int, row: Mapping[str, str]) -> tuple[date, DayKind, str]:
    missing = [column for column in _COLUMNS if row.get(column) is None]
    if missing:
        raise BadInput("calendar_column_missing", row=number, columns=", ".join(missing))
    try:
        day = date.fromisoformat(row["date"].strip())
    except ValueError:
        raise BadInput("calendar_date_wrong", row=number, text=row["date"]) from None
    shown = day.isoformat()
    if row["isoweekday"].strip() != str(day.isoweekday()):
        raise BadInput("calendar_weekday_wrong", row=number, date=shown, weekday=row["isoweekday"])
    try:
        kind = DayKind(row["type"].strip())
    except ValueError:
        raise BadInput("calendar_type_unknown", row=number, date=shown, type=row["type"]) from None
    if row["is_workday"].strip() != str(int(kind.is_working)):
        raise BadInput("calendar_workday_contradicts", row=number, date=shown, type=kind, workday=row["is_workday"])
    # A plain type must be the plain kind of its weekday; only a weekend day can be made up on.
    if kind != DayKind.holiday and (plain_kind(day) == DayKind.weekend) != (kind != DayKind.workday):
        raise BadInput("calendar_type_contradicts_weekday", row=number, date=shown, type=kind)
    return day, kind, row["holiday"].strip()


def _version(first: date, last: date, days: tuple[tuple[DayKind, str], ...]) -> str:
    """The years and a digest of the content: equal calendars have equal versions, wherever they came from."""
    text = "\n".join(f"{kind},{name}" for kind, name in days)
    digest = hashlib.sha256(f"{first},{last}\n{text}".encode()).hexdigest()
    return f"{first.year}-{last.year}.{digest[:12]}"
