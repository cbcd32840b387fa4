"""Matching the columns of a file that fits no mapping: proposals to be changed, a live preview, saving."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from console.desk.match_table import MatchTable
from console.desk.state_pane import StatePane
from console.desk.whole_columns import WholeColumns
from console.drafts import Drafts
from console.import_job import ImportJobs
from console.item_models.text_table import TextTableModel
from console.mapping_words import trouble_words
from console.mappings import Matched, save
from console.match_desk import TABS, MatchDesk
from console.match_rows import MatchRows
from console.match_shown import look_words, shown
from console.session import Session
from console.tasks import Tasks
from models.domain.errors import BadInput
from models.exchange.matching import Matching, from_json, to_json
from widgets.elided_label import ElidedLabel
from widgets.key_button import KeyButton
from widgets.panel import Panel
from widgets.tone import restyle

PREVIEW_HEIGHT = 240
COLUMN = 132
FIRST = (56, 320)
GAP = 12
DRAFT = "matching"


class MatchPane(QWidget):
    """`saved` carries the name of a mapping that was saved. A matching half-done is kept as a draft per header."""

    saved = Signal(str)

    def __init__(
        self, session: Session, jobs: ImportJobs, tasks: Tasks, drafts: Drafts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._tasks, self._drafts = session, jobs, tasks, drafts
        self._files: tuple[Path, ...] = ()
        self._reading = 0
        self._note = ""
        self.desk: MatchDesk | None = None
        self.above, self.below = Panel(parent=self), Panel(parent=self)
        self.state = StatePane(self)
        self.tabs = QTabBar(self)
        self.tables = {tab: MatchTable(tab, self) for tab in TABS}
        self.preview, self.preview_model = WholeColumns(FIRST, COLUMN, self), TextTableModel(self)
        self.preview.setModel(self.preview_model)
        self.preview_state = StatePane(self)
        self.name, self.source = QLineEdit(self), QLineEdit(self)
        self._name_label, self._source_label = QLabel(self), QLabel(self)
        self.save, self.again = KeyButton(key="Ctrl+S", kind="primary", parent=self), KeyButton(parent=self)
        self.told = ElidedLabel("", self, tone="muted")
        self._lay_out()
        self._connect()
        self.set_session(session)

    # -- what the page calls ------------------------------------------------------------------------
    def set_session(self, session: Session) -> None:
        """Another language or other reference records."""
        self._session = session
        words = session.messages
        for place, tab in enumerate(TABS):
            self.tabs.setTabText(place, words.text(f"match-tab-{tab}"))
        self.tabs.setAccessibleName(words.text("match-title"))
        self.below.set_title(words.text("match-preview-title"))
        self.preview.setAccessibleName(words.text("match-preview-title"))
        for label, edit, key in ((self._name_label, self.name, "name"), (self._source_label, self.source, "source")):
            label.setText(words.text(f"match-{key}"))
            edit.setAccessibleName(words.text(f"match-{key}"))
        self.source.setToolTip(words.text("match-source-hint"))
        self.save.set_text(words.text("match-save"))
        self.again.set_text(words.text("match-again"))
        self._show()

    def start(self, files: Sequence[Path]) -> None:
        """Looks at files and proposes; what was begun for such files before goes on."""
        self._files, self.desk = tuple(files), None
        self._reading += 1
        self._show()
        self._tasks.start("matching", self._look(self._files))

    def stop(self) -> None:
        """No files any more."""
        self._files, self.desk = (), None

    @property
    def settled(self) -> bool:
        """Whether nothing is under way."""
        return self._reading == 0

    def focus_first(self) -> None:
        """Into the table of the tab in front."""
        self.tables[TABS[self.tabs.currentIndex()]].setFocus()

    # -- inside -------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        for _tab in TABS:
            self.tabs.addTab("")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.stack = QStackedWidget(self)
        for table in self.tables.values():
            self.stack.addWidget(table)
        for label in (self._name_label, self._source_label):
            label.setProperty("tone", "muted")
        row = QGridLayout()
        row.setContentsMargins(15, 6, 12, 0)
        row.setHorizontalSpacing(8)
        widgets = (self._name_label, self.name, self._source_label, self.source, self.save, self.again)
        for column, widget in enumerate(widgets):
            row.addWidget(widget, 0, column)
        row.addWidget(self.told, 1, 0, 1, len(widgets))
        row.setColumnStretch(1, 1)
        row.setColumnStretch(3, 1)
        self._whole = QWidget(self)
        column_ = QVBoxLayout(self._whole)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(4)
        column_.addWidget(self.tabs)
        column_.addWidget(self.stack, 1)
        column_.addLayout(row)
        self._upper_stack, self._lower_stack = QStackedWidget(self), QStackedWidget(self)
        for stack, parts in ((self._upper_stack, (self.state, self._whole)),
                             (self._lower_stack, (self.preview_state, self.preview))):  # fmt: skip
            for part in parts:
                stack.addWidget(part)
        self.above.body.addWidget(self._upper_stack)
        self.below.body.addWidget(self._lower_stack)
        self.below.setFixedHeight(PREVIEW_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.above, 1)
        layout.addWidget(self.below)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        for table in self.tables.values():
            table.chosen.connect(self._chosen)
        self.name.textEdited.connect(self._renamed)
        self.source.textEdited.connect(self._renamed)
        self.save.clicked.connect(self.save_it)
        self.again.clicked.connect(self._propose_anew)

    async def _look(self, files: tuple[Path, ...]) -> None:
        try:
            matched = await self._jobs.match(files, self._session.opened)
        except BadInput as trouble:
            if files == self._files:
                self.state.say(self._session.messages.trouble(trouble))
            return
        finally:
            self._reading -= 1
        if files != self._files:
            return
        draft = self._draft(matched)
        self.desk = MatchDesk(matched, draft)
        self._note = self._session.messages.text("match-from-draft") if draft is not None else ""
        self.name.setText(self.desk.matching.name)
        self.source.setText(self.desk.matching.source)
        self._show()

    def _draft(self, matched: Matched) -> Matching | None:
        """What was begun for such a header, if its columns are there."""
        found = from_json(self._drafts.get(_key(matched), DRAFT).get("json", ""))
        return found if found is not None and set(found.columns.values()) <= set(matched.look.header) else None

    def _show(self) -> None:
        words = self._session.messages
        desk = self.desk
        self.above.set_title(words.text("match-title"), look_words(desk.matched, words) if desk is not None else "")
        self._upper_stack.setCurrentWidget(self.state if desk is None else self._whole)
        self.below.setVisible(desk is not None)
        if desk is None:
            self.state.say(words.text("match-loading"))
            return
        source = MatchRows(desk, words, self._session.names)
        for tab, table in self.tables.items():
            table.show_rows(source, words, words.text(f"match-tab-{tab}"))
        self._show_preview(desk)

    def _show_preview(self, desk: MatchDesk) -> None:
        words = self._session.messages
        found = shown(desk, words, self._session.names)
        self.save.set_disabled_reason("" if found.rows or not desk.matched.look.rows else found.sentence)
        self.below.set_title(words.text("match-preview-title"), found.sentence if found.rows else "")
        self._lower_stack.setCurrentWidget(self.preview if found.rows else self.preview_state)
        self.preview_state.say(found.sentence)
        self.preview_model.show_rows(found.headings, found.rows, tones=found.tones)
        self.preview.fit()
        self._say(self._note)

    def _say(self, text: str, tone: str = "muted") -> None:
        self.told.setText(text)
        restyle(self.told, "tone", tone)

    def _changed(self, desk: MatchDesk) -> None:
        self._note = ""
        self._drafts.keep(_key(desk.matched), DRAFT, {"json": to_json(desk.matching)})

    @Slot(str, str)
    def _chosen(self, key: str, choice: str) -> None:
        table = self.sender()
        if self.desk is None or not isinstance(table, MatchTable):
            return
        self.desk.choose(table.tab, key, choice)
        self._changed(self.desk)
        self._show()
        table.go_on()

    @Slot()
    def _renamed(self) -> None:
        if self.desk is not None:
            self.desk.rename(self.name.text(), self.source.text())
            self._changed(self.desk)
            self._show_preview(self.desk)

    @Slot()
    def _propose_anew(self) -> None:
        if self.desk is not None:
            self._drafts.drop(_key(self.desk.matched), DRAFT)
            self.start(self._files)

    @Slot()
    def save_it(self) -> None:
        """Saves the mapping, if it is whole."""
        if self.desk is None or not self.save.isEnabled():
            return
        words = self._session.messages
        try:
            path = save(self.desk.matching, self.desk.reasons(), words)
        except BadInput as trouble:
            self._say(trouble_words(words, trouble), "overdue")
            return
        self._say(words.text("match-saved", mapping=path.stem), "on_track")
        self.saved.emit(path.stem)


def _key(matched: Matched) -> str:
    """The draft's key: files with the same header go on with the same draft."""
    digest = blake2b("\n".join(matched.look.header).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"import-{digest}"
