"""Cases per hour of one day: what was reported, what was finished.

Painted here rather than with a plotting library: two lines of at most 24 points need none of its start-up time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.elided_label import plain_tooltip
from widgets.fonts import body
from widgets.theme import LIGHT, Theme

_AXIS_PX = 11
_LABEL_PX = 12
_DAY = 24
_PEN = 1.75
_STEPS = (1, 2, 3, 5, 10)
_GRID_LINES = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """One series: its numbers by hour, the name at its end, the token of its colour."""

    name: str
    token: str
    text_token: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.values)


def axis_top(highest: int) -> int:
    """Upper end of the scale: three equal steps of a round size (1, 2, 3, 5 × 10ⁿ) above ``highest``."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power * (_GRID_LINES - 1) >= highest:
                return step * power * (_GRID_LINES - 1)
        power *= 10


def spread(first: float, second: float, gap: float, low: float, high: float) -> tuple[float, float]:
    """Two heights moved apart to at least ``gap``, both kept within low…high, their order kept."""
    upper, lower = min(first, second), max(first, second)
    if lower - upper < gap:
        middle = (upper + lower) / 2
        upper, lower = middle - gap / 2, middle + gap / 2
    shift = max(0.0, low - upper) - max(0.0, lower - high)
    upper, lower = upper + shift, lower + shift
    return (upper, lower) if first <= second else (lower, upper)


