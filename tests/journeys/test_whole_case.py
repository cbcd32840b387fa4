"""A new case from arrival to closing: by keys alone, and by mouse."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTableView, QWidget

from console.desk.case_detail import ActionButton
from console.desk_parts import Desk
from tests.helpers.desks import click, desk_on, detail_of, press, run, stands, type_text, until
from widgets.key_button import KeyButton
from widgets.pick_field import PickField

pytestmark = pytest.mark.real_windows
W = TypeVar("W", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
VERBS = ["report", "file", "dispatch", "accept", "begin", "hand_in", "check", "close"]


def shown(parent: QWidget, kind: type[W]) -> W:
    """The first child of a kind that a person sees."""
    return next(child for child in parent.findChildren(kind) if child.isVisible())


async def reaches(desk: Desk, state: str) -> None:
    await until(lambda: stands(desk, state), state)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_a_case_goes_from_report_to_closing_by_keys_alone(
    qapp: QApplication, demo_url: str, tmp_path: Path, language: str
) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "keys", language=language) as desk:
            window = desk.window
            open_before = desk.live.figures().open
            press(window, Key.Key_N)
            await until(lambda: isinstance(window.focusWidget(), QLineEdit))
            type_text(window, "键盘上报：液化气瓶堆放")
            press(window, Key.Key_Tab)
            type_text(window, "楼道里有十余只气瓶")
            press(window, Key.Key_Return, CTRL)
            await reaches(desk, "reported")
            case_id = detail_of(desk).case.id
            assert desk.page.queue.list.selected_id() == case_id

            press(window, Key.Key_F)
            type_text(window, "yhq" if language == "zh" else "yehuaqi")
            press(window, Key.Key_Down)
            press(window, Key.Key_Return)
            assert "standard_code" in desk.page.detail.form.values()
            press(window, Key.Key_Return, CTRL)
            await reaches(desk, "filed")
            assert detail_of(desk).case.due_at is not None

            press(window, Key.Key_D)
            if "department_code" not in desk.page.detail.form.values():
                type_text(window, "xf")
                press(window, Key.Key_Return)
            press(window, Key.Key_Return, CTRL)
            await reaches(desk, "dispatched")
            press(window, Key.Key_A)
            await reaches(desk, "accepted_by_department")
            press(window, Key.Key_G)
            await reaches(desk, "in_progress")
            press(window, Key.Key_H)
            type_text(window, "已清理，气瓶移交")
            press(window, Key.Key_Return, CTRL)
            await reaches(desk, "handled")
            press(window, Key.Key_K)
            type_text(window, "现场已复核")
            press(window, Key.Key_Return, CTRL)
            await reaches(desk, "checked")
            press(window, Key.Key_C)
            press(window, Key.Key_Return, CTRL)
            await until(lambda: desk.live.case(case_id) is None, "gone from the board")
            await reaches(desk, "closed")
            assert [entry.verb for entry in detail_of(desk).log] == VERBS
            assert desk.live.figures().open == open_before
            assert desk.page.queue.model.row_of(case_id) == -1

    run(qapp, journey)


def test_that_a_case_goes_from_report_to_closing_by_mouse(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "mouse", size=(1920, 1080)) as desk:
            page, form = desk.page, desk.page.detail.form

            def action(verb: str) -> ActionButton:
                return next(b for b in page.detail.findChildren(ActionButton) if b.verb == verb and b.isVisible())

            async def act(verb: str, text: str = "") -> None:
                await until(
                    lambda: any(a.verb == verb for a in page.detail.view.actions) if page.detail.view else False
                )
                click(action(verb))
                if text:
                    field = shown(form, QPlainTextEdit)
                    click(field.viewport())
                    assert desk.window.focusWidget() is field
                    type_text(desk.window, text)
                if page.detail.form_open:
                    click(shown(form, KeyButton))

            click(desk.window.rail.button("report"))
            await until(lambda: page.detail.form_open)
            title = shown(form, QLineEdit)
            click(title)
            type_text(desk.window, "鼠标上报")
            click(shown(form, KeyButton))
            await reaches(desk, "reported")
            case_id = detail_of(desk).case.id

            click(action("file"))
            pick = shown(form, PickField)
            line = shown(pick, QLineEdit)
            click(line)
            table = pick.findChildren(QTableView)[0]
            await until(table.isVisible)
            QTest.mouseClick(
                table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(2, 0)).center()
            )
            assert pick.key()
            click(shown(form, KeyButton))
            await reaches(desk, "filed")
            click(action("dispatch"))
            if "department_code" not in form.values():
                pick = shown(form, PickField)
                click(shown(pick, QLineEdit))
                table = pick.findChildren(QTableView)[0]
                QTest.mouseClick(
                    table.viewport(), Qt.MouseButton.LeftButton,
                    pos=table.visualRect(table.model().index(1, 0)).center(),
                )  # fmt: skip
            click(shown(form, KeyButton))
            await reaches(desk, "dispatched")
            await act("accept")
            await reaches(desk, "accepted_by_department")
            await act("begin")
            await reaches(desk, "in_progress")
            await act("hand_in", "处置完毕")
            await reaches(desk, "handled")
            await act("check", "核查属实")
            await reaches(desk, "checked")
            await act("close")
            await reaches(desk, "closed")
            assert [entry.verb for entry in detail_of(desk).log] == VERBS
            assert desk.live.case(case_id) is None

    run(qapp, journey)
