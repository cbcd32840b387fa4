"""Outlined chips: stage and flag badges, and the key hints on buttons."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.fonts import body, visible_text
from widgets.theme import LIGHT, Theme

BadgeKind = Literal["neutral", "strong", "accent", "overdue", "due_soon", "on_track", "done"]

CHIP_HEIGHT: Final = 20
CHIP_PADDING: Final = 7
CHIP_RADIUS: Final = 5.0
CHIP_PX: Final = 12
KEY_HEIGHT: Final = 18

_TEXT: Final = {
    "neutral": "muted", "strong": "ink", "accent": "accent", "overdue": "overdue_text",
    "due_soon": "due_soon_text", "on_track": "on_track_text", "done": "done_text",
}  # fmt: skip
_LINE: Final = {
    "strong": "line_strong", "accent": "accent", "overdue": "overdue_fill", "due_soon": "due_soon_fill",
    "on_track": "on_track_fill", "done": "done_fill",
}  # fmt: skip


def chip_font(kind: str = "neutral") -> QFont:
    """The font of a chip of ``kind``: bold for all that is not neutral."""
    return body(CHIP_PX, kind in ("strong", "overdue"))


def chip_size(text: str, kind: str = "neutral") -> QSizeF:
    """Room that a chip with ``text`` takes, device-independent pixels."""
    width = QFontMetricsF(chip_font(kind)).horizontalAdvance(text)
    return QSizeF(float(round(width + 2 * CHIP_PADDING + 1)), float(CHIP_HEIGHT))


def paint_frame(painter: QPainter, rect: QRectF, ground: QColor, line: QColor, radius: float) -> None:
    """A filled, rounded box with a crisp 1 px line, wholly inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1.0))
    painter.setBrush(ground)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def paint_chip(painter: QPainter, rect: QRectF, text: str, kind: str, theme: Theme) -> None:
    """Paint an outlined chip into ``rect`` (see :func:`chip_size`)."""
    paint_frame(painter, rect, theme.color("panel"), theme.color(_LINE.get(kind, "line")), CHIP_RADIUS)
    painter.setFont(chip_font(kind))
    painter.setPen(theme.color(_TEXT.get(kind, "muted")))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def key_size(key: str) -> QSizeF:
    """Room that a key hint takes; none for an empty key."""
    if not key:
        return QSizeF(0.0, 0.0)
    width = QFontMetricsF(body(11)).horizontalAdvance(key)
    return QSizeF(float(max(KEY_HEIGHT, round(width + 10))), float(KEY_HEIGHT))


def paint_key(painter: QPainter, rect: QRectF, key: str, text: QColor, ground: QColor, line: QColor) -> None:
    """Paint a key hint, a small keycap, into ``rect`` (see :func:`key_size`)."""
    paint_frame(painter, rect, ground, line, 4.0)
    painter.setFont(body(11))
    painter.setPen(text)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)


class Badge(QWidget):
    """An outlined chip: one or two words about a state, told by text first, by colour second."""

    def __init__(self, text: str = "", kind: BadgeKind = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._text = ""
        self._kind: str = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """The words on the chip."""
        return self._text

    def kind(self) -> str:
        """The kind, which picks the colour."""
        return self._kind

    def set_text(self, text: str) -> None:
        """Show ``text``; an empty text hides nothing but takes no room for words."""
        shown = visible_text(text)
        if shown == self._text:
            return
        self._text = shown
        self.setAccessibleName(shown)
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: BadgeKind) -> None:
        """Change the colour and weight."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._text, self._kind).toSize()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._text, self._kind, self._theme)
        painter.end()


def centred(outer: QRectF, size: QSizeF, left: float) -> QRectF:
    """A box of ``size`` at ``left``, centred vertically in ``outer`` on whole pixels."""
    top = float(round(outer.center().y() - size.height() / 2))
    return QRectF(QPointF(left, top), size)
