"""Times and spans as people read them."""

from __future__ import annotations

import pytest

from console.formatting import Formats, hours_of
from console.messages import messages
from models.domain.case import DUE_SOON, Urgency
from models.domain.instant import DAY, HOUR, MINUTE, SECOND, parse_instant
from tests.helpers.records import SHANGHAI, T0, make_case

ZH = Formats(messages("zh"), SHANGHAI)
EN = Formats(messages("en"), SHANGHAI)


@pytest.mark.parametrize(
    ("span", "zh", "en"),
    [
        (42 * MINUTE, "42分", "42 min"),
        (72 * MINUTE, "1时12分", "1 h 12 min"),
        (2 * HOUR, "2时", "2 h"),
        (2 * DAY + 3 * HOUR + 5 * MINUTE, "2天3时", "2 d 3 h"),
        (DAY, "1天", "1 d"),
        (0, "0分", "0 min"),
        (-HOUR, "1时", "1 h"),
    ],
)
def test_that_a_span_is_said_in_its_two_largest_units(span: int, zh: str, en: str) -> None:
    assert (ZH.span(span), EN.span(span)) == (zh, en)


def test_that_the_time_of_a_case_says_left_over_or_none() -> None:
    def said(deadline: int | None) -> tuple[str, Urgency]:
        shown = ZH.case_time(make_case(deadline_at=deadline), T0, DUE_SOON)
        return shown.text, shown.urgency

    assert said(T0 + 42 * MINUTE) == ("剩 42分", Urgency.DUE_SOON)
    assert said(T0 + 5 * HOUR) == ("剩 5时", Urgency.ON_TRACK)
    assert said(T0 - 72 * MINUTE) == ("超期 1时12分", Urgency.OVERDUE)
    assert said(T0 - SECOND) == ("超期 1分", Urgency.OVERDUE)
    assert said(None) == ("无时限", Urgency.ON_TRACK)


def test_that_a_moment_carries_as_much_date_as_needed() -> None:
    other_day, other_year = parse_instant("2025-10-11 08:30", SHANGHAI), parse_instant("2024-01-02 08:30", SHANGHAI)
    assert (ZH.moment(T0, T0), ZH.moment(other_day, T0)) == ("10:00", "10月11日 08:30")
    assert (EN.moment(other_day, T0), EN.moment(other_year, T0)) == ("11 Oct 08:30", "2024-01-02 08:30")
    assert (ZH.moment(None, T0), ZH.clock(None), ZH.full(None)) == ("—", "—", "—")
    assert (ZH.clock(T0), ZH.full(T0)) == ("10:00", "2025-09-24 10:00")


def test_that_the_age_of_data_has_a_unit() -> None:
    assert [ZH.age(s) for s in (0.21, 12.4, 75)] == ["0.2 秒前", "12 秒前", "1分前"]
    assert EN.age(75) == "1 min ago"


def test_that_limits_are_said_in_words() -> None:
    assert (ZH.limit("4 working_hour"), EN.limit("2 urgent_day"), ZH.limit(None)) == ("4 工作时", "2 urgent days", "—")
    assert hours_of(90 * MINUTE) == 1.5
