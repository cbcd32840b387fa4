"""The files below the roster: one to import (tried first), one to export into."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from console.desk.documents import proposed_file
from console.desk.export_row import ExportRow
from console.desk.path_line import PathLine
from console.item_models.text_table import TextTableModel
from console.messages import Messages
from console.roster_import import RosterImported
from widgets.elided_label import ElidedLabel
from widgets.key_button import KeyButton
from widgets.plain_table import PlainTable
from widgets.tone import restyle

FILE, NUMBER = 160, 64
REFUSED_HEIGHT = 32 * 4
MOST_SHOWN = 200


class RosterFiles(QWidget):
    """`tried` and `wanted` follow when somebody tries an import or wants it."""

    tried = Signal()
    wanted = Signal()

    def __init__(self, words: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._ready = ""
        self._busy = False
        self._label = QLabel(self)
        self._label.setProperty("tone", "muted")
        self.path = PathLine(save=False, parent=self)
        self.dry_run = KeyButton(parent=self)
        self.go = KeyButton(kind="primary", parent=self)
        self.go.set_icon_name("upload")
        self.told = ElidedLabel("", self, tone="muted")
        self.refused, self.refused_rows = PlainTable(self), TextTableModel(self)
        self.export = ExportRow(words, self)
        self._lay_out()
        self.path.changed.connect(self._show_buttons)
        self.dry_run.clicked.connect(self.tried)
        self.go.clicked.connect(self.wanted)
        self.set_messages(words)

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self._words = words
        self._label.setText(words.text("roster-import-label"))
        self.dry_run.set_text(words.text("import-try"))
        self.go.set_text(words.text("import-go"))
        self.path.set_words(
            words.text("roster-import-label"), words.text("export-choose"), words.text("roster-import-title"),
            words.text("export-files"),
        )  # fmt: skip
        self.refused.setAccessibleName(words.text("roster-refused"))
        self.export.set_messages(words)
        self._show_buttons()

    def propose(self, name: str) -> None:
        """A name for the export in the user's documents, where none is there."""
        if not self.export.path.path():
            self.export.path.set_path(proposed_file(f"{name}.xlsx"))

    def file(self) -> Path:
        """The file to import."""
        return Path(self.path.path()).expanduser()

    def set_busy(self, busy: bool) -> None:
        """While an import is under way none can be begun."""
        self._busy = busy
        if busy:
            self.say(self._words.text("roster-import-running"), "muted")
        self._show_buttons()

    def show_done(self, done: RosterImported) -> None:
        """What came of an import or a try: counts and refused rows."""
        words = self._words
        key = "roster-import-tried" if done.dry_run else "roster-import-done"
        counts = {"read": done.read, "imported": done.imported, "skipped": done.skipped, "refused": done.refused}
        said = [words.text(key, **counts)]
        if done.refused_file is not None:
            said.append(words.text("roster-import-kept", path=str(done.refused_file)))
        said.extend(words.text("roster-import-ignored", sheet=sheet) for sheet in done.ignored)
        self.say(" ".join(said), "due_soon" if done.refused else "muted")
        headings = [words.text(f"roster-refused-{name}") for name in ("file", "row", "reason")]
        rows = [(r.file, str(r.row), words.outcome(r.key, r.arguments)) for r in done.refusals[:MOST_SHOWN]]
        self.refused_rows.show_rows(headings, rows)
        self.refused.set_widths({0: FILE, 1: NUMBER}, 2)
        self.refused.setVisible(bool(rows))
        self._ready = self.path.path() if done.dry_run and done.imported else ""
        self._show_buttons()

    def say(self, text: str, tone: str) -> None:
        """A sentence about the import."""
        self.told.setText(text)
        restyle(self.told, "tone", tone)

    @Slot()
    def _show_buttons(self) -> None:
        words = self._words
        reason = words.text("import-is-running") if self._busy else ""
        if not reason and not self.path.path():
            reason = words.text("import-need-files")
        self.dry_run.set_disabled_reason(reason)
        if not reason and self._ready != self.path.path():
            reason = words.text("import-need-dry-run")
        self.go.set_disabled_reason(reason)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(15, 8, 10, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for column, widget in enumerate((self._label, self.path, self.dry_run, self.go)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.told, 1, 0, 1, 4)
        grid.setColumnStretch(1, 1)
        self.refused.setModel(self.refused_rows)
        self.refused.setFixedHeight(REFUSED_HEIGHT)
        self.refused.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(grid)
        lines.addWidget(self.refused)
        lines.addWidget(self.export)
