"""Cases as known at an instant: what was open then, and what a clock running on from then will meet.

A case exists from its opening. An imported case has only its opening, target and end; it is open
until it ended. A case that was acted on after the instant is rebuilt from its log.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, Connection, and_, literal_column, not_, or_, select

from models.domain.case import NO_DEADLINE, Case
from models.domain.instant import Instant
from models.queries import known
from models.store.rows import case_record, stream
from models.store.tables import IS_OPEN, incident

IDS_AT_ONCE = 400
"""Ids in one IN list."""

Pause = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Timed:
    """A case that time alone makes appear or leave.

    `appears_at` is None when it is there already; `ends_at` is its known end, None when it stays.
    It is open at T when appears_at <= T < ends_at.
    """

    case: Case
    appears_at: Instant | None
    ends_at: Instant | None


def breathe() -> None:
    """Lets another thread run."""
    time.sleep(0)


def open_cases(connection: Connection, pause: Pause = breathe) -> Iterator[Case]:
    """The cases that are open now, in no order."""
    yield from stream(connection, select(incident).where(open_now()), case_record, pause)


def open_cases_at(connection: Connection, at: Instant, pause: Pause = breathe) -> Iterator[Case]:
    """The cases that were open at an instant, as records of that instant, in no order."""
    for timed in open_cases_between(connection, at, at, pause):
        yield timed.case


def open_cases_between(connection: Connection, at: Instant, until: Instant, pause: Pause = breathe) -> Iterator[Timed]:
    """The cases open at `at`, and those that open after it up to `until`, with their known ends."""
    c = incident.c
    statement = select(incident).where(
        c.opened_at <= until,
        not_(known.acted_after(at)),
        or_(open_now(), and_(c.ended_at > at, c.ended_at > c.opened_at)),
    )
    for values in stream(connection, statement, list, pause):
        yield timed_of(values, at)
    for rebuilt in known.rebuilt_cases(connection, at, pause, until=until):
        if rebuilt.case.is_open:
            yield Timed(rebuilt.case, rebuilt.appears_at, rebuilt.ends_at)


def cases_known(connection: Connection, ids: Iterable[str], at: Instant, tolerance: int = 0) -> Iterator[Timed]:
    """The named cases as known at an instant, open or not.

    One that opens later carries `appears_at`. An act up to `tolerance` microseconds after the
    instant counts as known: another desk's clock may be ahead. Unknown ids are left out.
    """
    c = incident.c
    remaining = iter(ids)
    while chunk := list(islice(remaining, IDS_AT_ONCE)):
        late = known.acted_after(at + tolerance)
        for values in stream(connection, select(incident).where(c.id.in_(chunk), not_(late)), list, large=False):
            yield timed_of(values, max(at, known.acted_at(values)))
        for rebuilt in known.rebuilt_cases(connection, at, breathe, until=NO_DEADLINE, ids=chunk):
            if rebuilt.acted_at > at + tolerance:
                yield Timed(rebuilt.case, rebuilt.appears_at, rebuilt.ends_at)


def cases_by_id(connection: Connection, ids: Sequence[str]) -> Iterator[Case]:
    """The named cases as they are now; unknown ids are left out."""
    for start in range(0, len(ids), IDS_AT_ONCE):
        chunk = ids[start : start + IDS_AT_ONCE]
        yield from stream(connection, select(incident).where(incident.c.id.in_(chunk)), case_record, large=False)


def timed_of(values: list[object], at: Instant) -> Timed:
    """A row nobody acted on after the instant, as known then, with what time will do to it."""
    opened_at, ended_at, is_open = known.span(values)
    appears_at = opened_at if opened_at > at else None
    ends_at = ended_at if not is_open and ended_at is not None and ended_at > max(at, opened_at) else None
    return Timed(case_record(known.as_known(values, max(at, opened_at))), appears_at, ends_at)


def open_now() -> ColumnElement[bool]:
    """The open cases, in the words of their index."""
    return literal_column(f"({IS_OPEN})")
