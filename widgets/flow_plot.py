"""The flow chart's plot in pyqtgraph. Importing this module costs pyqtgraph's 0.4 s: do it when a chart is shown.

pyqtgraph ships no types: its objects are Any in here and stay in here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsView, QWidget

from widgets.flow_scale import AXIS_PX, DAY, LABEL_PX, FlowFrame, FlowLine, label_heights
from widgets.fonts import body
from widgets.theme import LIGHT, Theme

_AXIS_GAP = 6
_HOURS_GAP = 3
_HOURS_HEIGHT = 24
_LABEL_OFFSET = 7.0
_PEN = 1.5
_END_PX = 5
_CURRENT_PX = 6
_GRID_Z, _CURSOR_Z = -1000, -10


class FlowPlot:
    """Lines over the hours 0–24 with a fixed scale; takes no mouse and no keys: its parent has them.

    The items are made once; new numbers are set into them.
    """

    def __init__(self, parent: QWidget) -> None:
        self._theme = LIGHT
        self._frame: FlowFrame | None = None
        self._hours: tuple[int, ...] = ()
        self._lines: tuple[FlowLine, ...] = ()
        self._running = False
        view = pg.PlotWidget(parent, background=None, enableMenu=False)
        self.widget: QGraphicsView = view
        self._item: Any = view.getPlotItem()
        self._box: Any = self._item.getViewBox()
        self._cursor: Any = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.setZValue(_CURSOR_Z)
        self._prepare()
        # Drawn last lies on top: what was reported.
        self._series = (_Series(self._item, 2), _Series(self._item, 1))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of ``theme``, and the screen's pixel ratio."""
        self._theme = theme
        self._color_axes()
        self._color_lines()

    def show_frame(self, frame: FlowFrame) -> None:
        """Another size of the widget or another scale."""
        if frame == self._frame:
            return
        self._frame = frame
        plot, size = frame.plot, self.widget.size()
        left, bottom = self._item.getAxis("left"), self._item.getAxis("bottom")
        left.setWidth(plot.left())
        # Ticks that point inwards are the grid.
        left.setStyle(tickLength=-round(plot.width()))
        left.setTicks([[(value, str(value)) for value in frame.values()]])
        bottom.setTicks([[(hour, str(hour)) for hour in frame.hours()]])
        self._item.layout.setContentsMargins(0, plot.top(), max(0.0, size.width() - plot.right()), 0)
        self._item.setYRange(0, frame.top, padding=0)
        self._item.layout.activate()
        self._place_labels()

    def show_lines(self, hours: tuple[int, ...], lines: tuple[FlowLine, ...], running: bool, marked: int) -> None:
        """The numbers of two lines; ``running``: the last hour's still grow; ``marked`` as in :meth:`point_at`.

        There is at least one hour.
        """
        self._hours, self._lines, self._running = hours, lines, running
        for series, line in self._pairs():
            series.set_values(hours, line, running)
        self._color_lines()
        self._place_labels()
        self.point_at(marked)

    def point_at(self, place: int) -> None:
        """Marks the hour at this place; -1 marks none."""
        self._cursor.setVisible(place >= 0)
        if place >= 0:
            self._cursor.setValue(self._hours[place])
        for series, line in self._pairs():
            series.point_at(self._hours, line, place)

    def _prepare(self) -> None:
        view, item, box = self.widget, self._item, self._box
        view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Both or it is not transparent: a style sheet fills what was filled before, a cached background is opaque.
        view.viewport().setAutoFillBackground(False)
        view.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        # pyqtgraph makes its menu even where none is wanted, and as a window of its own: it goes with the plot.
        item.ctrlMenu.setParent(view, item.ctrlMenu.windowFlags())
        item.hideButtons()
        # The ranges are fixed and nothing lies outside; clipping would only halve points on the edge.
        box.setFlag(box.GraphicsItemFlag.ItemClipsChildrenToShape, False)
        box.setMouseEnabled(False, False)
        box.disableAutoRange()
        item.setXRange(0, DAY, padding=0)
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.setZValue(_GRID_Z)
            axis.setStyle(tickFont=body(AXIS_PX), tickLength=0, hideOverlappingLabels=False, autoExpandTextSpace=False)
            axis.setStyle(tickTextOffset=_AXIS_GAP if name == "left" else _HOURS_GAP)
        item.getAxis("bottom").setHeight(_HOURS_HEIGHT)
        item.addItem(self._cursor, ignoreBounds=True)
        self._cursor.hide()

    def _color_axes(self) -> None:
        theme = self._theme
        for name in ("left", "bottom"):
            axis = self._item.getAxis(name)
            axis.setPen(None)
            axis.setTickPen(QPen(theme.color("line"), 1) if name == "left" else None)
            axis.setTextPen(theme.color("faint"))
            axis.update()
        self._cursor.setPen(_pen(theme.color("line_strong"), self.widget.devicePixelRatioF()))

    def _pairs(self) -> Iterator[tuple[_Series, FlowLine]]:
        """Each line with its items; none before the first numbers."""
        return zip(self._series, self._lines, strict=False)

    def _color_lines(self) -> None:
        for series, line in self._pairs():
            series.set_colors(self._theme, line, self._running, _PEN * self.widget.devicePixelRatioF())

    def _place_labels(self) -> None:
        frame = self._frame
        if frame is None or not self._hours:
            return
        first, second = self._lines
        x = frame.x(self._hours[-1]) + _LABEL_OFFSET
        heights = label_heights(frame, first.values[-1], second.values[-1])
        for (series, line), y in zip(self._pairs(), heights, strict=True):
            series.set_label(line.label, frame.at(x, y))


