"""Shows the first-run page on the running loop and waits for what was chosen; dresses it in theme and language."""

from __future__ import annotations

import asyncio
from typing import Literal

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from console.first_run.window import START, FirstRunWindow
from console.first_run_jobs import FirstRunJobs, StartChoice
from console.first_start import clear_interrupted, interrupted
from console.logs import get_log
from console.messages import messages
from console.settings import Settings
from console.street_plan import StreetPlan, load_draft
from console.tasks import Tasks
from console.translations import install_language
from models.domain.errors import Trouble
from widgets.theme import apply_theme, theme_named

SIZE = (1180, 760)


class FirstRun(QObject):
    """One first-run page and what it runs on. `settings` take its language and theme."""

    def __init__(self, app: QApplication, settings: Settings, language: str) -> None:
        super().__init__()
        self._app, self._settings = app, settings
        self._jobs = FirstRunJobs()
        self._tasks = Tasks(self._failed)
        self._finished = asyncio.Event()
        self._choice: StartChoice | None = None
        self.language = language
        self._translator = install_language(app, language, None)
        self.window = FirstRunWindow(self._jobs, self._tasks, messages(language))
        self.window.chosen.connect(self._chosen)
        self.window.closed.connect(self._closed)
        self.window.language_asked.connect(self._language_asked)
        self.window.theme_asked.connect(self._theme_asked)
        self.window.resize(*SIZE)
        self.dress()

    def dress(self) -> None:
        """Theme as set."""
        apply_theme(self._app, self.window, theme_named(self._settings.theme))

    def use_language(self, language: str) -> None:
        """Switches the page to a language."""
        self.language = language
        self._translator = install_language(self._app, language, self._translator)
        self.window.set_messages(messages(language))

    def open(self, failed: tuple[str, Trouble] | None = None) -> None:
        """Shows the page; `failed` is the remembered database that cannot be opened, and why."""
        self.window.show_page(START)
        if interrupted():
            clear_interrupted()
            self.window.tell_interrupted(entries=load_draft() != StreetPlan())
        if failed is not None:
            self.window.show_failed(*failed)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def picture_of(self, page: str | None, language: str, theme: str, width: int, height: int) -> None:
        """Shows one of the pages as it opens, in a size, for a picture; clears nothing away."""
        self._settings.theme = "dark" if theme == "dark" else "light"
        if language != self.language:
            self.use_language(language)
        self.window.resize(width, height)
        self.window.show()
        self.dress()
        self.window.show_page(page or START)

    async def choice(self) -> StartChoice | None:
        """What was chosen, None when the window was closed; then everything is taken down."""
        await self._finished.wait()
        return self._choice

    async def close(self) -> None:
        """Waits for what is being made, then lets window and threads go."""
        await self._tasks.finish(30.0)
        await asyncio.get_running_loop().run_in_executor(None, self._jobs.close)
        self._translator = install_language(self._app, "en", self._translator)
        self.window.hide()
        self.window.deleteLater()

    @property
    def settled(self) -> bool:
        """Whether nothing is under way."""
        return self.window.settled

    # -- inside -------------------------------------------------------------------------------------
    def _failed(self, name: str, error: BaseException) -> None:
        get_log("first-run").error("trouble", task=name, text=str(error))
        self.window.start.say(messages(self.language).text("first-run-broken", name=name), "overdue")

    @Slot(object)
    def _chosen(self, choice: object) -> None:
        assert isinstance(choice, StartChoice)
        self._choice = choice
        self._finished.set()

    @Slot()
    def _closed(self) -> None:
        self._finished.set()

    @Slot()
    def _language_asked(self) -> None:
        language: Literal["zh", "en"] = "en" if self.language == "zh" else "zh"
        self._settings.lang = language
        self.use_language(language)

    @Slot()
    def _theme_asked(self) -> None:
        self._settings.theme = "light" if self._settings.theme == "dark" else "dark"
        self.dress()
