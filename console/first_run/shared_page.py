"""Opens a database that is there already: on a server, or a file; tried first, remembered without its password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from console.desk.path_line import PathLine
from console.first_run.fields import FIELD_WIDTH, FieldGrid, Line
from console.first_run_jobs import FirstRunJobs, shared_choice
from console.messages import Messages
from console.tasks import Tasks
from models.domain.errors import Trouble
from widgets.form_sheet import toned_label
from widgets.key_button import KeyButton
from widgets.page_keys import bind_page_keys
from widgets.panel import Panel
from widgets.tone import say

EXAMPLES = {"zh": "postgresql://用户@主机:5432/数据库", "en": "postgresql://user@host:5432/database"}


class SharedPage(QWidget):
    """`chosen` carries a StartChoice, `left` asks for the cards."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, jobs: FirstRunJobs, tasks: Tasks, words: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._tasks, self._words = jobs, tasks, words
        self._running = False
        self.panel = Panel(parent=self)
        self.fields = FieldGrid(self)
        self.url = PathLine(save=False, parent=self)
        self.password = Line(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields.add("url", self.url, self.url.edit)
        self.fields.add("password", self.password)
        self.fields.setMaximumWidth(FIELD_WIDTH + 180)
        self.sentence = toned_label(self, "")
        self.try_it = KeyButton(key="Ctrl+T", parent=self)
        self.go = KeyButton(key="Ctrl+Enter", kind="primary", parent=self)
        self.back = KeyButton(key="Esc", parent=self)
        self._lay_out()
        self._connect()

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self._words = words
        self.panel.set_title(words.text("first-run-shared"), words.text("shared-hint"))
        self.fields.set_label("url", words.text("shared-url"), words.text("shared-url-about"))
        self.url.set_words(
            words.text("shared-url"), words.text("shared-file"), words.text("shared-file-title"),
            words.text("shared-file-kinds"),
        )  # fmt: skip
        self.url.edit.setPlaceholderText(EXAMPLES[words.language])
        self.fields.set_label("password", words.text("shared-password"), words.text("shared-password-about"))
        self.try_it.set_text(words.text("shared-try"))
        self.go.set_text(words.text("shared-open"))
        self.back.set_text(words.text("first-run-back"))
        self._show_buttons()

    def opened(self) -> None:
        """The page was brought to the front."""
        target = self.password if self.url.path() and not self.sentence.isHidden() else self.url.edit
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_failed(self, url: str, trouble: Trouble) -> None:
        """The remembered database could not be opened: its address, and why."""
        self.url.set_path(url)
        say(self.sentence, self._words.trouble(trouble), "overdue")

    @property
    def settled(self) -> bool:
        """Whether nothing is under way."""
        return not self._running

    # -- inside -------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.go, self.try_it, self.back):
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
        self.sentence.hide()

    def _connect(self) -> None:
        self.url.changed.connect(self._typed)
        self.password.textChanged.connect(self._typed)
        self.try_it.clicked.connect(self._try)
        self.go.clicked.connect(self._open)
        self.back.clicked.connect(self.left)
        bind_page_keys(self, (
            ("Ctrl+T", self.try_it.click), ("Ctrl+Return", self.go.click), ("Ctrl+Enter", self.go.click),
            ("Esc", self.back.click),
        ))  # fmt: skip
        for line in (self.url.edit, self.password):
            line.returnPressed.connect(self.go.click)

    @Slot()
    def _typed(self) -> None:
        say(self.sentence, "")
        self._show_buttons()

    def _show_buttons(self) -> None:
        reason = "" if self.url.path() else self._words.text("shared-need-url")
        if self._running:
            reason = self._words.text("shared-trying")
        self.try_it.set_disabled_reason(reason)
        self.go.set_disabled_reason(reason)
        self.back.setEnabled(not self._running)

    @Slot()
    def _try(self) -> None:
        self._begin(opening=False)

    @Slot()
    def _open(self) -> None:
        self._begin(opening=True)

    def _begin(self, *, opening: bool) -> None:
        if self._running or not self.url.path():
            return
        self._running = True
        say(self.sentence, self._words.text("shared-trying"), "muted")
        self._show_buttons()
        self._tasks.start("probe", self._run(self.url.path(), self.password.text(), opening))

    async def _run(self, url: str, password: str, opening: bool) -> None:
        try:
            found = await self._jobs.probe(url, password)
        except Trouble as trouble:
            said, tone = self._words.trouble(trouble), "overdue"
        else:
            key = "shared-works-demo" if found.is_demo else "shared-works"
            said, tone = self._words.text(key, place=found.place_name or found.url), "on_track"
            if opening:
                self.chosen.emit(shared_choice(url, password))
        finally:
            self._running = False
            self._show_buttons()
        say(self.sentence, said, tone)
        if self.isVisible() and not self.isAncestorOf(self.window().focusWidget()):
            self.opened()  # a button that was disabled meanwhile let the focus go
