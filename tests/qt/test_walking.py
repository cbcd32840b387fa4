"""The walk over all widgets finds what it is there to find, and nothing in a window that is right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.helpers.painted import painted
from tests.helpers.walking import Walk, tab_ring
from tests.helpers.wording import Wording
from widgets.elided_label import ElidedLabel
from widgets.key_button import KeyButton
from widgets.stage_bar import StageBar

LONG = "出租房消防隐患与群租整治（含夜间走访、电动车上楼充电、飞线）"


class Signboard(QWidget):
    """Paints a text into a rectangle, whatever its size."""

    def __init__(self, text: str, box: QRect) -> None:
        super().__init__()
        self._text, self._box = text, box

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(self._box, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()


def window(qtbot: QtBot, *widgets: QWidget, width: int = 200) -> QWidget:
    """The widgets in a column."""
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    for widget in widgets:
        column.addWidget(widget)
    made.setFixedWidth(width)
    made.show()
    qtbot.waitExposed(made)
    return made


def findings(qtbot: QtBot, *widgets: QWidget, width: int = 200) -> str:
    return "\n".join(Walk(window(qtbot, *widgets, width=width)).findings)


def wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def named(edit: QLineEdit) -> QLineEdit:
    edit.setAccessibleName("标题")
    return edit


def test_a_right_window_has_nothing_to_find(qtbot: QtBot) -> None:
    stages = StageBar()
    stages.set_stages([("发现", "done"), (LONG, "current")])
    combo, tabs, edit, area = QComboBox(), QTabBar(), named(QLineEdit()), QPlainTextEdit(LONG * 9)
    combo.addItem("一般")
    combo.setAccessibleName("等级")
    tabs.addTab("事件")
    tabs.setAccessibleName("页")
    edit.setPlaceholderText("编号")
    area.setAccessibleName("说明")
    assert findings(
        qtbot, wrapped(LONG), ElidedLabel(LONG), KeyButton("立案", "F"), stages, combo, tabs, edit, area
    ) == ""  # fmt: skip


def test_words_are_read_from_what_is_painted(qtbot: QtBot) -> None:
    sign = Signboard("执行", QRect(10, 0, 100, 30))
    sign.setFixedSize(120, 30)
    made = window(qtbot, sign)
    assert painted(made) == []
    (words,) = painted(sign)
    assert words.text == "执行"
    assert 10 <= words.box.left() < 12
    assert words.cut() == 0


def test_a_text_cut_at_the_side_is_found(qtbot: QtBot) -> None:
    label = QLabel(LONG)
    label.setMinimumWidth(10)
    label.setMaximumWidth(100)
    assert "is cut by" in findings(qtbot, label)


def test_a_text_cut_below_is_found(qtbot: QtBot) -> None:
    label = wrapped(LONG)
    label.setFixedHeight(20)
    assert "is not painted" in findings(qtbot, label)


def test_a_text_cut_by_its_own_box_is_found(qtbot: QtBot) -> None:
    sign = Signboard(LONG, QRect(0, 0, 60, 30))
    sign.setMinimumSize(150, 30)
    assert "is cut by" in findings(qtbot, sign)


def test_a_shortened_text_without_tooltip_is_found(qtbot: QtBot) -> None:
    sign = Signboard("出租房消…", QRect(0, 0, 150, 30))
    sign.setMinimumSize(150, 30)
    made = window(qtbot, sign)
    assert any("no tooltip has the rest" in found for found in Walk(made).findings)
    sign.setToolTip(LONG)
    assert Walk(made).findings == []


def test_dots_alone_are_found(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    label.setFixedWidth(18)
    assert "nothing but dots" in findings(qtbot, label)


def test_texts_over_one_another_are_found(qtbot: QtBot) -> None:
    class Twice(Signboard):
        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.drawText(QRect(0, 0, 150, 30), Qt.AlignmentFlag.AlignLeft, "超期 1时")
            painter.drawText(QRect(20, 0, 150, 30), Qt.AlignmentFlag.AlignLeft, "消防")
            painter.end()

    sign = Twice("", QRect())
    sign.setMinimumSize(180, 30)
    assert "is painted over" in findings(qtbot, sign)


def test_a_widget_outside_its_parent_or_over_a_sibling_is_found(qtbot: QtBot) -> None:
    one, other = QLabel("一"), QLabel("二")
    made = window(qtbot, one, other)
    one.move(-5, 3)
    assert any("lies outside its parent" in found for found in Walk(made).findings)
    one.setGeometry(other.geometry())
    assert any("lies over" in found for found in Walk(made).findings)


def test_content_wider_than_its_scroll_area_is_found(qtbot: QtBot) -> None:
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content = QWidget()
    content.setFixedSize(400, 900)
    area.setWidget(content)
    assert "wider than the area" in findings(qtbot, area)


@pytest.mark.parametrize("make", [QLineEdit, QComboBox, QToolButton, QScrollArea])
def test_what_takes_the_focus_without_a_name_is_found(qtbot: QtBot, make: type[QWidget]) -> None:
    widget = make()
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert "has no accessible name" in findings(qtbot, widget)


def test_a_character_without_picture_is_found(qtbot: QtBot) -> None:
    assert "no glyph for U+1F600" in findings(qtbot, QLabel("一😀"))


def test_a_button_that_no_key_leads_to_is_found(qtbot: QtBot) -> None:
    button = QPushButton("立案")
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    made = window(qtbot, button)
    assert any("no key leads to it" in found for found in Walk(made).findings)
    button.setShortcut("F")
    assert Walk(made).findings == []


def test_a_picked_text_larger_than_its_line_must_stand_in_the_tooltip(qtbot: QtBot) -> None:
    edit = named(QLineEdit(LONG))
    made = window(qtbot, QPushButton("先"), edit, width=120)
    assert any("larger than the field" in found for found in Walk(made).findings)
    edit.setToolTip(LONG)
    assert Walk(made).findings == []


def test_tab_goes_around_or_tells_where_it_stays(qtbot: QtBot) -> None:
    first, text, last = QPushButton("一"), QPlainTextEdit(), QPushButton("二")
    made = window(qtbot, first, text, last)
    made.activateWindow()
    first.setFocus()
    assert any("does not leave it" in found for found in tab_ring(made))
    text.setTabChangesFocus(True)
    first.setFocus()
    assert tab_ring(made) == []
    assert tab_ring(made, Qt.Key.Key_Backtab) == []


def test_tab_tells_what_it_passes_by(qtbot: QtBot) -> None:
    class Hopper(QWidget):
        def focusNextPrevChild(self, forward: bool) -> bool:
            (last if first.hasFocus() else first).setFocus()
            return True

    made = Hopper()
    qtbot.addWidget(made)
    first, island, last = (QPushButton(text, made) for text in "一孤二")
    made.show()
    made.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    assert tab_ring(made) == ["Hopper/QPushButton “孤”: Key_Tab never comes to it"]
    assert not island.hasFocus()


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("zh", "Overdue", True),
        ("zh", "超期 Overdue", True),
        ("zh", "按 Ctrl+K 搜索", False),
        ("zh", "Oak Street", False),
        ("zh", "U+2FFAB 号", True),
        ("zh", "U+1F600 号", False),
        ("zh", f"{3} more, 5 cases", True),
        ("en", "超期", True),
        ("en", "Overdue 超期", True),
        ("en", "占用消防通道", False),
        ("en", "消防通道…", False),
        ("en", "3 overdue", False),
    ],
)  # fmt: skip
def test_words_of_the_other_language_are_found_and_data_is_not(language: str, text: str, wrong: bool) -> None:
    found = list(Wording(language, ["占用消防通道😀", "Oak Street"]).findings([("here", text)]))
    assert bool(found) == wrong, found
