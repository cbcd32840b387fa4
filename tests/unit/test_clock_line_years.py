"""Years of the line are worked out once; what counts as lunch."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from models.domain.calendar import Calendar, DayKind
from models.domain.clock_line import LineStore, is_midday
from models.domain.duty_hours import DutyHours, DutySchedule
from models.domain.instant import from_local
from tests.helpers.clock import NEW_YORK, SHANGHAI, at


class Asked:
    """A calendar on which every day is worked, and which keeps count."""

    def __init__(self) -> None:
        self.days: list[date] = []

    def is_working(self, day: date) -> bool:
        self.days.append(day)
        return True


def test_that_no_day_is_asked_for_twice_when_a_line_grows() -> None:
    asked = Asked()
    schedule = DutySchedule((DutyHours(date(2020, 1, 1), ((time(9), time(17)),)),))
    store = LineStore(SHANGHAI, cast(Calendar, asked), schedule)
    line = store.around(at("2025-06-01"))
    assert (line.first_year, line.last_year) == (2024, 2026)
    assert len(asked.days) == 366 + 365 + 365
    longer = store.longer(line)
    assert (longer.first_year, longer.last_year) == (2024, 2028)
    assert store.around(at("2025-06-01")) is longer
    assert len(asked.days) == len(set(asked.days)) == 366 + 365 + 365 + 365 + 366


def test_that_the_last_day_of_a_line_has_its_spans() -> None:
    days = ((DayKind.workday, ""),)
    schedule = DutySchedule((DutyHours(date(2020, 1, 1), ((time(9), time(12)), (time(13), time(17)))),))
    line = LineStore(SHANGHAI, Calendar.of(date(2025, 1, 1), days), schedule).around(at("2025-06-01"))
    eve = date(2026, 12, 31)
    assert line.spans(eve.toordinal()) == [
        (at("2026-12-31 09:00"), at("2026-12-31 12:00")), (at("2026-12-31 13:00"), at("2026-12-31 17:00")),
    ]  # fmt: skip


@pytest.mark.parametrize("zone", [SHANGHAI, NEW_YORK])
@pytest.mark.parametrize(
    ("start", "end", "lunch"),
    [
        (time(9), time(10), False),
        (time(9), time(11), False),
        (time(9), time(11, 0, 0, 1), True),
        (time(10), time(12), True),
        (time(11), time(11, 30), True),
        (time(12), time(13, 30), True),
        (time(9), time(18), True),
        (time(13, 59, 59, 999_999), time(16), True),
        (time(14), time(16), False),
        (time(14, 30), time(15), False),
        (time(17), time(18), False),
    ],
)
def test_that_lunch_is_a_gap_that_touches_eleven_to_two(start: time, end: time, lunch: bool, zone: ZoneInfo) -> None:
    day = date(2025, 9, 24)
    begins, ends = from_local(datetime.combine(day, start), zone), from_local(datetime.combine(day, end), zone)
    assert is_midday(begins, ends, zone) is lunch
