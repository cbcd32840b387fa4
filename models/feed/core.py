"""The feed without its thread: snapshot, then deltas, then time passing on a board of the past."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, select

from models.domain.case import Case
from models.domain.instant import DAY, Instant, Span
from models.feed.records import Confirmed, Delta, Origin, Snapshot
from models.feed.source import ChangeRow, Source
from models.queries.cases_at import Timed, cases_by_id, cases_known, open_cases, open_cases_between
from models.store.info import read_now
from models.store.tables import case_log, incident

HORIZON: Span = 7 * DAY
"""How far ahead a board of the past knows what opens."""
TOLERANCE: Span = DAY
"""An act watched live on a board of the past may be dated this much ahead of that board."""


class FeedCore:
    """One run of the feed over an open source: `begin` once, then `poll` again and again.

    `at` is the past instant the board started from, None for now; it runs on with the monotonic
    clock from `started` (nanoseconds). Not for several threads. Driver errors and Gap end the run.
    """

    def __init__(
        self,
        source: Source,
        monotonic_ns: Callable[[], int],
        *,
        at: Instant | None = None,
        started: int = 0,
        horizon: Span = HORIZON,
        samples: deque[tuple[int, Span]] | None = None,
    ) -> None:
        self._source = source
        self._monotonic_ns = monotonic_ns
        self._at = at
        self._started = started
        self._horizon = horizon
        self._samples: deque[tuple[int, Span]] = deque(maxlen=60) if samples is None else samples
        self._shown = 0
        self._until = 0

    def begin(self) -> tuple[Snapshot, Confirmed]:
        """Reads everything open."""
        cases, timed, confirmed = self._source.snapshot(self._read_all)
        return Snapshot(tuple(cases), tuple(timed), self._board_now(), self._source.cursor), confirmed

    def poll(self) -> tuple[Delta | None, Confirmed]:
        """What changed since; None when nothing did."""
        delta, confirmed = self._source.changes(self._read_changes)
        return delta, confirmed

    def _board_now(self) -> Instant | None:
        if self._at is None:
            return None
        return self._at + (self._monotonic_ns() - self._started) // 1_000

    def _read_all(self, connection: Connection) -> tuple[list[Case], list[Timed], Confirmed]:
        confirmed = self._confirm(connection)
        now = self._board_now()
        if now is None:
            return list(open_cases(connection)), [], confirmed
        self._shown, self._until = now, now + self._horizon
        cases, timed = _parted(open_cases_between(connection, now, self._until))
        return cases, timed, confirmed

    def _read_changes(self, connection: Connection, rows: list[ChangeRow]) -> tuple[Delta | None, Confirmed]:
        confirmed = self._confirm(connection)
        now = self._board_now()
        origins = {
            row.entity_id: Origin(row.actor, row.console, row.at or 0, row.command_id)
            for row in rows
            if row.entity == "case"
        }
        made = {row.entity_id for row in rows if row.entity == "case" and row.op == "insert"}
        reference = frozenset(row.entity for row in rows if row.entity != "case")
        timed: list[Timed] = []
        if now is None:
            cases = list(cases_by_id(connection, list(origins)))
            there = {case.id for case in cases}
        else:
            cases, timed, there = self._as_known(connection, origins, now)
        # A case that came and ended since the last batch is on no board yet, nor need it be.
        upserts = tuple(case for case in cases if case.is_open or case.id not in made)
        removals = tuple(case_id for case_id in origins if case_id not in there)
        if not (upserts or removals or reference or timed):
            return None, confirmed
        return Delta(upserts, removals, origins, reference, self._source.cursor, tuple(timed)), confirmed

    def _as_known(
        self, connection: Connection, changed: Iterable[str], now: Instant
    ) -> tuple[list[Case], list[Timed], set[str]]:
        """The changed cases as known on the board's past day, and what time has brought since the last poll."""
        passed = self._passed(connection, now)
        later = list(cases_known(connection, passed - set(changed), now))
        known = [*cases_known(connection, changed, now, TOLERANCE), *later]
        self._shown, self._until = now, now + self._horizon
        cases, timed = _parted(known, self._until)
        return cases, timed, {entry.case.id for entry in known}

    def _passed(self, connection: Connection, now: Instant) -> set[str]:
        """Cases that somebody acted on, on the board's day, since the last poll; and those newly in sight."""
        c = incident.c
        acted = select(case_log.c.case_id).where(case_log.c.occurred_at > self._shown, case_log.c.occurred_at <= now)
        opening = select(c.id).where(c.opened_at > self._until, c.opened_at <= now + self._horizon)
        return {case_id for statement in (acted, opening) for (case_id,) in connection.execute(statement)}

    def _confirm(self, connection: Connection) -> Confirmed:
        before = self._monotonic_ns()
        at_database = read_now(connection)
        after = self._monotonic_ns()
        middle = (before + after) // 2_000
        self._samples.append((after - before, at_database - middle))
        return Confirmed(at_database, middle, min(self._samples)[1])


def _parted(known: Iterable[Timed], until: Instant | None = None) -> tuple[list[Case], list[Timed]]:
    """What is there now, and what time will change."""
    cases: list[Case] = []
    timed: list[Timed] = []
    for entry in known:
        if entry.appears_at is None:
            cases.append(entry.case)
        elif until is not None and entry.appears_at > until:
            continue
        if entry.appears_at is not None or entry.ends_at is not None:
            timed.append(entry)
    return cases, timed
