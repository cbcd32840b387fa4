"""The fields of a form: label, editor and what is wrong with it, one below the other, short ones side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from widgets.form_editors import NARROW, make_editor
from widgets.form_fields import FieldBox, FormField, FormWords, toned_label
from widgets.key_choice import KeyChoice
from widgets.theme import LIGHT, Theme, theme_children

TWO_COLUMNS = 600
"""Width from which short fields stand side by side."""


@dataclass(slots=True)
class _Shown:
    """A field as it is shown; `touched` once somebody changed it."""

    spec: FormField
    editor: FieldBox
    cell: QWidget
    problem: QLabel
    touched: bool = False


class FormBody(QWidget):
    """Holds the editors. `edited` follows every change, `asked` a text to look up, `tool_asked` a field's tool."""

    edited = Signal()
    asked = Signal(str, str)
    tool_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._shown: dict[str, _Shown] = {}
        self._columns = 1
        self._words = FormWords()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)

    def set_theme(self, theme: Theme) -> None:
        """For editors made later."""
        self._theme = theme

    def set_fields(self, fields: Sequence[FormField], words: FormWords, keys: QObject) -> None:
        """Other fields, empty."""
        self._words = words
        while self._grid.takeAt(0) is not None:
            pass
        for old in self._shown.values():
            old.cell.hide()
            old.cell.deleteLater()
        self._shown = {spec.name: self._make(spec, keys) for spec in fields}
        self._place()

    def editor(self, name: str) -> FieldBox | None:
        """The editor of a field."""
        shown = self._shown.get(name)
        return shown.editor if shown else None

    def set_values(self, values: Mapping[str, str]) -> None:
        """Fills fields in; unknown names are ignored."""
        for name, value in values.items():
            shown = self._shown.get(name)
            if shown is not None:
                shown.editor.set_value(value)

    def values(self) -> dict[str, str]:
        """The fields as they stand, without empty ones."""
        found = {name: shown.editor.value() for name, shown in self._shown.items()}
        return {name: value for name, value in found.items() if value.strip()}

    def problems(self, *, missing: bool = False) -> dict[str, str]:
        """What is wrong, by field, in words; with `missing` also what is required and empty."""
        found: dict[str, str] = {}
        for name, shown in self._shown.items():
            value = shown.editor.value().strip()
            said = shown.editor.problem()
            if not said and value and shown.spec.check is not None:
                said = shown.spec.check(value)
            if not said and missing and shown.spec.required and not value:
                said = self._words.missing
            if said:
                found[name] = said
        return found

    def show_problems(self, *, every: bool) -> dict[str, str]:
        """Says what is wrong beside the fields: of those that were touched, or of every one. Gives what is wrong."""
        found = self.problems(missing=every)
        for name, shown in self._shown.items():
            said = found.get(name, "") if every or shown.touched else ""
            shown.problem.setText(said)
            shown.problem.setVisible(bool(said))
            shown.editor.set_invalid(bool(said))
            shown.editor.setAccessibleDescription(said)
        return found

    def choose(self, digit: str) -> bool:
        """Chooses what has a digit; whether there is such a one."""
        return any(s.editor.choose(digit) for s in self._shown.values() if isinstance(s.editor, KeyChoice))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if self.width() >= TWO_COLUMNS else 1
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _make(self, spec: FormField, keys: QObject) -> _Shown:
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = toned_label(cell, "muted")
        label.setText(f"{spec.label} *" if spec.required else spec.label)
        editor = make_editor(spec, self._words, keys, cell)
        label.setBuddy(editor)
        problem = toned_label(cell, "overdue")
        problem.hide()
        for widget in (label, editor, problem):
            column.addWidget(widget)
        theme_children(cell, self._theme)
        editor.setObjectName(spec.name)
        editor.edited.connect(self._edited)
        editor.asked.connect(self._asked)
        editor.tool_asked.connect(self._tool_asked)
        return _Shown(spec, editor, cell, problem)

    def _place(self) -> None:
        """Cells in rows; where two columns fit, neighbours of a narrow kind share a row."""
        while self._grid.takeAt(0) is not None:
            pass
        row, waiting = 0, False
        last: QWidget | None = None
        for shown in self._shown.values():
            narrow = self._columns == 2 and shown.spec.kind in NARROW
            if waiting and narrow:
                self._grid.addWidget(shown.cell, row - 1, 1, Qt.AlignmentFlag.AlignTop)
                waiting = False
            else:
                span = 1 if narrow else self._columns
                self._grid.addWidget(shown.cell, row, 0, 1, span, Qt.AlignmentFlag(0))
                waiting, row = narrow, row + 1
            shown.cell.show()
            last = shown.cell
        for number in range(self._grid.rowCount()):
            self._grid.setRowStretch(number, 0)
        if last is not None:
            self._grid.setRowStretch(row, 1)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)

    @Slot()
    def _edited(self) -> None:
        name = self.sender().objectName()
        if name in self._shown:
            self._shown[name].touched = True
        self.edited.emit()

    @Slot(str)
    def _asked(self, text: str) -> None:
        self.asked.emit(self.sender().objectName(), text)

    @Slot()
    def _tool_asked(self) -> None:
        self.tool_asked.emit(self.sender().objectName())