class _Series:
    """The items of one line: the curve, its dashed end, the end's point, the marked point, the label."""

    def __init__(self, plot: Any, z: int) -> None:
        self._curve: Any = pg.PlotCurveItem(antialias=True)
        self._running: Any = pg.PlotCurveItem(antialias=True)
        # One point each: drawing the path is sharper than pyqtgraph's cached pictures of points.
        self._end: Any = pg.ScatterPlotItem(size=_END_PX, antialias=True, useCache=False)
        self._mark: Any = pg.ScatterPlotItem(size=_CURRENT_PX, antialias=True, useCache=False)
        self._label: Any = pg.TextItem(anchor=(0, 0.5))
        self._label.textItem.document().setDocumentMargin(0)
        self._label.setFont(body(LABEL_PX))
        for item in (self._curve, self._running, self._end, self._mark, self._label):
            item.setZValue(z)
            plot.addItem(item, ignoreBounds=True)
        for curve in (self._curve, self._running):
            curve.setSegmentedLineMode("off")  # segments would show their joints

    def set_values(self, hours: Sequence[int], line: FlowLine, running: bool) -> None:
        """The last hour is drawn as a dashed end where it is ``running``."""
        x, y = np.array(hours, np.float64), np.array(line.values, np.float64)
        last = len(x) - 1
        self._curve.setData(x[:last] if running else x, y[:last] if running else y)
        dashed = slice(last - 1, None) if running and last else slice(0)
        self._running.setData(x[dashed], y[dashed])
        self._end.setData(x[last:], y[last:])

    def set_colors(self, theme: Theme, line: FlowLine, running: bool, width: float) -> None:
        """Colours of the line, ``width`` physical pixels wide; the end of a ``running`` hour is an open point."""
        color = theme.color(line.token)
        self._curve.setPen(_pen(color, width))
        self._running.setPen(_pen(color, width, Qt.PenStyle.DashLine))
        self._end.setPen(_pen(color, width))
        self._end.setBrush(theme.color("panel") if running else color)
        self._mark.setPen(_pen(color, width))
        self._mark.setBrush(color)
        self._label.setColor(theme.color(line.text_token))
        self._label.fill = QBrush(theme.color("panel"))  # no grid line goes through the words

    def point_at(self, hours: Sequence[int], line: FlowLine, place: int) -> None:
        """Marks the number at this place; -1 marks none."""
        marked = slice(place, place + 1) if place >= 0 else slice(0)
        self._mark.setData(np.array(hours[marked], np.float64), np.array(line.values[marked], np.float64))

    def set_label(self, text: str, at: QPointF) -> None:
        """The label's text and the middle of its left edge, as hour and number."""
        self._label.setText(text)
        self._label.setPos(at)


def _pen(color: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen whose width is in physical pixels whatever the scale of the axes."""
    pen = QPen(color, width, style)
    pen.setCosmetic(True)
    return pen
