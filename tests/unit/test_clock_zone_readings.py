"""Readings of the local clock depend on the zone asked for and on nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from models.domain.clock_zone import instant_at, reading_at
from models.domain.instant import HOUR, MICROSECOND, MINUTE, from_datetime

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
