"""What commands rely on: one transaction, rolled back unless committed, versions that never lie."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
from sqlalchemy import Engine, RootTransaction
from sqlalchemy.exc import DBAPIError

from models.commands.protocol import CommandRow, Person, UnitOfWork
from models.domain.case import LogEntry
from models.domain.errors import Stale, Unavailable
from models.domain.supervision import Supervision
from models.domain.task import Task
from models.queries.detail import case_detail
from models.store import tables
from models.store.engine import open_engine
from models.store.story import write_story
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import CATEGORY, DEPARTMENT, GRID, OFFICERS, STANDARD, T0, make_case
from tests.store.making import add, case_at, count, imported, run, stored

COMMAND = CommandRow("cmd-1", "duty", "desk-1", "note", "c1", '{"note": "看"}', "done", "{}", T0)
ENTRY = LogEntry(
    "c1:1", "c1", 1, "report", None, "reported", "duty", "desk-1", T0, 17, T0 + 5, None, "p", "D1",
    {"title": "占道", "note": "引号\"'"}, "cmd-1",
)  # fmt: skip


def test_that_leaving_without_commit_writes_nothing(engine: Engine) -> None:
    with SqlUnitOfWork(engine) as unit:
        unit.add_case(make_case())
        unit.remember(COMMAND)
    with pytest.raises(ZeroDivisionError):
        _fail_inside(engine)
    assert count(engine) == 0
    assert count(engine, tables.command) == 0


def _fail_inside(engine: Engine, before: Callable[[], None] = lambda: None) -> None:
    with SqlUnitOfWork(engine) as unit:
        unit.add_case(make_case())
        before()
        raise ZeroDivisionError


def test_that_a_committed_case_comes_back_as_it_was(engine: Engine) -> None:
    case = make_case(lon=120.25, lat=30.3, title="堃 喆 \"'%", marks="without_category", due_at=2**60)
    add(engine, case)
    assert stored(engine, "c1") == case
    assert stored(engine, "none") is None


def test_that_it_is_a_unit_of_work() -> None:
    unit: UnitOfWork = SqlUnitOfWork.__new__(SqlUnitOfWork)
    assert unit is not None


def test_that_a_unit_must_be_entered(engine: Engine) -> None:
    unit = SqlUnitOfWork(engine)
    with pytest.raises(RuntimeError):
        unit.case("c1")
    with pytest.raises(RuntimeError):
        unit.commit()
    unit.__exit__(None, None, None)
    with unit:
        unit.commit()
        with pytest.raises(RuntimeError, match="already committed"):
            unit.commit()


def test_that_a_command_is_remembered_once(engine: Engine) -> None:
    with SqlUnitOfWork(engine) as unit:
        assert unit.remembered("cmd-1") is None
        assert unit.remember(COMMAND)
        assert not unit.remember(replace(COMMAND, outcome="refused"))
        unit.commit()
    with SqlUnitOfWork(engine) as unit:
        assert not unit.remember(replace(COMMAND, verb="other"))
        assert unit.remembered("cmd-1") == COMMAND


def test_that_a_stale_version_writes_nothing(engine: Engine) -> None:
    case = make_case()
    add(engine, case)
    with SqlUnitOfWork(engine) as unit:
        unit.update_case(replace(case, version=2, title="neu"), 1)
        with pytest.raises(Stale, match="case_changed_meanwhile") as stale:
            unit.update_case(replace(case, version=2, title="late"), 1)
        with pytest.raises(Stale, match="case_gone_meanwhile"):
            unit.update_case(case_at(9, version=2), 1)
        unit.commit()
    assert stale.value.arguments["who"] == "duty"
    after = stored(engine, "c1")
    assert after is not None
    assert (after.version, after.title) == (2, "neu")


def test_that_the_database_stamps_the_log(engine: Engine) -> None:
    add(engine, make_case())
    with SqlUnitOfWork(engine) as unit:
        before = unit.database_now()
        unit.add_log(ENTRY)
        after = unit.database_now()
        entry = unit.last_log("c1")
        assert unit.last_log("c2") is None
    assert entry is not None
    assert before <= entry.recorded_at <= after
    assert entry == replace(ENTRY, recorded_at=entry.recorded_at)


def test_that_the_last_log_entry_is_that_of_the_newest_version(engine: Engine) -> None:
    add(engine, make_case())
    with SqlUnitOfWork(engine) as unit:
        for version in (1, 10, 9):
            unit.add_log(replace(ENTRY, id=f"c1:{version}", version=version))
        last = unit.last_log("c1")
    assert last is not None
    assert last.version == 10


def test_that_numbers_have_no_gaps_and_no_doubles(engine: Engine) -> None:
    with SqlUnitOfWork(engine) as unit:
        assert [unit.next_number("a") for _ in range(3)] == [1, 2, 3]
        assert unit.next_number("b") == 1
        unit.commit()
    with SqlUnitOfWork(engine) as unit:
        assert unit.next_number("a") == 4
    with SqlUnitOfWork(engine) as unit:
        assert unit.next_number("a") == 4


def test_that_a_person_is_written_and_rewritten(engine: Engine) -> None:
    add(engine, make_case())
    with SqlUnitOfWork(engine) as unit:
        unit.put_person(Person("c1", "张三", "13800001234"))
        unit.put_person(Person("c1", "李四", ""))
        unit.commit()
    assert count(engine, tables.case_person) == 1


def test_that_records_are_found_by_code(engine: Engine) -> None:
    with SqlUnitOfWork(engine) as unit:
        assert unit.officer("both") == OFFICERS["both"]
        assert unit.officer("gone") == OFFICERS["gone"]
        assert unit.department("D1") == DEPARTMENT
        assert unit.category(CATEGORY.code) == CATEGORY
        assert unit.standard(STANDARD.code) == STANDARD
        assert unit.grid(GRID.code) == GRID
        assert unit.officer("none") is None


def test_that_native_numbers_are_unique(engine: Engine) -> None:
    add(engine, case_at(1))
    with pytest.raises(Exception, match=r"(?i)unique"):
        add(engine, case_at(2, number="T-1"))
    outside = {"external_source": "boston", "external_id": "x"}
    add(engine, case_at(3, number="T-1", **outside))
    with pytest.raises(Exception, match=r"(?i)unique"):
        add(engine, case_at(4, **outside))


def end_transactions(engine: Engine) -> None:
    """Ends the server's side of every connection that is inside a transaction."""
    run(engine, "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' "
        "and datname = current_database()")  # fmt: skip


