"""The line under the queue that says what came in without moving the list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.badge import centred, key_size, paint_key
from widgets.fonts import body, visible_text
from widgets.icons import icon_pixmap
from widgets.token_button import TokenButton

_ICON: Final = 16
_LEFT: Final = 15


class NewArrivalsBar(TokenButton):
    """``↓ 4 件新到，未打断你的位置 · 按 [.] 查看``; hidden while nothing is waiting."""

    activated = Signal()

    def __init__(self, parent: QWidget | None = None, key: str = ".") -> None:
        super().__init__(parent)
        self._key = key
        self._count = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._activate)
        self.set_count(0)

    def count(self) -> int:
        """How many cases are waiting to be seen."""
        return self._count

    def set_count(self, count: int) -> None:
        """So many cases came in out of sight; 0 hides the line."""
        self._count = max(0, count)
        self._retranslate()
        self.setVisible(self._count > 0)

    def words(self) -> tuple[str, str]:
        """What stands before and after the key hint."""
        before = self.tr("%n new, your place is kept · press", "", self._count)
        return visible_text(before), self.tr("to see")

    def sizeHint(self) -> QSize:
        return QSize(320, 44)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 44)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, color = QRectF(self.rect()), self._theme.color
        painter.fillRect(box, color("hover" if self.underMouse() or self.isDown() else "panel"))
        painter.fillRect(QRectF(0, 0, box.width(), 1), color("line"))
        picture = icon_pixmap("arrow-down", color("muted"), _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(_LEFT, round((box.height() - _ICON) / 2)), picture)
        self._paint_words(painter, box)
        if self.shows_ring():
            painter.setPen(QPen(color("accent"), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 1.5, -1.5, -1.5))
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        before, after = self.words()
        metrics, cap = QFontMetricsF(body(14)), key_size(self._key)
        left = float(_LEFT + _ICON + 6)
        tail = cap.width() + 12 + metrics.horizontalAdvance(after) + _LEFT
        before = metrics.elidedText(before, Qt.TextElideMode.ElideRight, max(0.0, box.width() - left - tail))
        width = metrics.horizontalAdvance(before)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(body(14))
        painter.setPen(self._theme.color("muted"))
        painter.drawText(QRectF(left, 0, width + 2, box.height()), centre, before)
        key = centred(box, cap, float(round(left + width + 6)))
        painter.drawText(QRectF(key.right() + 6, 0, box.width(), box.height()), centre, after)
        color = self._theme.color
        paint_key(painter, key, self._key, color("muted"), color("panel"), color("line"))

    @Slot()
    def _activate(self) -> None:
        self.activated.emit()

    def _retranslate(self) -> None:
        before, after = self.words()
        self.setAccessibleName(f"{before} {self._key} {after}")
        self.setToolTip("")
        self.update()
