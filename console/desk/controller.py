"""What the desk does: selection, detail, forms, commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.desk.duty_page import DutyPage
from console.desk.form_filler import FormFiller, OpenForm
from console.drafts import NEW, Drafts
from console.headless import new_id
from console.live import Live
from console.reader import Reader
from console.runner import Runner
from console.session import Session
from console.tasks import Tasks
from models.board.diff import BoardDiff
from models.commands.acts import ActOnCase, Command, Outcome, ReportCase
from models.domain.errors import Refused, Unavailable
from models.domain.instant import MINUTE
from models.queries.detail import CaseDetail

FLOW_MS = 2_000


class DeskController(QObject):
    """Joins the panes of one desk. `said` carries sentences for the status line: text and tone."""

    said = Signal(str, str)

    def __init__(
        self, page: DutyPage, live: Live, session: Session, runner: Runner, reader: Reader, tasks: Tasks,
        drafts: Drafts, console: str, make_id: Callable[[], str] = new_id,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._page, self._live, self._session = page, live, session
        self._runner, self._reader, self._tasks = runner, reader, tasks
        self._filler = FormFiller(page, live, session, reader, tasks, drafts, self)
        page.queue.set_drafted(drafts.has)
        self._console, self._make_id = console, make_id
        self._selected = ""
        self._detail: CaseDetail | None = None
        self._minute = 0
        self._flow_timer = QTimer(self, singleShot=True, interval=FLOW_MS)
        self._flow_timer.timeout.connect(self.load_flow)
        self._connect()

    # -- what the window calls ----------------------------------------------------------------------
    @property
    def selected(self) -> str:
        """The id of the selected case, empty while none is."""
        return self._selected

    @property
    def detail(self) -> CaseDetail | None:
        """The selected case with its log, once it is loaded."""
        return self._detail

    def set_session(self, session: Session) -> None:
        """Another officer, language or other records; a form stays with what was typed."""
        self._session = session
        self._page.set_session(session)
        self._filler.set_session(session)
        self._show_detail()
        self.load_flow()

    def select(self, case_id: str) -> None:
        """Selects a case everywhere and loads its detail."""
        if case_id == self._selected and self._detail is not None:
            return
        self._leave_form()
        self._selected = case_id
        self._detail = None
        self._page.queue.select(case_id)
        self._page.map.select(case_id)
        if case_id:
            self._page.show_detail()
            self._tasks.start("detail", self._load(case_id))
        else:
            self._page.detail.show_nothing()

    def key(self, key: str) -> None:
        """A single-letter key of an act was pressed."""
        action = self._page.detail.action_of_key(key)
        if self._filler.form is not None:
            return
        if action is None:
            self._new_by_key(key)
            return
        if action.enabled:
            self.act(action.verb)
        else:
            self.said.emit(action.reason, "due_soon")

    def _new_by_key(self, key: str) -> None:
        """A key of an act that needs no case, such as one for an issue solved on the spot."""
        row = next((t for t in self._session.opened.lifecycle.transitions if t.key == key and not t.from_states), None)
        if row is not None:
            self.report(row.verb)

    def report(self, verb: str = "report") -> None:
        """Opens the form for a new case."""
        try:
            row = self._session.opened.lifecycle.require(None, self._session.officer, verb)
        except Refused as refused:
            self.said.emit(self._session.messages.trouble(refused), "due_soon")
            return
        self._leave_form()
        self._page.show_detail()
        self._filler.open(OpenForm(row, NEW, 0, ""), None)

    @Slot(str)
    def act(self, verb: str) -> None:
        """Does an act at once, or opens its form."""
        view, detail = self._page.detail.view, self._detail
        if view is None or detail is None:
            return
        action = next((a for a in view.actions if a.verb == verb and a.enabled), None)
        if action is None:
            return
        case = detail.case
        form = OpenForm(action.transition, case.id, case.version, case.state)
        if action.transition.direct:
            self._tasks.start(f"act {verb}", self._send(form, {}))
        else:
            self._filler.open(form, detail)

    @Slot()
    def load_flow(self) -> None:
        """Reads today's flow anew."""
        self._tasks.start("flow", self._load_flow())

    def stop(self) -> None:
        """Asks the database nothing more of its own accord: the desk is closing."""
        self._flow_timer.stop()
        self._filler.stop()

    # -- loading ------------------------------------------------------------------------------------
    async def _load(self, case_id: str) -> None:
        try:
            detail = await self._reader.detail(case_id)
        except Unavailable as trouble:
            self.said.emit(self._session.messages.trouble(trouble), "overdue")
            return
        if case_id == self._selected and detail is not None:
            if self._detail is None or detail.case.version >= self._detail.case.version:
                self._detail = detail
            self._show_detail()

    async def _load_flow(self) -> None:
        try:
            hours = await self._reader.flow(self._live.now())
        except Unavailable:
            return  # the age of the data says so already
        self._page.flow.show_hours(hours, self._live.now())

    def _show_detail(self) -> None:
        if self._detail is None:
            return
        view = self._session.presenter.view(self._detail, self._live.now())
        form = self._filler.form
        if form is not None and form.case_id == NEW:
            self._page.detail.view = view
            return
        self._page.detail.show_view(view)
        if form is not None:
            self._filler.follow(self._detail)

    # -- forms --------------------------------------------------------------------------------------
    @Slot()
    def _leave_form(self) -> None:
        if self._filler.leave():
            self._page.queue.list.setFocus()

    @Slot(object, dict)
    def _submitted(self, form: OpenForm, values: dict[str, str]) -> None:
        self._page.detail.form.set_busy(True)
        self._tasks.start(f"act {form.row.verb}", self._send(form, values))

    # -- sending ------------------------------------------------------------------------------------
    async def _send(self, form: OpenForm, values: dict[str, str]) -> None:
        command = self._command(form, values)
        try:
            outcome = await self._runner.run(command)
        except Unavailable as trouble:
            self._refused(form, self._session.messages.trouble(trouble))
            return
        finally:
            self._page.detail.form.set_busy(False)
        if outcome.done:
            self._done(form, outcome)
        else:
            arguments = dict(outcome.arguments)
            if isinstance(arguments.get("at"), int):
                arguments["at"] = self._session.formats.moment(int(arguments["at"]), self._live.now())
            self._refused(form, self._session.messages.outcome(outcome.key, arguments))
            if outcome.kind == "stale":
                await self._load(form.case_id)

    def _command(self, form: OpenForm, values: dict[str, str]) -> Command:
        officer, now = self._session.officer.code, self._live.now()
        if form.case_id == NEW:
            return ReportCase(self._make_id(), officer, self._console, now, self._make_id(), values, form.row.verb)
        return ActOnCase(
            self._make_id(), officer, self._console, now, form.case_id, form.row.verb, form.seen_version,
            form.seen_state, values,
        )  # fmt: skip

    def _done(self, form: OpenForm, outcome: Outcome) -> None:
        self._filler.done(form)
        words = self._session.messages
        self.said.emit(words.text("act-done", number=outcome.number, verb=words.word("verb-past", form.row.verb)), "")
        if self._filler.form is form:
            self._leave_form()
        if form.case_id == NEW:
            self.select(outcome.case_id)

    def _refused(self, form: OpenForm, sentence: str) -> None:
        if self._filler.form is form:
            self._page.detail.form.set_message(sentence)
        self.said.emit(sentence, "overdue")

    # -- signals ------------------------------------------------------------------------------------
    def _connect(self) -> None:
        page = self._page
        page.queue.case_selected.connect(self.select)
        page.map.case_picked.connect(self.select)
        page.detail.act_chosen.connect(self.act)
        self._filler.submitted.connect(self._submitted)
        self._filler.left.connect(self._leave_form)
        self._filler.case_wanted.connect(self.select)
        self._filler.draft_changed.connect(page.queue.refresh)
        self._live.cases_changed.connect(self._cases_changed)
        self._live.second.connect(self._second)

    @Slot(object)
    def _cases_changed(self, diff: BoardDiff) -> None:
        if self._selected and self._selected in diff.ids():
            self._tasks.start("detail", self._load(self._selected))
        if not self._flow_timer.isActive():
            self._flow_timer.start()

    @Slot()
    def _second(self) -> None:
        minute = self._live.now() // MINUTE
        if minute != self._minute:
            self._minute = minute
            if self._detail is not None:
                self._page.detail.refresh_strip(self._session.presenter.view(self._detail, self._live.now()))
                self._filler.refresh()
            self._page.map.redraw()
