"""The calendar on both databases: versions, days in force, what other consoles learn, open cases explained anew."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, event, select, text

from console.reexplain_job import (
    AT_ONCE,
    ReexplainDone,
    calendar_state,
    plan,
    rules_in_force,
    rules_of_draft,
    run,
)
from models.commands.acts import ActOnCase, Rules, execute
from models.commands.calendar import ReexplainOrder, SetCalendar, reexplain_cases, set_calendar
from models.domain.calendar import Calendar, DayKind, shipped_calendar
from models.domain.calendar_edit import with_days
from models.domain.case import Case
from models.domain.deciding import with_clock
from models.domain.duty_hours import ROUND_THE_CLOCK, shipped_schedule
from models.domain.errors import BadInput, Refused, Stale
from models.domain.instant import MINUTE
from models.domain.lifecycle import shipped_lifecycle
from models.domain.task import Task
from models.feed.core import FeedCore
from models.feed.feed import make_source
from models.queries.detail import case_detail
from models.store.bulk import BulkWriter, write_cases
from models.store.calendar_unit import SqlCalendarUnit, calendar_versions
from models.store.engine import open_engine, writing
from models.store.info import change_settings, read_info
from models.store.records import CalendarDay, calendar_of, days_of
from models.store.tables import calendar_day, case_log, command
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.calendars import ADMIN, at, calendar_2027, clocks_by
from tests.helpers.records import SHANGHAI, make_case
from tests.helpers.verifying import verify_acts
from tests.store.making import count, stored

OLD = clocks_by(shipped_calendar())
NOW = at("2026-12-20 09:00")
ORDER = ReexplainOrder(ADMIN.code, "desk-1", NOW, "载入2027年日历")


def nothing(_done: int, _total: int) -> None:
    """Nobody watches."""


def never() -> bool:
    return False


@pytest.fixture
def street(engine: Engine) -> Engine:
    """A database with an administrator and the shipped calendar in its rows."""
    BulkWriter(engine).ensure([ADMIN, *days_of(shipped_calendar())])
    return engine


def put(engine: Engine, calendar: Calendar, seen: int = 0, **changes: object) -> int:
    values: dict[str, object] = {
        "id": f"set-{seen}", "actor_code": ADMIN.code, "console": "desk-1", "at": NOW, "seen": seen,
        "calendar": calendar, "schedule": shipped_schedule(), "reason": "公告", "source": "2027.csv",
        "source_digest": "d",
    }  # fmt: skip
    return set_calendar(SetCalendar(**{**values, **changes}), lambda: SqlCalendarUnit(engine))  # type: ignore[arg-type]


def over_new_year(nth: int, **changes: object) -> Case:
    filed = at("2026-12-31 10:00") + nth
    values: dict[str, object] = {
        "id": f"c{nth:04d}", "number": f"T-{nth}", "state": "in_progress", "filed_at": filed, "opened_at": filed,
        "limit_text": "2 working_day", "department_code": "D1", "changed_at": NOW - MINUTE,
    }  # fmt: skip
    return with_clock(make_case(**{**values, **changes}), OLD)


def explain(engine: Engine, cancelled: Callable[[], bool] = never) -> ReexplainDone:
    return run(engine, rules_in_force(engine), ORDER, nothing, cancelled)


def days_in(engine: Engine) -> Calendar:
    with engine.connect() as connection:
        return calendar_of([CalendarDay(*row) for row in connection.execute(select(calendar_day))])


# -- versions ---------------------------------------------------------------------------------------------


def test_that_a_calendar_is_put_into_force_with_who_when_why_and_which_file(street: Engine) -> None:
    assert put(street, calendar_2027()) == 1
    assert days_in(street) == calendar_2027()
    assert read_info(street).settings["calendar_version"] == calendar_2027().version
    with street.connect() as connection:
        first, made = calendar_versions(connection)
    assert (first.number, first.calendar, first.made_by) == (0, shipped_calendar(), "")
    assert (made.number, made.version, made.calendar) == (1, calendar_2027().version, calendar_2027())
    assert (made.made_by, made.valid_since, made.source, made.reason) == (ADMIN.code, NOW, "2027.csv", "公告")
    state = calendar_state(street)
    assert (state.calendar, state.schedule, state.newest) == (calendar_2027(), shipped_schedule(), made)


def test_that_days_change_go_and_duty_hours_are_settings(street: Engine) -> None:
    put(street, calendar_2027())
    one = with_days(shipped_calendar(), {date(2026, 12, 31): (DayKind.holiday, "元旦")})
    assert put(street, one, 1, schedule=ROUND_THE_CLOCK) == 2
    assert days_in(street) == one
    assert read_info(street).settings["duty_hours"] == [{"valid_from": "1970-01-01", "periods": [["00:00", "00:00"]]}]
    assert calendar_state(street).schedule == ROUND_THE_CLOCK


def test_that_a_database_without_days_counts_by_the_shipped_calendar_and_gets_all_days(engine: Engine) -> None:
    BulkWriter(engine).ensure([ADMIN])
    assert calendar_state(engine).calendar == shipped_calendar()
    put(engine, calendar_2027())
    assert days_in(engine) == calendar_2027()


def test_that_days_written_past_the_program_are_one_more_version(street: Engine) -> None:
    put(street, calendar_2027())
    with writing(street.connect()) as connection, connection.begin():
        connection.execute(text("update calendar_day set kind='holiday', name='试' where date='2027-03-01'"))
    state = calendar_state(street)
    assert (state.newest.number, state.newest.made_by) == (2, "")
    assert state.calendar.kind(date(2027, 3, 1)) == DayKind.holiday
    assert put(street, calendar_2027(), 2) == 3
    assert [version.number for version in calendar_state(street).versions] == [0, 1, 2, 3]


def test_that_of_two_administrators_the_second_is_told_who_was_first(street: Engine, other_engine: Engine) -> None:
    put(street, calendar_2027())
    with pytest.raises(Stale, match="calendar_changed_meanwhile") as told:
        put(other_engine, shipped_calendar(), 0, id="other")
    assert told.value.arguments["who"] == ADMIN.code
    assert put(other_engine, calendar_2027()) == 1  # the same command once more
    assert count(street, command) == 1


def test_that_every_console_is_told_of_days_settings_and_version(street: Engine) -> None:
    source = make_source(street, 0.0, time.monotonic_ns)
    core = FeedCore(source, time.monotonic_ns)
    source.open()
    try:
        core.begin()
        put(street, calendar_2027())
        delta, _ = core.poll()
    finally:
        source.close()
        source.dispose()
    assert delta is not None
    assert delta.reference_changed == {"calendar_day", "calendar_version", "database_info"}


# -- explaining anew --------------------------------------------------------------------------------------


def test_that_open_cases_move_and_the_feed_brings_what_the_database_holds(street: Engine) -> None:
    write_cases(street, [over_new_year(1), over_new_year(2, limit_text="48 urgent_hour"),
                         over_new_year(3, state="closed", ended_at=NOW)])  # fmt: skip
    put(street, calendar_2027())

    def act() -> dict[str, str]:
        done = explain(street)
        assert (done.open, done.changed, done.later, done.earlier, done.unchanged) == (2, 1, 1, 0, 1)
        assert (done.number, done.version, done.cancelled) == (1, calendar_2027().version, False)
        found = stored(street, "c0001")
        assert found is not None
        return {"c0001": found.command_id or ""}

    before, after = verify_acts(street, at("2027-01-01 10:00"), act)
    assert (before["c0001"].due_at, after["c0001"].due_at) == (at("2027-01-04 10:00") + 1, at("2027-01-05 10:00") + 1)
    assert before["c0002"] == after["c0002"]
    closed = stored(street, "c0003")
    assert closed is not None
    assert (closed.version, closed.due_at) == (1, at("2027-01-04 10:00") + 3)
    with street.connect() as connection:
        detail = case_detail(connection, "c0001")
    assert detail is not None
    assert (detail.log[-1].verb, detail.log[-1].fields["reason"]) == ("reexplain", ORDER.reason)
    assert detail.log[-1].fields["due_moved"] == "2027-01-04T10:00:00.000001+08:00 → 2027-01-05T10:00:00.000001+08:00"
    assert calendar_state(street).newest.applied_at is not None


def test_that_a_dry_plan_names_the_same_cases_and_writes_nothing(street: Engine) -> None:
    write_cases(street, [over_new_year(nth) for nth in range(3)])
    with SqlUnitOfWork(street) as unit:
        unit.put_task(Task("t", "c0001", "D2", "assist", "dispatched", at("2026-12-31 11:00"), at("2027-01-04 11:00")))
        unit.commit()
    draft = plan(street, rules_of_draft(street, calendar_2027(), shipped_schedule()), nothing, never)
    assert [change.case_id for change in draft.changes] == ["c0000", "c0001", "c0002"]
    assert [one.what for one in draft.changes[1].moved] == ["due", "D2"]
    assert (draft.open, draft.count("later"), draft.count("earlier"), draft.beyond) == (3, 3, 0, 0)
    assert plan(street, rules_in_force(street), nothing, never).beyond == 3
    assert count(street, case_log) == count(street, command) == 0
    put(street, calendar_2027())
    assert explain(street).changed == 3
    assert plan(street, rules_in_force(street), nothing, never).changes == ()
    with SqlUnitOfWork(street) as unit:
        assert [task.due_at for task in unit.tasks("c0001")] == [at("2027-01-05 11:00")]


def test_that_a_second_run_writes_nothing_at_all(street: Engine) -> None:
    write_cases(street, [over_new_year(1)])
    put(street, calendar_2027())
    explain(street)
    entries = count(street, case_log)
    assert explain(street).changed == 0
    assert (count(street, case_log), count(street, command)) == (entries, 2)


def test_that_going_back_to_an_earlier_calendar_moves_the_cases_back(street: Engine) -> None:
    write_cases(street, [over_new_year(1)])
    for seen, calendar in enumerate((calendar_2027(), shipped_calendar(), calendar_2027())):
        put(street, calendar, seen)
        done = explain(street)
        assert done.changed == 1
        assert done.later == (calendar == calendar_2027())
    assert count(street, case_log) == 3


def test_that_a_cancelled_run_goes_on_where_it_stopped(street: Engine) -> None:
    write_cases(street, [over_new_year(nth) for nth in range(3 * AT_ONCE)])
    put(street, calendar_2027())
    asked: list[int] = []

    def after_one() -> bool:
        asked.append(1)
        return len(asked) > 2

    first = explain(street, after_one)
    assert (first.cancelled, first.changed) == (True, AT_ONCE)
    assert calendar_state(street).newest.applied_at is None
    second = explain(street)
    assert (second.cancelled, second.changed) == (False, 2 * AT_ONCE)
    assert count(street, case_log) == 3 * AT_ONCE


def test_that_closed_months_unreckonable_cases_and_wrong_settings_are_told(street: Engine) -> None:
    far = replace(over_new_year(2), filed_at=2**55)
    write_cases(street, [over_new_year(1), far])
    put(street, calendar_2027())
    change_settings(street, {"closed_until": "2027-02-01"})
    done = explain(street)
    assert (done.changed, done.frozen, done.refused, done.unchanged) == (0, 1, ("T-2",), 0)
    told = plan(street, rules_in_force(street), nothing, never)
    assert (told.frozen, told.refused) == (1, ("T-2",))
    change_settings(street, {"closed_until": "soon"})
    with pytest.raises(BadInput, match="settings_wrong"):
        rules_in_force(street)


def test_that_another_calendar_in_between_ends_a_run(street: Engine) -> None:
    write_cases(street, [over_new_year(1)])
    put(street, calendar_2027())
    rules = rules_in_force(street)
    put(street, shipped_calendar(), 1)
    with pytest.raises(Stale):
        run(street, rules, ORDER, nothing, never)
    with pytest.raises(Refused, match="calendar_not_for_role"):
        reexplain_cases(["c0001"], replace(ORDER, actor_code="duty"), lambda: SqlCalendarUnit(street), rules)
    assert count(street, case_log) == 0


def test_that_a_plan_stops_when_asked(street: Engine) -> None:
    write_cases(street, [over_new_year(nth) for nth in range(401)])
    draft = plan(street, rules_of_draft(street, calendar_2027(), shipped_schedule()), nothing, lambda: True)
    assert len(draft.changes) == 400


def test_that_acts_of_other_desks_meanwhile_are_kept_and_explained_too(street: Engine, other_engine: Engine) -> None:
    """A desk that still has the old calendar extends cases while they are explained anew."""
    cases = [over_new_year(nth, pending="extension=1") for nth in range(60)]
    write_cases(street, cases)
    put(street, calendar_2027())
    rules = Rules(shipped_lifecycle(), OLD, "JB", SHANGHAI)
    kinds: list[str] = []

    def extend() -> None:
        for case in reversed(cases):
            act = ActOnCase(f"x-{case.id}", "shift", "desk-2", NOW, case.id, "approve_extension", 1, "in_progress", {})
            kinds.append(execute(act, lambda: SqlUnitOfWork(other_engine), rules).kind)

    desk = threading.Thread(target=extend)
    desk.start()
    first = explain(street)
    desk.join()
    second = explain(street)
    assert kinds == ["done"] * 60
    assert first.changed + second.changed >= 60
    new = clocks_by(calendar_2027())
    for case in cases:
        found = stored(street, case.id)
        assert found is not None
        assert (found.extensions, found.due_at) == (1, with_clock(found, new).due_at)
    with street.connect() as connection:
        verbs = connection.execute(select(case_log.c.case_id).where(case_log.c.verb == "approve_extension")).all()
    assert len(verbs) == 60


def _explain_until_killed(url: str) -> None:
    engine = open_engine(url)
    written = 0

    @event.listens_for(engine, "commit")
    def _commit(connection: object) -> None:
        nonlocal written
        written += 1
        if written > 6:
            os.kill(os.getpid(), signal.SIGKILL)

    explain(engine)


def test_that_a_killed_run_goes_on_where_it_stopped(street: Engine, database_url: str) -> None:
    write_cases(street, [over_new_year(nth) for nth in range(8 * AT_ONCE)])
    put(street, calendar_2027())
    child = multiprocessing.get_context("spawn").Process(target=_explain_until_killed, args=(database_url,))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    written = count(street, case_log)
    assert 0 < written < 8 * AT_ONCE
    assert written % AT_ONCE == 0
    assert explain(street).changed == 8 * AT_ONCE - written
    assert count(street, case_log) == 8 * AT_ONCE
    assert calendar_state(street).newest.applied_at is not None
