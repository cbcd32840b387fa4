"""A line for a file's path with a button that opens Qt's file window; nothing waits for it."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from widgets.elided_label import plain_tooltip
from widgets.fonts import visible_text
from widgets.key_button import KeyButton


class PathLine(QWidget):
    """`changed` follows when the path was typed or chosen. With `save` the file need not be there."""

    changed = Signal()

    def __init__(self, *, save: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._title = self._filter = ""
        self.edit = QLineEdit(self)
        self.edit.setMaxLength(4_000)
        self.button = KeyButton(parent=self)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.dialog: QFileDialog | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._typed)
        self.button.clicked.connect(self._choose)

    def set_words(self, name: str, choose: str, title: str, kinds: str) -> None:
        """The accessible name, the button's word, the file window's title and its filter of names."""
        self.edit.setAccessibleName(name)
        self.button.set_text(choose)
        self._title, self._filter = title, kinds

    def path(self) -> str:
        """What stands in the line."""
        return self.edit.text().strip()

    def set_path(self, path: str) -> None:
        """Puts a path into the line."""
        self.edit.setText(path)

    @Slot()
    def _typed(self) -> None:
        self.edit.setToolTip(plain_tooltip(visible_text(self.edit.text())))
        self.changed.emit()

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), self._title, os.path.expanduser(self.path()), self._filter)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            # The export never overwrites; asking here would promise something else.
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self.set_path(path)

    @Slot()
    def _closed(self) -> None:
        self.dialog = None
