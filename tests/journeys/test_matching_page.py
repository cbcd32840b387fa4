"""A file that fits no mapping on a real desk: proposals changed by keys, a live preview, saved, known next time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.desk.import_form import AUTO, MATCH
from console.desk.import_page import ImportPage
from console.desk.match_pane import MatchPane
from console.desk.match_table import MatchTable
from console.desk_parts import Desk
from console.founding import NewDatabase, init_database
from console.headless import now_of_machine, open_database
from console.mappings import mapping_called
from console.messages import LANGUAGES
from console.shots import THEMES
from models.queries.ledger import LedgerFilter, ledger_all
from models.store.bulk import BulkWriter
from tests.helpers.bad_files import WHOLE_FILES
from tests.helpers.desks import click, desk_on, press, run, type_text, until
from tests.helpers.import_sink import write_rows
from tests.helpers.inspecting import inspected
from tests.helpers.records import DEPARTMENT, OTHER_DEPARTMENT

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
HEADER = "工单编号,事由,受理时间,截止时间,工单状态,承办单位,所属社区,小类名称,联系电话,经度,纬度"
ROWS = [
    "A1,路灯不亮,05/01/2026 08:30,06/01/2026 08:30,处理中,甲,九堡社区,路灯,13800138000,120.2701,30.3102",
    "A2,垃圾满了,06/01/2026 09:30,07/01/2026 08:30,转办中,乙,新社区,垃圾,13900139000,120.2702,30.3103",
    "A3,井盖松动,soon,07/01/2026 08:30,处理中,乙,新社区,井盖,13900139001,120.2703,30.3104",
    "A4,积水,08/01/2026 09:30,,处理中,丙,新社区,垃圾,13900139002,,",
]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Mappings are saved where no other test sees them; loops end here."""
    monkeypatch.setenv("ZHIHUI_CONFIG_DIR", str(tmp_path / "config"))
    yield
    gc.collect()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """An empty street with two departments."""
    made = f"sqlite:///{tmp_path / 'real.sqlite'}"
    init_database(made, NewDatabase(place_name="试验街道", place_name_en="Trial street"), now_of_machine())
    opened = open_database(made)
    BulkWriter(opened.engine).ensure([DEPARTMENT, OTHER_DEPARTMENT])
    opened.close()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "hotline-2026-01.csv", *ROWS, header=HEADER)


async def to_matching(desk: Desk, file: Path, mapping: str = AUTO) -> MatchPane:
    """The import page with a file, by the header or by matching."""
    press(desk.window, Key.Key_3, CTRL)
    page = desk.importing
    page.form.mapping.setCurrentIndex(page.form.mapping.findData(mapping))
    page.form.files.setPlainText(str(file))
    await until(lambda: page.settled, "looked at")
    return page.match


def into(desk: Desk, table: MatchTable) -> None:
    """Tab until the keyboard is in a table."""
    for _ in range(60):
        if desk.window.focusWidget() is table.table:
            return
        press(desk.window, Key.Key_Tab)
    raise AssertionError("no key leads there")


def pick(desk: Desk, table: MatchTable, key: str, text: str) -> None:
    """Chooses for a row by keys: Enter, a part of the words, Enter."""
    table.select(key)
    table.setFocus()
    press(desk.window, Key.Key_Return)
    field = desk.window.focusWidget()
    assert field is table.editor.field.focusProxy()
    press(desk.window, Key.Key_A, CTRL)
    type_text(desk.window, text)
    press(desk.window, Key.Key_Return)


def cells(table: MatchTable) -> dict[str, tuple[str, ...]]:
    return {row.key: row.cells for row in table.rows}


def preview(pane: MatchPane) -> list[list[str]]:
    model = pane.preview_model
    return [[str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())]  # fmt: skip


def to_tab(desk: Desk, pane: MatchPane, steps: int) -> None:
    pane.tabs.setFocus()
    for _ in range(steps):
        press(desk.window, Key.Key_Right)


