"""Instants: whole microseconds since 1970-01-01 00:00 UTC.

One integer per instant keeps rows, arrays and comparisons exact and cheap; people see
local time only through `to_local`. Both databases store the same integer.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

Instant: TypeAlias = int
"""Microseconds since the Unix epoch, UTC."""
Span: TypeAlias = int
"""A length of time in microseconds."""

MICROSECOND: Span = 1
SECOND: Span = 1_000_000
MINUTE: Span = 60 * SECOND
HOUR: Span = 60 * MINUTE
DAY: Span = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE = timedelta(microseconds=1)


def from_datetime(moment: datetime) -> Instant:
    """The instant of an aware datetime. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a datetime without a zone is no instant")
    return (moment - _EPOCH) // _ONE


def to_local(instant: Instant, zone: ZoneInfo) -> datetime:
    """The aware local datetime of an instant in a zone."""
    return (_EPOCH + timedelta(microseconds=instant)).astimezone(zone)


def from_local(moment: datetime, zone: ZoneInfo) -> Instant:
    """The instant of a naive local datetime in a zone.

    An ambiguous reading (clocks set back) takes its first occurrence; a reading that does not
    exist (clocks set forward) takes the offset in force before the change.
    """
    return from_datetime(moment.replace(tzinfo=zone))


def parse_instant(text: str, zone: ZoneInfo) -> Instant:
    """Reads an ISO 8601 date or date-time; without an offset it is local time of the zone.

    Raises ValueError when the text is not ISO 8601.
    """
    moment = datetime.fromisoformat(text.strip())
    return from_local(moment, zone) if moment.tzinfo is None else from_datetime(moment)


def format_instant(instant: Instant, zone: ZoneInfo) -> str:
    """ISO 8601 with offset, to the second when it falls on one."""
    local = to_local(instant, zone)
    return local.isoformat(timespec="microseconds" if local.microsecond else "seconds")
