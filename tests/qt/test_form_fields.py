"""The editors of forms: dates, amounts, several of a list, looked up, by one digit, positions; likely duplicates."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.helpers.walking import Walk, tab_ring
from widgets.date_field import DateField
from widgets.form_body import TWO_COLUMNS
from widgets.form_sheet import FormField, FormSheet, FormWords
from widgets.key_choice import ChoiceButton
from widgets.likely_list import LikelyList
from widgets.many_field import ChosenChip
from widgets.month_grid import MonthGrid
from widgets.pick_field import Choice
from widgets.theme import DARK

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WORDS = FormWords(
    missing="请填写。", not_in_list="列表里没有。", remove="移除", calendar="日历", on_map="选点",
    weekdays=("一", "二", "三", "四", "五", "六", "日"), likely_keys="Enter 查看", clear="清空",
)  # fmt: skip
DEPARTMENTS = [Choice(f"D{n}", f"部门{n}", "平台", f"部门{n} bm{n}") for n in range(1, 5)]


@pytest.fixture
def sheet(qtbot: QtBot) -> FormSheet:
    sheet = FormSheet()
    qtbot.addWidget(sheet)
    sheet.set_words(WORDS)
    sheet.resize(480, 420)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitActive(sheet)
    return sheet


def shown(sheet: FormSheet, *fields: FormField) -> FormSheet:
    sheet.set_form("表单", fields, "确定", "取消")
    settle()
    sheet.focus_first()
    return sheet


def settle() -> None:
    """Lets layouts and delayed deletions happen."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(sheet: FormSheet, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(sheet.focusWidget(), key, modifier)


def line_of(sheet: FormSheet) -> QLineEdit:
    line = sheet.focusWidget()
    assert isinstance(line, QLineEdit)
    return line


def test_a_date_goes_by_days_and_months_and_is_picked_from_the_month(qtbot: QtBot, sheet: FormSheet) -> None:
    shown(sheet, FormField("until", "挂账至", "date", True, start="2026-01-30"))
    for key, day in (
        (Key.Key_Up, "2026-01-30"), (Key.Key_Up, "2026-01-31"), (Key.Key_PageUp, "2026-02-28"),
        (Key.Key_Down, "2026-02-27"), (Key.Key_PageDown, "2026-01-27"),
    ):  # fmt: skip
        press(sheet, key)
        assert sheet.values() == {"until": day}
    field = sheet.findChild(DateField)
    month = sheet.findChild(MonthGrid)
    assert field is not None
    assert month is not None
    assert not field.month_open
    press(sheet, Key.Key_F4)
    qtbot.waitUntil(lambda: field.month_open)
    settle()
    assert Walk(sheet).findings == []
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=QPoint(month.width() - 12, 16))
    assert sheet.values() == {"until": "2026-02-27"}
    at = next(
        QPoint(x, y) for x in range(8, month.width(), 8) for y in range(40, month.height(), 8)
        if (found := month.day_at(x, y)) is not None and found.isoformat() == "2026-02-11"
    )  # fmt: skip
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=at)
    assert sheet.values() == {"until": "2026-02-11"}
    assert not field.month_open
    assert line_of(sheet).hasFocus()


def test_a_moment_steps_by_half_hours_in_its_clock_reading(sheet: FormSheet) -> None:
    shown(sheet, FormField("due", "期限", "moment", True, start="2026-01-31 23:00"))
    press(sheet, Key.Key_Up)
    line = line_of(sheet)
    line.setCursorPosition(3)
    press(sheet, Key.Key_Up)
    assert sheet.values() == {"due": "2026-02-01 23:00"}
    line.setCursorPosition(14)
    press(sheet, Key.Key_Up)
    press(sheet, Key.Key_Up)
    assert sheet.values() == {"due": "2026-02-02 00:00"}


def test_a_date_that_is_none_stands_as_typed_and_steps_begin_anew(sheet: FormSheet) -> None:
    shown(sheet, FormField("until", "挂账至", "date", True, start="2026-01-30"))
    sheet.set_values({"until": "soon"})
    assert sheet.values() == {"until": "soon"}
    press(sheet, Key.Key_Up)
    assert sheet.values() == {"until": "2026-01-30"}
    sheet.set_values({"until": "9998-12-31"})
    press(sheet, Key.Key_Up)
    press(sheet, Key.Key_PageUp)
    assert sheet.values() == {"until": "9998-12-31"}


