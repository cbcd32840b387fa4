"""One tab of the matching: a table of rows and, beside it, the editor for the row at hand."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.desk.match_editor import MatchEditor
from console.item_models.text_table import TextTableModel
from console.match_desk import COLUMNS, SETTINGS, VALUES
from console.match_rows import MatchRow, MatchRows
from console.messages import Messages
from widgets.plain_table import PlainTable

EDITOR_WIDTH = 290
WIDE = 700
"""Pixels of a table from which on its columns may be wider."""
NARROW_WIDTHS = {
    COLUMNS: ({0: 132, 1: 140, 3: 150}, 2), SETTINGS: ({0: 170, 1: 190}, 2), VALUES: ({0: 90, 2: 70, 3: 190}, 1),
}  # fmt: skip
WIDE_WIDTHS = {
    COLUMNS: ({0: 200, 1: 200, 3: 240}, 2), SETTINGS: ({0: 240, 1: 220}, 2), VALUES: ({0: 130, 2: 80, 3: 260}, 1),
}  # fmt: skip


class MatchTable(QWidget):
    """`chosen` carries a row's key and what was picked for it."""

    chosen = Signal(str, str)

    def __init__(self, tab: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tab = tab
        self._rows: tuple[MatchRow, ...] = ()
        self._source: MatchRows | None = None
        self._words: Messages | None = None
        self.table, self.model = PlainTable(self), TextTableModel(self)
        self.table.setModel(self.model)
        self.editor = MatchEditor(self)
        self.editor.setFixedWidth(EDITOR_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(12)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.editor)
        self.setFocusProxy(self.table)
        self.table.selectionModel().selectionChanged.connect(self._row_changed)
        self.table.row_activated.connect(self._activated)
        self.editor.chosen.connect(self._chosen)
        self.editor.left.connect(self._back)

    def show_rows(self, source: MatchRows, words: Messages, name: str) -> None:
        """The rows as they stand; the row at hand stays at hand."""
        here = self._key()
        self._source, self._words, self._rows = source, words, source.rows(self.tab)
        self.table.setAccessibleName(name)
        self.editor.set_hint(words.text("match-editor-hint"))
        tones = {place: row.tone for place, row in enumerate(self._rows) if row.tone}
        self.model.show_rows(source.headings(self.tab), [row.cells for row in self._rows], tones=tones)
        self._fit()
        keys = [row.key for row in self._rows]
        self.table.selectRow(keys.index(here) if here in keys else 0)
        self._show_editor()

    @property
    def rows(self) -> tuple[MatchRow, ...]:
        """What is shown."""
        return self._rows

    def select(self, key: str) -> None:
        """Brings a row to hand."""
        self.table.selectRow(next(place for place, row in enumerate(self._rows) if row.key == key))

    def go_on(self) -> None:
        """Back into the table, among values to the next one."""
        if self.tab == VALUES:
            self.table.selectRow(min(len(self._rows) - 1, self.table.chosen_row() + 1))
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._rows:
            self._fit()

    def _fit(self) -> None:
        wide = self.width() - EDITOR_WIDTH > WIDE
        widths, stretched = (WIDE_WIDTHS if wide else NARROW_WIDTHS)[self.tab]
        self.table.set_widths(widths, stretched)

    def _key(self) -> str:
        row = self.table.chosen_row()
        return self._rows[row].key if 0 <= row < len(self._rows) else ""

    def _show_editor(self) -> None:
        place = self.table.chosen_row()
        self.editor.setVisible(0 <= place < len(self._rows))
        if self._source is None or self._words is None or not self.editor.isVisibleTo(self):
            return
        row = self._rows[place]
        what = " ".join(cell for cell in (row.cells[:2] if self.tab == VALUES else row.cells[:1]) if cell != "—")
        title = self._words.text("match-editor", what=what or row.cells[1])
        self.editor.show_row(title, row.told, self._source.options(self.tab, row.key), row.chosen)

    @Slot()
    def _row_changed(self) -> None:
        self._show_editor()

    @Slot(int)
    def _activated(self, _row: int) -> None:
        self.editor.setFocus()

    @Slot(str)
    def _chosen(self, choice: str) -> None:
        self.chosen.emit(self._key(), choice)

    @Slot()
    def _back(self) -> None:
        self.table.setFocus()
