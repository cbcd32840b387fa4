"""Intervals: what every minute was, and what it is called."""

from __future__ import annotations

from datetime import date, time

from models.domain.calendar import shipped_calendar
from models.domain.clock import MAKEUP, ClockRules, explain
from models.domain.duty_hours import MIDNIGHT, DutyHours, DutySchedule
from models.domain.instant import HOUR, MINUTE
from models.domain.limit import parse_limit
from tests.helpers.clock import END_OF_DUTY, RULES, SEASONS, SHANGHAI, at, check_tiling, pause, shown, strip


def test_that_national_day_2025_reads_as_people_tell_it() -> None:
    explained = explain(at("2025-09-30 16:00"), parse_limit("4工作时"), RULES)
    assert strip(explained) == [
        ("09-30 16:00", "counted", ""),
        ("09-30 17:30", "outside_hours", ""),
        ("10-01 00:00", "holiday", "国庆节"),
        ("10-06 00:00", "holiday", "中秋"),
        ("10-07 00:00", "holiday", "国庆节"),
        ("10-09 00:00", "outside_hours", ""),
        ("10-09 08:30", "counted", ""),
    ]
    assert shown(explained.due) == "2025-10-09 11:00"
    assert explained.counted == 4 * HOUR
    assert explained.limit.counted_minutes == 240
    assert explained.effective_start == explained.start
    assert explained.calendar_version == shipped_calendar().version


def test_that_a_makeup_workday_counts_and_is_flagged() -> None:
    explained = explain(at("2025-10-10 16:30"), parse_limit("5工作时"), RULES)
    assert strip(explained) == [
        ("10-10 16:30", "counted", ""),
        ("10-10 17:30", "outside_hours", ""),
        ("10-11 08:30", "counted", "国庆节"),
        ("10-11 12:00", "lunch", "国庆节"),
        ("10-11 13:30", "counted", "国庆节"),
    ]
    assert [piece.note for piece in explained.intervals] == ["", "", MAKEUP, MAKEUP, MAKEUP]


def test_that_continuous_units_count_through_holidays_and_name_them() -> None:
    explained = explain(at("2025-09-30 23:00"), parse_limit("2紧急工作时"), RULES)
    assert strip(explained) == [("09-30 23:00", "counted", ""), ("10-01 00:00", "counted", "国庆节")]
    assert shown(explained.due) == "2025-10-01 01:00"


def test_that_the_rest_of_the_first_day_is_not_counted_when_days_end_with_duty() -> None:
    explained = explain(at("2025-06-04 15:00"), parse_limit("1天"), END_OF_DUTY)
    assert strip(explained) == [
        ("06-04 15:00", "first_day", ""),
        ("06-04 17:30", "outside_hours", ""),
        ("06-05 08:30", "counted", ""),
        ("06-05 12:00", "lunch", ""),
        ("06-05 13:30", "counted", ""),
    ]
    assert explained.counted == 450 * MINUTE


def test_that_a_part_of_a_day_may_begin_to_count_within_a_span() -> None:
    explained = explain(at("2025-06-04 09:00"), parse_limit("0.5天"), END_OF_DUTY)
    assert [(text, kind) for text, kind, _ in strip(explained)] == [
        ("06-04 09:00", "first_day"),
        ("06-04 12:00", "lunch"),
        ("06-04 13:30", "first_day"),
        ("06-04 13:45", "counted"),
    ]


def test_that_a_change_of_season_within_the_limit_is_followed() -> None:
    explained = explain(at("2025-06-30 17:00"), parse_limit("8工作时"), SEASONS)
    check_tiling(explained)
    assert strip(explained) == [
        ("06-30 17:00", "counted", ""),
        ("06-30 17:30", "outside_hours", ""),
        ("07-01 08:00", "counted", ""),
        ("07-01 11:30", "lunch", ""),
        ("07-01 14:30", "counted", ""),
        ("07-01 18:00", "outside_hours", ""),  # supper is not lunch
        ("07-01 19:00", "counted", ""),
    ]
    assert shown(explained.due) == "2025-07-01 19:30"


def test_that_a_gap_is_lunch_only_around_noon() -> None:
    spans = ((time(7), time(10)), (time(11), time(13, 59)), (time(14), time(15)), (time(16), MIDNIGHT))
    rules = ClockRules(SHANGHAI, shipped_calendar(), DutySchedule((DutyHours(date(2020, 1, 1), spans),)))
    explained = explain(at("2025-06-04 07:00"), parse_limit("15工作时"), rules)
    assert [(text[6:], kind) for text, kind, _ in strip(explained)] == [
        ("07:00", "counted"),
        ("10:00", "outside_hours"),
        ("11:00", "counted"),
        ("13:59", "lunch"),
        ("14:00", "counted"),
        ("15:00", "outside_hours"),
        ("16:00", "counted"),
        ("00:00", "outside_hours"),
        ("07:00", "counted"),
    ]


def test_that_a_late_opening_is_no_lunch_and_touching_spans_leave_no_gap() -> None:
    spans = ((time(13), time(15)), (time(15), time(17)))
    rules = ClockRules(SHANGHAI, shipped_calendar(), DutySchedule((DutyHours(date(2020, 1, 1), spans),)))
    explained = explain(at("2025-06-04 09:00"), parse_limit("5工作时"), rules)
    check_tiling(explained)
    assert [kind for _, kind, _ in strip(explained)] == ["outside_hours", "counted", "outside_hours", "counted"]


def test_that_a_morning_gap_that_reaches_past_eleven_is_lunch_and_one_from_two_is_not() -> None:
    spans = ((time(7), time(10)), (time(11, 1), time(14)), (time(14, 30), time(18)))
    rules = ClockRules(SHANGHAI, shipped_calendar(), DutySchedule((DutyHours(date(2020, 1, 1), spans),)))
    explained = explain(at("2025-06-04 07:00"), parse_limit("9工作时"), rules)
    assert [kind for _, kind, _ in strip(explained)] == ["counted", "lunch", "counted", "outside_hours", "counted"]


def test_that_a_suspension_is_one_interval_over_nights_and_weekends() -> None:
    explained = explain(
        at("2025-06-06 10:00"), parse_limit("2工作时"), RULES, [pause("2025-06-06 11:00", "2025-06-09 09:00")]
    )
    assert strip(explained) == [
        ("06-06 10:00", "counted", ""),
        ("06-06 11:00", "suspended", ""),
        ("06-09 09:00", "counted", ""),
    ]
    assert shown(explained.due) == "2025-06-09 10:00"
