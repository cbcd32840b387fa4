"""Puts one desk together over an open database: threads, live board, feed, panes, window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QTranslator, Slot
from PySide6.QtWidgets import QApplication

from console.board_clock import BoardClock
from console.collector import GuiCollector
from console.desk.controller import DeskController
from console.desk.duty_page import DutyPage
from console.desk.rail_pages import DUTY
from console.desk.window import DeskWindow
from console.desk_options import DeskOptions
from console.desk_pages import DeskPages
from console.desk_steward import desk_steward, ended
from console.drafts import Drafts
from console.headless import Opened, opened, pick_officer, roster_of
from console.live import Live
from console.reader import Reader
from console.rules import roster_rules
from console.runner import Runner
from console.session import Session, make_session
from console.shutdown import Stage, shut_down
from console.tasks import Tasks
from console.translations import install_language
from models.board.search_text import search_text
from models.commands.acts import Rules
from models.commands.roster_acts import RosterRules
from models.domain.clock import ClockRules
from models.domain.errors import Unavailable
from models.domain.roster import Roster
from models.feed.feed import Feed
from models.queries.reference import RosterRecords
from models.store.info import read_now
from models.store.roster_unit import SqlRosterUnit
from models.store.threads import DatabaseThreads
from widgets.theme import apply_theme, theme_named


class Desk(QObject):
    """One desk and everything it runs on. `close` takes it down in stages."""

    def __init__(self, found: Opened, options: DeskOptions, drafts: Drafts, on_trouble: Callable[[str], None]) -> None:
        super().__init__()
        self._on_trouble = on_trouble
        self.options = options
        self.settings = options.settings
        self.opened = found
        self.threads = DatabaseThreads()
        self.tasks = Tasks(self._task_failed)
        start = read_now(found.engine) if options.at is None else options.at
        self.live = Live(
            BoardClock(start, historic=options.at is not None), found.info.due_soon, interval_ms=options.interval_ms
        )
        self.feed = Feed(
            found.engine, at=options.at, on_snapshot=self.live.on_snapshot, on_delta=self.live.on_delta,
            on_status=self.live.on_status,
        )  # fmt: skip
        self.steward = desk_steward(found.engine, options.console, options.steward, options.at, self.feed.wake)
        self.runner = Runner(self.threads, self._unit, self._rules, self._roster_rules, self.feed.wake)
        self.reader = Reader(self.threads, found.engine, self._clock)
        officer = pick_officer(found.reference.officers.values(), options.officer)
        self.session = make_session(found, officer, options.language, self.live.now)
        self.translator: QTranslator | None = None
        self._roster_news = 0
        self.page = DutyPage(self.live, self.session, options.settings.sort, options.console)
        self.controller = DeskController(
            self.page, self.live, self.session, self.runner, self.reader, self.tasks, drafts, options.console
        )
        self.pages = DeskPages(
            self.live, self.session, self.threads, self.runner, self.reader, self.tasks, drafts, options.console,
            self.feed.wake,
        )  # fmt: skip
        self.ledger, self.importing = self.pages.ledger, self.pages.importing
        self.roster, self.calendar = self.pages.roster, self.pages.calendar
        self.window = DeskWindow(self.page, self.controller, self.live, self.session, self.pages.rail())
        self.closed = asyncio.Event()
        self.other_asked = False
        self._collector = GuiCollector(self)
        self._collector.start()
        self._connect()

    def start(self) -> None:
        """Starts the feed; what is not needed for the first rows comes when they are there."""
        self.live.replaced.connect(self._first_rows)
        self.feed.start()

    def dress(self) -> None:
        """Theme and language as set."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, self.window, theme_named(self.settings.theme))
        if self.translator is None:
            self.translator = install_language(app, self.session.messages.language, None)
        self.page.queue.list.set_motion(self.settings.motion)

    def use_language(self, language: str) -> None:
        """Switches everything to a language."""
        # Words that widgets take from the translator must be there before they are shown anew.
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.translator = install_language(app, language, self.translator)
        self.set_session(make_session(self.opened, self.session.officer, language, self.live.now))
        self.dress()

    def begin_import(self, files: Sequence[Path], mapping: str) -> None:
        """Opens the import page on files, as it was asked for before the desk was there."""
        self.importing.ask(files, mapping)
        self.window.show_page("import")

    async def close(self) -> tuple[str, ...]:
        """Input, steward, feed, writes, layout, engine; names what hung."""
        loop = asyncio.get_running_loop()

        async def stop_steward() -> None:
            await ended(self.steward, 4.0)

        async def stop_input() -> None:
            self.window.setEnabled(False)
            self.live.stop()
            self.controller.stop()
            self.pages.stop()

        async def stop_feed() -> None:
            await loop.run_in_executor(None, self.feed.close, 4.0)

        async def finish_writes() -> None:
            await self.tasks.finish(4.0)
            if await loop.run_in_executor(None, self.threads.close, 4.0):
                raise TimeoutError

        async def keep_layout() -> None:
            self.settings.window, dividers = self.window.layout_to_keep()
            self.settings.layout = dividers

        async def let_go() -> None:
            self.opened.close()

        troubled = await shut_down([
            Stage("input", stop_input, 1), Stage("steward", stop_steward, 5), Stage("feed", stop_feed, 5),
            Stage("writes", finish_writes, 9), Stage("layout", keep_layout, 1), Stage("engine", let_go, 2),
        ])  # fmt: skip
        self._let_windows_go()
        return troubled

    def _let_windows_go(self) -> None:
        app = QApplication.instance()
        if self.translator is not None and isinstance(app, QApplication):
            self.translator = install_language(app, "en", self.translator)
        self.window.finish()
        self.window.close()
        self.window.deleteLater()
        self.live.deleteLater()
        self._collector.stop()

    def set_session(self, session: Session) -> None:
        """Another officer, language, or other reference records, everywhere."""
        self.session = session
        self.controller.set_session(session)
        self.window.set_session(session)

    # -- inside -------------------------------------------------------------------------------------
    def _connect(self) -> None:
        self.window.close_asked.connect(self._close_asked)
        self.window.officer_chosen.connect(self._officer_chosen)
        self.window.language_asked.connect(self._language_asked)
        self.window.theme_asked.connect(self._theme_asked)
        self.window.database_asked.connect(self._database_asked)
        self.ledger.case_activated.connect(self._open_case)
        self.roster.said.connect(self.window.say)
        self.calendar.case_activated.connect(self._open_case)
        self.page.queue.sort_changed.connect(self._sort_changed)
        self.live.reference_changed.connect(self._reference_changed)
        self.live.roster_changed.connect(self._roster_changed)

    def _unit(self) -> SqlRosterUnit:
        return SqlRosterUnit(self.opened.engine)

    def _roster_rules(self) -> RosterRules:
        return roster_rules(self.opened.info)

    def _rules(self) -> Rules:
        return self.opened.rules

    def _clock(self) -> ClockRules:
        return self.opened.clock

    def _task_failed(self, name: str, error: BaseException) -> None:
        self._on_trouble(f"{name}: {error}")
        self.window.say(
            QCoreApplication.translate("Desk", "Something went wrong in “%s”; it was logged.") % name, "overdue"
        )

    @Slot(str)
    def _open_case(self, case_id: str) -> None:
        self.window.show_page(DUTY)
        self.controller.select(case_id)

    @Slot()
    def _first_rows(self) -> None:
        self.live.replaced.disconnect(self._first_rows)
        self.controller.load_flow()
        if self.steward is not None:
            self.steward.start()
        self.tasks.start("readings", self._warm_readings())

    async def _warm_readings(self) -> None:
        """The tables of pinyin take half a second to read: on a thread, not under the first typed word."""
        await asyncio.wrap_future(self.threads.submit("reader", search_text, "预热"))
        self.live.search_ready = True

    @Slot()
    def _close_asked(self) -> None:
        self.closed.set()

    @Slot()
    def _database_asked(self) -> None:
        self.other_asked = True
        self.closed.set()

    @Slot(str)
    def _officer_chosen(self, code: str) -> None:
        officer = self.opened.reference.officers.get(code)
        if officer is not None and officer.active and officer.is_person:
            self.settings.officers[self.opened.info.id] = code
            self.set_session(make_session(self.opened, officer, self.session.messages.language, self.live.now))

    @Slot()
    def _language_asked(self) -> None:
        language: Literal["zh", "en"] = "en" if self.session.messages.language == "zh" else "zh"
        self.settings.lang = language
        self.use_language(language)

    @Slot()
    def _theme_asked(self) -> None:
        self.settings.theme = "light" if self.settings.theme == "dark" else "dark"
        self.dress()

    @Slot(str)
    def _sort_changed(self, order: str) -> None:
        self.settings.sort = order

    @Slot()
    def _reference_changed(self) -> None:
        self.tasks.start("reference", self._read_reference())

    async def _read_reference(self) -> None:
        future = self.threads.submit("reader", opened, self.opened.engine)
        self.opened = await asyncio.wrap_future(future)
        officer = self.opened.reference.officers.get(self.session.officer.code) or self.session.officer
        self.set_session(make_session(self.opened, officer, self.session.messages.language, self.live.now))

    @Slot()
    def _roster_changed(self) -> None:
        self._roster_news += 1
        if self._roster_news == 1:
            self.tasks.start("roster", self._read_roster())

    async def _read_roster(self) -> None:
        """Reads the roster until nothing came meanwhile: many changes at once are read few times."""
        try:
            while True:
                seen = self._roster_news
                self._show_roster(*await self.reader.roster(self._made_roster))
                if self._roster_news == seen:
                    return
        except Unavailable:
            return  # the age of the data says so; what changes next is read again
        finally:
            self._roster_news = 0

    def _made_roster(self, records: RosterRecords) -> tuple[RosterRecords, Roster]:
        return records, roster_of(self.opened.info, records)

    def _show_roster(self, records: RosterRecords, roster: Roster) -> None:
        """Shows another roster everywhere; nothing else moves."""
        reference = replace(self.opened.reference, roster=records)
        self.opened = replace(self.opened, reference=reference, roster=roster)
        self.session.duty.roster = roster
        self.page.detail.form.set_choices("owner_code", self.session.forms.officers())
        self.window.show_roster()
