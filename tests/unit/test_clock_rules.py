"""The rules a clock counts by."""

from __future__ import annotations

import pickle

import pytest

from models.domain.calendar import shipped_calendar
from models.domain.clock import ClockRules, explain, shipped_rules
from models.domain.clock_line import Line, PastLineError
from models.domain.clock_rules import on_line
from models.domain.duty_hours import shipped_schedule
from models.domain.errors import BadInput
from models.domain.limit import parse_limit
from tests.helpers.clock import END_OF_DUTY, RULES, SHANGHAI, at


def test_that_another_way_to_end_days_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        ClockRules(SHANGHAI, shipped_calendar(), shipped_schedule(), "noon")  # type: ignore[arg-type]
    assert (refused.value.key, dict(refused.value.arguments)) == ("day_due_unknown", {"text": "noon"})


def test_that_rules_are_compared_by_their_content_and_survive_pickling() -> None:
    rules = ClockRules(SHANGHAI, shipped_calendar(), shipped_schedule())
    assert rules == RULES
    assert rules != END_OF_DUTY
    copied = pickle.loads(pickle.dumps(rules))
    assert copied == rules
    start, limit = at("2025-09-30 16:00"), parse_limit("4工作时")
    assert explain(start, limit, copied) == explain(start, limit, RULES)
    assert shipped_rules() is RULES


def test_that_work_is_tried_again_on_a_longer_line() -> None:
    rules = ClockRules(SHANGHAI, shipped_calendar(), shipped_schedule())
    seen: list[int] = []

    def work(line: Line) -> int:
        seen.append(line.last_year)
        if line.last_year < 2030:
            raise PastLineError
        return line.first_year

    assert on_line(rules, at("2025-06-01"), work) == 2024
    assert seen == [2026, 2028, 2032]
