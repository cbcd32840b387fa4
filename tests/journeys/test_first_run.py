"""The first-run page by keys alone: demonstration, own street, shared database, file of cases; what goes wrong."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

import console.street_founding
from console.app import Start, _run
from console.desk.window import DeskWindow
from console.first_run.window import FirstRunWindow
from console.first_run_jobs import StartChoice
from console.first_run_wiring import FirstRun
from console.founding import NewDatabase, init_database
from console.headless import now_of_machine
from console.messages import messages
from console.output import Out
from console.settings import Settings, load_settings
from console.street_plan import StreetPlan, draft_file, load_draft, save_draft
from console.tasks import Tasks
from console.whole_file import MARK
from models.domain.errors import Unavailable
from tests.helpers.desks import click, desk_on, detail_of, press, run, stands, type_text, until
from tests.helpers.first_runs import active, first_run_on, own_folders
from tests.helpers.import_sink import TOML, good_row, write_rows
from tests.helpers.street_files import STREET, changed, four_grids, workbook

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def data(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder of the test; a closed loop leaves timers running that only the GUI thread may collect."""
    # As the program sets it: one window closes before the next opens.
    qapp.setQuitOnLastWindowClosed(False)
    yield own_folders(tmp_path, monkeypatch)
    qapp.setQuitOnLastWindowClosed(True)
    gc.collect()


def failing(name: str, error: BaseException) -> None:
    raise AssertionError(name) from error


async def chosen(page: FirstRun) -> StartChoice:
    choice = await asyncio.wait_for(page.choice(), 60)
    assert choice is not None
    return choice


async def rests(page: FirstRun) -> None:
    await until(lambda: page.settled, "the page rests")


async def next_step(page: FirstRun) -> None:
    press(page.window, Key.Key_Return, CTRL)
    await rests(page)


def test_that_one_enter_comes_to_the_demonstration(qapp: QApplication, data: Path) -> None:
    async def journey() -> None:
        async with first_run_on(qapp) as page:
            press(page.window, Key.Key_Return)
            assert page.window.start.sentence.text() == messages("zh").text("making-demo")
            press(page.window, Key.Key_2)
            assert page.window.shown_page == "start"
            assert await chosen(page) == StartChoice(f"sqlite:///{data / 'demo.sqlite'}", None)
        assert [path.name for path in data.iterdir()] == ["demo.sqlite"]

    run(qapp, journey)


def test_that_the_cards_are_reached_by_digits_arrows_and_mouse(qapp: QApplication) -> None:
    async def journey() -> None:
        async with first_run_on(qapp) as page:
            window = page.window
            for key, name in ((Key.Key_2, "street"), (Key.Key_3, "shared"), (Key.Key_4, "cases")):
                press(window, key)
                assert window.shown_page == name
                await rests(page)
                press(window, Key.Key_Escape)
                assert window.shown_page == "start"
                assert window.start.cards["demo"].hasFocus()
            for key, name in ((Key.Key_Right, "street"), (Key.Key_Down, "cases"), (Key.Key_Left, "shared"),
                              (Key.Key_Left, "street"), (Key.Key_Up, "street")):  # fmt: skip
                press(window, key)
                assert window.start.cards[name].hasFocus()
            click(window.start.cards["shared"])
            assert window.shown_page == "shared"
            click(window.shared.back)
            assert window.shown_page == "start"

    run(qapp, journey)


