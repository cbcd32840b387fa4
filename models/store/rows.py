"""Records to rows and back. Plain fields go positionally; sets, rings and log fields are JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from sys import intern
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table

from models.domain.case import Case, LogEntry
from models.domain.catalogue import Category, Standard
from models.domain.organisation import Community, Department, Grid, GridWorker, Officer, Platform, Street
from models.domain.roster import Qualification, RosterDay, RosterItem
from models.store import roster_tables, tables
from models.store.records import CalendarDay

Reference = (
    Street | Platform | Department | Community | Grid | GridWorker | Officer | Category | Standard | CalendarDay
    | RosterDay | Qualification
)  # fmt: skip
"""Any record of the organisation, the catalogue, the calendar or the roster."""

TABLE_OF: dict[type[Any], Table] = {
    Street: tables.street,
    Platform: tables.platform,
    Department: tables.department,
    Community: tables.community,
    Grid: tables.grid,
    GridWorker: tables.grid_worker,
    Officer: tables.officer,
    Category: tables.category,
    Standard: tables.standard,
    CalendarDay: tables.calendar_day,
    RosterDay: roster_tables.roster_day,
    Qualification: roster_tables.qualification,
}

R = TypeVar("R", bound=Reference)
T = TypeVar("T")

CHUNK = 200
"""Rows fetched at a time, so that a reading thread never holds the interpreter for long."""


def to_json(value: object) -> str:
    """JSON text as the database keeps it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def reference_row(record: Reference) -> dict[str, Any]:
    """The row of a reference record by column name."""
    row = {name: getattr(record, name) for name in type(record).__slots__}
    if isinstance(record, Grid):
        row["rings"] = to_json(record.rings)
    elif isinstance(record, Officer):
        row["roles"] = to_json(sorted(record.roles))
        row["departments"] = to_json(sorted(record.departments))
    elif isinstance(record, RosterDay):
        row["items"] = to_json([[item.slot, item.standing, item.post] for item in record.items])
    return row


def reference_record(kind: type[R], row: Iterable[Any]) -> R:
    """The record of a row whose columns stand in the table's order."""
    make: Callable[..., R] = kind
    values = list(row)
    if kind is Grid:
        values[_RINGS] = _rings(values[_RINGS])
    elif kind is Officer:
        values[_ROLES] = frozenset(json.loads(values[_ROLES]))
        values[_DEPARTMENTS] = frozenset(json.loads(values[_DEPARTMENTS]))
    elif kind is RosterDay:
        values[_ITEMS] = _items(values[_ITEMS])
    return make(*values)


_RINGS = Grid.__slots__.index("rings")
_ROLES = Officer.__slots__.index("roles")
_DEPARTMENTS = Officer.__slots__.index("departments")
_ITEMS = RosterDay.__slots__.index("items")


@lru_cache(maxsize=4_096)
def _items(text: str) -> tuple[RosterItem, ...]:
    """Few texts stand on most days of a roster."""
    return tuple(RosterItem(*item) for item in json.loads(text))


def _rings(text: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(tuple((point[0], point[1]) for point in ring) for ring in json.loads(text))


def log_row(entry: LogEntry) -> dict[str, Any]:
    """The row of a log entry without `recorded_at`, which the database stamps."""
    row = {name: getattr(entry, name) for name in LogEntry.__slots__ if name != "recorded_at"}
    row["fields"] = to_json(entry.fields)
    row["facts_after"] = None if entry.facts_after is None else to_json(entry.facts_after)
    return row


_FIELDS = LogEntry.__slots__.index("fields")
_FACTS = LogEntry.__slots__.index("facts_after")


def log_entry(row: Iterable[Any]) -> LogEntry:
    """The log entry of a row whose columns stand in the table's order."""
    values = list(row)
    values[_FIELDS] = json.loads(values[_FIELDS])
    values[_FACTS] = None if values[_FACTS] is None else json.loads(values[_FACTS])
    return LogEntry(*values)


case_values: Callable[[Case], tuple[Any, ...]] = attrgetter(*Case.__slots__)
"""A case's values in the column order of its table."""

# Strings that repeat over many cases: kept once each (100,000 records: 82 MB instead of 165).
_REPEATED = tuple(
    Case.__slots__.index(name)
    for name in (
        "state", "source", "severity", "category_code", "standard_code", "platform_code", "department_code",
        "community_code", "grid_code", "limit_text", "returned_to", "holder_code", "marks", "external_source",
        "changed_by", "changed_from", "pending", "pauses", "assistants",
        "unfinished",
    )
)  # fmt: skip


def case_record(row: Iterable[Any]) -> Case:
    """The case of a row whose columns stand in the table's order, repeated strings interned."""
    values = list(row)
    for position in _REPEATED:
        value = values[position]
        if value is not None:
            values[position] = intern(value)
    return Case(*values)


def stream(
    connection: Connection,
    statement: Select[Any],
    make: Callable[[Any], T],
    pause: Callable[[], None] | None = None,
    *,
    large: bool = True,
) -> Iterator[T]:
    """The statement's records, fetched in chunks; `pause` runs after each so that others may go on.

    A `large` result stays on the server and needs a transaction; a small one comes at once.
    """
    if large:
        statement = statement.execution_options(stream_results=True, max_row_buffer=CHUNK)
    with connection.execute(statement) as result:
        for chunk in result.partitions(CHUNK):
            for row in chunk:
                yield make(row)
            if pause is not None:
                pause()
