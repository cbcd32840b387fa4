"""The painted widgets of the case and the map follow a change of language, and paint their focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from widgets.deadline_strip import DeadlineStrip, StripInterval
from widgets.flow_chart import FlowChart
from widgets.load_bars import LoadBars, LoadRow
from widgets.load_rows import LoadRows
from widgets.map_canvas import MapArea, MapCanvas
from widgets.stage_bar import StageBar
from widgets.timeline import Timeline, TimelineEntry


class _Shouting(QTranslator):
    """Every word is translated into capitals."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: N803
        return "".join(part if part.startswith("{") else part.upper() for part in _parts(sourceText))

    def isEmpty(self) -> bool:
        return False


def _parts(text: str) -> Iterator[str]:
    while "{" in text:
        before, _, rest = text.partition("{")
        name, _, text = rest.partition("}")
        yield before
        yield "{" + name + "}"
    yield text


def _stages() -> QWidget:
    widget = StageBar()
    widget.set_stages([("发现", "current")])
    return widget


def _strip() -> QWidget:
    widget = DeadlineStrip()
    widget.set_strip([StripInterval(0, 10, "counted", True, "")], 5, 10, "", "", "summary", "on_track")
    return widget


def _log() -> QWidget:
    widget = Timeline()
    widget.set_entries([TimelineEntry("10:00", "结案")])
    widget.select_all()
    return widget


def _load() -> QWidget:
    widget = LoadBars()
    widget.set_rows([LoadRow("a", "消防", 3, 2, 1)])
    return widget


def _flow() -> QWidget:
    widget = FlowChart()
    widget.set_series([0, 1], [1, 2], [0, 1], 1.5)
    return widget


def _map() -> QWidget:
    widget = MapCanvas()
    widget.set_areas([MapArea("a", "甲", [np.array([(0, 0), (9, 0), (9, 9)], np.float64)])])
    return widget


CASES: dict[str, tuple[Callable[[], QWidget], str]] = {
    "stage_bar": (_stages, "STAGES"),
    "deadline_strip": (_strip, "DEADLINE"),
    "timeline": (_log, "LOG OF THE CASE, 1 STEPS"),
    "load_bars": (_load, "LOAD, 1 ROWS"),
    "flow_chart": (_flow, "CASES PER HOUR TODAY"),
    "map_canvas": (_map, "MAP"),
}


@pytest.fixture
def shouting(qapp: QApplication) -> Iterator[QTranslator]:
    translator = _Shouting()
    yield translator
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("name", CASES)
def test_names_follow_the_language_at_once(qtbot: QtBot, qapp: QApplication, shouting: QTranslator, name: str) -> None:
    make, said = CASES[name]
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    qapp.installTranslator(shouting)
    named = widget.findChild(LoadRows) if name == "load_bars" else widget
    assert named is not None
    qtbot.waitUntil(lambda: named.accessibleName() == said)
    assert not widget.grab().isNull()


@pytest.mark.parametrize("name", [name for name in CASES if name != "stage_bar"])
def test_focus_can_be_seen(qtbot: QtBot, name: str) -> None:
    widget = CASES[name][0]()
    other = QWidget()
    qtbot.addWidget(widget)
    qtbot.addWidget(other)
    widget.show()
    qtbot.waitExposed(widget)
    widget.clearFocus()
    plain = widget.grab().toImage()
    widget.activateWindow()
    widget.setFocus()
    target = widget.findChild(LoadRows) if name == "load_bars" else widget
    assert target is not None
    qtbot.waitUntil(target.hasFocus)
    if name in ("load_bars", "flow_chart"):
        QTest.keyClick(target, Qt.Key.Key_Home)
    assert widget.grab().toImage() != plain


@pytest.mark.parametrize("name", CASES)
def test_sizes_are_asked_for_in_earnest(qtbot: QtBot, name: str) -> None:
    widget = CASES[name][0]()
    qtbot.addWidget(widget)
    least, wanted = widget.minimumSizeHint(), widget.sizeHint()
    assert wanted.width() >= least.width()
    assert wanted.height() >= least.height()