@pytest.mark.postgresql
def test_that_a_connection_lost_in_commit_is_unknown_not_failed(postgresql_engine: Engine) -> None:
    other = open_engine(postgresql_engine.url.render_as_string(hide_password=False))
    with SqlUnitOfWork(postgresql_engine) as unit:
        unit.add_case(make_case())
        end_transactions(other)
        with pytest.raises(Unavailable, match="database_commit_unknown") as unknown:
            unit.commit()
    other.dispose()
    assert unknown.value.arguments["kind"] == "unknown"
    assert count(postgresql_engine) == 0


@pytest.mark.postgresql
def test_that_a_lost_connection_does_not_hide_the_reason(postgresql_engine: Engine) -> None:
    other = open_engine(postgresql_engine.url.render_as_string(hide_password=False))
    with pytest.raises(ZeroDivisionError):
        _fail_inside(postgresql_engine, lambda: end_transactions(other))
    other.dispose()
    assert count(postgresql_engine) == 0


class Failing:
    """A transaction whose end fails as the test wants."""

    is_active = True

    def __init__(self, error: Exception) -> None:
        self.error = error

    def commit(self) -> None:
        raise self.error

    rollback = commit


def test_that_a_commit_that_fails_for_a_known_reason_says_so(sqlite_engine: Engine) -> None:
    with SqlUnitOfWork(sqlite_engine) as unit, pytest.MonkeyPatch.context() as patch:
        patch.setattr(unit, "_transaction", Failing(sqlite3.OperationalError("database or disk is full")))
        with pytest.raises(Unavailable, match="database_full"):
            unit.commit()


