"""The import page (导入): files and mapping, a preview, a dry run, and then the import itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from console.desk.documents import documents_folder
from console.desk.import_form import AUTO, MATCH, ImportForm
from console.desk.import_results import ImportResults, facts_of, sentences_of
from console.desk.match_pane import MatchPane
from console.drafts import Drafts
from console.import_job import ImportDone, ImportJobs, ImportOrder, Preview
from console.session import Session
from console.tasks import Tasks
from models.domain.errors import BadInput, Trouble
from models.exchange.importing import READING
from widgets.page_keys import bind_page_keys

FORM_WIDTH = 412
GAP = 12
READING_PART = 0.5
"""The part of the bar that reading and checking fill; writing fills the rest."""


class ImportPage(QWidget):
    """One import at a time; everything slow runs on the bulk thread and can be cancelled."""

    _progressed = Signal(int, str)

    def __init__(
        self, session: Session, jobs: ImportJobs, tasks: Tasks, drafts: Drafts, console: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._jobs, self._tasks, self._console = session, jobs, tasks, console
        self._stop = Event()
        self._running = self._to_try = False
        self._preview: Preview | None = None
        self._tried: ImportDone | None = None
        self._asked: tuple[tuple[Path, ...], str] = ((), "")
        self._reading = 0
        self._expected: int | None = None
        self.form = ImportForm(self)
        self.results = ImportResults(session.messages, self)
        self.match = MatchPane(session, jobs, tasks, drafts, self)
        self._right = QStackedWidget(self)
        self._right.addWidget(self.results)
        self._right.addWidget(self.match)
        self.form.setFixedWidth(FORM_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.form)
        layout.addWidget(self._right, 1)
        self._connect()
        self.set_session(session)

    # -- what the window calls ----------------------------------------------------------------------
    def set_session(self, session: Session) -> None:
        """Another officer, language, or other reference records."""
        self._session = session
        words, demo = session.messages, session.opened.info.is_demo
        self.form.set_messages(words)
        self.form.notice.setText(words.outcome("demo-stays-demo", {}) if demo else "")
        self.form.notice.setVisible(demo)
        self.results.set_messages(words)
        self.match.set_session(session)
        self._show_mapping()
        if self._tried is not None:
            self._show_done(self._tried)
        self._show_buttons()

    def opened(self) -> None:
        """The page was brought to the front."""
        self.form.files.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self, files: Sequence[Path], mapping: str) -> None:
        """Puts files and a mapping into the form, as if they had been typed."""
        self.form.ask(files, mapping)

    def stop(self) -> None:
        """The desk closes: a running import ends after its slice."""
        self._stop.set()

    @property
    def settled(self) -> bool:
        """Whether nothing is under way."""
        return not self._running and self._reading == 0 and self.form.resting and self.match.settled

    # -- inside -------------------------------------------------------------------------------------
    def _connect(self) -> None:
        form = self.form
        form.changed.connect(self._look)
        form.dry_run.clicked.connect(self._dry_run)
        form.go.clicked.connect(self._go)
        form.cancel.clicked.connect(self._cancel)
        self.match.saved.connect(self._saved)
        self._progressed.connect(self._show_progress)
        bind_page_keys(self, (
            ("Ctrl+O", form.open_dialog), ("Ctrl+T", form.dry_run.click), ("Ctrl+I", form.go.click),
            ("Esc", form.cancel.click), ("Ctrl+S", self.match.save_it),
        ))  # fmt: skip

    def _show_buttons(self) -> None:
        """What cannot be pressed says why."""
        words, form = self._session.messages, self.form
        reason = ""
        if self._session.opened.info.is_demo:
            reason = words.outcome("demo-stays-demo", {})
        elif self._running:
            reason = words.text("import-is-running")
        for widget in (form.files, form.mapping, form.own):
            widget.setEnabled(not reason)
        form.choose.set_disabled_reason(reason)
        if not reason and not form.paths():
            reason = words.text("import-need-files")
        elif not reason and (self._preview is None or self._preview.missing):
            matching = self._right.currentWidget() is self.match
            reason = words.text("match-save-first" if matching else "import-need-good-preview")
        form.dry_run.set_disabled_reason(reason)
        if not reason and (self._tried is None or not self._tried.result.dry_run or self._tried.result.cancelled):
            reason = words.text("import-need-dry-run")
        form.go.set_disabled_reason(reason)
        form.cancel.setVisible(self._running)

    def _show_mapping(self) -> None:
        found = self._preview.mapping if self._preview is not None else None
        words, lines = self._session.messages, []
        if self._preview is not None and found is not None:
            if self._asked[1] == AUTO:
                lines.append(words.text("import-recognised", mapping=self._preview.called))
            facts = {"source": found.source, "zone": found.zone, "crs": found.crs.upper()}
            lines.append(words.text("import-mapping-facts", **facts))
        self.form.mapping_facts.setText("\n".join(lines))
        self.form.mapping_facts.setVisible(bool(lines))

    # -- preview -----------------------------------------------------------------------------------
    @Slot()
    def _look(self) -> None:
        """Other files or another mapping: what was found before holds no longer."""
        asked = (self.form.paths(), self.form.mapping_name())
        if asked == self._asked or self._running:
            return
        self._asked, self._preview, self._tried = asked, None, None
        self.form.say("")
        self.form.facts.set_facts([])
        self.results.show_refusals((), 0)
        self.results.show_preview(None)
        self._show_mapping()
        self._show_buttons()
        self._right.setCurrentWidget(self.results)
        if all(asked) and asked[1] == MATCH:
            self._match(asked[0])
        elif all(asked):
            self._reading += 1
            self.results.show_loading()
            self._tasks.start("preview", self._load_preview(*asked))

    def _match(self, files: tuple[Path, ...]) -> None:
        self._right.setCurrentWidget(self.match)
        self.match.start(files)
        self._show_buttons()

    @Slot(str)
    def _saved(self, name: str) -> None:
        """A mapping was saved: the preview by it, and then the dry run."""
        self._asked = ((), "")
        self.form.choose_mapping(name)
        self.form.mapping.setFocus(Qt.FocusReason.OtherFocusReason)
        self._to_try = True

    async def _load_preview(self, files: tuple[Path, ...], mapping: str) -> None:
        words = self._session.messages
        try:
            auto = mapping == AUTO
            found = await (self._jobs.recognised(files) if auto else self._jobs.preview(files, mapping))
        except BadInput as trouble:
            if self._asked == (files, mapping):
                self.results.show_preview(None)
                self.form.say(words.trouble(trouble), "overdue")
            return
        finally:
            self._reading -= 1
        if self._asked != (files, mapping):
            return
        if found is None:
            self.form.say(words.text("import-no-mapping-fits"), "due_soon")
            self._match(files)
            return
        self._preview = found
        self.results.show_preview(found)
        if found.missing:
            column = found.missing[0]
            said = {"file": found.file, "column": column, "wanted_by": found.mapping.columns()[column]}
            self.form.say(words.outcome("column_missing", said), "overdue")
        self._show_mapping()
        self._show_buttons()
        if self._to_try and self.form.mapping.hasFocus():
            self.form.dry_run.setFocus(Qt.FocusReason.OtherFocusReason)
        self._to_try = False

    # -- import ------------------------------------------------------------------------------------
    @Slot()
    def _dry_run(self) -> None:
        self._begin(dry_run=True)

    @Slot()
    def _go(self) -> None:
        self._begin(dry_run=False)

    @Slot()
    def _cancel(self) -> None:
        if self._running:
            self._stop.set()
            self.form.show_progress(self._session.messages.text("import-stopping"), self.form.bar.value() / 1_000)

    def _begin(self, *, dry_run: bool) -> None:
        if self._running or self._preview is None:
            return
        files, mapping = self._asked[0], self._preview.called
        order = ImportOrder(
            files, mapping, self._session.officer.code, self._console, dry_run, documents_folder(),
            self._tried.result.refused_file if self._tried is not None else None,
        )  # fmt: skip
        self._expected = self._tried.result.read if self._tried is not None else self._preview.rows_expected
        self._running = True
        self._stop.clear()
        self._show_buttons()
        self._show_progress(0, READING)
        self.form.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tasks.start("import", self._run(order))

    async def _run(self, order: ImportOrder) -> None:
        words, opened = self._session.messages, self._session.opened
        try:
            done = await self._jobs.run(opened, order, words, self._progressed.emit, self._stop.is_set)
        except Trouble as trouble:
            self.form.say(self._session.messages.trouble(trouble), "overdue")
        else:
            self._tried = done
            self._show_done(done)
        finally:
            self._running = False
            self.form.show_progress("", None)
            self._show_buttons()
            self._next_focus()

    def _next_focus(self) -> None:
        """The key that is likely wanted next: Import after a good dry run."""
        target = self.form.go if self.form.go.isEnabled() else self.form.files
        if self.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_done(self, done: ImportDone) -> None:
        words = self._session.messages
        said, tone = sentences_of(done, words)
        self.form.say(said, tone)
        self.form.facts.set_facts(facts_of(done, words))
        self.results.show_refusals(done.refusals, done.result.refused)

    @Slot(int, str)
    def _show_progress(self, rows: int, phase: str) -> None:
        if not self._running:
            return  # told after the end: it waited in the queue of the other thread
        text = self._session.messages.text(f"import-phase-{phase}", rows=rows)
        if self._stop.is_set():
            text = self._session.messages.text("import-stopping")
        done = min(1.0, rows / self._expected) if self._expected else 0.0
        if phase == READING:
            self.form.show_progress(text, READING_PART * done)
        else:
            self.form.show_progress(text, READING_PART + (1 - READING_PART) * done)