def test_an_amount_shows_its_unit_and_steps_but_never_to_nothing(sheet: FormSheet) -> None:
    shown(sheet, FormField("amount", "延长", "amount", True, unit="工作日"))
    for key, value in ((Key.Key_Up, "1"), (Key.Key_PageUp, "6"), (Key.Key_Down, "5"), (Key.Key_PageDown, "1")):
        press(sheet, key)
        assert sheet.values() == {"amount": value}
    press(sheet, Key.Key_Down)
    assert sheet.values() == {"amount": "1"}
    sheet.set_values({"amount": "半天"})
    press(sheet, Key.Key_Up)
    assert sheet.values() == {"amount": "1"}
    settle()
    assert Walk(sheet).findings == []


def test_several_departments_are_picked_and_taken_out_by_keys(qtbot: QtBot, sheet: FormSheet) -> None:
    shown(sheet, FormField("assistants", "协办", "many", False, choices=DEPARTMENTS))
    for typed in ("bm2", "bm3"):
        QTest.keyClicks(sheet.focusWidget(), typed)
        press(sheet, Key.Key_Return)
    assert sheet.values() == {"assistants": "D2 D3"}
    settle()
    assert Walk(sheet).findings == []
    assert tab_ring(sheet) == []
    press(sheet, Key.Key_Backspace)
    assert sheet.values() == {"assistants": "D2"}
    sheet.set_values({"assistants": "D4,D1，D4 X9"})
    assert sheet.values() == {"assistants": "D4 D1 X9"}
    settle()
    chip = next(chip for chip in sheet.findChildren(ChosenChip) if chip.isVisible())
    chip.setFocus()
    press(sheet, Key.Key_Delete)
    assert sheet.values() == {"assistants": "D1 X9"}
    assert line_of(sheet).hasFocus()
    settle()
    chip = next(chip for chip in sheet.findChildren(ChosenChip) if chip.isVisible())
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert sheet.values() == {"assistants": "X9"}


def test_typed_words_that_pick_nothing_are_told_beside_the_field(sheet: FormSheet) -> None:
    pick = FormField("department_code", "主办", "pick", False, choices=DEPARTMENTS)
    shown(sheet, pick, FormField("note", "备注", "text", False))
    QTest.keyClicks(sheet.focusWidget(), "zzz")
    assert sheet.problems() == {}
    press(sheet, Key.Key_Tab)
    assert sheet.problems() == {"department_code": "列表里没有。"}
    sheet.set_values({"department_code": "D1"})
    assert sheet.problems() == {}


def test_what_is_looked_up_is_offered_and_free_text_may_stay(qtbot: QtBot, sheet: FormSheet) -> None:
    shown(sheet, FormField("parent", "并入", "search", True))
    with qtbot.waitSignal(sheet.asked) as asked:
        QTest.keyClicks(sheet.focusWidget(), "T-1")
    assert asked.args == ["parent", "T-1"]
    assert sheet.values() == {"parent": "T-1"}
    sheet.set_choices("parent", [Choice("c1", "T-1 占道", "90 米", ""), Choice("c2", "T-12 井盖", "", "")])
    assert sheet.values() == {"parent": "T-1"}
    press(sheet, Key.Key_Down)
    press(sheet, Key.Key_Return)
    assert sheet.values() == {"parent": "c1"}
    sheet.set_choices("parent", [])
    assert sheet.values() == {"parent": "c1"}
    sheet.set_values({"parent": "c2"})
    assert sheet.values() == {"parent": "c2"}
    sheet.set_choices("parent", [Choice("c2", "T-12 井盖", "", "")])
    assert line_of(sheet).text() == "T-12 井盖"


def test_a_source_is_chosen_by_one_digit(sheet: FormSheet) -> None:
    sources = [Choice(f"s{n}", f"来源{n}", "", "") for n in range(1, 11)]
    shown(sheet, FormField("source", "来源", "keys", False, choices=sources), FormField("title", "标题", "line", True))
    assert line_of(sheet).hasFocus()
    press(sheet, Key.Key_3, ALT)
    assert sheet.values() == {"source": "s3"}
    sheet.focus_field("source")
    press(sheet, Key.Key_0)
    assert sheet.values() == {"source": "s10"}
    press(sheet, Key.Key_Left)
    assert isinstance(sheet.focusWidget(), ChoiceButton)
    sheet.set_values({"source": "unknown"})
    assert sheet.values()["source"] != "unknown"
    settle()
    assert Walk(sheet).findings == []
    assert tab_ring(sheet) == []


def test_p_in_a_position_asks_for_the_map(qtbot: QtBot, sheet: FormSheet) -> None:
    shown(sheet, FormField("position", "位置", "position", False))
    for key, modifier in ((Key.Key_P, Qt.KeyboardModifier.NoModifier), (Key.Key_P, CTRL)):
        with qtbot.waitSignal(sheet.tool_asked) as asked:
            press(sheet, key, modifier)
        assert asked.args == ["position"]
    assert sheet.values() == {}
    QTest.keyClicks(sheet.focusWidget(), "120.2, 30.3")
    assert sheet.values() == {"position": "120.2, 30.3"}


