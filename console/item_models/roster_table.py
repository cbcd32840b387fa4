"""The roster's grid as a Qt item model: a row for each officer, a column for each day, cells made ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.elided_label import plain_tooltip
from widgets.plain_table import GROUND_ROLE, MARK_ROLE, TONE_ROLE
from widgets.roster_grid import SECOND_ROLE

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RosterCell:
    """What a cell shows: two lines, the tooltip, tokens of text and ground, whether something is wrong."""

    first: str = ""
    second: str = ""
    tip: str = ""
    tone: str = "ink"
    ground: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and its tooltip."""

    text: str
    tip: str


class RosterTableModel(QAbstractTableModel):
    """Takes whole pictures of the roster; where people and days stay, only cells that differ are told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.officers: tuple[str, ...] = ()
        self.days: tuple[date, ...] = ()
        self._names: tuple[Heading, ...] = ()
        self._heads: tuple[Heading, ...] = ()
        self._cells: dict[tuple[str, date], RosterCell] = {}

    def show_grid(
        self,
        officers: Sequence[tuple[str, Heading]],
        days: Sequence[tuple[date, Heading]],
        cells: Mapping[tuple[str, date], RosterCell],
    ) -> None:
        """Shows these people and days."""
        codes, shown = tuple(code for code, _ in officers), tuple(day for day, _ in days)
        names, heads = tuple(head for _, head in officers), tuple(head for _, head in days)
        if (codes, shown) != (self.officers, self.days):
            self.beginResetModel()
            self.officers, self.days, self._names, self._heads = codes, shown, names, heads
            self._cells = dict(cells)
            self.endResetModel()
            return
        before, self._cells = self._cells, dict(cells)
        if (names, heads) != (self._names, self._heads):
            self._names, self._heads = names, heads
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(names) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(heads) - 1)
        for row, code in enumerate(codes):
            changed = [col for col, day in enumerate(shown) if before.get((code, day)) != self._cells.get((code, day))]
            if changed:
                self.dataChanged.emit(self.index(row, changed[0]), self.index(row, changed[-1]))

    def place(self, officer_code: str, day: date) -> QModelIndex:
        """Where an officer's day stands; invalid where it is not shown."""
        if officer_code not in self.officers or day not in self.days:
            return QModelIndex()
        return self.index(self.officers.index(officer_code), self.days.index(day))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.officers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.officers) or index.column() >= len(self.days):
            return None
        cell = self._cells.get((self.officers[index.row()], self.days[index.column()]), _NOTHING)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.first
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(cell.tip)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._names[index.row()].tip} {self._heads[index.column()].tip} {cell.tip}".strip()
            case _:
                return _OTHER[role](cell) if role in _OTHER else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        heads = self._heads if orientation == Qt.Orientation.Horizontal else self._names
        if not 0 <= section < len(heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heads[section].text
        return plain_tooltip(heads[section].tip) if role == Qt.ItemDataRole.ToolTipRole else None


_NOTHING = RosterCell()
_OTHER: dict[int, Callable[[RosterCell], object]] = {
    SECOND_ROLE: lambda cell: cell.second or None,
    TONE_ROLE: lambda cell: cell.tone,
    GROUND_ROLE: lambda cell: cell.ground or None,
    MARK_ROLE: lambda cell: cell.wrong,
}
