"""A desk from start to end, read top to bottom: settings, choice of a database, window, feed, loop, shutdown."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from console.desk.side_window import SideWindow
from console.desk_options import DeskOptions
from console.desk_parts import Desk
from console.drafts import Drafts
from console.first_start import open_or_make, wants_choice
from console.headless import Opened, console_name, demo_url
from console.logs import get_log, log_to_file
from console.messages import messages
from console.output import Out
from console.settings import Settings, config_folder, data_folder, load_settings, save_settings
from models.domain.errors import BadInput, Trouble
from models.domain.instant import Instant, parse_instant
from widgets.fonts import install_fonts
from widgets.theme import apply_theme, theme_named

STEWARD_SECONDS = 30.0
"""Between two rounds of timed work on an embedded database."""
SWITCH_INTERVAL = 0.0005
"""Seconds a thread may keep the interpreter: readers must not starve the screen (see docs/decisions.md)."""


@dataclass(slots=True)
class Start:
    """How a desk is started, changed by what is chosen. `db` None is the remembered one, else the demonstration.

    `ask` shows the first-run page; `files` and `mapping` are to be imported next.
    """

    db: str | None
    at: str | None = None
    officer: str | None = None
    ask: bool = False
    files: tuple[Path, ...] = ()
    mapping: str = ""


def run_desk(
    db: str | None, at: str | None, officer: str | None, out: Out, *, demo: bool = False, ask: bool | None = None
) -> int:
    """Opens a desk and runs it until its window is closed. Raises Trouble when it cannot open.

    With `ask` None the first-run page asks where nothing says which database; `demo` opens the demonstration.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)
    _log(out)
    settings = load_settings()
    app = make_application()
    wants = not demo and wants_choice(db, settings) if ask is None else ask
    start = Start(demo_url() if demo else db, at, officer, wants)
    with qasync.QEventLoop(app) as loop:
        loop.run_until_complete(_run(app, settings, start, out))
    keep_settings(settings, out)
    return 0


async def _run(app: QApplication, settings: Settings, start: Start, out: Out) -> None:
    failed: tuple[str, Trouble] | None = None
    while not start.ask or await _asked(app, settings, start, out, failed):
        try:
            found = open_or_make(start.db or settings.db, out)
        except Trouble as trouble:
            if start.ask or (start.db is None and settings.db is not None):
                # What was chosen or remembered cannot be opened: something else may be chosen.
                failed = (settings.db or start.db or "", trouble)
                start = Start(None, start.at, start.officer, ask=True)
                continue
            await _told(app, trouble, settings, out)
            raise
        if not await _live(found, await _options(app, found, settings, start, out), start):
            return
        start, failed = Start(None, ask=True), None


async def _options(app: QApplication, found: Opened, settings: Settings, start: Start, out: Out) -> DeskOptions:
    try:
        moment = instant_of(start.at, found)
    except Trouble as trouble:
        found.close()
        await _told(app, trouble, settings, out)
        raise
    return DeskOptions(
        settings=settings, language=out.messages.language, at=moment, console=f"{console_name()}-{os.getpid()}",
        officer=start.officer or settings.officer_for(found.info.id), steward=STEWARD_SECONDS,
    )  # fmt: skip


async def _asked(
    app: QApplication, settings: Settings, start: Start, out: Out, failed: tuple[str, Trouble] | None
) -> bool:
    """Asks where to begin and puts the answer into `start`; False when the page was closed."""
    from console.first_run_wiring import FirstRun  # reads and checks files of all kinds: only who is asked needs it

    page = FirstRun(app, settings, out.messages.language)
    page.open(failed)
    choice = await page.choice()
    await page.close()
    page.deleteLater()
    out.messages = messages(page.language)
    if choice is not None:
        start.db, start.files, start.mapping = choice.url, choice.files, choice.mapping
        settings.db = choice.remember
    keep_settings(settings, out)
    return choice is not None


async def _told(app: QApplication, trouble: Trouble, settings: Settings, out: Out) -> None:
    """Somebody who started the program by a click must see why it does not open."""
    closed = asyncio.Event()
    window = SideWindow()
    apply_theme(app, window, theme_named(settings.theme))
    words = out.messages
    window.show_text(words.text("start-failed"), words.trouble(trouble), (), words.text("start-close"))
    window.done.connect(closed.set)
    window.resize(560, 220)
    window.show()
    await closed.wait()
    window.deleteLater()


async def _live(found: Opened, options: DeskOptions, start: Start) -> bool:
    """Runs a desk until it is closed; True when another database was asked for."""
    log = get_log("desk")
    desk = Desk(found, options, Drafts(drafts_file(found)), lambda text: log.error("trouble", text=text))
    desk.dress()
    desk.window.resize(1600, 900)
    desk.window.restore_layout(options.settings.window, options.settings.layout)
    desk.window.show()
    desk.start()
    if start.files:
        desk.begin_import(start.files, start.mapping)
    await desk.closed.wait()
    troubled = await desk.close()
    if troubled:
        log.error("shutdown was not clean", stages=troubled)
    await asyncio.sleep(0)
    return desk.other_asked


def _log(out: Out) -> None:
    try:
        log_to_file(data_folder() / "log")
    except OSError as error:
        out.say("log_unwritable", folder=str(data_folder()), reason=error.strerror or str(error))


def keep_settings(settings: Settings, out: Out) -> None:
    """Writes the settings; where that cannot be done the person is told and the desk goes on."""
    try:
        save_settings(settings)
    except OSError as error:
        out.say("settings_unwritable", folder=str(config_folder()), reason=error.strerror or str(error))


def make_application() -> QApplication:
    """The application with its typeface; windows decide themselves when it ends."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("zhihui")
    app.setApplicationDisplayName("指挥 Zhihui")
    app.setQuitOnLastWindowClosed(False)
    install_fonts(app)
    return app


def instant_of(at: str | None, found: Opened) -> Instant | None:
    """The instant a desk is opened at, None for now. Raises BadInput("time_not_understood")."""
    if at is None:
        return None
    try:
        return parse_instant(at, found.clock.zone)
    except ValueError:
        raise BadInput("time_not_understood", text=at, where="--at") from None


def drafts_file(found: Opened) -> Path:
    """Drafts are kept per database."""
    return config_folder() / f"drafts-{found.info.id}.json"
