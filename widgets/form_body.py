"""The fields of a form: label, editor and what is wrong with it, one below the other, short ones side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from widgets.fonts import visible_text
from widgets.form_editors import make_editor
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
        self._pairs: list[QHBoxLayout] = []
        self._end: QSpacerItem | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(8)

    def set_theme(self, theme: Theme) -> None:
        """For editors made later."""
        self._theme = theme

    def set_fields(self, fields: Sequence[FormField], words: FormWords, keys: QObject) -> None:
        """Other fields, empty."""
        self._words = words
        self._take_apart()
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
            shown.problem.setText(visible_text(said))
            shown.problem.setVisible(bool(said))
            shown.editor.set_invalid(bool(said))
            shown.editor.setAccessibleDescription(visible_text(said))
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
        cell.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
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
        for line in editor.findChildren(QLineEdit):
            line.installEventFilter(keys)  # lines use Ctrl+Delete and Alt with digits for themselves
        theme_children(cell, self._theme)
        editor.setObjectName(spec.name)
        editor.edited.connect(self._edited)
        editor.asked.connect(self._asked)
        editor.tool_asked.connect(self._tool_asked)
        return _Shown(spec, editor, cell, problem)

    def _place(self) -> None:
        """Cells in rows; where two columns fit, narrow neighbours share a row."""
        self._take_apart()
        row: QHBoxLayout | None = None
        for shown in self._shown.values():
            if self._columns == 2 and shown.spec.narrow:
                if row is None or row.count() == 2:
                    row = QHBoxLayout()
                    row.setSpacing(16)
                    self._pairs.append(row)
                    self._rows.addLayout(row)
                row.addWidget(shown.cell, 1, Qt.AlignmentFlag.AlignTop)
            else:
                self._fill_up(row)
                row = None
                self._rows.addWidget(shown.cell)
            shown.cell.show()
        self._fill_up(row)
        self._end = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self._rows.addItem(self._end)

    @staticmethod
    def _fill_up(row: QHBoxLayout | None) -> None:
        if row is not None and row.count() == 1:
            row.addStretch(1)

    def _take_apart(self) -> None:
        # An item that is taken lives on and would keep the heights of its widget: widgets are removed instead.
        for shown in self._shown.values():
            for layout in (self._rows, *self._pairs):
                layout.removeWidget(shown.cell)
        for pair in self._pairs:
            self._rows.removeItem(pair)
            pair.deleteLater()
        self._pairs = []
        if self._end is not None:
            self._rows.removeItem(self._end)
            self._end = None

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
