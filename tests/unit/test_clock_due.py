"""Pauses move the due; what is left of a limit at an instant."""

from __future__ import annotations

from datetime import date

import pytest

from models.domain.calendar import shipped_calendar
from models.domain.clock import (
    ClockRules,
    Pause,
    counted_until,
    duty_due,
    explain,
    remaining,
    working_days_between,
)
from models.domain.clock_due import merged
from models.domain.errors import BadInput
from models.domain.instant import DAY, HOUR, MINUTE
from models.domain.limit import parse_limit
from tests.helpers.clock import (
    END_OF_DUTY,
    NEW_YORK_RULES,
    RULES,
    SEASONS,
    at,
    due,
    pause,
    shown,
    strip,
)


@pytest.mark.parametrize(
    ("limit", "start", "end", "expected"),
    [
        ("4工作时", "2025-06-04 10:00", "2025-06-04 11:00", "2025-06-04 16:30"),
        ("4工作时", "2025-06-04 11:00", "2025-06-05 14:00", "2025-06-05 17:00"),
        ("4工作时", "2025-06-04 12:00", "2025-06-04 13:30", "2025-06-04 15:30"),  # lunch: nothing counted in it
        ("4工作时", "2025-06-03 08:30", "2025-06-04 11:00", "2025-06-04 16:30"),  # paused at the start
        ("4工作时", "2025-06-04 10:00", "2025-06-04 10:00", "2025-06-04 15:30"),  # empty
        ("4工作时", "2025-06-04 15:30", "2025-06-06 10:00", "2025-06-04 15:30"),  # begins when all is over
        ("4工作时", "2025-06-03 08:30", "2025-06-04 10:00", "2025-06-04 15:30"),  # over when the limit starts
        ("2天", "2025-06-04 15:00", "2025-06-09 15:00", "2025-06-11 10:00"),
        ("2天", "2025-06-04 15:00", "2025-06-04 16:00", "2025-06-06 11:00"),
        ("2天", "2025-06-05 00:00", "2025-06-06 00:00", "2025-06-09 10:00"),
        ("2天", "2025-06-07 00:00", "2025-06-09 00:00", "2025-06-06 10:00"),
        ("2自然日", "2025-06-05 00:00", "2025-06-08 00:00", "2025-06-09 10:00"),
        ("2紧急工作时", "2025-06-04 11:00", "2025-06-07 11:00", "2025-06-07 12:00"),
        ("0.5天", "2025-06-04 11:00", "2025-06-05 11:00", "2025-06-05 15:15"),
    ],
)
def test_that_a_pause_moves_the_due_by_what_is_counted_in_it(limit: str, start: str, end: str, expected: str) -> None:
    assert due("2025-06-04 10:00", limit, RULES, pause(start, end)) == expected


def test_that_a_suspension_of_whole_days_keeps_the_reading_even_at_an_opening() -> None:
    whole_day = pause("2025-06-05 00:00", "2025-06-06 00:00")
    assert due("2025-06-03 20:00", "2天", RULES, whole_day) == "2025-06-09 08:30"


def test_that_a_second_pause_is_met_only_because_of_the_first() -> None:
    pauses = (pause("2025-06-04 16:00", "2025-06-04 17:00"), pause("2025-06-04 10:30", "2025-06-04 11:30"))
    explained = explain(at("2025-06-04 10:00"), parse_limit("4工作时"), RULES, pauses)
    assert shown(explained.due) == "2025-06-04 17:30"
    assert [kind for _, kind, _ in strip(explained)] == [
        "counted", "suspended", "counted", "lunch", "counted", "suspended", "counted",
    ]  # fmt: skip


def test_that_overlapping_touching_and_repeated_pauses_count_once() -> None:
    pauses = [
        pause("2025-06-04 11:00", "2025-06-04 14:00"),
        pause("2025-06-04 10:30", "2025-06-04 11:00"),
        pause("2025-06-04 10:30", "2025-06-04 10:45"),
        pause("2025-06-04 13:00", "2025-06-04 13:30"),
        pause("2025-06-04 11:00", "2025-06-04 14:00"),
    ]
    explained = explain(at("2025-06-04 10:00"), parse_limit("4工作时"), RULES, pauses)
    assert strip(explained) == [
        ("06-04 10:00", "counted", ""),
        ("06-04 10:30", "suspended", ""),
        ("06-04 14:00", "counted", ""),
    ]
    assert shown(explained.due) == "2025-06-04 17:30"


