"""A wrapping label of at most so many lines; what is more stands in its tooltip and is copied whole."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from widgets.elided_label import plain_tooltip
from widgets.fonts import visible_text

_LONG_WORD: Final = re.compile(r"[!-~]{18,}")
_BREAK: Final = "\u200b"
_LEAST: Final = 140
_SLACK: Final = 2.0
"""Pixels by which lines are measured narrower than the label, so that the label never needs one more."""


class ClampedLabel(QLabel):
    """Plain text that can be marked by mouse; a data text of any length never pushes its neighbours away."""

    def __init__(self, parent: QWidget | None = None, *, lines: int = 2, tone: str = "") -> None:
        super().__init__(parent)
        self._lines = lines
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if tone:
            self.setProperty("tone", tone)

    def setText(self, text: str) -> None:
        """Shows ``text``; characters without a glyph appear as their code point."""
        shown = visible_text(text)
        if shown != self._full:
            self._full = shown
            self.setAccessibleName(shown)
            self._fit()
            self.updateGeometry()

    def full_text(self) -> str:
        """The whole text, whatever of it is seen."""
        return self._full

    def is_clamped(self) -> bool:
        """Whether a part of the text is hidden."""
        return bool(self.toolTip())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = min(self._lines, max(1, len(self._starts(width))))
        return round(lines * QFontMetricsF(self.font()).lineSpacing() + 1)

    def sizeHint(self) -> QSize:
        width = super().sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.heightForWidth(max(_LEAST, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
            self.updateGeometry()

    def _fit(self) -> None:
        text, starts = _breakable(self._full), self._starts(self.width())
        hidden = len(starts) > self._lines
        if hidden:
            last = starts[self._lines - 1]
            rest = text[last:].replace("\n", " ")
            room = self.width() - _SLACK
            text = text[:last] + QFontMetricsF(self.font()).elidedText(rest, Qt.TextElideMode.ElideRight, room)
        if text != self.text():
            super().setText(text)
        tip = plain_tooltip(self._full).replace("\n", "<br>") if hidden else ""
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _starts(self, width: int) -> list[int]:
        """Where each line begins, up to one more than may be seen."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout = QTextLayout(_breakable(self._full).replace("\n", "\u2028"), self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        units = layout.text().encode("utf-16-le")  # Qt counts characters beyond U+FFFF twice
        starts: list[int] = []
        while len(starts) <= self._lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1.0, width - _SLACK))
            starts.append(len(units[: 2 * line.textStart()].decode("utf-16-le")))
        layout.endLayout()
        return starts


def _breakable(text: str) -> str:
    """Long words get invisible places to break, else a label would cut them off."""
    return _LONG_WORD.sub(lambda match: _BREAK.join(match[0][i : i + 8] for i in range(0, len(match[0]), 8)), text)
