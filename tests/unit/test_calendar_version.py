"""The version of a calendar is kept with decisions, so how it is made must not drift."""

from __future__ import annotations

import hashlib
from datetime import date

from models.domain.calendar import Calendar, DayKind

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
