"""First-run pages for journeys: a real window with folders of its own, driven like a person does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from console.first_run_wiring import FirstRun
from console.settings import Settings
from models.domain.errors import Trouble
from tests.helpers.desks import until


def own_folders(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and data of this test alone; the data folder is not there yet."""
    monkeypatch.setenv("ZHIHUI_CONFIG_DIR", str(folder / "config"))
    monkeypatch.setenv("ZHIHUI_DATA_DIR", str(folder / "data"))
    return folder / "data"


@asynccontextmanager
async def first_run_on(
    app: QApplication, *, language: str = "zh", theme: str = "light", size: tuple[int, int] = (1366, 768),
    failed: tuple[str, Trouble] | None = None,
) -> AsyncIterator[FirstRun]:  # fmt: skip
    """A first-run page that keys reach; taken down afterwards."""
    settings = Settings(motion=False, theme="dark" if theme == "dark" else "light")
    page = FirstRun(app, settings, language)
    page.window.resize(*size)
    page.open(failed)
    try:
        await until(partial(active, page.window), "the window is active")
        yield page
    finally:
        await until(lambda: page.settled, "the page rests")
        page.window.close()
        await page.close()
        page.deleteLater()


def active(window: QWidget) -> bool:
    """Whether keys reach the window; without a window manager it asks again."""
    if not window.isActiveWindow():
        window.raise_()
        window.activateWindow()
    return window.isActiveWindow()
