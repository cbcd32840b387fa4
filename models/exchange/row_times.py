"""The times of a row: opened, closed, target; what is odd about them is marked, never mended."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from models.domain.case import Mark
from models.domain.errors import BadInput
from models.domain.instant import DAY, MINUTE, Instant, from_local
from models.exchange.date_format import AMBIGUOUS, NONEXISTENT, LocalTimes, Reading
from models.exchange.fields import Cells, Columns, MomentReader
from models.exchange.mapping import Mapping

EARLIEST = datetime(2000, 1, 1)
"""Local time; no case is older."""
AHEAD = 10 * MINUTE
"""How far in the future a file's clock may be."""
TARGET_AHEAD = 20 * 366 * DAY
"""How far in the future a target may lie."""

Times: TypeAlias = tuple[Instant, Instant | None, Instant | None]
"""Opened, ended, due."""
_ODD = {AMBIGUOUS: Mark.LOCAL_TIME_AMBIGUOUS, NONEXISTENT: Mark.LOCAL_TIME_NONEXISTENT}


class TimesReader:
    """Reads the times of rows in the mapping's zone."""

    def __init__(self, mapping: Mapping, columns: Columns, now: Instant, native: bool) -> None:
        zone = ZoneInfo(mapping.zone)
        self._times = LocalTimes(zone)
        earliest = from_local(EARLIEST, zone)
        past, future = (earliest, now + AHEAD), (earliest, now + TARGET_AHEAD)
        self._opened = MomentReader(mapping.opened_at, columns, self._times, past, native)
        closed, due = mapping.closed_at, mapping.due_at
        self._closed = None if closed is None else MomentReader(closed, columns, self._times, past, native)
        self._due = None if due is None else MomentReader(due, columns, self._times, future, native)

    def __call__(self, cells: Cells, marks: set[str]) -> Times:
        """The row's times; adds their marks. Raises BadInput for a missing or wrong one."""
        opened = self._opened(cells)
        if opened is None:
            raise BadInput("row_date_missing", column=self._opened.column)
        closed = self._closed(cells) if self._closed is not None else None
        due = self._due(cells) if self._due is not None else None
        for reading in (opened, closed, due):
            if reading is not None and reading.odd:
                marks.add(_ODD[reading.odd])
        if due is None:
            marks.add(Mark.WITHOUT_DEADLINE)
        if closed is None:
            return opened.at, None, due.at if due else None
        opened_at = self._not_after(opened, closed)
        if closed.at < opened_at:
            marks.add(Mark.CLOSED_BEFORE_OPENED)
        return opened_at, closed.at, self._not_after(due, closed) if due else None

    def _not_after(self, first: Reading, second: Reading) -> Instant:
        """The first reading's instant, kept before the second where the file has it so: across the hour that
        clocks leave out, the offset before the change would turn the order round."""
        if first.local <= second.local and first.at > second.at:
            return self._times.after_change(first.local)
        return first.at
