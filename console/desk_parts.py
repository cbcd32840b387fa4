"""Puts one desk together over an open database: threads, live board, feed, panes, window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QTranslator, Slot
from PySide6.QtWidgets import QApplication

from console.board_clock import BoardClock
from console.bridge import INTERVAL_MS
from console.calendar_job import CalendarJobs
from console.collector import GuiCollector
from console.desk.calendar_page import CalendarPage
from console.desk.controller import DeskController
from console.desk.duty_page import DutyPage
from console.desk.import_page import ImportPage
from console.desk.ledger_page import LedgerPage
from console.desk.rail_pages import DUTY, RailPage
from console.desk.window import DeskWindow
from console.drafts import Drafts
from console.headless import Opened, opened, pick_officer
from console.import_job import ImportJobs
from console.live import Live
from console.reader import Reader
from console.runner import Runner
from console.session import Session, make_session
from console.settings import Settings
from console.shutdown import Stage, shut_down
from console.tasks import Tasks
from console.translations import install_language
from models.board.search_text import search_text
from models.commands.acts import Rules
from models.domain.clock import ClockRules
from models.domain.instant import Instant
from models.feed.feed import Feed
from models.store.info import read_now
from models.store.threads import DatabaseThreads
from models.store.unit_of_work import SqlUnitOfWork
from widgets.theme import apply_theme, theme_named


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """How a desk is opened: the instant it shows (None: now), who sits there, its name, its look."""

    settings: Settings
    language: str
    officer: str | None = None
    at: Instant | None = None
    console: str = "desk"
    interval_ms: int = INTERVAL_MS


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
        self.runner = Runner(self.threads, self._unit, self._rules, self.feed.wake)
        self.reader = Reader(self.threads, found.engine, self._clock)
        officer = pick_officer(found.reference.officers.values(), options.officer)
        self.session = make_session(found, officer, options.language)
        self.translator: QTranslator | None = None
        self.page = DutyPage(self.live, self.session, options.settings.sort, options.console)
        self.controller = DeskController(
            self.page, self.live, self.session, self.runner, self.reader, self.tasks, drafts, options.console
        )
        self.ledger = LedgerPage(self.live, self.session, self.reader, self.tasks)
        self.importing = ImportPage(self.session, ImportJobs(self.threads), self.tasks, options.console)
        self.calendar = CalendarPage(
            self.session, CalendarJobs(self.threads), self.tasks, options.console, self.live.now
        )  # fmt: skip
        self.window = DeskWindow(self.page, self.controller, self.live, self.session, self._rail_pages())
        self.closed = asyncio.Event()
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
        self.set_session(make_session(self.opened, self.session.officer, language))
        self.dress()

    async def close(self) -> tuple[str, ...]:
        """Input, feed, writes, layout, engine; names what hung."""
        loop = asyncio.get_running_loop()

        async def stop_input() -> None:
            self.window.setEnabled(False)
            self.live.stop()
            self.controller.stop()
            self.ledger.stop()
            self.importing.stop()
            self.calendar.stop()

        async def stop_feed() -> None:
            await loop.run_in_executor(None, self.feed.close, 4.0)

        async def finish_writes() -> None:
            await self.tasks.finish(4.0)
            await loop.run_in_executor(None, self.threads.close, 4.0)

        async def keep_layout() -> None:
            self.settings.window, dividers = self.window.layout_to_keep()
            self.settings.layout = dividers

        async def let_go() -> None:
            self.opened.close()

        troubled = await shut_down([
            Stage("input", stop_input, 1), Stage("feed", stop_feed, 5), Stage("writes", finish_writes, 9),
            Stage("layout", keep_layout, 1), Stage("engine", let_go, 2),
        ])  # fmt: skip
        app = QApplication.instance()
        if self.translator is not None and isinstance(app, QApplication):
            self.translator = install_language(app, "en", self.translator)
        self.window.finish()
        self.window.close()
        self.window.deleteLater()
        self.live.deleteLater()
        self._collector.stop()
        return troubled

    def set_session(self, session: Session) -> None:
        """Another officer, language, or other reference records, everywhere."""
        self.session = session
        self.controller.set_session(session)
        self.window.set_session(session)

    # -- inside -------------------------------------------------------------------------------------
    def _rail_pages(self) -> list[RailPage]:
        return [
            RailPage("ledger", "book-open", "page-ledger", self.ledger),
            RailPage("import", "upload", "page-import", self.importing),
            RailPage("calendar", "calendar-days", "page-calendar", self.calendar),
        ]

    def _connect(self) -> None:
        self.window.close_asked.connect(self._close_asked)
        self.window.officer_chosen.connect(self._officer_chosen)
        self.window.language_asked.connect(self._language_asked)
        self.window.theme_asked.connect(self._theme_asked)
        self.ledger.case_activated.connect(self._open_case)
        self.calendar.case_activated.connect(self._open_case)
        self.page.queue.sort_changed.connect(self._sort_changed)
        self.live.reference_changed.connect(self._reference_changed)

    def _unit(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self.opened.engine)

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
        self.tasks.start("readings", self._warm_readings())

    async def _warm_readings(self) -> None:
        """The tables of pinyin take half a second to read: on a thread, not under the first typed word."""
        await asyncio.wrap_future(self.threads.submit("reader", search_text, "预热"))
        self.live.search_ready = True

    @Slot()
    def _close_asked(self) -> None:
        self.closed.set()

    @Slot(str)
    def _officer_chosen(self, code: str) -> None:
        officer = self.opened.reference.officers.get(code)
        if officer is not None and officer.active:
            self.settings.officers[self.opened.info.id] = code
            self.set_session(make_session(self.opened, officer, self.session.messages.language))

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
        self.set_session(make_session(self.opened, officer, self.session.messages.language))