@pytest.mark.parametrize(
    ("rules", "start", "limit", "begins", "ends", "expected"),
    [
        # duty ends while the clock stands: the due goes on to the end of the day on which it resumes
        (END_OF_DUTY, "2025-06-04 10:00", "1天", "2025-06-05 16:00", "2025-06-06 09:00", "2025-06-06 17:30"),
        (END_OF_DUTY, "2025-06-04 10:00", "1天", "2025-06-05 16:00", "2025-06-06 20:00", "2025-06-09 17:30"),
        (END_OF_DUTY, "2025-06-04 10:00", "1天", "2025-06-05 16:00", "2025-06-05 17:00", "2025-06-05 17:30"),
        (END_OF_DUTY, "2025-06-04 16:00", "1天", "2025-06-05 09:00", "2025-06-05 11:00", "2025-06-06 17:30"),
        # the reading has become lunch, and an hour of another season does not lead past the pause
        (SEASONS, "2025-06-30 13:45", "1天", "2025-07-01 11:00", "2025-07-01 15:00", "2025-07-01 15:00"),
        # the clocks went back meanwhile
        (NEW_YORK_RULES, "2015-10-31 20:00", "1自然日", "2015-11-01 19:30", "2015-11-02 19:30", "2015-11-02 19:30"),
    ],
)
def test_that_a_limit_never_ends_while_its_clock_stands(
    rules: ClockRules, start: str, limit: str, begins: str, ends: str, expected: str
) -> None:
    assert due(start, limit, rules, pause(begins, ends, rules.zone)) == expected


def test_that_pauses_are_put_in_order_without_overlaps_touches_and_empty_ones() -> None:
    assert merged([Pause(5, 5), Pause(20, 30), Pause(9, 12), Pause(7, 9), Pause(21, 29), Pause(1, 2)]) == [
        Pause(1, 2),
        Pause(7, 12),
        Pause(20, 30),
    ]
    assert merged([Pause(7, None), Pause(8, 9), Pause(7, 8)]) == [Pause(7, None)]
    assert merged([]) == []


def test_that_a_pause_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        Pause(2, 1)
    assert (refused.value.key, dict(refused.value.arguments)) == ("pause_wrong", {"start": 2, "end": 1})


def test_that_an_open_pause_leaves_the_due_unknown() -> None:
    pauses = [pause("2025-06-04 10:30", "2025-06-04 11:00"), pause("2025-06-04 14:00", None)]
    explained = explain(at("2025-06-04 10:00"), parse_limit("4工作时"), RULES, pauses, as_of=at("2025-06-06 09:00"))
    assert explained.due is None
    assert explained.needed == 4 * HOUR
    assert explained.counted == 2 * HOUR
    assert strip(explained)[-1] == ("06-04 14:00", "suspended", "")
    assert explained.intervals[-1].end == at("2025-06-06 09:00")
    assert remaining(explained, at("2025-06-06 09:00")) == 2 * HOUR
    assert remaining(explained, at("2026-06-06 09:00")) == 2 * HOUR
    assert explained.calendar_complete


def test_that_an_open_pause_swallows_every_later_one() -> None:
    pauses = [
        pause("2025-06-04 15:00", "2025-06-05 15:00"),
        pause("2025-06-04 14:00", None),
        pause("2025-06-04 13:45", None),
    ]
    explained = explain(at("2025-06-04 13:30"), parse_limit("4工作时"), RULES, pauses, as_of=at("2025-06-06 09:00"))
    assert strip(explained) == [("06-04 13:30", "counted", ""), ("06-04 13:45", "suspended", "")]


