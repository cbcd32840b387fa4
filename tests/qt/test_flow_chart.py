"""Cases per hour."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from widgets.flow_chart import FlowChart
from widgets.flow_scale import axis_top, spread
from widgets.theme import DARK, LIGHT

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


def test_the_chart_needs_no_plotting_library() -> None:
    code = "import sys, widgets.flow_chart; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
