"""Labels that wrap, but only so far."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.painted import painted
from tests.helpers.walking import Walk
from widgets.clamped_label import ClampedLabel

LONG = "消防通道被占用，多次反映。" * 40


def shown(qtbot: QtBot, text: str, width: int = 300, lines: int = 2) -> ClampedLabel:
    label = ClampedLabel(lines=lines)
    qtbot.addWidget(label)
    label.setText(text)
    label.resize(width, label.heightForWidth(width))
    label.show()
    return label


def test_a_text_that_fits_is_shown_whole_without_tooltip(qtbot: QtBot) -> None:
    label = shown(qtbot, "消防通道被占用")
    assert label.text() == "消防通道被占用"
    assert not label.is_clamped()
    assert label.heightForWidth(300) < 30


TEXTS = [LONG, "𬭎𫖯" * 99, "行\n" * 30, "https://example.invalid/" + "evidence" * 40, "two words " * 60]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("lines", [1, 2, 4])
def test_a_long_text_stays_within_its_lines_and_is_told_whole(qtbot: QtBot, text: str, lines: int) -> None:
    label = shown(qtbot, text, lines=lines)
    assert label.is_clamped()
    assert label.text().endswith("…")
    assert label.full_text() == label.accessibleName() == text
    assert Walk(label).findings == []
    assert len({round(words.box.top()) for words in painted(label)}) == lines


def test_more_room_shows_more_and_takes_the_tooltip_away(qtbot: QtBot) -> None:
    label = shown(qtbot, LONG[:60], width=200)
    assert label.is_clamped()
    label.resize(1200, 40)
    assert not label.is_clamped()
    assert label.text() == LONG[:60]


def test_every_width_keeps_the_promise(qtbot: QtBot) -> None:
    label = shown(qtbot, "JB-20261124-0125 · 杨公 001  演示路 1 号 " * 5 + "evidence-" * 9, lines=3)
    for width in range(140, 700, 23):
        label.resize(width, label.heightForWidth(width))
        assert Walk(label).findings == [], width
