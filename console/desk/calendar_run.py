"""What the calendar page does for long: trying a change out, and putting it into force."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from console.calendar_draft import CalendarDraft
from console.calendar_job import CalendarJobs
from console.headless import Opened
from console.reexplain_job import Plan, Progress, ReexplainDone
from console.tasks import Tasks
from models.commands.calendar import ReexplainOrder, SetCalendar
from models.domain.errors import Trouble

T = TypeVar("T", Plan, ReexplainDone)


class CalendarRun(QObject):
    """One job at a time. `planned` or `applied` brings what came of it, `failed` why nothing did; then `ended`."""

    progressed = Signal(int, int)
    planned = Signal(object)
    applied = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, jobs: CalendarJobs, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._tasks = jobs, tasks
        self._stop = Event()
        self.running = False

    def plan(self, opened: Opened, draft: CalendarDraft) -> None:
        """Looks which cases a draft would move."""

        def work(progress: Progress, cancelled: Callable[[], bool]) -> Awaitable[Plan]:
            return self._jobs.plan(opened.engine, draft.calendar, draft.schedule, progress, cancelled)

        self._begin("calendar-plan", work, self.planned)

    def apply(self, opened: Opened, wanted: SetCalendar | None, order: ReexplainOrder) -> None:
        """Puts a draft into force, where there is one, and explains the open cases by it."""

        def work(progress: Progress, cancelled: Callable[[], bool]) -> Awaitable[ReexplainDone]:
            return self._jobs.apply(opened.engine, wanted, order, progress, cancelled)

        self._begin("calendar-apply", work, self.applied)

    def cancel(self) -> None:
        """Ends what runs after its slice; what was written stays."""
        self._stop.set()

    def _begin(
        self, name: str, work: Callable[[Progress, Callable[[], bool]], Awaitable[T]], told: SignalInstance
    ) -> None:  # fmt: skip
        self._stop.clear()
        self.running = True
        self._tasks.start(name, self._go(work, told))

    async def _go(
        self, work: Callable[[Progress, Callable[[], bool]], Awaitable[T]], told: SignalInstance
    ) -> None:  # fmt: skip
        try:
            found = await work(self.progressed.emit, self._stop.is_set)
        except Trouble as trouble:
            self.failed.emit(trouble)
        else:
            # A plan that was cut short says nothing; a run that was has written what it has.
            if not (isinstance(found, Plan) and self._stop.is_set()):
                told.emit(found)
        finally:
            self.running = False
            self.ended.emit()
