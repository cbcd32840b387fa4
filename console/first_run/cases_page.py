"""Begins with a file of cases: an empty database in the zone of the file's mapping, then the import page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.desk.path_line import PathLine
from console.first_run.fields import FIELD_WIDTH, FieldGrid, FilesField, Line
from console.first_run_jobs import FirstRunJobs
from console.messages import Messages
from console.tasks import Tasks
from models.domain.errors import Trouble
from models.exchange.mapping_files import preset_names
from widgets.form_sheet import toned_label
from widgets.key_button import KeyButton
from widgets.page_keys import bind_page_keys
from widgets.panel import Panel
from widgets.tone import say

OWN = ""


class CasesPage(QWidget):
    """`chosen` carries a StartChoice, `left` asks for the cards."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, jobs: FirstRunJobs, tasks: Tasks, words: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._tasks, self._words = jobs, tasks, words
        self._running = False
        self.panel = Panel(parent=self)
        self.fields = FieldGrid(self)
        self.files = FilesField("Ctrl+O", self)
        self.mapping = QComboBox(self)
        self.own = PathLine(save=False, parent=self)
        self.name = Line(self)
        self.catalogue = QCheckBox(self)
        self.sentence = toned_label(self, "")
        self.go = KeyButton(key="Ctrl+Enter", kind="primary", parent=self)
        self.back = KeyButton(key="Esc", parent=self)
        for name in preset_names():
            self.mapping.addItem(name, name)
        self.mapping.addItem("", OWN)
        self._lay_out()
        self._connect()

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self._words = words
        self.panel.set_title(words.text("first-run-cases"), words.text("import-hint"))
        self.fields.set_label("files", words.text("import-files-label"))
        self.files.set_words(
            words.text("import-choose"), words.text("import-choose-title"), words.text("import-file-kinds")
        )
        self.files.edit.setAccessibleName(words.text("import-files-label"))
        self.fields.set_label("mapping", words.text("import-mapping-label"), words.text("cases-mapping-about"))
        self.mapping.setItemText(self.mapping.count() - 1, words.text("import-mapping-own"))
        self.own.set_words(
            words.text("import-mapping-path"), words.text("import-mapping-choose"),
            words.text("import-mapping-title"), words.text("import-mapping-kinds"),
        )  # fmt: skip
        self.fields.set_label("name", words.text("cases-name"), words.text("cases-name-about"))
        self.fields.set_label("catalogue", words.text("street-catalogue"))
        self.catalogue.setText(words.text("cases-catalogue"))
        self.go.set_text(words.text("cases-go"))
        self.back.set_text(words.text("first-run-back"))
        self._show_buttons()

    def opened(self) -> None:
        """The page was brought to the front."""
        self.files.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def settled(self) -> bool:
        """Whether nothing is under way."""
        return not self._running

    # -- inside -------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        chosen = QWidget(self)
        row = QVBoxLayout(chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.mapping)
        row.addWidget(self.own)
        self.fields.add("files", self.files, self.files.edit)
        self.fields.add("mapping", chosen, self.mapping)
        self.fields.add("name", self.name)
        self.fields.add("catalogue", self.catalogue)
        self.fields.setMaximumWidth(FIELD_WIDTH + 180)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.go, self.back):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 4, 16, 12)
        inside.setSpacing(12)
        inside.addWidget(self.fields)
        inside.addWidget(self.sentence)
        inside.addLayout(buttons)
        inside.addStretch(1)
        self.panel.body.addLayout(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.own.hide()
        self.sentence.hide()

    def _connect(self) -> None:
        self.files.changed.connect(self._typed)
        self.own.changed.connect(self._typed)
        self.mapping.currentIndexChanged.connect(self._mapping_chosen)
        self.go.clicked.connect(self._begin)
        self.back.clicked.connect(self.left)
        bind_page_keys(self, (
            ("Ctrl+O", self.files.open_dialog), ("Ctrl+Return", self.go.click), ("Ctrl+Enter", self.go.click),
            ("Esc", self.back.click),
        ))  # fmt: skip

    @Slot()
    def _typed(self) -> None:
        say(self.sentence, "")
        self._show_buttons()

    @Slot()
    def _mapping_chosen(self) -> None:
        self.own.setVisible(self.mapping.currentData() == OWN)
        self._typed()

    def _mapping_name(self) -> str:
        return str(self.mapping.currentData() or self.own.path())

    def _show_buttons(self) -> None:
        words, reason = self._words, ""
        if self._running:
            reason = words.text("cases-founding")
        elif not self.files.paths():
            reason = words.text("import-need-files")
        elif not self._mapping_name():
            reason = words.text("cases-need-mapping")
        self.go.set_disabled_reason(reason)
        self.back.setEnabled(not self._running)

    @Slot()
    def _begin(self) -> None:
        missing = next((path for path in self.files.paths() if not path.is_file()), None)
        if missing is not None:
            said = {"file": missing.name, "reason": self._words.text("cases-file-missing")}
            say(self.sentence, self._words.text("file-unreadable", **said), "overdue")
            return
        self._running = True
        say(self.sentence, self._words.text("cases-founding"), "muted")
        self._show_buttons()
        self._tasks.start("found", self._run())

    async def _run(self) -> None:
        asked = (self.files.paths(), self._mapping_name(), self.name.text().strip(), self.catalogue.isChecked())
        try:
            choice = await self._jobs.found_for_cases(*asked)
        except Trouble as trouble:
            say(self.sentence, self._words.trouble(trouble), "overdue")
        else:
            self.chosen.emit(choice)
        finally:
            self._running = False
            self._show_buttons()
            if self.isVisible() and not self.isAncestorOf(self.window().focusWidget()):
                self.opened()  # a button that was disabled meanwhile let the focus go
