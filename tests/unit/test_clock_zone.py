"""Changes of clocks: no start forward moves a due back, and no day is lost."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.domain.clock import (
    due_only,
)
from models.domain.duty_hours import ROUND_THE_CLOCK, DutyHours, DutySchedule, shipped_schedule
from models.domain.limit import parse_limit
from tests.helpers.clock import (
    NEW_YORK,
    NEW_YORK_RULES,
    at,
    due,
    everyday,
    shown,
)


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2015-03-07 20:00", "1紧急工作日", "2015-03-08 21:00"),  # 24 hours are 24 hours
        ("2015-03-07 20:00", "8紧急工作时", "2015-03-08 05:00"),
        ("2015-03-07 20:00", "1自然日", "2015-03-08 20:00"),  # a calendar day of 23 hours
        ("2015-10-31 20:00", "1自然日", "2015-11-01 20:00"),
        ("2015-10-31 20:00", "1紧急工作日", "2015-11-01 19:00"),
        ("2015-03-06 10:00", "1工作日", "2015-03-09 10:00"),
        ("2015-03-06 17:00", "1工作时", "2015-03-09 09:00"),
        ("2015-03-07 02:30", "1自然日", "2015-03-08 03:00"),  # the reading is skipped: the change itself
        ("2015-03-07 03:30", "1自然日", "2015-03-08 03:30"),
        ("2015-10-31 01:30", "1自然日", "2015-11-01 01:30"),
    ],
)
def test_that_changes_of_clocks_are_survived(start: str, limit: str, expected: str) -> None:
    assert due(start, limit, NEW_YORK_RULES) == expected


def test_that_a_day_due_in_the_repeated_hour_is_due_in_its_first_pass() -> None:
    found = due_only(at("2015-10-31 01:30", NEW_YORK), parse_limit("1自然日"), NEW_YORK_RULES)
    assert found == at("2015-11-01T01:30-04:00")


def test_that_a_start_in_the_second_pass_is_not_due_before_one_in_the_first() -> None:
    limit = parse_limit("1自然日")
    first = due_only(at("2015-11-01T01:59-04:00"), limit, NEW_YORK_RULES)
    second = due_only(at("2015-11-01T01:00-05:00"), limit, NEW_YORK_RULES)
    third = due_only(at("2015-11-01T01:59-05:00"), limit, NEW_YORK_RULES)
    assert shown(first, NEW_YORK) == "2015-11-02 01:59"
    assert shown(second, NEW_YORK) == shown(third, NEW_YORK) == "2015-11-02 02:00"
    assert shown(due_only(at("2015-11-01T02:00-05:00"), limit, NEW_YORK_RULES), NEW_YORK) == "2015-11-02 02:00"


def test_that_duty_round_the_clock_has_days_of_23_and_25_hours() -> None:
    rules = everyday(ROUND_THE_CLOCK, "America/New_York")
    assert due("2015-03-08 00:00", "23工作时", rules) == "2015-03-09 00:00"
    assert due("2015-11-01 00:00", "25工作时", rules) == "2015-11-02 00:00"
    assert due("2015-11-01 00:00", "1工作日", rules) == "2015-11-02 00:00"


def test_that_a_span_that_is_skipped_has_no_length() -> None:
    schedule = DutySchedule((DutyHours(date(2007, 1, 1), ((time(2, 15), time(2, 45)), (time(9), time(10)))),))
    rules = everyday(schedule, "America/New_York")
    assert due("2015-03-08 00:00", "0.5工作时", rules) == "2015-03-08 09:30"
    assert due("2015-03-09 00:00", "0.5工作时", rules) == "2015-03-09 02:45"


def test_that_a_skipped_calendar_day_is_no_working_day() -> None:
    rules = everyday(shipped_schedule(), "Pacific/Apia")
    assert due("2011-12-29 10:00", "1工作日", rules) == "2011-12-31 10:00"
    assert due("2011-12-29 17:00", "1工作时", rules) == "2011-12-31 09:00"


def test_that_an_hour_repeated_before_midnight_does_not_lose_a_working_day() -> None:
    # São Paulo went back from 24:00 to 23:00 on Saturday, 17 February 2018; Sunday is free here.
    rules = everyday(ROUND_THE_CLOCK, "America/Sao_Paulo")
    limit = parse_limit("1工作日")
    first = due_only(at("2018-02-17T23:30-02:00"), limit, rules)
    second = due_only(at("2018-02-17T23:30-03:00"), limit, rules)
    assert shown(first, rules.zone) == "2018-02-19 23:30"
    assert shown(second, rules.zone) == "2018-02-20 00:00"
