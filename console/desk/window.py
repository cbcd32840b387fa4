"""The duty window: rail, top bar, page, status line, keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QByteArray, QEvent, QPoint, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from console.desk.controller import DeskController
from console.desk.duty_page import DutyPage
from console.desk.manual_window import ManualWindow
from console.desk.rail_pages import DUTY, DeskPage, RailPage, RosterShown
from console.desk.side_window import SideWindow
from console.desk.window_duty import fill_officers, show_duty
from console.desk.window_keys import KeyShortcut, into, next_pane, show_keys
from console.desk.window_words import age_of, title_of
from console.live import Live
from console.session import Session
from widgets.elided_label import ElidedLabel
from widgets.rail import Rail
from widgets.tone import restyle
from widgets.top_bar import TopBar

SMALLEST = (1180, 640)


class DeskWindow(QMainWindow):
    """One desk. Closing asks the application to shut down in order; it never just vanishes."""

    close_asked = Signal()
    officer_chosen = Signal(str)
    language_asked = Signal()
    theme_asked = Signal()
    database_asked = Signal()

    def __init__(
        self,
        page: DutyPage,
        controller: DeskController,
        live: Live,
        session: Session,
        more: Sequence[RailPage] = (),
    ) -> None:
        super().__init__()
        self.page, self.controller = page, controller
        self._more = {entry.key: entry for entry in more}
        self._live, self._session = live, session
        self._closing = False
        self.rail = Rail(self)
        self.top = TopBar(self)
        self._status = ElidedLabel("", self, tone="muted")
        self.keys, self.on_duty = SideWindow(self), SideWindow(self)
        self.manual = ManualWindow(self)
        self._officers = QMenu(self)
        self._officers.triggered.connect(self._officer_picked)
        self._lay_out()
        self._connect()
        self._make_keys()
        page.queue.list.setFocus()
        self.set_session(session)

    def set_session(self, session: Session) -> None:
        """Another officer, language, or other reference records."""
        self._session = session
        words, info = session.messages, session.opened.info
        self.setWindowTitle(title_of(session))
        self.top.set_place(session.place())
        banner = [words.text("banner-demo")] if info.is_demo else []
        if self._live.clock.historic:
            banner.append(words.text("banner-historic"))
        self.top.set_banner(" · ".join(banner))
        roles = words.text("list-comma").join(words.word("role", role) for role in sorted(session.officer.roles))
        self.top.set_officer(session.names.officer(session.officer.code), roles)
        for entry in self._more.values():
            cast(DeskPage, entry.widget).set_session(session)
        self.manual.set_words(words)
        self.retranslate()
        self._show_age()
        self._show_shift()

    def show_roster(self) -> None:
        """The roster is another: the top bar and the pages that show it."""
        for entry in self._more.values():
            if isinstance(entry.widget, RosterShown):
                entry.widget.show_roster()
        self._show_shift()

    def retranslate(self) -> None:
        """Sets the texts of the present language."""
        words = self._session.messages
        self.rail.set_entries(
            [
                (DUTY, "headset", self.tr("Duty"), "Ctrl+1"),
                *(
                    (entry.key, entry.icon, words.text(entry.name), f"Ctrl+{place}")
                    for place, entry in enumerate(self._more.values(), start=2)
                ),
            ],
            [
                ("report", "plus", self.tr("Report"), "Ctrl+N"),
                ("help", "circle-help", words.text("manual-title"), "F1"),
            ],
        )
        self.rail.set_active(self.shown_page)
        self.page.detail.calendar.set_text(words.text("calendar-open"))
        if "calendar" in self._more:
            self.page.detail.calendar.set_key(f"Ctrl+{list(self._more).index('calendar') + 2}")
        if not self._status.text():
            self.say(self.tr("N reports a new case · Ctrl+K searches · F6 moves between panes"), "")

    @property
    def shown_page(self) -> str:
        """The key of the page in front."""
        front = self._stack.currentWidget()
        return next((key for key, entry in self._more.items() if entry.widget is front), DUTY)

    def show_page(self, key: str) -> None:
        """Brings a page to the front; an unknown key brings the duty page."""
        entry = self._more.get(key)
        self._stack.setCurrentWidget(entry.widget if entry else self.page)
        self.rail.set_active(self.shown_page)
        if entry is not None:
            cast(DeskPage, entry.widget).opened()
        else:
            self.page.queue.list.setFocus()

    def say(self, text: str, tone: str) -> None:
        """Shows a sentence in the status line; the tone is "", "due_soon" or "overdue"."""
        self._status.setText(text)
        restyle(self._status, "tone", tone or "muted")

    def finish(self) -> None:
        """From now on closing really closes."""
        self._closing = True

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closing:
            event.accept()
            return
        event.ignore()
        self.close_asked.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._status.setText("")
            self.retranslate()
        super().changeEvent(event)

    # -- layout to remember -------------------------------------------------------------------------
    def layout_to_keep(self) -> tuple[str, dict[str, list[int]]]:
        """Geometry (text) and the dividers' places."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        return geometry, self.page.dividers()

    def restore_layout(self, geometry: str, dividers: dict[str, list[int]]) -> None:
        """Takes up a kept layout; what does not fit is left at the default."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        self.page.set_dividers(dividers)

    # -- inside -------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self.setMinimumSize(*SMALLEST)
        centre = QWidget(self)
        outer = QHBoxLayout(centre)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.page)
        for entry in self._more.values():
            self._stack.addWidget(entry.widget)
        column.addWidget(self._stack, 1)
        self._status.setContentsMargins(24, 0, 24, 6)
        column.addWidget(self._status)
        outer.addWidget(self.rail)
        outer.addLayout(column, 1)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.top.search_changed.connect(self.page.queue.search)
        self.top.search_submitted.connect(self._search_submitted)
        self.top.officer_clicked.connect(self._show_officers)
        self.top.shift_clicked.connect(self._show_duty)
        self.top.language_clicked.connect(self.language_asked)
        self.top.theme_clicked.connect(self.theme_asked)
        self.rail.chosen.connect(self._page_chosen)
        self.manual.keys_asked.connect(self._show_keys)
        self.controller.said.connect(self.say)
        self.page.detail.calendar.clicked.connect(self._to_calendar)
        self.page.queue.case_activated.connect(self._activated)
        self._live.second.connect(self._show_age)
        self._live.second.connect(self._show_shift)
        self._live.age_changed.connect(self._show_age)

    def _make_keys(self) -> None:
        for key in sorted({t.key for t in self._session.opened.lifecycle.transitions if t.key} - {"N"}):
            KeyShortcut(key, self).pressed.connect(self._act_key)
        for key, slot in (
            ("N", self._report), (".", self.page.queue.show_new), ("Ctrl+K", self._to_search),
            ("Ctrl+F", self._to_search), ("F6", self._next_pane), ("F7", self.page.next_tab), ("F8", self._show_duty),
            ("Shift+F1", self._show_keys), ("Ctrl+Shift+O", self.database_asked.emit),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    @Slot()
    def _show_age(self) -> None:
        self.top.set_age(self._live.age().kind, age_of(self._live, self._session))

    @Slot()
    def _show_shift(self) -> None:
        found = self._session.duty.summary(self._live.now())
        self.top.set_shift(found.text, [f"{name}  {doing}" for name, doing in found.people], warns=found.warns)

    @Slot()
    def _show_duty(self) -> None:
        show_duty(self.on_duty, self._session, self._live.now(), self.tr("Close"))

    @Slot(str)
    def _act_key(self, key: str) -> None:
        if self.shown_page == DUTY:
            self.controller.key(key)

    @Slot()
    def _report(self) -> None:
        self.show_page(DUTY)
        self.controller.report()

    @Slot()
    def _to_search(self) -> None:
        if self.shown_page != DUTY:
            self.show_page(DUTY)
        self.top.search.take_focus()

    @Slot(str)
    def _search_submitted(self, text: str) -> None:
        self.page.queue.search(text)
        self.page.queue.list.setFocus()
        first = self.page.queue.model.id_at(0)
        if text and first:
            self.controller.select(first)

    @Slot()
    def _to_calendar(self) -> None:
        self.show_page("calendar")

    @Slot()
    def _next_pane(self) -> None:
        page = self.page
        next_pane([page.queue.list, page.detail, page.map.canvas, page.load.bars], self.focusWidget())

    @Slot()
    def _show_keys(self) -> None:
        show_keys(self.keys, self._session, self.tr("Keys"), self.tr("Close"))

    @Slot()
    def _show_officers(self) -> None:
        fill_officers(self._officers, self._session, self._live.now())
        button = self.top.officer_button()
        self._officers.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot(QAction)
    def _officer_picked(self, action: QAction) -> None:
        if action.data() is None:
            self.database_asked.emit()
        else:
            self.officer_chosen.emit(str(action.data()))

    @Slot(str)
    def _activated(self, case_id: str) -> None:
        self.controller.select(case_id)
        into(self.page.detail)

    @Slot(str)
    def _page_chosen(self, key: str) -> None:
        self.rail.set_active(self.shown_page)
        if key == "report":
            self._report()
        elif key == "help":
            self.manual.open()
        else:
            self.show_page(key)
