"""Dividers by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from widgets.key_splitter import STEP, KeyHandle, KeySplitter

WAYS = pytest.mark.parametrize(
    ("orientation", "on", "back"),
    [
        (Qt.Orientation.Horizontal, Qt.Key.Key_Right, Qt.Key.Key_Left),
        (Qt.Orientation.Vertical, Qt.Key.Key_Down, Qt.Key.Key_Up),
    ],
)


def shown(qtbot: QtBot, orientation: Qt.Orientation) -> KeySplitter:
    splitter = KeySplitter(orientation)
    qtbot.addWidget(splitter)
    for _ in range(2):
        pane = QFrame(splitter)
        pane.setMinimumWidth(120)
        splitter.addWidget(pane)
    splitter.resize(600, 600)
    splitter.show()
    qtbot.waitExposed(splitter)
    splitter.setSizes([300, 300])
    return splitter


@WAYS
def test_that_arrows_move_the_divider_that_has_the_keyboard(
    qtbot: QtBot, orientation: Qt.Orientation, on: Qt.Key, back: Qt.Key
) -> None:
    splitter = shown(qtbot, orientation)
    handle = splitter.handle(1)
    handle.setFocus(Qt.FocusReason.TabFocusReason)
    before = splitter.sizes()[0]
    QTest.keyClick(handle, on)
    QTest.keyClick(handle, on)
    assert splitter.sizes()[0] == before + 2 * STEP
    QTest.keyClick(handle, back)
    assert splitter.sizes()[0] == before + STEP
    QTest.keyClick(handle, Qt.Key.Key_Home)
    assert splitter.sizes()[0] == before + STEP


def test_that_a_pane_is_never_closed_by_its_divider(qtbot: QtBot) -> None:
    splitter = shown(qtbot, Qt.Orientation.Horizontal)
    for _ in range(40):
        QTest.keyClick(splitter.handle(1), Qt.Key.Key_Left)
    assert splitter.sizes()[0] == 120


def test_that_a_divider_is_named_and_shows_that_it_has_the_keyboard(qtbot: QtBot) -> None:
    splitter = shown(qtbot, Qt.Orientation.Horizontal)
    handle = splitter.handle(1)
    assert isinstance(handle, KeyHandle)
    assert handle.accessibleName()
    assert handle.focusPolicy() == Qt.FocusPolicy.TabFocus
    splitter.setHandleWidth(12)
    plain = handle.grab().toImage()
    handle.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(handle.hasFocus)
    assert handle.grab().toImage() != plain
