"""A position: typed as longitude and latitude, or taken from the map."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.form_fields import FieldBox, FormField, FormWords
from widgets.icon_button import IconButton
from widgets.plain_fields import TipLine

KEY = "Ctrl+P"


class PositionField(FieldBox):
    """Such as 120.26, 30.31. P in the line, Ctrl+P anywhere in the form, or the button: `tool_asked` for the map."""

    def __init__(self, parent: QWidget, spec: FormField, words: FormWords) -> None:
        super().__init__(parent)
        self._line = TipLine(self)
        self._line.setPlaceholderText(spec.placeholder)
        self._line.textChanged.connect(self.edited)
        self._line.installEventFilter(self)
        self._button = IconButton("map-pin", KEY, self)
        self._button.set_word(words.on_map)
        self._button.clicked.connect(self.tool_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._line, 1)
        layout.addWidget(self._button)
        self.setFocusProxy(self._line)

    def value(self) -> str:
        return self._line.text().strip()

    def set_value(self, text: str) -> None:
        self._line.setText(text)

    def set_name(self, name: str) -> None:
        self._line.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_P
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            self.tool_asked.emit()
            return True
        return super().eventFilter(watched, event)
