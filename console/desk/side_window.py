"""Small windows beside the desk: the keys, and why a desk cannot open. Never modal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.facts_list import FactsList
from widgets.form_sheet import toned_label
from widgets.key_button import KeyButton
from widgets.panel import Panel


class SideWindow(QWidget):
    """A title, a sentence, a list of pairs, and one button. `done` follows when it is closed in any way."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._panel = Panel(parent=self)
        self._sentence = toned_label(self, "")
        self._facts = FactsList(self)
        self._button = KeyButton("", "Esc", "primary", self)
        self._button.clicked.connect(self._closed)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 4, 16, 12)
        inside.setSpacing(12)
        inside.addWidget(self._sentence)
        inside.addWidget(self._facts)
        inside.addStretch(1)
        inside.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._panel.body.addLayout(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self._panel)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._closed)

    def show_text(self, title: str, sentence: str, facts: Sequence[tuple[str, str]], button: str) -> None:
        """Fills the window; an empty sentence or list takes no room."""
        self.setWindowTitle(title)
        self._panel.set_title(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._facts.set_facts(list(facts))
        self._facts.setVisible(bool(facts))
        self._button.set_text(button)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.done.emit()

    @Slot()
    def _closed(self) -> None:
        self.close()
