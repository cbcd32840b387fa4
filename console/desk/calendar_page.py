"""The calendar page (日历): a year to look at, changed by an administrator, and open cases explained anew by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.calendar_draft import CalendarDraft, name_beside, parse_schedule_text, schedule_text
from console.calendar_job import CalendarJobs
from console.desk.calendar_buttons import bind_keys, may_not, show_buttons, unfinished
from console.desk.calendar_form import CalendarForm
from console.desk.calendar_run import CalendarRun
from console.desk.calendar_view import CASES, ROWS, CalendarView
from console.desk.calendar_words import day_words, done_words, plan_rows, plan_words, read_words
from console.headless import new_id
from console.reexplain_job import CalendarState, Plan, ReexplainDone
from console.session import Session
from console.tasks import Tasks
from models.commands.calendar import ReexplainOrder, SetCalendar
from models.domain.errors import BadInput, Trouble
from models.domain.instant import Instant, to_local

FORM_WIDTH = 352
PLAN_COLUMNS = ("number", "what", "old", "new", "where", "title")
GAP = 12


class CalendarPage(QWidget):
    """One change at a time; everything slow runs on the bulk thread and can be cancelled."""

    case_activated = Signal(str)

    def __init__(
        self, session: Session, jobs: CalendarJobs, tasks: Tasks, console: str, now: Callable[[], Instant],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._jobs, self._tasks, self._console, self._now = session, jobs, tasks, console, now
        self._reading, self._wrong = False, ""
        self._seen: CalendarState | None = None
        self._plan: Plan | None = None
        self.draft = CalendarDraft.of(session.opened.clock.calendar, session.opened.clock.schedule)
        self.form = CalendarForm(self)
        self.view = CalendarView(session.messages, self)
        self.run = CalendarRun(jobs, tasks, self)
        self.form.setFixedWidth(FORM_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.form)
        self._connect()
        self.form.hours.setPlainText(schedule_text(self.draft.schedule))
        self.set_session(session)

    # -- what the window calls ----------------------------------------------------------------------
    def set_session(self, session: Session) -> None:
        """Another officer, language, or other reference records: perhaps another calendar."""
        other = session.opened is not self._session.opened
        if session.messages is not self._session.messages:
            self.view.forget(ROWS)  # its reasons were written in the other language
        self._session = session
        self.form.set_messages(session.messages)
        self.view.set_messages(session.messages)
        self._show_plan(front=self.view.lists == CASES)
        if other:
            self._seen = None if not self.draft.changed else self._seen
            if not self.draft.changed and not self.run.running:
                self._take(CalendarDraft.of(session.opened.clock.calendar, session.opened.clock.schedule))
            if self.isVisible():
                self._load()
        self._show()

    def opened(self) -> None:
        """The page was brought to the front."""
        self._show()
        self.view.year.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._load()

    def stop(self) -> None:
        """The desk closes: a running job ends after its slice."""
        self.run.cancel()

    @property
    def settled(self) -> bool:
        """Whether nothing is under way and the calendar in force is known."""
        return not self.run.running and not self._reading and self._seen is not None

    # -- inside -------------------------------------------------------------------------------------
    def _connect(self) -> None:
        form, view = self.form, self.view
        view.day_chosen.connect(self._show_day)
        view.year.kind_asked.connect(self._ask)
        view.row_activated.connect(self._open_case)
        form.kind_asked.connect(self._ask)
        form.path.edit.returnPressed.connect(form.read.click)
        form.read.clicked.connect(self._read)
        form.hours.textChanged.connect(self._hours_edited)
        form.reason.textChanged.connect(self._show_buttons)
        form.try_out.clicked.connect(self._try)
        form.go.clicked.connect(self._go)
        form.discard.clicked.connect(self._discard)
        form.cancel.clicked.connect(self.run.cancel)
        self.run.progressed.connect(self._show_progress)
        self.run.planned.connect(self._planned)
        self.run.applied.connect(self._applied)
        self.run.failed.connect(self._say)
        self.run.ended.connect(self._ended)
        bind_keys(self, form, view)

    def _show(self) -> None:
        session = self._session
        today = to_local(self._now(), session.formats.zone).date()
        self.view.show_calendar(self.draft.calendar, self.draft.changed_days, today)
        self._show_day()
        self._show_buttons()

    @Slot()
    def _show_day(self) -> None:
        day = self.view.year.day()
        self.form.day.setText(day_words(self.draft.calendar, day, self._session.messages))
        self.form.name.setText(self.draft.calendar.name(day))

    def _take(self, draft: CalendarDraft, *, hours: bool = True) -> None:
        """Another draft: what was tried out before holds no longer."""
        self.draft, self._plan, self._wrong = draft, None, ""
        if hours and self.form.hours.toPlainText() != schedule_text(draft.schedule):
            self.form.hours.blockSignals(True)
            self.form.hours.setPlainText(schedule_text(draft.schedule))
            self.form.hours.blockSignals(False)
        self.view.forget(CASES)
        self._show()

    @Slot()
    def _show_buttons(self) -> None:
        """What cannot be pressed says why."""
        show_buttons(
            self.form, self._session, self.run.running, self._seen, self.draft, self._plan, self._wrong
        )  # fmt: skip

    @Slot(object)
    def _say(self, trouble: Trouble) -> None:
        self.form.say(self._session.messages.trouble(trouble), "overdue")

    # -- what is in force ---------------------------------------------------------------------------
    def _load(self) -> None:
        if self._seen is None and not self._reading:
            self._reading = True
            self._tasks.start("calendar", self._load_state())

    async def _load_state(self) -> None:
        try:
            found = await self._jobs.state(self._session.opened.engine)
        except Trouble as trouble:
            self._say(trouble)
            return
        finally:
            self._reading = False
        self._seen = found
        if not self.draft.changed:
            self._take(CalendarDraft.of(found.calendar, found.schedule))
        if unfinished(found) and not self.run.running and not self.form.sentence.text():
            self.form.say(self._session.messages.text("calendar-unfinished"), "due_soon")
        self._show_buttons()

    # -- changing -----------------------------------------------------------------------------------
    @Slot(str)
    def _ask(self, kind: str) -> None:
        hindered = may_not(self._session, self.run.running, self._seen)
        if hindered:
            self.form.say(hindered, "due_soon")
            return
        day = self.view.year.day()
        name = self.form.name.text().strip() or name_beside(self.draft.calendar, day)
        if kind == "holiday" and not name:
            self.form.say(self._session.messages.text("calendar-name-first"), "due_soon")
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            draft = self.draft.with_kind(day, kind, name)
        except BadInput as trouble:
            self._say(trouble)
            return
        self.form.say("")
        self._take(draft)
        self.view.year.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _hours_edited(self) -> None:
        try:
            schedule = parse_schedule_text(self.form.hours.toPlainText())
        except BadInput as trouble:
            self._wrong = self._session.messages.trouble(trouble)
            self._say(trouble)
            self._show_buttons()
            return
        self.form.say("")
        self._take(self.draft.with_schedule(schedule), hours=False)

    @Slot()
    def _discard(self) -> None:
        opened = self._session.opened
        self._seen = None
        self.form.say("")
        self._take(CalendarDraft.of(opened.clock.calendar, opened.clock.schedule))
        self._load()

    @Slot()
    def _read(self) -> None:
        text = self.form.path.path()
        if text:
            self._reading = True
            self._tasks.start("calendar-file", self._read_file(Path(text).expanduser()))

    async def _read_file(self, path: Path) -> None:
        words = self._session.messages
        try:
            read = await self._jobs.read(path, self.draft.calendar)
        except BadInput as trouble:
            self._say(trouble)
            return
        finally:
            self._reading = False
        self._take(self.draft.with_file(read))
        if read.years:
            self.view.go_to(self.view.year.day().replace(year=read.years[0], month=1, day=1))
        rows = [(str(one.row), words.outcome(one.key, one.arguments)) for one in read.refused]
        self.view.show_list(ROWS, [words.text("refusals-row"), words.text("refusals-reason")], rows)
        self.form.say(read_words(read, words), "due_soon" if rows or read.notes else "on_track")
        if not self.form.reason.text().strip():
            self.form.reason.setText(words.text("calendar-reason-file", file=read.file))
        self._show_buttons()

    # -- trying out, putting into force -------------------------------------------------------------
    @Slot()
    def _try(self) -> None:
        self.run.plan(self._session.opened, self.draft)
        self._begun()

    @Slot(object)
    def _planned(self, plan: Plan) -> None:
        self._plan = plan
        self._show_plan()

    def _show_plan(self, *, front: bool = True) -> None:
        words = self._session.messages
        if self._plan is not None:
            headings = [words.text(f"calendar-column-{name}") for name in PLAN_COLUMNS]
            self.view.show_list(CASES, headings, plan_rows(self._plan, self._session.formats, self._session.names),
                                front=front)  # fmt: skip
            self.form.say(plan_words(self._plan, words), "")

    @Slot()
    def _go(self) -> None:
        assert self._seen is not None  # the button says why not before
        draft, officer, now = self.draft, self._session.officer.code, self._now()
        reason = self.form.reason.text()
        wanted = None
        if draft.changed:
            wanted = SetCalendar(
                new_id(), officer, self._console, now, self._seen.newest.number, draft.calendar, draft.schedule,
                reason, draft.source, draft.source_digest,
            )  # fmt: skip
        self.run.apply(self._session.opened, wanted, ReexplainOrder(officer, self._console, now, reason))
        self._begun()

    @Slot(object)
    def _applied(self, done: ReexplainDone) -> None:
        self._take(CalendarDraft.of(self.draft.calendar, self.draft.schedule))
        self._seen = None
        self.form.reason.clear()
        self.form.say(done_words(done, self._session.messages), "due_soon" if done.cancelled else "on_track")

    def _begun(self) -> None:
        self.form.show_progress(0.0)
        self._show_buttons()
        self.form.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ended(self) -> None:
        self.form.show_progress(None)
        self._show_buttons()
        self._load()
        if self.isVisible():
            target = self.view.year if self._plan is None else self.form.reason
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        if self.run.running:
            self.form.show_progress(done / total if total else 1.0)

    @Slot(int)
    def _open_case(self, row: int) -> None:
        if self._plan is not None and self.view.lists == CASES:
            ids = [change.case_id for change in self._plan.changes for _one in change.moved]
            self.case_activated.emit(ids[row])
