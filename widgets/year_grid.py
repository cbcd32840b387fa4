"""Where the months and days of a year lie in a box: four months a row, three where the box is narrow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF

TITLE: Final = 24
HEAD: Final = 42
"""Height of a month's title, and of title and weekdays together."""
GAP: Final = 12
WIDE_GAP: Final = 28
"""Between months: in a narrow and in a wide box."""
WEEKS: Final = 6
_FOUR_FROM: Final = 760
_WIDE_FROM: Final = 1_100
_TALLEST: Final = 44


@dataclass(frozen=True, slots=True)
class YearGrid:
    """The lay-out of one year in so many pixels."""

    year: int
    width: int
    height: int

    @property
    def columns(self) -> int:
        """Months in a row."""
        return 4 if self.width >= _FOUR_FROM else 3

    @property
    def gap(self) -> int:
        """Pixels between two months of a row."""
        return WIDE_GAP if self.width >= _WIDE_FROM else GAP

    @property
    def cell_width(self) -> float:
        """Width of a day."""
        return (self.width - self.gap * (self.columns - 1)) / self.columns / 7

    @property
    def cell_height(self) -> float:
        """Height of a day."""
        rows = 12 // self.columns
        return min(_TALLEST, ((self.height - GAP / 2 * (rows - 1)) / rows - HEAD) / WEEKS)

    def month(self, number: int) -> QRectF:
        """The box of a month, 0 for January."""
        row, column = divmod(number, self.columns)
        width, height = 7 * self.cell_width, self._pitch()
        return QRectF(column * (width + self.gap), row * height, width, HEAD + WEEKS * self.cell_height)

    def cell(self, day: date) -> QRectF:
        """The box of a day."""
        box = self.month(day.month - 1)
        week, weekday = divmod(day.day - 1 + date(self.year, day.month, 1).weekday(), 7)
        left, top = box.left() + weekday * self.cell_width, box.top() + HEAD + week * self.cell_height
        return QRectF(left, top, self.cell_width, self.cell_height)

    def month_at(self, at: QPointF) -> int | None:
        """The month whose box a place lies in."""
        return next((number for number in range(12) if self.month(number).contains(at)), None)

    def day_at(self, at: QPointF) -> date | None:
        """The day a place lies on."""
        number = self.month_at(at)
        if number is None:
            return None
        day = date(self.year, number + 1, 1)
        while day.month == number + 1 and day.year == self.year:
            if self.cell(day).contains(at):
                return day
            day += timedelta(days=1)
        return None

    def _pitch(self) -> float:
        """From one row of months to the next: what is left of the height is shared out."""
        rows = 12 // self.columns
        return max(HEAD + WEEKS * self.cell_height + GAP / 2, (self.height + GAP / 2) / rows)
