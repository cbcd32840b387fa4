"""A form inside the page, not a dialog: fields, likely duplicates, a preview line, confirm and cancel.

Nothing behind it is locked: the queue goes on living while somebody types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from widgets.fonts import body, visible_text
from widgets.form_body import FormBody
from widgets.form_fields import FormField, FormWords, toned_label
from widgets.key_button import KeyButton
from widgets.likely_list import LikelyList
from widgets.pick_field import Choice
from widgets.tone import say

__all__ = ["FormField", "FormSheet", "FormWords", "toned_label"]


class FormSheet(QWidget):
    """Shows one form at a time. `submitted` carries the filled fields, `edited` every change.

    `asked` carries the name of a field and what to look up for it, `tool_asked` a field whose tool is wanted;
    `likely_opened` the key of a likely duplicate to look at. A report merged into one is submitted with the field
    `parent`. `cleared` follows when somebody throws away what was typed.
    """

    submitted = Signal(dict)
    cancelled = Signal()
    edited = Signal(dict)
    asked = Signal(str, str)
    tool_asked = Signal(str)
    likely_opened = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[FormField, ...] = ()
        self._words = FormWords()
        self._filling = False
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
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = FormBody(self._area)
        self._area.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._confirm = KeyButton("", "Ctrl+Enter", "primary", self)
        self._cancel = KeyButton("", "Esc", "normal", self)
        self._clear = KeyButton("", "Ctrl+Del", "normal", self)
        self._likely = LikelyList(self)
        self._lay_out()
        self._connect()

    def set_words(self, words: FormWords) -> None:
        """The words of the forms shown from now on."""
        self._words = words

    def set_form(self, title: str, fields: Sequence[FormField], confirm: str, cancel: str) -> None:
        """Shows a form with empty fields."""
        self._title.setText(title)
        self._fields = tuple(fields)
        self.set_message("")
        self.set_preview("")
        self.set_likely("", ())
        self._confirm.set_text(confirm)
        self._cancel.set_text(cancel)
        self._clear.set_text(self._words.clear)
        self._clear.hide()
        self._filling = True  # fields that go lose the keyboard, which is no change of the new ones
        self._body.set_fields(fields, self._words, self)
        self._filling = False
        self._area.verticalScrollBar().setValue(0)

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields of the form that is shown."""
        return self._fields

    def focus_first(self) -> None:
        """Puts the keyboard into the first empty required field, else the first empty one, else the first; never on a
        button that a key would press."""
        values = self.values()
        ordered = sorted(self._fields, key=lambda spec: (spec.name in values, not spec.required))
        target = self._body.editor(ordered[0].name) if ordered else None
        (target or self._confirm).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_field(self, name: str) -> None:
        """Puts the keyboard into a field."""
        editor = self._body.editor(name)
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_values(self, values: Mapping[str, str]) -> None:
        """Fills fields in, for instance from a draft; unknown names are ignored. One `edited` follows."""
        self._filling = True
        self._body.set_values(values)
        self._filling = False
        self._changed()

    def values(self) -> dict[str, str]:
        """The fields as they stand, without empty ones."""
        return self._body.values()

    def set_choices(self, name: str, choices: Sequence[Choice]) -> None:
        """Offers other choices in a field."""
        editor = self._body.editor(name)
        if editor is not None:
            editor.set_choices(choices)

    def set_message(self, text: str) -> None:
        """Says why the form was refused; empty hides it."""
        self._message.setText(visible_text(text))
        self._message.setVisible(bool(text))

    def set_preview(self, text: str, *, refused: bool = False) -> None:
        """Says what confirming will lead to, for instance the new deadline, or that it will be refused; empty hides."""
        say(self._preview, visible_text(text), "overdue" if refused else "accent")

    def preview(self) -> str:
        """What is said of where confirming leads; "" while nothing is."""
        return self._preview.text() if not self._preview.isHidden() else ""

    def set_likely(self, title: str, rows: Sequence[Choice]) -> None:
        """Likely duplicates, best first; none hides them."""
        self._likely.set_rows(title, self._words.likely_keys, rows)

    def likely(self) -> list[Choice]:
        """The likely duplicates that are shown."""
        return self._likely.rows() if not self._likely.isHidden() else []

    def problems(self) -> dict[str, str]:
        """What is wrong with what is filled in, by field, in words."""
        return self._body.problems()

    def set_clearable(self, clearable: bool) -> None:
        """Whether there is something typed that can be thrown away."""
        self._clear.setVisible(clearable)

    def set_busy(self, busy: bool) -> None:
        """While a command is under way it cannot be sent again."""
        self._confirm.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._handles(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The form's own keys go before those of its fields."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._handles(event):
            return True
        return super().eventFilter(watched, event)

    def _handles(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self._submit()
        elif key == Qt.Key.Key_Escape:
            self._give_up()
        elif key == Qt.Key.Key_Down and control:
            return self._likely.take_focus()
        elif key == Qt.Key.Key_Delete and control and not self._clear.isHidden():
            self.cleared.emit()
        elif key == Qt.Key.Key_M and control:
            self._likely.merge()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._body.choose(chr(key) if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else "")
        else:
            return False
        return True

    @Slot()
    def _submit(self) -> None:
        if self._confirm.isEnabled() and self._all_right():
            self.submitted.emit(self.values())

    @Slot(str)
    def _merge(self, key: str) -> None:
        if self._body.editor("parent") is not None:
            self._body.set_values({"parent": key})
            self.focus_first()
        elif self._confirm.isEnabled() and self._all_right():
            self.submitted.emit({**self.values(), "parent": key})

    def _all_right(self) -> bool:
        """Whether nothing is wrong; else it is said beside the fields, and the first of them has the keyboard."""
        wrong = self._body.show_problems(every=True)
        if wrong:
            self.focus_field(next(iter(wrong)))
        return not wrong

    @Slot()
    def _give_up(self) -> None:
        self.cancelled.emit()

    @Slot()
    def _changed(self) -> None:
        if not self._filling:
            self._body.show_problems(every=False)
            self.edited.emit(self.values())

    @Slot()
    def _back_to_fields(self) -> None:
        self.focus_first()

    def _connect(self) -> None:
        self._confirm.clicked.connect(self._submit)
        self._cancel.clicked.connect(self._give_up)
        self._body.edited.connect(self._changed)
        self._body.asked.connect(self.asked)
        self._body.tool_asked.connect(self.tool_asked)
        self._likely.opened.connect(self.likely_opened)
        self._likely.merged.connect(self._merge)
        self._clear.clicked.connect(self.cleared)
        self._likely.left.connect(self._back_to_fields)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._confirm)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        buttons.addWidget(self._clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._likely)
        layout.addWidget(self._preview)
        layout.addWidget(self._message)
        layout.addLayout(buttons)
        QWidget.setTabOrder(self._likely.table, self._confirm)
        QWidget.setTabOrder(self._confirm, self._cancel)
        QWidget.setTabOrder(self._cancel, self._clear)
