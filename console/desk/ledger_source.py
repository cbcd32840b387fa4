"""Brings the ledger from the reader thread into the table's model: pages, counts, changes."""

from __future__ import annotations

from collections.abc import Collection, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.item_models.ledger_table import LedgerTableModel
from console.reader import Reader
from console.tasks import Tasks
from models.domain.errors import Unavailable
from models.queries.ledger import Group, LedgerFilter

PAGE = 200
MOST_AGAIN = 2_000
"""Rows that are read again when the page comes to the front; a longer list begins anew."""
MOST_NAMED = 400
"""Changed cases that are asked for by name; more of them, and the list is read again."""


class LedgerSource(QObject):
    """One question at a time; answers to a filter that was left meanwhile are dropped.

    `changed` follows when counts, trouble or rows did; `about_to_merge` and `merged` stand around
    changes in the middle of the list.
    """

    changed = Signal()
    about_to_merge = Signal()
    merged = Signal()

    def __init__(self, reader: Reader, tasks: Tasks, model: LedgerTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._tasks, self._model = reader, tasks, model
        self.wanted = LedgerFilter()
        self.counts: dict[Group, int] = {}
        self.trouble: Unavailable | None = None
        self.ready = False
        self._shown: LedgerFilter | None = None
        self._noted: set[str] = set()
        self._running = 0

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._running > 0

    def show(self, wanted: LedgerFilter) -> None:
        """Another filter: its first page."""
        if wanted != self.wanted or self.trouble is not None:
            self.wanted = wanted
            self._start(self._first(wanted))

    def catch_up(self) -> None:
        """Reads what is listed again, and keeps the user's place."""
        self._noted.clear()
        if not self.ready or self.trouble is not None or self._model.rowCount() > MOST_AGAIN:
            self._start(self._first(self.wanted))
        else:
            self._start(self._again(self.wanted))

    def note(self, ids: Collection[str]) -> None:
        """Cases that changed; to be merged soon."""
        self._noted.update(ids)

    def merge_noted(self) -> None:
        """Asks what became of the noted cases."""
        if not self._noted or not self.ready:
            return
        if len(self._noted) > MOST_NAMED:
            self.catch_up()
            return
        ids, self._noted = self._noted, set()
        self._start(self._merge(self.wanted, ids))

    @Slot()
    def more(self) -> None:
        """The next page."""
        self._start(self._next(self.wanted))

    # -- inside -------------------------------------------------------------------------------------
    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._running += 1
        self._tasks.start("ledger", self._guarded(work))
        self.changed.emit()

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
            self.trouble = None
        except Unavailable as trouble:
            self.trouble = trouble
            self._model.give_up()
            if self._shown != self.wanted:  # rows of another filter would tell lies
                self._model.start((), more=False)
        finally:
            self._running -= 1
        self.changed.emit()

    async def _first(self, wanted: LedgerFilter) -> None:
        cases = await self._reader.ledger(wanted, None, PAGE)
        if wanted != self.wanted:
            return
        self.ready, self._shown = True, wanted
        self._model.start(cases, more=len(cases) == PAGE)
        await self._count(wanted)

    async def _next(self, wanted: LedgerFilter) -> None:
        cases = await self._reader.ledger(wanted, self._model.last_place, PAGE)
        if wanted == self.wanted:
            self._model.append(cases, more=len(cases) == PAGE)

    async def _again(self, wanted: LedgerFilter) -> None:
        limit = max(PAGE, self._model.rowCount())
        cases = await self._reader.ledger(wanted, None, limit)
        if wanted != self.wanted:
            return
        self.about_to_merge.emit()
        # What stands beyond the rows read again is not known to be gone.
        self._model.merge(self._model.listed_until(cases[-1] if len(cases) == limit else None), cases)
        self.merged.emit()
        await self._count(wanted)

    async def _merge(self, wanted: LedgerFilter, ids: set[str]) -> None:
        cases = await self._reader.ledger_among(wanted, ids)
        if wanted != self.wanted:
            return
        self.about_to_merge.emit()
        self._model.merge(ids, cases)
        self.merged.emit()
        await self._count(wanted)

    async def _count(self, wanted: LedgerFilter) -> None:
        counts = await self._reader.ledger_counts(wanted.text)
        if wanted.text == self.wanted.text:
            self.counts = counts
