"""The round switch of the filter row."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.badge import paint_frame
from widgets.fonts import body, visible_text
from widgets.token_button import TokenButton

HEIGHT: Final = 28
_PADDING: Final = 12
_GAP: Final = 6


class FilterChip(TokenButton):
    """A pill with a word and, if there is one, a count."""

    def __init__(self, key: str, text: str, count: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._words = ""
        self._count: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(text, count)

    def words(self) -> str:
        """The word on the chip, without its count."""
        return self._words

    def count(self) -> int | None:
        """The count on the chip."""
        return self._count

    def set_words(self, text: str, count: int | None) -> None:
        """Show ``text`` and ``count`` (None for no count)."""
        if (text, count) == (self._words, self._count):
            return
        self._words, self._count = text, count
        self.setAccessibleName(visible_text(text) if count is None else f"{visible_text(text)} {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._word_width() + self._count_width()) + 2 * _PADDING, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        ground, line, text, figure = self._colours()
        paint_frame(painter, box, ground, line, HEIGHT / 2 - 0.5)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(body(13))
        painter.setPen(text)
        painter.drawText(QRectF(_PADDING, 0, box.width(), box.height()), centre, visible_text(self._words))
        if self._count is not None:
            left = _PADDING + self._word_width() + _GAP
            painter.setPen(figure)
            painter.drawText(QRectF(left, 0, box.width(), box.height()), centre, str(self._count))
        if self.shows_ring():
            painter.setPen(QPen(self._theme.color("on_accent" if self.isChecked() else "accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = 2.75 if self.isChecked() else 0.75
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), HEIGHT / 2 - 2, HEIGHT / 2 - 2)
        painter.end()

    def _colours(self) -> tuple[QColor, QColor, QColor, QColor]:
        """Ground, line, word and count in the present state."""
        color = self._theme.color
        if self.isChecked():
            fill = color("accent_hover" if self.underMouse() else "accent")
            return fill, fill, color("on_accent"), color("on_accent")
        over = self.underMouse() or self.isDown()
        return (
            color("hover" if over else "panel"),
            color("line_strong" if over else "line"),
            color("ink"),
            color("muted"),
        )

    def _word_width(self) -> float:
        return QFontMetricsF(body(13)).horizontalAdvance(visible_text(self._words))

    def _count_width(self) -> float:
        return 0.0 if self._count is None else _GAP + QFontMetricsF(body(13)).horizontalAdvance(str(self._count))
