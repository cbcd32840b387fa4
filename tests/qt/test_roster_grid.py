"""The grid of officers and days: keys, several cells, painting; its model tells only what differs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.item_models.roster_table import Heading, RosterCell, RosterTableModel
from tests.helpers.rosters import MONDAY
from widgets.plain_table import GROUND_ROLE, MARK_ROLE, TONE_ROLE
from widgets.roster_grid import SECOND_ROLE, RosterGrid
from widgets.theme import DARK, LIGHT

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
DAYS = [(MONDAY + timedelta(days=n), Heading(f"d{n}", f"day {n}")) for n in range(7)]
PEOPLE = [(code, Heading(code.upper(), f"officer {code}")) for code in ("a", "b", "c")]
CELLS = {
    ("a", MONDAY): RosterCell("Early", "Shift leader", "all <of> it", "accent", "hover", True),
    ("b", MONDAY): RosterCell("Leave", tone="muted"),
}


@pytest.fixture
def grid(qtbot: QtBot) -> RosterGrid:
    grid = RosterGrid()
    qtbot.addWidget(grid)
    grid.setAccessibleName("Roster")
    model = RosterTableModel(grid)
    model.show_grid(PEOPLE, DAYS, CELLS)
    grid.setModel(model)
    grid.resize(760, 200)
    grid.show()
    qtbot.waitExposed(grid)
    grid.activateWindow()
    grid.setFocus()
    grid.setCurrentIndex(model.index(0, 0))
    return grid


def test_letters_digits_and_keys_of_the_grid_are_told(grid: RosterGrid) -> None:
    told: list[object] = []
    grid.typed.connect(told.append)
    grid.paged.connect(told.append)
    for name in ("cleared", "copied", "pasted", "opened"):
        getattr(grid, name).connect(lambda name=name: told.append(name))
    QTest.keyClicks(grid, "e3")
    QTest.keyClick(grid, Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    for key in (Key.Key_Delete, Key.Key_Backspace, Key.Key_Return, Key.Key_Enter, Key.Key_PageUp, Key.Key_PageDown):
        QTest.keyClick(grid, key)
    QTest.keyClick(grid, Key.Key_C, Control)
    QTest.keyClick(grid, Key.Key_V, Control)
    box = grid.visualRect(grid.currentIndex())
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert told == ["E", "3", "V", "cleared", "cleared", "opened", "opened", -1, 1, "copied", "pasted", "opened"]
    QTest.keyClick(grid, Key.Key_E, Control)
    QTest.keyClicks(grid, "-,")
    assert len(told) == 12


def test_letters_belong_to_the_grid_whatever_they_do_elsewhere(grid: RosterGrid) -> None:
    for key, modifier, ours in ((Key.Key_E, Qt.KeyboardModifier.NoModifier, True), (Key.Key_E, Control, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier, "e")
        event.ignore()
        QApplication.sendEvent(grid, event)
        assert event.isAccepted() is ours


def test_arrows_move_and_with_shift_choose_several(grid: RosterGrid) -> None:
    moves: list[int] = []
    grid.moved.connect(lambda: moves.append(1))
    QTest.keyClick(grid, Key.Key_Right)
    QTest.keyClick(grid, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(grid, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert grid.chosen() == [(0, 1), (0, 2), (1, 1), (1, 2)]
    assert len(moves) == 3
    grid.clearSelection()
    assert grid.chosen() == [(1, 2)]
    grid.setCurrentIndex(QModelIndex())
    assert grid.chosen() == []


@pytest.mark.parametrize("narrow", [False, True])
def test_it_paints_in_both_themes_wide_and_narrow(grid: RosterGrid, narrow: bool) -> None:
    grid.set_narrow(narrow)
    pictures = []
    for theme in (LIGHT, DARK):
        grid.set_theme(theme)
        pictures.append(grid.grab().toImage())
    assert pictures[0] != pictures[1]
    grid.setCurrentIndex(grid.model().index(2, 3))
    assert grid.grab().toImage() != pictures[1]


def test_the_model_gives_lines_tooltip_and_tokens(grid: RosterGrid) -> None:
    model = grid.model()
    index = model.index(0, 0)
    roles = (Qt.ItemDataRole.DisplayRole, SECOND_ROLE, TONE_ROLE, GROUND_ROLE, MARK_ROLE)
    assert [index.data(role) for role in roles] == ["Early", "Shift leader", "accent", "hover", True]
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "<qt>all &lt;of&gt; it</qt>"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "officer a day 0 all <of> it"
    empty = model.index(2, 2)
    assert [empty.data(role) for role in roles] == ["", None, "ink", None, False]
    assert empty.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "d1"
    assert model.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole) == "<qt>officer b</qt>"
    assert model.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(9, Qt.Orientation.Vertical) is None
    assert (model.rowCount(index), model.columnCount(index)) == (0, 0)


def test_only_cells_that_differ_are_told_and_the_cursor_stays(grid: RosterGrid) -> None:
    model = grid.model()
    assert isinstance(model, RosterTableModel)
    grid.setCurrentIndex(model.index(1, 4))
    told: list[tuple[int, int, int]] = []
    model.dataChanged.connect(lambda one, other: told.append((one.row(), one.column(), other.column())))
    changed = {**CELLS, ("b", DAYS[2][0]): RosterCell("Late"), ("b", DAYS[4][0]): RosterCell("Late")}
    model.show_grid(PEOPLE, DAYS, changed)
    assert told == [(1, 2, 4)]
    heads: list[Qt.Orientation] = []
    model.headerDataChanged.connect(lambda orientation, first, last: heads.append(orientation))
    model.show_grid(PEOPLE, [(day, Heading("x", head.tip)) for day, head in DAYS], changed)
    assert heads == [Qt.Orientation.Vertical, Qt.Orientation.Horizontal]
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 4)
    model.show_grid(PEOPLE[:1], DAYS[:3], changed)
    assert (model.rowCount(), model.columnCount()) == (1, 3)
    assert model.place("a", DAYS[2][0]) == model.index(0, 2)
    assert not model.place("b", MONDAY).isValid()
    assert not model.place("a", DAYS[5][0]).isValid()
