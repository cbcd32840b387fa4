"""The ledger page on a real desk: looked up, opened, exported, and kept up while others work."""

from __future__ import annotations

import csv
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from console.desk.ledger_page import LedgerPage
from console.desk_parts import Desk
from console.headless import new_id
from console.ledger_cells import COLUMNS
from models.commands.acts import ReportCase, execute
from models.domain.case import Case
from models.domain.errors import Unavailable
from models.exchange.safe_export import unguarded
from models.queries.ledger import Group, LedgerFilter, ledger_all
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.desks import click, desk_on, press, run, type_text, until

Key = Qt.Key
NUMBER, TITLE = COLUMNS.index("number"), COLUMNS.index("title")


@pytest.fixture(autouse=True)
def _loops_end_here() -> Iterator[None]:
    """A closed loop leaves timers running, and in another thread the collector could not stop them."""
    yield
    gc.collect()


async def to_ledger(desk: Desk) -> LedgerPage:
    """Brings the ledger to the front by its key and waits for its rows."""
    press(desk.window, Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: desk.window.shown_page == "ledger", "the ledger in front")
    await settled(desk)
    return desk.ledger


async def settled(desk: Desk) -> None:
    await until(lambda: desk.ledger.settled, "ledger")


def stored(desk: Desk, wanted: LedgerFilter | None = None) -> list[Case]:
    """The ledger as the database has it."""
    with desk.opened.engine.connect() as connection, connection.begin():
        return list(ledger_all(connection, wanted or LedgerFilter()))


def listed(page: LedgerPage) -> list[str]:
    return [case.id for row in range(page.model.rowCount()) if (case := page.model.case_at(row)) is not None]


def report(desk: Desk, title: str) -> str:
    """Somebody else's new case."""
    case_id = new_id()
    command = ReportCase(new_id(), desk.session.officer.code, "other", desk.live.now(), case_id, {"title": title})
    assert execute(command, lambda: SqlUnitOfWork(desk.opened.engine), desk.opened.rules).done
    desk.feed.wake()
    return case_id


def test_that_a_closed_case_is_found_by_its_number_and_opened_by_keys(
    qapp: QApplication, demo_url: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "find") as desk:
            closed = stored(desk, LedgerFilter(group=Group.CLOSED))[30]
            page = await to_ledger(desk)
            assert desk.window.focusWidget() is page.search
            type_text(desk.window, closed.number)
            await until(lambda: not page._typing.isActive())
            await settled(desk)
            assert listed(page) == [closed.id]
            assert page.bar.active() == Group.ALL
            press(desk.window, Key.Key_Down)
            assert desk.window.focusWidget() is page.table
            press(desk.window, Key.Key_Return)
            assert desk.window.shown_page == "duty"
            await until(lambda: desk.controller.detail is not None, "detail")
            assert desk.controller.detail is not None
            assert desk.controller.detail.case.number == closed.number

    run(qapp, journey)


def test_that_groups_narrow_and_the_end_brings_more(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "groups", language="en", size=(1920, 1080)) as desk:
            page = await to_ledger(desk)
            everything = [case.id for case in stored(desk)]
            assert listed(page) == everything[: len(listed(page))]
            assert not page.model.complete
            bar = page.table.verticalScrollBar()
            while not page.model.complete:
                bar.setValue(bar.maximum())
                await until(lambda: not page.source.busy)
            assert listed(page) == everything
            for chip in page.bar.chips():
                click(chip)
                await settled(desk)
                ids = [case.id for case in stored(desk, LedgerFilter(group=Group(chip.key)))]
                assert listed(page) == ids[: len(listed(page))]
                assert chip.count() == len(ids)
            type_text_into(page, "zzzz no such case")
            await until(lambda: page.model.rowCount() == 0)
            await settled(desk)
            assert page.state.sentence() == desk.session.messages.text("ledger-no-match")
            click(page.state.button)
            await settled(desk)
            assert page.bar.active() == Group.ALL
            assert listed(page) == everything[: len(listed(page))] != []

    run(qapp, journey)


def type_text_into(page: LedgerPage, text: str) -> None:
    page.search.setFocus()
    page.search.setText(text)


