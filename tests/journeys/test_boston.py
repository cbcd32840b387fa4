"""A real city's year: imported by command into both databases, counted three ways, worked on at the desk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.desk_parts import Desk
from models.domain.instant import parse_instant
from tests.helpers import postgres
from tests.helpers.desks import desk_on, detail_of, press, run, stands, type_text, until
from tests.helpers.not_checked import find, whole

ZONE = ZoneInfo("America/New_York")
PARTS = [f"incidents/boston311_2015_part{number}.csv.gz" for number in range(1, 5)]
INSTANTS = [
    "2015-01-01 00:00", "2015-03-08 03:30", "2015-07-01 10:00", "2015-11-01 01:30", "2015-12-31 23:59:59",
    "2016-01-13 00:00",
]  # fmt: skip
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Boston:
    """The imported city: its database, what the import said, the files and their rows for counting apart."""

    url: str
    result: dict[str, Any]
    files: tuple[Path, ...]
    rows: pl.DataFrame
    known: dict[tuple[str, str], dict[str, Any]]

    def figures(self, at: str, via: str = "sql") -> dict[str, Any]:
        """What `zhihui figures` says, asked once."""
        if (at, via) not in self.known:
            self.known[at, via] = zhihui("figures", "--at", at, "--db", self.url, "--via", via)
        return self.known[at, via]


def zhihui(*words: str) -> Any:
    """Runs the program as a person would; its standard output is one JSON document."""
    done = subprocess.run(
        [sys.executable, "main.py", *words, "--json"], capture_output=True, text=True, check=False,
        cwd=Path(__file__).parent.parent.parent, env={**os.environ, "ZHIHUI_LANG": "en"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def imported(url: str, shared_data: Path) -> Boston:
    """The whole file through `zhihui import cases` into a new database."""
    files = tuple(find(shared_data, part) for part in PARTS)
    zhihui("init-db", url)
    result = zhihui("import", "cases", *map(str, files), "--mapping", "boston", "--db", url)
    columns = ["OPEN_DT", "TARGET_DT", "CLOSED_DT", "Department", "LATITUDE", "TYPE"]
    rows = pl.concat([pl.read_csv(file, columns=columns, infer_schema_length=0) for file in files])
    return Boston(url, result, files, rows, {})


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("boston") / "boston.sqlite"


@pytest.fixture(scope="module")
def on_sqlite(file: Path, shared_data: Path) -> Boston:
    return imported(f"sqlite:///{file}", shared_data)


@pytest.fixture(scope="module")
def on_postgresql(postgres_url: str, shared_data: Path) -> Iterator[Boston]:
    with postgres.database(postgres_url, f"zhihui_boston_{os.getpid()}") as url:
        yield imported(url, shared_data)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def boston(request: pytest.FixtureRequest) -> Boston:
    """The city on either database, imported once for this module."""
    found: Boston = request.getfixturevalue(f"on_{request.param}")
    return found


def test_that_no_row_is_lost(boston: Boston) -> None:
    result, rows = boston.result, boston.rows
    assert (result["read"], result["imported"], result["refused"], result["skipped"]) == (
        rows.height,
        rows.height,
        0,
        0,
    )
    odd = rows.filter(pl.col("CLOSED_DT") < pl.col("OPEN_DT")).height
    assert result["marked"]["closed_before_opened"] == odd
    assert not whole(boston.files) or (rows.height, odd) == (121_145, 197)


def test_that_importing_again_changes_nothing(boston: Boston) -> None:
    before = boston.figures(INSTANTS[-1])
    first = zhihui("import", "cases", str(boston.files[0]), "--mapping", "boston", "--db", boston.url)
    assert (first["imported"], first["skipped"]) == (0, first["read"])
    assert zhihui("figures", "--at", INSTANTS[-1], "--db", boston.url) == before


@pytest.mark.parametrize("at", INSTANTS)
def test_that_figures_are_those_of_the_file_counted_apart(boston: Boston, at: str) -> None:
    found = boston.figures(at)
    expected = counted(boston.rows, at)
    assert {name: found[name] for name in expected} == expected
    if at == "2016-01-13 00:00" and whole(boston.files):
        assert (found["open"], found["overdue"], found["without_deadline"]) == (19_873, 11_445, 4_927)
        assert (found["closed"], found["closed_late"]) == (101_272, 19_154)
    assert sum(group["open"] for group in found["by_department"].values()) == found["open"]


@pytest.mark.parametrize("at", INSTANTS)
def test_that_figures_are_the_same_from_sql_and_from_the_board(on_sqlite: Boston, at: str) -> None:
    assert on_sqlite.figures(at, "board") == on_sqlite.figures(at)


@pytest.mark.postgresql
@pytest.mark.parametrize("at", INSTANTS)
def test_that_both_databases_give_the_same_figures(on_sqlite: Boston, on_postgresql: Boston, at: str) -> None:
    assert on_postgresql.figures(at) == on_sqlite.figures(at)


@pytest.mark.postgresql
def test_that_the_board_of_the_shared_database_is_the_units_too(on_sqlite: Boston, on_postgresql: Boston) -> None:
    at = INSTANTS[-1]
    assert on_postgresql.figures(at, "board") == on_sqlite.figures(at)
    words = ["cases", "--at", at, "--sort", "urgency", "--limit", "300", "--db"]
    assert zhihui(*words, on_postgresql.url) == zhihui(*words, on_sqlite.url)


def test_that_an_offset_names_the_same_instant(on_sqlite: Boston) -> None:
    naive = on_sqlite.figures("2015-07-01 10:00")
    offset = zhihui("figures", "--at", "2015-07-01T14:00:00+00:00", "--db", on_sqlite.url)
    assert naive == offset


def test_that_the_desk_of_a_past_day_shows_the_commands_order_and_a_new_case_is_worked_by_keys(
    qapp: QApplication, on_sqlite: Boston, file: Path, tmp_path: Path
) -> None:
    copyfile(file, tmp_path / "boston.sqlite")
    url = f"sqlite:///{tmp_path / 'boston.sqlite'}"
    listed = zhihui("cases", "--at", "2015-07-01", "--sort", "urgency", "--limit", "50", "--db", url)
    counted = zhihui("figures", "--at", "2015-07-01", "--db", url)

    async def journey() -> None:
        async with desk_on(url, tmp_path, "boston", language="en", at=parse_instant("2015-07-01", ZONE)) as desk:
            assert list(desk.page.queue.model.ids)[:50] == [case["id"] for case in listed["cases"]]
            figures = desk.live.figures()
            # The board's clock has run on for a moment since midnight.
            assert abs(figures.open - counted["open"]) <= 3
            window = desk.window
            press(window, Key.Key_N)
            type_text(window, "Gas smell behind 1 Example St")
            press(window, Key.Key_Return, CTRL)
            await _stands(desk, "reported")
            case_id = desk.controller.selected
            press(window, Key.Key_F)
            press(window, Key.Key_Return)
            press(window, Key.Key_Return, CTRL)
            await _stands(desk, "filed")
            press(window, Key.Key_D)
            type_text(window, "Inspectional")
            press(window, Key.Key_Return)
            press(window, Key.Key_Return, CTRL)
            await _stands(desk, "dispatched")
            assert detail_of(desk).case.department_code == "ISD"
            for key, text, state in (
                (Key.Key_A, "", "accepted_by_department"), (Key.Key_H, "sealed", "handled"),
                (Key.Key_K, "no smell left", "checked"),
            ):  # fmt: skip
                press(window, key)
                if text:
                    type_text(window, text)
                    press(window, Key.Key_Return, CTRL)
                await _stands(desk, state)
            press(window, Key.Key_C)
            press(window, Key.Key_Return, CTRL)
            await _stands(desk, "closed")
            assert desk.live.case(case_id) is None
            assert detail_of(desk).case.opened_at // 10**6 // 60 == parse_instant("2015-07-01", ZONE) // 10**6 // 60

    run(qapp, journey)


async def _stands(desk: Desk, state: str) -> None:
    await until(lambda: stands(desk, state), state)


def counted(rows: pl.DataFrame, at: str) -> dict[str, int]:
    """An independent count over the file: local readings become instants by the first of two readings."""
    moment = datetime.fromisoformat(at).replace(tzinfo=ZONE).astimezone(UTC)

    def instants(column: str) -> pl.Expr:
        local = pl.col(column).str.strptime(pl.Datetime("us"), "%Y-%m-%d %H:%M:%S", strict=True)
        return local.dt.replace_time_zone(
            "America/New_York", ambiguous="earliest", non_existent="null"
        ).dt.convert_time_zone("UTC")

    table = rows.select(
        opened=instants("OPEN_DT"), target=instants("TARGET_DT"), closed=instants("CLOSED_DT"), lat="LATITUDE"
    )
    known = table.filter(pl.col("opened") <= moment)
    over = known.filter(pl.col("closed").is_not_null() & (pl.col("closed") <= moment))
    live = known.filter(pl.col("closed").is_null() | (pl.col("closed") > moment))
    left = pl.col("target") - pl.lit(moment)
    return {
        "open": live.height,
        "overdue": live.filter(pl.col("target") < moment).height,
        "due_soon": live.filter((left >= pl.duration(seconds=0)) & (left <= pl.duration(hours=2))).height,
        "closed": over.height,
        "closed_late": over.filter(pl.col("closed") > pl.col("target")).height,
        "without_deadline": live.filter(pl.col("target").is_null()).height,
        "without_position": live.filter(pl.col("lat").is_null()).height,
    }
