"""The log of a case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.helpers.painted import painted
from tests.helpers.walking import Walk
from widgets.theme import DARK
from widgets.timeline import Timeline, TimelineEntry

ENTRIES = [
    TimelineEntry("10:02", "发现・网格 063 上报", "照片 3 张", who="网格员"),
    TimelineEntry("10:06", "受理・立案", "符合立案条件 3.2", "system"),
    TimelineEntry("11:20", "超期", kind="overdue"),
]


@pytest.fixture
def log(qtbot: QtBot) -> Timeline:
    log = Timeline()
    qtbot.addWidget(log)
    log.resize(400, 200)
    log.set_entries(ENTRIES)
    log.show()
    qtbot.waitExposed(log)
    return log


def test_arrows_choose_entries_and_the_description_reads_them(qtbot: QtBot, log: Timeline) -> None:
    assert log.selected_text() == ""
    QTest.keyClick(log, Qt.Key.Key_Down)
    assert log.accessibleDescription() == "10:02  发现・网格 063 上报  网格员\n照片 3 张"
    QTest.keyClick(log, Qt.Key.Key_End)
    assert log.selected_text() == "11:20  超期"
    QTest.keyClick(log, Qt.Key.Key_Up)
    assert log.selected_text().startswith("10:06")


def test_copy_puts_the_chosen_entry_on_the_clipboard(qtbot: QtBot, log: Timeline) -> None:
    QTest.keyClick(log, Qt.Key.Key_Home)
    QTest.keyClick(log, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ENTRIES[0].plain()


def test_copy_without_a_choice_leaves_the_clipboard_alone(qtbot: QtBot, log: Timeline) -> None:
    QGuiApplication.clipboard().setText("before")
    QTest.keyClick(log, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"


def test_shift_and_select_all_choose_several(qtbot: QtBot, log: Timeline) -> None:
    QTest.keyClick(log, Qt.Key.Key_Home)
    QTest.keyClick(log, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert log.selected_text() == f"{ENTRIES[0].plain()}\n{ENTRIES[1].plain()}"
    QTest.keyClick(log, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert log.selected_text() == "\n".join(entry.plain() for entry in ENTRIES)


def test_a_click_chooses_the_entry_and_one_below_the_last_chooses_none(qtbot: QtBot, log: Timeline) -> None:
    QTest.mouseClick(log.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 195))
    assert log.selected_text() == ""
    QTest.mouseClick(log.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 10))
    assert log.selected_text() == ENTRIES[0].plain()


def test_long_text_wraps_and_is_never_cut(qtbot: QtBot, log: Timeline) -> None:
    log.set_entries([TimelineEntry("10:00", "标题", "短")])
    one = log.content_height()
    log.set_entries([TimelineEntry("10:00", "标题", "很长的说明" * 40)])
    assert log.content_height() > one * 3
    log.set_entries([TimelineEntry("10:00", "标题", "a" * 300)])
    assert log.content_height() > one * 2
    narrow = log.content_height()
    log.resize(800, 200)
    qtbot.waitUntil(lambda: log.content_height() < narrow)


def test_the_choice_and_the_end_of_the_list_are_kept_when_entries_come(qtbot: QtBot, log: Timeline) -> None:
    many = [TimelineEntry(f"{k}", f"步骤 {k}", "说明") for k in range(60)]
    log.set_entries(many)
    bar = log.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(log, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    log.set_entries([*many, TimelineEntry("60", "新的一步")])
    assert bar.value() == bar.maximum()
    assert log.selected_text() == many[-1].plain()
    bar.setValue(10)
    log.set_entries(many[1:])
    assert bar.value() == 10
    log.set_entries(many[:3])
    assert log.selected_text() == ""


def test_keys_scroll_the_chosen_entry_into_sight(qtbot: QtBot, log: Timeline) -> None:
    log.set_entries([TimelineEntry(f"{k}", f"步骤 {k}", "说明") for k in range(60)])
    for _ in range(20):
        QTest.keyClick(log, Qt.Key.Key_PageDown)
    assert log.selected_text().startswith("59")
    assert log.verticalScrollBar().value() == log.verticalScrollBar().maximum()
    QTest.keyClick(log, Qt.Key.Key_Home)
    assert log.verticalScrollBar().value() == 0


def test_of_five_hundred_entries_only_those_in_sight_are_painted(log: Timeline) -> None:
    log.set_entries([TimelineEntry("10:00", f"步骤 {k}", "说明文字 " * 12, who="值班员") for k in range(500)])
    steps = [words.text for words in painted(log.viewport()) if words.text.startswith("步骤")]
    assert steps[:2] == ["步骤 0", "步骤 1"]
    assert len(steps) < 60


def test_an_empty_log_says_so_and_takes_no_keys(qtbot: QtBot, log: Timeline) -> None:
    log.set_theme(DARK)
    log.set_entries([])
    QTest.keyClick(log, Qt.Key.Key_Down)
    QTest.keyClick(log, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert log.selected_text() == ""
    assert "0" in log.accessibleName()
    assert not log.grab().isNull()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_menu_offers_to_copy_the_entry_under_the_pointer(qtbot: QtBot, log: Timeline) -> None:
    pos = QPoint(120, 10)
    where = log.viewport().mapToGlobal(pos)
    QApplication.sendEvent(log.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pos, where))
    menu = log.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == ENTRIES[0].plain()


def test_an_entry_without_text_is_copied_without_an_empty_line() -> None:
    assert TimelineEntry("10:00", "结案").plain() == "10:00  结案"


@pytest.mark.parametrize("time_text", ["11月16日 10:35", "11月16日 09:07", "16 Nov 10:35", "2015-11-16 10:35", "10:35"])
def test_a_time_is_shown_whole_where_there_is_room_and_told_where_there_is_not(
    qtbot: QtBot, log: Timeline, time_text: str
) -> None:
    log.set_entries([TimelineEntry(time_text, "立案")])
    assert time_text in [text for _where, text in Walk(log).said]
    for width in (360, 280, 220):
        log.resize(width, 200)
        assert Walk(log).findings == []