def test_that_language_and_theme_change_in_place(qapp: QApplication) -> None:
    async def journey() -> None:
        async with first_run_on(qapp) as page:
            press(page.window, Key.Key_F2)
            assert page.window.start.cards["street"].title() == "Start an own street"
            assert page._settings.lang == "en"
            press(page.window, Key.Key_F3)
            assert page._settings.theme == "dark"
            press(page.window, Key.Key_F2)
            press(page.window, Key.Key_F3)
            assert (page._settings.lang, page._settings.theme) == ("zh", "light")

    run(qapp, journey)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_a_street_is_founded_by_keys_and_a_case_is_filed_there(
    qapp: QApplication, tmp_path: Path, data: Path, language: str
) -> None:
    book, grids = workbook(tmp_path / "street.xlsx"), four_grids(tmp_path / "grids.geojson")

    async def founding() -> str:
        async with first_run_on(qapp, language=language) as page:
            window = page.window
            press(window, Key.Key_2)
            type_text(window, "九堡街道")
            press(window, Key.Key_Tab)
            press(window, Key.Key_Tab)
            type_text(window, STREET)
            press(window, Key.Key_Tab)
            press(window, Key.Key_Tab)
            type_text(window, "JB")
            await next_step(page)
            type_text(window, str(book))
            await next_step(page)
            type_text(window, str(grids))
            press(window, Key.Key_Tab)
            press(window, Key.Key_Tab)
            press(window, Key.Key_Down)
            await rests(page)
            for _ in range(2):
                await next_step(page)
            checked = window.street.checked
            assert checked is not None
            assert checked.trouble is None
            facts = {fact.label: fact.value for fact in window.street.results.facts.facts()}
            words = messages(language)
            assert facts[words.text("street-part-grids")] == words.text("street-count-grids", count=4)
            assert checked.plan.prefix == "JB"
            press(window, Key.Key_Return)
            choice = await chosen(page)
            assert choice.url == choice.remember == f"sqlite:///{data / f'street-{STREET}.sqlite'}"
            return choice.url

    async def journey() -> None:
        url = await founding()
        assert not draft_file().exists()
        async with desk_on(url, tmp_path, "new", language=language) as desk:
            window = desk.window
            assert desk.session.place() == ("九堡街道" if language == "zh" else "Jiubao")
            press(window, Key.Key_N)
            await until(lambda: isinstance(window.focusWidget(), QLineEdit))
            type_text(window, "井盖缺失")
            press(window, Key.Key_Return, CTRL)
            await until(lambda: stands(desk, "reported"), "reported")
            press(window, Key.Key_F)
            await until(lambda: isinstance(window.focusWidget(), QLineEdit), f"a line, not {window.focusWidget()}")
            type_text(window, "上水井盖")
            press(window, Key.Key_Down)
            press(window, Key.Key_Return)
            press(window, Key.Key_Return, CTRL)
            await until(lambda: stands(desk, "filed"), "filed")
            case = detail_of(desk).case
            assert (case.category_code, case.number[:2]) == ("part-01-01", "JB")
            assert case.due_at is not None

    run(qapp, journey)


def test_that_entries_are_kept_when_one_leaves_and_goes_on(qapp: QApplication) -> None:
    async def journey() -> None:
        async with first_run_on(qapp) as page:
            press(page.window, Key.Key_2)
            type_text(page.window, "九堡街道")
            press(page.window, Key.Key_3, ALT)
            assert page.window.street.form.currentIndex() == 2
            press(page.window, Key.Key_Escape)
            assert page.window.shown_page == "start"
            assert load_draft() == StreetPlan(name="九堡街道", step=2)
        async with first_run_on(qapp) as page:
            press(page.window, Key.Key_2)
            assert page.window.street.form.plan() == StreetPlan(name="九堡街道", step=2)
            press(page.window, Key.Key_Left, ALT)
            press(page.window, Key.Key_Left, ALT)
            assert page.window.street.form.currentIndex() == 0
            assert page.window.street.form.lines["name"].text() == "九堡街道"

    run(qapp, journey)


def test_that_what_is_wrong_is_said_at_its_step_and_stops_the_founding(
    qapp: QApplication, tmp_path: Path, data: Path
) -> None:
    rows = changed("部门", ("police", "派出所", "", "没有", ""), ("chengguan", "城管中队", "", "", ""))
    plan = StreetPlan(organisation=str(workbook(tmp_path / "a.xlsx", rows)), grids="/nowhere.geojson", crs="wgs84")

    async def journey() -> None:
        save_draft(replace(plan, step=1))
        async with first_run_on(qapp) as page:
            street = page.window.street
            press(page.window, Key.Key_2)
            await rests(page)
            assert street.results.model.rowCount() == 1
            assert "没有" in street.results.model.index(0, 1).data()
            await next_step(page)
            assert "nowhere.geojson" in street.results.sentence.text()
            press(page.window, Key.Key_5, ALT)
            assert "nowhere.geojson" in street.next.disabled_reason()
            press(page.window, Key.Key_Return, CTRL)
            assert not data.exists()
            press(page.window, Key.Key_3, ALT)
            street.form.grids.edit.clear()
            await rests(page)
            press(page.window, Key.Key_5, ALT)
            assert street.next.disabled_reason() == ""
            click(street.next)
            assert (await chosen(page)).url.endswith("street-own.sqlite")
        assert (tmp_path / "a-refused.xlsx").exists()

    run(qapp, journey)


