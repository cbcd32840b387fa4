"""Duty hours: valid spans only, seasonal, read from configuration."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from models.domain.duty_hours import (
    MIDNIGHT,
    ROUND_THE_CLOCK,
    DutyHours,
    DutySchedule,
    parse_schedule,
    parse_span,
    shipped_schedule,
    shipped_settings,
)
from models.domain.errors import BadInput

DAY = date(2025, 1, 1)


def test_that_the_shipped_hours_are_half_past_eight_to_half_past_five_with_lunch() -> None:
    spans = shipped_schedule().on(date(2025, 7, 1)).spans
    assert spans == ((time(8, 30), time(12)), (time(13, 30), time(17, 30)))
    assert shipped_schedule() is shipped_schedule()
    assert shipped_settings() is shipped_settings()


def test_that_the_season_of_the_day_holds() -> None:
    summer = DutyHours(date(2025, 6, 1), ((time(8), time(12)),))
    winter = DutyHours(date(2025, 10, 1), ((time(9), time(12)),))
    schedule = DutySchedule((winter, summer))
    assert schedule.entries == (summer, winter)
    assert schedule.on(date(2025, 5, 31)) == summer, "the earliest holds before its day too"
    assert schedule.on(date(2025, 6, 1)) == summer
    assert schedule.on(date(2025, 9, 30)) == summer
    assert schedule.on(date(2025, 10, 1)) == winter
    assert schedule.on(date(2030, 1, 1)) == winter


def test_that_a_day_may_be_manned_round_the_clock_and_spans_may_touch() -> None:
    assert ROUND_THE_CLOCK.on(DAY).spans == ((MIDNIGHT, MIDNIGHT),)
    touching = ((time(8), time(12)), (time(12), time(14)), (time(20), MIDNIGHT))
    assert DutyHours(DAY, touching).spans == touching


@pytest.mark.parametrize(
    ("spans", "key", "arguments"),
    [
        ((), "duty_hours_empty", {"valid_from": "2025-01-01"}),
        (((time(12), time(8)),), "duty_span_wrong", {"start": "12:00:00", "end": "08:00:00"}),
        (((time(8), time(8)),), "duty_span_wrong", {"start": "08:00:00", "end": "08:00:00"}),
        (
            ((time(8), time(12)), (time(11, 59), time(13))),
            "duty_spans_overlap",
            {"start": "11:59:00", "end": "12:00:00"},
        ),
        (((time(13), time(17)), (time(8), time(12))), "duty_spans_overlap", {"start": "08:00:00", "end": "17:00:00"}),
        (
            ((time(20), MIDNIGHT), (time(21), time(22))),
            "duty_spans_overlap",
            {"start": "21:00:00", "end": "00:00:00"},
        ),
    ],
)
def test_that_spans_that_make_no_day_are_refused(
    spans: tuple[tuple[time, time], ...], key: str, arguments: dict[str, object]
) -> None:
    with pytest.raises(BadInput) as refused:
        DutyHours(DAY, spans)
    assert (refused.value.key, dict(refused.value.arguments)) == (key, arguments)


def test_that_a_schedule_needs_entries_each_with_its_own_day() -> None:
    hours = DutyHours(DAY, ((time(8), time(12)),))
    with pytest.raises(BadInput) as refused:
        DutySchedule(())
    assert refused.value.key == "duty_schedule_empty"
    with pytest.raises(BadInput) as refused:
        DutySchedule((hours, DutyHours(date(2025, 2, 1), hours.spans), hours))
    assert (refused.value.key, dict(refused.value.arguments)) == ("duty_hours_twice", {"valid_from": "2025-01-01"})


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("8:30-12:00", (time(8, 30), time(12))),
        (" 13:30 – 17:30 ", (time(13, 30), time(17, 30))),
        ("08:05—09:10", (time(8, 5), time(9, 10))),
        ("0:00~24:00", (MIDNIGHT, MIDNIGHT)),
    ],
)
def test_that_spans_are_read_as_people_write_them(text: str, span: tuple[time, time]) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize(
    "text", ["", "8-12", "8:30", "25:00-26:00", "8:60-9:00", "8:00-24:01", "8:00-0:00", "a8:00-9:00"]
)
def test_that_other_spans_are_refused_with_their_text(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_span(text)
    assert (refused.value.key, dict(refused.value.arguments)) == ("duty_span_not_understood", {"text": text})


def test_that_a_configured_schedule_is_read() -> None:
    schedule = parse_schedule(
        [
            {"valid_from": date(2025, 10, 1), "spans": ["9:00-12:00"]},
            {"valid_from": date(2025, 6, 1), "spans": ["8:00-12:00", "14:00-18:00"]},
        ]
    )
    assert schedule.on(date(2025, 7, 1)).spans == ((time(8), time(12)), (time(14), time(18)))
    assert schedule.on(date(2025, 11, 1)).spans == ((time(9), time(12)),)


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"valid_from": date(2025, 6, 1)},
        {"spans": ["8:00-12:00"]},
        {"valid_from": "2025-06-01", "spans": ["8:00-12:00"]},
        {"valid_from": datetime(2025, 6, 1), "spans": ["8:00-12:00"]},
        {"valid_from": date(2025, 6, 1), "spans": "8:00-12:00"},
    ],
)
def test_that_a_row_without_its_parts_is_refused_by_number(row: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        parse_schedule([{"valid_from": date(2020, 1, 1), "spans": ["8:00-12:00"]}, row])
    assert (refused.value.key, dict(refused.value.arguments)) == ("duty_hours_row_wrong", {"row": 2})
