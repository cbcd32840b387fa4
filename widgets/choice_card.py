"""A card to choose one of a few ways on: key, icon, title and one sentence; pressed as a whole."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from widgets.badge import key_size, paint_frame, paint_key
from widgets.fonts import body, visible_text
from widgets.icons import icon_pixmap
from widgets.token_button import TokenButton

HEIGHT: Final = 136
_ICON: Final = 28
_LEFT: Final = 72
_RADIUS: Final = 8.0


class ChoiceCard(TokenButton):
    """``clicked`` comes from mouse, Space and Enter. The key is a *hint*: the page owns the shortcut."""

    def __init__(self, key: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._icon = key, icon
        self._title, self._sentence = QLabel(self), QLabel(self)
        self._title.setFont(body(18, bold=True))
        self._sentence.setProperty("tone", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 18, 56, 14)
        column.setSpacing(6)
        for label in (self._title, self._sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._title)
        column.addWidget(self._sentence, 1)
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_texts(self, title: str, sentence: str) -> None:
        """The choice, and what comes of it in one sentence."""
        self._title.setText(visible_text(title))
        self._sentence.setText(visible_text(sentence))
        self.setAccessibleName(visible_text(title))
        self.setAccessibleDescription(visible_text(f"{sentence} ({self._key})"))

    def title(self) -> str:
        """The choice."""
        return self._title.text()

    def sizeHint(self) -> QSize:
        return QSize(420, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, colour = QRectF(self.rect()), self._theme.color
        live = self.isEnabled()
        ground = colour("selected" if self.isDown() else "hover" if live and self.underMouse() else "panel")
        paint_frame(painter, box, ground, colour("line_strong" if live and self.underMouse() else "line"), _RADIUS)
        tint = colour("accent" if live else "faint")
        painter.drawPixmap(QPointF(24, 18), icon_pixmap(self._icon, tint, _ICON, self.devicePixelRatioF()))
        size = key_size(self._key)
        cap = QRectF(box.right() - 20 - size.width(), 20, size.width(), size.height())
        paint_key(painter, cap, self._key, colour("muted"), colour("panel"), colour("line"))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
        painter.end()
