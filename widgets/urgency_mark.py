"""The mark of an urgency as a small widget of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.theme import LIGHT, Theme, urgency_path

SIDE = 16


class UrgencyMark(QWidget):
    """Paints triangle, diamond, disc or tick in the urgency's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = "on_track"
        self._theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_kind(self, kind: str) -> None:
        """Shows another urgency."""
        if kind != self._kind:
            self._kind = kind
            self.update()

    def kind(self) -> str:
        """The urgency shown."""
        return self._kind

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, (self.height() - SIDE) / 2 + 1, SIDE - 2, SIDE - 2)
        painter.fillPath(urgency_path(self._kind, box), self._theme.urgency_fill(self._kind))
        painter.end()
