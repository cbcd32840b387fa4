"""Imports: slices, skipping, new versions, units."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, select

from models.domain.case import Case
from models.domain.errors import Refused
from models.domain.organisation import Community, Department, Platform
from models.exchange.protocol import ImportSink, KnownRow, Units, Write
from models.queries.reference import reference_data
from models.store import tables
from models.store.bulk import BulkWriter, write_cases
from models.store.info import publish_lifecycle
from models.store.records import CalendarDay
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import CATEGORY, DAY_ONE, DEPARTMENT, GRID, make_case
from tests.store.making import NO_UNITS, add, batch, case_at, changes_of, count, imported, stored, touch, write_of


@pytest.fixture
def writer(engine: Engine) -> BulkWriter:
    made = BulkWriter(engine, pause=lambda seconds: None)
    made.begin(batch(), NO_UNITS)
    return made


def test_that_it_is_an_import_sink(writer: BulkWriter) -> None:
    sink: ImportSink = writer
    assert sink.known_rows("boston") == {}


def test_that_a_slice_is_stored_and_known_afterwards(writer: BulkWriter, engine: Engine) -> None:
    cases = [imported(n, lon=120.0, lat=30.0, title="坑\t洼\n\\N") for n in range(1_200)]
    assert writer.write([write_of(case) for case in cases]) == []
    assert stored(engine, "c1199") == cases[1199]
    assert count(engine) == 1_200
    known = writer.known_rows("boston")
    assert known["x7"] == KnownRow("d1", 1, False)
    assert len(known) == 1_200
    assert writer.case_ids("boston")["x7"] == "c7"
    assert writer.known_rows("elsewhere") == {}
    assert changes_of(engine)[:2] == [("c0", "insert", 1), ("c1", "insert", 1)]


def test_that_a_row_another_import_stored_is_skipped(writer: BulkWriter, engine: Engine) -> None:
    writer.write([write_of(imported(1))])
    again = [write_of(imported(n, id=f"again{n}")) for n in (0, 1, 2)]
    assert writer.write(again) == [1]
    assert count(engine) == 3


def test_that_changed_content_becomes_a_new_version(writer: BulkWriter, engine: Engine) -> None:
    case = imported(1)
    writer.write([write_of(case)])
    changed = replace(case, version=2, title="neu")
    assert writer.write([write_of(changed, "d2", seen=1)]) == []
    assert stored(engine, "c1") == changed
    assert writer.known_rows("boston")["x1"] == KnownRow("d2", 2, False)


def test_that_a_case_that_moved_on_is_left_alone(writer: BulkWriter, engine: Engine) -> None:
    writer.write([write_of(imported(1)), write_of(imported(2))])
    touch(engine, "c1", logged=1)
    late = [write_of(imported(n, version=2, title="file"), "d2", seen=1) for n in (1, 2)]
    assert writer.write(late) == [0]
    assert writer.known_rows("boston") == {"x1": KnownRow("d1", 2, True), "x2": KnownRow("d2", 2, False)}


def test_that_an_empty_slice_is_fine(writer: BulkWriter) -> None:
    assert writer.write([]) == []


def test_that_a_slice_is_all_or_nothing(writer: BulkWriter, engine: Engine) -> None:
    with pytest.raises(Exception, match=r"(?i)unique|check"):
        writer.write([write_of(imported(1)), write_of(imported(2, id="c1"))])
    assert count(engine) == 0
    assert writer.known_rows("boston") == {}


def test_that_the_batch_notes_its_end(writer: BulkWriter, engine: Engine) -> None:
    writer.finish("i1", 99, '{"read": 3}')
    with engine.connect() as connection:
        row = connection.execute(select(tables.import_batch)).one()
    assert (row.id, row.finished_at, row.result, row.files) == ("i1", 99, '{"read": 3}', '["a.csv"]')


def test_that_missing_units_are_stored_and_known_ones_kept(writer: BulkWriter, engine: Engine) -> None:
    units = Units(
        platforms=(Platform("P", "平台", "Platform", DAY_ONE, None, 1),),
        departments=(replace(DEPARTMENT, name="other name"), Department("N", "新", "New", None, "", DAY_ONE, None, 9)),
        communities=(Community("C", "社区", "Community", "1", DAY_ONE, date(2030, 1, 1)),),
        categories=(CATEGORY, replace(CATEGORY, code="imported-x")),
    )
    writer.begin(batch("i2"), units)
    with engine.connect() as connection:
        reference = reference_data(connection)
    assert reference.departments["D1"] == DEPARTMENT
    assert reference.departments["N"].name == "新"
    assert reference.communities["C"].valid_to == date(2030, 1, 1)
    assert set(reference.categories) == {CATEGORY.code, "imported-x"}
    assert writer.ensure_platforms(units.platforms) == 0
    assert writer.ensure_departments([replace(DEPARTMENT, code="Z")]) == 1
    assert writer.ensure_communities([]) == 0
    assert writer.ensure_categories(units.categories) == 0


def test_that_put_rewrites_what_differs(writer: BulkWriter, engine: Engine) -> None:
    days = [CalendarDay(date(2026, 1, 1), "holiday", "元旦"), CalendarDay(date(2026, 1, 4), "makeup_workday", "元旦")]
    assert writer.put([*days, replace(GRID, name="甲"), GRID]) == 2
    assert writer.put([days[0], replace(days[1], kind="workday"), GRID]) == 1
    with engine.connect() as connection:
        reference = reference_data(connection)
    assert reference.calendar == (days[0], replace(days[1], kind="workday"))
    assert reference.grids == {GRID.code: GRID}


def test_that_another_state_machine_may_not_import(writer: BulkWriter, engine: Engine) -> None:
    publish_lifecycle(engine, "another")
    with pytest.raises(Refused, match="lifecycle_differs"):
        writer.write([write_of(imported(1))])


def test_that_cases_of_no_file_are_stored_in_slices(engine: Engine) -> None:
    assert write_cases(engine, (case_at(n) for n in range(25)), slice_size=10) == 25
    assert count(engine) == 25


def test_that_a_command_gets_through_beside_an_import(engine: Engine, other_engine: Engine) -> None:
    writer = BulkWriter(engine)
    writer.begin(batch("i3"), NO_UNITS)
    add(engine, make_case(id="mine", number="mine"))
    stop = threading.Event()
    slices: list[int] = []

    def keep_importing() -> None:
        number = 0
        while not stop.is_set():
            writer.write([replace_batch(imported(number + n), "i3") for n in range(200)])
            number += 200
            slices.append(number)

    importing = threading.Thread(target=keep_importing, name="importing")
    importing.start()
    try:
        acted_during = []
        for _ in range(20):
            before = len(slices)
            touch(other_engine, "mine")
            acted_during.append(len(slices) - before)
    finally:
        stop.set()
        importing.join()
    # It may wait for the slice at work and one that slips in before it, not for the import.
    assert sorted(acted_during)[len(acted_during) // 2] <= 3
    with SqlUnitOfWork(engine) as unit:
        case = unit.case("mine")
        assert case is not None
        assert case.version == 21


def replace_batch(case: Case, import_id: str) -> Write:
    made = write_of(case)
    return replace(made, row=replace(made.row, import_id=import_id))