def test_that_a_bug_in_rolling_back_is_not_hidden(sqlite_engine: Engine) -> None:
    unit = SqlUnitOfWork(sqlite_engine)
    unit.__enter__()
    unit._transaction = cast(RootTransaction, Failing(sqlite3.ProgrammingError("wrong use")))
    with pytest.raises(sqlite3.ProgrammingError):
        unit.__exit__(None, None, None)


def test_that_a_story_is_stored_whole_or_not_at_all(engine: Engine) -> None:
    person = Person("c1", "甲", "")
    with pytest.raises(DBAPIError):
        write_story(engine, [make_case(), make_case()], [], [])
    assert count(engine) == 0
    write_story(engine, [make_case()], [ENTRY], [person])
    assert (count(engine), count(engine, tables.case_log), count(engine, tables.case_person)) == (1, 1, 1)


def test_that_supervision_orders_are_written_anew_and_the_newest_is_found(engine: Engine) -> None:
    add(engine, case_at(1))
    first = Supervision("c1:1", "c1", 1, "fire", T0 + 9, "督办", "shift", T0, "", None, None, None, None)
    second = replace(first, id="c1:2", number=2, raised_at=T0 + 5)
    with SqlUnitOfWork(engine) as unit:
        assert unit.last_supervision("c1") is None
        unit.put_supervision(first)
        unit.put_supervision(second)
        unit.put_supervision(replace(first, reply="已办", replied_by="fire", replied_at=T0 + 3))
        unit.commit()
    with SqlUnitOfWork(engine) as unit:
        assert unit.last_supervision("c1") == second
    with engine.connect() as connection:
        detail = case_detail(connection, "c1")
    assert detail is not None
    assert [(order.number, order.reply) for order in detail.supervisions] == [(1, "已办"), (2, "")]


def test_that_cases_are_found_by_number_or_id_and_children_by_their_parent(engine: Engine) -> None:
    add(engine, case_at(1), case_at(2, parent_id="c1"), imported(3, number="T-1", opened_at=T0 + 1))
    with SqlUnitOfWork(engine) as unit:
        assert [unit.find_case(text) for text in ("c1", "T-2", "T-1", "nothing")] == ["c1", "c2", "c3", None]
        assert [unit.has_children(case_id) for case_id in ("c1", "c2")] == [True, False]


def test_that_tasks_are_written_anew_and_shown_with_the_case(engine: Engine) -> None:
    add(engine, case_at(1), case_at(2))
    lead = Task("c1:lead:D1", "c1", "D1", "lead", "dispatched", T0, T0 + 9)
    helps = Task("c1:assist:D2", "c1", "D2", "assist", "dispatched", T0, None)
    done = replace(helps, state="done", accepted_at=T0 + 1, accepted_by="works", done_at=T0 + 2, result="已办")
    with SqlUnitOfWork(engine) as unit:
        for task in (lead, helps, done):
            unit.put_task(task)
        unit.commit()
    with SqlUnitOfWork(engine) as unit:
        assert unit.tasks("c1") == (done, lead)
        assert unit.tasks("c2") == ()
    with engine.connect() as connection:
        detail = case_detail(connection, "c1")
    assert detail is not None
    assert detail.tasks == (lead, done)


def test_that_the_entry_before_a_version_is_found(engine: Engine) -> None:
    add(engine, case_at(1))
    entries = [
        replace(ENTRY, id=f"c1:{version}", version=version, facts_after={"state": str(version)})
        for version in (1, 2, 5)
    ]
    with SqlUnitOfWork(engine) as unit:
        for entry in entries:
            unit.add_log(entry)
        unit.commit()
    with SqlUnitOfWork(engine) as unit:
        before = {version: unit.log_before("c1", version) for version in (1, 2, 5, 9)}
    assert {version: entry and entry.version for version, entry in before.items()} == {1: None, 2: 1, 5: 2, 9: 5}
    assert before[9] is not None
    assert before[9].facts_after == {"state": "5"}