def test_that_without_an_instant_to_look_from_an_open_pause_ends_the_intervals() -> None:
    explained = explain(at("2025-06-04 10:00"), parse_limit("4工作时"), RULES, [pause("2025-06-04 11:00", None)])
    assert strip(explained) == [("06-04 10:00", "counted", "")]
    assert explained.intervals[-1].end == at("2025-06-04 11:00")


def test_that_an_open_pause_from_before_the_start_leaves_no_interval() -> None:
    explained = explain(at("2025-06-04 10:00"), parse_limit("4工作时"), RULES, [pause("2025-06-01", None)])
    assert (explained.due, explained.intervals, explained.counted, explained.needed) == (None, (), 0, 4 * HOUR)
    early = explain(
        at("2025-06-04 10:00"), parse_limit("4工作时"), RULES, [pause("2025-06-01", None)], as_of=at("2025-06-02")
    )
    assert early.intervals == ()


def test_that_an_open_pause_after_the_due_does_not_matter() -> None:
    explained = explain(
        at("2025-06-04 10:00"), parse_limit("1工作时"), RULES, [pause("2025-06-04 11:00", None)], as_of=at("2025-07-01")
    )
    assert shown(explained.due) == "2025-06-04 11:00"
    assert explained.intervals[-1].end == explained.due


def test_that_an_open_pause_that_outlasts_the_calendar_says_so() -> None:
    open_pause = [pause("2026-12-30", None)]
    start, limit = at("2026-12-29 10:00"), parse_limit("4天")
    assert explain(start, limit, RULES, open_pause, as_of=at("2026-12-31 12:00")).calendar_complete
    assert not explain(start, limit, RULES, open_pause, as_of=at("2027-01-02 12:00")).calendar_complete


# ------------------------------------------------------------------------------------- what is left


def test_that_the_counted_time_left_runs_down_only_while_it_counts() -> None:
    explained = explain(at("2025-06-04 10:00"), parse_limit("4工作时"), RULES)
    for moment, left in [
        ("2025-06-01 00:00", 240), ("2025-06-04 10:00", 240), ("2025-06-04 11:00", 180), ("2025-06-04 12:00", 120),
        ("2025-06-04 13:00", 120), ("2025-06-04 14:30", 60), ("2025-06-04 15:30", 0), ("2025-06-04 16:30", -60),
        ("2025-06-04 20:00", -120), ("2025-06-05 09:30", -180), ("2025-06-08 09:30", -120 - 450 * 2),
    ]:  # fmt: skip
        assert remaining(explained, at(moment)) == left * MINUTE, moment
        assert counted_until(explained, at(moment)) == min(240, 240 - max(left, 0)) * MINUTE


def test_that_continuous_time_is_missing_minute_by_minute_after_the_due() -> None:
    explained = explain(at("2025-06-06 20:00"), parse_limit("2紧急工作时"), RULES)
    assert remaining(explained, at("2025-06-06 21:00")) == HOUR
    assert remaining(explained, at("2025-06-08 22:00")) == -2 * DAY


def test_that_time_missed_over_many_years_is_found() -> None:
    explained = explain(at("2025-06-04 10:00"), parse_limit("1工作时"), RULES)
    assert remaining(explained, at("2045-06-04 10:00")) < -5_000 * 450 * MINUTE


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2025, 9, 30), date(2025, 10, 9), 1),
        (date(2025, 10, 9), date(2025, 9, 30), -1),
        (date(2025, 9, 26), date(2025, 9, 28), 1),
        (date(2025, 10, 9), date(2025, 10, 9), 0),
        (date(2025, 10, 8), date(2025, 10, 13), 4),
        (date(2026, 12, 31), date(2027, 1, 4), 2),
    ],
)
def test_that_working_days_between_two_days_are_counted(first: date, last: date, days: int) -> None:
    assert working_days_between(shipped_calendar(), first, last) == days


def test_that_duty_time_passes_only_in_duty_hours() -> None:
    assert shown(duty_due(at("2025-06-06 17:20"), 15 * MINUTE, RULES)) == "2025-06-09 08:35"
    assert shown(duty_due(at("2025-06-06 20:00"), 15 * MINUTE, RULES)) == "2025-06-09 08:45"
