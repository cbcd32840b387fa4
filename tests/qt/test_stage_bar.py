"""The five stages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from widgets.stage_bar import StageBar, StageState
from widgets.theme import DARK, LIGHT, Theme

STAGES: list[tuple[str, StageState]] = [
    ("发现", "done"),
    ("受理", "done"),
    ("执行", "current"),
    ("督办", "skipped"),
    ("考核", "pending"),
]


@pytest.fixture
def bar(qtbot: QtBot) -> StageBar:
    bar = StageBar()
    qtbot.addWidget(bar)
    bar.set_stages(STAGES)
    bar.resize(400, bar.height())
    return bar


def test_the_description_says_every_stage_in_words(bar: StageBar) -> None:
    lines = bar.accessibleDescription().split("\n")
    assert lines == ["发现: done", "受理: done", "执行: now", "督办: skipped", "考核: to come"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_done_and_current_stages_have_an_accent_bar_and_pending_ones_a_line(bar: StageBar, theme: Theme) -> None:
    bar.set_theme(theme)
    image = bar.grab().toImage()
    y = bar.height() - 3
    accent, line = theme.color("accent").rgb(), theme.color("line").rgb()
    assert [image.pixelColor(x, y).rgb() for x in (40, 120, 200, 370)] == [accent, accent, accent, line]
    assert image.pixelColor(280, y).rgb() not in (accent, line)


def test_a_tooltip_names_the_stage_under_the_pointer(qtbot: QtBot, bar: StageBar) -> None:
    bar.show()
    qtbot.waitExposed(bar)
    pos = QPoint(200, 10)
    QApplication.sendEvent(bar, QHelpEvent(QHelpEvent.Type.ToolTip, pos, bar.mapToGlobal(pos)))
    assert QToolTip.text() == "执行: now"


def test_an_empty_bar_paints_nothing_and_says_nothing(qtbot: QtBot) -> None:
    bar = StageBar()
    qtbot.addWidget(bar)
    bar.set_stages([])
    assert bar.accessibleDescription() == ""
    assert not bar.grab().isNull()
