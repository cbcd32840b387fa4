"""An inspector for a desk: walks its windows scene by scene and fails the test with all that was found."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from console.desk_parts import Desk
from console.translations import install_language
from tests.helpers.walking import Walk, tab_ring
from tests.helpers.wording import Wording, data_of, data_of_detail


class Inspector:
    """Walks one desk again and again, and collects what it finds with the scenes it was found in."""

    def __init__(self, desk: Desk, language: str) -> None:
        self.desk = desk
        self.found: dict[str, list[str]] = defaultdict(list)
        self._wording = Wording(language, data_of(desk, language))

    def allow(self, *texts: str) -> None:
        """Texts that somebody typed in whatever language."""
        self._wording.add_data(texts)

    async def look(self, scene: str, where: QWidget | None = None) -> None:
        """Walks a window or a part of one as it is now; without one the desk's window."""
        await settle()
        self._wording.add_data(data_of_detail(self.desk))
        walk = Walk(where or self.desk.window)
        for finding in (*walk.findings, *self._wording.findings(walk.said)):
            self.found[finding].append(scene)

    def go_round(self, scene: str, window: QWidget | None = None) -> None:
        """Goes around by Tab and back by Shift+Tab, in one of the themes."""
        if self.desk.settings.theme != "light":
            return  # colours change no order
        where = window or self.desk.window
        for finding in (*tab_ring(where), *tab_ring(where, Qt.Key.Key_Backtab)):
            self.found[finding].append(scene)

    def keys(self, scene: str) -> None:
        """Every act that is offered has a key of its own that the window listens to."""
        view = self.desk.page.detail.view
        assert view is not None
        listening = {shortcut.key().toString() for shortcut in self.desk.window.findChildren(QShortcut)}
        for action in view.actions:
            if action.key not in listening:
                self.found[f"act {action.verb}: no key"].append(scene)

    def report(self) -> str:
        """All findings, each with the first scenes it was seen in."""
        return "\n".join(f"{what}   [{', '.join(scenes[:3])}]" for what, scenes in sorted(self.found.items()))


async def settle() -> None:
    """Lets layouts and delayed deletions happen."""
    for _ in range(3):
        await asyncio.sleep(0)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def inspected(app: QApplication, desk: Desk) -> Iterator[Inspector]:
    """An inspector whose findings fail the test."""
    inspector = Inspector(desk, desk.session.messages.language)
    try:
        yield inspector
    finally:
        # The language is the whole application's and outlives a desk.
        desk.translator = install_language(app, "en", desk.translator)
    if inspector.found:
        pytest.fail(f"{len(inspector.found)} findings\n{inspector.report()}", pytrace=False)
