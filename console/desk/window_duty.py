"""Who is on duty, for the desk's window: the list that F8 opens, and the officers' menu."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from console.desk.side_window import SideWindow
from console.session import Session
from models.domain.instant import Instant

WIDTH, HEIGHT = 520, 560


def show_duty(window: SideWindow, session: Session, now: Instant, close: str) -> None:
    """Fills and shows the list of who is on duty, stand-by and away."""
    words, found = session.messages, session.duty.summary(now)
    sentence = (
        found.text if found.people else " · ".join(part for part in (found.text, words.text("duty-now-none")) if part)
    )
    window.show_text(words.text("duty-now-title"), sentence, found.people, close)
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.raise_()
    window.activateWindow()


def fill_officers(menu: QMenu, session: Session, now: Instant) -> None:
    """The officers to act as, with what the roster says of each."""
    menu.clear()
    people = session.opened.reference.officers.values()
    active = [officer.code for officer in people if officer.active and officer.is_person]
    standings = session.duty.standings(now)
    for code in active:
        hint = session.duty.hint(standings.get(code))
        name = session.names.officer(code).replace("&", "&&")
        action = QAction(f"{name} · {hint}" if hint else name, menu)
        action.setData(code)
        action.setCheckable(True)
        action.setChecked(code == session.officer.code)
        menu.addAction(action)
    menu.addSeparator()
    menu.addAction(session.messages.text("officer-other-database"))
