"""Load of departments: open cases by due state as stacked bars; more rows than fit are summed up below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from widgets.fonts import body
from widgets.load_rows import ROW, LoadRow, LoadRows
from widgets.theme import Theme

__all__ = ["LoadBars", "LoadRow"]

QWIDGETSIZE_MAX = 16_777_215
"""Qt's own bound, which it does not export to Python."""


class LoadBars(QWidget):
    """Rows in the order given; ``segment_clicked(key, urgency)`` by mouse, or by arrows and Enter."""

    segment_clicked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = LoadRows(self)
        self._rest = QToolButton(self)
        self._rest.setFont(body(13))
        self._rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rest.hide()
        layout = QVBoxLayout(self)
        self._column = layout
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._rows, 1)
        layout.addWidget(self._rest)
        layout.addStretch()
        self.setFocusProxy(self._rows)
        self._rows.segment_clicked.connect(self.segment_clicked)
        self._rows.verticalScrollBar().valueChanged.connect(self._tell_rest)
        self._rest.clicked.connect(self._turn_page)

    def set_theme(self, theme: Theme) -> None:
        self._rows.theme = theme
        self._rows.viewport().update()

    def set_rows(self, rows: Sequence[LoadRow]) -> None:
        """Shows departments; an empty list is said in a sentence."""
        self._rows.set_rows(rows)
        self._fit()

    def rest_text(self) -> str:
        """What the line under the rows says; empty when all rows fit."""
        return "" if self._rest.isHidden() else self._rest.text()

    def sizeHint(self) -> QSize:
        return QSize(380, max(96, min(8, len(self._rows.rows)) * ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 2 * ROW + 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rows.describe()
            self._fit()

    def _fit(self) -> None:
        whole = len(self._rows.rows) * ROW
        self._rest.setVisible(whole > self.height())
        room = self.height() - self._rest.sizeHint().height() - self._column.spacing()
        # No row is cut in half above the line of the rest.
        self._rows.setMaximumHeight(max(1, room // ROW) * ROW if whole > self.height() else QWIDGETSIZE_MAX)
        self._column.activate()
        self._tell_rest()

    @Slot()
    def _tell_rest(self) -> None:
        below = self._rows.hidden_below()
        if below:
            text = self.tr("{n} more, {total} cases").format(n=len(below), total=f"{sum(row.total for row in below):,}")
            self._rest.setText(f"{text}  ↓")
        else:
            self._rest.setText(self.tr("Back to the top") + "  ↑")

    @Slot()
    def _turn_page(self) -> None:
        bar = self._rows.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() if bar.value() < bar.maximum() else 0)
