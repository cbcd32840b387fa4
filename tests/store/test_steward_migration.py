"""What an older database gets: the program's own officer, the lease, the indexes, the present state machine."""

from __future__ import annotations

from sqlalchemy import Engine, select

from models.domain.lifecycle import shipped_lifecycle
from models.domain.organisation import STEWARD, Officer
from models.store import schema, tables
from models.store.info import read_info
from models.store.rows import reference_record
from models.store.unit_of_work import SqlUnitOfWork
from tests.store.making import run

_INFO = (
    "insert into database_info (id, kind, street_code, place_name, place_name_en, zone, zone_declared, number_prefix, "
    "created_at, schema_version, lifecycle_digest, epoch, settings) values ('d', 'real', '', '', '', 'Asia/Shanghai', "
    "1, '', 1, 6, 'older', 'd', '{}')"
)
_OFFICER = (
    "insert into officer (code, name, name_en, roles, departments, phone, active) values "
    "('steward', '某人', '', '[\"duty_officer\"]', '[]', '', 1)"
)


def officers(engine: Engine) -> dict[str, Officer]:
    with engine.connect() as connection:
        rows = connection.execute(select(tables.officer)).all()
    return {row.code: reference_record(Officer, row) for row in rows}


def test_that_a_new_database_has_the_programs_own_officer(engine: Engine) -> None:
    assert officers(engine)["steward"] == STEWARD
    with SqlUnitOfWork(engine) as unit:
        assert unit.officer(STEWARD.code) == STEWARD


def test_that_an_older_database_gets_it_with_the_present_state_machine(empty_engine: Engine) -> None:
    schema.upgrade(empty_engine, 6)
    run(empty_engine, _INFO)
    schema.upgrade(empty_engine)
    assert officers(empty_engine) == {"steward": STEWARD}
    info = read_info(empty_engine)
    assert (info.lifecycle_digest, info.schema_version) == (shipped_lifecycle().digest, schema.SCHEMA_VERSION)
    assert "steward" not in info.settings


def test_that_an_officer_who_has_its_code_already_stays(empty_engine: Engine) -> None:
    schema.upgrade(empty_engine, 6)
    run(empty_engine, _INFO)
    run(empty_engine, _OFFICER)
    schema.upgrade(empty_engine)
    assert officers(empty_engine)["steward"].roles == {"duty_officer"}


def test_that_tables_without_a_database_get_no_officer(empty_engine: Engine) -> None:
    schema.upgrade(empty_engine)
    assert officers(empty_engine) == {}
