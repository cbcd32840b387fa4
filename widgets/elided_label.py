"""A one-line label that shortens its text to the room it has and tells the rest in a tooltip."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from widgets.fonts import visible_text


def plain_tooltip(text: str) -> str:
    """``text`` as tooltip markup that shows it literally (Qt would read ``<b>`` in data as markup)."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""


class ElidedLabel(QLabel):
    """Plain text on one line; ``text()`` is always the full text, so is the accessible name."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, tone: str = "") -> None:
        super().__init__(parent)
        self._elide = Qt.TextElideMode.ElideRight
        self._hint = ""
        self._shown = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text``; characters without a glyph appear as their code point."""
        shown = visible_text(text).replace("\n", " ")
        if shown != self.text():
            super().setText(shown)
            self._shorten()

    def set_elide_mode(self, mode: Qt.TextElideMode) -> None:
        """Where the dots go: right (usual), middle (numbers, paths) or left."""
        self._elide = mode
        self._shorten()

    def set_hint(self, hint: str) -> None:
        """A tooltip to show while nothing is shortened."""
        self._hint = hint
        self._shorten()

    def is_elided(self) -> bool:
        """Whether a part of the text is hidden."""
        self._shorten()
        return self._shown != self.text()

    def shown_text(self) -> str:
        """The text as painted, with dots if it had to be shortened."""
        self._shorten()
        return self._shown

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().horizontalAdvance("…")
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._shorten()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style: QStyle = self.style()
        flags = int(QStyle.visualAlignment(self.layoutDirection(), self.alignment()).value)
        style.drawItemText(
            painter, self.contentsRect(), flags | Qt.TextFlag.TextSingleLine.value, self.palette(),
            self.isEnabled(), self._shown, self.foregroundRole(),
        )  # fmt: skip
        painter.end()

    def _shorten(self) -> None:
        width = max(0, self.contentsRect().width())
        shown = self.fontMetrics().elidedText(self.text(), self._elide, width)
        tip = plain_tooltip(self._hint if shown == self.text() else self.text())
        if (shown, tip) != (self._shown, self.toolTip()):
            self._shown = shown
            self.setToolTip(tip)
            self.update()
