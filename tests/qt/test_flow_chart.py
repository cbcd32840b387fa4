"""Cases per hour."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyqtgraph import PlotWidget
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsTextItem, QGraphicsView, QToolTip, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from widgets.flow_chart import FlowChart
from widgets.flow_plot import FlowPlot
from widgets.flow_scale import axis_top, frame_in, spread
from widgets.theme import DARK, LIGHT, apply_theme

HOURS = list(range(24))
REPORTED = [0, 0, 0, 0, 0, 1, 2, 5, 9, 11, 10, 7, 9, 12, 10, 4] + [0] * 8
FINISHED = [0, 0, 0, 0, 0, 0, 1, 3, 7, 9, 9, 8, 9, 10, 10, 2] + [0] * 8


@pytest.fixture
def chart(qtbot: QtBot) -> FlowChart:
    chart = FlowChart()
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.set_series(HOURS, REPORTED, FINISHED, 15.4)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def test_the_summary_says_totals_and_the_busiest_hour(chart: FlowChart) -> None:
    assert chart.accessibleDescription() == "Today reported 80, finished 68; most reports from 13:00: 12"


def test_hours_to_come_are_not_counted(chart: FlowChart) -> None:
    chart.set_series(HOURS, [1] * 24, [2] * 24, 3.5)
    assert "reported 4, finished 8" in chart.accessibleDescription()


def test_keys_walk_the_hours_and_say_the_running_one_is_unfinished(qtbot: QtBot, chart: FlowChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "15:00–16:00, so far: reported 4, finished 2"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "14:00–15:00: reported 10, finished 10"
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription().startswith("0:00–1:00")
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("15:00")


def test_moving_over_the_plot_tells_the_nearest_hour(qtbot: QtBot, chart: FlowChart) -> None:
    QTest.mouseMove(chart, QPoint(100, 60))
    QTest.mouseMove(chart, QPoint(200, 80))
    qtbot.waitUntil(lambda: "reported" in QToolTip.text())
    assert "finished" in QToolTip.text()
    chart.clearFocus()
    QTest.mouseMove(chart, QPoint(2, 2))


def test_a_day_without_figures_says_so(qtbot: QtBot, chart: FlowChart) -> None:
    chart.set_theme(DARK)
    chart.set_series([], [], [], 0.0)
    assert chart.accessibleDescription() == "No figures yet today"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert not chart.grab().isNull()


@pytest.mark.parametrize("now", [0.0, 12.0, 23.99])
def test_every_hour_of_the_day_is_painted(chart: FlowChart, now: float) -> None:
    for theme in (LIGHT, DARK):
        chart.set_theme(theme)
        chart.set_series(HOURS, REPORTED, FINISHED, now)
        assert not chart.grab().isNull()


def test_the_scale_stays_while_the_numbers_fit(chart: FlowChart) -> None:
    blank = chart.grab().toImage()
    chart.set_series(HOURS, REPORTED, FINISHED, 15.4)
    assert chart.grab().toImage() == blank


@pytest.mark.parametrize(("highest", "top"), [(0, 3), (3, 3), (4, 6), (12, 15), (16, 30), (100, 150), (10_000, 15_000)])
def test_the_scale_ends_on_three_round_steps(highest: int, top: int) -> None:
    assert axis_top(highest) == top


@given(first=st.floats(0, 200), second=st.floats(0, 200))
def test_end_labels_never_overlap_and_stay_inside(first: float, second: float) -> None:
    one, two = spread(first, second, 16, 0, 200)
    assert abs(one - two) >= 16 - 1e-6
    assert (one <= two) == (first <= second)
    assert min(one, two) >= -1e-6
    assert max(one, two) <= 200 + 1e-6


_LAZY = """
import sys
from PySide6.QtWidgets import QApplication
from widgets.flow_chart import FlowChart
app = QApplication([])
chart, seen = FlowChart(), []
def look(): seen.append("pyqtgraph" in sys.modules)
look()
chart.show(); look()
chart.hide(); chart.set_series([0, 1], [1, 2], [0, 1], 1.5); look()
chart.show(); look()
print(seen)
"""


def test_the_plotting_library_is_loaded_when_there_is_something_to_see() -> None:
    done = subprocess.run([sys.executable, "-c", _LAZY], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[False, False, False, True]"


def plot_of(chart: FlowChart) -> QGraphicsView:
    view = chart.findChild(QGraphicsView)
    assert isinstance(view, QGraphicsView)
    return view


def labels_of(chart: FlowChart) -> list[QRectF]:
    items = [item for item in plot_of(chart).scene().items() if isinstance(item, QGraphicsTextItem)]
    return [item.sceneBoundingRect() for item in items if item.toPlainText().startswith(("Reported", "Finished"))]


def test_wheel_and_pointer_pass_through_the_plot(chart: FlowChart) -> None:
    assert chart.childAt(200, 100) is None
    at = QPointF(200, 100)
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(at, at, QPoint(), QPoint(0, 120), none, Qt.KeyboardModifier.NoModifier, phase, False)
    before = chart.grab().toImage()
    QApplication.sendEvent(chart, turn)
    assert not turn.isAccepted()
    assert chart.grab().toImage() == before
    assert plot_of(chart).focusPolicy() == Qt.FocusPolicy.NoFocus


def test_new_numbers_go_into_the_items_that_are_there(chart: FlowChart) -> None:
    items = plot_of(chart).scene().items()
    chart.set_series(HOURS, [number * 9 for number in REPORTED], FINISHED, 15.9)
    chart.set_theme(DARK)
    chart.set_series([], [], [], 0.0)
    assert plot_of(chart).isHidden()
    chart.set_series(HOURS, REPORTED, FINISHED, 3.0)
    assert plot_of(chart).isVisible()
    assert {id(item) for item in plot_of(chart).scene().items()} == {id(item) for item in items}


@pytest.mark.parametrize("size", [(400, 200), (640, 300), (200, 110)])
@pytest.mark.parametrize("top", [3, 15, 1500])
def test_the_plot_lies_where_the_frame_says(qtbot: QtBot, size: tuple[int, int], top: int) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    plot = FlowPlot(parent)
    plot.widget.resize(*size)
    frame = frame_in(*size, 24, 66, top)
    plot.show_frame(frame)
    parent.show()
    assert isinstance(plot.widget, PlotWidget)
    for hour, number in ((0, 0), (24, top), (13.5, top / 3)):
        at = plot.widget.getPlotItem().getViewBox().mapViewToScene(QPointF(hour, number))
        assert (at.x(), at.y()) == pytest.approx((frame.x(hour), frame.y(number)), abs=0.01)
        back = frame.at(frame.x(hour), frame.y(number))
        assert (back.x(), back.y()) == pytest.approx((hour, number))


@pytest.mark.parametrize("now", [0.5, 9.0, 15.4, 23.99])
@pytest.mark.parametrize("finished", [0, 1, 39, 40, 400])
def test_labels_stand_apart_inside_the_chart_and_above_the_hours(chart: FlowChart, now: float, finished: int) -> None:
    chart.set_series(HOURS, [40] * 24, [finished] * 24, now)
    chart.grab()
    one, two = labels_of(chart)
    assert abs(one.center().y() - two.center().y()) >= 16 - 1e-6
    for box in (one, two):
        assert box.right() <= chart.width()
        assert box.top() >= 0
        assert box.bottom() <= chart.height() - 24 + 6


def test_the_last_point_is_open_while_its_hour_runs(chart: FlowChart) -> None:
    colors = {}
    for now in (15.4, 16.0):
        chart.set_series(HOURS[:16], REPORTED[:16], FINISHED[:16], now)
        at = chart._frame.x(15), chart._frame.y(REPORTED[15])
        colors[now] = chart.grab().toImage().pixelColor(int(at[0]), int(at[1])).name()
    assert colors == {15.4: LIGHT.color("panel").name(), 16.0: LIGHT.color("on_track_fill").name()}


def test_the_ground_shows_through(qtbot: QtBot, qapp: QApplication) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    chart = FlowChart(ground)
    chart.resize(400, 200)
    chart.set_series(HOURS, REPORTED, FINISHED, 15.4)
    colour = QColor(1, 2, 3)
    colours = ground.palette()
    try:
        for theme in (LIGHT, DARK):
            apply_theme(qapp, ground, theme)
            colours.setColor(QPalette.ColorRole.Window, colour)
            ground.setPalette(colours)
            ground.setAutoFillBackground(True)
            ground.show()
            assert ground.grab().toImage().pixelColor(380, 30) == colour
    finally:
        qapp.setStyleSheet("")


def test_the_plot_goes_with_the_chart_at_once(qtbot: QtBot) -> None:
    gc.collect()
    before = set(QApplication.topLevelWidgets())
    chart = FlowChart()
    chart.set_series(HOURS, REPORTED, FINISHED, 15.4)
    chart.show()
    plot = plot_of(chart)
    delete(chart)
    assert not isValid(plot)
    gc.collect()
    assert set(QApplication.topLevelWidgets()) <= before


def test_the_mark_goes_when_the_pointer_leaves(qtbot: QtBot, chart: FlowChart) -> None:
    chart.clearFocus()
    plain = chart.grab().toImage()
    QTest.mouseMove(chart, QPoint(100, 60))
    QTest.mouseMove(chart, QPoint(200, 80))
    qtbot.waitUntil(lambda: chart.grab().toImage() != plain)
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.grab().toImage() == plain


def test_the_plot_follows_size_and_scale(chart: FlowChart) -> None:
    chart.resize(700, 320)
    chart.set_series(HOURS, [number * 9 for number in REPORTED], FINISHED, 15.4)
    chart.grab()
    view = plot_of(chart)
    assert isinstance(view, PlotWidget)
    box = view.getPlotItem().getViewBox()
    assert chart._frame.top == 150
    assert box.mapRectToScene(box.rect()).getRect() == pytest.approx(chart._frame.plot.getRect(), abs=0.01)


def test_a_resting_pointer_brings_no_second_tooltip(chart: FlowChart) -> None:
    rest = QHelpEvent(QEvent.Type.ToolTip, QPoint(200, 80), chart.mapToGlobal(QPoint(200, 80)))
    assert chart.event(rest)


def test_lines_keep_their_width_on_a_finer_screen() -> None:
    code = """
from PySide6.QtWidgets import QApplication
from widgets.flow_chart import FlowChart
app = QApplication([])
chart = FlowChart()
chart.resize(400, 200)
chart.set_series([0, 1], [2, 2], [0, 0], 2.0)
chart.show()
picture = chart.grab().toImage()
x = round(chart._frame.x(0.5) * 2)
print(sum(picture.pixelColor(x, y).saturation() > 60 for y in range(picture.height())))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
    )
    assert int(done.stdout) >= 3


def test_another_screen_and_a_request_for_size_are_answered(chart: FlowChart) -> None:
    before = chart.grab().toImage()
    QApplication.sendEvent(chart, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert chart.grab().toImage() == before
    assert chart.sizeHint().width() >= chart.minimumSizeHint().width()
