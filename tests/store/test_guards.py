"""What no writer can do, and what no writer can forget: our program, psql, anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from models.store.bulk import BulkWriter
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import DEPARTMENT
from tests.store.making import add, case_at, changes_of, count, imported, run, stored, touch
from tests.store.test_unit_of_work import ENTRY


@pytest.mark.parametrize(
    "sql",
    ["update case_log set verb = 'x'", "update case_log set recorded_at = 1", "delete from case_log"],
)
def test_that_the_log_is_append_only(engine: Engine, sql: str) -> None:
    add(engine, case_at(1))
    with SqlUnitOfWork(engine) as unit:
        unit.add_log(ENTRY)
        unit.commit()
    with pytest.raises(DBAPIError, match="append-only"):
        run(engine, sql)


def test_that_nobody_dates_the_recording(engine: Engine) -> None:
    add(engine, case_at(1))
    insert = (
        "insert into case_log (id, case_id, version, verb, to_state, actor_code, console, occurred_at, recorded_at, "
        "fields) values ('c1:1', 'c1', 1, 'note', 'reported', 'x', 'y', 1, 1, '{}')"
    )
    if engine.dialect.name == "sqlite":
        with pytest.raises(DBAPIError, match="stamped by the database"):
            run(engine, insert)
        return
    run(engine, insert)
    with SqlUnitOfWork(engine) as unit:
        entry = unit.last_log("c1")
        assert entry is not None
        assert abs(unit.database_now() - entry.recorded_at) < 60_000_000


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("update incident set title = 'x'", "version must be old"),
        ("update incident set version = version + 2", "version must be old"),
        ("update incident set version = version + 1, number = 'other'", "immutable"),
        ("update incident set version = version + 1, id = 'other'", "immutable"),
        ("update incident set version = version + 1, opened_at = 1", "immutable"),
        ("update incident set version = version + 1, external_source = 'a', external_id = 'b'", "immutable"),
    ],
)
def test_that_versions_and_identity_hold(engine: Engine, sql: str, why: str) -> None:
    add(engine, case_at(1))
    with pytest.raises(DBAPIError, match=why):
        run(engine, sql)


def test_that_a_file_may_correct_the_opening_of_its_own_case(engine: Engine) -> None:
    add(engine, imported(1))
    touch(engine, "c1", opened_at=5)
    after = stored(engine, "c1")
    assert after is not None
    assert after.opened_at == 5


def test_that_every_change_of_a_case_is_written_down(engine: Engine) -> None:
    add(engine, case_at(1))
    touch(engine, "c1", department_code="D1", changed_by="both", changed_from="desk-2", command_id="k", changed_at=77)
    run(engine, "update incident set version = version + 1, department_code = 'D2'")
    run(engine, "delete from incident")
    assert changes_of(engine) == [("c1", "insert", 1), ("c1", "update", 2), ("c1", "update", 3), ("c1", "delete", 3)]
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "select department_old, department_new, actor, console, command_id, at from change "
            "where entity = 'case' order by seq"
        ).all()
    assert [tuple(row) for row in rows[1:3]] == [
        (None, "D1", "both", "desk-2", "k", 77),
        ("D1", "D2", "both", "desk-2", "k", 77),
    ]
    assert (rows[0][1], rows[3][0]) == (None, "D2")


def test_that_changes_of_reference_records_are_written_down(engine: Engine) -> None:
    before = len(changes_of(engine, "department"))
    BulkWriter(engine).put([replace(DEPARTMENT, name="消防救援")])
    run(engine, "delete from department where code = 'D2'")
    assert changes_of(engine, "department")[before:] == [("D1", "update", None), ("D2", "delete", None)]


def test_that_a_rolled_back_change_leaves_no_trace(engine: Engine) -> None:
    with SqlUnitOfWork(engine) as unit:
        unit.add_case(case_at(1))
    assert changes_of(engine) == []
    assert count(engine) == 0
