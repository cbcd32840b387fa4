"""The live queue: keys, mouse and focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.case_rows import CaseModel, case
from widgets.case_list import ROW_HEIGHT, CaseListView

HEIGHT = 600


def cases(count: int, prefix: str = "c") -> list[str]:
    return [f"{prefix}{number}" for number in range(count)]


@pytest.fixture
def model() -> CaseModel:
    return CaseModel([case(name) for name in cases(50)])


@pytest.fixture
def view(qtbot: QtBot, model: CaseModel) -> CaseListView:
    view = CaseListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(420, HEIGHT)
    view.show()
    qtbot.waitExposed(view)
    return view


def y_of(view: CaseListView, model: CaseModel, case_id: str) -> int:
    """Where a case is on the screen, from Qt's own geometry."""
    return view.visualRect(model.index(model.row_of(case_id), 0)).top()


def scroll(view: CaseListView, value: int) -> None:
    view.verticalScrollBar().setValue(value)


def click(qtbot: QtBot, view: CaseListView, row: int) -> None:
    y = row * ROW_HEIGHT - view.verticalScrollBar().value() + 20
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, y))


def test_that_every_key_walks_by_cases(qtbot: QtBot, view: CaseListView) -> None:
    told: list[str] = []
    view.case_selected.connect(told.append)
    page = HEIGHT // ROW_HEIGHT - 1
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_End):
        QTest.keyClick(view, key)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
    assert told == ["c0", "c1", f"c{1 + page}", f"c{page}", "c49", f"c{49 - page}", "c0"]


def test_that_keys_start_at_the_first_case_in_view(qtbot: QtBot, view: CaseListView) -> None:
    scroll(view, 10 * ROW_HEIGHT + 5)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.selected_id() == "c11"
    view.setModel(CaseModel([]))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.selected_id() == "c11"


def test_that_enter_and_double_click_open_a_case(qtbot: QtBot, view: CaseListView) -> None:
    with qtbot.assertNotEmitted(view.case_activated):
        QTest.keyClick(view, Qt.Key.Key_Return)
    view.select_id("c1")
    with qtbot.waitSignal(view.case_activated) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["c1"]
    click(qtbot, view, 2)
    with qtbot.waitSignal(view.case_activated) as told:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 2 * ROW_HEIGHT + 20))
    assert told.args == ["c2"]


def test_that_letters_are_left_to_the_desk(qtbot: QtBot, view: CaseListView, model: CaseModel) -> None:
    model.update(case("c30", title="feed"))
    view.select_id("c1")
    for letter in "fsb.":
        QTest.keyClicks(view, letter)
    assert view.selected_id() == "c1"


def test_that_coming_by_tab_selects_nothing_and_shows_the_ring(qtbot: QtBot, view: CaseListView) -> None:
    with qtbot.assertNotEmitted(view.case_selected):
        QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert view.selected_id() == ""
    assert not view.currentIndex().isValid()
    view.select_id("c1")
    ringed = view.grab(QRect(0, ROW_HEIGHT, 200, ROW_HEIGHT)).toImage()
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert view.grab(QRect(0, ROW_HEIGHT, 200, ROW_HEIGHT)).toImage() != ringed
