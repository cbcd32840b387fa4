"""Moving about on the map: drag, wheel, keys.  Clicks and hovering are handed on to the canvas."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.map_view import Bounds, MapView
from widgets.theme import LIGHT

_DRAG_FROM = 4.0
_STEP = 64.0
_ZOOM_KEY = 1.5
_ZOOM_NOTCH = 1.25
_KEYS = frozenset(
    {
        Qt.Key.Key_Plus,
        Qt.Key.Key_Equal,
        Qt.Key.Key_Minus,
        Qt.Key.Key_0,
        Qt.Key.Key_F,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    }
)
_MOVES = {
    Qt.Key.Key_Left: (_STEP, 0.0),
    Qt.Key.Key_Right: (-_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, _STEP),
    Qt.Key.Key_Down: (0.0, -_STEP),
}


class MapInput(QWidget):
    """A widget with a view that the user moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._view = MapView()
        self._fitted = True
        self._pressed: QPointF | None = None
        self._dragging = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def fit(self) -> None:
        """Shows everything, now and after each change of size until the user moves the map."""
        self._fitted = True
        self._fit()
        self.update()

    def zoom_in(self) -> None:
        self._zoom(_ZOOM_KEY, self._middle())

    def zoom_out(self) -> None:
        self._zoom(1 / _ZOOM_KEY, self._middle())

    def event(self, event: QEvent) -> bool:
        # The map's own keys win over the window's single-letter actions while the map has the focus.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and Qt.Key(event.key()) in _KEYS
            and not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key in (Qt.Key.Key_0, Qt.Key.Key_F):
            self.fit()
        elif key in _MOVES:
            self._set_view(self._view.panned(*_MOVES[key]))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(event.position())
            return
        way = event.position() - self._pressed
        if not self._dragging and way.manhattanLength() < _DRAG_FROM:
            return
        if not self._dragging:
            self._dragging = True
            self._hover(None)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._pressed = event.position()
        self._set_view(self._view.panned(way.x(), way.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        clicked = not self._dragging
        self._pressed = None
        self._dragging = False
        self._hover(event.position())
        if clicked:
            self._click(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            self._zoom(_ZOOM_NOTCH**notches, event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _paint_focus(self, painter: QPainter) -> None:
        """The frame that says: keys move the map."""
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)

    def _bounds(self) -> Bounds | None:
        """Everything there is to see."""
        raise NotImplementedError

    def _insets(self) -> tuple[float, float, float, float]:
        raise NotImplementedError

    def _hover(self, pos: QPointF | None) -> None:
        """The pointer is over a place, or gone."""
        raise NotImplementedError

    def _click(self, pos: QPointF) -> None:
        raise NotImplementedError

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _fit(self) -> None:
        bounds = self._bounds()
        if bounds is not None:
            self._view = self._view.fitted(bounds, self._insets())

    def _zoom(self, factor: float, at: QPointF) -> None:
        bounds = self._bounds()
        if bounds is not None:
            self._set_view(self._view.zoomed(factor, at.x(), at.y(), self._view.least_scale(bounds)))

    def _set_view(self, view: MapView) -> None:
        """Moves the map by the user's wish; some of the ground always stays in the window."""
        bounds = self._bounds()
        if bounds is not None:
            x = min(max(view.center_x, bounds.left), bounds.right)
            y = min(max(view.center_y, bounds.bottom), bounds.top)
            view = view.centred(x, y)
        self._fitted = False
        self._view = view
        self.update()
