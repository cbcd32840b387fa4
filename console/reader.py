"""Questions to the database that the board does not answer, asked on the reader thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sqlalchemy import Connection, Engine

from models.domain.case import Case
from models.domain.clock import ClockRules
from models.domain.instant import Instant
from models.queries.addresses import KnownAddress, known_addresses
from models.queries.cases_at import breathe
from models.queries.detail import CaseDetail, case_detail, find_case
from models.queries.flow import FlowHour, flow_today
from models.queries.ledger import Group, LedgerFilter, Place, ledger_all, ledger_among, ledger_counts, ledger_page
from models.queries.reference import RosterRecords, roster_records
from models.store.threads import DatabaseThreads
from models.store.trouble import driver_errors

T = TypeVar("T")


class Reader:
    """Asks one question after the other; raises Unavailable when the database does not answer."""

    def __init__(self, threads: DatabaseThreads, engine: Engine, clock: Callable[[], ClockRules]) -> None:
        self._threads = threads
        self._engine = engine
        self._clock = clock

    async def detail(self, case_id: str) -> CaseDetail | None:
        """A case with its log; None when it is gone."""
        return await self._ask(lambda connection: case_detail(connection, case_id))

    async def find(self, text: str) -> str | None:
        """The id of the case with this number or id."""
        return await self._ask(lambda connection: find_case(connection, text))

    async def addresses(self, text: str) -> tuple[KnownAddress, ...]:
        """Addresses that are known already and hold what was typed."""
        return await self._ask(lambda connection: known_addresses(connection, text))

    async def think(self, work: Callable[[], T]) -> T:
        """Runs what would hold the screen up, and asks no database, in the order of the other questions."""
        return await asyncio.wrap_future(self._threads.submit("reader", work))

    async def flow(self, now: Instant) -> list[FlowHour]:
        """Cases reported and finished since local midnight, by hour."""
        zone = self._clock().zone
        return await self._ask(lambda connection: flow_today(connection, now, zone))

    async def roster(self, make: Callable[[RosterRecords], T]) -> T:
        """What `make` makes, on the reader thread, of the roster as it is now: a long one takes its time."""
        return await self._ask(lambda connection: make(roster_records(connection)))

    async def ledger(self, wanted: LedgerFilter, after: Place | None, limit: int) -> tuple[Case, ...]:
        """The next cases of the ledger after a place, newest first."""
        return await self._ask(lambda connection: ledger_page(connection, wanted, after, limit))

    async def ledger_among(self, wanted: LedgerFilter, ids: Iterable[str]) -> tuple[Case, ...]:
        """Those of the named cases that belong into the ledger as it is filtered."""
        return await self._ask(lambda connection: ledger_among(connection, wanted, ids))

    async def ledger_counts(self, text: str) -> dict[Group, int]:
        """How many cases have the words, in each group of states."""
        return await self._ask(lambda connection: ledger_counts(connection, text))

    async def ledger_walk(self, wanted: LedgerFilter, consume: Callable[[Iterator[Case]], T]) -> T:
        """Hands every case of the filtered ledger to `consume`, which runs on the bulk thread: exports are long."""

        def walk(connection: Connection) -> T:
            return consume(ledger_all(connection, wanted, breathe))

        return await asyncio.wrap_future(self._threads.submit("bulk", self._work, walk))

    async def _ask(self, question: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self._threads.submit("reader", self._work, question))

    def _work(self, question: Callable[[Connection], T]) -> T:
        with driver_errors(), self._engine.connect() as connection, connection.begin():
            return question(connection)
