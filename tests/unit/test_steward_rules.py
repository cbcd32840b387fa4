"""Which orders are due on a case: resume, remind, supervise; who must answer, why, until when; under which id."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import pytest

from models.domain.calendar import shipped_calendar
from models.domain.clock import ClockRules, shipped_rules
from models.domain.duty_hours import shipped_schedule
from models.domain.instant import DAY, HOUR, MINUTE, Instant, parse_instant
from models.domain.limit import parse_limit
from models.domain.organisation import Officer
from models.steward.owners import owner_of
from models.steward.rules import SPACE, Order, RuleBook, Unowned, orders_of, reason, reply_due
from models.steward.settings import SUPERVISING
from models.steward.watched import Watched
from tests.helpers.records import ALL, BOTH, DUTY, FIRE, GONE, LEADER, OFFICERS, SHIFT, T0, WORKS, make_case
from tests.helpers.stewarding import book_of, watched_case

DUE = T0 + 4 * HOUR


def working(**changes: object) -> Watched:
    """A case with the fire department, filed at T0 with four urgent hours."""
    counts = {name: changes.pop(name) for name in ("returns", "returned_at", "repeats") if name in changes}
    values = {"state": "in_progress", "department_code": "D1", "filed_at": T0, "limit_text": "4 urgent_hour",
              "due_at": DUE, "deadline_at": DUE, **changes}  # fmt: skip
    return watched_case(make_case(**values), **counts)


def due_on(case: Watched, now: Instant, book: RuleBook | None = None) -> list[tuple[str, str, Instant]]:
    """Rule, verb and due instant of every order."""
    found = list(orders_of(case, now, book or book_of()))
    assert all(isinstance(order, Order) for order in found)
    return [(order.rule, order.verb, order.due) for order in found if isinstance(order, Order)]


def test_that_a_case_in_time_wants_nothing() -> None:
    assert due_on(working(), T0 + HOUR) == []


@pytest.mark.parametrize("state", ["dispatched", "accepted_by_department", "in_progress"])
def test_that_a_suspension_ends_on_its_date_and_not_before(state: str) -> None:
    until = T0 + HOUR
    case = working(state=state, suspended_until=until, due_at=T0 + 9 * HOUR, deadline_at=T0 + 9 * HOUR)
    assert due_on(case, until - 1) == []
    assert due_on(case, until) == [("resume", "resume", until)]
    (order,) = orders_of(case, until + DAY // 24, book_of())
    assert isinstance(order, Order)
    assert (order.due, order.fields) == (until, {"note": "steward-resumed"})
    assert due_on(case, until, book_of(resume=False)) == []
    assert due_on(replace(case, state="handled"), until) == []


def test_that_a_reminder_comes_at_each_share_until_the_deadline_and_only_the_newest() -> None:
    case = working()
    assert due_on(case, T0 + 3 * HOUR - 1) == []
    assert due_on(case, T0 + 3 * HOUR) == [("remind-75", "remind", DUE)]
    assert due_on(case, T0 + 4 * HOUR - 24 * MINUTE) == [("remind-90", "remind", DUE)]
    assert due_on(case, DUE - 1) == [("remind-90", "remind", DUE)]
    assert due_on(case, DUE) == []
    assert due_on(case, T0 + 3 * HOUR, book_of(remind_percent=[])) == []


@pytest.mark.parametrize(
    "changes",
    [{"state": "handled"}, {"state": "reported"}, {"suspended_until": T0 + 9 * HOUR}],
    ids=["handed in", "not filed", "suspended"],
)
def test_that_nobody_is_reminded_where_nobody_can_act(changes: dict[str, object]) -> None:
    assert due_on(working(**changes), T0 + 3 * HOUR) == []
    assert due_on(working(deadline_at=None), T0 + 3 * HOUR) == []


def test_that_a_reminder_says_how_much_of_the_time_is_over() -> None:
    (order,) = orders_of(working(state="filed"), T0 + 3 * HOUR, book_of())
    assert isinstance(order, Order)
    assert order.fields == {"note": "steward-remind percent=75"}


def test_that_an_overdue_case_is_supervised_after_the_grace() -> None:
    assert due_on(working(), DUE) == []
    assert due_on(working(), DUE + 1) == [("overdue", "supervise", DUE)]
    assert due_on(working(), DUE + 10 * MINUTE, book_of(overdue_minutes=10)) == []
    assert due_on(working(), DUE + 10 * MINUTE + 1, book_of(overdue_minutes=10)) == [("overdue", "supervise", DUE)]
    assert due_on(working(), DUE + 1, book_of(overdue_minutes=None)) == []
    assert due_on(working(deadline_at=None), DUE + 1) == []
    assert due_on(working(supervised=1), DUE + 1) == due_on(working(supervised=2), DUE + 1) == []


def test_that_what_became_overdue_long_ago_is_history() -> None:
    assert due_on(working(), DUE + 7 * DAY - 1) == [("overdue", "supervise", DUE)]
    assert due_on(working(), DUE + 7 * DAY) == []
    assert due_on(working(), DUE + 7 * DAY, book_of(look_back_days=8)) == [("overdue", "supervise", DUE)]


def test_that_the_centres_own_steps_have_a_grace_of_their_own() -> None:
    case = working(state="handled", deadline_at=T0 + 30 * MINUTE)
    assert due_on(case, T0 + 90 * MINUTE) == []
    assert due_on(case, T0 + 90 * MINUTE + 1) == [("overdue", "supervise", T0 + 30 * MINUTE)]
    assert due_on(case, T0 + DAY, book_of(stage_overdue_minutes=None)) == []


@pytest.mark.parametrize("severity", ["major", "critical"])
def test_that_a_major_case_nobody_acknowledged_is_supervised(severity: str) -> None:
    case = working(severity=severity, filed_at=None, limit_text=None, due_at=None, deadline_at=None, state="reported")
    assert due_on(case, T0 + 15 * MINUTE - 1) == []
    assert due_on(case, T0 + 15 * MINUTE) == [("major", "supervise", T0 + 15 * MINUTE)]
    assert due_on(replace(case, acknowledged_at=T0 + MINUTE), T0 + 15 * MINUTE) == []
    assert due_on(replace(case, severity="larger"), T0 + 15 * MINUTE) == []
    assert due_on(case, T0 + 15 * MINUTE, book_of(acknowledge_minutes=None)) == []
    assert due_on(case, T0 + 15 * MINUTE + 7 * DAY) == []


def test_that_filing_begins_the_time_for_acknowledging_anew() -> None:
    case = working(severity="major", filed_at=T0 + HOUR, due_at=None, deadline_at=None)
    assert due_on(case, T0 + HOUR) == []
    assert due_on(case, T0 + 75 * MINUTE) == [("major", "supervise", T0 + 75 * MINUTE)]


def test_that_a_case_sent_back_again_and_again_is_supervised() -> None:
    case = working(returns=2, returned_at=T0 + HOUR)
    assert due_on(case, T0 + HOUR) == [("returned", "supervise", T0 + HOUR)]
    assert due_on(replace(case, returns=1), T0 + HOUR) == []
    assert due_on(replace(case, returned_at=None), T0 + HOUR) == []
    assert due_on(case, T0 + HOUR, book_of(returned_times=None)) == []
    assert due_on(case, T0 + HOUR - 1) == []
    late = replace(case, deadline_at=None)
    assert due_on(late, T0 + HOUR + 7 * DAY) == []


def test_that_the_newest_of_many_cases_of_one_kind_in_one_grid_is_supervised() -> None:
    assert due_on(working(repeats=3), T0) == [("repeated", "supervise", T0)]
    assert due_on(working(repeats=2), T0) == []
    assert due_on(working(repeats=2), T0, book_of(repeated_times=2)) == [("repeated", "supervise", T0)]
    assert due_on(working(repeats=9), T0, book_of(repeated_times=None)) == []


def test_that_the_most_pressing_rule_comes_first_and_each_says_why() -> None:
    case = working(severity="critical", returns=4, returned_at=T0, repeats=5)
    orders = [order for order in orders_of(case, DUE + HOUR, book_of()) if isinstance(order, Order)]
    assert tuple(order.rule for order in orders) == SUPERVISING
    assert [order.fields["reason"] for order in orders] == [
        "steward-major minutes=15", "steward-overdue", "steward-returned count=4", "steward-repeated count=5 days=30",
    ]  # fmt: skip
    assert {order.fields["owner_code"] for order in orders} == {"fire"}
    # One urgent hour; four working hours from 15:00; one and two working days.
    assert [order.fields["due"] for order in orders] == [
        "2025-09-24 16:00", "2025-09-25 10:00", "2025-09-25 15:00", "2025-09-26 15:00",
    ]  # fmt: skip


def test_that_resuming_and_supervising_can_be_due_at_once() -> None:
    case = working(suspended_until=T0 + HOUR)
    assert [rule for rule, _, _ in due_on(case, DUE + HOUR)] == ["resume", "overdue"]


def test_that_an_order_nobody_can_be_named_in_is_told() -> None:
    book = book_of((DUTY,))
    assert list(orders_of(working(), DUE + 1, book)) == [Unowned("overdue", "c1")]


# -- who is named ------------------------------------------------------------------------------------
EVERYBODY = tuple(OFFICERS.values())


@pytest.mark.parametrize(
    ("changes", "officers", "appointed", "owner"),
    [
        ({}, EVERYBODY, {}, "fire"),
        ({"department_code": "D2"}, EVERYBODY, {}, "works"),
        ({"holder_code": "both"}, EVERYBODY, {}, "both"),
        ({"holder_code": "works"}, EVERYBODY, {}, "fire"),  # who held it belongs to another department
        ({"holder_code": "both"}, EVERYBODY, {"D1": "all"}, "all"),
        ({}, EVERYBODY, {"D1": "gone"}, "fire"),
        ({}, EVERYBODY, {"D1": "steward"}, "fire"),
        ({"department_code": "D3"}, EVERYBODY, {}, "all"),  # acts for every department
        ({"department_code": "D3"}, (FIRE, WORKS, SHIFT, LEADER), {}, "shift"),
        ({}, (LEADER, GONE, DUTY), {}, "lead"),
        ({}, (GONE, DUTY), {}, None),
        ({"state": "reported", "department_code": None}, EVERYBODY, {}, "all"),
        ({"state": "reported", "department_code": None}, (SHIFT, BOTH, LEADER), {}, "shift"),
        ({"state": "handled"}, (FIRE, SHIFT), {}, "shift"),
        ({"state": "filed"}, (FIRE, SHIFT), {"D1": "fire"}, "shift"),
    ],
)
def test_that_the_one_who_is_answerable_is_named(
    changes: dict[str, object], officers: tuple[Officer, ...], appointed: dict[str, str], owner: str | None
) -> None:
    for order in (officers, tuple(reversed(officers))):
        assert owner_of(working(**changes), order, appointed) == owner
    assert ALL in EVERYBODY


# -- ids and texts -----------------------------------------------------------------------------------
def test_that_an_id_follows_from_rule_case_and_due_instant_alone() -> None:
    case = working()
    order = Order("overdue", case, DUE, "supervise", {"owner_code": "fire"})
    assert order.command_id() == str(uuid5(SPACE, f"overdue:c1:{DUE}"))
    assert UUID(order.command_id()).version == 5
    assert replace(order, case=replace(case, version=9), fields={}).command_id() == order.command_id()
    others = [replace(order, rule="major"), replace(order, due=DUE + 1), replace(order, case=replace(case, id="c2"))]
    ids = {order.command_id(), order.command_id(1), order.command_id(2), *(other.command_id() for other in others)}
    assert len(ids) == 6


def test_that_reasons_are_data() -> None:
    assert reason("overdue") == "steward-overdue"
    assert reason("repeated", count=3, days=30) == "steward-repeated count=3 days=30"


@pytest.mark.parametrize(
    ("now", "limit", "due"),
    [
        ("2025-09-24 10:00:00.000001", "1 urgent_hour", "2025-09-24 11:01"),
        ("2025-09-24 22:00", "4 working_hour", "2025-09-25 14:00"),  # at night: counts from the morning
        ("2025-09-30 16:30", "4 working_hour", "2025-10-09 11:30"),  # across National Day
    ],
)
def test_that_a_reply_is_due_by_the_clock(now: str, limit: str, due: str) -> None:
    rules = shipped_rules()
    assert reply_due(parse_instant(now, rules.zone), parse_limit(limit), rules) == due


def test_that_a_reading_that_comes_twice_is_written_with_its_offset() -> None:
    boston = ClockRules(ZoneInfo("America/New_York"), shipped_calendar(), shipped_schedule())
    first = parse_instant("2025-11-02T01:30:00-04:00", boston.zone)
    assert reply_due(first - HOUR, parse_limit("1 urgent_hour"), boston) == "2025-11-02 01:30"
    assert reply_due(first, parse_limit("1 urgent_hour"), boston) == "2025-11-02T01:30:00-05:00"
    for text, at in (("2025-11-02 01:30", first), ("2025-11-02T01:30:00-05:00", first + HOUR)):
        assert parse_instant(text, boston.zone) == at
