"""Legend, measures and banner of the map."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from widgets.map_canvas import MapArea, MapCanvas
from widgets.map_chips import MapChips
from widgets.map_legend import MapLegend
from widgets.map_state import MapBanner

MEASURES = [("open", "在办数"), ("late", "超期率"), ("heat", "热力")]
Part = TypeVar("Part", bound=QWidget)


def row(count: int = 7, size: float = 300.0) -> list[MapArea]:
    """A street of areas with the numbers 0, 1, 2 …"""
    corners = np.array([(0, 0), (size, 0), (size, size), (0, size)], np.float64)
    return [MapArea(str(n), str(n), [corners + np.array([n * size, 0.0])], float(n)) for n in range(count)]


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.set_areas(row())
    canvas.set_breaks([1, 2, 3, 5])
    canvas.set_measures(MEASURES)
    canvas.resize(700, 600)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.grab()
    return canvas


def part(canvas: MapCanvas, kind: type[Part]) -> Part:
    found = canvas.findChild(kind)
    assert found is not None
    return found


def test_measures_are_told_when_chosen_and_kept_when_renamed(qtbot: QtBot, canvas: MapCanvas) -> None:
    chips = part(canvas, MapChips)
    buttons = chips.findChildren(QAbstractButton)
    assert chips.current() == "open"
    with qtbot.waitSignal(canvas.measure_chosen) as told:
        QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert told.args == ["late"]
    canvas.set_measures([(key, text + "！") for key, text in MEASURES])
    assert chips.current() == "late"
    assert chips.findChildren(QAbstractButton) == buttons
    with qtbot.assertNotEmitted(canvas.measure_chosen):
        canvas.set_measures([("heat", "热力"), ("open", "在办数")], "open")
    assert chips.current() == "open"
    canvas.set_measures([("other", "其他")])
    assert chips.current() == "other"
    canvas.set_measures([])
    assert chips.isHidden()


def test_arrows_go_from_measure_to_measure(qtbot: QtBot, canvas: MapCanvas) -> None:
    chips = part(canvas, MapChips)
    buttons = chips.findChildren(QAbstractButton)
    canvas.activateWindow()
    buttons[0].setFocus()
    qtbot.waitUntil(buttons[0].hasFocus)
    QTest.keyClick(buttons[0], Qt.Key.Key_Left)
    assert buttons[2].hasFocus()
    QTest.keyClick(buttons[2], Qt.Key.Key_Right)
    assert buttons[0].hasFocus()


def test_cases_without_a_position_are_a_link(qtbot: QtBot, canvas: MapCanvas) -> None:
    legend = part(canvas, MapLegend)
    (link,) = legend.findChildren(QAbstractButton)
    assert link.isHidden()
    canvas.set_without_position(2)
    assert link.text() == "No position: 2"
    with qtbot.waitSignal(canvas.no_position_clicked):
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    canvas.set_without_position(0)
    assert link.isHidden()


def test_the_legend_says_marks_measure_and_range(canvas: MapCanvas) -> None:
    legend = part(canvas, MapLegend)
    assert legend.accessibleName() == "Overdue, Within 2 h, On track, 在办数 0–6"
    canvas.set_mark_words({"due_soon": "1 小时内"})
    canvas.set_breaks([0.1, 0.2], "超期率", "0 %–31 %")
    assert legend.accessibleName() == "Overdue, 1 小时内, On track, 超期率 0 %–31 %"
    assert [legend.class_text(place) for place in range(3)] == ["< 0.1", "0.1–0.2", "≥ 0.2"]
    canvas.set_breaks([1, 2, 5])
    assert [legend.class_text(place) for place in range(4)] == ["0", "1", "2–4", "≥ 5"]
    canvas.set_breaks([])
    assert legend.class_text(0) == "0–6"


def test_hovering_a_colour_of_the_legend_tells_its_class(canvas: MapCanvas) -> None:
    legend = part(canvas, MapLegend)
    found = set()
    for x in range(0, legend.width(), 6):
        pos = QPoint(x, 16)
        QToolTip.showText(canvas.mapToGlobal(pos), "-", canvas)
        QApplication.sendEvent(legend, QHelpEvent(QHelpEvent.Type.ToolTip, pos, legend.mapToGlobal(pos)))
        if QToolTip.isVisible():
            found.add(QToolTip.text())
    assert {"0", "1", "2", "3–4", "≥ 5"} <= found


@pytest.mark.parametrize("width", [240, 320, 480, 900])
def test_legend_chips_and_banner_stay_inside_and_apart(canvas: MapCanvas, width: int) -> None:
    canvas.set_measures([("a", "Open cases"), ("b", "Overdue rate"), ("c", "Gas cylinder sites of the campaign")])
    canvas.set_without_position(1234)
    canvas.set_state("stale", "Data stopped at 14:32, three minutes ago; what was known then is shown", "Reconnect")
    canvas.resize(width, 500)
    parts: list[QWidget] = [part(canvas, MapChips), part(canvas, MapLegend), part(canvas, MapBanner)]
    rects = [QRectF(each.geometry()) for each in parts]
    assert all(QRectF(canvas.rect()).contains(rect) for rect in rects)
    assert not rects[0].intersects(rects[1])
    assert not rects[2].intersects(rects[0])
    assert not rects[2].intersects(rects[1])


def test_states_have_a_sentence_and_one_action(qtbot: QtBot, canvas: MapCanvas) -> None:
    banner = part(canvas, MapBanner)
    live = canvas.grab().toImage()
    assert banner.isHidden()
    canvas.set_state("stale", "数据停在 14:32", "重新连接")
    assert banner.isVisible()
    assert canvas.grab().toImage() != live
    button = banner.findChild(QPushButton)
    assert button is not None
    with qtbot.waitSignal(canvas.state_action_clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    canvas.set_state("failed", "地图没有读出")
    assert button.isHidden()
    assert banner.accessibleName() == "地图没有读出"
    canvas.set_state("")
    assert banner.isHidden()
    assert canvas.grab().toImage() == live
