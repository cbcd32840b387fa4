"""What keys and forms of the roster page do: they become edits of days and cards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Qt, Signal, Slot

from console.desk.roster_edits import Edit, RosterEditor
from console.desk.roster_forms import (
    OpenCard,
    OpenEntry,
    card_fields,
    card_of,
    card_values,
    entry_change,
    entry_fields,
    entry_values,
)
from console.desk.roster_parts import RosterParts
from console.roster_cells import (
    POST,
    STAND_BY,
    Items,
    keys_of,
    usual_post,
    with_next_post,
    with_slot,
    with_standing_turned,
)
from console.rules import qualifications_of
from console.session import Session
from models.domain.errors import BadInput
from models.domain.roster import qualification_id

WEEK = timedelta(days=7)


class RosterHands(QObject):
    """`said` carries sentences for the status line: text and tone."""

    said = Signal(str, str)

    def __init__(self, session: Session, parts: RosterParts, editor: RosterEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._parts, self._editor = session, parts, editor
        self._copied: Items | None = None
        self._form: OpenEntry | OpenCard | None = None
        self._told = ""
        self._connect()

    def set_session(self, session: Session) -> None:
        """Another officer or language: an open form is left, its words are the old ones'."""
        if session.messages is not self._session.messages:
            self._leave_form()
        self._session = session

    # -- days ---------------------------------------------------------------------------------------
    def _edit(self, change: Callable[[str], Callable[[Items], Items]]) -> None:
        self._editor.edit([Edit(code, day, change(code)) for code, day in self._parts.chosen()])

    @Slot(str)
    def _typed(self, key: str) -> None:
        if key == STAND_BY:
            self._edit(lambda code: with_standing_turned)
        elif key == POST:
            self._edit(lambda code: with_next_post)
        else:
            slot = keys_of(self._session.duty.roster.shifts).get(key)
            if slot is None:
                self.said.emit(self._session.messages.text("roster-key-unknown", key=key), "due_soon")
                return
            self._edit(lambda code: _setting(slot, self._post(code)))

    def _post(self, officer_code: str) -> str:
        return usual_post(self._session.opened.reference.officers[officer_code]).value

    @Slot()
    def _clear(self) -> None:
        self._edit(lambda code: _nothing)

    @Slot()
    def _copy(self) -> None:
        here = self._parts.here()
        if here is not None:
            record = self._editor.record(*here)
            self._copied = record.items if record is not None else ()
            what = "; ".join(map(self._session.duty.item, self._copied)) or "—"
            self.said.emit(self._session.messages.text("roster-copied", what=what), "")

    @Slot()
    def _paste(self) -> None:
        copied = self._copied
        if copied is not None:
            self._edit(lambda code: _being(copied))

    @Slot()
    def _copy_week(self) -> None:
        here = self._parts.here()
        if here is not None:
            monday = here[1] - timedelta(days=here[1].weekday())
            self._editor.copy_week(monday - WEEK, monday)

    # -- forms --------------------------------------------------------------------------------------
    def _may(self) -> bool:
        reason = self._editor.refused_reason()
        if reason:
            self.said.emit(reason, "due_soon")
        return not reason

    @Slot()
    def open_entry(self) -> None:
        """The form of the day that the cursor is on."""
        here = self._parts.here()
        if here is None or not self._may():
            return
        record = self._editor.record(*here)
        self._form = OpenEntry(*here, record.version if record else 0)
        officer = self._session.opened.reference.officers[here[0]]
        title = f"{self._session.names.officer(here[0])} · {self._session.duty.day(here[1])}"
        values = entry_values(record.items if record else (), officer)
        self._parts.side.open_form(title, entry_fields(self._session), values, self._session.messages)

    @Slot()
    def _add_card(self) -> None:
        self.open_card(-1)

    @Slot(int)
    def open_card(self, row: int) -> None:
        """The form of one of the officer's cards; row -1 is a new one."""
        here = self._parts.here()
        if here is None or not self._may():
            return
        roster, kinds = self._session.duty.roster, qualifications_of(self._session.opened.info)
        known = {kind.code: roster.qualifications.get(qualification_id(here[0], kind.code)) for kind in kinds}
        self._form = OpenCard(here[0], {kind: card.version if card else 0 for kind, card in known.items()})
        cards = roster.cards(here[0])
        values = card_values(cards[row] if 0 <= row < len(cards) else None)
        title = self._session.messages.text("roster-cards", officer=self._session.names.officer(here[0]))
        self._parts.side.open_form(title, card_fields(self._session, kinds), values, self._session.messages)

    @Slot()
    def _drop_card(self) -> None:
        here = self._parts.here()
        cards = self._session.duty.roster.cards(here[0]) if here else ()
        row = max(0, self._parts.side.cards.chosen_row())
        if cards and self._may():
            self._editor.drop_card(cards[min(row, len(cards) - 1)])

    @Slot(dict)
    def _submitted(self, values: dict[str, str]) -> None:
        form, sheet = self._form, self._parts.side.form
        if isinstance(form, OpenEntry):
            sheet.set_busy(True)
            self._editor.edit([Edit(form.officer_code, form.day, entry_change(values), form.seen)])
        elif isinstance(form, OpenCard):
            try:
                card = card_of(form.officer_code, values, self._session)
            except BadInput as wrong:
                sheet.set_message(self._session.messages.trouble(wrong))
                return
            sheet.set_busy(True)
            self._editor.set_card(card, form.seen.get(card.kind, 0))

    @Slot(bool)
    def _finished(self, done: bool) -> None:
        if self._form is None:
            return
        if done:
            self._leave_form()
            return
        self._parts.side.form.set_busy(False)
        self._parts.side.form.set_message(self._told)

    @Slot()
    def _cancelled(self) -> None:
        self._leave_form()

    def _leave_form(self) -> None:
        if self._form is not None:
            self._form = None
            self._parts.side.close_form()
            self._parts.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, str)
    def _keep_told(self, text: str, tone: str) -> None:
        self._told = text
        self.said.emit(text, tone)

    def _connect(self) -> None:
        grid, side = self._parts.grid, self._parts.side
        grid.typed.connect(self._typed)
        grid.cleared.connect(self._clear)
        grid.copied.connect(self._copy)
        grid.pasted.connect(self._paste)
        grid.opened.connect(self.open_entry)
        side.form.submitted.connect(self._submitted)
        side.form.cancelled.connect(self._cancelled)
        side.card_chosen.connect(self.open_card)
        side.add.clicked.connect(self._add_card)
        side.drop.clicked.connect(self._drop_card)
        self._parts.copy.clicked.connect(self._copy_week)
        self._editor.said.connect(self._keep_told)
        self._editor.finished.connect(self._finished)


def _setting(slot: str, post: str) -> Callable[[Items], Items]:
    return lambda items: with_slot(items, slot, post)


def _being(wanted: Items) -> Callable[[Items], Items]:
    return lambda items: wanted


def _nothing(_items: Items) -> Items:
    return ()
