"""Icons: one set, tinted, sharp."""

from __future__ import annotations

from importlib.resources import files

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from widgets.icons import icon, icon_names, icon_pixmap, svg_bytes
from widgets.theme import LIGHT

NEEDED = {
    "monitor", "map", "chart-column", "clipboard-list", "award", "book-open", "settings", "search",
    "sun", "moon", "languages", "user", "users", "clock", "phone", "map-pin", "plus", "check", "x",
    "undo-2", "send", "inbox", "triangle-alert", "bell", "info", "chevron-down", "chevron-up",
    "chevron-left", "chevron-right", "funnel", "arrow-down", "database", "wifi-off", "file-text",
    "download", "upload", "list", "log-in", "log-out", "play",
}  # fmt: skip


def test_every_needed_icon_is_shipped_with_its_licence() -> None:
    assert set(icon_names()) >= NEEDED
    assert "ISC License" in files("resources").joinpath("icons", "LICENSE.txt").read_text(encoding="utf-8")


def test_every_icon_is_drawn_in_one_stroke_width_and_the_asked_colour(qapp: QApplication) -> None:
    for name in icon_names():
        drawing = svg_bytes(name, LIGHT.tokens.accent).decode()
        assert 'stroke-width="1.75"' in drawing, name
        assert "currentColor" not in drawing, name
        image = icon_pixmap(name, LIGHT.tokens.accent, 72).toImage()
        places = [(x, y) for x in range(72) for y in range(72)]
        solid = [image.pixelColor(x, y) for x, y in places if image.pixelColor(x, y).alpha() == 255]
        asked = LIGHT.color("accent")
        assert solid, name
        assert all(abs(found.blue() - asked.blue()) + abs(found.red() - asked.red()) <= 3 for found in solid), name


def test_pictures_have_the_pixels_that_the_screen_has(qapp: QApplication) -> None:
    double = icon_pixmap("map", LIGHT.color("ink"), 20, 2.0)
    assert double.size() == QSize(40, 40)
    assert double.devicePixelRatio() == 2.0
    offered = icon("map", LIGHT.color("ink"), 20)
    assert offered.pixmap(QSize(20, 20), 2.0).size() == QSize(40, 40)
    assert not offered.isNull()


def test_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        svg_bytes("no-such-icon", LIGHT.tokens.ink)
