"""A field to pick one of many by typing: a line edit over a short list, all by keys.

No popup and no modal loop: the list stands below the line while the field has the focus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from widgets.elided_label import plain_tooltip
from widgets.fonts import visible_text

Index = QModelIndex | QPersistentModelIndex
ROW = 28
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick: `search` is lower-case text that typed words are looked up in."""

    key: str
    text: str
    hint: str
    search: str


class ChoiceTableModel(QAbstractTableModel):
    """The choices that match what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Choice] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        choice = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text if index.column() == 0 else choice.hint
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(visible_text(f"{choice.text}  {choice.hint}".strip()))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def show_rows(self, rows: list[Choice]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class PickField(QWidget):
    """Pick one choice by typing parts of its words, with arrows and Enter, or by mouse.

    `entered` and `left` tell that the keyboard came and went.
    """

    picked = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._key = ""
        self._finding = True
        self._line = self.line = QLineEdit(self)
        self._line.setClearButtonEnabled(True)
        self._model = ChoiceTableModel(self)
        self._table = QTableView(self)
        self._table.setModel(self._model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.setShowGrid(False)
        self._table.horizontalHeader().hide()
        self._table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(ROW)
        self._table.setFixedHeight(ROW * SHOWN + 2)
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._line)
        layout.addWidget(self._table)
        self.setFocusProxy(self._line)
        self._line.installEventFilter(self)
        self._line.textEdited.connect(self._typed)
        self._table.clicked.connect(self._clicked)

    def set_accessible(self, name: str) -> None:
        """Names the field for screen readers."""
        self._line.setAccessibleName(name)
        self._table.setAccessibleName(name)

    def set_placeholder(self, text: str) -> None:
        """The sentence shown while nothing is typed."""
        self._line.setPlaceholderText(text)

    def set_choices(self, choices: Sequence[Choice], hint_width: int = 110) -> None:
        """What can be picked. A key that is no longer there is forgotten."""
        self._choices = list(choices)
        self._table.setColumnWidth(1, hint_width)
        if self._key and all(choice.key != self._key for choice in self._choices):
            self.set_key("")
        self._filter(self._line.text() if not self._key else "")

    def set_finding(self, finding: bool) -> None:
        """Whether typed words narrow the list here (usual), or somebody else offers what fits them."""
        self._finding = finding

    def typed(self) -> str:
        """What stands in the line while nothing is picked."""
        return "" if self._key else self._line.text()

    def choice(self) -> Choice | None:
        """What is picked."""
        return next((choice for choice in self._choices if choice.key == self._key), None) if self._key else None

    def is_active(self) -> bool:
        """Whether somebody is typing in the field just now."""
        return self._line.hasFocus()

    def clear(self) -> None:
        """Nothing picked, nothing typed; tells nobody."""
        self._key = ""
        self._line.clear()
        self._line.setToolTip("")

    def set_key_or_text(self, text: str) -> None:
        """Picks a key, or lets an unknown one stand as it is."""
        if any(choice.key == text for choice in self._choices):
            self.set_key(text)
            return
        self._key = ""
        self._line.setText(text)
        self._line.setToolTip(plain_tooltip(visible_text(text)))
        self.picked.emit("")

    def key(self) -> str:
        """The picked key, empty while none is picked."""
        return self._key

    def set_key(self, key: str) -> None:
        """Picks a key; an unknown one clears the field."""
        choice = next((c for c in self._choices if c.key == key), None)
        self._key = choice.key if choice else ""
        self._line.setText(choice.text if choice else "")
        self._line.setCursorPosition(0)
        self._line.setToolTip(plain_tooltip(visible_text(choice.text) if choice else ""))
        self.picked.emit(self._key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys and Enter act on the list; the list shows while the line has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._filter("" if self._key else self._line.text())
            self._table.setVisible(self._finding or bool(self._model.rows))
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut:
            self._table.hide()
            if self._finding and not self._key and self._line.text() and len(self._model.rows) == 1:
                self.set_key(self._model.rows[0].key)
            self.left.emit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN, Qt.Key.Key_PageUp: -SHOWN}
        move = step.get(Qt.Key(event.key()))
        if move is not None and self._model.rows:
            self._table.show()
            row = max(0, min(len(self._model.rows) - 1, self._table.currentIndex().row() + move))
            self._table.selectRow(row)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            row = self._table.currentIndex().row()
            if self._table.isVisible() and 0 <= row < len(self._model.rows):
                self.set_key(self._model.rows[row].key)
                self._table.hide()
                return True
        return False

    @Slot(str)
    def _typed(self, text: str) -> None:
        if self._key:
            self._key = ""
            self.picked.emit("")
        self._filter(text)
        self._table.setVisible(self._finding or bool(self._model.rows))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.set_key(self._model.rows[index.row()].key)
        self._table.hide()

    def _filter(self, text: str) -> None:
        words = text.lower().split() if self._finding else []
        rows = [c for c in self._choices if all(word in c.search for word in words)] if words else self._choices
        self._model.show_rows(list(rows))
        if not self._finding:
            self._table.setVisible(self._line.hasFocus() and bool(rows) and not self._key)
            self._table.clearSelection()
            self._table.setCurrentIndex(QModelIndex())
        elif self._model.rows:
            self._table.selectRow(next((i for i, c in enumerate(rows) if c.key == self._key), 0))
