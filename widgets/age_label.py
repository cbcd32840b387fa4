"""How fresh the shown data is: shape, colour and words (``● 实时 · 0.2 秒前``)."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.fonts import body, visible_text
from widgets.theme import LIGHT, Theme, urgency_path

AgeKind = Literal["live", "stale", "reconnecting", "historic"]

_MARK: Final = 12.0
_GAP: Final = 6.0
_MARK_TOKEN: Final = {
    "live": "live_fill", "stale": "overdue_fill", "reconnecting": "due_soon_fill", "historic": "accent",
}  # fmt: skip
_TEXT_TOKEN: Final = {
    "live": "muted", "stale": "overdue_text", "reconnecting": "due_soon_text", "historic": "accent",
}  # fmt: skip


class AgeLabel(QWidget):
    """Disc = live, triangle = stale, open ring = reconnecting, square = a moment of the past."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._kind: str = "reconnecting"
        self._text = ""
        self._widest = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def kind(self) -> str:
        """The state shown."""
        return self._kind

    def text(self) -> str:
        """The words shown."""
        return self._text

    def set_state(self, kind: AgeKind, text: str) -> None:
        """Show the state and its words, which are ready in the user's language with their unit."""
        shown = visible_text(text)
        if (kind, shown) == (self._kind, self._text):
            return
        if kind != self._kind:
            self._widest = 0.0
        self._kind, self._text = kind, shown
        self.setAccessibleName(shown)
        self.setToolTip("")
        width = QFontMetricsF(body(14)).horizontalAdvance(shown)
        if width > self._widest:  # grows only: ticking figures must not push their neighbours about
            self._widest = width
            self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(_MARK + _GAP + self._widest + 2), 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = QFontMetricsF(body(14)).horizontalAdvance(self._text)
        left = max(0.0, self.width() - width - _MARK - _GAP - 1)
        mark = QRectF(QPointF(round(left), round((self.height() - _MARK) / 2)), QPointF(0, 0))
        mark.setSize(QRectF(0, 0, _MARK, _MARK).size())
        self._paint_mark(painter, mark)
        painter.setFont(body(14))
        painter.setPen(self._theme.color(_TEXT_TOKEN.get(self._kind, "muted")))
        words = QRectF(mark.right() + _GAP, 0, width + 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        colour = self._theme.color(_MARK_TOKEN.get(self._kind, "muted"))
        if self._kind == "reconnecting":
            painter.setPen(QPen(colour, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(rect.adjusted(1.5, 1.5, -1.5, -1.5))
            return
        if self._kind == "historic":
            path = QPainterPath()
            path.addRect(rect.adjusted(1, 1, -1, -1))
        else:
            path = urgency_path("overdue" if self._kind == "stale" else "on_track", rect)
        painter.fillPath(path, colour)
