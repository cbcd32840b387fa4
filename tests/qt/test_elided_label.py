"""Labels that shorten themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from widgets.elided_label import ElidedLabel, plain_tooltip

LONG = "出租房消防隐患与群租整治（含夜间走访、电动车上楼充电、飞线）"


def test_a_text_that_fits_is_shown_whole_without_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("执行")
    qtbot.addWidget(label)
    label.resize(200, 20)
    assert label.shown_text() == "执行"
    assert not label.is_elided()
    assert label.toolTip() == ""


def test_a_long_text_is_shortened_and_told_in_the_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(120, 20)
    assert label.is_elided()
    assert label.shown_text().endswith("…")
    assert LONG in label.toolTip()
    assert label.text() == LONG
    label.resize(1200, 20)
    assert not label.is_elided()
    assert label.toolTip() == ""


def test_the_hint_shows_while_nothing_is_hidden(qtbot: QtBot) -> None:
    label = ElidedLabel("执行")
    qtbot.addWidget(label)
    label.resize(200, 20)
    label.set_hint("当前阶段")
    assert "当前阶段" in label.toolTip()
    label.setText(LONG)
    label.resize(60, 20)
    assert "当前阶段" not in label.toolTip()


def test_numbers_can_be_shortened_in_the_middle(qtbot: QtBot) -> None:
    label = ElidedLabel("JB-20261124-0063-0000-1111")
    qtbot.addWidget(label)
    label.set_elide_mode(Qt.TextElideMode.ElideMiddle)
    label.resize(100, 20)
    assert label.shown_text().startswith("JB")
    assert label.shown_text().endswith("1")


def test_markup_in_data_is_shown_literally(qtbot: QtBot) -> None:
    label = ElidedLabel("<b>重大</b>\n第二行")
    qtbot.addWidget(label)
    assert label.text() == "<b>重大</b> 第二行"
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert plain_tooltip("<b>") == "<qt>&lt;b&gt;</qt>"
    assert plain_tooltip("") == ""


def test_it_can_be_squeezed_to_the_dots_and_paints(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG, tone="muted")
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 30
    label.resize(label.minimumSizeHint())
    assert not label.grab().isNull()


def test_a_glyph_that_is_missing_is_told_by_its_code_point(qtbot: QtBot) -> None:
    label = ElidedLabel("李\U0002a6d6")
    qtbot.addWidget(label)
    assert label.text() == "李U+2A6D6"
