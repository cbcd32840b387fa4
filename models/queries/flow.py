"""How many cases came and went, hour by hour or day by day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from models.domain.case import CLOSED_STATES
from models.domain.instant import MINUTE, Instant, from_local, to_local
from models.store.tables import incident

Bucket = Literal["hour", "day"]
QUANTUM = 15 * MINUTE
"""What the database counts in: every zone's hours and days begin on a whole quarter of an hour."""


@dataclass(frozen=True, slots=True)
class FlowHour:
    """Cases reported and closed in the hour (or day) that begins at `start`."""

    start: Instant
    reported: int
    finished: int


def flow_today(connection: Connection, now: Instant, zone: ZoneInfo) -> list[FlowHour]:
    """Cases reported and closed since local midnight, by hour, the running one included."""
    midnight = from_local(to_local(now, zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None), zone)
    return list(recent_flow(connection, midnight, now + 1, zone))


def recent_flow(
    connection: Connection, start: Instant, end: Instant, zone: ZoneInfo, bucket: Bucket = "hour"
) -> tuple[FlowHour, ...]:
    """Reported and closed cases from `start` (included) to `end` (excluded), in local hours or days."""
    starts = bucket_starts(start, end, zone, bucket)
    if not starts:
        return ()
    ended = incident.c.state.in_(sorted(CLOSED_STATES))
    reported = _counts(connection, incident.c.opened_at, start, end, starts)
    finished = _counts(connection, incident.c.ended_at, start, end, starts, ended)
    return tuple(FlowHour(*point) for point in zip(starts, reported, finished, strict=True))


def bucket_starts(start: Instant, end: Instant, zone: ZoneInfo, bucket: Bucket) -> list[Instant]:
    """The starts of the local hours or days that touch the span; a day may have 23 or 25 hours."""
    if start >= end:
        return []
    local = to_local(start, zone).replace(minute=0, second=0, microsecond=0)
    if bucket == "day":
        midnight = local.replace(hour=0, tzinfo=None)
        starts = []
        while (at := from_local(midnight, zone)) < end:
            starts.append(at)
            midnight += timedelta(days=1)
        return starts
    first = start - (to_local(start, zone) - local) // timedelta(microseconds=1)
    return list(range(first, end, 60 * MINUTE))


def _counts(
    connection: Connection,
    column: ColumnElement[int],
    start: Instant,
    end: Instant,
    starts: list[Instant],
    condition: ColumnElement[bool] | None = None,
) -> list[int]:
    # Whole division in both databases; written out so that PostgreSQL sees one expression twice.
    quantum: ColumnElement[int] = column.op("/")(literal_column(str(QUANTUM)))
    statement = select(quantum, func.count()).where(column >= start, column < end).group_by(quantum)
    if condition is not None:
        statement = statement.where(condition)
    counts = [0] * len(starts)
    for number, count in connection.execute(statement):
        # A quantum that the span cuts begins before it; its cases lie within.
        position = bisect_right(starts, max(number * QUANTUM, start)) - 1
        counts[position] += count
    return counts
