"""The running shift in the top bar: who leads it and until when; a mark and words where somebody is missing."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.fonts import body, visible_text
from widgets.theme import urgency_path
from widgets.token_button import TokenButton

_HEIGHT: Final = 32
_MARK: Final = 12.0
_GAP: Final = 6.0
_PADDING: Final = 6
_SHORTEST: Final = 96
_PX: Final = 14


class ShiftButton(TokenButton):
    """Shortens its words to the room it has; the tooltip has all of them and who else is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._warns = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_shift(self, text: str, lines: Sequence[str] = (), *, warns: bool = False) -> None:
        """The words, more of them for the tooltip, and whether somebody is missing; no words hide the button."""
        shown = visible_text(text).replace("\n", " ")
        tip = "<br>".join(html.escape(visible_text(line)) for line in (shown, *lines)) if shown else ""
        tip = f"<qt>{tip}</qt>" if tip else ""
        if (shown.replace("&", "&&"), tip, warns) == (self.text(), self.toolTip(), self._warns):
            return
        self._warns = warns
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(shown)
        self.setToolTip(tip)
        self.setVisible(bool(shown))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The whole text."""
        return self.text().replace("&&", "&")

    def warns(self) -> bool:
        """Whether the mark of a warning stands before the words."""
        return self._warns

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(body(_PX)).horizontalAdvance(self.words())
        return QSize(round(self._left() + width + 2) + _PADDING, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_SHORTEST, self.sizeHint().width()), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("hover"))
            painter.drawRoundedRect(box, 6, 6)
        if self._warns:
            mark = QRectF(_PADDING, round((box.height() - _MARK) / 2), _MARK, _MARK)
            painter.fillPath(urgency_path("due_soon", mark), self._theme.urgency_fill("due_soon"))
        painter.setFont(body(_PX))
        painter.setPen(self._theme.color("due_soon_text" if self._warns else "muted"))
        room = box.adjusted(self._left(), 0, -_PADDING + 1, 0)
        shown = QFontMetricsF(body(_PX)).elidedText(self.words(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        if self.shows_ring():
            painter.setPen(QPen(self._theme.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)
        painter.end()

    def _left(self) -> float:
        return _PADDING + (_MARK + _GAP if self._warns else 0.0)
