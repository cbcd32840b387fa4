"""Readings of the local clock and back, never running backwards.

Where clocks are changed, the plain conversion runs backwards: the hour that is repeated in autumn and
the readings that are skipped in spring. Deadlines must not, since a later start may never give an
earlier due; so here
- a skipped reading stands for the instant of the change, and
- an instant in the repeated hour's second pass reads as the end of that hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from models.domain.instant import MICROSECOND, Instant, from_datetime, from_local, to_local

_ONE = timedelta(microseconds=1)


def reading_at(instant: Instant, zone: ZoneInfo) -> datetime:
    """The naive local reading of an instant; of two instants the later never reads less."""
    local = to_local(instant, zone)
    if not local.fold:
        return local.replace(tzinfo=None)
    first_pass = from_datetime(local.replace(fold=0))
    change = _change(first_pass, instant, zone)
    return to_local(change - MICROSECOND, zone).replace(tzinfo=None) + _ONE


def instant_at(reading: datetime, zone: ZoneInfo) -> Instant:
    """The instant of a naive local reading; of two readings the later never comes earlier."""
    instant = from_local(reading, zone)
    if to_local(instant, zone).replace(tzinfo=None) == reading:
        return instant
    return _change(from_datetime(reading.replace(tzinfo=zone, fold=1)), instant, zone)


def _change(before: Instant, after: Instant, zone: ZoneInfo) -> Instant:
    """The first instant in (before, after] with another offset than `before`."""
    offset = to_local(before, zone).utcoffset()
    while after - before > MICROSECOND:
        middle = (before + after) // 2
        if to_local(middle, zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
