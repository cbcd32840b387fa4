"""The roster page (值班): a grid of officers and days, what is wrong with it, cards, and files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.desk.roster_edits import RosterEditor
from console.desk.roster_hands import RosterHands
from console.desk.roster_parts import RosterParts
from console.desk.roster_side import CardLine
from console.desk.roster_view import RosterView, view_of
from console.live import Live
from console.roster_cells import moved
from console.roster_import import RosterImported, RosterOrder
from console.roster_job import RosterJobs
from console.runner import Runner
from console.session import Session
from console.tasks import Tasks
from models.domain.errors import Trouble
from models.domain.instant import to_local
from widgets.page_keys import bind_page_keys


class RosterPage(QWidget):
    """`said` carries sentences for the status line: text and tone."""

    said = Signal(str, str)

    def __init__(
        self, live: Live, session: Session, runner: Runner, jobs: RosterJobs, tasks: Tasks, console: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._live, self._session, self._jobs, self._tasks, self._console = live, session, jobs, tasks, console
        self._anchor, self._month = self._today(), False
        self._shown_on = self._anchor
        self._view: RosterView | None = None
        self._tried: RosterImported | None = None
        self._importing = self._begun = False
        self.editor = RosterEditor(session, live, runner, tasks, console, self)
        self.parts = RosterParts(session.messages, self)
        self.grid, self.side, self.files = self.parts.grid, self.parts.side, self.parts.files
        self.hands = RosterHands(session, self.parts, self.editor, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts)
        self._connect()
        self.set_session(session)

    # -- what the window calls ----------------------------------------------------------------------
    def set_session(self, session: Session) -> None:
        """Another officer, language, or other reference records."""
        self._session = session
        self.editor.set_session(session)
        self.hands.set_session(session)
        self.show_roster()

    def show_roster(self) -> None:
        """The session's roster is another."""
        self.editor.caught_up()
        self._show()

    def opened(self) -> None:
        """The page was brought to the front."""
        if not self._begun:
            self._begun = True
            self.parts.go_to(self._session.officer.code, self._today())
        self.files.propose(f"{self._session.messages.text('roster-export-name')}-{self._anchor.isoformat()}")
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop(self) -> None:
        """The desk closes: a running export ends."""
        self.files.export.stop()

    @property
    def settled(self) -> bool:
        """Whether nothing is under way."""
        return self.editor.settled and not self._importing

    # -- showing ------------------------------------------------------------------------------------
    def _today(self) -> date:
        return to_local(self._live.now(), self._session.formats.zone).date()

    @Slot()
    def _show(self) -> None:
        words, here = self._session.messages, self.parts.here()
        self._shown_on = self._today()
        view = view_of(self._session, self.editor.roster(), self._anchor, self._live.now(), month=self._month)
        self._view = view
        self.parts.model.show_grid(view.officers, view.days, view.cells)
        self.grid.set_narrow(self._month)
        self.parts.set_messages(words, month=self._month)
        self.parts.panel.set_title(words.text("roster-title"), view.title)
        self.parts.legend.setText(view.legend)
        hint = words.text("roster-conflict-count", count=len(view.sentences))
        self.side.show_conflicts(words.text("roster-conflicts"), hint, view.sentences)
        if here is not None:
            self.parts.go_to(*here)
        self._show_cards()

    @Slot()
    def _show_cards(self) -> None:
        words, duty, here = self._session.messages, self._session.duty, self.parts.here()
        cards = duty.roster.cards(here[0]) if here else ()
        lines = []
        for card in cards:
            until = "—" if card.valid_until is None else card.valid_until.isoformat()
            if not card.valid_on(self._today()):
                until = words.text("roster-card-invalid", until=until)
            lines.append(CardLine(duty.card(card.kind), card.card_number, until))
        headings = [words.text(f"roster-card-{name}") for name in ("kind", "number", "until")]
        name = self._session.names.officer(here[0]) if here else ""
        self.side.show_cards(words.text("roster-cards", officer=name), headings, lines)
        self.side.drop.set_disabled_reason("" if cards else words.text("roster-no-cards"))

    @Slot()
    def _second(self) -> None:
        if self.isVisible() and self._today() != self._shown_on:
            self._show()

    # -- moving -------------------------------------------------------------------------------------
    def _turn_to(self, officer_code: str, day: date) -> None:
        """Shows the week or month of a day with the cursor on it."""
        if self._anchor != day:
            self._anchor = day
            self._show()
        self.parts.go_to(officer_code, day)

    def _code(self) -> str:
        here = self.parts.here()
        return here[0] if here else self._session.officer.code

    @Slot(int)
    def _page(self, step: int) -> None:
        here = self.parts.here()
        from_day = here[1] if here else self._anchor
        self._turn_to(self._code(), moved(from_day, step, month=self._month))

    @Slot()
    def _back(self) -> None:
        self._page(-1)

    @Slot()
    def _forth(self) -> None:
        self._page(1)

    @Slot()
    def _to_today(self) -> None:
        self._turn_to(self._code(), self._today())
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _turn_month(self) -> None:
        here = self.parts.here()
        self._month = not self._month
        self._anchor = here[1] if here else self._anchor
        self._show()
        self.parts.go_to(self._code(), self._anchor)

    @Slot(int)
    def _to_conflict(self, row: int) -> None:
        if self._view is not None and 0 <= row < len(self._view.found):
            one = self._view.found[row]
            self._turn_to(one.officer_code or self._code(), one.day)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- files --------------------------------------------------------------------------------------
    @Slot()
    def _try_import(self) -> None:
        self._import(dry_run=True)

    @Slot()
    def _import_file(self) -> None:
        self._import(dry_run=False)

    def _import(self, *, dry_run: bool) -> None:
        reason = self.editor.refused_reason()
        if reason:
            self.files.say(reason, "due_soon")
        elif not self._importing:
            documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
            folder = documents if documents.is_dir() else self.files.file().parent
            kept = self._tried.refused_file if self._tried is not None and not dry_run else None
            order = RosterOrder(self.files.file(), self._session.officer.code, self._console, dry_run, kept, folder)
            self._importing = True
            self.files.set_busy(True)
            self._tasks.start("roster import", self._run_import(order))

    async def _run_import(self, order: RosterOrder) -> None:
        words = self._session.messages
        try:
            done = await self._jobs.take(self._session.opened, order, self._live.now(), words)
        except Trouble as trouble:
            self.files.say(self._session.messages.trouble(trouble), "overdue")
        else:
            self._tried = done if done.dry_run else None
            self.files.show_done(done)
        finally:
            self._importing = False
            self.files.set_busy(False)

    @Slot()
    def _export(self) -> None:
        self._tasks.start("roster export", self.files.export.run(self._write))

    async def _write(self, path: Path, cancelled: Callable[[], bool]) -> int | None:
        days = self.parts.model.days
        return await self._jobs.write(self._session, (days[0], days[-1]), path, cancelled)

    # -- signals ------------------------------------------------------------------------------------
    def _connect(self) -> None:
        parts = self.parts
        self.grid.moved.connect(self._show_cards)
        self.grid.paged.connect(self._page)
        self.side.conflict_chosen.connect(self._to_conflict)
        self.editor.changed.connect(self._show)
        self.hands.said.connect(self.said)
        self.files.tried.connect(self._try_import)
        self.files.wanted.connect(self._import_file)
        self.files.export.asked.connect(self._export)
        self._live.second.connect(self._second)
        for button, slot in (
            (parts.back, self._back), (parts.forth, self._forth), (parts.today, self._to_today),
            (parts.turn, self._turn_month),
        ):  # fmt: skip
            button.clicked.connect(slot)
        keyed = (parts.today, parts.turn, parts.copy, parts.show_files, self.side.add, self.side.drop)
        bind_page_keys(self, ((button.key(), button.click) for button in keyed))
