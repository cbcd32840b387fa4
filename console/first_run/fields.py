"""Parts of the first-run page's forms: rows of label and field, and a field for several files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.elided_label import plain_tooltip
from widgets.fonts import visible_text
from widgets.form_sheet import toned_label
from widgets.key_button import KeyButton

LABEL_WIDTH = 168
FIELD_WIDTH = 660
FILES_HEIGHT = 66
LINE_HEIGHT = 34


class FieldGrid(QWidget):
    """Rows of a label, a field and, below it, a remark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, tuple[QLabel, QLabel, QWidget]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, field: QWidget, said: QWidget | None = None) -> None:
        """Puts a field below the last one; `said` is what the label names (a part of the field)."""
        label, remark = toned_label(self, "muted"), toned_label(self, "faint")
        label.setFixedWidth(LABEL_WIDTH)
        label.setMinimumHeight(LINE_HEIGHT)
        remark.hide()
        row = 3 * len(self._labels)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(remark, row + 1, 1)
        self._grid.setRowMinimumHeight(row + 1, 8)
        self._grid.setRowMinimumHeight(row + 2, 6)
        # What is left over goes below the last field.
        self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(row + 3, 1)
        self._labels[name] = (label, remark, said or field)

    def set_label(self, name: str, text: str, remark: str = "") -> None:
        """What the field is called, and what is to be known of it."""
        label, below, field = self._labels[name]
        label.setText(text)
        below.setText(remark)
        below.setVisible(bool(remark))
        field.setAccessibleName(text)


class Line(QLineEdit):
    """A line whose tooltip has what is typed, as it may be longer than the field."""

    def __init__(self, parent: QWidget | None = None, most: int = 200) -> None:
        super().__init__(parent)
        self.setMaxLength(most)
        self.textChanged.connect(self._tell)

    @Slot(str)
    def _tell(self, text: str) -> None:
        hidden = self.echoMode() != QLineEdit.EchoMode.Normal
        self.setToolTip("" if hidden else plain_tooltip(visible_text(text)))


class FilesField(QWidget):
    """Several files, one a line, and a button that opens Qt's file window; nothing waits for it."""

    changed = Signal()

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._kinds = ""
        self.dialog: QFileDialog | None = None
        self.edit = QPlainTextEdit(self)
        self.edit.setFixedHeight(FILES_HEIGHT)
        self.edit.setTabChangesFocus(True)
        self.edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.choose = KeyButton(key=key, parent=self)
        self.choose.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.choose)
        self.buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.edit)
        column.addLayout(self.buttons)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        self.choose.clicked.connect(self.open_dialog)

    def set_words(self, choose: str, title: str, kinds: str) -> None:
        """The button's word, the file window's title and its filter of names."""
        self.choose.set_text(choose)
        self._title, self._kinds = title, kinds

    def text(self) -> str:
        """What stands in the field, one file a line."""
        return self.edit.toPlainText()

    def paths(self) -> tuple[Path, ...]:
        """The files."""
        lines = (line.strip() for line in self.text().splitlines())
        return tuple(Path(line).expanduser() for line in lines if line)

    def set_text(self, text: str) -> None:
        """Puts files into the field."""
        if text != self.text():
            self.edit.setPlainText(text)

    @Slot()
    def open_dialog(self) -> None:
        """Opens Qt's file window."""
        if self.dialog is not None:
            return
        paths = self.paths()
        dialog = QFileDialog(self.window(), self._title, str(paths[0].parent) if paths else "", self._kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._chosen)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    @Slot(list)
    def _chosen(self, paths: list[str]) -> None:
        self.edit.setPlainText("\n".join(paths))

    @Slot()
    def _closed(self) -> None:
        self.dialog = None
