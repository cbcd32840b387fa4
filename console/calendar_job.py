"""The calendar page's work off the GUI thread: what is in force, a file, a plan, and putting it into force."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import Engine

from console.reexplain_job import (
    CalendarState,
    Cancelled,
    Plan,
    Progress,
    ReexplainDone,
    calendar_state,
    plan,
    rules_in_force,
    rules_of_draft,
    run,
)
from models.commands.calendar import ReexplainOrder, SetCalendar, set_calendar
from models.domain.calendar import Calendar
from models.domain.duty_hours import DutySchedule
from models.exchange.calendar_reading import CalendarRead, read_calendar
from models.store.calendar_unit import SqlCalendarUnit
from models.store.threads import DatabaseThreads


class CalendarJobs:
    """Reads, plans, sets and explains on the bulk thread, awaited on the loop."""

    def __init__(self, threads: DatabaseThreads) -> None:
        self._threads = threads

    async def state(self, engine: Engine) -> CalendarState:
        """See `calendar_state`."""
        return await asyncio.wrap_future(self._threads.submit("reader", calendar_state, engine))

    async def read(self, path: Path, base: Calendar) -> CalendarRead:
        """A file over a calendar. Raises BadInput for what concerns the whole file."""
        return await asyncio.wrap_future(self._threads.submit("bulk", read_calendar, path, base))

    async def plan(
        self, engine: Engine, calendar: Calendar, schedule: DutySchedule, progress: Progress, cancelled: Cancelled
    ) -> Plan:  # fmt: skip
        """What a draft would move; the calendar in force itself shows what was left by an earlier run."""

        def work() -> Plan:
            state = calendar_state(engine)
            same = (state.calendar, state.schedule) == (calendar, schedule)
            rules = rules_in_force(engine) if same else rules_of_draft(engine, calendar, schedule)
            return plan(engine, rules, progress, cancelled)

        return await asyncio.wrap_future(self._threads.submit("bulk", work))

    async def apply(
        self, engine: Engine, wanted: SetCalendar | None, order: ReexplainOrder, progress: Progress,
        cancelled: Cancelled,
    ) -> ReexplainDone:  # fmt: skip
        """Puts the draft into force, where there is one, and explains the open cases by it."""

        def work() -> ReexplainDone:
            if wanted is not None:
                set_calendar(wanted, lambda: SqlCalendarUnit(engine))
            return run(engine, rules_in_force(engine), order, progress, cancelled)

        return await asyncio.shield(asyncio.wrap_future(self._threads.submit("bulk", work)))
