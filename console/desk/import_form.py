"""The left side of the import page: files, mapping, the buttons, progress, and the result in figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.desk.path_line import PathLine
from console.mappings import saved_names
from console.messages import Messages
from models.exchange.mapping_files import preset_names
from widgets.facts_list import FactsList
from widgets.form_sheet import toned_label
from widgets.key_button import KeyButton
from widgets.panel import Panel
from widgets.tone import say

TYPING_MS = 400
FILES_HEIGHT = 78
OWN, AUTO, MATCH = "", "*auto", "*match"
"""The mapping box's keys of somebody's own file, of the one that the header tells, and of matching the columns."""


class ImportForm(Panel):
    """`changed` follows when files or mapping are others, once typing rests."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._dialog_title = self._dialog_kinds = ""
        self.dialog: QFileDialog | None = None
        self.notice = toned_label(self, "due_soon")
        self.files_label, self.mapping_label = QLabel(self), QLabel(self)
        self.files = QPlainTextEdit(self)
        self.choose = KeyButton(key="Ctrl+O", parent=self)
        self.mapping = QComboBox(self)
        self.own = PathLine(save=False, parent=self)
        self.mapping_facts = toned_label(self, "muted")
        self.dry_run = KeyButton(key="Ctrl+T", parent=self)
        self.go = KeyButton(key="Ctrl+I", kind="primary", parent=self)
        self.cancel = KeyButton(key="Esc", parent=self)
        self.bar = QProgressBar(self)
        self.progress = toned_label(self, "muted")
        self.sentence = toned_label(self, "")
        self.facts = FactsList(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_MS)
        self._lay_out()
        self._connect()

    # -- texts --------------------------------------------------------------------------------------
    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self.set_title(words.text("import-title"), words.text("import-hint"))
        self.files_label.setText(words.text("import-files-label"))
        self.files.setAccessibleName(words.text("import-files-label"))
        self.choose.set_text(words.text("import-choose"))
        self.mapping_label.setText(words.text("import-mapping-label"))
        self.mapping.setAccessibleName(words.text("import-mapping-label"))
        self.own.set_words(
            words.text("import-mapping-path"), words.text("import-mapping-choose"),
            words.text("import-mapping-title"), words.text("import-mapping-kinds"),
        )  # fmt: skip
        for key, name in ((OWN, "own"), (AUTO, "auto"), (MATCH, "match")):
            self.mapping.setItemText(self.mapping.findData(key), words.text(f"import-mapping-{name}"))
        self._dialog_title, self._dialog_kinds = words.text("import-choose-title"), words.text("import-file-kinds")
        self.dry_run.set_text(words.text("import-try"))
        self.go.set_text(words.text("import-go"))
        self.cancel.set_text(words.text("import-stop"))
        self.bar.setAccessibleName(words.text("import-progress"))

    def say(self, text: str, tone: str = "") -> None:
        """The sentence about files, mapping or what came of an import; "" takes it away."""
        say(self.sentence, text, tone)

    def show_progress(self, text: str, part: float | None) -> None:
        """A sentence and the done part between 0 and 1; None takes both away."""
        self.bar.setVisible(part is not None)
        self.progress.setVisible(part is not None)
        self.progress.setText(text)
        self.bar.setValue(round(1_000 * (part or 0.0)))

    # -- what was asked for -------------------------------------------------------------------------
    def paths(self) -> tuple[Path, ...]:
        """The files, one per line."""
        lines = (line.strip() for line in self.files.toPlainText().splitlines())
        return tuple(Path(line).expanduser() for line in lines if line)

    def choose_mapping(self, name: str) -> None:
        """Chooses a mapping that was saved, which may be new."""
        if self.mapping.findData(name) < 0:
            self.mapping.insertItem(self.mapping.count() - 1, name, name)
        self.mapping.setCurrentIndex(self.mapping.findData(name))
        self._rest.start()

    def mapping_name(self) -> str:
        """AUTO, MATCH, a mapping's name or the path of a mapping file; "" while none is named."""
        preset = str(self.mapping.currentData() or OWN)
        if preset:
            return preset
        path = self.own.path()
        return str(Path(path).expanduser().absolute()) if path else ""

    def ask(self, files: Sequence[Path], mapping: str) -> None:
        """Puts files and a mapping (a preset's name or a file) into the fields."""
        self.files.setPlainText("\n".join(str(path) for path in files))
        preset = self.mapping.findData(mapping)
        self.mapping.setCurrentIndex(preset if preset >= 0 else self.mapping.findData(OWN))
        if preset < 0:
            self.own.set_path(mapping)

    # -- inside -------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self.files.setFixedHeight(FILES_HEIGHT)
        self.files.setTabChangesFocus(True)
        self.files.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.mapping.addItem("", AUTO)
        self.mapping.addItem("", MATCH)
        for name in (*preset_names(), *saved_names()):
            self.mapping.addItem(name, name)
        self.mapping.addItem("", OWN)
        self.bar.setRange(0, 1_000)
        self.bar.setTextVisible(False)
        self.choose.set_icon_name("upload")
        for button in (self.choose, self.dry_run, self.go, self.cancel):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for label in (self.files_label, self.mapping_label):
            label.setProperty("tone", "muted")
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(15, 4, 15, 8)
        column.setSpacing(8)
        for widget in (
            self.notice, self.files_label, self.files, self.choose, self.mapping_label, self.mapping, self.own,
            self.mapping_facts,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addLayout(self._buttons())
        for told in (self.bar, self.progress, self.sentence, self.facts):
            column.addWidget(told)
        column.addStretch(1)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.body.addWidget(area, 1)
        self.say("")
        self.show_progress("", None)
        self.own.hide()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.dry_run, self.go, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.files.textChanged.connect(self._rest.start)
        self.own.changed.connect(self._rest.start)
        self.mapping.currentIndexChanged.connect(self._mapping_chosen)
        self._rest.timeout.connect(self.changed)
        self.choose.clicked.connect(self.open_dialog)

    @property
    def resting(self) -> bool:
        """Whether nothing typed waits to be told."""
        return not self._rest.isActive()

    @Slot()
    def _mapping_chosen(self) -> None:
        self.own.setVisible(self.mapping.currentData() == OWN)
        self._rest.start()

    @Slot()
    def open_dialog(self) -> None:
        """Opens Qt's file window; nothing waits for it."""
        if self.dialog is not None or not self.choose.isEnabled():
            return
        paths = self.paths()
        dialog = QFileDialog(self.window(), self._dialog_title, str(paths[0].parent) if paths else "",
                             self._dialog_kinds)  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._files_chosen)
        dialog.finished.connect(self._dialog_closed)
        self.dialog = dialog
        dialog.open()

    @Slot(list)
    def _files_chosen(self, paths: list[str]) -> None:
        self.files.setPlainText("\n".join(paths))

    @Slot()
    def _dialog_closed(self) -> None:
        self.dialog = None
