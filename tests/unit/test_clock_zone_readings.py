"""Readings of the local clock depend on the zone asked for and on nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.domain.calendar import Calendar, DayKind
from models.domain.clock import ClockRules, due_only, explain
from models.domain.clock_zone import instant_at, reading_at
from models.domain.duty_hours import ROUND_THE_CLOCK
from models.domain.instant import HOUR, MICROSECOND, MINUTE, from_datetime
from models.domain.limit import parse_limit

BERLIN = ZoneInfo("Europe/Berlin")
FORWARD = from_datetime(datetime(2025, 3, 30, 1, tzinfo=UTC))
BACK = from_datetime(datetime(2025, 10, 26, 1, tzinfo=UTC))


@pytest.fixture(params=["UTC", "Etc/GMT-1", "Etc/GMT-2", "Asia/Shanghai"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_that_the_zone_of_the_machine_does_not_matter(machine_zone: str) -> None:
    assert instant_at(datetime(2025, 3, 30, 2, 30), BERLIN) == FORWARD, machine_zone
    assert instant_at(datetime(2025, 7, 1, 12), BERLIN) == from_datetime(datetime(2025, 7, 1, 10, tzinfo=UTC))
    assert reading_at(BACK + MINUTE, BERLIN) == datetime(2025, 10, 26, 3)


def test_that_every_skipped_reading_is_the_change_and_its_neighbours_are_not() -> None:
    assert instant_at(datetime(2025, 3, 30, 1, 59, 59, 999_999), BERLIN) == FORWARD - MICROSECOND
    for minute in (0, 1, 59):
        assert instant_at(datetime(2025, 3, 30, 2, minute), BERLIN) == FORWARD
    assert instant_at(datetime(2025, 3, 30, 3), BERLIN) == FORWARD
    assert instant_at(datetime(2025, 3, 30, 3, 0, 0, 1), BERLIN) == FORWARD + MICROSECOND


def test_that_the_second_pass_reads_as_the_end_of_the_hour() -> None:
    assert reading_at(BACK - MICROSECOND, BERLIN) == datetime(2025, 10, 26, 2, 59, 59, 999_999)
    assert reading_at(BACK, BERLIN) == reading_at(BACK + HOUR - MICROSECOND, BERLIN) == datetime(2025, 10, 26, 3)
    assert reading_at(BACK + HOUR, BERLIN) == datetime(2025, 10, 26, 3)
    assert reading_at(BACK + HOUR + MICROSECOND, BERLIN) == datetime(2025, 10, 26, 3, 0, 0, 1)


def test_that_a_start_in_an_hour_repeated_over_midnight_is_never_due_after_a_later_start() -> None:
    # St. John's set its clocks back at 0:01 to 23:01: on Saturday 2007-11-03 the last hour came twice.
    zone = ZoneInfo("America/St_Johns")
    kinds = ((DayKind.makeup_workday, ""), (DayKind.weekend, ""), (DayKind.workday, ""), (DayKind.workday, ""))
    rules = ClockRules(zone, Calendar.of(date(2007, 11, 3), kinds), ROUND_THE_CLOCK)
    second_pass = from_datetime(datetime(2007, 11, 3, 23, 30, tzinfo=zone, fold=1))
    assert reading_at(second_pass, zone) == datetime(2007, 11, 4, 0, 1)
    limit = parse_limit("1工作日")
    tuesday = instant_at(datetime(2007, 11, 6), zone)
    assert due_only(second_pass, limit, rules) == due_only(instant_at(datetime(2007, 11, 5), zone), limit, rules)
    assert explain(second_pass, limit, rules).due == tuesday