class FlowChart(QWidget):
    """Two lines over the hours 0–24; the scale changes only when the numbers outgrow it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._hours: tuple[int, ...] = ()
        self._lines: tuple[_Line, ...] = ()
        self._counts: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        self._now = 0.0
        self._top = axis_top(1)
        self._current = -1
        self._plot = QRectF(0, 0, 1, 1)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._rename()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_series(
        self, hours: Sequence[int], reported: Sequence[int], finished: Sequence[int], now_hour: float
    ) -> None:
        """Numbers per hour (``hours`` are the hours' beginnings, ascending); hours after ``now_hour`` are not drawn.

        The running hour is drawn dashed with an open point: its number still grows.
        """
        known = [place for place, hour in enumerate(hours) if hour <= now_hour]
        self._hours = tuple(hours[place] for place in known)
        self._counts = (tuple(reported[place] for place in known), tuple(finished[place] for place in known))
        self._now = now_hour
        highest = max((*self._counts[0], *self._counts[1], 1))
        if highest > self._top or highest * 3 < self._top:
            self._top = axis_top(highest)
        self._current = min(self._current, len(self._hours) - 1)
        self._rename()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(380, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 110)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        if not self._hours:
            painter.setFont(body(_LABEL_PX))
            painter.setPen(self._theme.color("muted"))
            painter.drawText(self._plot, Qt.AlignmentFlag.AlignCenter, self.tr("No figures yet today"))
            return
        if 0 <= self._current < len(self._hours):
            x = self._x(self._hours[self._current])
            painter.setPen(QPen(self._theme.color("line_strong"), 1))
            painter.drawLine(QPointF(x, self._plot.top()), QPointF(x, self._plot.bottom()))
        for line in reversed(self._lines):
            self._paint_line(painter, line)
        self._paint_ends(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = self._nearest(event.position().x()) if self._plot.contains(event.position()) else -1
        if near != self._current:
            self._current = near
            self.update()
            text = plain_tooltip(self._sentence(near)) if near >= 0 else ""
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._current = -1
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._hours) - 1
        target = {
            Qt.Key.Key_Left: self._current - 1 if self._current >= 0 else last,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if target is None or last < 0:
            super().keyPressEvent(event)
            return
        self._current = min(last, max(0, target))
        sentence = self._sentence(self._current)
        self.setAccessibleDescription(sentence)
        at = QPointF(self._x(self._hours[self._current]), self._plot.top())
        QToolTip.showText(self.mapToGlobal(at).toPoint(), plain_tooltip(sentence), self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._current = -1
        self._rename()
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            return True  # the tooltip follows the hour under the pointer, not the pointer's rest
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rename()
            self.update()

    def _rename(self) -> None:
        """Names and sentences in the present language."""
        self._lines = (
            _Line(self.tr("Reported"), "on_track_fill", "on_track_text", self._counts[0]),
            _Line(self.tr("Finished"), "done_fill", "done_text", self._counts[1]),
        )
        self.setAccessibleName(self.tr("Cases per hour today"))
        self.setAccessibleDescription(self._summary())
        self._measure()

    def _summary(self) -> str:
        if not self._hours:
            return self.tr("No figures yet today")
        reported, finished = self._lines
        busiest = max(range(len(self._hours)), key=lambda place: reported.values[place])
        return self.tr("Today reported {reported}, finished {finished}; most reports from {hour}:00: {most}").format(
            reported=reported.total,
            finished=finished.total,
            hour=self._hours[busiest],
            most=reported.values[busiest],
        )

    def _sentence(self, place: int) -> str:
        hour = self._hours[place]
        running = hour <= self._now < hour + 1
        text = self.tr("{start}:00–{end}:00, so far: reported {reported}, finished {finished}") if running else ""
        text = text or self.tr("{start}:00–{end}:00: reported {reported}, finished {finished}")
        return text.format(
            start=hour, end=hour + 1, reported=self._lines[0].values[place], finished=self._lines[1].values[place]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """Room for the axis at the left and the labels at the right, whatever the hour: the lines never shift."""
        metrics = QFontMetricsF(body(_LABEL_PX))
        right = max(metrics.horizontalAdvance(f"{line.name} {max(line.total, 100)}") for line in self._lines) + 10
        left = QFontMetricsF(body(_AXIS_PX)).horizontalAdvance(str(self._top)) + 8
        self._plot = QRectF(left, 10, max(1.0, self.width() - left - right), max(1.0, self.height() - 34))

    def _x(self, hour: float) -> float:
        plot = self._plot
        return plot.left() + hour / _DAY * plot.width()

    def _y(self, value: float) -> float:
        plot = self._plot
        return plot.bottom() - value / self._top * plot.height()

    def _nearest(self, x: float) -> int:
        if not self._hours:
            return -1
        return min(range(len(self._hours)), key=lambda place: abs(self._x(self._hours[place]) - x))

    def _paint_axes(self, painter: QPainter) -> None:
        plot, faint = self._plot, self._theme.color("faint")
        painter.setFont(body(_AXIS_PX))
        for step in range(_GRID_LINES):
            value = self._top * step // (_GRID_LINES - 1)
            y = round(self._y(value)) + 0.5
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(faint)
            box = QRectF(0, y - 8, plot.left() - 6, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(value))
        every = 4 if plot.width() >= 150 else 8
        for hour in range(0, _DAY + 1, every):
            box = QRectF(self._x(hour) - 16, plot.bottom() + 4, 32, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(hour))

    def _paint_line(self, painter: QPainter, line: _Line) -> None:
        color = self._theme.color(line.token)
        points = [QPointF(self._x(h), self._y(v)) for h, v in zip(self._hours, line.values, strict=True)]
        running = len(points) > 1 and self._hours[-1] <= self._now < self._hours[-1] + 1
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, _PEN))
        painter.drawPolyline(QPolygonF(points[:-1] if running else points))
        if running:
            painter.setPen(QPen(color, _PEN, Qt.PenStyle.DashLine))
            painter.drawLine(points[-2], points[-1])
        painter.setPen(QPen(color, _PEN))
        painter.setBrush(self._theme.color("panel") if running else color)
        painter.drawEllipse(points[-1], 2.5, 2.5)
        if 0 <= self._current < len(points):
            painter.setBrush(color)
            painter.drawEllipse(points[self._current], 3, 3)

    def _paint_ends(self, painter: QPainter) -> None:
        plot, first, second = self._plot, self._lines[0], self._lines[1]
        heights = spread(
            self._y(first.values[-1]),
            self._y(second.values[-1]),
            16,
            plot.top() + 2,
            max(plot.bottom() - 2, plot.top() + 20),
        )
        painter.setFont(body(_LABEL_PX))
        left = self._x(self._hours[-1]) + 7
        for line, y in zip(self._lines, heights, strict=True):
            painter.setPen(self._theme.color(line.text_token))
            box = QRectF(left, y - 8, max(1.0, self.width() - left), 16)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{line.name} {line.total}"
            )
