"""Choosing a place on the map by keys, click and wheel."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.map_canvas import MapArea, MapCanvas
from widgets.map_picker import MapPicker
from widgets.theme import DARK

Key = Qt.Key
SQUARE = np.array([(0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0), (0.0, 0.0)])


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.set_areas([MapArea("a", "一", [SQUARE])])
    canvas.resize(500, 500)
    canvas.show()
    canvas.activateWindow()
    qtbot.waitActive(canvas)
    return canvas


@pytest.fixture
def picker(canvas: MapCanvas) -> MapPicker:
    picker = MapPicker(canvas)
    picker.set_theme(DARK)
    return picker


def test_it_begins_at_the_known_place_and_enter_gives_it_back(qtbot: QtBot, picker: MapPicker) -> None:
    picker.begin((200.0, 300.0), "选点", "Enter")
    assert picker.hasFocus()
    assert (picker.accessibleName(), picker.accessibleDescription()) == ("选点", "Enter")
    with qtbot.waitSignal(picker.picked) as picked:
        QTest.keyClick(picker, Key.Key_Return)
    assert picked.args == pytest.approx([200.0, 300.0])
    assert not picker.isVisible()


def test_arrows_move_by_steps_far_and_near_and_stop_at_the_edge(picker: MapPicker) -> None:
    picker.begin(None, "选点", "")
    start = picker.cross()
    QTest.keyClick(picker, Key.Key_Right)
    QTest.keyClick(picker, Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert (picker.cross() - start).toTuple() == (8.0, 1.0)
    for _ in range(30):
        QTest.keyClick(picker, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert picker.cross().x() == 0


def test_a_place_out_of_sight_begins_in_the_middle(picker: MapPicker) -> None:
    picker.begin((90_000.0, 0.0), "选点", "")
    assert picker.cross().toPoint() == picker.rect().center()


def test_a_click_picks_and_escape_gives_up(qtbot: QtBot, canvas: MapCanvas, picker: MapPicker) -> None:
    picker.begin(None, "选点", "")
    with qtbot.waitSignal(picker.picked) as picked:
        QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(100, 120))
    assert picked.args == pytest.approx(list(canvas.view().to_world(100, 120)))
    picker.begin(None, "选点", "")
    with qtbot.waitSignal(picker.cancelled):
        QTest.keyClick(picker, Key.Key_Escape)
    assert not picker.isVisible()


def test_zooming_is_the_maps_and_the_cross_covers_it_after_a_change_of_size(
    canvas: MapCanvas, picker: MapPicker
) -> None:
    picker.begin(None, "选点", "")
    before = canvas.view().scale
    QTest.keyClick(picker, Key.Key_Plus)
    assert canvas.view().scale > before
    QTest.keyClick(picker, Key.Key_Minus)
    assert canvas.view().scale == pytest.approx(before)
    canvas.resize(300, 280)
    assert picker.size() == canvas.size()
    assert not canvas.grab().isNull()
