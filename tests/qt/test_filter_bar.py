"""The queue's header."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from widgets.filter_bar import FilterBar
from widgets.theme import DARK, LIGHT

CHIPS: list[tuple[str, str, int | None]] = [("all", "全部", 173), ("watch", "督办中", 3), ("mine", "我的", None)]


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.set_title("在办事件", "173 件 · 超期 2")
    bar.set_chips(CHIPS)
    bar.set_sorts([("urgency", "按紧迫度"), ("newest", "按上报时间")], "urgency")
    bar.resize(560, 100)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def test_the_first_chip_is_on_until_another_is_chosen(qtbot: QtBot, bar: FilterBar) -> None:
    assert bar.active() == "all"
    with qtbot.waitSignal(bar.chip_chosen) as told:
        QTest.mouseClick(bar.chips()[1], Qt.MouseButton.LeftButton)
    assert told.args == ["watch"]
    assert [chip.isChecked() for chip in bar.chips()] == [False, True, False]


def test_switching_by_program_is_silent(qtbot: QtBot, bar: FilterBar) -> None:
    with qtbot.assertNotEmitted(bar.chip_chosen):
        bar.set_active("mine")
        bar.set_active("unknown")
    assert bar.active() == "mine"


def test_new_counts_keep_the_chips_and_the_choice(bar: FilterBar) -> None:
    bar.set_active("watch")
    before = bar.chips()
    bar.set_chips([("all", "全部", 174), ("watch", "督办中", 4), ("mine", "我的", None)])
    assert bar.chips() == before
    assert bar.active() == "watch"
    assert bar.chips()[1].accessibleName() == "督办中 4"
    assert (bar.chips()[1].words(), bar.chips()[1].count()) == ("督办中", 4)


def test_a_choice_that_disappears_falls_back_to_the_first_chip(bar: FilterBar) -> None:
    bar.set_active("mine")
    bar.set_chips(CHIPS[:2])
    assert bar.active() == "all"
    bar.set_chips([])
    assert bar.chips() == []


def test_toggles_switch_on_and_off_by_themselves(qtbot: QtBot, bar: FilterBar) -> None:
    bar.set_toggles([("major", "重大", None), ("near", "附近", None)])
    major = bar.chips()[3]
    with qtbot.waitSignal(bar.toggle_changed) as told:
        QTest.mouseClick(major, Qt.MouseButton.LeftButton)
    assert told.args == ["major", True]
    bar.set_toggled("near", True)
    bar.set_toggled("unknown", True)
    assert [chip.isChecked() for chip in bar.chips()] == [True, False, False, True, True]
    with qtbot.waitSignal(bar.toggle_changed) as told:
        QTest.mouseClick(major, Qt.MouseButton.LeftButton)
    assert told.args == ["major", False]


def test_the_last_chip_asks_for_one_more_condition(qtbot: QtBot, bar: FilterBar) -> None:
    bar.set_condition_text("＋ 条件")
    with qtbot.waitSignal(bar.condition_requested):
        QTest.mouseClick(bar.chips()[-1], Qt.MouseButton.LeftButton)
    assert not bar.chips()[-1].isChecked()
    bar.set_condition_text("")
    assert len(bar.chips()) == 3


def test_the_whole_row_can_be_walked_and_chosen_by_keys(qtbot: QtBot, bar: FilterBar) -> None:
    bar.set_condition_text("＋ 条件")
    chips = bar.chips()
    bar.activateWindow()
    chips[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(chips[0].hasFocus)
    QTest.keyClick(chips[0], Qt.Key.Key_Left)
    assert chips[0].hasFocus()
    for left, right in pairwise(chips):
        QTest.keyClick(left, Qt.Key.Key_Right)
        assert right.hasFocus()
    assert bar.active() == "all"
    QTest.keyClick(chips[-1], Qt.Key.Key_Left)
    with qtbot.waitSignal(bar.chip_chosen) as told:
        QTest.keyClick(chips[-2], Qt.Key.Key_Return)
    assert told.args == ["mine"]


def test_chips_wrap_where_the_queue_is_narrow(qtbot: QtBot, bar: FilterBar) -> None:
    bar.set_chips([(str(number), f"筛选条件 {number}", number) for number in range(8)])
    bar.resize(420, bar.heightForWidth(420))
    qtbot.waitUntil(lambda: bar.chips()[-1].y() > bar.chips()[0].y())
    row = bar.chips()[0].parentWidget()
    assert row is not None
    for chip in bar.chips():
        assert row.rect().contains(chip.geometry())


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_the_order_is_chosen_from_a_menu_that_never_blocks(qtbot: QtBot, bar: FilterBar) -> None:
    assert bar.sort_button().text() == "按紧迫度"
    QTest.mouseClick(bar.sort_button(), Qt.MouseButton.LeftButton)
    menu: QMenu = bar.sort_menu()
    qtbot.waitUntil(menu.isVisible)
    with qtbot.waitSignal(bar.sort_chosen) as told:
        menu.actions()[1].trigger()
    menu.close()
    assert told.args == ["newest"]
    assert bar.sort_button().text() == "按上报时间"
    bar.set_sorts([], "")
    assert bar.sort_button().isHidden()


def test_it_paints_in_both_themes_and_speaks_again_after_a_change_of_language(bar: FilterBar) -> None:
    pictures = []
    for theme in (LIGHT, DARK):
        bar.set_theme(theme)
        pictures.append(bar.grab().toImage())
    assert pictures[0] != pictures[1]
    bar.sort_button().setAccessibleName("")
    QApplication.sendEvent(bar, QEvent(QEvent.Type.LanguageChange))
    assert bar.sort_button().accessibleName()
