"""A Chinese district's archive in either database: counted as what it is, read at the desk, a new case worked there."""

from __future__ import annotations

import csv
import gc
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from console.cli_figures import as_data, figures_at
from console.desk_parts import Desk
from console.founding import NewDatabase, init_database
from console.headless import now_of_machine, open_database
from console.headless_import import CaseImport, run_case_import
from console.ledger_cells import COLUMNS
from console.output import Out
from models.store.tables import department, incident
from tests.helpers.desks import desk_on, detail_of, press, run, stands, type_text, until
from tests.helpers.not_checked import find, whole

FILE = "incidents/shenzhen_pingshan_2018_9990.csv.gz"
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
UNKNOWN = "已结案，时间不详"


@pytest.fixture(autouse=True)
def _loops_end_here() -> Iterator[None]:
    """A closed loop leaves timers running, and in another thread the collector could not stop them."""
    yield
    gc.collect()


@pytest.fixture
def path(shared_data: Path) -> Path:
    return find(shared_data, FILE)


@pytest.fixture
def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def pingshan(database_url: str, path: Path) -> str:
    """The district's database as the commands make it."""
    init_database(database_url, NewDatabase("Asia/Shanghai", "", "坪山区", "Pingshan", "PS"), now_of_machine())
    opened = open_database(database_url)
    result = run_case_import(opened, CaseImport((path,), "pingshan"), Out("zh", True))
    assert (result["refused"], result["skipped"]) == (0, 0)
    opened.close()
    return database_url


def figures(url: str) -> dict[str, Any]:
    opened = open_database(url)
    try:
        by_sql, by_board = (as_data(figures_at(opened, now_of_machine(), via), opened) for via in ("sql", "board"))
    finally:
        opened.close()
    del by_sql["at"], by_board["at"]
    assert by_sql == by_board
    return by_sql


def test_that_the_archive_is_counted_as_closed_at_an_unknown_time(
    pingshan: str, rows: list[dict[str, str]], path: Path
) -> None:
    found = figures(pingshan)
    # Closed nobody knows when: not open at any instant, and late or in time is not known of any.
    assert (found["open"], found["overdue"], found["closed"], found["closed_late"]) == (0, 0, len(rows), 0)
    opened = open_database(pingshan)
    column = incident.c
    with opened.engine.connect() as connection:
        unknown = select(func.count()).where(column.state == "closed", column.ended_at.is_(None), column.lon.is_(None))
        marked = unknown.where(column.marks.contains("closed_time_unknown"), column.marks.contains("without_position"))
        assert connection.execute(marked).scalar_one() == len(rows)
        units = {
            str(code): str(name) for code, name in connection.execute(select(department.c.code, department.c.name))
        }
        grouped = select(column.department_code, func.count()).group_by(column.department_code)
        per_unit = {str(code or ""): int(count) for code, count in connection.execute(grouped)}
    opened.close()
    names: dict[str, set[str]] = {}
    for row in rows:
        names.setdefault(row["DISPOSE_UNIT_ID"], set()).add(row["DISPOSE_UNIT_NAME"])
    assert per_unit.pop("") == sum(row["DISPOSE_UNIT_ID"] == "-" for row in rows)
    assert set(units) == set(per_unit) == set(names) - {"-"}
    assert all(units[code] in names[code] for code in units)
    assert units["1754"] == "六和社区"
    assert not whole([path]) or len(rows) == 9_990


async def _reaches(desk: Desk, state: str) -> None:
    await until(lambda: stands(desk, state), state)


async def _archive_reads_in_chinese(desk: Desk, count: int) -> None:
    press(desk.window, Key.Key_2, CTRL)
    page = desk.ledger
    await until(lambda: desk.window.shown_page == "ledger" and page.settled, "the ledger")
    assert page.model.rowCount() > 0
    for number in ("9148",):
        page.search.setText(number)
        await until(lambda: page.settled and page.model.rowCount() >= 1, "the case of the file")
    shown = [[str(page.model.index(row, column).data()) for column in range(len(COLUMNS))]
             for row in range(page.model.rowCount())]  # fmt: skip
    (cells,) = [dict(zip(COLUMNS, row, strict=True)) for row in shown if row[COLUMNS.index("number")] == "9148"]
    assert (cells["state"], cells["title"], cells["category"]) == ("已结案", "侵占绿地", "侵占绿地")
    assert (cells["department"], cells["community"], cells["ended"], cells["late"]) == (
        "老坑社区",
        "老坑社区",
        "—",
        "—",
    )
    assert UNKNOWN in cells["marks"]
    assert "无坐标" in cells["marks"]
    page.search.setText("")
    await until(lambda: page.settled, "the whole ledger")
    assert page.model.rowCount() <= count


def test_that_the_archive_reads_in_chinese_and_a_new_case_is_worked_through_at_the_desk(
    qapp: QApplication, pingshan: str, rows: list[dict[str, str]], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(pingshan, tmp_path, "pingshan") as desk:
            window = desk.window
            await _archive_reads_in_chinese(desk, len(rows))
            press(window, Key.Key_1, CTRL)
            press(window, Key.Key_N)
            form = desk.page.detail.form
            type_text(window, "老坑社区公园绿地被占")
            form.set_values({"category_code": "imported-pingshan-662", "community_code": "10014"})
            press(window, Key.Key_Return, CTRL)
            await _reaches(desk, "reported")
            case = detail_of(desk).case
            assert desk.session.names.category(case.category_code) == "市政设施 · 侵占绿地"
            assert (case.number[:2], desk.session.names.community(case.community_code)) == ("PS", "老坑社区")
            figures_now = desk.live.figures()
            assert (figures_now.open, figures_now.without_position) == (1, 1)
            press(window, Key.Key_F)
            type_text(window, "绿地")
            press(window, Key.Key_Return)
            assert "standard_code" in form.values()
            press(window, Key.Key_Return, CTRL)
            await _reaches(desk, "filed")
            filed = detail_of(desk).case
            assert filed.due_at is not None
            assert desk.session.names.category(filed.category_code) != filed.category_code
            press(window, Key.Key_D)
            type_text(window, "老坑社区")
            press(window, Key.Key_Return)
            press(window, Key.Key_Return, CTRL)
            await _reaches(desk, "dispatched")
            assert detail_of(desk).case.department_code == "1805"
            assert desk.session.names.department("1805") == "老坑社区"
            press(window, Key.Key_A)
            await _reaches(desk, "accepted_by_department")
            for key, text, state in (
                (Key.Key_H, "已腾退并复绿", "handled"), (Key.Key_K, "现场已恢复", "checked"),
                (Key.Key_C, "办结", "closed"),
            ):  # fmt: skip
                press(window, key)
                type_text(window, text)
                press(window, Key.Key_Return, CTRL)
                await _reaches(desk, state)
            assert desk.live.figures().open == 0
            view = desk.page.detail.view
            assert view is not None
            words = " ".join(" ".join(fact) for fact in view.facts)
            assert "老坑社区" in words
            assert UNKNOWN not in words

    run(qapp, journey)
    found = figures(pingshan)
    assert (found["open"], found["closed"]) == (0, len(rows) + 1)
