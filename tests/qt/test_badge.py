"""Chips."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSizeF
from pytestqt.qtbot import QtBot

from widgets.badge import Badge, BadgeKind, centred, chip_size, key_size
from widgets.theme import DARK, LIGHT


def test_a_badge_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    badge = Badge("执行")
    qtbot.addWidget(badge)
    short = badge.sizeHint()
    badge.set_text("结案前核查")
    assert badge.sizeHint().width() > short.width()
    assert badge.sizeHint() == badge.minimumSizeHint() == chip_size("结案前核查").toSize()
    assert badge.text() == badge.accessibleName() == "结案前核查"


@pytest.mark.parametrize("kind", ["neutral", "strong", "accent", "overdue", "due_soon", "on_track", "done"])
def test_every_kind_paints_words_on_the_panel_colour(qtbot: QtBot, kind: BadgeKind) -> None:
    badge = Badge("督办")
    qtbot.addWidget(badge)
    badge.set_kind(kind)
    assert badge.kind() == kind
    for theme in (LIGHT, DARK):
        badge.set_theme(theme)
        badge.resize(badge.sizeHint())
        image = badge.grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert image.pixelColor(4, 10) == theme.color("panel")
        assert len(colours) > 4


def test_a_key_hint_is_at_least_square_and_none_takes_no_room(qtbot: QtBot) -> None:
    assert key_size("F").width() == key_size("F").height()
    assert key_size("Ctrl+K").width() > key_size("F").width()
    assert key_size("").width() == 0


def test_centred_boxes_sit_on_whole_pixels() -> None:
    box = centred(QRectF(0, 0, 100, 35), QSizeF(10, 18), 4.0)
    assert box.x() == 4.0
    assert box.y() == round(box.y())
    assert abs(box.center().y() - 17.5) <= 1
