"""A desk from start to end, read top to bottom: settings, database, window, feed, loop, shutdown."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from console.desk.side_window import SideWindow
from console.desk_parts import Desk, DeskOptions
from console.drafts import Drafts
from console.first_start import open_or_make
from console.headless import Opened, console_name
from console.logs import get_log, log_to_file
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


def run_desk(db: str | None, at: str | None, officer: str | None, out: Out) -> int:
    """Opens a desk and runs it until its window is closed. Raises Trouble when it cannot open."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    log_to_file(data_folder() / "log")
    settings = load_settings()
    app = make_application()
    loop = qasync.QEventLoop(app)
    try:
        found = open_or_make(db, out)
        moment = instant_of(at, found)
    except Trouble as trouble:
        with loop:
            loop.run_until_complete(_told(app, trouble, settings, out))
        raise
    options = DeskOptions(
        settings=settings, language=out.messages.language, officer=officer or settings.officer_for(found.info.id),
        at=moment, console=f"{console_name()}-{os.getpid()}", steward=STEWARD_SECONDS,
    )  # fmt: skip
    with loop:
        loop.run_until_complete(_live(found, options))
    save_settings(settings)
    return 0


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


async def _live(found: Opened, options: DeskOptions) -> None:
    log = get_log("desk")
    desk = Desk(found, options, Drafts(drafts_file(found)), lambda text: log.error("trouble", text=text))
    desk.dress()
    desk.window.resize(1600, 900)
    desk.window.restore_layout(options.settings.window, options.settings.layout)
    desk.window.show()
    desk.start()
    await desk.closed.wait()
    troubled = await desk.close()
    if troubled:
        log.error("shutdown was not clean", stages=troubled)
    await asyncio.sleep(0)


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
