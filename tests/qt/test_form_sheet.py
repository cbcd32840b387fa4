"""The form that lies in the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.walking import Walk, plain, tab_ring
from widgets.form_sheet import FormField, FormSheet
from widgets.pick_field import Choice

LONG = "未按照创建文明城市标准设置公益广告（主要街道相隔 <200m> 以上）" * 4
FIELDS = [
    FormField("title", "标题", "line", True),
    FormField("standard", "立案条件", "pick", True, choices=[Choice("a", LONG, "5 天", ""), Choice("b", "乙", "", "")]),
    FormField("severity", "等级", "combo", False, choices=[Choice("general", "一般", "", "")]),
    FormField("note", "备注", "text", False, placeholder="可以不填"),
]  # fmt: skip


@pytest.fixture
def sheet(qtbot: QtBot) -> FormSheet:
    sheet = FormSheet()
    qtbot.addWidget(sheet)
    sheet.set_form("立案", FIELDS, "确定", "取消")
    sheet.resize(400, 460)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitActive(sheet)
    sheet.focus_first()
    return sheet


def test_an_empty_form_can_be_read_and_gone_round_by_tab(sheet: FormSheet) -> None:
    assert Walk(sheet).findings == []
    assert tab_ring(sheet) == []
    assert tab_ring(sheet, Qt.Key.Key_Backtab) == []


def test_long_values_are_told_in_tooltips_as_they_are(sheet: FormSheet) -> None:
    sheet.set_values({"title": LONG, "standard": "a", "severity": "general", "note": LONG})
    assert sheet.values() == {"title": LONG, "standard": "a", "severity": "general", "note": LONG}
    for line in sheet.findChildren(QLineEdit):
        assert plain(line.toolTip()) == LONG
        assert line.toolTip().startswith("<qt>"), "a < of the data must not be read as markup"
    assert Walk(sheet).findings == []


def test_a_character_without_glyph_is_a_code_point_in_the_tooltip(sheet: FormSheet) -> None:
    sheet.set_values({"title": "😀"})
    line = sheet.findChild(QLineEdit)
    assert line is not None
    assert line.text() == "😀"
    assert plain(line.toolTip()) == "U+1F600"


def test_every_editor_is_named_and_the_area_around_them_is_no_stop(sheet: FormSheet) -> None:
    kinds: tuple[type[QWidget], ...] = (QLineEdit, QPlainTextEdit, QComboBox)
    assert {editor.accessibleName() for kind in kinds for editor in sheet.findChildren(kind)} == {
        field.label for field in FIELDS
    }
    area = sheet.findChild(QScrollArea)
    assert area is not None
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_field_with_the_focus_is_brought_into_sight(qtbot: QtBot, sheet: FormSheet) -> None:
    sheet.resize(400, 260)
    note = sheet.findChild(QPlainTextEdit)
    assert note is not None
    for _ in range(3):
        QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
    qtbot.waitUntil(note.hasFocus)
    assert not note.visibleRegion().isEmpty()


def test_control_enter_sends_what_is_filled_in(qtbot: QtBot, sheet: FormSheet) -> None:
    sheet.set_values({"title": "占道", "standard": "b"})
    with qtbot.waitSignal(sheet.submitted) as sent:
        QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent.args == [{"title": "占道", "standard": "b", "severity": "general"}]


def test_that_room_to_spare_lies_below_the_fields_not_around_them(qtbot: QtBot) -> None:
    sheet = FormSheet()
    qtbot.addWidget(sheet)
    fields = [FormField("description", "情况描述", "text", False), FormField("title", "标题", "line", True)]
    sheet.set_form("上报", fields,
                   "确定", "取消")  # fmt: skip
    sheet.resize(820, 700)
    sheet.show()
    qtbot.waitExposed(sheet)
    text = sheet.findChild(QPlainTextEdit)
    assert text is not None
    box = text.parentWidget()
    assert box is not None
    assert box.height() == text.height()
