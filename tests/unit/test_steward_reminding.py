"""Reminders at shares of the counted time: night, lunch, weekend and suspension do not count."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.case import Case
from models.domain.clock import ClockRules, Explanation, Pause, counted_until, explain, shipped_rules
from models.domain.instant import DAY, HOUR
from models.domain.limit import Limit, parse_limit
from models.steward import reminding
from models.steward.reminding import Reminders, counted_share
from tests.helpers.records import T0, make_case
from tests.helpers.stories import instant, reading

RULES = shipped_rules()


def filed(limit: str, at: str, **more: object) -> Case:
    return make_case(state="in_progress", filed_at=instant(at), limit_text=limit, **more)


@pytest.mark.parametrize(
    ("limit", "at", "first", "second"),
    [
        ("4 urgent_hour", "09-24 10:00", "09-24 13:00", "09-24 13:36"),
        ("4 working_hour", "09-24 10:00", "09-24 14:30", "09-24 15:06"),
        ("4 working_hour", "09-26 16:30", "09-28 10:30", "09-28 11:06"),  # the Sunday was worked (调休)
        ("1 working_hour", "09-24 17:15", "09-25 09:00", "09-25 09:09"),
        ("2 natural_day", "09-30 12:00", "10-02 00:00", "10-02 07:12"),
    ],
)
def test_that_a_reminder_comes_when_its_share_of_the_counted_time_is_over(
    limit: str, at: str, first: str, second: str
) -> None:
    found = Reminders(RULES, (75, 90)).of(filed(limit, at))
    assert [(percent, reading(moment)) for percent, moment in found] == [(75, first), (90, second)]


def test_that_extension_and_suspension_move_it() -> None:
    reminders = Reminders(RULES, (75,))
    plain = filed("4 urgent_hour", "09-24 10:00")
    start = instant("09-24 10:00")
    assert reminders.of(plain) == ((75, start + 3 * HOUR),)
    assert reminders.of(filed("4 urgent_hour", "09-24 10:00", extension="4")) == ((75, start + 6 * HOUR),)
    stood = filed("4 urgent_hour", "09-24 10:00", pauses=f"{start + HOUR}..{start + 5 * HOUR}")
    assert reminders.of(stood) == ((75, start + 7 * HOUR),)
    anew = filed("4 urgent_hour", "09-24 10:00", clock_from=start + DAY)
    assert reminders.of(anew) == ((75, start + DAY + 3 * HOUR),)


def test_that_a_case_without_limit_or_start_or_clock_has_none() -> None:
    reminders = Reminders(RULES, (75,))
    assert reminders.of(make_case()) == ()
    assert reminders.of(make_case(filed_at=T0)) == ()
    assert reminders.of(make_case(filed_at=T0, limit_text="4 working_hour", clock_from=10**18)) == ()
    assert Reminders(RULES, ()).of(filed("4 urgent_hour", "09-24 10:00")) == ()


def test_that_a_limit_without_counted_time_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing:
        counted = 0

    monkeypatch.setattr(reminding, "explain", lambda *args: Nothing())
    assert Reminders(RULES, (75,)).of(filed("4 urgent_hour", "09-24 10:00")) == ()


def test_that_what_was_computed_is_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counting(start: int, limit: Limit, rules: ClockRules, pauses: Sequence[Pause]) -> Explanation:
        asked.append(start)
        return explain(start, limit, rules, pauses)

    monkeypatch.setattr(reminding, "explain", counting)
    monkeypatch.setattr(reminding, "MOST_KEPT", 2)
    reminders = Reminders(RULES, (75,))
    cases = [filed("4 urgent_hour", f"09-24 1{n}:00") for n in range(3)]
    for case in (*cases[:2], *cases[:2], cases[2], cases[0]):
        reminders.of(case)
    assert asked == [case.filed_at for case in (*cases, cases[0])]


@given(
    st.integers(0, 40 * 24 * 60),
    st.sampled_from(("4 urgent_hour", "7 working_hour", "2 working_day", "3 natural_day")),
    st.integers(1, 99),
    st.integers(1, 99),
)
def test_that_shares_lie_on_counted_time_in_order_and_before_the_deadline(
    minutes: int, limit: str, one: int, other: int
) -> None:
    explanation = explain(T0 + minutes * 60_000_000, parse_limit(limit), RULES)
    assert explanation.due is not None
    shares = sorted({one, other})
    moments = [counted_share(explanation, share) for share in shares]
    for share, moment in zip(shares, moments, strict=True):
        assert explanation.start <= moment < explanation.due
        assert counted_until(explanation, moment) == explanation.counted * share // 100
    assert all(earlier <= later for earlier, later in pairwise(moments))
