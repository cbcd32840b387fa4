"""The shipped typeface and characters it lacks."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from widgets.fonts import FAMILY, body, install_fonts, missing_glyphs, visible_text


def test_application_font_is_the_shipped_one_at_14_pixels(qapp: QApplication) -> None:
    install_fonts(qapp)
    assert QFontInfo(qapp.font()).family() == FAMILY
    assert qapp.font().pixelSize() == 14


@pytest.mark.parametrize("bold", [False, True])
def test_figures_are_tabular(qapp: QApplication, bold: bool) -> None:
    metrics = QFontMetricsF(body(15, bold))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_body_gives_a_font_of_its_own_each_time(qapp: QApplication) -> None:
    first = body(13)
    first.setPixelSize(99)
    assert body(13).pixelSize() == 13
    assert body(13, bold=True).weight() == QFont.Weight.Bold


def test_level_two_characters_and_marks_have_glyphs(qapp: QApplication) -> None:
    assert missing_glyphs("堃喆昇垚镕 指挥 ▲◆●·…↓①％Ⅲ") == set()


def test_a_character_without_glyph_is_shown_as_its_code_point(qapp: QApplication) -> None:
    assert visible_text("中\U0002a6d6区") == "中U+2A6D6区"
    assert missing_glyphs("中😀") == {"😀"}


def test_text_that_can_be_shown_is_left_as_it_is(qapp: QApplication) -> None:
    assert visible_text("网格 011") == "网格 011"
    assert visible_text("plain\ttext\n") == "plain\ttext\n"
    assert visible_text("一　二\n三\t") == "一　二\n三\t"


def test_invisible_and_reordering_characters_are_dropped(qapp: QApplication) -> None:
    assert visible_text("重\u202e大\ufe0f\u200b") == "重大"
    assert missing_glyphs("重\u202e大\ufe0f") == set()


def test_a_lone_surrogate_does_not_break_anything(qapp: QApplication) -> None:
    assert visible_text("中\ud800") == "中U+D800"
