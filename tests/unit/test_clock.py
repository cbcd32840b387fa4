"""Deadlines by example: every unit, the end of the calendar, days that end with duty, seasons."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.domain.calendar import shipped_calendar
from models.domain.clock import (
    ClockRules,
    IntervalKind,
    calendar_complete,
    due_only,
    explain,
)
from models.domain.duty_hours import ROUND_THE_CLOCK, DutyHours, DutySchedule
from models.domain.instant import MINUTE
from models.domain.limit import Unit, parse_limit
from tests.helpers.clock import (
    END_OF_DUTY,
    RULES,
    SEASONS,
    SHANGHAI,
    at,
    due,
    shown,
    strip,
)


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2026-02-13 16:30", "2工作时", "2026-02-14 09:30"),  # Spring Festival 2026: 14 February is worked
        ("2026-02-14 16:30", "2工作时", "2026-02-24 09:30"),
        ("2026-02-14 16:30", "1工作日", "2026-02-24 16:30"),
        ("2026-02-20 10:00", "1工作日", "2026-02-25 08:30"),
        ("2026-02-20 10:00", "1自然日", "2026-02-21 10:00"),
        ("2025-06-04 11:30", "1工作时", "2025-06-04 14:00"),  # over lunch
        ("2025-06-04 12:15", "1工作时", "2025-06-04 14:30"),  # in lunch
        ("2025-06-04 08:30", "3.5工作时", "2025-06-04 12:00"),  # ends with the morning, not at the next opening
        ("2025-06-04 13:30", "4工作时", "2025-06-04 17:30"),
        ("2025-06-04 17:00", "1工作时", "2025-06-05 09:00"),  # over night
        ("2025-06-04 06:00", "1工作时", "2025-06-04 09:30"),  # before opening
        ("2025-06-06 20:00", "1工作时", "2025-06-09 09:30"),  # Friday evening
        ("2025-06-06 20:00", "1天", "2025-06-10 08:30"),
        ("2025-06-06 17:30", "1天", "2025-06-10 08:30"),  # the very end of duty
        ("2025-06-06 17:29", "1天", "2025-06-09 17:29"),
        ("2025-06-07 11:00", "2天", "2025-06-11 08:30"),  # a weekend
        ("2025-06-06 12:00", "1天", "2025-06-09 13:30"),  # lunch
        ("2025-06-06 20:00", "1紧急工作时", "2025-06-06 21:00"),
        ("2025-06-06 20:00", "1紧急工作日", "2025-06-07 20:00"),
        ("2025-06-06 20:00", "2自然日", "2025-06-08 20:00"),
        ("2025-06-06 20:00", "1.5自然日", "2025-06-08 08:00"),
        ("2025-06-04 08:30", "0.5天", "2025-06-04 13:45"),
        ("2025-06-04 13:45", "0.5天", "2025-06-04 17:30"),
        ("2025-06-04 15:30", "0.5天", "2025-06-05 10:15"),
        ("2025-06-04 08:30", "1.5天", "2025-06-05 13:45"),
        ("2025-06-04 13:45", "1.5天", "2025-06-05 17:30"),
        ("2025-06-06 15:30", "1.5天", "2025-06-10 10:15"),
        ("2025-06-04 10:00", "0.001工作日", "2025-06-04 10:00"),
    ],
)
def test_that_the_due_is_the_expected_one(start: str, limit: str, expected: str) -> None:
    assert due(start, limit) == expected


def test_that_a_start_outside_duty_hours_moves_to_the_next_opening_only_for_working_units() -> None:
    start = at("2025-06-06 20:00")
    for unit in Unit:
        explained = explain(start, parse_limit(f"2 {unit}"), RULES)
        expected = "2025-06-09 08:30" if unit.is_working else "2025-06-06 20:00"
        assert shown(explained.effective_start) == expected, unit


def test_that_day_units_say_that_they_count_in_days() -> None:
    start = at("2025-06-06 20:00")
    found = {unit: explain(start, parse_limit(f"2 {unit}"), RULES).counts_in_days for unit in Unit}
    assert {unit for unit, days in found.items() if days} == {Unit.working_day, Unit.natural_day}


# ------------------------------------------------------------------------------- beyond the calendar


def test_that_2027_is_computed_on_plain_weekdays_and_says_so() -> None:
    explained = explain(at("2026-12-31 16:30"), parse_limit("2工作时"), RULES)
    assert shown(explained.due) == "2027-01-01 09:30", "New Year's Day 2027 is not announced yet"
    assert not explained.calendar_complete
    assert explain(at("2026-12-31 15:30"), parse_limit("2工作时"), RULES).calendar_complete
    inside_2027 = explain(at("2027-02-08 10:00"), parse_limit("3天"), RULES)
    assert shown(inside_2027.due) == "2027-02-11 10:00"
    assert not inside_2027.calendar_complete


def test_that_days_before_the_calendar_make_it_incomplete_too() -> None:
    explained = explain(at("2014-12-31 16:30"), parse_limit("2工作时"), RULES)
    assert shown(explained.due) == "2015-01-04 09:30"
    assert not explained.calendar_complete
    assert explain(at("2015-01-01 00:00"), parse_limit("2工作时"), RULES).calendar_complete


def test_that_units_that_count_every_minute_need_no_calendar() -> None:
    for unit in (Unit.urgent_hour, Unit.urgent_day, Unit.natural_day):
        explained = explain(at("2027-03-01 10:00"), parse_limit(f"2 {unit}"), RULES)
        assert explained.calendar_complete
        assert calendar_complete(explained.start, at("2027-03-05"), explained.limit, RULES)


def test_that_a_due_at_midnight_needs_its_day_only_where_it_is_a_reading_of_it() -> None:
    rules = ClockRules(SHANGHAI, shipped_calendar(), ROUND_THE_CLOCK)
    hours = explain(at("2026-12-31 20:00"), parse_limit("4工作时"), rules)
    assert (shown(hours.due), hours.calendar_complete) == ("2027-01-01 00:00", True)
    days = explain(at("2026-12-31 00:00"), parse_limit("1工作日"), rules)
    assert (shown(days.due), days.calendar_complete) == ("2027-01-01 00:00", False)


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("start", ["2014-12-30 10:00", "2026-12-24 10:00", "2026-12-30 16:00", "2027-01-05 10:00"])
def test_that_the_quick_answer_on_the_calendar_equals_the_explained_one(start: str, unit: Unit) -> None:
    limit = parse_limit(f"2 {unit}")
    explained = explain(at(start), limit, RULES)
    assert explained.due is not None
    assert calendar_complete(explained.start, explained.due, limit, RULES) == explained.calendar_complete


# ----------------------------------------------------------------------------------------- end of duty


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2025-06-04 10:00", "1天", "2025-06-05 17:30"),
        ("2025-06-04 17:29", "1天", "2025-06-05 17:30"),
        ("2025-06-04 17:30", "1天", "2025-06-06 17:30"),  # moves to the next opening
        ("2025-06-06 10:00", "2天", "2025-06-10 17:30"),
        ("2025-06-04 08:30", "0.5天", "2025-06-04 17:30"),
        ("2025-06-04 15:00", "0.5天", "2025-06-05 17:30"),
        ("2025-06-04 15:00", "4工作时", "2025-06-05 10:00"),  # hours do not care
        ("2025-06-04 15:00", "1自然日", "2025-06-05 15:00"),
    ],
)
def test_that_working_days_may_end_with_duty(start: str, limit: str, expected: str) -> None:
    assert due(start, limit, END_OF_DUTY) == expected


def test_that_a_closing_hour_before_the_reading_of_the_start_ends_the_last_day() -> None:
    schedule = DutySchedule(
        (
            DutyHours(date(2025, 1, 1), ((time(9), time(18)),)),
            DutyHours(date(2025, 6, 5), ((time(9), time(17)),)),
        )
    )
    rules = ClockRules(SHANGHAI, shipped_calendar(), schedule, "end_of_duty")
    explained = explain(at("2025-06-04 17:30"), parse_limit("1天"), rules)
    assert shown(explained.due) == "2025-06-05 17:00"
    assert explained.counted == 510 * MINUTE
    assert all(piece.kind != IntervalKind.first_day for piece in explained.intervals)


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2025-06-30 10:00", "1天", "2025-07-01 10:00"),
        ("2025-06-30 13:45", "1天", "2025-07-01 13:45"),  # the same reading, though now at lunch
        ("2025-06-30 08:30", "0.5天", "2025-06-30 13:45"),
        ("2025-06-30 17:30", "0.5天", "2025-07-01 15:00"),  # half of 8 hours, since the day has 8
        ("2025-06-30 13:45", "1.5天", "2025-07-01 20:00"),
        ("2025-06-30 13:45", "0.75天", "2025-07-01 10:00"),  # half of the 450 minutes, then a quarter of the 480
    ],
)
def test_that_days_keep_their_reading_and_parts_weigh_by_the_day_they_fall_on(
    start: str, limit: str, expected: str
) -> None:
    assert due(start, limit, SEASONS) == expected


def test_that_a_part_of_a_day_is_never_over_too_early() -> None:
    # A microsecond of the 450-minute day weighs 1.07 microseconds on the 480-minute day.
    limit = parse_limit("0.75天")
    assert due_only(at("2025-06-30 13:45") + 1, limit, SEASONS) == at("2025-07-01 10:00") + 2


def test_that_a_manned_centre_counts_working_days_from_midnight_to_midnight() -> None:
    rules = ClockRules(SHANGHAI, shipped_calendar(), ROUND_THE_CLOCK)
    explained = explain(at("2025-06-06 23:00"), parse_limit("2工作时"), rules)
    assert strip(explained) == [
        ("06-06 23:00", "counted", ""),
        ("06-07 00:00", "weekend", ""),
        ("06-09 00:00", "counted", ""),
    ]
    assert due("2025-06-04 00:00", "1天", rules) == "2025-06-05 00:00"
    end_of_day = ClockRules(SHANGHAI, shipped_calendar(), ROUND_THE_CLOCK, "end_of_duty")
    assert due("2025-06-04 09:00", "1天", end_of_day) == "2025-06-06 00:00"
