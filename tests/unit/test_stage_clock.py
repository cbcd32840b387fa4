"""Stage clocks: limits as data, day and night unless configured otherwise."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.domain.clock import ClockRules, shipped_rules
from models.domain.duty_hours import ROUND_THE_CLOCK
from models.domain.errors import BadInput
from models.domain.instant import MINUTE, parse_instant
from models.domain.stage_clock import (
    LONGEST_MINUTES,
    Counting,
    StageLimit,
    StageLimits,
    parse_stage_limits,
    shipped_stage_limits,
    stage_due,
)

RULES = shipped_rules()
ZONE = ZoneInfo("Asia/Shanghai")
DUTY = StageLimits(
    accept=StageLimit(15, Counting.duty),
    dispatch=StageLimit(20, Counting.continuous),
    check=StageLimit(60 * 8, Counting.duty),
    close=StageLimit(1),
)


def raw(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {stage: {"minutes": 5} for stage in ("accept", "dispatch", "check", "close")} | changes


def test_that_the_shipped_limits_are_15_15_30_30_minutes_day_and_night() -> None:
    limits = shipped_stage_limits()
    start = parse_instant("2025-10-01 03:00", ZONE)
    for stage, minutes in (("accept", 15), ("dispatch", 15), ("check", 30), ("close", 30)):
        assert limits.of(stage) == StageLimit(minutes, Counting.continuous)
        assert stage_due(stage, start, limits, RULES) == start + minutes * MINUTE
    assert shipped_stage_limits() is limits


@pytest.mark.parametrize(
    ("stage", "start", "due"),
    [
        ("accept", "2025-09-30 17:25", "2025-10-09 08:40"),
        ("accept", "2025-10-04 03:00", "2025-10-09 08:45"),
        ("accept", "2025-06-04 11:45", "2025-06-04 12:00"),
        ("dispatch", "2025-06-04 11:45", "2025-06-04 12:05"),
        ("check", "2025-06-06 10:00", "2025-06-09 10:30"),
        ("close", "2025-06-04 23:59", "2025-06-05 00:00"),
    ],
)
def test_that_a_stage_may_count_duty_hours_only(stage: str, start: str, due: str) -> None:
    assert stage_due(stage, parse_instant(start, ZONE), DUTY, RULES) == parse_instant(due, ZONE)


def test_that_a_centre_manned_round_the_clock_still_has_free_days() -> None:
    rules = ClockRules(ZONE, RULES.calendar, ROUND_THE_CLOCK)
    start = parse_instant("2025-09-30 23:50", ZONE)
    assert stage_due("accept", start, DUTY, rules) == parse_instant("2025-10-09 00:05", ZONE)


def test_that_an_unknown_stage_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        stage_due("handle", 0, DUTY, RULES)
    assert (refused.value.key, dict(refused.value.arguments)) == ("stage_unknown", {"stage": "handle"})


@pytest.mark.parametrize("minutes", [0, -1, LONGEST_MINUTES + 1])
def test_that_senseless_minutes_are_refused(minutes: int) -> None:
    with pytest.raises(BadInput) as refused:
        StageLimit(minutes)
    assert (refused.value.key, dict(refused.value.arguments)) == ("stage_minutes_wrong", {"minutes": minutes})


def test_that_a_year_and_a_minute_are_accepted() -> None:
    assert StageLimit(LONGEST_MINUTES).minutes == 60 * 24 * 365
    assert StageLimit(1).counting == Counting.continuous


def test_that_configured_limits_are_read() -> None:
    limits = parse_stage_limits(raw(check={"minutes": 45, "counting": "duty"}))
    assert limits.check == StageLimit(45, Counting.duty)
    assert limits.close == StageLimit(5, Counting.continuous)


@pytest.mark.parametrize(
    ("changed", "key", "arguments"),
    [
        (raw(handle={"minutes": 5}), "stage_unknown", {"stage": "handle"}),
        ({stage: {"minutes": 5} for stage in ("accept", "dispatch", "close")}, "stage_missing", {"stage": "check"}),
        (raw(check={}), "stage_minutes_wrong", {"minutes": "None"}),
        (raw(check={"minutes": 1.5}), "stage_minutes_wrong", {"minutes": "1.5"}),
        (raw(check={"minutes": True}), "stage_minutes_wrong", {"minutes": "True"}),
        (raw(check={"minutes": 0}), "stage_minutes_wrong", {"minutes": 0}),
        (raw(check={"minutes": 5, "counting": "sometimes"}), "stage_counting_unknown", {"text": "sometimes"}),
    ],
)
def test_that_other_configuration_is_refused(
    changed: dict[str, dict[str, Any]], key: str, arguments: dict[str, object]
) -> None:
    with pytest.raises(BadInput) as refused:
        parse_stage_limits(changed)
    assert (refused.value.key, dict(refused.value.arguments)) == (key, arguments)
