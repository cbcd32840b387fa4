"""The version of a calendar is kept with decisions, so how it is made must not drift."""

from __future__ import annotations

import hashlib
from datetime import date, time

import pytest

from models.domain.calendar import Calendar, DayKind, shipped_calendar
from models.domain.calendar_version import schedule_of, version_of
from models.domain.duty_hours import MIDNIGHT, DutyHours, DutySchedule
from models.domain.errors import BadInput

DAYS = ((DayKind.holiday, "元旦"), (DayKind.workday, ""), (DayKind.weekend, ""))


def test_that_a_version_is_the_years_and_a_digest_of_range_and_days() -> None:
    digest = hashlib.sha256("2026-01-01,2026-01-03\nholiday,元旦\nworkday,\nweekend,".encode()).hexdigest()
    assert Calendar.of(date(2026, 1, 1), DAYS).version == f"2026-2026.{digest[:12]}"
    assert Calendar.of(date(2025, 12, 31), DAYS).version.startswith("2025-2026.")


def test_that_other_days_names_and_ranges_have_other_versions() -> None:
    first = date(2026, 1, 1)
    others = [
        Calendar.of(first, DAYS),
        Calendar.of(date(2026, 1, 2), DAYS),
        Calendar.of(first, DAYS[:2]),
        Calendar.of(first, ((DayKind.holiday, "春节"), *DAYS[1:])),
        Calendar.of(first, ((DayKind.weekend, "元旦"), *DAYS[1:])),
    ]
    assert len({calendar.version for calendar in others}) == len(others)


def test_that_a_stored_version_gives_its_calendar_and_duty_hours_back() -> None:
    schedule = DutySchedule(
        (
            DutyHours(date(2000, 1, 1), ((time(8, 30), time(12)), (time(13, 30), time(17, 30)))),
            DutyHours(date(2027, 6, 1), ((time(8), time(12)), (time(15), MIDNIGHT))),
        )
    )
    made = version_of(3, shipped_calendar(), schedule, valid_since=7, made_by="admin", source="a.csv", reason="公告")
    assert made.calendar == shipped_calendar()
    assert made.schedule == schedule
    assert (made.number, made.version, made.valid_since, made.applied_at) == (3, shipped_calendar().version, 7, None)
    assert made.years == tuple(range(2015, 2027))


@pytest.mark.parametrize("rows", [{}, [{"valid_from": "2000-01-01"}], [{"valid_from": "x", "periods": []}], [7]])
def test_that_broken_duty_hours_name_the_part(rows: object) -> None:
    with pytest.raises(BadInput, match="settings_wrong") as broken:
        schedule_of(rows)
    assert broken.value.arguments["part"] == "duty_hours"
