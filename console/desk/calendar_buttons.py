"""Which buttons of the calendar page can be pressed now, why the others cannot, and the page's keys."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from console.calendar_draft import CalendarDraft
from console.desk.calendar_form import CalendarForm
from console.desk.calendar_view import CalendarView
from console.messages import Messages
from console.reexplain_job import CalendarState, Plan
from console.session import Session
from models.domain.errors import BadInput
from models.domain.roles import Role
from widgets.page_keys import bind_page_keys


def may_not(session: Session, running: bool, seen: CalendarState | None) -> str:
    """Why the officer may change nothing here and now, "" when they may."""
    words = session.messages
    if Role.ADMINISTRATOR not in session.officer.roles:
        return words.outcome("calendar-not-for-role", {"officer": session.names.officer(session.officer.code)})
    if running:
        return words.text("calendar-is-running")
    return "" if seen is not None else words.text("calendar-loading")


def show_buttons(
    form: CalendarForm, session: Session, running: bool, seen: CalendarState | None, draft: CalendarDraft,
    plan: Plan | None, wrong: str,
) -> None:  # fmt: skip
    """What cannot be pressed says why; `wrong` is what is wrong with what was typed."""
    words, reason = session.messages, may_not(session, running, seen)
    form.note.setText(reason if Role.ADMINISTRATOR not in session.officer.roles else "")
    form.note.setVisible(bool(form.note.text()))
    for button in (form.work, form.holiday, form.plain, form.path.button, form.read):
        button.set_disabled_reason(reason)
    for field in (form.name, form.path.edit, form.hours, form.reason):
        field.setEnabled(not reason)
    nothing = "" if draft.changed or wrong else words.text("calendar-nothing")
    form.discard.set_disabled_reason(reason or nothing)
    reason = reason or wrong or _nothing_to_do(draft, seen, words)
    form.try_out.set_disabled_reason(reason)
    if not reason and plan is None:
        reason = words.text("calendar-need-try")
    if not reason and not form.reason.text().strip():
        reason = words.text("reason-missing")
    form.go.set_disabled_reason(reason)
    form.cancel.setVisible(running)


def bind_keys(page: QWidget, form: CalendarForm, view: CalendarView) -> None:
    """The page's keys; they work while the page has the keyboard."""
    bind_page_keys(page, (
        ("Ctrl+O", form.path.button.click), ("Ctrl+I", form.read.click), ("Ctrl+T", form.try_out.click),
        ("Ctrl+Return", form.go.click), ("Ctrl+Enter", form.go.click), ("Ctrl+D", form.discard.click),
        ("Esc", form.cancel.click), ("Ctrl+L", view.turn), ("[", view.before.click), ("]", view.after.click),
    ))  # fmt: skip


def unfinished(seen: CalendarState | None) -> bool:
    """Whether the calendar in force has not reached all open cases yet."""
    return seen is not None and seen.newest.number > 0 and seen.newest.applied_at is None


def _nothing_to_do(draft: CalendarDraft, seen: CalendarState | None, words: Messages) -> str:
    if not draft.changed and not unfinished(seen):
        return words.text("calendar-nothing")
    try:
        draft.check()
    except BadInput as trouble:
        return words.trouble(trouble)
    return ""
