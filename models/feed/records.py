"""What the feed delivers: snapshots, deltas, and its own state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.domain.case import Case
from models.domain.instant import Instant, Span
from models.queries.cases_at import Timed

Cursor = int | str
"""How far a console has read: a sequence number (SQLite) or a snapshot (PostgreSQL). Opaque."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who last changed a case, from which console, when (as claimed) and by which command."""

    actor: str
    console: str
    at: Instant
    command_id: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every open case at one consistent moment.

    `at` is the past instant it shows, None for now. `timed` holds what time alone will change on a
    board of the past: cases of `cases` with a known end, and cases (not in `cases`) that open later.
    """

    cases: tuple[Case, ...]
    timed: tuple[Timed, ...]
    at: Instant | None
    cursor: Cursor


@dataclass(frozen=True, slots=True)
class Delta:
    """What changed since the last delta or snapshot.

    `upserts` are whole records; one that is no longer open arrives with its ended state. `removals`
    are ids of cases that are gone. `reference_changed` names the tables of the organisation, the
    catalogue or the settings to read anew. `timed` as in `Snapshot`, for the cases
    of this delta; one without an entry there has no known end (any more).
    """

    upserts: tuple[Case, ...]
    removals: tuple[str, ...]
    origins: Mapping[str, Origin]
    reference_changed: frozenset[str]
    cursor: Cursor
    timed: tuple[Timed, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Everything committed before `at_database` was delivered.

    `monotonic` is this machine's monotonic clock (microseconds) at that moment; `clock_offset` is
    database time minus monotonic time, from the sample with the shortest round trip of late.
    """

    at_database: Instant
    monotonic: int
    clock_offset: Span


@dataclass(frozen=True, slots=True)
class Lost:
    """The database does not answer; what is shown grows old. `kind` as in Unavailable, or "bug"."""

    reason: str
    kind: str


@dataclass(frozen=True, slots=True)
class Recovered:
    """The database answers again; a fresh snapshot was just delivered."""


Status = Confirmed | Lost | Recovered