def test_a_wrong_or_missing_value_is_told_beside_its_field_and_nothing_is_sent(qtbot: QtBot, sheet: FormSheet) -> None:
    def check(text: str) -> str:
        return "" if text.isdecimal() else "只能是数字。"

    phone = FormField("phone", "电话", "short", False, check=check)
    shown(sheet, FormField("title", "标题", "line", True), phone)
    sent: list[dict[str, str]] = []
    sheet.submitted.connect(sent.append)
    sheet.set_values({"phone": "abc"})
    assert sheet.problems() == {"phone": "只能是数字。"}
    assert "只能是数字。" in {text for _, text in Walk(sheet).said}
    assert "请填写。" not in {text for _, text in Walk(sheet).said}
    press(sheet, Key.Key_Return, CTRL)
    assert sent == []
    assert {"只能是数字。", "请填写。"} <= {text for _, text in Walk(sheet).said}
    settle()
    assert Walk(sheet).findings == []
    sheet.set_values({"phone": "12345", "title": "占道"})
    press(sheet, Key.Key_Return, CTRL)
    assert sent == [{"title": "占道", "phone": "12345"}]


def test_short_fields_stand_side_by_side_where_there_is_room(qtbot: QtBot, sheet: FormSheet) -> None:
    fields = [FormField(name, name, "short", False, narrow=True) for name in ("一", "二", "三")]
    shown(sheet, *fields)

    def tops() -> list[int]:
        return [line.mapTo(sheet, QPoint()).y() for line in sheet.findChildren(QLineEdit) if line.isVisible()]

    assert len(set(tops())) == 3
    sheet.resize(TWO_COLUMNS + 80, 420)
    qtbot.waitUntil(lambda: len(set(tops())) == 2)
    sheet.resize(400, 420)
    qtbot.waitUntil(lambda: len(set(tops())) == 3)
    assert tab_ring(sheet) == []


def test_likely_duplicates_are_walked_opened_and_merged_by_keys(qtbot: QtBot, sheet: FormSheet) -> None:
    shown(sheet, FormField("title", "标题", "line", True))
    sheet.set_values({"title": "占道"})
    rows = [Choice(f"c{n}", f"占道{n}", "90 米 · 2 小时前 · 同类", "") for n in range(4)]
    assert sheet.likely() == []
    sheet.set_likely("可能重复 4 件", rows)
    settle()
    assert sheet.likely() == rows
    settle()
    assert Walk(sheet).findings == []
    press(sheet, Key.Key_Down, CTRL)
    press(sheet, Key.Key_Down)
    with qtbot.waitSignal(sheet.likely_opened) as opened:
        press(sheet, Key.Key_Return)
    assert opened.args == ["c1"]
    with qtbot.waitSignal(sheet.submitted) as sent:
        press(sheet, Key.Key_M)
    assert sent.args == [{"title": "占道", "parent": "c1"}]
    sheet.set_likely("可能重复 3 件", rows[1:])
    with qtbot.waitSignal(sheet.submitted) as again:
        press(sheet, Key.Key_M, CTRL)
    assert again.args == [{"title": "占道", "parent": "c1"}]
    press(sheet, Key.Key_Up)
    assert line_of(sheet).hasFocus()
    press(sheet, Key.Key_Down, CTRL)
    sheet.set_likely("", [])
    assert sheet.likely() == []
    assert line_of(sheet).hasFocus()
    hidden = sheet.findChild(LikelyList)
    assert hidden is not None
    assert not hidden.take_focus()


def test_a_likely_duplicate_fills_the_field_where_the_form_has_one(sheet: FormSheet) -> None:
    shown(sheet, FormField("parent", "并入", "search", True))
    sheet.set_likely("可能重复", [Choice("c1", "占道", "90 米", "")])
    press(sheet, Key.Key_M, CTRL)
    assert sheet.values() == {"parent": "c1"}


def test_what_was_typed_can_be_thrown_away_only_where_there_is_something(qtbot: QtBot, sheet: FormSheet) -> None:
    shown(sheet, FormField("title", "标题", "line", True))
    thrown: list[bool] = []
    sheet.cleared.connect(lambda: thrown.append(True))
    press(sheet, Key.Key_Delete, CTRL)
    assert thrown == []
    sheet.set_clearable(True)
    press(sheet, Key.Key_Delete, CTRL)
    assert thrown == [True]
    settle()
    assert Walk(sheet).findings == []


def test_editors_made_later_have_the_theme(sheet: FormSheet) -> None:
    body = sheet.findChildren(type(sheet._body))[0]
    body.set_theme(DARK)
    shown(sheet, FormField("until", "挂账至", "date", True))
    month = sheet.findChild(MonthGrid)
    assert month is not None
    assert month._theme is DARK
