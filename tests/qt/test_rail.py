"""The navigation rail."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.rail import WIDTH, Entry, Rail
from widgets.theme import DARK, LIGHT

ENTRIES: list[Entry] = [
    ("desk", "monitor", "值守", "Ctrl+1"),
    ("map", "map", "地图", "Ctrl+2"),
    ("load", "chart-column", "负荷", ""),
]


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.set_entries(ENTRIES, [("admin", "settings", "管理", "Ctrl+9")])
    rail.set_active("desk")
    rail.resize(WIDTH, 700)
    rail.show()
    qtbot.waitExposed(rail)
    return rail


def test_a_click_tells_the_page(qtbot: QtBot, rail: Rail) -> None:
    with qtbot.waitSignal(rail.chosen) as told:
        QTest.mouseClick(rail.button("map"), Qt.MouseButton.LeftButton)
    assert told.args == ["map"]
    assert rail.active() == "map"
    assert not rail.button("desk").isChecked()


def test_the_shortcut_tells_the_page(qtbot: QtBot, rail: Rail) -> None:
    rail.activateWindow()
    qtbot.waitUntil(rail.isActiveWindow)
    with qtbot.waitSignal(rail.chosen) as told:
        QTest.keyClick(rail, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["map"]


def test_marking_a_page_is_silent(qtbot: QtBot, rail: Rail) -> None:
    with qtbot.assertNotEmitted(rail.chosen):
        rail.set_active("load")
        rail.set_active("unknown")
    assert rail.active() == "load"


def test_keys_walk_and_open(qtbot: QtBot, rail: Rail) -> None:
    rail.activateWindow()
    rail.button("desk").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(rail.button("desk").hasFocus)
    QTest.keyClick(rail.button("desk"), Qt.Key.Key_Down)
    assert rail.button("map").hasFocus()
    with qtbot.waitSignal(rail.chosen) as told:
        QTest.keyClick(rail.button("map"), Qt.Key.Key_Return)
    assert told.args == ["map"]


def test_names_and_keys_are_spoken_and_in_the_tooltip(rail: Rail) -> None:
    assert rail.button("map").accessibleName() == rail.button("map").label() == "地图"
    assert rail.button("map").accessibleDescription() == "Ctrl+2"
    assert "地图 (Ctrl+2)" in rail.button("map").toolTip()
    assert "(" not in rail.button("load").toolTip()
    rail.setAccessibleName("")
    QApplication.sendEvent(rail, QEvent(QEvent.Type.LanguageChange))
    assert rail.accessibleName()


def test_new_entries_keep_the_open_page(rail: Rail) -> None:
    rail.set_active("map")
    rail.set_entries([*ENTRIES[:2], ("log", "book-open", "台账", "")])
    assert rail.active() == "map"
    with pytest.raises(KeyError):
        rail.button("load")
    rail.set_entries(ENTRIES[:1])
    assert rail.active() == ""


def test_the_open_page_has_a_bar_and_a_ground_of_its_own(rail: Rail) -> None:
    for theme in (LIGHT, DARK):
        rail.set_theme(theme)
        image = rail.grab().toImage()
        desk, other = rail.button("desk").geometry(), rail.button("map").geometry()
        assert image.pixelColor(1, desk.center().y()) == theme.color("rail_mark")
        assert image.pixelColor(8, desk.center().y()) == theme.color("rail_active")
        assert image.pixelColor(1, other.center().y()) == theme.color("rail")


def test_long_english_words_are_set_smaller(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.set_entries([("a", "award", "Assessment", ""), ("b", "award", "A far too long page name", "")])
    rail.button("a").setFocus()
    assert not rail.grab().isNull()
