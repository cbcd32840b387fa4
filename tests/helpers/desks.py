"""Whole desks for journeys: a real window on a real database file, driven like a person does."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import qasync
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from console.desk_options import DeskOptions
from console.desk_parts import Desk
from console.drafts import Drafts
from console.headless import open_database
from console.settings import Settings
from models.domain.case import Case
from models.domain.instant import Instant
from models.queries.detail import CaseDetail

PATIENCE = 20.0


def run(app: QApplication, journey: Callable[[], Awaitable[None]]) -> None:
    """Runs a journey on Qt's own loop."""
    loop = qasync.QEventLoop(app)

    async def go() -> None:
        await journey()

    with loop:
        loop.run_until_complete(go())
    # qasync leaves timers running: collected in another desk's thread they would call what is gone.
    gc.collect()


async def until(ready: Callable[[], bool], what: str = "") -> None:
    """Lets the program run until something is so; fails after a while."""
    for _ in range(int(PATIENCE / 0.005)):
        if ready():
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"did not come: {what or ready}")


@asynccontextmanager
async def desk_on(
    url: str, folder: Path, name: str, *, officer: str | None = None, language: str = "zh", theme: str = "light",
    at: Instant | None = None, size: tuple[int, int] = (1366, 768),
    steward: float | None = None,
) -> AsyncIterator[Desk]:  # fmt: skip
    """A running desk whose queue is loaded; taken down in its stages afterwards."""
    settings = Settings(motion=False, theme="dark" if theme == "dark" else "light")
    options = DeskOptions(settings, language, officer, at, name, interval_ms=0, steward=steward)
    troubles: list[str] = []
    desk = Desk(open_database(url), options, Drafts(folder / f"drafts-{name}.json"), troubles.append)
    desk.dress()
    desk.window.resize(*size)
    desk.window.show()
    desk.window.activateWindow()
    desk.start()
    try:
        await until(lambda: desk.live.loaded, "snapshot")
        await until(partial(_active, desk.window), "the window is active")
        yield desk
    finally:
        hung = await desk.close()
        await asyncio.sleep(0)
        desk.deleteLater()
    assert hung == ()
    assert troubles == []


def _active(window: QWidget) -> bool:
    """Whether keys reach the window; without a window manager it asks again."""
    if not window.isActiveWindow():
        window.raise_()
        window.activateWindow()
    return window.isActiveWindow()


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key to whatever has the focus in the window."""
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def type_text(window: QWidget, text: str) -> None:
    """Types into the focused field; characters no key stands for come as an input method commits them."""
    target = window.focusWidget()
    assert target is not None
    if text.isascii():
        QTest.keyClicks(target, text)
    elif isinstance(target, QLineEdit):
        target.insert(text)
        target.textEdited.emit(target.text())
    else:
        assert isinstance(target, QPlainTextEdit)
        target.insertPlainText(text)


def click(widget: QWidget) -> None:
    """The left mouse button in the middle of a widget."""
    assert widget.isVisible(), widget
    assert widget.isEnabled(), widget
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())


def detail_of(desk: Desk) -> CaseDetail:
    """The selected case with its log, which must be loaded."""
    detail = desk.controller.detail
    assert detail is not None
    return detail


def loaded(desk: Desk) -> bool:
    """Whether a case is selected and its detail is there."""
    return desk.controller.detail is not None


def stands(desk: Desk, state: str) -> bool:
    """Whether the selected case is in a state and no form is open."""
    detail = desk.controller.detail
    return not desk.page.detail.form_open and detail is not None and detail.case.state == state


def board_state(desk: Desk, case_id: str) -> str:
    """The state of a case on a desk's board, empty when it is not there."""
    case = desk.live.case(case_id)
    return case.state if case is not None else ""


def board_is(desk: Desk, cases: dict[str, Case]) -> bool:
    """Whether a desk's board holds just these records."""
    return {case.id: case for case in desk.live.board} == cases
