"""Cases per hour of one day: what was reported, what was finished."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.elided_label import plain_tooltip
from widgets.flow_scale import AXIS_PX, LABEL_PX, FlowLine, axis_top, frame_in
from widgets.fonts import body
from widgets.theme import LIGHT, Theme

if TYPE_CHECKING:
    from widgets.flow_plot import FlowPlot


class FlowChart(QWidget):
    """Two lines over the hours 0–24; the scale changes only when the numbers outgrow it.

    The plot is made when there are figures to show and somebody can see them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._hours: tuple[int, ...] = ()
        self._lines: tuple[FlowLine, ...] = ()
        self._counts: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        self._now = 0.0
        self._top = axis_top(1)
        self._current = -1
        self._frame = frame_in(1, 1, 0, 0, self._top)
        self._plot: FlowPlot | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._rename()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._plot is not None:
            self._plot.set_theme(theme)
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

    def sizeHint(self) -> QSize:
        return QSize(380, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 110)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Says that there is nothing; all else is the plot's."""
        if self._hours:
            return
        painter = QPainter(self)
        painter.setFont(body(LABEL_PX))
        painter.setPen(self._theme.color("muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("No figures yet today"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        near = self._frame.nearest(self._hours, at.x()) if self._frame.plot.contains(at) else -1
        if near != self._current:
            self._point_at(near)
            text = plain_tooltip(self._sentence(near)) if near >= 0 else ""
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(-1)

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
        self._point_at(min(last, max(0, target)))
        sentence = self._sentence(self._current)
        self.setAccessibleDescription(sentence)
        at = QPointF(self._frame.x(self._hours[self._current]), self._frame.plot.top())
        QToolTip.showText(self.mapToGlobal(at).toPoint(), plain_tooltip(sentence), self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(-1)
        self.setAccessibleDescription(self._summary())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            return True  # the tooltip follows the hour under the pointer, not the pointer's rest
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.set_theme(self._theme)  # another screen: lines have their width in its pixels
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rename()

    def _rename(self) -> None:
        """Names and sentences in the present language."""
        self._lines = (
            FlowLine(self.tr("Reported"), "on_track_fill", "on_track_text", self._counts[0]),
            FlowLine(self.tr("Finished"), "done_fill", "done_text", self._counts[1]),
        )
        self.setAccessibleName(self.tr("Cases per hour today"))
        self.setAccessibleDescription(self._summary())
        self._measure()
        self._refresh()
        self.update()

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
        text = self.tr("{start}:00–{end}:00, so far: reported {reported}, finished {finished}")
        if not self._is_running(hour):
            text = self.tr("{start}:00–{end}:00: reported {reported}, finished {finished}")
        return text.format(
            start=hour, end=hour + 1, reported=self._lines[0].values[place], finished=self._lines[1].values[place]
        )

    def _is_running(self, hour: int) -> bool:
        return hour <= self._now < hour + 1

    def _point_at(self, place: int) -> None:
        self._current = place
        if self._plot is not None:
            self._plot.point_at(place)

    def _measure(self) -> None:
        """Room for the axis at the left and the labels at the right, whatever the hour: the lines never shift."""
        metrics = QFontMetricsF(body(LABEL_PX))
        right = max(metrics.horizontalAdvance(f"{line.name} {max(line.total, 100)}") for line in self._lines) + 10
        left = QFontMetricsF(body(AXIS_PX)).horizontalAdvance(str(self._top)) + 14
        self._frame = frame_in(self.width(), self.height(), ceil(left), ceil(right), self._top)
        if self._plot is not None:
            self._plot.widget.setGeometry(self.rect())
            self._plot.show_frame(self._frame)

    def _refresh(self) -> None:
        """Brings the numbers into the plot; makes it when it is first needed."""
        if self._plot is None:
            if not (self._hours and self.isVisible()):
                return
            self._plot = self._make_plot()
        self._plot.widget.setVisible(bool(self._hours))
        if self._hours:
            self._plot.show_lines(self._hours, self._lines, self._is_running(self._hours[-1]), self._current)

    def _make_plot(self) -> FlowPlot:
        from widgets.flow_plot import FlowPlot  # pyqtgraph takes 0.4 s

        plot = FlowPlot(self)
        plot.widget.setGeometry(self.rect())
        plot.set_theme(self._theme)
        plot.show_frame(self._frame)
        return plot
