"""The row below a table with which it is exported: a path, two kinds of file, and a sentence about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from console.desk.documents import proposed_file
from console.desk.path_line import PathLine
from console.messages import Messages
from models.domain.errors import Trouble
from widgets.elided_label import ElidedLabel
from widgets.key_button import KeyButton
from widgets.tone import restyle

Export = Callable[[Path, Callable[[], bool]], Awaitable[int | None]]
"""Writes the file; the number of rows, None when it was cancelled."""


class ExportRow(QWidget):
    """`asked` follows when somebody wants the export; its owner starts `run` as a task."""

    asked = Signal()

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = messages
        self._stop = Event()
        self._proposed = ""
        self._busy = False
        self._label = QLabel(self)
        self._label.setProperty("tone", "muted")
        self.path = PathLine(save=True, parent=self)
        self.csv, self.xlsx = KeyButton(parent=self), KeyButton(parent=self)
        for button in (self.csv, self.xlsx):
            button.set_icon_name("download")
        self.told = ElidedLabel("", self, tone="muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(15, 8, 10, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for column, widget in enumerate((self._label, self.path, self.csv, self.xlsx)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.told, 1, 0, 1, 4)
        grid.setColumnStretch(1, 1)
        self.csv.clicked.connect(self._csv)
        self.xlsx.clicked.connect(self._xlsx)
        self.set_messages(messages)

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self._words = words
        self._label.setText(words.text("export-label"))
        self.csv.set_text(words.text("export-csv"))
        self.xlsx.set_text(words.text("export-xlsx"))
        self.path.set_words(
            words.text("export-label"), words.text("export-choose"), words.text("export-choose-title"),
            words.text("export-files"),
        )  # fmt: skip

    def propose(self, stamp: str) -> None:
        """A name that says when, where documents go; what somebody typed stays."""
        if self.path.path() in ("", self._proposed):
            self._proposed = proposed_file(f"{self._words.text('export-name')}-{stamp}.xlsx")
            self.path.set_path(self._proposed)

    def stop(self) -> None:
        """Ends a running export; its file is not kept."""
        self._stop.set()

    async def run(self, export: Export) -> None:
        """Exports to the path in the line and says what came of it."""
        self._stop.clear()
        self._busy = True
        self._say(self._words.text("export-running"))
        path = Path(self.path.path()).expanduser()
        try:
            count = await export(path, self._stop.is_set)
        except Trouble as trouble:
            self._say(self._words.trouble(trouble), "overdue")
        else:
            if count is None:
                self._say(self._words.text("export-cancelled"), "due_soon")
            else:
                self._say(self._words.text("export-done", count=count, path=str(path)))
        finally:
            self._busy = False

    def _say(self, text: str, tone: str = "muted") -> None:
        self.told.setText(text)
        restyle(self.told, "tone", tone)

    @Slot()
    def _csv(self) -> None:
        self._ask(".csv")

    @Slot()
    def _xlsx(self) -> None:
        self._ask(".xlsx")

    def _ask(self, suffix: str) -> None:
        if self._busy:
            return
        path = Path(self.path.path())
        if path.suffix.lower() in (".csv", ".xlsx"):
            path = path.with_suffix(suffix)
        elif path.name:
            path = path.with_name(path.name + suffix)
        self.path.set_path(str(path))
        self.asked.emit()
