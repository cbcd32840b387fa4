"""Choosing a place on the map: a cross over it that click, arrow keys and Enter put down."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from widgets.badge import paint_frame
from widgets.fonts import body
from widgets.map_canvas import MapCanvas
from widgets.theme import LIGHT, Theme

_ARM: Final = 14.0
_STEP, _FAR, _NEAR = 8.0, 48.0, 1.0
_KEYS: Final = frozenset(
    {
        Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter,
        Qt.Key.Key_Escape, Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus,
    }
)  # fmt: skip
_MOVES: Final = {
    Qt.Key.Key_Left: (-1.0, 0.0), Qt.Key.Key_Right: (1.0, 0.0), Qt.Key.Key_Up: (0.0, -1.0), Qt.Key.Key_Down: (0.0, 1.0),
}  # fmt: skip


class MapPicker(QWidget):
    """Lies over a map while a place is chosen. `picked` carries x and y in the map's metres.

    Arrows move the cross (Shift far, Ctrl a pixel), + and − and the wheel zoom, Enter or a click picks, Esc gives up.
    """

    picked = Signal(float, float)
    cancelled = Signal()

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._theme = LIGHT
        self._at = QPointF()
        self._hint = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        canvas.installEventFilter(self)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def begin(self, at: tuple[float, float] | None, name: str, hint: str) -> None:
        """Shows the cross, at a place in metres or in the middle, and takes the keyboard."""
        self._hint = hint
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setGeometry(self._canvas.rect())
        middle = QPointF(self.rect().center())
        self._at = QPointF(*self._canvas.view().to_screen(*at)) if at is not None else middle
        if not self.rect().contains(self._at.toPoint()):
            self._at = middle
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def cross(self) -> QPointF:
        """Where the cross is, in pixels."""
        return QPointF(self._at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        # The cross's own keys win over the window's while a place is chosen.
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            modifiers = event.modifiers()
            far, near = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
            step = _FAR if modifiers & far else _NEAR if modifiers & near else _STEP
            self._move(QPointF(_MOVES[key][0] * step, _MOVES[key][1] * step))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self._at)
        elif key == Qt.Key.Key_Escape:
            self.hide()
            self.cancelled.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._canvas.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self._canvas.zoom_out()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the map below zooms

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colour = QPainter(self), self._theme.color
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = self._at.x(), self._at.y()
        for token, width in (("panel", 5.0), ("accent", 2.0)):
            painter.setPen(QPen(colour(token), width))
            painter.drawLine(QPointF(x - _ARM, y), QPointF(x + _ARM, y))
            painter.drawLine(QPointF(x, y - _ARM), QPointF(x, y + _ARM))
        painter.setFont(body(13))
        width = QFontMetricsF(painter.font()).horizontalAdvance(self._hint) + 24
        box = QRectF((self.width() - width) / 2, self.height() - 84, width, 30)
        paint_frame(painter, box, colour("panel"), colour("accent"), 6.0)
        painter.setPen(colour("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._hint)
        painter.end()

    def _move(self, way: QPointF) -> None:
        x = min(max(self._at.x() + way.x(), 0.0), float(self.width()))
        y = min(max(self._at.y() + way.y(), 0.0), float(self.height()))
        self._at = QPointF(x, y)
        self.update()

    def _pick(self, at: QPointF) -> None:
        self.hide()
        self.picked.emit(*self._canvas.view().to_world(at.x(), at.y()))
