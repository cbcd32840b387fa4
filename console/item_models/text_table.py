"""A small table of texts as a Qt item model: previews of files, lists of refused rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.elided_label import plain_tooltip
from widgets.fonts import visible_text
from widgets.plain_table import GROUND_ROLE, TONE_ROLE
from widgets.theme import URGENCIES

Index = QModelIndex | QPersistentModelIndex


class TextTableModel(QAbstractTableModel):
    """Rows of texts below headings; marked columns stand on a ground of their own, the others are muted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._marked: frozenset[int] = frozenset()
        self._tones: Mapping[int, str] = {}

    def show_rows(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], marked: AbstractSet[int] = frozenset(),
        tones: Mapping[int, str] | None = None,
    ) -> None:  # fmt: skip
        """Shows another table; short rows end in empty cells, longer ones are cut at the headings' width.

        `tones`: row → a tone of its texts other than ink.
        """
        self.beginResetModel()
        width = len(headings)
        self._headings = tuple(map(visible_text, headings))
        self._rows = tuple(tuple(map(_line, [*row[:width], *[""] * (width - len(row))])) for row in rows)
        self._marked = frozenset(marked)
        self._tones = dict(tones or {})
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows) or index.column() >= len(self._headings):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._rows[index.row()][index.column()])
        if role == GROUND_ROLE:
            return "selected" if index.column() in self._marked else None
        if role == TONE_ROLE:
            tone = self._tones.get(index.row())
            if tone is not None:
                return f"{tone}_text" if tone in URGENCIES else tone
            return "ink" if not self._marked or index.column() in self._marked else "muted"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._headings):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._headings[section]
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(self._headings[section])
        return None


def _line(text: str) -> str:
    """A cell on one line; bytes that were no text become their code point."""
    return visible_text(text.encode("utf-8", "replace").decode("utf-8")).replace("\n", " ")
