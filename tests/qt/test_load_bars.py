"""Load of departments as bars."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from widgets.load_bars import LoadBars, LoadRow
from widgets.load_rows import ROW, LoadRows
from widgets.theme import DARK

ROWS = [
    LoadRow("enforcement", "综合执法", 61, 8, 2),
    LoadRow("market", "市场监管", 41, 4, 2),
    LoadRow("fire", "消防", 9, 1, 0),
    LoadRow("idle", "司法", 0, 0, 0),
]


@pytest.fixture
def bars(qtbot: QtBot) -> LoadBars:
    bars = LoadBars()
    qtbot.addWidget(bars)
    bars.resize(400, 200)
    bars.set_rows(ROWS)
    bars.show()
    qtbot.waitExposed(bars)
    return bars


def rows_of(bars: LoadBars) -> LoadRows:
    rows = bars.findChild(LoadRows)
    assert rows is not None
    return rows


def middle_of(rows: LoadRows, row: int, state: str) -> QPoint:
    y = row * ROW + ROW // 2
    hits = [x for x in range(rows.viewport().width()) if rows.at(QPointF(x, y)) == (row, state)]
    return QPoint(hits[len(hits) // 2], y)


@pytest.mark.parametrize("state", ["on_track", "due_soon", "overdue"])
def test_a_click_on_a_segment_tells_department_and_state(qtbot: QtBot, bars: LoadBars, state: str) -> None:
    rows = rows_of(bars)
    with qtbot.waitSignal(bars.segment_clicked) as told:
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(rows, 1, state))
    assert told.args == ["market", state]


def test_a_click_beside_the_bars_tells_nothing(qtbot: QtBot, bars: LoadBars) -> None:
    viewport = rows_of(bars).viewport()
    with qtbot.assertNotEmitted(bars.segment_clicked):
        for pos in (QPoint(5, 10), QPoint(200, 3 * ROW + 10), QPoint(200, 190)):
            QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=pos)


def test_overdue_stands_at_the_end_of_the_bar(bars: LoadBars) -> None:
    rows = rows_of(bars)
    states = [rows.at(QPointF(x, 10))[1] for x in range(rows.viewport().width())]
    order = [state for place, state in enumerate(states) if state and state != states[place - 1]]
    assert order == ["on_track", "due_soon", "overdue"]


def test_keys_choose_segments_and_enter_opens_them(qtbot: QtBot, bars: LoadBars) -> None:
    rows = rows_of(bars)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Right)
    with qtbot.waitSignal(bars.segment_clicked) as told:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert told.args == ["market", "due_soon"]
    assert rows.accessibleDescription() == "市场监管: 47 open, 41 on track, 4 due soon, 2 overdue"
    QTest.keyClick(rows, Qt.Key.Key_End)
    with qtbot.assertNotEmitted(bars.segment_clicked):
        QTest.keyClick(rows, Qt.Key.Key_Space)  # a department without cases


def test_the_tooltip_gives_the_full_name_and_the_numbers(bars: LoadBars) -> None:
    name = "Integrated enforcement and city appearance brigade <3>"
    bars.set_rows([LoadRow("a", name, 1, 2, 3)])
    pos = QPoint(10, 10)
    viewport = rows_of(bars).viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QHelpEvent.Type.ToolTip, pos, viewport.mapToGlobal(pos)))
    assert "city appearance brigade &lt;3&gt;: 6 open, 1 on track, 2 due soon, 3 overdue" in QToolTip.text()


def test_one_overdue_case_among_ten_thousand_can_be_seen_and_clicked(bars: LoadBars) -> None:
    bars.set_rows([LoadRow("a", "综合执法", 9_999, 0, 1), LoadRow("b", "消防", 1, 1, 1)])
    rows = rows_of(bars)
    for row in (0, 1):
        hits = [x for x in range(rows.viewport().width()) if rows.at(QPointF(x, row * ROW + 14)) == (row, "overdue")]
        assert len(hits) >= 3


def test_no_rows_and_totals_of_zero_are_painted(qtbot: QtBot, bars: LoadBars) -> None:
    bars.set_theme(DARK)
    bars.set_rows([LoadRow("a", "消防", 0, 0, 0)])
    assert not bars.grab().isNull()
    bars.set_rows([])
    assert not bars.grab().isNull()
    assert bars.rest_text() == ""
    QTest.keyClick(rows_of(bars), Qt.Key.Key_Down)
    assert rows_of(bars).accessibleDescription() == ""


def test_rows_that_do_not_fit_are_summed_up_and_come_page_by_page(qtbot: QtBot, bars: LoadBars) -> None:
    many = [LoadRow(str(k), f"部门 {k}", 10, 0, 0) for k in range(20)]
    bars.set_rows(many)
    rows = rows_of(bars)
    below = len(rows.hidden_below())
    assert 10 < below < 20
    assert bars.rest_text() == f"{below} more, {below * 10} cases  ↓"
    rest = bars.findChild(QToolButton)
    assert rest is not None
    while rows.hidden_below():
        before = rows.verticalScrollBar().value()
        rest.click()
        assert rows.verticalScrollBar().value() > before
    assert bars.rest_text() == "Back to the top  ↑"
    rest.click()
    assert rows.verticalScrollBar().value() == 0
    bars.set_rows(many[:3])
    assert bars.rest_text() == ""


def test_keys_bring_hidden_rows_into_sight(qtbot: QtBot, bars: LoadBars) -> None:
    bars.set_rows([LoadRow(str(k), f"部门 {k}", 10, 0, 0) for k in range(20)])
    rows = rows_of(bars)
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert rows.hidden_below() == ()
    QTest.keyClick(rows, Qt.Key.Key_Home)
    assert rows.verticalScrollBar().value() == 0


def test_the_chosen_department_stays_chosen_when_the_order_changes(qtbot: QtBot, bars: LoadBars) -> None:
    rows = rows_of(bars)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    bars.set_rows(list(reversed(ROWS)))
    assert rows.accessibleDescription().startswith("综合执法")


@pytest.mark.parametrize("height", [150, 163, 181, 200, 217, 400])
def test_that_no_row_is_cut_in_half_above_the_rest(qtbot: QtBot, height: int) -> None:
    bars = LoadBars()
    qtbot.addWidget(bars)
    bars.set_rows([LoadRow(f"d{n}", f"部门 {n}", 5, 1, 0) for n in range(18)])
    bars.resize(380, height)
    bars.show()
    qtbot.waitExposed(bars)
    rows = bars.findChild(LoadRows)
    assert rows is not None
    assert rows.viewport().height() % ROW == 0
    assert bars.rest_text()
    bars.set_rows([LoadRow("d", "部门", 5, 1, 0)])
    assert bars.rest_text() == ""
