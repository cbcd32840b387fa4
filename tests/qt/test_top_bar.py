"""The top bar and its search field."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from widgets.theme import DARK, LIGHT
from widgets.top_bar import TopBar


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    bar = TopBar(debounce_ms=0)
    qtbot.addWidget(bar)
    bar.set_place("九堡街道综合信息指挥室")
    bar.set_age("live", "实时 · 0.2 秒前")
    bar.set_shift("白班 08:00–16:00")
    bar.set_officer("值班员 李", "换人、退出")
    bar.resize(1288, 56)
    bar.show()
    qtbot.waitExposed(bar)
    bar.activateWindow()
    return bar


def test_typing_is_told_once_it_rests(qtbot: QtBot, bar: TopBar) -> None:
    told: list[str] = []
    bar.search_changed.connect(told.append)
    with qtbot.waitSignal(bar.search_changed):
        QTest.keyClicks(bar.search.edit, "yqh")
    assert told == ["yqh"]
    assert bar.search.text() == "yqh"


def test_enter_tells_the_change_first_and_then_submits(qtbot: QtBot, bar: TopBar) -> None:
    order: list[str] = []
    bar.search_changed.connect(lambda text: order.append(f"changed {text}"))
    bar.search_submitted.connect(lambda text: order.append(f"submitted {text}"))
    bar.search.set_text("0063")
    QTest.keyClick(bar.search.edit, Qt.Key.Key_Return)
    assert order == ["changed 0063", "submitted 0063"]
    QTest.keyClick(bar.search.edit, Qt.Key.Key_Return)
    assert order[2:] == ["submitted 0063"]


def test_escape_empties_the_field(qtbot: QtBot, bar: TopBar) -> None:
    with qtbot.waitSignal(bar.search_changed):
        bar.search.set_text("0063")
    with qtbot.waitSignal(bar.search_changed) as told:
        QTest.keyClick(bar.search.edit, Qt.Key.Key_Escape)
    assert told.args == [""]
    QTest.keyClick(bar.search.edit, Qt.Key.Key_Escape)
    assert bar.search.text() == ""


def test_taking_the_focus_marks_what_is_typed(qtbot: QtBot, bar: TopBar) -> None:
    bar.search.set_text("0063")
    plain = bar.search.grab().toImage()
    bar.search.take_focus()
    qtbot.waitUntil(bar.search.edit.hasFocus)
    assert bar.search.edit.selectedText() == "0063"
    assert bar.search.grab().toImage() != plain


def test_a_click_beside_the_text_goes_to_the_field(qtbot: QtBot, bar: TopBar) -> None:
    QTest.mouseClick(bar.search, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bar.search.edit.hasFocus)
    assert bar.search.sizeHint().width() > bar.search.minimumSizeHint().width()


def test_the_banner_is_there_only_when_the_data_is_not_real(bar: TopBar) -> None:
    assert bar.banner() == ""
    bar.set_banner("演示数据")
    assert bar.banner() == "演示数据"
    assert "演示数据" in [badge.accessibleName() for badge in bar.findChildren(type(bar._banner)) if badge.isVisible()]
    bar.set_banner("")
    assert not bar._banner.isVisible()


def test_buttons_tell_what_was_clicked(qtbot: QtBot, bar: TopBar) -> None:
    with qtbot.waitSignal(bar.officer_clicked):
        QTest.mouseClick(bar.officer_button(), Qt.MouseButton.LeftButton)
    language, look = (button for button in bar.findChildren(QToolButton) if button is not bar.officer_button())
    by_name = {button.accessibleName(): button for button in (language, look)}
    with qtbot.waitSignal(bar.language_clicked):
        QTest.mouseClick(by_name[bar.tr("Language")], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.theme_clicked):
        QTest.mouseClick(by_name[bar.tr("Light or dark")], Qt.MouseButton.LeftButton)
    assert bar.officer_button().accessibleName() == "值班员 李"
    assert "换人、退出" in bar.officer_button().toolTip()


@pytest.mark.parametrize("width", [1288, 1842])
def test_everything_keeps_inside_the_bar_and_apart(bar: TopBar, qtbot: QtBot, width: int) -> None:
    bar.set_banner("Demonstration data")
    bar.set_place("Jiubao Street Command Centre")
    bar.set_age("reconnecting", "Reconnecting · 12 s")
    bar.set_shift("Day shift 08:00–16:00")
    bar.resize(width, 56)
    bar.grab()
    parts = [
        child
        for child in bar.children()
        if isinstance(child, type(bar.search) | type(bar.age) | QToolButton | type(bar._place) | type(bar.shift))
    ]
    boxes = sorted((part.geometry() for part in parts if part.isVisible()), key=lambda box: box.left())
    assert bar.rect().contains(boxes[-1])
    for left, right in pairwise(boxes):
        assert left.right() < right.left()
    assert bar.search.width() >= bar.search.minimumSizeHint().width()


def test_it_takes_the_theme_and_speaks_again_after_a_change_of_language(bar: TopBar) -> None:
    for theme in (LIGHT, DARK):
        bar.set_theme(theme)
        image = bar.grab().toImage()
        assert image.pixelColor(2, 2) == theme.color("panel")
        assert image.pixelColor(2, 55) == theme.color("line")
    bar.search.edit.setPlaceholderText("")
    bar.officer_button().setText("A&B")
    for widget in (bar, bar.search):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert bar.search.edit.placeholderText()
