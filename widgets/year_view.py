"""A year of twelve months with a day under the cursor; kinds of days differ by shape and letter, not by colour alone.

A holiday stands on a filled box with a letter, a make-up working day in an outlined one with another letter,
a weekend on a tinted ground, a day that no calendar knows is hatched. A corner marks what was changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QToolTip, QWidget

from widgets.deadline_paint import mixed
from widgets.elided_label import plain_tooltip
from widgets.fonts import body, visible_text
from widgets.theme import LIGHT, Theme
from widgets.year_grid import HEAD, TITLE, YearGrid

_PX: Final = 13
_SMALL: Final = 11
_ROOMY: Final = 36
_KINDS: Final = {
    Qt.Key.Key_W: "workday",
    Qt.Key.Key_H: "holiday",
    Qt.Key.Key_Delete: "plain",
    Qt.Key.Key_Backspace: "plain",
}
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


@dataclass(frozen=True, slots=True)
class DayView:
    """One day: "workday", "weekend", "holiday" or "makeup_workday", a letter to mark it, and what is told of it."""

    kind: str
    letter: str
    text: str
    covered: bool = True
    changed: bool = False


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month's title, the remark beside it, and its days from the first to the last."""

    title: str
    note: str
    days: tuple[DayView, ...]


class YearView(QWidget):
    """`day_changed` follows the cursor; `day_asked` names a day of another year; `kind_asked` what a day shall be.

    Keys: arrows go by days and weeks, Page Up and Down by months, Home and End to a month's ends;
    W asks for work, H for a holiday, Delete for what the weekday says.
    """

    day_changed = Signal(object)
    day_asked = Signal(object)
    kind_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._months: tuple[MonthView, ...] = ()
        self._weekdays: tuple[str, ...] = ()
        self._day = date(2000, 1, 1)
        self._today: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- what is shown ------------------------------------------------------------------------------
    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def show_year(
        self, months: Sequence[MonthView], weekdays: Sequence[str], day: date, today: date | None = None
    ) -> None:  # fmt: skip
        """Shows the twelve months of the year of `day`, which the cursor goes to."""
        self._months, self._weekdays, self._today = tuple(months), tuple(weekdays), today
        self._day = day
        self._describe()
        self.update()

    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    def view_of(self, day: date) -> DayView | None:
        """What is shown of a day of this year."""
        if day.year != self._day.year or not self._months:
            return None
        return self._months[day.month - 1].days[day.day - 1]

    def grid(self) -> YearGrid:
        """Where everything lies at the present size."""
        return YearGrid(self._day.year, self.width(), self.height())

    def sizeHint(self) -> QSize:
        return QSize(860, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(700, 460)

    # -- keys and mouse -----------------------------------------------------------------------------
    def event(self, event: QEvent) -> bool:
        # Single letters of the desk's window must not take ours away.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _asks_kind(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tooltip(self._tip(event.pos())), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._go(self._day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(_month_beside(self._day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self._go(self._day.replace(day=1))
        elif key == Qt.Key.Key_End:
            self._go(_month_beside(self._day.replace(day=1), 1) - timedelta(days=1))
        elif key in _KINDS:
            self.kind_asked.emit(_KINDS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.grid().day_at(event.position())
        if found is not None:
            self._go(found)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _go(self, day: date) -> None:
        if day.year != self._day.year:
            self.day_asked.emit(day)
            return
        self._day = day
        self._describe()
        self.update()
        self.day_changed.emit(day)

    def _describe(self) -> None:
        view = self.view_of(self._day)
        self.setAccessibleDescription(visible_text(view.text) if view is not None else "")

    def _tip(self, at: QPoint) -> str:
        grid = self.grid()
        day = grid.day_at(QPointF(at))
        view = self.view_of(day) if day is not None else None
        if view is not None:
            return view.text
        month = grid.month_at(QPointF(at))
        return f"{self._months[month].title}  {self._months[month].note}".strip() if month is not None else ""

    # -- painting -----------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        painter, grid = QPainter(self), self.grid()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, month in enumerate(self._months):
            self._paint_head(painter, grid, number, month)
            for place, view in enumerate(month.days):
                day = date(self._day.year, number + 1, place + 1)
                self._paint_day(painter, grid.cell(day), day, view)
        painter.end()

    def _paint_head(self, painter: QPainter, grid: YearGrid, number: int, month: MonthView) -> None:
        box = grid.month(number)
        bold, small = body(14, bold=True), body(12)
        painter.setFont(bold)
        painter.setPen(self._theme.color("ink"))
        width = QFontMetricsF(bold).horizontalAdvance(month.title)
        row = QRectF(box.left(), box.top(), box.width(), TITLE)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, month.title)
        room = QRectF(row.left() + width + 8, row.top(), row.width() - width - 8, TITLE)
        note = QFontMetricsF(small).elidedText(visible_text(month.note), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(small)
        painter.setPen(self._theme.color("muted"))
        if note:
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
        painter.setFont(body(_SMALL))
        for column, name in enumerate(self._weekdays):
            left = box.left() + column * grid.cell_width
            place = QRectF(left, box.top() + TITLE, grid.cell_width, HEAD - TITLE)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date, view: DayView) -> None:
        box = cell.adjusted(1, 1, -1, -1)
        self._paint_ground(painter, box, view)
        if view.changed:
            corner = [box.topLeft(), box.topLeft() + QPointF(7, 0), box.topLeft() + QPointF(0, 7)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            painter.drawPolygon(QPolygonF(corner))
        self._paint_number(painter, box, day, view)
        if day == self._day:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            focused = self.hasFocus()
            painter.setPen(QPen(self._theme.color("accent" if focused else "line_strong"), 2 if focused else 1))
            painter.drawRoundedRect(box, 4, 4)

    def _paint_ground(self, painter: QPainter, box: QRectF, view: DayView) -> None:
        panel = self._theme.color("panel")
        painter.setPen(Qt.PenStyle.NoPen)
        if not view.covered:
            hatch = QColor(self._theme.color("line_strong"))
            hatch.setAlphaF(0.28)
            painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box)
        elif view.kind == "holiday":
            painter.setBrush(mixed(panel, self._theme.color("due_soon_fill"), 0.26))
            painter.drawRoundedRect(box, 4, 4)
        elif view.kind == "weekend":
            painter.setBrush(self._theme.color("background"))
            painter.drawRect(box)
        elif view.kind == "makeup_workday":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 1.2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_number(self, painter: QPainter, box: QRectF, day: date, view: DayView) -> None:
        font, small = body(_PX, bold=day == self._today), body(_SMALL, bold=True)
        text = str(day.day)
        width = QFontMetricsF(font).horizontalAdvance(text)
        letter = QFontMetricsF(small).horizontalAdvance(view.letter) if view.letter else 0.0
        between = 4 if box.width() >= _ROOMY else 1
        left = box.center().x() - (width + (letter + between if letter else 0)) / 2
        painter.setFont(font)
        quiet = view.covered and view.kind == "weekend"
        painter.setPen(self._theme.color("muted" if quiet else "ink" if view.covered else "faint"))
        painter.drawText(QRectF(left, box.top(), width + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if day == self._today:
            line = box.center().y() + 9
            painter.setPen(QPen(self._theme.color("ink"), 1.5))
            painter.drawLine(QPointF(left, line), QPointF(left + width, line))
        if letter:
            painter.setFont(small)
            painter.setPen(self._theme.color("accent" if view.kind == "makeup_workday" else "ink"))
            place = QRectF(left + width + between, box.top(), letter + 1, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, view.letter)


def _asks_kind(event: QKeyEvent) -> bool:
    return event.key() in _KINDS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _month_beside(day: date, step: int) -> date:
    """The same day of a month beside, or that month's last one."""
    months = day.year * 12 + day.month - 1 + step
    first = date(months // 12, months % 12 + 1, 1)
    after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (after - first).days))
