"""The database's description of itself."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from models.domain.errors import BadInput, Refused
from models.domain.instant import MINUTE
from models.store import info as module
from models.store.info import (
    change_settings,
    create_database,
    declare_zone,
    describe_place,
    new_info,
    publish_lifecycle,
    read_info,
)
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import T0
from tests.store.making import add, case_at, changes_of, run


def test_that_what_was_said_is_read_back(empty_engine: Engine) -> None:
    info = new_info(
        "id-1", "demo", T0, street_code="330102018", place_name="九堡街道", place_name_en="Jiubao", number_prefix="JB",
        settings={"due_soon_minutes": 90},
    )  # fmt: skip
    create_database(empty_engine, info)
    found = read_info(empty_engine)
    assert found == info
    assert found.is_demo
    assert found.due_soon == 90 * MINUTE
    assert found.settings["stage_minutes"] == {"accept": 15, "dispatch": 15, "check": 30, "close": 30}


def test_that_there_is_one_description(engine: Engine) -> None:
    with pytest.raises(Exception, match=r"(?i)unique"):
        run(engine, "insert into database_info select 'second', kind, street_code, place_name, place_name_en, zone, "
            "zone_declared, number_prefix, created_at, schema_version, lifecycle_digest, epoch, settings, single "
            "from database_info")  # fmt: skip


def test_that_an_unknown_zone_is_refused(empty_engine: Engine) -> None:
    with pytest.raises(BadInput, match="zone_unknown"):
        create_database(empty_engine, new_info("a", "real", T0, zone="Asia/Atlantis"))
    with pytest.raises(BadInput, match="zone_unknown"):
        declare_zone(empty_engine, "../etc/passwd")


def test_that_a_zone_is_declared_once(empty_engine: Engine) -> None:
    create_database(empty_engine, new_info("a", "real", T0))
    declare_zone(empty_engine, "America/New_York")
    declare_zone(empty_engine, "America/New_York")
    assert read_info(empty_engine).zone == "America/New_York"
    assert read_info(empty_engine).zone_declared
    with pytest.raises(Refused, match="zone_declared_otherwise"):
        declare_zone(empty_engine, "Asia/Shanghai")


def test_that_a_zone_cannot_change_under_dated_cases(empty_engine: Engine) -> None:
    create_database(empty_engine, new_info("a", "real", T0))
    add(empty_engine, case_at(1))
    with pytest.raises(Refused, match="zone_has_cases"):
        declare_zone(empty_engine, "America/New_York")
    declare_zone(empty_engine, "Asia/Shanghai")
    assert read_info(empty_engine).zone_declared


def test_that_settings_change_one_by_one(engine: Engine) -> None:
    change_settings(engine, {"due_soon_minutes": 30})
    info = read_info(engine)
    assert info.due_soon == 30 * MINUTE
    assert "shifts" in info.settings
    assert changes_of(engine, "database_info") == [("db-1", "insert", None), ("db-1", "update", None)]


def test_that_the_place_is_described(engine: Engine) -> None:
    describe_place(engine, street_code="1", place_name="甲", place_name_en="A", number_prefix="P")
    describe_place(engine, street_code="2", place_name="乙", place_name_en="B")
    info = read_info(engine)
    assert (info.street_code, info.place_name, info.place_name_en, info.number_prefix) == ("2", "乙", "B", "P")


def test_that_a_program_with_another_state_machine_may_not_write(engine: Engine) -> None:
    publish_lifecycle(engine, "another")
    with pytest.raises(Refused, match="lifecycle_differs"), SqlUnitOfWork(engine) as unit:
        unit.commit()
    with SqlUnitOfWork(engine, lifecycle_digest="another") as unit:
        unit.add_case(case_at(1))
        unit.commit()


def test_that_a_database_without_description_is_empty(engine: Engine) -> None:
    run(engine, "delete from database_info")
    with pytest.raises(BadInput, match="database_empty"):
        read_info(engine)
    assert module.read_now(engine) > 0
