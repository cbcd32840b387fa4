"""Themes, palette, style sheet and urgency marks."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import widgets
from widgets.theme import DARK, LIGHT, URGENCIES, Theme, apply_theme, palette, qss, theme_named, urgency_path

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


class Dressed(QWidget):
    """Remembers the theme it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[Theme] = []

    def set_theme(self, theme: Theme) -> None:
        self.given.append(theme)


def test_tokens_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        LIGHT.tokens.ink = "#000000"  # type: ignore[misc]


def test_no_colour_is_spelt_outside_the_tokens() -> None:
    folder = Path(widgets.__file__).parent
    spelt = {
        path.name: found
        for path in sorted(folder.glob("**/*.py"))
        if path.name != "tokens.py"
        and (found := re.findall(r"""["'\s:]#[0-9A-Fa-f]{6}\b|QColor\(\s*\d""", path.read_text(encoding="utf-8")))
    }
    assert spelt == {}


@THEMES
def test_style_sheet_has_every_colour_filled_in(theme: Theme) -> None:
    sheet = qss(theme)
    assert "$" not in sheet
    assert "url(" not in sheet
    assert sheet.count("{") == sheet.count("}")
    colours = {value for value in dataclasses.asdict(theme.tokens).values() if isinstance(value, str)}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= colours
    assert 'url("/icons/' in qss(theme, "/icons")


def test_theme_is_found_by_name_and_unknown_names_are_light() -> None:
    assert theme_named("dark") is DARK
    assert theme_named("light") is LIGHT
    assert theme_named("sepia") is LIGHT


@THEMES
def test_palette_follows_the_tokens(theme: Theme) -> None:
    colours = palette(theme)
    assert colours.color(QPalette.ColorRole.Base) == theme.color("panel")
    assert colours.color(QPalette.ColorRole.Accent) == theme.color("accent")
    assert colours.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == theme.color("faint")


def test_unknown_urgency_is_shown_as_neutral() -> None:
    assert LIGHT.urgency_text("?") == LIGHT.color("done_text")
    assert LIGHT.urgency_fill("overdue") == LIGHT.color("overdue_fill")


def test_marks_differ_in_shape_and_stay_inside_their_box() -> None:
    box = QRectF(3, 5, 14, 14)
    paths = {kind: urgency_path(kind, box) for kind in URGENCIES}
    for path in paths.values():
        assert not path.isEmpty()
        assert box.adjusted(-0.5, -0.5, 0.5, 0.5).contains(path.boundingRect())
    corner = box.bottomLeft()
    near_corner = QRectF(corner.x() + 1.6, corner.y() - 3.0, 0.5, 0.5)
    assert paths["overdue"].intersects(near_corner)
    assert not paths["due_soon"].intersects(near_corner)
    assert not paths["on_track"].intersects(near_corner)
    beside_tip = QRectF(box.x() + 3.1, box.y() + 3.1, 0.2, 0.2)
    assert paths["on_track"].intersects(beside_tip)
    assert not paths["due_soon"].intersects(beside_tip)
    assert urgency_path("?", box) == paths["done"]


def test_applying_a_theme_dresses_the_application_and_every_themed_child(qtbot: QtBot, qapp: QApplication) -> None:
    root = Dressed()
    qtbot.addWidget(root)
    layout = QVBoxLayout(root)
    child, plain = Dressed(), QLineEdit()
    layout.addWidget(child)
    layout.addWidget(plain)
    try:
        apply_theme(qapp, root, DARK)
        apply_theme(qapp, None, DARK)
        assert root.given == child.given == [DARK]
        assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.color("background")
        assert DARK.tokens.accent in qapp.styleSheet()
    finally:
        qapp.setStyleSheet("")
        qapp.setPalette(palette(LIGHT))


def test_standard_widgets_paint_without_complaints_in_both_themes(qtbot: QtBot, qapp: QApplication) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    layout = QVBoxLayout(root)
    box = QCheckBox("已核查")
    box.setChecked(True)
    for widget in (QComboBox(), QSpinBox(), box):
        layout.addWidget(widget)
    try:
        for theme in (LIGHT, DARK):
            apply_theme(qapp, root, theme)
            picture = root.grab().toImage()
            assert picture.pixelColor(1, 1) == theme.color("background")
    finally:
        qapp.setStyleSheet("")
        qapp.setPalette(palette(LIGHT))
