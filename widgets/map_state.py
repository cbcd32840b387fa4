"""The sentence over a map that is loading, empty, stale or failed, with one action."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from widgets.badge import paint_frame
from widgets.fonts import body, visible_text
from widgets.theme import LIGHT, Theme

MapState = Literal["", "loading", "empty", "stale", "failed"]


class MapBanner(QWidget):
    """One sentence, and a button when there is something to do."""

    action_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._kind: str = ""
        self._label = QLabel(self)
        self._label.setFont(body(14))
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.action_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._button)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        palette = self._label.palette()
        palette.setColor(self._label.foregroundRole(), theme.color("ink"))
        self._label.setPalette(palette)
        self.update()

    def set_state(self, kind: MapState, sentence: str, action: str) -> None:
        self._kind = kind
        self._label.setText(visible_text(sentence))
        self._button.setText(visible_text(action))
        self._button.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self.setVisible(bool(kind) and bool(sentence))

    def arrange(self, width: int) -> QSize:
        """Fits the box to its words, at most ``width`` pixels wide."""
        words = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 4
        button = self._button.sizeHint().width() + 12 if not self._button.isHidden() else 6
        self.resize(min(width, words + button + 22), 10)
        self.resize(self.width(), self.heightForWidth(self.width()))
        return self.size()

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = {"failed": "overdue_fill", "stale": "due_soon_fill"}.get(self._kind, "line")
        paint_frame(painter, QRectF(self.rect()), self._theme.color("panel"), self._theme.color(line), 6.0)