def test_that_what_others_do_comes_in_without_moving_the_users_place(
    qapp: QApplication, demo_url: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "place") as desk:
            page = await to_ledger(desk)
            page.table.selectRow(60)
            page.table.verticalScrollBar().setValue(50)
            top, chosen = page.model.case_at(50), page.model.case_at(60)
            assert top is not None
            assert chosen is not None
            new = {report(desk, f"新事件 {nth}") for nth in range(3)}
            await until(lambda: new <= set(listed(page)), "new cases")
            await settled(desk)
            assert page.model.row_of(top.id) == page.table.rowAt(0) == 53
            assert page.table.chosen_row() == page.model.row_of(chosen.id) == 63
            everything = [case.id for case in stored(desk)]
            assert listed(page) == everything[: len(listed(page))]
            # While another page is in front the ledger rests, and catches up when it comes back.
            desk.window.show_page("duty")
            late = report(desk, "页面在后面时来的")
            await until(lambda: desk.live.case(late) is not None)
            await to_ledger(desk)
            assert listed(page)[0] == late

    run(qapp, journey)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_that_what_is_filtered_is_exported_and_read_back(
    qapp: QApplication, demo_url: str, tmp_path: Path, kind: str
) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "export") as desk:
            page = await to_ledger(desk)
            assert page.export.path.path().endswith(".xlsx")
            click(next(chip for chip in page.bar.chips() if chip.key == Group.CLOSED))
            await settled(desk)
            target = tmp_path / f"台账.{kind}"
            page.export.path.set_path(str(target.with_suffix("")))
            button = page.export.csv if kind == "csv" else page.export.xlsx
            click(button)
            words, cases = desk.session.messages, stored(desk, LedgerFilter(group=Group.CLOSED))
            done = words.text("export-done", count=len(cases), path=str(target))
            await until(lambda: page.export.told.text() == done, done)
            if kind == "csv":
                with target.open(encoding="utf-8-sig", newline="") as stream:
                    rows = [[unguarded(cell) for cell in row] for row in csv.reader(stream)]
                assert rows[0][0] == words.text("ledger-column-number")
                assert [row[0] for row in rows[1:]] == [case.number for case in cases]
                assert [row[4] for row in rows[1:]] == [case.title for case in cases]
            click(button)  # never over a file that is there
            await until(lambda: "已经存在" in page.export.told.text())
            click(page.export.path.button)
            dialog = page.export.path.dialog
            assert isinstance(dialog, QFileDialog)
            dialog.fileSelected.emit(str(tmp_path / "other.csv"))
            dialog.reject()
            await until(lambda: page.export.path.dialog is None)
            assert page.export.path.path() == str(tmp_path / "other.csv")

    run(qapp, journey)


def test_that_a_database_that_does_not_answer_is_said_and_asked_again(
    qapp: QApplication, demo_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object) -> tuple[Case, ...]:
        raise Unavailable("database_unavailable", reason="gone")

    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "gone") as desk:
            words = desk.session.messages
            with monkeypatch.context() as broken:
                broken.setattr(desk.reader, "ledger", gone)
                page = await to_ledger_failing(desk)
                assert page.state.sentence() == words.trouble(Unavailable("database_unavailable", reason="gone"))
            click(page.state.button)
            await settled(desk)
            assert page.model.rowCount() > 0
            with monkeypatch.context() as broken:
                # Rows that are there stay; those of another filter would tell lies.
                broken.setattr(desk.reader, "ledger", gone)
                page.opened()
                await until(lambda: page.source.trouble is not None and not page.source.busy)
                assert page.model.rowCount() > 0
                click(next(chip for chip in page.bar.chips() if chip.key == Group.CLOSED))
                await until(lambda: page.model.rowCount() == 0 and page.state.button.isVisible())
            click(page.state.button)
            await until(lambda: page.model.rowCount() == len(stored(desk, LedgerFilter(group=Group.CLOSED))))

    run(qapp, journey)


async def to_ledger_failing(desk: Desk) -> LedgerPage:
    desk.window.show_page("ledger")
    await until(lambda: desk.ledger.source.trouble is not None and not desk.ledger.source.busy)
    return desk.ledger
