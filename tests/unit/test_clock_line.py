"""The line of duty time: its bounds, its growth, and the rules that hold it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.domain.calendar import shipped_calendar
from models.domain.clock import (
    ClockRules,
    due_only,
    explain,
)
from models.domain.clock_line import LAST_YEAR, LATEST, PastLineError
from models.domain.duty_hours import shipped_schedule
from models.domain.errors import BadInput
from models.domain.instant import HOUR, from_local, to_local
from models.domain.limit import Limit, Unit, parse_limit
from tests.helpers.clock import (
    RULES,
    SHANGHAI,
    at,
    shown,
)


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("year", [1700, 1899, 1900, 2300, 2305, 9000])
def test_that_starts_outside_sensible_years_are_refused(unit: Unit, year: int) -> None:
    limit = parse_limit(f"1 {unit}")
    start = from_local(datetime(year, 6, 1), SHANGHAI)
    for ask in (lambda: due_only(start, limit, RULES), lambda: explain(start, limit, RULES)):
        with pytest.raises(BadInput) as refused:
            ask()
        assert refused.value.key == "instant_out_of_range"
        assert dict(refused.value.arguments) == {"first": "1900", "last": "2300"}


@pytest.mark.parametrize("unit", list(Unit))
def test_that_a_due_outside_sensible_years_is_refused(unit: Unit) -> None:
    limit = parse_limit(f"3650 {unit}")
    start = from_local(datetime(2299, 6, 1), SHANGHAI)
    if unit.is_hour:
        start = from_local(datetime(2299, 12, 1), SHANGHAI)
    rules = ClockRules(SHANGHAI, shipped_calendar(), shipped_schedule())
    for ask in (lambda: due_only(start, limit, rules), lambda: explain(start, limit, rules)):
        with pytest.raises(BadInput) as refused:
            ask()
        assert (refused.value.key, dict(refused.value.arguments)) == ("due_out_of_range", {"last": "2300"})


def test_that_the_latest_due_is_still_given() -> None:
    start = LATEST - HOUR
    rules = ClockRules(ZoneInfo("UTC"), shipped_calendar(), shipped_schedule())
    assert due_only(start, parse_limit("1紧急工作时"), rules) == LATEST
    assert explain(start, parse_limit("1紧急工作时"), rules).due == LATEST
    assert (to_local(LATEST, ZoneInfo("UTC")).year, LAST_YEAR) == (2300, 2300)


def test_that_a_line_grows_on_demand_in_both_directions() -> None:
    rules = ClockRules(SHANGHAI, shipped_calendar(), shipped_schedule())
    limit = parse_limit("2工作时")
    later = due_only(at("2020-06-03 10:00"), limit, rules)
    line = rules.lines.around(later)
    assert (line.first_year, line.last_year) == (2019, 2021)
    assert rules.lines.around(later) is line
    assert shown(due_only(at("2010-06-02 10:00"), limit, rules)) == "2010-06-02 12:00"
    assert rules.lines.around(later).first_year == 2009
    assert due_only(at("2020-06-03 10:00"), limit, rules) == later
    assert shown(due_only(at("2020-06-03 10:00"), parse_limit("1000工作日"), rules)) == shown(
        due_only(at("2020-06-03 10:00"), parse_limit("1000工作日"), RULES)
    )
    assert rules.lines.around(later).last_year >= 2024


def test_that_a_line_says_when_it_ends() -> None:
    line = ClockRules(SHANGHAI, shipped_calendar(), shipped_schedule()).lines.around(at("2020-06-03"))
    for look, place in (
        (line.count, line.end),
        (line.day, line.end),
        (line.after, line.total),
        (line.reached, line.total + 1),
        (line.workday, len(line.workdays)),
    ):
        with pytest.raises(PastLineError):
            look(place)
    assert line.reached(line.total) == line.ends[-1]
    assert line.count(line.end - 1) == line.total
    assert line.count(line.midnights[0]) == 0
    assert line.count(line.starts[0] + HOUR) == HOUR
    assert line.day(line.end - 1) == date(2021, 12, 31).toordinal()
    assert line.workday(len(line.workdays) - 1) == date(2021, 12, 31).toordinal()


def test_that_an_explanation_holds_its_question() -> None:
    limit = Limit(parse_limit("4工作时").amount, Unit.working_hour)
    explained = explain(at("2025-06-04 10:00"), limit, RULES)
    assert (explained.start, explained.limit, explained.rules) == (at("2025-06-04 10:00"), limit, RULES)
    assert explained.intervals[0].span == 2 * HOUR
