"""Changing a calendar: single days, whole years, what differs, and whether a year says enough to be believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from models.domain.calendar import Calendar, DayKind, holiday_key, plain_kind
from models.domain.errors import BadInput

Day: TypeAlias = tuple[DayKind, str]
"""What a day is, and the holiday's name."""

LONGEST_NAME = 40
"""Characters that a holiday's name may have."""
FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years that a calendar may hold."""
STATUTORY = ("new_year", "spring_festival", "qingming", "labour_day", "dragon_boat", "mid_autumn", "national_day")
"""The holidays of every year's notice, by key (see `models.domain.calendar.holiday_key`)."""
FEWEST_DAYS_OFF = 11
"""Days off that the notice of a year names at least (13 since 2025)."""
NATIONAL_DAYS = 7
"""Days off of a National Day without another holiday in its week."""


@dataclass(frozen=True, slots=True)
class DayDifference:
    """One day on which two calendars disagree; None where a calendar does not reach."""

    day: date
    before: Day | None
    after: Day | None


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A year in figures; days outside the calendar count by their weekday."""

    year: int
    covered: bool
    working: int
    holidays: int
    makeup: int


def checked_day(day: date, kind: DayKind, name: str) -> Day:
    """The day as it may stand in a calendar. Raises BadInput with the reason.

    A plain kind is that of the weekday; only a Saturday or Sunday can be made up on (调休上班); a
    holiday has a name, a plain day has none.
    """
    shown, said = day.isoformat(), name.strip()
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadInput("calendar_day_outside", date=shown, first=str(FIRST_YEAR), last=str(LAST_YEAR))
    if kind == DayKind.makeup_workday and plain_kind(day) == DayKind.workday:
        raise BadInput("calendar_makeup_on_weekday", date=shown)
    if kind in (DayKind.workday, DayKind.weekend) and kind != plain_kind(day):
        raise BadInput("calendar_kind_contradicts_weekday", date=shown, kind=kind)
    if kind == DayKind.holiday and not said:
        raise BadInput("calendar_holiday_nameless", date=shown)
    if len(said) > LONGEST_NAME or not said.isprintable():
        raise BadInput("calendar_name_wrong", date=shown, most=LONGEST_NAME)
    return kind, "" if kind in (DayKind.workday, DayKind.weekend) else said


def with_days(calendar: Calendar, days: Mapping[date, Day]) -> Calendar:
    """The calendar with other days; it grows by whole years, in which days not named follow their weekday.

    Raises BadInput as `checked_day` does, and "calendar_year_gap" where a year between would be missing.
    """
    wanted = {day: checked_day(day, *value) for day, value in days.items()}
    if not wanted:
        return calendar
    first = min(calendar.first_day, date(min(wanted).year, 1, 1))
    last = max(calendar.last_day, date(max(wanted).year, 12, 31))
    held = {day.year for day in wanted} | set(range(calendar.first_day.year, calendar.last_day.year + 1))
    gap = next((year for year in range(first.year, last.year + 1) if year not in held), None)
    if gap is not None:
        raise BadInput("calendar_year_gap", year=str(gap))
    return _made(first, last, calendar, wanted)


def without_days(calendar: Calendar, days: frozenset[date]) -> Calendar:
    """The calendar in which these days follow their weekday again; days outside are left out."""
    plain = {day: (plain_kind(day), "") for day in days if calendar.covers(day)}
    return with_days(calendar, plain)


def differences(before: Calendar, after: Calendar) -> tuple[DayDifference, ...]:
    """The days that two calendars do not say alike, in order."""
    if before == after:
        return ()
    first, last = min(before.first_day, after.first_day), max(before.last_day, after.last_day)
    found = (DayDifference(day, _day(before, day), _day(after, day)) for day in _days(first, last))
    return tuple(found_day for found_day in found if found_day.before != found_day.after)


def exceptions(calendar: Calendar) -> dict[date, Day]:
    """The days that are not what their weekday says, in order."""
    found = zip(_days(calendar.first_day, calendar.last_day), calendar.days, strict=True)
    return {day: value for day, value in found if value != (plain_kind(day), "")}


def from_exceptions(first_day: date, last_day: date, days: Mapping[date, Day]) -> Calendar:
    """The calendar that `exceptions` was taken of."""
    return Calendar.of(first_day, tuple(days.get(day, (plain_kind(day), "")) for day in _days(first_day, last_day)))


def year_figures(calendar: Calendar, year: int) -> YearFigures:
    """A year in figures."""
    kinds = [calendar.kind(day) for day in _days(date(year, 1, 1), date(year, 12, 31))]
    return YearFigures(
        year,
        calendar.covers(date(year, 1, 1)) and calendar.covers(date(year, 12, 31)),
        sum(kind.is_working for kind in kinds),
        kinds.count(DayKind.holiday),
        kinds.count(DayKind.makeup_workday),
    )


def lacking(days: Mapping[date, Day], year: int) -> tuple[str, ...]:
    """The keys of the statutory holidays that a year's days do not name, () when the year says enough.

    A holiday may be announced together with another (国庆节、中秋节); in a year when Mid-Autumn falls into
    the National Day week that week is a day longer and may name only the one (2020). Fewer than
    FEWEST_DAYS_OFF days off with every name present is told as "days_off".
    """
    off = [name for day, (kind, name) in days.items() if day.year == year and kind == DayKind.holiday]
    keys = [{holiday_key(part) for part in re.split("[、，,]", name)} for name in off]
    named = set().union(*keys)
    if sum("national_day" in found for found in keys) > NATIONAL_DAYS:
        named.add("mid_autumn")
    missing = tuple(key for key in STATUTORY if key not in named)
    return missing or (("days_off",) if len(off) < FEWEST_DAYS_OFF else ())


def _made(first: date, last: date, calendar: Calendar, wanted: Mapping[date, Day]) -> Calendar:
    days = (wanted.get(day) or _day(calendar, day) or (plain_kind(day), "") for day in _days(first, last))
    return Calendar.of(first, tuple(days))


def _day(calendar: Calendar, day: date) -> Day | None:
    return calendar.days[(day - calendar.first_day).days] if calendar.covers(day) else None


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
