"""The five stages of a case as equal columns over a thin bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.fonts import body, visible_text
from widgets.theme import LIGHT, Theme

StageState = Literal["done", "current", "pending", "skipped"]

_TEXT_PX = 13
_HEIGHT = 32
_GAP = 4
_BAR = 3.0


class StageBar(QWidget):
    """Shows where a case stands; the same is said in words in the accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._stages: tuple[tuple[str, StageState], ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_stages(self, stages: Sequence[tuple[str, StageState]]) -> None:
        """Names and states from first to last."""
        self._stages = tuple((visible_text(text), state) for text, state in stages)
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80 * max(1, len(self._stages)), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(40 * max(1, len(self._stages)), _HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (text, state) in enumerate(self._stages):
            self._paint_stage(painter, self._column(place), text, state)

    def _paint_stage(self, painter: QPainter, column: QRectF, text: str, state: StageState) -> None:
        font = body(_TEXT_PX, state == "current")
        painter.setFont(font)
        painter.setPen(self._theme.color("ink" if state == "current" else "muted"))
        words = column.adjusted(2, 0, -2, -8)
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, elided)
        bar = QRectF(column.left(), column.bottom() - _BAR - 1, column.width(), _BAR)
        if state == "skipped":
            middle = bar.center().y()
            painter.setPen(QPen(self._theme.color("line_strong"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(bar.left(), middle), QPointF(bar.right(), middle))
            return
        painter.fillRect(bar, self._theme.color("line" if state == "pending" else "accent"))

    def _column(self, place: int) -> QRectF:
        count = len(self._stages)
        width = (self.width() - _GAP * (count - 1)) / count
        return QRectF(place * (width + _GAP), 0, width, self.height())

    def _state_words(self, state: StageState) -> str:
        return {
            "done": self.tr("done"),
            "current": self.tr("now"),
            "pending": self.tr("to come"),
            "skipped": self.tr("skipped"),
        }[state]

    def _sentence(self, place: int) -> str:
        text, state = self._stages[place]
        return self.tr("{stage}: {state}").format(stage=text, state=self._state_words(state))

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Stages"))
        self.setAccessibleDescription("\n".join(self._sentence(place) for place in range(len(self._stages))))

    def _show_tip(self, event: QHelpEvent) -> None:
        for place in range(len(self._stages)):
            if self._column(place).contains(QPointF(event.pos())):
                QToolTip.showText(event.globalPos(), self._sentence(place), self)
                return
        QToolTip.hideText()
