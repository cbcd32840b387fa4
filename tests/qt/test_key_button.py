"""Buttons that carry their key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.key_button import ButtonKind, KeyButton
from widgets.theme import DARK, LIGHT


@pytest.mark.parametrize("press", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_mouse_and_keys_press_it(qtbot: QtBot, press: Qt.Key) -> None:
    button = KeyButton("批转", "F", "primary")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, press)


def test_text_key_and_icon_take_room(qtbot: QtBot) -> None:
    button = KeyButton("督办")
    qtbot.addWidget(button)
    bare = button.sizeHint().width()
    button.set_key("S")
    keyed = button.sizeHint().width()
    button.set_icon_name("bell")
    assert bare < keyed < button.sizeHint().width()
    assert button.minimumSizeHint() == button.sizeHint()
    assert (button.key(), button.accessibleName(), button.accessibleDescription()) == ("S", "督办", "S")


def test_a_disabled_button_says_why(qtbot: QtBot) -> None:
    button = KeyButton("结案", "C")
    qtbot.addWidget(button)
    button.set_hint("结束这件事")
    assert "结束这件事" in button.toolTip()
    button.set_disabled_reason("还没有处置结果")
    assert not button.isEnabled()
    assert "还没有处置结果" in button.toolTip()
    assert button.disabled_reason() == "还没有处置结果"
    button.set_disabled_reason("")
    assert button.isEnabled()
    assert "结束这件事" in button.toolTip()


def test_an_ampersand_is_text_not_a_mnemonic(qtbot: QtBot) -> None:
    button = KeyButton("A&B")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "A&B"


@pytest.mark.parametrize("kind", ["primary", "normal", "danger"])
def test_every_kind_paints_in_every_state(qtbot: QtBot, kind: ButtonKind) -> None:
    button = KeyButton("作废", "X")
    qtbot.addWidget(button)
    button.set_kind(kind)
    button.set_icon_name("x")
    button.resize(button.sizeHint())
    for theme in (LIGHT, DARK):
        button.set_theme(theme)
        usual = button.grab().toImage()
        ground = "accent" if kind == "primary" else "panel"
        assert usual.pixelColor(6, 18) == theme.color(ground)
        button.setDown(True)
        assert button.grab().toImage() != usual
        button.setDown(False)
        button.setEnabled(False)
        assert button.grab().toImage().pixelColor(6, 18) == theme.color("background")
        button.setEnabled(True)


@pytest.mark.parametrize("kind", ["primary", "normal"])
def test_the_focus_ring_shows_for_the_keyboard_only(qtbot: QtBot, kind: ButtonKind) -> None:
    button = KeyButton("退回", "B", kind)
    qtbot.addWidget(button)
    button.show()
    qtbot.waitExposed(button)
    button.activateWindow()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(button.hasFocus)
    assert not button.shows_ring()
    plain = button.grab().toImage()
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert button.shows_ring()
    assert button.grab().toImage() != plain
    QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
    assert button.shows_ring()
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert not button.shows_ring()
