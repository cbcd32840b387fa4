"""Setting a calendar and explaining cases anew, over a unit of work in memory."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.commands.acts import ActOnCase, Rules, execute
from models.commands.calendar import (
    LONGEST_REASON,
    Reexplaining,
    ReexplainOrder,
    SetCalendar,
    command_id_of,
    finish_reexplaining,
    reexplain_cases,
    set_calendar,
)
from models.domain.calendar import Calendar, shipped_calendar
from models.domain.case import Case, LogEntry
from models.domain.deciding import with_clock
from models.domain.duty_hours import ROUND_THE_CLOCK, shipped_schedule
from models.domain.errors import Refused, Stale
from models.domain.instant import HOUR
from models.domain.lifecycle import shipped_lifecycle
from models.domain.reexplaining import DUE, Moved
from models.domain.task import Task
from tests.helpers.calendars import ADMIN, at, calendar_2027, clocks_by
from tests.helpers.fake_calendar import CalendarMemory
from tests.helpers.records import SHANGHAI, make_case

OLD, NEW = clocks_by(shipped_calendar()), clocks_by(calendar_2027())
NOW = at("2026-12-20 09:00")
RULES = Reexplaining("db", 1, calendar_2027().version, NEW, (OLD,), SHANGHAI)
ORDER = ReexplainOrder(ADMIN.code, "desk-1", NOW, " 载入2027年日历 ")


def wanted(calendar: Calendar | None = None, **changes: object) -> SetCalendar:
    values: dict[str, object] = {
        "id": "k1", "actor_code": ADMIN.code, "console": "desk-1", "at": NOW, "seen": 0,
        "calendar": calendar or calendar_2027(), "schedule": shipped_schedule(), "reason": " 公告 ",
        "source": "2027.csv", "source_digest": "d",
    }  # fmt: skip
    return SetCalendar(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def memory() -> CalendarMemory:
    """A database whose calendar is the invented one since a moment ago, with one case that runs over new year."""
    made = CalendarMemory()
    set_calendar(wanted(), made.calendar_unit)
    made.cases["c1"] = over_new_year("c1")
    return made


def over_new_year(case_id: str, **changes: object) -> Case:
    filed = at("2026-12-31 10:00")
    values: dict[str, object] = {
        "id": case_id, "number": f"T-{case_id}", "state": "in_progress", "filed_at": filed, "opened_at": filed,
        "limit_text": "2 working_day", "department_code": "D1", "changed_at": filed,
    }  # fmt: skip
    return with_clock(make_case(**{**values, **changes}), OLD)


def entry_of_case(memory: CalendarMemory) -> LogEntry:
    return memory.log[-1]


# -- setting a calendar ---------------------------------------------------------------------------------


def test_that_a_calendar_becomes_a_version_after_the_one_the_database_began_with() -> None:
    memory = CalendarMemory()
    assert set_calendar(wanted(), memory.calendar_unit) == 1
    assert [(v.number, v.version) for v in memory.versions.values()] == [
        (0, shipped_calendar().version), (1, calendar_2027().version)
    ]  # fmt: skip
    made = memory.versions[1]
    assert (made.made_by, made.console, made.source, made.source_digest, made.reason, made.valid_since) == (
        ADMIN.code, "desk-1", "2027.csv", "d", "公告", NOW
    )  # fmt: skip
    assert made.calendar == calendar_2027()
    assert set_calendar(wanted(shipped_calendar(), id="k2", seen=1), memory.calendar_unit) == 2
    assert set_calendar(wanted(), memory.calendar_unit) == 1  # sent again
    assert len(memory.versions) == 3


def test_that_duty_hours_alone_make_a_version_and_nothing_new_makes_none() -> None:
    memory = CalendarMemory()
    with pytest.raises(Refused, match="calendar_unchanged"):
        set_calendar(wanted(shipped_calendar()), memory.calendar_unit)
    assert set_calendar(wanted(shipped_calendar(), schedule=ROUND_THE_CLOCK), memory.calendar_unit) == 1
    assert memory.versions[1].schedule == ROUND_THE_CLOCK


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"actor_code": "duty"}, "calendar_not_for_role"),
        ({"actor_code": "gone"}, "officer_unknown"),
        ({"actor_code": "nobody"}, "officer_unknown"),
        ({"reason": "  "}, "reason_missing"),
        ({"reason": "x" * (LONGEST_REASON + 1)}, "reason_too_long"),
        ({"seen": 3}, "calendar_changed_meanwhile"),
    ],
)
def test_that_a_calendar_is_refused_and_nothing_is_written(changes: dict[str, object], key: str) -> None:
    memory = CalendarMemory()
    with pytest.raises((Refused, Stale), match=key):
        set_calendar(wanted(**changes), memory.calendar_unit)  # type: ignore[arg-type]
    assert (memory.versions, memory.commands) == ({}, {})


def test_that_of_two_who_send_one_id_at_once_one_is_told_so() -> None:
    memory = CalendarMemory()
    memory.forget_command = True
    with pytest.raises(Stale, match="calendar_changed_meanwhile"):
        set_calendar(wanted(), memory.calendar_unit)


# -- explaining anew ------------------------------------------------------------------------------------


def test_that_a_moved_case_is_written_and_its_log_says_from_what_to_what(memory: CalendarMemory) -> None:
    before = memory.cases["c1"]
    (outcome,) = reexplain_cases(["c1"], ORDER, memory.calendar_unit, RULES)
    moved = Moved(DUE, at("2027-01-04 10:00"), at("2027-01-05 10:00"))
    assert (outcome.kind, outcome.number, outcome.direction, outcome.moved) == ("changed", "T-c1", "later", (moved,))
    after = memory.cases["c1"]
    assert (after.due_at, after.version, after.changed_by, after.marks) == (moved.after, 2, ADMIN.code, "")
    entry = entry_of_case(memory)
    assert (entry.verb, entry.from_state, entry.to_state, entry.due_after) == (
        "reexplain", "in_progress", "in_progress", moved.after
    )  # fmt: skip
    assert entry.fields == {
        "due_moved": "2027-01-04T10:00:00+08:00 → 2027-01-05T10:00:00+08:00", "calendar": RULES.version,
        "reason": "载入2027年日历",
    }  # fmt: skip
    assert entry.occurred_at == before.changed_at  # not before the last act, whatever the clocks say
    assert entry.command_id == after.command_id == command_id_of(RULES, "c1")
    assert memory.commands[entry.command_id or ""].target_id == "c1"


def test_that_a_second_run_changes_nothing(memory: CalendarMemory) -> None:
    reexplain_cases(["c1"], ORDER, memory.calendar_unit, RULES)
    case, written = memory.cases["c1"], len(memory.commands)
    (again,) = reexplain_cases(["c1", "c1"], ORDER, memory.calendar_unit, RULES)
    assert (again.kind, memory.cases["c1"], len(memory.commands)) == ("unchanged", case, written)


def test_that_a_deadline_written_by_the_old_calendar_since_is_explained_once_more(memory: CalendarMemory) -> None:
    reexplain_cases(["c1"], ORDER, memory.calendar_unit, RULES)
    late = replace(with_clock(memory.cases["c1"], OLD), version=3)
    memory.cases["c1"] = late
    (again,) = reexplain_cases(["c1"], ORDER, memory.calendar_unit, RULES)
    assert again.kind == "changed"
    assert memory.cases["c1"].command_id == command_id_of(RULES, "c1", 3)


def test_that_ids_follow_from_database_version_and_case() -> None:
    ids = {
        command_id_of(rules, case, again)
        for rules in (RULES, replace(RULES, number=2), replace(RULES, version="x"), replace(RULES, database="y"))
        for case in ("c1", "c2")
        for again in (None, 1)
    }
    assert len(ids) == 16
    assert command_id_of(RULES, "c1") == command_id_of(RULES, "c1")


def test_that_an_imported_case_first_says_what_was_known(memory: CalendarMemory) -> None:
    memory.cases["c2"] = over_new_year("c2", logged=0)
    reexplain_cases(["c2"], ORDER, memory.calendar_unit, RULES)
    assert [entry.verb for entry in memory.log] == ["import", "reexplain"]
    assert (memory.cases["c2"].logged, memory.log[-1].occurred_at) == (1, NOW)


def test_that_tasks_move_with_their_case_and_are_named(memory: CalendarMemory) -> None:
    start = at("2026-12-31 11:00")
    memory.tasks["t"] = Task("t", "c1", "D2", "assist", "dispatched", start, at("2027-01-04 11:00"))
    reexplain_cases(["c1"], ORDER, memory.calendar_unit, RULES)
    assert memory.tasks["t"].due_at == at("2027-01-05 11:00")
    assert entry_of_case(memory).fields["tasks_moved"] == ("D2 2027-01-04T11:00:00+08:00 → 2027-01-05T11:00:00+08:00")


def test_that_frozen_unknown_and_unreckonable_cases_are_told_apart(memory: CalendarMemory) -> None:
    memory.cases["far"] = over_new_year("far")
    memory.cases["far"] = replace(memory.cases["far"], limit_text="3650 working_day", filed_at=2**62)
    closed = replace(RULES, closed_until=at("2027-02-01 00:00"))
    outcomes = reexplain_cases(["c1", "far", "nowhere"], ORDER, memory.calendar_unit, closed)
    assert [(o.kind, o.key) for o in outcomes] == [
        ("frozen", ""), ("refused", "instant_out_of_range"), ("refused", "case_unknown")
    ]  # fmt: skip
    assert memory.log == []


@pytest.mark.parametrize(
    ("order", "rules", "key"),
    [
        (replace(ORDER, actor_code="duty"), RULES, "calendar_not_for_role"),
        (replace(ORDER, reason=" "), RULES, "reason_missing"),
        (ORDER, replace(RULES, number=0), "calendar_changed_meanwhile"),
        (ORDER, replace(RULES, version="other"), "calendar_changed_meanwhile"),
    ],
)
def test_that_who_may_not_or_has_another_calendar_changes_nothing(
    memory: CalendarMemory, order: ReexplainOrder, rules: Reexplaining, key: str
) -> None:
    with pytest.raises((Refused, Stale), match=key):
        reexplain_cases(["c1"], order, memory.calendar_unit, rules)
    assert (memory.log, memory.cases["c1"].version) == ([], 1)


def test_that_the_end_of_a_run_is_noted(memory: CalendarMemory) -> None:
    finish_reexplaining(ORDER, memory.calendar_unit, RULES)
    assert memory.versions[1].applied_at == NOW
    with pytest.raises(Stale):
        finish_reexplaining(ORDER, memory.calendar_unit, replace(RULES, number=7))


def test_that_the_stage_of_a_case_sent_back_begins_with_the_return_in_its_log(memory: CalendarMemory) -> None:
    old, new = clocks_by(shipped_calendar(), counting="duty"), clocks_by(calendar_2027(), counting="duty")
    rules = replace(RULES, clocks=new, before=(old,))
    opened, returned = at("2026-12-31 09:00"), at("2026-12-31 17:20")
    case = make_case(id="c3", opened_at=opened, deadline_at=at("2027-01-01 08:50"), returned_to="reported", version=4,
                     changed_at=returned + HOUR)  # fmt: skip
    memory.cases["c3"] = case
    (unknown,) = reexplain_cases(["c3"], ORDER, memory.calendar_unit, rules)
    assert unknown.kind == "unchanged"  # without a log nobody knows when the stage began
    for version, verb, when in ((3, "return", returned), (4, "note", returned + HOUR)):
        memory.log.append(
            LogEntry(f"c3:{version}", "c3", version, verb, None, "reported", "duty", "d", when, when, None, None, None,
                     None, {}, None)
        )  # fmt: skip
    (found,) = reexplain_cases(["c3"], ORDER, memory.calendar_unit, rules)
    assert [one.after for one in found.moved] == [at("2027-01-04 08:50")]
    assert "deadline_moved" in entry_of_case(memory).fields


def test_that_a_command_row_that_cannot_be_written_is_a_bug_and_not_an_outcome(memory: CalendarMemory) -> None:
    memory.forget_command = True
    with pytest.raises(RuntimeError, match="locked case"):
        reexplain_cases(["c1"], ORDER, memory.calendar_unit, RULES)
    assert memory.cases["c1"].version == 1


def test_that_explaining_anew_cannot_be_taken_back_as_an_act(memory: CalendarMemory) -> None:
    reexplain_cases(["c1"], ORDER, memory.calendar_unit, RULES)
    case = memory.cases["c1"]
    rules = Rules(shipped_lifecycle(), NEW, "JB", SHANGHAI)
    undo = ActOnCase("u1", "both", "desk-1", case.changed_at, "c1", "undo", case.version, case.state, {})
    outcome = execute(undo, memory.unit, rules)
    assert (outcome.kind, outcome.key) == ("refused", "undo_not_possible")
