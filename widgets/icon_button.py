"""A small button that is only a picture; its word stands in the tooltip."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.badge import paint_frame
from widgets.elided_label import plain_tooltip
from widgets.icons import icon_pixmap
from widgets.token_button import TokenButton

_SIDE: Final = 32
_ICON: Final = 18


class IconButton(TokenButton):
    """`key` is a shortcut of the window; with one the button is no stop of Tab."""

    def __init__(self, icon_name: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if key:
            self.setShortcut(key)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_word(self, word: str) -> None:
        """What the button does."""
        self.setAccessibleName(word)
        self.setToolTip(plain_tooltip(f"{word}  {self._key}".strip()))

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colour = QPainter(self), self._theme.color
        ground = colour("selected" if self.isDown() else "hover" if self.underMouse() else "panel")
        line = colour("accent" if self.shows_ring() else "line_strong")
        paint_frame(painter, QRectF(self.rect()), ground, line, 6.0)
        edge = (self.width() - _ICON) / 2
        shade = colour("ink" if self.isEnabled() else "faint")
        pixmap = icon_pixmap(self._icon_name, shade, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(edge, (self.height() - _ICON) / 2), pixmap)
        painter.end()
