"""Cases that are likely the same as what is being reported, below the form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from widgets.elided_label import ElidedLabel
from widgets.pick_field import ROW, Choice, ChoiceTableModel

SHOWN = 3
WHY_WIDTH = 360


class _Table(QTableView):
    """The rows; Enter opens one, M merges into it, Up on the first leaves upwards."""

    opened = Signal()
    merged = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        # Its own M wins over the window's while the list has the focus.
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_M:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        elif key == Qt.Key.Key_M:
            self.merged.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LikelyList(QWidget):
    """`opened` and `merged` carry the key of a row; `left` that the keyboard goes back to the fields."""

    opened = Signal(str)
    merged = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", self)
        self._keys = ElidedLabel("", self, tone="muted")
        self._model = ChoiceTableModel(self)
        self.table = _Table(self)
        self.table.setModel(self._model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.doubleClicked.connect(self._open)
        self.table.opened.connect(self._open)
        self.table.merged.connect(self.merge)
        self.table.left.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (self._title, self.table, self._keys):
            layout.addWidget(widget)
        self.hide()

    def set_rows(self, title: str, keys: str, rows: Sequence[Choice]) -> None:
        """What is likely the same, best first: text and why (`hint`); nothing hides the list."""
        chosen = self._key()
        if list(rows) != self._model.rows:
            self._model.show_rows(list(rows))
            place = next((number for number, row in enumerate(rows) if row.key == chosen), 0)
            self.table.selectRow(place)
        self._title.setText(title)
        self._keys.setText(keys)
        self.table.setAccessibleName(title)
        self.table.setFixedHeight(ROW * min(SHOWN, max(1, len(rows))) + 2)
        had_focus = self.table.hasFocus()
        self.setVisible(bool(rows))
        if had_focus and not rows:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnWidth(1, min(WHY_WIDTH, self.width() * 6 // 10))

    def rows(self) -> list[Choice]:
        """What is shown."""
        return list(self._model.rows)

    def take_focus(self) -> bool:
        """Takes the keyboard, where there is something to choose."""
        if self.isHidden():
            return False
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @Slot()
    def merge(self) -> None:
        """The chosen row is what the report is to be merged into."""
        if not self.isHidden() and self._key():
            self.merged.emit(self._key())

    @Slot()
    @Slot(QModelIndex)
    def _open(self) -> None:
        if self._key():
            self.opened.emit(self._key())

    def _key(self) -> str:
        row = self.table.currentIndex().row()
        return self._model.rows[row].key if 0 <= row < len(self._model.rows) else ""
