"""What stands in the place of a list that has nothing to show: one sentence and one action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.form_sheet import toned_label
from widgets.key_button import KeyButton


class StatePane(QWidget):
    """Empty, loading, failed. `acted` follows when the button is pressed."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = toned_label(self, "muted")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = KeyButton(parent=self)
        self.button.clicked.connect(self._pressed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self._sentence)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def say(self, sentence: str, action: str = "") -> None:
        """Shows a sentence, and the button when there is something to do."""
        self._sentence.setText(sentence)
        self.button.set_text(action)
        self.button.setVisible(bool(action))

    def sentence(self) -> str:
        """What is said."""
        return self._sentence.text()

    @Slot()
    def _pressed(self) -> None:
        self.acted.emit()
