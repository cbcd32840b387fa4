"""The white rounded box that holds one subject of a page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.badge import paint_frame
from widgets.elided_label import ElidedLabel
from widgets.fonts import body
from widgets.theme import LIGHT, Theme

RADIUS: Final = 8.0


class Panel(QFrame):
    """A rounded box with an optional title row. Fill ``body`` (a vertical layout)."""

    def __init__(self, title: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._title = ElidedLabel(title)
        self._title.setFont(body(16, bold=True))
        self._note = ElidedLabel(hint, tone="muted")
        self._header = QWidget()
        self.header = QHBoxLayout(self._header)
        self.header.setContentsMargins(15, 7, 10, 5)
        self.header.setSpacing(8)
        self._header.setMinimumHeight(46)
        self.header.addWidget(self._title)
        self.header.addWidget(self._note, 1)
        outer = QVBoxLayout(self)
        # The line stays free on every side; the bottom also keeps square content out of the round corners.
        outer.setContentsMargins(1, 1, 1, 7)
        outer.setSpacing(0)
        outer.addWidget(self._header)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        outer.addLayout(self.body, 1)
        self._header.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_title(self, title: str, hint: str = "") -> None:
        """The bold subject and the muted remark after it; an empty title takes the row away."""
        self._title.setText(title)
        self._note.setText(hint)
        self._header.setVisible(bool(title))
        self.setAccessibleName(title)

    def title(self) -> str:
        """The subject."""
        return self._title.text()

    def add_header_widget(self, widget: QWidget) -> None:
        """Put ``widget`` at the right end of the title row."""
        self.header.addWidget(widget)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_frame(painter, QRectF(self.rect()), self._theme.color("panel"), self._theme.color("line"), RADIUS)
        painter.end()
