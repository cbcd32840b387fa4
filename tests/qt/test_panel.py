"""The rounded box."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.panel import Panel
from widgets.theme import DARK, LIGHT


def test_the_title_row_is_there_only_with_a_title(qtbot: QtBot) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    header = panel.header.parentWidget()
    assert header is not None
    assert header.isHidden()
    panel.set_title("部门负荷", "在办，按到期状态")
    assert not header.isHidden()
    assert panel.title() == panel.accessibleName() == "部门负荷"


def test_widgets_go_into_the_body_and_the_header(qtbot: QtBot) -> None:
    panel = Panel("经过")
    qtbot.addWidget(panel)
    content, tool = QLabel("10:02"), QLabel("▾")
    panel.body.addWidget(content)
    panel.add_header_widget(tool)
    assert panel.isAncestorOf(content)
    assert panel.isAncestorOf(tool)


def test_it_is_rounded_and_takes_the_colours_of_the_theme(qtbot: QtBot) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    panel.resize(200, 100)
    for theme in (LIGHT, DARK):
        panel.set_theme(theme)
        image = panel.grab().toImage()
        assert image.pixelColor(100, 50) == theme.color("panel")
        assert image.pixelColor(100, 0) == theme.color("line")
        assert image.pixelColor(0, 0) != theme.color("line")
