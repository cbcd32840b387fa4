"""A round over memory with the real commands: each order once, whoever asks, whatever fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.commands.acts import ActOnCase, Outcome, Rules
from models.domain.case import Case
from models.domain.errors import Refused, Unavailable
from models.domain.instant import DAY, HOUR, MINUTE
from models.domain.lifecycle import shipped_lifecycle
from models.steward import round as rounds
from models.steward.round import ATTEMPTS, Report, play_round
from models.steward.rules import Order
from tests.helpers.fake_unit import Memory
from tests.helpers.records import CLOCKS, DUTY, SHANGHAI, T0, make_case
from tests.helpers.stewarding import MemoryGround, book_of, steward_round, watched_case

RULES = Rules(shipped_lifecycle(), CLOCKS, "T", SHANGHAI)
DUE = T0 + 4 * HOUR
LATE = DUE + HOUR


def case_at(nth: int = 1, **changes: object) -> Case:
    values = {"id": f"c{nth}", "number": f"T-{nth}", "state": "in_progress", "department_code": "D1", "filed_at": T0,
              "limit_text": "4 urgent_hour", "due_at": DUE, "deadline_at": DUE, **changes}  # fmt: skip
    return make_case(**values)


def ground_with(*cases: Case) -> MemoryGround:
    memory = Memory()
    memory.cases.update({case.id: case for case in cases})
    return MemoryGround(memory, RULES)


def test_that_an_overdue_case_gets_one_order_with_owner_due_time_and_reason() -> None:
    ground = ground_with(case_at())
    report = steward_round(ground, LATE)
    assert report == Report(LATE, True, {"overdue": 1})
    assert report.acted
    case = ground.memory.cases["c1"]
    assert (case.supervised, case.supervisions, case.changed_by, case.changed_from) == (1, 1, "steward", "steward")
    (order,) = ground.memory.supervisions.values()
    assert (order.owner_code, order.raised_by, order.reason) == ("fire", "steward", "steward-overdue")
    assert order.due_at == DUE + 20 * HOUR
    (entry,) = ground.memory.log
    assert (entry.verb, entry.actor_code, entry.occurred_at) == ("supervise", "steward", LATE)


def test_that_a_second_round_issues_nothing_new() -> None:
    ground = ground_with(case_at(), case_at(2, deadline_at=LATE + HOUR, due_at=LATE + HOUR, filed_at=LATE - 3 * HOUR))
    assert steward_round(ground, LATE).done == {"overdue": 1, "remind-75": 1}
    before = (dict(ground.memory.cases), list(ground.memory.log), dict(ground.memory.commands))
    assert steward_round(ground, LATE) == Report(LATE, True)
    assert not steward_round(ground, LATE + 1).acted
    assert (ground.memory.cases, ground.memory.log, ground.memory.commands) == before


def test_that_an_order_closed_while_the_case_is_still_overdue_is_not_raised_again() -> None:
    ground = ground_with(case_at())
    steward_round(ground, LATE)
    ground.memory.cases["c1"] = replace(ground.memory.cases["c1"], supervised=0)
    assert not steward_round(ground, LATE + HOUR).acted
    # Another deadline missed is another matter.
    later = replace(ground.memory.cases["c1"], due_at=LATE + HOUR, deadline_at=LATE + HOUR)
    ground.memory.cases["c1"] = later
    assert steward_round(ground, LATE + 2 * HOUR).done == {"overdue": 1}


def test_that_the_next_rule_has_its_turn_when_the_order_is_closed() -> None:
    ground = ground_with(case_at(severity="major"))
    assert steward_round(ground, LATE).done == {"major": 1}
    assert len(ground.memory.supervisions) == 1
    ground.memory.cases["c1"] = replace(ground.memory.cases["c1"], supervised=0)
    assert steward_round(ground, LATE).done == {"overdue": 1}
    assert [order.reason for order in ground.memory.supervisions.values()] == [
        "steward-major minutes=15", "steward-overdue",
    ]  # fmt: skip


def test_that_nothing_is_done_without_the_lease() -> None:
    ground = ground_with(case_at())
    ground.leases = [False]
    ground.droppable = [("change", 5)]
    assert steward_round(ground, LATE) == Report(LATE, False)
    assert ground.sent == []


def test_that_a_round_ends_when_the_lease_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "SLICE", 2)
    ground = ground_with(*(case_at(n) for n in range(1, 6)))
    ground.leases = [True, True, False]
    ground.droppable = [("change", 5)]
    report = steward_round(ground, LATE)
    assert (report.done, report.pruned) == ({"overdue": 3}, {})


def test_that_a_round_ends_when_it_shall() -> None:
    ground = ground_with(*(case_at(n) for n in range(1, 4)))
    ground.droppable = [("change", 5), ("change", 4), ("command", 1)]

    def round_of(steps: int) -> Report:
        left = iter([True] * steps)
        return play_round(ground, LATE, book_of(), "s", lambda: next(left, False), lambda event, **figures: None)

    assert (round_of(1).done, len(ground.sent)) == ({"overdue": 1}, 1)
    assert round_of(3).pruned == {"change": 9}
    assert steward_round(ground, LATE).pruned == {"change": 9, "command": 1}


def test_that_a_refusal_is_counted_told_and_not_tried_again() -> None:
    ground = ground_with(case_at())
    told: list[tuple[str, dict[str, object]]] = []
    # Somebody raised an order between the look and the act.
    seen = [watched_case(case_at())]
    ground.memory.cases["c1"] = case_at(supervised=1)
    ground.watched = lambda *args: seen  # type: ignore[method-assign]
    report = play_round(ground, LATE, book_of(), "s", lambda: True, lambda event, **more: told.append((event, more)))
    assert (report.refused, report.acted) == ({"overdue": 1}, False)
    assert told == [("command_refused", {"rule": "overdue", "case": "c1", "number": "", "key": "supervision_runs"})]
    assert not steward_round(ground, LATE).refused


def test_that_an_order_that_came_too_late_is_tried_again_a_few_times() -> None:
    ground = ground_with(case_at(version=7, state="dispatched"))
    seen = [watched_case(case_at())]
    ground.watched = lambda *args: seen  # type: ignore[method-assign]
    for _ in range(5):
        steward_round(ground, LATE)
    order = Order("overdue", seen[0], DUE, "supervise")
    assert [command.id for command in ground.sent] == [order.command_id(attempt) for attempt in range(3)]
    ground = ground_with(case_at(version=7, state="dispatched"))
    ground.watched = lambda *args: seen  # type: ignore[method-assign]
    assert steward_round(ground, LATE).refused == {"overdue": 1}
    seen[0] = watched_case(ground.memory.cases["c1"])
    assert steward_round(ground, LATE).done == {"overdue": 1}
    assert steward_round(ground, LATE) == Report(LATE, True)


def test_that_a_case_that_fails_does_not_stop_the_others() -> None:
    ground = ground_with(case_at(1), case_at(2), case_at(3))
    told: list[tuple[str, object]] = []
    carry_out = ground.execute

    def sometimes(command: ActOnCase) -> Outcome:
        if command.case_id == "c2":
            raise ValueError("a bug")
        return carry_out(command)

    ground.execute = sometimes  # type: ignore[method-assign]
    report = play_round(
        ground, LATE, book_of(), "s", lambda: True, lambda event, **more: told.append((event, more.get("error")))
    )
    assert (report.done, report.failed) == ({"overdue": 2}, {"overdue": 1})
    assert ("command_failed", "ValueError: a bug") in told


@pytest.mark.parametrize("trouble", [Unavailable("database_gone", kind="gone"), Refused("lifecycle_differs")])
def test_that_trouble_with_the_database_ends_the_round(trouble: Exception) -> None:
    ground = ground_with(case_at(1), case_at(2))

    def lost(command: ActOnCase) -> Outcome:
        raise trouble

    ground.execute = lost  # type: ignore[method-assign]
    with pytest.raises(type(trouble)):
        steward_round(ground, LATE)


def test_that_orders_without_an_owner_are_counted() -> None:
    ground = ground_with(case_at(1), case_at(2, severity="major"))
    report = steward_round(ground, LATE, book_of((DUTY,)))
    assert (report.without_owner, report.acted, ground.sent) == ({"overdue": 1, "major": 1}, False, [])


# -- any cases, any instants -------------------------------------------------------------------------
OFFSETS = st.integers(-3 * 24 * 60, 3 * 24 * 60).map(lambda minutes: T0 + minutes * MINUTE)
CASES = st.lists(
    st.fixed_dictionaries(
        {
            "state": st.sampled_from(
                ("reported", "verified", "filed", "dispatched", "accepted_by_department", "in_progress", "handled",
                 "checked", "closed", "void")
            ),
            "severity": st.sampled_from(("general", "major", "critical")),
            "opened_at": OFFSETS, "filed_at": st.none() | OFFSETS, "due_at": st.none() | OFFSETS,
            "deadline_at": st.none() | OFFSETS, "acknowledged_at": st.none() | OFFSETS,
            "suspended_until": st.none() | OFFSETS, "supervised": st.integers(0, 2), "logged": st.integers(0, 1),
            "department_code": st.sampled_from((None, "D1", "D9")), "parent_id": st.none() | st.just("p"),
            "limit_text": st.none() | st.just("4 working_hour"), "category_code": st.none() | st.just("k"),
            "grid_code": st.just("g"),
        }
    ),
    max_size=12,
)  # fmt: skip


def cases_of(facts: list[dict[str, object]]) -> list[Case]:
    """The cases of the facts; one whose clock stands has its pause, as every suspension gives it."""
    made = []
    for number, each in enumerate(facts):
        until = each["suspended_until"]
        pauses = "" if until is None else f"{T0 - 9 * DAY}..{until}"
        made.append(make_case(id=f"c{number}", number=f"T-{number}", changed_at=T0 - 9 * DAY, pauses=pauses, **each))
    return made


@given(CASES, st.lists(OFFSETS, min_size=1, max_size=4))
def test_that_another_round_at_the_same_instant_issues_nothing_new(
    facts: list[dict[str, object]], instants: list[int]
) -> None:
    """What a round makes due by ending a suspension is the next ones'; then there is rest, otherwise at once."""
    cases = cases_of(facts)
    ground = ground_with(*cases)
    rounds = 1 if all(case.suspended_until is None for case in cases) else ATTEMPTS + 1
    for now in sorted(instants):
        for _ in range(rounds):
            report = steward_round(ground, now)
            assert not report.failed
        done = (dict(ground.memory.cases), list(ground.memory.log), dict(ground.memory.commands))
        assert steward_round(ground, now) == Report(now, True, without_owner=report.without_owner)
        assert (ground.memory.cases, ground.memory.log, ground.memory.commands) == done
    assert len({command.id for command in ground.sent}) == len(ground.sent)
    assert len(ground.memory.supervisions) <= sum(not case.supervised for case in cases)


@given(CASES, OFFSETS)
def test_that_two_stewards_find_the_same_ids(facts: list[dict[str, object]], now: int) -> None:
    cases = cases_of(facts)
    one, other = ground_with(*cases), ground_with(*reversed(cases))
    steward_round(one, now)
    steward_round(other, now)
    assert {command.id for command in one.sent} == {command.id for command in other.sent}
    assert one.memory.commands.keys() == other.memory.commands.keys()
