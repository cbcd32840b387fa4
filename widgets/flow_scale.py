"""Arithmetic of the flow chart: its scale, its room, where its labels go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF

DAY: Final = 24
GRID_LINES: Final = 4
AXIS_PX: Final = 11
LABEL_PX: Final = 12
LABEL_GAP: Final = 16.0
_STEPS: Final = (1, 2, 3, 5, 10)
_NARROW: Final = 150.0


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One series: its numbers by hour, the name at its end, the tokens of its colours."""

    name: str
    token: str
    text_token: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.values)

    @property
    def label(self) -> str:
        """What stands at the line's end."""
        return f"{self.name} {self.total}"


@dataclass(frozen=True, slots=True)
class FlowFrame:
    """The plot's place in its widget, device-independent pixels, and the upper end of its scale."""

    plot: QRectF
    top: int

    def x(self, hour: float) -> float:
        """Pixels from the widget's left of an hour of the day."""
        return self.plot.left() + hour / DAY * self.plot.width()

    def y(self, value: float) -> float:
        """Pixels from the widget's top of a number of cases."""
        return self.plot.bottom() - value / self.top * self.plot.height()

    def at(self, x: float, y: float) -> QPointF:
        """The hour and the number of cases at a place in the widget."""
        plot = self.plot
        return QPointF((x - plot.left()) / plot.width() * DAY, (plot.bottom() - y) / plot.height() * self.top)

    def nearest(self, hours: Sequence[int], x: float) -> int:
        """Place in ``hours`` of the hour nearest to ``x``; -1 if there is none."""
        return min(range(len(hours)), key=lambda place: abs(self.x(hours[place]) - x), default=-1)

    def values(self) -> list[int]:
        """Where the grid lines lie."""
        return [self.top * step // (GRID_LINES - 1) for step in range(GRID_LINES)]

    def hours(self) -> range:
        """The hours that are named below the plot."""
        return range(0, DAY + 1, 4 if self.plot.width() >= _NARROW else 8)


def frame_in(width: float, height: float, left: float, right: float, top: int) -> FlowFrame:
    """The frame in a widget of this size with room for the scale at the left and the labels at the right."""
    return FlowFrame(QRectF(left, 10, max(1.0, width - left - right), max(1.0, height - 34)), top)


def axis_top(highest: int) -> int:
    """Upper end of the scale: three equal steps of a round size (1, 2, 3, 5 × 10ⁿ) above ``highest``."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power * (GRID_LINES - 1) >= highest:
                return step * power * (GRID_LINES - 1)
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


def label_heights(frame: FlowFrame, first: float, second: float) -> tuple[float, float]:
    """Pixels from the top of the two labels' middles: at their lines' last numbers, never over each other."""
    plot = frame.plot
    low = plot.top() + 2
    high = max(plot.bottom() - 4, low + LABEL_GAP)  # clear of the hours below
    return spread(frame.y(first), frame.y(second), LABEL_GAP, low, high)
