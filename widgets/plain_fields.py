"""The plain editors of a form: a line, a text, one of a list, one of a short list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from widgets.elided_label import plain_tooltip
from widgets.fonts import visible_text
from widgets.form_fields import FieldBox
from widgets.pick_field import Choice, PickField

TEXT_HEIGHT = 72


class TipLine(QLineEdit):
    """A line whose tooltip has what is typed, as it may be longer than the field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.textChanged.connect(self._tell)

    @Slot(str)
    def _tell(self, text: str) -> None:
        self.setToolTip(plain_tooltip(visible_text(text)))


def fill(box: QWidget, *widgets: QWidget) -> None:
    """Lays widgets one below the other without a margin."""
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for widget in widgets:
        layout.addWidget(widget)


class LineBox(FieldBox):
    """One line of text."""

    def __init__(self, parent: QWidget, placeholder: str) -> None:
        super().__init__(parent)
        self._line = TipLine(self)
        self._line.setPlaceholderText(placeholder)
        self._line.textChanged.connect(self.edited)
        self.setFocusProxy(self._line)
        fill(self, self._line)

    def value(self) -> str:
        return self._line.text()

    def set_value(self, text: str) -> None:
        self._line.setText(text)

    def set_name(self, name: str) -> None:
        self._line.setAccessibleName(name)


class TextBox(FieldBox):
    """Several lines of text; Tab leaves it, and what the form does with keys goes before."""

    def __init__(self, parent: QWidget, placeholder: str, keys: QObject) -> None:
        super().__init__(parent)
        self._text = QPlainTextEdit(self)
        self._text.setFixedHeight(TEXT_HEIGHT)
        # A text area wants to grow even where it may not: the room it got would stand empty around it.
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText(placeholder)
        self._text.textChanged.connect(self.edited)
        self._text.installEventFilter(keys)
        self.setFocusProxy(self._text)
        fill(self, self._text)

    def value(self) -> str:
        return self._text.toPlainText()

    def set_value(self, text: str) -> None:
        self._text.setPlainText(text)

    def set_name(self, name: str) -> None:
        self._text.setAccessibleName(name)


class PickBox(FieldBox):
    """One of a long list, found by typing."""

    def __init__(self, parent: QWidget, placeholder: str, choices: Sequence[Choice]) -> None:
        super().__init__(parent)
        self._pick = PickField(self)
        self._pick.set_choices(choices)
        self._pick.set_placeholder(placeholder)
        self._pick.picked.connect(self.edited)
        self._pick.left.connect(self.edited)
        self.setFocusProxy(self._pick)
        fill(self, self._pick)

    def value(self) -> str:
        return self._pick.key()

    def set_value(self, text: str) -> None:
        self._pick.set_key(text)

    def set_name(self, name: str) -> None:
        self._pick.set_accessible(name)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        self._pick.set_choices(choices)

    def problem(self) -> str:
        typed = self._pick.typed().strip()
        return self.words.not_in_list if typed and not self._pick.key() and not self._pick.is_active() else ""


class ComboBox(FieldBox):
    """One of a short list; the wheel does not change it while the form is scrolled."""

    def __init__(self, parent: QWidget, choices: Sequence[Choice]) -> None:
        super().__init__(parent)
        self._combo = QComboBox(self)
        for choice in choices:
            self._combo.addItem(choice.text, choice.key)
        self._combo.currentIndexChanged.connect(self.edited)
        self._combo.installEventFilter(self)
        self.setFocusProxy(self._combo)
        fill(self, self._combo)

    def value(self) -> str:
        return str(self._combo.currentData() or "")

    def set_value(self, text: str) -> None:
        self._combo.setCurrentIndex(max(0, self._combo.findData(text)))

    def set_name(self, name: str) -> None:
        self._combo.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self._combo.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
