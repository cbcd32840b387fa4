"""Details, search, flow and reference data."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from models.commands.protocol import Person
from models.domain.instant import HOUR, MINUTE, parse_instant
from models.domain.organisation import GridWorker, Platform, Street
from models.queries.detail import case_detail, find_case, search_cases
from models.queries.flow import FlowHour, bucket_starts, flow_today, recent_flow
from models.queries.reference import reference_data
from models.store.bulk import BulkWriter
from models.store.info import describe_place
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import CATEGORY, DAY_ONE, DEPARTMENT, GRID, OFFICERS, OTHER_DEPARTMENT, STANDARD, T0
from tests.store.making import add, case_at, imported
from tests.store.test_unit_of_work import ENTRY

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")


def test_that_a_case_comes_with_all_that_belongs_to_it(engine: Engine) -> None:
    case = case_at(1, category_code=CATEGORY.code, standard_code=STANDARD.code)
    add(engine, case, case_at(2, category_code="unknown"))
    with SqlUnitOfWork(engine) as unit:
        for version in (2, 1):
            unit.add_log(replace(ENTRY, id=f"c1:{version}", version=version))
        unit.put_person(Person("c1", "张三丰", "13812345678"))
        unit.commit()
    with engine.connect() as connection:
        detail = case_detail(connection, "c1")
        bare = case_detail(connection, "c2")
        assert case_detail(connection, "none") is None
    assert detail is not None
    assert detail.case == case
    assert [entry.version for entry in detail.log] == [1, 2]
    assert detail.person == Person("c1", "张**", "138****5678")
    assert (detail.category, detail.standard) == (CATEGORY, STANDARD)
    assert bare is not None
    assert (bare.log, bare.person, bare.category, bare.standard) == ((), None, None, None)


def test_that_a_case_is_found_by_id_and_number(engine: Engine) -> None:
    add(engine, case_at(1), imported(2, number="T-1", opened_at=T0 + 1))
    with engine.connect() as connection:
        assert find_case(connection, "c1") == "c1"
        assert find_case(connection, " T-1 ") == "c2"
        assert find_case(connection, "T-9") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["c4", "c3", "c2", "c1"]), ("通道", ["c1"]), ("ELM street", ["c3", "c2"]), ("elm 12", ["c2"]),
        ("100%", ["c4"]), ("_", []), ("%", ["c4"]), ("\\", []), ("T-3", ["c3"]), ("nothing", []),
    ],
)  # fmt: skip
def test_that_search_looks_for_every_word_as_written(engine: Engine, text: str, found: list[str]) -> None:
    add(
        engine,
        case_at(1),
        case_at(2, title="pole", address="12 Elm Street", opened_at=T0 + 1),
        case_at(3, title="pole", description="on elm street", state="closed", ended_at=T0, opened_at=T0 + 2),
        case_at(4, title="100% full", opened_at=T0 + 3),
    )
    with engine.connect() as connection:
        assert [case.id for case in search_cases(connection, text)] == found
        assert len(search_cases(connection, text, limit=1)) == min(1, len(found))


def test_that_the_flow_counts_by_local_hour(engine: Engine) -> None:
    midnight = parse_instant("2025-09-24", SHANGHAI)
    add(
        engine,
        imported(1, opened_at=midnight - 1, state="closed", ended_at=midnight),
        imported(2, opened_at=midnight, state="declined", ended_at=midnight + MINUTE),
        imported(3, opened_at=midnight + 59 * MINUTE, state="assessed", ended_at=midnight + HOUR),
        imported(4, opened_at=midnight + HOUR),
        imported(5, opened_at=midnight + HOUR + 40 * MINUTE),
    )
    with engine.connect() as connection:
        assert flow_today(connection, midnight + HOUR + 30 * MINUTE, SHANGHAI) == [
            FlowHour(midnight, 2, 1),
            FlowHour(midnight + HOUR, 1, 1),
        ]
        days = recent_flow(connection, midnight - HOUR, midnight + 2 * HOUR, SHANGHAI, "day")
        assert days == (FlowHour(midnight - 24 * HOUR, 1, 0), FlowHour(midnight, 4, 2))
        assert recent_flow(connection, midnight, midnight, SHANGHAI) == ()


def test_that_a_day_of_23_hours_is_one_day() -> None:
    start = parse_instant("2015-03-08", NEW_YORK)
    starts = bucket_starts(start + 5 * HOUR, start + 30 * HOUR, NEW_YORK, "day")
    assert starts == [start, start + 23 * HOUR]
    hours = bucket_starts(start + 10 * MINUTE, start + 3 * HOUR, NEW_YORK, "hour")
    assert hours == [start, start + HOUR, start + 2 * HOUR]


def test_that_zones_off_by_half_an_hour_have_their_own_hours() -> None:
    kolkata = ZoneInfo("Asia/Kolkata")
    start = parse_instant("2025-01-01 10:20", kolkata)
    assert bucket_starts(start, start + HOUR, kolkata, "hour")[0] == parse_instant("2025-01-01 10:00", kolkata)


def test_that_reference_data_is_one_bundle(engine: Engine) -> None:
    street = Street("330102018", "九堡街道", "Jiubao", "330102", "上城区")
    platforms = [Platform(code, code, code, DAY_ONE, None, place) for place, code in ((2, "a"), (1, "b"))]
    worker = GridWorker("w1", "甲", "", True)
    with engine.connect() as connection:
        assert reference_data(connection).street is None
    BulkWriter(engine).ensure([street, *platforms, worker])
    with engine.connect() as connection:
        found = reference_data(connection)
        assert found.street == street
        assert list(found.platforms) == ["b", "a"]
        assert found.departments == {"D1": DEPARTMENT, "D2": OTHER_DEPARTMENT}
        assert found.officers == OFFICERS
        assert found.standards_of == {CATEGORY.code: (STANDARD,)}
        assert found.workers == {"w1": worker}
        assert found.grids == {GRID.code: GRID}
        assert found.info.id == "db-1"
    describe_place(engine, street_code=street.code, place_name="", place_name_en="")
    with engine.connect() as connection:
        assert reference_data(connection).street == street
