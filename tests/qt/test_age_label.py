"""How fresh the data is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from widgets.age_label import AgeKind, AgeLabel
from widgets.theme import DARK, LIGHT

KINDS: tuple[AgeKind, ...] = ("live", "stale", "reconnecting", "historic")


def _shape(image: QImage) -> frozenset[tuple[int, int]]:
    """Which pixels of the mark are not the ground; the words are left out."""
    ground = image.pixelColor(0, 0)
    return frozenset((x, y) for x in range(14) for y in range(image.height()) if image.pixelColor(x, y) != ground)


def test_words_and_state_are_kept_and_spoken(qtbot: QtBot) -> None:
    label = AgeLabel()
    qtbot.addWidget(label)
    label.set_state("live", "实时 · 0.2 秒前")
    assert (label.kind(), label.text()) == ("live", "实时 · 0.2 秒前")
    assert label.accessibleName() == "实时 · 0.2 秒前"


def test_every_state_has_its_own_shape(qtbot: QtBot) -> None:
    shapes = set()
    for kind in KINDS:
        label = AgeLabel()
        qtbot.addWidget(label)
        label.set_state(kind, "")
        label.resize(20, 24)
        shapes.add(_shape(label.grab().toImage()))
    assert len(shapes) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_it_paints_in_both_themes(qtbot: QtBot, kind: AgeKind) -> None:
    label = AgeLabel()
    qtbot.addWidget(label)
    label.set_state(kind, "12 秒前")
    label.resize(label.sizeHint())
    pictures = []
    for theme in (LIGHT, DARK):
        label.set_theme(theme)
        pictures.append(label.grab().toImage())
    assert pictures[0] != pictures[1]


def test_ticking_figures_never_make_it_narrower(qtbot: QtBot) -> None:
    label = AgeLabel()
    qtbot.addWidget(label)
    label.set_state("live", "实时 · 12.4 秒前")
    wide = label.sizeHint().width()
    label.set_state("live", "实时 · 0.2 秒前")
    label.set_state("live", "实时 · 0.2 秒前")
    assert label.sizeHint().width() == label.minimumSizeHint().width() == wide
    label.set_state("stale", "停")
    assert label.sizeHint().width() < wide
