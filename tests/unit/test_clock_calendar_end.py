"""The last microsecond of the calendar: a due after it has used a day that is not known."""

from __future__ import annotations

import pytest

from models.domain.clock import calendar_complete, counted_until, explain, remaining
from models.domain.duty_hours import ROUND_THE_CLOCK
from models.domain.instant import HOUR, MICROSECOND, MINUTE
from models.domain.limit import parse_limit
from tests.helpers.clock import RULES, abroad, at

RULES_DAY_AND_NIGHT = abroad("Asia/Shanghai", schedule=ROUND_THE_CLOCK)
LAST_HOUR = at("2026-12-31 23:00")


@pytest.mark.parametrize(
    ("start", "complete"),
    [(LAST_HOUR - MICROSECOND, True), (LAST_HOUR, True), (LAST_HOUR + MICROSECOND, False), (LAST_HOUR + HOUR, False)],
)
def test_that_a_due_one_microsecond_into_an_unknown_day_is_not_complete(start: int, complete: bool) -> None:
    limit = parse_limit("1工作时")
    explained = explain(start, limit, RULES_DAY_AND_NIGHT)
    assert explained.due == start + HOUR
    assert explained.calendar_complete is complete
    assert calendar_complete(start, start + HOUR, limit, RULES_DAY_AND_NIGHT) is complete


def test_that_nothing_is_left_at_the_due_and_less_than_nothing_after_it() -> None:
    explained = explain(at("2025-09-24 09:00"), parse_limit("2工作时"), RULES)
    assert explained.due == at("2025-09-24 11:00")
    assert [remaining(explained, explained.due + step) for step in (-MINUTE, 0, MINUTE)] == [MINUTE, 0, -MINUTE]
    assert [counted_until(explained, explained.start + step) for step in (-MINUTE, 0, MINUTE)] == [0, 0, MINUTE]
