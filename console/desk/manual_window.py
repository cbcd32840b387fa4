"""The manual in a window of its own, beside the desk: contents, text, search. Never modal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from console.desk.manual_text import Heading, ManualBrowser
from console.messages import Messages
from widgets.elided_label import plain_tooltip
from widgets.form_sheet import toned_label
from widgets.key_button import KeyButton
from widgets.key_splitter import KeySplitter

Index = QModelIndex | QPersistentModelIndex
SIZE = (1000, 720)
CONTENTS_WIDTH = 260
ROW = 32


class _ContentsTableModel(QAbstractTableModel):
    """The manual's headings below its title."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Heading] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        text = self.rows[index.row()].text
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return plain_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else None

    def show_rows(self, rows: Sequence[Heading]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()


class ManualWindow(QWidget):
    """Opens with `open`; Ctrl+F searches, Enter goes to the next place, Esc closes. `keys_asked`: the list of keys."""

    keys_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._words: Messages | None = None
        self._language = ""
        self._places: list[tuple[int, int]] = []
        self.browser = ManualBrowser(self)
        self.contents = QTableView(self)
        self._model = _ContentsTableModel(self)
        self.search = QLineEdit(self)
        self.found = toned_label(self, "muted")
        self.keys_button = KeyButton("", "Shift+F1", parent=self)
        self._close_button = KeyButton("", "Esc", parent=self)
        self._lay_out()
        self._connect()
        self.resize(*SIZE)

    def set_words(self, words: Messages) -> None:
        """The texts of another language; the manual itself is read when the window is shown."""
        self._words = words
        title = words.text("manual-title")
        self.setWindowTitle(f"{title} — {words.text('product-name')}")
        self.browser.setAccessibleName(title)
        self.contents.setAccessibleName(words.text("manual-contents"))
        self.search.setPlaceholderText(words.text("manual-search"))
        self.search.setToolTip(plain_tooltip(f"{words.text('manual-search')} (Ctrl+F)"))
        self.search.setAccessibleName(words.text("manual-search"))
        self.keys_button.set_text(words.text("manual-keys"))
        self._close_button.set_text(words.text("manual-close"))
        if self.isVisible():
            self._read()

    def open(self) -> None:
        """Shows the window, or brings it to the front; it opens where it was left."""
        self._read()
        self.show()
        self.raise_()
        self.activateWindow()
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def headings(self) -> list[Heading]:
        """What the contents list, in order."""
        return list(self._model.rows)

    # -- inside -------------------------------------------------------------------------------------
    def _read(self) -> None:
        if self._words is None or self._language == self._words.language:
            return
        self._language = self._words.language
        self.browser.show_manual(self._language)
        self._model.show_rows([heading for heading in self.browser.headings() if heading.level > 1])
        self._look_for(self.search.text())

    @Slot(QModelIndex)
    def _to_heading(self, index: QModelIndex) -> None:
        if index.isValid():
            self.browser.go_to(self._model.rows[index.row()].block)

    @Slot(str)
    def _look_for(self, text: str) -> None:
        """Finds every place; the first one after the top of what is read is shown."""
        self._places = self._all_places(text.strip())
        if self._places:
            here = self.browser.textCursor().selectionStart()
            self._show_place(next((n for n, (start, _) in enumerate(self._places) if start >= here), 0))
        else:
            cursor = self.browser.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self.browser.setTextCursor(cursor)
            nothing = self._words.text("manual-not-found") if self._words and text.strip() else ""
            self.found.setText(nothing)

    @Slot()
    def _next(self) -> None:
        if self._places:
            here = self.browser.textCursor().selectionStart()
            self._show_place(next((n for n, (start, _) in enumerate(self._places) if start > here), 0))

    def _all_places(self, text: str) -> list[tuple[int, int]]:
        document: QTextDocument = self.browser.document()
        places = []
        cursor = document.find(text) if text else QTextCursor()
        while not cursor.isNull():
            places.append((cursor.selectionStart(), cursor.selectionEnd()))
            cursor = document.find(text, cursor)
        return places

    def _show_place(self, number: int) -> None:
        start, end = self._places[number]
        cursor = self.browser.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.browser.setTextCursor(cursor)
        self.browser.ensureCursorVisible()
        if self._words is not None:
            self.found.setText(self._words.text("manual-found", place=number + 1, count=len(self._places)))

    @Slot()
    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def _closed(self) -> None:
        self.close()

    def _connect(self) -> None:
        self.contents.selectionModel().currentRowChanged.connect(self._to_heading)
        self.contents.clicked.connect(self._to_heading)
        self.contents.activated.connect(self._to_heading)
        self.search.textEdited.connect(self._look_for)
        self.search.returnPressed.connect(self._next)
        self.keys_button.clicked.connect(self.keys_asked)
        self._close_button.clicked.connect(self._closed)
        for key, slot in (("Ctrl+F", self._to_search), ("Esc", self._closed), ("Shift+F1", self.keys_asked)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _lay_out(self) -> None:
        table = self.contents
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.found, 1)
        row.addWidget(self.keys_button)
        row.addWidget(self._close_button)
        parts = KeySplitter(Qt.Orientation.Horizontal, self)
        parts.setHandleWidth(12)
        parts.addWidget(table)
        parts.addWidget(self.browser)
        parts.setStretchFactor(1, 1)
        parts.setSizes([CONTENTS_WIDTH, SIZE[0] - CONTENTS_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(row)
        layout.addWidget(parts, 1)
