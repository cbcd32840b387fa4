"""The form that is open: shown, kept as a draft, looked up for, previewed; the controller sends what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.desk.duplicate_watch import DuplicateWatch
from console.desk.duty_page import DutyPage
from console.desk.form_checks import position_from
from console.desk.form_lookup import FormLookup, draft_of, likely_rows
from console.desk.form_preview import shown_preview
from console.drafts import NEW, Drafts
from console.live import Live
from console.reader import Reader
from console.session import Session
from console.tasks import Tasks
from models.domain.errors import Unavailable
from models.domain.lifecycle import Transition
from models.queries.detail import CaseDetail

LIKELY_MS = 200
"""Rest after a change before likely duplicates are looked for."""


@dataclass(slots=True)
class OpenForm:
    """The form that is being filled in."""

    row: Transition
    case_id: str
    seen_version: int
    seen_state: str


class FormFiller(QObject):
    """One form at a time in the detail pane. `submitted` carries the form and what the command is given.

    `left` follows when the form was given up, `case_wanted` when somebody wants to look at another case,
    `draft_changed` when the draft of a case came or went.
    """

    submitted = Signal(object, dict)
    left = Signal()
    case_wanted = Signal(str)
    draft_changed = Signal(str)

    def __init__(
        self, page: DutyPage, live: Live, session: Session, reader: Reader, tasks: Tasks, drafts: Drafts,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._page, self._live, self._session, self._tasks, self._drafts = page, live, session, tasks, drafts
        self._sheet = page.detail.form
        self._lookup = FormLookup(live, reader, DuplicateWatch(live, reader, self))
        self.form: OpenForm | None = None
        self._detail: CaseDetail | None = None
        self._placed = self._addressed = ""
        self._untouched: dict[str, str] | None = None
        self._timer = QTimer(self, singleShot=True, interval=LIKELY_MS)
        self._timer.timeout.connect(self._look_for_duplicates)
        self._connect()

    def set_session(self, session: Session) -> None:
        """Another officer or language: the form is shown anew with what was typed."""
        self._session = session
        if self.form is not None:
            self._show(self.form, self._sheet.values())

    def open(self, form: OpenForm, detail: CaseDetail | None) -> None:
        """Opens a form with its draft, else with what the records propose."""
        self._detail = detail
        self._show(form, self._drafts.get(form.case_id, form.row.verb))

    def leave(self) -> bool:
        """Closes the form and keeps its draft; whether one was open."""
        if self.form is None:
            return False
        self.stop()
        self._page.detail.close_form()
        return True

    def stop(self) -> None:
        """The desk is closing: nothing more is looked up; the draft is kept already."""
        self.form = None
        self._timer.stop()
        self._lookup.watch.stop()

    def done(self, form: OpenForm) -> None:
        """The act took place: its draft is no longer needed."""
        self._drafts.drop(form.case_id, form.row.verb)
        self.draft_changed.emit(form.case_id)

    def follow(self, detail: CaseDetail) -> None:
        """The case was read anew while its form is open."""
        self._detail = detail
        self.refresh()

    def refresh(self) -> None:
        """Time has passed or the case has changed: the preview follows."""
        if self.form is not None:
            self._preview(self._sheet.values())

    # -- showing ------------------------------------------------------------------------------------
    def _show(self, form: OpenForm, draft: dict[str, str]) -> None:
        self.form = form
        self._untouched = None  # what the fields of the form before still say is no change of this one
        case = self._detail.case if self._detail is not None and form.case_id != NEW else None
        words, forms, now = self._session.messages, self._session.forms, self._live.now()
        title = words.word("verb", form.row.verb)
        self._sheet.set_words(forms.words())
        self._sheet.set_form(
            words.text("form-draft", title=title) if draft else title, forms.fields(form.row, case, now),
            words.text("form-confirm"), words.text("form-cancel"),
        )  # fmt: skip
        self._placed, self._addressed = draft.get("position", ""), draft.get("address", "")
        self._sheet.set_values(forms.proposed(form.row, case))
        untouched = self._sheet.values()
        self._sheet.set_values(draft)
        self._untouched = untouched
        self._sheet.set_clearable(bool(draft))
        if form.case_id == NEW:
            self._page.detail.open_form_alone()
        else:
            self._page.detail.open_form()
        self._preview(self._sheet.values())
        self._sheet.focus_first()
        self._timer.start()

    @Slot(dict)
    def _edited(self, values: dict[str, str]) -> None:
        form = self.form
        if form is None or self._untouched is None:
            return
        self._place(values)
        values = self._sheet.values()
        had = self._drafts.has(form.case_id)
        touched = values != self._untouched
        self._drafts.keep(form.case_id, form.row.verb, values if touched else {})
        self._sheet.set_clearable(touched)
        if had != self._drafts.has(form.case_id):
            self.draft_changed.emit(form.case_id)
        self._preview(values)
        self._timer.start()

    def _preview(self, values: dict[str, str]) -> None:
        form, detail = self.form, self._detail
        if form is None or detail is None or form.case_id == NEW:
            self._sheet.set_preview("")
            return
        shown = shown_preview(self._session, detail, form.row.verb, values, self._live.now())
        self._sheet.set_preview(shown.text, refused=shown.refused)
        if shown.strip is not None:
            self._page.detail.show_strip(shown.strip)
        else:
            self._page.detail.refresh_strip(self._session.presenter.view(detail, self._live.now()))

    # -- places -------------------------------------------------------------------------------------
    def _place(self, values: dict[str, str]) -> None:
        """An offered address brings its position, a position its grid and community."""
        address = values.get("address", "")
        known = self._lookup.positions.get(address) if address != self._addressed else None
        if known is not None and "position" not in values and self._has("position"):
            self._addressed = address
            self._sheet.set_values({"position": f"{known[0]:.6f}, {known[1]:.6f}"})
            return
        typed = values.get("position", "")
        if typed == self._placed:
            return
        self._placed = typed
        position = position_from(typed)
        grid = self._session.grids.at(*position) if position is not None else None
        if grid is not None:
            self._sheet.set_values({"grid_code": grid.code, "community_code": grid.community_code})

    def _has(self, name: str) -> bool:
        return any(spec.name == name for spec in self._sheet.fields)

    @Slot(str)
    def _tool_asked(self, name: str) -> None:
        if name == "position":
            self._page.show_map()
            self._page.map.pick_position(position_from(self._sheet.values().get(name, "")))

    @Slot(float, float)
    def _position_picked(self, lon: float, lat: float) -> None:
        if self.form is not None and self._has("position"):
            self._sheet.set_values({"position": f"{lon:.6f}, {lat:.6f}"})
        self._back_to_position()

    @Slot()
    def _back_to_position(self) -> None:
        self._page.show_detail()
        if self.form is not None:
            self._sheet.focus_field("position")

    # -- looking up ---------------------------------------------------------------------------------
    @Slot(str, str)
    def _asked(self, name: str, text: str) -> None:
        if self.form is not None:
            self._tasks.start(f"look up {name}", self._look_up(self.form, name, text))

    async def _look_up(self, form: OpenForm, name: str, text: str) -> None:
        try:
            if name == "address":
                found = await self._lookup.addresses(text)
            elif self._detail is not None:
                found = await self._lookup.parents(self._session, self._detail.case, text)
            else:
                return
        except Unavailable:
            return  # typing goes on without suggestions; the age of the data says why
        if self.form is form:
            self._sheet.set_choices(name, found)

    @Slot()
    def _look_for_duplicates(self) -> None:
        form = self.form
        if form is not None and "parent" in form.row.optional:
            self._tasks.start("likely duplicates", self._find_duplicates(form))

    async def _find_duplicates(self, form: OpenForm) -> None:
        found = await self._lookup.watch.ask(draft_of(self._sheet.values(), self._live.now()))
        if self.form is form:
            title = self._session.messages.text("likely-title", count=len(found))
            self._sheet.set_likely(title, likely_rows(self._session, found))

    # -- leaving ------------------------------------------------------------------------------------
    @Slot()
    def _cancelled(self) -> None:
        self.left.emit()

    @Slot()
    def _cleared(self) -> None:
        form = self.form
        if form is not None:
            self.done(form)
            self._show(form, {})

    @Slot(dict)
    def _submitted(self, values: dict[str, str]) -> None:
        if self.form is not None:
            self.submitted.emit(self.form, self._session.forms.sent(self.form.row, values))

    def _connect(self) -> None:
        sheet = self._sheet
        sheet.submitted.connect(self._submitted)
        sheet.cancelled.connect(self._cancelled)
        sheet.cleared.connect(self._cleared)
        sheet.edited.connect(self._edited)
        sheet.asked.connect(self._asked)
        sheet.tool_asked.connect(self._tool_asked)
        sheet.likely_opened.connect(self.case_wanted)
        self._page.map.position_picked.connect(self._position_picked)
        self._page.map.position_refused.connect(self._back_to_position)
