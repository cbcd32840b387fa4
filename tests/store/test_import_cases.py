"""Imports into real databases: SQLite and PostgreSQL hold what the files say, and importing again changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from models.domain.case import Case
from models.exchange.importing import ImportResult, Order, import_cases
from models.exchange.mapping import Mapping
from models.exchange.mapping_files import load_mapping
from models.exchange.protocol import Write
from models.store import tables
from models.store.bulk import BulkWriter
from models.store.engine import open_engine
from models.store.info import create_database, new_info
from models.store.rows import case_record
from tests.helpers.import_sink import NOW, MemorySink, good_row, mapping, run, write_rows
from tests.helpers.not_checked import need

incident = tables.incident
BOSTON = [f"incidents/boston311_2015_part{part}.csv.gz" for part in (1, 2, 3, 4)]
PINGSHAN = "incidents/shenzhen_pingshan_2018_9990.csv.gz"


def opened(url: str) -> Iterator[Engine]:
    engine = open_engine(url, create=True)
    create_database(engine, new_info("test", "real", NOW))
    yield engine
    engine.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    yield from opened(database_url)


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Engine]:
    yield from opened(sqlite_url)


def bring(engine: Engine, *files: Path, by: Mapping, import_id: str = "i1") -> ImportResult:
    return import_cases(Order(files, by, NOW, import_id), BulkWriter(engine))


def stored(engine: Engine) -> dict[str, Case]:
    with engine.connect() as connection:
        return {row[0]: case_record(row) for row in connection.execute(select(incident))}


def count(engine: Engine, *where: object) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(incident).where(*where)).scalar_one())  # type: ignore[arg-type]


def test_that_both_databases_hold_what_memory_holds(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [good_row(number) for number in range(1, 1_501)]
    rows += [good_row(7, 标题="改"), good_row(8, 时间="soon"), good_row(9, 结案="2026-01-05 08:00:00", 时限="")]
    write_rows(path, *rows)
    sink = MemorySink()
    expected = run(sink, path)
    result = bring(engine, path, by=mapping())
    assert result == expected
    assert stored(engine) == sink.cases
    assert (result.imported, result.updated, result.refused) == (1_502, 2, 1)


def test_that_importing_again_writes_nothing_and_other_content_a_new_version(engine: Engine, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.csv", *(good_row(number) for number in range(1, 301)))
    bring(engine, path, by=mapping())
    before = stored(engine)
    again = bring(engine, path, by=mapping(), import_id="i2")
    assert (again.imported, again.skipped) == (0, 300)
    assert stored(engine) == before
    write_rows(path, *(good_row(number, 标题="改" if number % 3 == 0 else "路灯不亮") for number in range(1, 301)))
    changed = bring(engine, path, by=mapping(), import_id="i3")
    assert (changed.imported, changed.updated, changed.skipped) == (100, 100, 200)
    after = stored(engine)
    assert set(after) == set(before)
    assert sum(case.version == 2 for case in after.values()) == 100


def test_that_a_case_somebody_worked_on_is_left_alone(engine: Engine, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.csv", good_row(1), good_row(2))
    bring(engine, path, by=mapping())
    with engine.begin() as connection:
        acted = {"version": 2, "logged": 1, "state": "in_progress"}
        connection.execute(incident.update().where(incident.c.external_id == "0001").values(**acted))
    write_rows(path, good_row(1, 标题="改"), good_row(2, 标题="改"))
    result = bring(engine, path, by=mapping(), import_id="i2")
    assert (result.imported, result.refused) == (1, 1)
    titles = {case.external_id: case.title for case in stored(engine).values()}
    assert titles == {"0001": "路灯不亮", "0002": "改"}


def test_that_pingshan_goes_into_both_databases(engine: Engine, shared_data: Path) -> None:
    result = bring(engine, need(shared_data, PINGSHAN), by=load_mapping("pingshan"))
    assert (result.imported, count(engine)) == (9_990, 9_990)
    assert count(engine, incident.c.state == "closed", incident.c.ended_at.is_(None)) == 9_990
    with engine.connect() as connection:
        departments = connection.execute(select(func.count()).select_from(tables.department)).scalar_one()
        name = connection.execute(select(tables.department.c.name).where(tables.department.c.code == "1754")).scalar()
    assert (departments, name) == (120, "六和社区")


def test_that_boston_goes_in_whole_in_small_slices(
    sqlite: Engine, shared_data: Path, record_property: Callable[[str, object], None]
) -> None:
    files = [need(shared_data, name) for name in BOSTON]
    writer = BulkWriter(sqlite)
    took: list[float] = []
    write = writer.write

    def timed(writes: Sequence[Write]) -> list[int]:
        start = time.perf_counter()
        skipped = write(writes)
        took.append(time.perf_counter() - start)
        return skipped

    writer.write = timed  # type: ignore[method-assign]
    start = time.perf_counter()
    result = import_cases(Order(tuple(files), load_mapping("boston"), NOW, "i1"), writer)
    record_property("seconds", round(time.perf_counter() - start, 1))
    record_property("longest slice", round(max(took), 3))
    assert (result.read, result.imported, result.refused) == (121_145, 121_145, 0)
    assert count(sqlite) == 121_145
    assert count(sqlite, incident.c.ended_at.is_(None)) == 19_873
    assert count(sqlite, incident.c.ended_at < incident.c.opened_at) == 197
    assert count(sqlite, incident.c.ended_at > incident.c.due_at) == 19_154
    assert count(sqlite, incident.c.ended_at.is_(None), incident.c.due_at.is_(None)) == 4_927
    assert sorted(took)[len(took) // 2] < 0.2
