"""A form inside the page, not a dialog: fields, a preview line, confirm and cancel.

Nothing behind it is locked: the queue goes on living while somebody types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.elided_label import plain_tooltip
from widgets.fonts import body, visible_text
from widgets.key_button import KeyButton
from widgets.pick_field import Choice, PickField

TEXT_HEIGHT = 72


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: `kind` is "line", "text", "pick" or "combo"; a required one is marked."""

    name: str
    label: str
    kind: str
    required: bool
    placeholder: str = ""
    choices: Sequence[Choice] = field(default_factory=tuple)


def toned_label(parent: QWidget, tone: str) -> QLabel:
    """A wrapping label of plain text in one of the style sheet's tones; "" is ink."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if tone:
        label.setProperty("tone", tone)
    return label


class _Line(QLineEdit):
    """A line whose tooltip has what is typed, as it may be longer than the field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.textChanged.connect(self._tell)

    @Slot(str)
    def _tell(self, text: str) -> None:
        self.setToolTip(plain_tooltip(visible_text(text)))


class FormSheet(QWidget):
    """Shows one form at a time. `submitted` carries the filled fields, `edited` every change."""

    submitted = Signal(dict)
    cancelled = Signal()
    edited = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editors: dict[str, QWidget] = {}
        self._fields: tuple[FormField, ...] = ()
        self._title = toned_label(self, "")
        self._title.setFont(body(16, bold=True))
        self._message = toned_label(self, "overdue")
        self._message.hide()
        self._preview = toned_label(self, "accent")
        self._preview.hide()
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field that has the focus
        self._body = QWidget(self._area)
        self._grid = QGridLayout(self._body)
        self._area.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._confirm = KeyButton("", "Ctrl+Enter", "primary", self)
        self._cancel = KeyButton("", "Esc", "normal", self)
        self._confirm.clicked.connect(self._submit)
        self._cancel.clicked.connect(self._give_up)
        self._lay_out()

    def set_form(self, title: str, fields: Sequence[FormField], confirm: str, cancel: str) -> None:
        """Shows a form with empty fields."""
        self._title.setText(title)
        self._fields = tuple(fields)
        self.set_message("")
        self.set_preview("")
        self._confirm.set_text(confirm)
        self._cancel.set_text(cancel)
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._editors = {}
        for row, spec in enumerate(self._fields):
            label = toned_label(self._body, "muted")
            label.setText(f"{spec.label} *" if spec.required else spec.label)
            editor = self._editor(spec)
            label.setBuddy(editor)
            self._editors[spec.name] = editor
            self._grid.addWidget(label, row * 2, 0)
            self._grid.addWidget(editor, row * 2 + 1, 0)
        self._grid.setRowStretch(len(self._fields) * 2, 1)

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields of the form that is shown."""
        return self._fields

    def focus_first(self) -> None:
        """Puts the keyboard into the first empty field, else the first; never on a button that a key would press."""
        values = self.values()
        names = [f.name for f in self._fields]
        name = next((n for n in names if not values.get(n)), names[0] if names else "")
        target = self._editors.get(name, self._confirm)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_values(self, values: Mapping[str, str]) -> None:
        """Fills fields in, for instance from a draft; unknown names are ignored."""
        for name, value in values.items():
            editor = self._editors.get(name)
            if isinstance(editor, QPlainTextEdit):
                editor.setPlainText(value)
            elif isinstance(editor, QLineEdit):
                editor.setText(value)
            elif isinstance(editor, PickField):
                editor.set_key(value)
            elif isinstance(editor, QComboBox):
                editor.setCurrentIndex(max(0, editor.findData(value)))

    def values(self) -> dict[str, str]:
        """The fields as they stand, without empty ones."""
        found: dict[str, str] = {}
        for name, editor in self._editors.items():
            if isinstance(editor, QPlainTextEdit):
                found[name] = editor.toPlainText()
            elif isinstance(editor, QLineEdit):
                found[name] = editor.text()
            elif isinstance(editor, PickField):
                found[name] = editor.key()
            elif isinstance(editor, QComboBox):
                found[name] = str(editor.currentData() or "")
        return {name: value for name, value in found.items() if value.strip()}

    def set_choices(self, name: str, choices: Sequence[Choice]) -> None:
        """Offers other choices in a pick field."""
        editor = self._editors.get(name)
        if isinstance(editor, PickField):
            editor.set_choices(choices)

    def set_message(self, text: str) -> None:
        """Says why the form was refused; empty hides it."""
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def set_preview(self, text: str) -> None:
        """Says what confirming will lead to, for instance the new deadline; empty hides it."""
        self._preview.setText(text)
        self._preview.setVisible(bool(text))

    def set_busy(self, busy: bool) -> None:
        """While a command is under way it cannot be sent again."""
        self._confirm.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._handles(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a text field Ctrl+Enter confirms, Esc cancels and Tab leaves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._handles(event):
            return True
        return super().eventFilter(watched, event)

    def _handles(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._submit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
            return True
        return False

    @Slot()
    def _submit(self) -> None:
        if not self._confirm.isEnabled():
            return
        values = self.values()
        missing = next((f for f in self._fields if f.required and f.name not in values), None)
        if missing is not None:
            self._editors[missing.name].setFocus(Qt.FocusReason.OtherFocusReason)
        self.submitted.emit(values)

    @Slot()
    def _give_up(self) -> None:
        self.cancelled.emit()

    @Slot()
    def _changed(self) -> None:
        self.edited.emit(self.values())

    def _editor(self, spec: FormField) -> QWidget:
        editor: QWidget
        if spec.kind == "text":
            text = QPlainTextEdit(self._body)
            text.setFixedHeight(TEXT_HEIGHT)
            text.setTabChangesFocus(True)
            text.setPlaceholderText(spec.placeholder)
            text.textChanged.connect(self._changed)
            text.installEventFilter(self)
            editor = text
        elif spec.kind == "pick":
            pick = PickField(self._body)
            pick.set_choices(spec.choices)
            pick.set_placeholder(spec.placeholder)
            pick.set_accessible(spec.label)
            pick.picked.connect(self._changed)
            editor = pick
        elif spec.kind == "combo":
            combo = QComboBox(self._body)
            for choice in spec.choices:
                combo.addItem(choice.text, choice.key)
            combo.currentIndexChanged.connect(self._changed)
            editor = combo
        else:
            line = _Line(self._body)
            line.setPlaceholderText(spec.placeholder)
            line.textChanged.connect(self._changed)
            editor = line
        editor.setAccessibleName(spec.label)
        return editor

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._confirm)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setVerticalSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._preview)
        layout.addWidget(self._message)
        layout.addLayout(buttons)
