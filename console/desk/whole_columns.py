"""A wide table that shows whole columns: what does not fit is scrolled to, column by column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from widgets.plain_table import PlainTable


class WholeColumns(PlainTable):
    """The first columns have widths of their own; the others share what is left, none narrower than `least`."""

    def __init__(self, first: Sequence[int], least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._least = tuple(first), least
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)

    def fit(self) -> None:
        """Shares the room among the columns as they are now."""
        columns = self.model().columnCount()
        room = self.viewport().width() - sum(self._first)
        beside = max(1, min(columns - len(self._first), room // self._least))
        others = max(self._least, room // beside)
        widths = {place: self._first[place] if place < len(self._first) else others for place in range(columns)}
        # What is left by dividing goes to the last column in sight.
        last = len(self._first) + beside - 1
        if last < columns:
            widths[last] += max(0, room - others * beside)
        self.set_widths(widths, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.model() is not None:
            self.fit()
