"""The scale bar in the map's lower right corner."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from widgets.badge import paint_frame
from widgets.fonts import body
from widgets.theme import Theme

SCALE_PX = 96.0
"""Longest bar."""
_HEIGHT = 32.0


def paint_scale(painter: QPainter, theme: Theme, corner: QPointF, length: float, words: str) -> None:
    """A bar of ``length`` pixels under its words, in a box whose lower right corner is given."""
    width = max(length, QFontMetricsF(body(11)).horizontalAdvance(words)) + 16
    box = QRectF(corner.x() - width, corner.y() - _HEIGHT, width, _HEIGHT)
    paint_frame(painter, box, theme.color("panel"), theme.color("line"), 6.0)
    painter.setFont(body(11))
    painter.setPen(theme.color("muted"))
    painter.drawText(box.adjusted(0, 2, 0, -10), Qt.AlignmentFlag.AlignCenter, words)
    painter.setPen(QPen(theme.color("muted"), 1.5))
    left, y = box.center().x() - length / 2, box.bottom() - 7
    painter.drawPolyline(
        [QPointF(left, y - 4), QPointF(left, y), QPointF(left + length, y), QPointF(left + length, y - 4)]
    )
