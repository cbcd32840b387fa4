"""The running shift in the top bar: words, mark, tooltip, keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.shift_button import ShiftButton
from widgets.theme import DARK, LIGHT
from widgets.top_bar import TopBar


@pytest.fixture
def button(qtbot: QtBot) -> ShiftButton:
    button = ShiftButton()
    qtbot.addWidget(button)
    button.set_shift("早班 演示甲 至 16:00", ["演示甲  值班长", "A & <b>B</b>"])
    button.resize(button.sizeHint())
    button.show()
    return button


def test_it_says_all_in_its_tooltip_and_to_a_screen_reader(button: ShiftButton) -> None:
    assert button.accessibleName() == "早班 演示甲 至 16:00"
    assert button.toolTip() == "<qt>早班 演示甲 至 16:00<br>演示甲  值班长<br>A &amp; &lt;b&gt;B&lt;/b&gt;</qt>"
    assert not button.warns()


def test_a_warning_has_a_mark_and_takes_more_room(button: ShiftButton) -> None:
    before = button.sizeHint().width()
    plain = button.grab().toImage()
    button.set_shift("早班 演示甲 至 16:00", warns=True)
    assert button.warns()
    assert button.sizeHint().width() > before
    assert button.grab().toImage() != plain
    for theme in (LIGHT, DARK):
        button.set_theme(theme)
        assert not button.grab().isNull()


def test_it_shortens_but_never_vanishes_and_hides_without_words(button: ShiftButton) -> None:
    assert 60 <= button.minimumSizeHint().width() < button.sizeHint().width()
    button.set_shift("")
    assert button.isHidden()
    assert button.toolTip() == ""
    button.set_shift("短 A&B")
    assert (button.words(), button.isHidden()) == ("短 A&B", False)
    assert button.minimumSizeHint() == button.sizeHint()


def test_the_same_again_changes_nothing(qtbot: QtBot, button: ShiftButton) -> None:
    tip = button.toolTip()
    button.setToolTip(tip)
    button.set_shift("早班 演示甲 至 16:00", ["演示甲  值班长", "A & <b>B</b>"])
    assert button.toolTip() == tip


def test_a_key_or_a_click_asks_for_who_is_on_duty(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.set_shift("早班 08:00–16:00")
    bar.resize(1288, 56)
    bar.show()
    told: list[int] = []
    bar.shift_clicked.connect(lambda: told.append(1))
    QTest.keyClick(bar.shift, Qt.Key.Key_Return)
    QTest.keyClick(bar.shift, Qt.Key.Key_Space)
    QTest.mouseClick(bar.shift, Qt.MouseButton.LeftButton)
    assert len(told) == 3
    assert not bar.shift.grab().isNull()
