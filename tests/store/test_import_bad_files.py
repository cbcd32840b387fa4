"""Bad files on both real databases: refused clearly, good rows kept, nothing partial, importing again a no-op."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from models.domain.errors import BadInput
from models.exchange.importing import ImportResult, Order, import_cases
from models.exchange.mapping import Mapping
from models.store import tables
from models.store.bulk import BulkWriter
from models.store.engine import open_engine, writing
from models.store.info import create_database, new_info
from tests.helpers import bad_files, postgres
from tests.helpers.import_sink import HEADER, NOW, good_row, mapping, write_rows

Open = Callable[[str], Engine]
TABLES = (tables.incident, tables.import_row, tables.import_batch, tables.department, tables.category, tables.change)
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="module")
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Engine]]:
    """One database of each kind for the whole module: every test imports under a source of its own."""
    engines: dict[str, Engine] = {}

    def of(kind: str) -> Engine:
        if kind not in engines:
            if kind == "sqlite":
                url = f"sqlite:///{tmp_path_factory.mktemp('bad') / 'bad.sqlite'}"
            else:
                server = request.getfixturevalue("postgres_url")
                made = postgres.database(server, f"zhihui_bad_{os.getpid()}")
                url = made.__enter__()
                request.addfinalizer(lambda: made.__exit__(None, None, None))
            engines[kind] = open_engine(url, create=True)
            create_database(engines[kind], new_info("bad", "real", NOW))
        return engines[kind]

    yield of
    for engine in engines.values():
        engine.dispose()


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, opened: Open) -> Engine:
    return opened(request.param)


def source_of(request: pytest.FixtureRequest) -> str:
    """A source that no other test has."""
    return f"t{abs(hash(request.node.nodeid)):x}"[:40]


def bring(engine: Engine, path: Path, by: Mapping, number: int = 1) -> ImportResult:
    order = Order((path,), by, NOW, f"{by.source}-{number}", refused_path=path.with_name(f"refused-{number}.csv"))
    return import_cases(order, BulkWriter(engine))


def counts(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES]


def stored(engine: Engine, source: str) -> set[str]:
    column = tables.incident.c
    with engine.connect() as connection:
        return set(connection.execute(select(column.external_id).where(column.external_source == source)).scalars())


def batches(engine: Engine, source: str) -> list[dict[str, Any]]:
    column = tables.import_batch.c
    with engine.connect() as connection:
        found = connection.execute(select(column.result).where(column.source == source).order_by(column.id)).scalars()
        return [json.loads(result) for result in found]


@pytest.mark.parametrize("what", bad_files.WHOLE_FILES)
def test_that_a_file_wrong_as_a_whole_leaves_no_trace(
    request: pytest.FixtureRequest, engine: Engine, tmp_path: Path, what: str
) -> None:
    name, data, key = bad_files.WHOLE_FILES[what]
    (tmp_path / name).write_bytes(data)
    before = counts(engine)
    with pytest.raises(BadInput) as refused:
        bring(engine, tmp_path / name, mapping(source=source_of(request)))
    assert refused.value.key == key
    assert counts(engine) == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def good_rows_are_in(engine: Engine, path: Path, by: Mapping, good: set[str], bad: int) -> None:
    """The good rows are in under one import, the bad ones in a file; and once more changes nothing."""
    result = bring(engine, path, by)
    assert (result.imported, result.refused, result.remaining) == (len(good), bad, 0)
    assert stored(engine, by.source) == good
    assert result.refused_file is not None
    assert [found["imported"] for found in batches(engine, by.source)] == [len(good)]
    before = counts(engine)
    again = bring(engine, path, by, 2)
    assert (again.imported, again.skipped, again.refused) == (0, len(good), bad)
    assert counts(engine)[0] == before[0]
    assert counts(engine)[1] == before[1]
    assert [found["imported"] for found in batches(engine, by.source)] == [len(good), 0]


@pytest.mark.parametrize("what", bad_files.ROWS)
def test_that_a_bad_row_leaves_the_good_ones_in(
    request: pytest.FixtureRequest, engine: Engine, tmp_path: Path, what: str
) -> None:
    make, key = bad_files.ROWS[what]
    path = tmp_path / "a.csv"
    path.write_bytes(make())
    good_rows_are_in(engine, path, mapping(source=source_of(request)), {"0001", "0003"}, 1)
    assert f"{key} (" in (tmp_path / "refused-1.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("what", bad_files.CODES)
def test_that_an_unknown_code_leaves_the_good_rows_in(
    request: pytest.FixtureRequest, engine: Engine, tmp_path: Path, what: str
) -> None:
    changes, cells, key = bad_files.CODES[what]
    path = tmp_path / "a.csv"
    path.write_bytes(bad_files.with_more(cells))
    good_rows_are_in(engine, path, mapping(source=source_of(request), **changes), {"0001", "0003"}, 1)
    assert f"{key} (" in (tmp_path / "refused-1.csv").read_text("utf-8-sig")


def test_that_a_workbook_leaves_its_good_rows_in(
    request: pytest.FixtureRequest, engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(bad_files.workbook_of_bad_rows())
    good_rows_are_in(engine, path, mapping(source=source_of(request)), {"0001", "0006"}, 4)


def test_that_all_faults_of_rows_in_one_file_are_refused_together(
    request: pytest.FixtureRequest, engine: Engine, tmp_path: Path
) -> None:
    lines = [make().split(b"\n")[2] for make, _key in bad_files.ROWS.values()]
    path = tmp_path / "a.csv"
    # Chinese text around them: a byte that is none must not make the whole file GB18030.
    good = [good_row(number, 标题=bad_files.LONG_TITLE * 3).encode() for number in (7001, 7002)]
    path.write_bytes(b"\n".join([HEADER.encode(), good[0], *lines, good[1], b""]))
    good_rows_are_in(engine, path, mapping(source=source_of(request)), {"7001", "7002"}, len(lines))
    # Corrected, the refused rows go in by the same mapping, and the good ones stay one case each.
    column = tables.incident.c
    with engine.connect() as connection:
        versions = connection.execute(select(column.version).where(column.external_source == source_of(request)))
        assert set(versions.scalars()) == {1}


def test_that_odd_but_possible_rows_are_kept_and_marked(
    request: pytest.FixtureRequest, engine: Engine, tmp_path: Path
) -> None:
    source = source_of(request)
    path = write_rows(
        tmp_path / "a.csv", good_row(1, 结案="2026-01-04 08:00:00"), good_row(2, 经度="", 纬度=""),
        good_row(3, 时限="-", 类别=""), good_row(3, 时限="-", 类别=""), good_row(4), good_row(4, 标题="改"),
        good_row(5, 部门名="市政所"),
    )  # fmt: skip
    result = bring(engine, path, mapping(source=source))
    assert (result.imported, result.updated, result.refused, result.skipped) == (6, 1, 0, 1)
    assert result.marked["closed_before_opened"] == result.marked["without_category"] == 1
    assert "note_code_with_names" in [note.key for note in result.notes]
    c = tables.incident.c
    asked = select(c.external_id, c.version, c.title, c.marks).where(c.external_source == source)
    with engine.connect() as connection:
        rows = connection.execute(asked)
        found = {row[0]: tuple(row)[1:] for row in rows}
    assert set(found) == {"0001", "0002", "0003", "0004", "0005"}
    assert found["0004"][:2] == (2, "改")
    assert "closed_before_opened" in found["0001"][2]
    assert "without_position" in found["0002"][2]


@pytest.mark.parametrize(("lon", "lat"), [("1e999", "30.0"), ("120.0", "-1e999"), ("181.0", "30.0"), ("120.0", "NULL")])
def test_that_the_database_itself_takes_no_position_that_is_none(
    request: pytest.FixtureRequest, engine: Engine, tmp_path: Path, lon: str, lat: str
) -> None:
    source = source_of(request)
    bring(engine, write_rows(tmp_path / "a.csv", good_row(1)), mapping(source=source))
    if engine.dialect.name == "postgresql":
        lon, lat = (value.replace("-1e999", "'-Infinity'").replace("1e999", "'NaN'") for value in (lon, lat))

    change = f"lon = {lon}, lat = {lat}, version = version + 1"
    statement = text(f"update incident set {change} where external_source = :source")
    with pytest.raises(DBAPIError), writing(engine.connect()) as connection, connection.begin():
        connection.execute(statement, {"source": source})
