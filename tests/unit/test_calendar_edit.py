"""Changing calendars: single days, whole years, differences, and what a year must say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.calendar import Calendar, DayKind, plain_kind, shipped_calendar
from models.domain.calendar_edit import (
    LONGEST_NAME,
    Day,
    checked_day,
    differences,
    exceptions,
    from_exceptions,
    lacking,
    with_days,
    without_days,
    year_figures,
)
from models.domain.errors import BadInput
from tests.helpers.calendars import calendar_2027, invented_days

SHIPPED = shipped_calendar()
FRIDAY, SATURDAY = date(2027, 1, 8), date(2027, 1, 9)
HOLIDAY: Day = (DayKind.holiday, "元旦")


def test_that_a_single_day_changes_and_goes_back_to_its_weekday() -> None:
    changed = with_days(SHIPPED, {date(2026, 12, 31): (DayKind.holiday, " 元旦 ")})
    assert changed.kind(date(2026, 12, 31)) == DayKind.holiday
    assert changed.name(date(2026, 12, 31)) == "元旦"
    assert changed.version != SHIPPED.version
    assert without_days(changed, frozenset({date(2026, 12, 31)})) == SHIPPED


def test_that_a_day_outside_opens_its_whole_year_by_weekdays() -> None:
    grown = with_days(SHIPPED, {FRIDAY: HOLIDAY})
    assert (grown.first_day, grown.last_day) == (SHIPPED.first_day, date(2027, 12, 31))
    assert grown.kind(SATURDAY) == DayKind.weekend
    assert grown.is_working(date(2027, 1, 11))
    earlier = with_days(SHIPPED, {date(2014, 3, 3): HOLIDAY})
    assert (earlier.first_day, earlier.last_day) == (date(2014, 1, 1), SHIPPED.last_day)


def test_that_nothing_changed_is_the_same_calendar_and_days_outside_are_not_cleared() -> None:
    assert with_days(SHIPPED, {}) is SHIPPED
    assert without_days(SHIPPED, frozenset({FRIDAY})) is SHIPPED


def test_that_no_year_is_left_out_between() -> None:
    with pytest.raises(BadInput, match="calendar_year_gap") as gap:
        with_days(SHIPPED, {date(2028, 1, 3): HOLIDAY})
    assert gap.value.arguments["year"] == "2027"
    with pytest.raises(BadInput, match="calendar_year_gap"):
        with_days(SHIPPED, {date(2013, 1, 3): HOLIDAY})


@pytest.mark.parametrize(
    ("day", "kind", "name", "key"),
    [
        (date(1999, 12, 31), DayKind.holiday, "元旦", "calendar_day_outside"),
        (date(2101, 1, 1), DayKind.holiday, "元旦", "calendar_day_outside"),
        (FRIDAY, DayKind.makeup_workday, "春节", "calendar_makeup_on_weekday"),
        (FRIDAY, DayKind.weekend, "", "calendar_kind_contradicts_weekday"),
        (SATURDAY, DayKind.workday, "", "calendar_kind_contradicts_weekday"),
        (FRIDAY, DayKind.holiday, "  ", "calendar_holiday_nameless"),
        (FRIDAY, DayKind.holiday, "春" * (LONGEST_NAME + 1), "calendar_name_wrong"),
        (FRIDAY, DayKind.holiday, "春\n节", "calendar_name_wrong"),
    ],
)
def test_that_a_day_that_cannot_be_is_refused(day: date, kind: DayKind, name: str, key: str) -> None:
    with pytest.raises(BadInput, match=key):
        checked_day(day, kind, name)


def test_that_the_edges_of_what_may_be_are_taken() -> None:
    assert checked_day(date(2000, 1, 3), DayKind.holiday, "元旦") == HOLIDAY
    assert checked_day(date(2100, 12, 31), DayKind.workday, "任何") == (DayKind.workday, "")
    assert checked_day(SATURDAY, DayKind.makeup_workday, "") == (DayKind.makeup_workday, "")
    assert checked_day(SATURDAY, DayKind.weekend, "任何") == (DayKind.weekend, "")
    assert checked_day(FRIDAY, DayKind.holiday, "春" * LONGEST_NAME)[1] == "春" * LONGEST_NAME


def test_that_differences_name_each_day_with_what_it_was_and_is() -> None:
    found = differences(SHIPPED, calendar_2027())
    assert len(found) == 365
    assert (found[0].day, found[0].before, found[0].after) == (date(2027, 1, 1), None, HOLIDAY)
    assert differences(SHIPPED, SHIPPED) == ()
    back = differences(calendar_2027(), SHIPPED)
    assert (back[0].before, back[0].after) == (HOLIDAY, None)
    one = with_days(SHIPPED, {date(2026, 3, 2): (DayKind.holiday, "试")})
    assert [(d.day, d.before, d.after) for d in differences(SHIPPED, one)] == [
        (date(2026, 3, 2), (DayKind.workday, ""), (DayKind.holiday, "试"))
    ]


def test_that_a_calendar_comes_back_from_its_exceptions() -> None:
    assert from_exceptions(SHIPPED.first_day, SHIPPED.last_day, exceptions(SHIPPED)) == SHIPPED
    assert exceptions(SHIPPED)[date(2025, 9, 28)] == (DayKind.makeup_workday, "国庆节")


def test_that_a_year_is_told_in_figures() -> None:
    figures = year_figures(calendar_2027(), 2027)
    assert (figures.covered, figures.holidays, figures.makeup) == (True, 28, 6)
    assert figures.working == 249
    assert not year_figures(SHIPPED, 2027).covered
    assert year_figures(SHIPPED, 2027).working == 261


@pytest.mark.parametrize("year", range(2015, 2027))
def test_that_every_announced_year_says_enough(year: int) -> None:
    assert lacking(exceptions(SHIPPED), year) == ()


def test_that_a_year_without_a_statutory_holiday_or_with_few_days_off_lacks_something() -> None:
    days = invented_days()
    without = {day: value for day, value in days.items() if value[1] != "端午节"}
    assert lacking(without, 2027) == ("dragon_boat",)
    assert lacking(days, 2028) == ("new_year", "spring_festival", "qingming", "labour_day", "dragon_boat",
                                   "mid_autumn", "national_day")  # fmt: skip
    named = list(dict.fromkeys(name for kind, name in days.values() if kind == DayKind.holiday))
    few: dict[date, Day] = {date(2027, 3, 1) + timedelta(days=n): (DayKind.holiday, name)
                            for n, name in enumerate(named)}  # fmt: skip
    assert lacking(few, 2027) == ("days_off",)
    more: dict[date, Day] = {date(2027, 4, 1) + timedelta(days=n): HOLIDAY for n in range(4)}
    assert lacking({**few, **more}, 2027) == ()


@given(st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.booleans(), max_size=12))
def test_that_any_days_come_back_out_of_the_calendar_they_went_into(wanted: dict[date, bool]) -> None:
    days: dict[date, Day] = {
        day: HOLIDAY if off or plain_kind(day) == DayKind.workday else (DayKind.makeup_workday, "元旦")
        for day, off in wanted.items()
    }
    changed: Calendar = with_days(SHIPPED, days)
    assert all((changed.kind(day), changed.name(day)) == value for day, value in days.items())
    differing = {found.day for found in differences(SHIPPED, changed)}
    outside = {day for day in differing if not SHIPPED.covers(day)}
    assert differing - outside <= set(days)
    assert not outside or len(outside) == 365
