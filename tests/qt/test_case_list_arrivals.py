"""The line under the queue that tells what came in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.case_list import NewArrivalsBar
from widgets.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def test_that_the_line_of_arrivals_shows_the_count_and_opens(qtbot: QtBot) -> None:
    bar = NewArrivalsBar()
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.set_count(4)
    assert bar.isVisible()
    assert bar.count() == 4
    assert bar.words()[0].startswith("4")
    assert bar.accessibleName().startswith("4")
    with qtbot.waitSignal(bar.activated):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.activated):
        QTest.keyClick(bar, Qt.Key.Key_Return)
    calm = bar.grab().toImage()
    bar.activateWindow()
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(bar.shows_ring)
    assert bar.grab().toImage() != calm
    bar.set_count(0)
    assert not bar.isVisible()


@THEMES
def test_that_the_line_of_arrivals_paints_and_shortens(qtbot: QtBot, theme: Theme) -> None:
    bar = NewArrivalsBar()
    qtbot.addWidget(bar)
    bar.set_theme(theme)
    bar.set_count(12)
    QApplication.sendEvent(bar, QEvent(QEvent.Type.LanguageChange))
    for width in (bar.minimumSizeHint().width(), bar.sizeHint().width()):
        bar.resize(width, 44)
        image = bar.grab().toImage()
        assert image.pixelColor(5, 0) == theme.color("line")
        assert image.pixelColor(5, 5) == theme.color("panel")
