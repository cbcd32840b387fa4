"""A month as a small sheet of days, to see weekdays by and to click; the keys are those of the field above it."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.badge import paint_frame
from widgets.fonts import body
from widgets.icons import icon_pixmap
from widgets.theme import LIGHT, Theme

_CELL: Final = (34, 24)
_HEAD: Final = 28
_NAMES: Final = 22
_EDGE: Final = 6
_ROWS: Final = 6


class MonthGrid(QWidget):
    """Shows the month of a day; a click picks a day, the arrows of the head turn the leaf."""

    picked = Signal(object)
    turned = Signal(int)
    """Months to go on (1) or back (-1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._day = date(2000, 1, 1)
        self._chosen = False
        self._weekdays: tuple[str, ...] = ("",) * 7
        self.setFixedSize(7 * _CELL[0] + 2 * _EDGE, _HEAD + _NAMES + _ROWS * _CELL[1] + 2 * _EDGE)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_weekdays(self, names: tuple[str, ...]) -> None:
        """Short names from Monday on."""
        self._weekdays = names
        self.update()

    def set_day(self, day: date, chosen: bool) -> None:
        """The day whose month is shown; `chosen` marks it."""
        self._day, self._chosen = day, chosen
        self.setAccessibleDescription(day.isoformat())
        self.update()

    def day_at(self, x: float, y: float) -> date | None:
        """The day at a place, None beside the days."""
        column, row = int((x - _EDGE) // _CELL[0]), int((y - _EDGE - _HEAD - _NAMES) // _CELL[1])
        weeks = self._weeks()
        if not (0 <= column < 7 and 0 <= row < len(weeks)):
            return None
        return weeks[row][column]

    def sizeHint(self) -> QSize:
        return self.size()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if at.y() < _EDGE + _HEAD:
            if at.x() < _EDGE + _CELL[0]:
                self.turned.emit(-1)
            elif at.x() > self.width() - _EDGE - _CELL[0]:
                self.turned.emit(1)
            return
        day = self.day_at(at.x(), at.y())
        if day is not None:
            self.picked.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colour = QPainter(self), self._theme.color
        paint_frame(painter, QRectF(self.rect()), colour("panel"), colour("line_strong"), 6.0)
        painter.setFont(body(13, bold=True))
        painter.setPen(colour("ink"))
        head = QRectF(_EDGE, _EDGE, self.width() - 2 * _EDGE, _HEAD)
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, f"{self._day:%Y-%m}")
        for name, left in (("chevron-left", head.left() + 8), ("chevron-right", head.right() - 24)):
            pixmap = icon_pixmap(name, colour("muted"), 16, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, head.top() + 6), pixmap)
        painter.setFont(body(12))
        painter.setPen(colour("muted"))
        for column, word in enumerate(self._weekdays):
            painter.drawText(self._box(column, -1), Qt.AlignmentFlag.AlignCenter, word)
        for row, week in enumerate(self._weeks()):
            for column, day in enumerate(week):
                self._paint_day(painter, self._box(column, row), day)
        painter.end()

    def _paint_day(self, painter: QPainter, box: QRectF, day: date) -> None:
        colour = self._theme.color
        here = self._chosen and day == self._day
        if here:
            paint_frame(painter, box.adjusted(3, 1, -3, -1), colour("accent"), colour("accent"), 4.0)
        token = "on_accent" if here else "ink" if day.month == self._day.month else "faint"
        painter.setPen(colour(token))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _box(self, column: int, row: int) -> QRectF:
        top = _EDGE + _HEAD + (_NAMES + row * _CELL[1] if row >= 0 else 0)
        height = _CELL[1] if row >= 0 else _NAMES
        return QRectF(_EDGE + column * _CELL[0], top, _CELL[0], height)

    def _weeks(self) -> list[list[date]]:
        return calendar.Calendar().monthdatescalendar(self._day.year, self._day.month)