def test_that_a_founding_that_fails_says_why_and_can_be_tried_again(
    qapp: QApplication, tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Unavailable("database_full", kind="full", detail="database or disk is full")

    async def journey() -> None:
        save_draft(StreetPlan(name="九堡街道", step=4))
        async with first_run_on(qapp) as page:
            street = page.window.street
            press(page.window, Key.Key_2)
            await rests(page)
            with monkeypatch.context() as patch:
                patch.setattr(console.street_founding, "create_database", full)
                press(page.window, Key.Key_Return, CTRL)
                page.window.close()
                assert page.window.isVisible(), "a founding is not cut off"
                await rests(page)
            assert "磁盘" in street.sentence.text()
            assert list(data.iterdir()) == []
            assert load_draft().name == "九堡街道"
            press(page.window, Key.Key_Return, CTRL)
            assert (await chosen(page)).url == f"sqlite:///{data / 'street-own.sqlite'}"

    run(qapp, journey)


def test_that_an_interrupted_set_up_is_told_and_its_entries_stay(qapp: QApplication, data: Path) -> None:
    async def journey() -> None:
        data.mkdir()
        half = data / f"street-own.sqlite{MARK}{2**22 + 5}"
        half.touch()
        save_draft(StreetPlan(name="九堡街道", grids="/files/grids.geojson", step=2))
        async with first_run_on(qapp) as page:
            words = messages("zh")
            said = f"{words.text('first-run-interrupted')} {words.text('first-run-entries-kept')}"
            assert page.window.start.sentence.text() == said
            assert not half.exists()
            press(page.window, Key.Key_2)
            assert page.window.street.form.plan().grids == "/files/grids.geojson"
            await rests(page)

    run(qapp, journey)


def test_that_a_template_is_written_for_the_organisation(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.first_run.street_page.QStandardPaths.writableLocation", lambda _place: str(tmp_path))

    async def journey() -> None:
        async with first_run_on(qapp) as page:
            street = page.window.street
            press(page.window, Key.Key_2)
            press(page.window, Key.Key_2, ALT)
            press(page.window, Key.Key_M, CTRL)
            await until(lambda: bool(street.sentence.text()))
            click(street.form.template)
            await until(lambda: (tmp_path / "街道组织模板-2.xlsx").exists())
            press(page.window, Key.Key_O, CTRL)
            dialog = street.form.organisation.dialog
            assert isinstance(dialog, QFileDialog)
            dialog.filesSelected.emit([str(tmp_path / "街道组织模板.xlsx")])
            dialog.reject()
            await until(lambda: street.form.organisation.dialog is None)
            await rests(page)
            assert "没有可导入的行" in street.results.sentence.text()

    run(qapp, journey)


def test_that_a_shared_database_is_tried_explained_and_opened(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "shared.sqlite"
    init_database(f"sqlite:///{file}", NewDatabase(place_name="共享街道", with_catalogue=False), now_of_machine())

    async def journey() -> None:
        async with first_run_on(qapp) as page:
            shared = page.window.shared
            press(page.window, Key.Key_3)
            assert shared.go.disabled_reason()
            type_text(page.window, "postgresql://me:secret@no-such-host.invalid/zhihui")
            press(page.window, Key.Key_T, CTRL)
            await rests(page)
            assert shared.sentence.text() == "找不到主机 no-such-host.invalid。请检查地址，或询问管理员。"
            press(page.window, Key.Key_F2)
            shared.url.edit.setText(str(file))
            press(page.window, Key.Key_T, CTRL)
            await rests(page)
            assert shared.sentence.text() == "It works: 共享街道"
            press(page.window, Key.Key_Return, CTRL)
            choice = await chosen(page)
            assert choice == StartChoice(f"sqlite:///{file}", f"sqlite:///{file}")

    run(qapp, journey)


def test_that_a_file_of_cases_founds_a_database_and_stands_on_the_import_page(
    qapp: QApplication, tmp_path: Path, data: Path
) -> None:
    (tmp_path / "own.toml").write_text(TOML, encoding="utf-8")
    rows = write_rows(tmp_path / "cases.csv", good_row(1), good_row(2))

    async def journey() -> None:
        async with first_run_on(qapp) as page:
            cases = page.window.cases
            press(page.window, Key.Key_4)
            type_text(page.window, str(tmp_path / "none.csv"))
            cases.mapping.setCurrentIndex(cases.mapping.count() - 1)
            assert cases.go.disabled_reason() == "请选择映射"
            cases.own.set_path(str(tmp_path / "own.toml"))
            press(page.window, Key.Key_Return, CTRL)
            assert "none.csv" in cases.sentence.text()
            cases.files.set_text(str(rows))
            press(page.window, Key.Key_Return, CTRL)
            choice = await chosen(page)
        assert choice.url == choice.remember == f"sqlite:///{data / 'cases.sqlite'}"
        assert (choice.files, choice.mapping) == ((rows,), str(tmp_path / "own.toml"))
        async with desk_on(choice.url, tmp_path, "cases") as desk:
            desk.begin_import(choice.files, choice.mapping)
            assert desk.window.shown_page == "import"
            await until(lambda: desk.importing.settled)
            press(desk.window, Key.Key_T, CTRL)
            await until(lambda: desk.importing.settled)
            press(desk.window, Key.Key_I, CTRL)
            await until(lambda: desk.importing.settled)
            await until(lambda: len(desk.live.board) == 2, "both cases on the board")
            assert desk.session.place() == "cases"

    run(qapp, journey)


def windows(kind: type[QWidget]) -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


async def window_of(kind: type[QWidget]) -> QWidget:
    await until(lambda: len(windows(kind)) == 1, kind.__name__)
    (found,) = windows(kind)
    await until(lambda: active(found), "active")
    return found


def test_that_the_program_asks_opens_and_comes_back_to_ask(qapp: QApplication, data: Path) -> None:
    async def journey() -> None:
        settings = load_settings()
        program = Tasks(failing).start("program", _run(qapp, settings, Start(None, ask=True), Out("zh", False)))
        page = await window_of(FirstRunWindow)
        press(page, Key.Key_Return)
        desk = await window_of(DeskWindow)
        assert "演示" in desk.windowTitle()
        assert load_settings().db is None
        press(desk, Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
        page = await window_of(FirstRunWindow)
        page.close()
        await asyncio.wait_for(program, 30)
        assert windows(QWidget) == []

    run(qapp, journey)


def test_that_the_program_told_not_to_ask_opens_the_demonstration(qapp: QApplication, data: Path) -> None:
    async def journey() -> None:
        program = Tasks(failing).start("program", _run(qapp, load_settings(), Start(None), Out("zh", False)))
        desk = await window_of(DeskWindow)
        assert "演示" in desk.windowTitle()
        desk.close()
        await asyncio.wait_for(program, 30)

    run(qapp, journey)


def test_that_a_remembered_database_that_is_gone_leads_to_the_choice(
    qapp: QApplication, tmp_path: Path, data: Path
) -> None:
    async def journey() -> None:
        gone, there = tmp_path / "gone.sqlite", tmp_path / "there.sqlite"
        init_database(f"sqlite:///{there}", NewDatabase(place_name="在", with_catalogue=False), now_of_machine())
        settings = Settings(db=f"sqlite:///{gone}")
        program = Tasks(failing).start("program", _run(qapp, settings, Start(None), Out("zh", False)))
        page = await window_of(FirstRunWindow)
        assert isinstance(page, FirstRunWindow)
        assert page.shown_page == "shared"
        assert str(gone) in page.shared.sentence.text()
        page.shared.url.set_path(str(there))
        press(page, Key.Key_Return, CTRL)
        desk = await window_of(DeskWindow)
        kept = json.loads((tmp_path / "config" / "settings.json").read_text(encoding="utf-8"))
        assert kept["db"] == f"sqlite:///{there}"
        desk.close()
        await asyncio.wait_for(program, 30)

    run(qapp, journey)
