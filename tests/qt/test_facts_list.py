"""Facts about a case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from widgets.facts_list import Fact, FactsList
from widgets.theme import DARK

NUMBER = "AB" + "0123456789" * 8
FACTS: list[Fact | tuple[str, str]] = [
    ("来源", "网格员上报"),
    ("编号", NUMBER),
    Fact("网格", "063 <蚕桑> 社区", "grid:063"),
]


@pytest.fixture
def facts(qtbot: QtBot) -> FactsList:
    facts = FactsList()
    qtbot.addWidget(facts)
    facts.set_facts(FACTS)
    facts.resize(320, 200)
    facts.show()
    qtbot.waitExposed(facts)
    return facts


def values(facts: FactsList) -> list[QLabel]:
    return [label for label in facts.findChildren(QLabel) if label.buddy() is None and not label.isHidden()]


def test_facts_are_kept_in_order_with_links(facts: FactsList) -> None:
    assert facts.facts() == (
        Fact("来源", "网格员上报"),
        Fact("编号", NUMBER),
        Fact("网格", "063 <蚕桑> 社区", "grid:063"),
    )


def test_a_link_tells_its_key(qtbot: QtBot, facts: FactsList) -> None:
    link = values(facts)[2]
    assert "&lt;蚕桑&gt;" in link.text()
    with qtbot.waitSignal(facts.link_clicked) as told:
        QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(10, 8))
    assert told.args == ["grid:063"]


def test_copy_takes_the_whole_value_without_breaks(qtbot: QtBot, facts: FactsList) -> None:
    value = values(facts)[1]
    QTest.keyClick(value, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == NUMBER


def test_copy_takes_the_selected_part_without_breaks(qtbot: QtBot, facts: FactsList) -> None:
    value = values(facts)[1]
    value.setSelection(0, 22)
    QTest.keyClick(value, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == NUMBER[:20]


def test_a_long_number_wraps_inside_the_list(facts: FactsList) -> None:
    value = values(facts)[1]
    assert value.width() <= facts.width()
    assert value.height() > values(facts)[0].height()


def test_arrows_go_from_value_to_value(qtbot: QtBot, facts: FactsList) -> None:
    first, second, last = values(facts)
    facts.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Down)
    QTest.keyClick(last, Qt.Key.Key_Down)
    assert last.hasFocus()
    QTest.keyClick(last, Qt.Key.Key_Up)
    assert second.hasFocus()


def test_the_list_is_one_tab_stop(facts: FactsList) -> None:
    policies = [bool(value.focusPolicy() & Qt.FocusPolicy.TabFocus) for value in values(facts)]
    assert policies == [True, False, False]


def test_fewer_facts_hide_the_rows_left_over_and_same_values_keep_the_selection(facts: FactsList) -> None:
    value = values(facts)[0]
    value.setSelection(0, 2)
    facts.set_facts(FACTS[:1])
    assert facts.facts() == (Fact("来源", "网格员上报"),)
    assert values(facts) == [value]
    assert value.selectedText() == "网格"


def test_the_theme_colours_the_links(facts: FactsList) -> None:
    facts.set_theme(DARK)
    assert DARK.tokens.accent in values(facts)[2].text()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_menu_copies(facts: FactsList) -> None:
    value = values(facts)[0]
    pos = QPoint(3, 3)
    QApplication.sendEvent(value, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pos, value.mapToGlobal(pos)))
    menu = value.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == "网格员上报"


def test_a_screen_reader_hears_label_and_value(facts: FactsList) -> None:
    assert values(facts)[0].accessibleName() == "来源  网格员上报"


def test_arrows_bring_the_value_they_go_to_into_sight(qtbot: QtBot) -> None:
    area, facts = QScrollArea(), FactsList()
    qtbot.addWidget(area)
    facts.set_facts([(f"项目 {place}", f"值 {place}") for place in range(30)])
    area.setWidgetResizable(True)
    area.setWidget(facts)
    area.resize(320, 120)
    area.show()
    area.activateWindow()
    qtbot.waitActive(area)
    at = values(facts)[0]
    at.setFocus()
    qtbot.waitUntil(at.hasFocus)
    for _ in range(29):
        QTest.keyClick(at, Qt.Key.Key_Down)
        at = next(value for value in values(facts) if value.hasFocus())
        assert not at.visibleRegion().isEmpty()
        assert at.visibleRegion().boundingRect() == at.rect()
    assert at.text() == "值 29"
