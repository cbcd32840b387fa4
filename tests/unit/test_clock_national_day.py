"""National Day 2025 minute by minute: the clock against an independent loop over single minutes."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from importlib.resources import files

import pytest

from models.domain.clock import (
    due_only,
    explain,
)
from models.domain.instant import MINUTE, from_local
from models.domain.limit import Unit, parse_limit
from tests.helpers.clock import (
    RULES,
    SHANGHAI,
    check_tiling,
)


def raw_days() -> dict[date, dict[str, str]]:
    text = (files("resources") / "calendar" / "china_workdays_2015_2026.csv").read_text(encoding="utf-8-sig")
    return {date.fromisoformat(row["date"]): row for row in csv.DictReader(text.splitlines())}


RAW = raw_days()
ONE = timedelta(minutes=1)


def naive_works(day: date) -> bool:
    return RAW[day]["is_workday"] == "1"


def naive_kind(moment: datetime, unit: Unit) -> tuple[str, str, str]:
    """Kind, holiday name and note of the minute that begins at a local reading."""
    row = RAW[moment.date()]
    note = "makeup_workday" if row["type"] == "makeup_workday" else ""
    if unit in (Unit.urgent_hour, Unit.urgent_day, Unit.natural_day):
        return "counted", row["holiday"], note
    if row["is_workday"] == "0":
        return ("weekend", "", "") if row["type"] == "weekend" else ("holiday", row["holiday"], "")
    reading = moment.hour * 60 + moment.minute
    if 510 <= reading < 720 or 810 <= reading < 1050:
        return "counted", row["holiday"], note
    return ("lunch", row["holiday"], note) if 720 <= reading < 810 else ("outside_hours", "", "")


def naive_due(start: datetime, amount: int, unit: Unit) -> datetime:
    if unit == Unit.natural_day:
        return start + timedelta(days=amount)
    if unit == Unit.working_day:
        while naive_kind(start, unit)[0] != "counted":
            start += ONE
        while amount:
            start += timedelta(days=1)
            amount -= naive_works(start.date())
        return start
    minutes = amount * (24 * 60 if unit == Unit.urgent_day else 60)
    while minutes:
        minutes -= naive_kind(start, unit)[0] == "counted"
        start += ONE
    return start


STARTS = [
    datetime(2025, 9, 26, 20, 0),  # the Friday evening before the make-up Sunday
    datetime(2025, 9, 27, 10, 0),  # a free Saturday
    datetime(2025, 9, 28, 9, 17),  # the make-up Sunday
    datetime(2025, 9, 28, 17, 30),  # its very end
    datetime(2025, 9, 30, 0, 0),
    datetime(2025, 9, 30, 12, 0),  # lunch begins
    datetime(2025, 9, 30, 13, 29),
    datetime(2025, 9, 30, 16, 0),
    datetime(2025, 10, 1, 0, 0),  # the holiday begins
    datetime(2025, 10, 5, 23, 59),
    datetime(2025, 10, 8, 12, 30),
    datetime(2025, 10, 9, 8, 30),
    datetime(2025, 10, 10, 17, 29),  # Friday before the make-up Saturday
    datetime(2025, 10, 11, 11, 59),
]
LIMITS = {
    Unit.urgent_hour: (1, 2, 30),
    Unit.urgent_day: (1, 9),
    Unit.working_hour: (1, 2, 4, 8, 15),
    Unit.working_day: (1, 2, 3, 5),
    Unit.natural_day: (1, 5, 12),
}


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("start", STARTS, ids=lambda moment: moment.strftime("%m-%d %H%M"))
def test_that_national_day_2025_agrees_with_a_loop_over_minutes(start: datetime, unit: Unit) -> None:
    for amount in LIMITS[unit]:
        explained = explain(from_local(start, SHANGHAI), parse_limit(f"{amount} {unit}"), RULES)
        expected = naive_due(start, amount, unit)
        assert explained.due == from_local(expected, SHANGHAI)
        assert due_only(explained.start, explained.limit, RULES) == explained.due
        check_tiling(explained)
        assert explained.calendar_complete
        moment, minutes = start, 0
        for piece in explained.intervals:
            assert piece.span % MINUTE == 0
            for _ in range(piece.span // MINUTE):
                assert (piece.kind, piece.name, piece.note) == naive_kind(moment, unit), moment
                minutes += piece.counted
                moment += ONE
        assert moment == expected
        assert minutes * MINUTE == explained.counted


@pytest.mark.parametrize("unit", list(Unit))
def test_that_the_hours_of_the_national_day_weeks_have_the_due_of_the_loop(unit: Unit) -> None:
    amount = LIMITS[unit][0 if unit == Unit.urgent_day else 1]
    limit = parse_limit(f"{amount} {unit}")
    moment = datetime(2025, 9, 26, 0, 15)
    while moment < datetime(2025, 10, 13):
        assert due_only(from_local(moment, SHANGHAI), limit, RULES) == from_local(
            naive_due(moment, amount, unit), SHANGHAI
        )
        moment += timedelta(minutes=105)