def test_that_an_unknown_file_is_matched_saved_and_imported_by_keys(
    qapp: QApplication, url: str, file: Path, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(url, tmp_path, "match") as desk:
            words = desk.session.messages
            pane = await to_matching(desk, file)
            page = desk.importing
            assert page.form.sentence.text() == words.text("import-no-mapping-fits")
            assert page.form.dry_run.disabled_reason() == words.text("match-save-first")
            columns, settings, values = pane.tables.values()
            into(desk, columns)
            assert cells(columns)["external_id"] == ("来源编号 *", "工单编号", "A1、A2、A3、A4", "列名就是它的说法")
            assert cells(columns)["column:联系电话"][3] == words.text("match-left-personal")
            # The heading says nothing: the title was taken from the category, and is changed.
            assert cells(columns)["title"][1] == "小类名称"
            pick(desk, columns, "title", "事由")
            assert cells(columns)["title"][1:] == (
                "事由",
                "路灯不亮、垃圾满了、井盖松动、积水",
                words.text("match-by-hand"),
            )
            assert desk.window.focusWidget() is columns.table
            assert [row[1] for row in preview(pane)][1:3] == [
                "“工单状态”的“转办中”不在代码表里。", "“受理时间”的“soon”不是 %d/%m/%Y %H:%M 格式的时间。",
            ]  # fmt: skip

            to_tab(desk, pane, 1)
            assert cells(settings)["formats:opened_at"][2] == "05/01/2026 08:30 → 2026-01-05 08:30"
            pick(desk, settings, "formats:opened_at", "%m/%d/%Y %H:%M")
            assert cells(settings)["formats:opened_at"][2] == "05/01/2026 08:30 → 2026-05-01 08:30"
            pick(desk, settings, "formats:opened_at", "%d/%m/%Y %H:%M ")
            pick(desk, settings, "constants:severity", "较大")
            pick(desk, settings, "zone", "urumqi")
            assert cells(settings)["zone"][1] == "Asia/Urumqi"

            to_tab(desk, pane, 1)
            first = values.rows[0]
            assert first.cells == ("状态", "转办中", "1", words.text("match-refuse"))
            pick(desk, values, first.key, "已派遣")
            assert cells(values)[first.key][3] == "已派遣"
            assert values.table.chosen_row() == [row.key for row in values.rows].index(first.key) + 1
            pick(desk, values, "department\n甲", DEPARTMENT.name)
            assert [row[1].split(" · ")[0] for row in preview(pane)] == [
                "收为事件",
                "收为事件",
                preview(pane)[2][1],
                "收为事件",
            ]
            assert preview(pane)[0][8:10] == [DEPARTMENT.name, "九堡社区"]

            press(desk.window, Key.Key_S, CTRL)
            await until(lambda: page.settled and page.form.dry_run.isEnabled(), "the preview by the saved mapping")
            assert page.form.mapping.currentText() == "hotline"
            assert desk.window.focusWidget() is page.form.dry_run
            mapping = mapping_called("hotline")
            assert (mapping.zone, mapping.constants.severity) == ("Asia/Urumqi", "larger")
            press(desk.window, Key.Key_T, CTRL)
            await until(lambda: page.settled and page.form.go.isEnabled(), "tried")
            press(desk.window, Key.Key_I, CTRL)
            await until(lambda: page.settled and page._tried is not None and not page._tried.result.dry_run, "imported")
            with desk.opened.engine.connect() as connection, connection.begin():
                cases = {case.external_id: case for case in ledger_all(connection, LedgerFilter())}
            assert set(cases) == {"A1", "A2", "A4"}
            assert (cases["A1"].department_code, cases["A2"].department_code) == (DEPARTMENT.code, "乙")
            assert (cases["A1"].title, cases["A2"].state, cases["A4"].severity) == ("路灯不亮", "dispatched", "larger")

    run(qapp, journey)


async def recognised(desk: Desk, file: Path) -> ImportPage:
    await to_matching(desk, file)
    page = desk.importing
    await until(lambda: page.form.dry_run.isEnabled(), "known by its header")
    return page


def test_that_a_saved_mapping_is_listed_and_known_by_the_header_next_time(
    qapp: QApplication, url: str, file: Path, tmp_path: Path
) -> None:
    async def first() -> None:
        async with desk_on(url, tmp_path, "once") as desk:
            pane = await to_matching(desk, file, MATCH)
            pane.name.setFocus()
            press(desk.window, Key.Key_A, CTRL)
            type_text(desk.window, "热线月报")
            pane.source.setFocus()
            press(desk.window, Key.Key_A, CTRL)
            type_text(desk.window, "Not A Key")
            assert not pane.save.isEnabled()
            press(desk.window, Key.Key_A, CTRL)
            type_text(desk.window, "boston")
            click(pane.save)
            assert pane.told.text() == desk.session.messages.text("mapping-name-taken", mapping="boston")
            press(desk.window, Key.Key_A, CTRL)
            pane.source.setFocus()
            press(desk.window, Key.Key_A, CTRL)
            type_text(desk.window, "street-hotline")
            click(pane.save)
            await until(lambda: desk.importing.settled, "saved")
            # Changed once more and saved under the same name.
            pane = await to_matching(desk, file, MATCH)
            assert (pane.name.text(), pane.source.text()) == ("热线月报", "street-hotline")
            click(pane.save)
            await until(lambda: desk.importing.settled, "saved again")

    async def second() -> None:
        async with desk_on(url, tmp_path, "again", language="en") as desk:
            page = await recognised(desk, file)
            assert page.form.mapping.findData("street-hotline") > 0
            said = desk.session.messages.text("import-recognised", mapping="street-hotline")
            assert page.form.mapping_facts.text().startswith(said)
            assert page.form.mapping_name() == AUTO
            press(desk.window, Key.Key_T, CTRL)
            await until(lambda: page.settled and page._tried is not None, "tried by the recognised mapping")

    run(qapp, first)
    assert mapping_called("street-hotline").name == "热线月报"
    run(qapp, second)


def test_that_a_matching_half_done_is_kept_and_can_be_begun_anew(
    qapp: QApplication, url: str, file: Path, tmp_path: Path
) -> None:
    async def half() -> None:
        async with desk_on(url, tmp_path, "draft") as desk:
            pane = await to_matching(desk, file)
            columns = pane.tables["columns"]
            pick(desk, columns, "title", "事由")
            pick(desk, columns, "position.lon", "无")
            assert cells(columns)["position.lon"][1] == "—"
            pick(desk, columns, "column:经度", "描述")
            assert cells(columns)["description"][1] == "经度"
            pane.tables["columns"].editor.setFocus()
            type_text(desk.window, "zzz")
            press(desk.window, Key.Key_Escape)
            assert desk.window.focusWidget() is columns.table

    async def on() -> None:
        async with desk_on(url, tmp_path, "draft") as desk:
            other = write_rows(tmp_path / "hotline-2026-02.csv", *ROWS, header=HEADER)
            pane = await to_matching(desk, other)
            columns = pane.tables["columns"]
            assert pane.told.text() == desk.session.messages.text("match-from-draft")
            assert (cells(columns)["title"][1], cells(columns)["description"][1]) == ("事由", "经度")
            click(pane.again)
            await until(lambda: pane.settled, "proposed anew")
            assert cells(columns)["title"][1] == "小类名称"
            desk.use_language("en")
            assert cells(columns)["title"][0] == "title *"
            desk.use_language("zh")

    run(qapp, half)
    run(qapp, on)


def test_that_no_bad_file_stops_the_matching(qapp: QApplication, url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(url, tmp_path, "bad") as desk:
            for number, (name, data, key) in enumerate(WHOLE_FILES.values()):
                folder = tmp_path / f"f{number}"
                folder.mkdir()
                (folder / name).write_bytes(data)
                pane = await to_matching(desk, folder / name, MATCH)
                if key == "column_missing":
                    assert pane.desk is not None
                else:
                    assert pane.desk is None
                    assert name in pane.state.sentence()
                    assert not pane.save.isVisible()
            empty = write_rows(tmp_path / "no-rows.csv", header="编号,标题,时间")
            pane = await to_matching(desk, empty, MATCH)
            assert pane.desk is not None
            pane.stop()

    run(qapp, journey)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_that_every_widget_of_the_matching_can_be_read_named_and_reached(
    qapp: QApplication, url: str, tmp_path: Path, language: str, theme: str, size: tuple[int, int]
) -> None:
    file = write_rows(tmp_path / "2026-01.csv", *ROWS, header=HEADER)
    cells = {cell for row in (HEADER, *ROWS) for cell in row.split(",")}

    async def journey() -> None:
        async with desk_on(url, tmp_path, "walk", language=language, theme=theme, size=size) as desk:
            with inspected(qapp, desk) as inspector:
                # Words of the file, and names of zones and systems, are the same in every language.
                inspector.add_data([*cells, "Asia/Shanghai", "WGS 84", "GPS", "2026-01.csv"])
                pane = await to_matching(desk, file)
                for place, table in enumerate(pane.tables.values()):
                    pane.tabs.setCurrentIndex(place)
                    table.setFocus()
                    await inspector.look(f"matching {table.tab}")
                    inspector.go_round(f"matching {table.tab}")
                    table.editor.setFocus()
                    await inspector.look(f"matching {table.tab}, choosing")
                pane.tables["columns"].chosen.emit("title", "-")
                await inspector.look("matching, a field lacks its column")

    run(qapp, journey)
