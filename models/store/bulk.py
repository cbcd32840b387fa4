"""Writing much: imported cases in slices, and the organisation and catalogue they refer to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, select, text

from models.domain.case import Case
from models.domain.catalogue import Category
from models.domain.instant import Instant
from models.domain.lifecycle import shipped_lifecycle
from models.domain.organisation import Community, Department, Platform
from models.exchange.protocol import Batch, ImportRow, KnownRow, Units, Write
from models.store import tables
from models.store.engine import writing
from models.store.info import check_lifecycle
from models.store.rows import TABLE_OF, Reference, case_values, reference_record, reference_row, stream, to_json
from models.store.trouble import driver_errors

T = TypeVar("T")

_incident, _import_row = tables.incident, tables.import_row
_ROW_COLUMNS = tuple(column.name for column in _import_row.c)
_BREATH = 0.003
"""Seconds between two slices on SQLite, longer than a waiting command's tries are apart."""


class BulkWriter:
    """Implements `models.exchange.protocol.ImportSink`: every call is one transaction.

    Slices of 1,000 cases take some 50 ms, so a command waiting beside an import hardly notices.
    Raises Refused("lifecycle_differs") like the unit of work, and Unavailable.
    """

    def __init__(
        self, engine: Engine, *, lifecycle_digest: str | None = None, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._engine = engine
        self._digest = lifecycle_digest if lifecycle_digest is not None else shipped_lifecycle().digest
        self._pause = pause
        self._fast = engine.dialect.name == "postgresql"

    def known_rows(self, source: str) -> dict[str, KnownRow]:
        """Every row stored from this source, by external id."""
        statement = (
            select(_import_row.c.external_id, _import_row.c.digest, _incident.c.version, _incident.c.logged)
            .join(_incident, _incident.c.id == _import_row.c.case_id)
            .where(_import_row.c.source == source)
        )
        known: dict[str, KnownRow] = {}
        with driver_errors(), self._engine.connect() as connection, connection.begin():
            for external_id, digest, version, logged in stream(connection, statement, tuple):
                known[external_id] = KnownRow(digest, version, bool(logged))
        return known

    def case_ids(self, source: str) -> dict[str, str]:
        """The case of every row stored from this source, by external id."""
        statement = select(_import_row.c.external_id, _import_row.c.case_id).where(_import_row.c.source == source)
        with driver_errors(), self._engine.connect() as connection, connection.begin():
            return dict(stream(connection, statement, lambda row: (row[0], row[1])))

    def begin(self, batch: Batch, units: Units) -> None:
        """Notes the import and stores the units that are missing; existing ones stay as they are."""
        with self._transaction() as connection:
            connection.execute(
                tables.import_batch.insert().values(
                    id=batch.import_id, source=batch.source, mapping=batch.mapping, files=to_json(batch.files),
                    actor_code=batch.actor_code, console=batch.console, started_at=batch.started_at,
                )
            )  # fmt: skip
            for records in (units.platforms, units.departments, units.communities, units.categories):
                _ensure(connection, records)

    def write(self, writes: Sequence[Write]) -> list[int]:
        """Stores a slice in order, all in one transaction.

        Returns the positions of those not stored because their case changed meanwhile, or because
        another import stored the row first.
        """
        with self._transaction() as connection:
            skipped = self._write(connection, writes)
        if not self._fast:
            self._pause(_BREATH)
        return skipped

    def finish(self, import_id: str, finished_at: Instant, result: str) -> None:
        """Notes the import's end with its counts (JSON)."""
        batch = tables.import_batch
        with self._transaction() as connection:
            connection.execute(
                batch.update().where(batch.c.id == import_id).values(finished_at=finished_at, result=result)
            )

    def ensure(self, records: Iterable[Reference]) -> int:
        """Stores the records whose codes are not there yet; returns how many."""
        with self._transaction() as connection:
            return sum(_ensure(connection, group) for group in _by_kind(records))

    def ensure_platforms(self, records: Iterable[Platform]) -> int:
        """Stores missing platforms."""
        return self.ensure(records)

    def ensure_departments(self, records: Iterable[Department]) -> int:
        """Stores missing departments."""
        return self.ensure(records)

    def ensure_communities(self, records: Iterable[Community]) -> int:
        """Stores missing communities."""
        return self.ensure(records)

    def ensure_categories(self, records: Iterable[Category]) -> int:
        """Stores missing categories."""
        return self.ensure(records)

    def put(self, records: Iterable[Reference]) -> int:
        """Stores new records and rewrites those that differ; returns how many were written."""
        with self._transaction() as connection:
            return sum(_put(connection, group) for group in _by_kind(records))

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with driver_errors(), writing(self._engine.connect()) as connection, connection.begin():
            check_lifecycle(connection, self._digest)
            if self._fast:
                connection.execute(text("set local statement_timeout = 0"))
            yield connection

    def _write(self, connection: Connection, writes: Sequence[Write]) -> list[int]:
        new = [position for position, write in enumerate(writes) if write.seen_version is None]
        stored = self._stored(connection, [writes[position].row for position in new])
        skipped = [
            position for position in new if (writes[position].row.source, writes[position].row.external_id) in stored
        ]
        fresh = [writes[position] for position in sorted(set(new) - set(skipped))]
        self._insert(connection, _incident.name, Case.__slots__, [case_values(write.case) for write in fresh])
        self._insert(connection, _import_row.name, _ROW_COLUMNS, [_row_values(write.row) for write in fresh])
        for position, write in enumerate(writes):
            if write.seen_version is not None and not _update(connection, write):
                skipped.append(position)
        return sorted(skipped)

    def _stored(self, connection: Connection, rows: Sequence[ImportRow]) -> set[tuple[str, str]]:
        """Which rows are there already; on PostgreSQL other imports of the source wait for this one."""
        found: set[tuple[str, str]] = set()
        for source in sorted({row.source for row in rows}):
            if self._fast:
                connection.execute(text("select pg_advisory_xact_lock(hashtext(:source))"), {"source": source})
            ids = iter([row.external_id for row in rows if row.source == source])
            while chunk := list(islice(ids, 500)):
                statement = select(_import_row.c.external_id).where(
                    _import_row.c.source == source, _import_row.c.external_id.in_(chunk)
                )
                found.update((source, external_id) for (external_id,) in connection.execute(statement))
        return found

    def _insert(self, connection: Connection, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        if not self._fast:
            # One prepared statement, positional values: nothing between the rows and the driver.
            marks = ", ".join("?" * len(columns))
            connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
            return
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)


def write_cases(engine: Engine, cases: Iterable[Case], *, slice_size: int = 1_000) -> int:
    """Stores new cases that come from no file (demonstrations, tests), in slices; returns how many."""
    writer = BulkWriter(engine)
    done = 0
    remaining = iter(cases)
    while chunk := list(islice(remaining, slice_size)):
        with writer._transaction() as connection:
            writer._insert(connection, _incident.name, Case.__slots__, [case_values(case) for case in chunk])
        done += len(chunk)
    return done


def _row_values(row: ImportRow) -> tuple[str, ...]:
    return row.source, row.external_id, row.case_id, row.digest, row.import_id


def _update(connection: Connection, write: Write) -> bool:
    values = dict(zip(Case.__slots__, case_values(write.case), strict=True))
    where = (_incident.c.id == write.case.id, _incident.c.version == write.seen_version)
    if connection.execute(_incident.update().where(*where).values(**values)).rowcount != 1:
        return False
    row = write.row
    connection.execute(
        _import_row.update()
        .where(_import_row.c.source == row.source, _import_row.c.external_id == row.external_id)
        .values(digest=row.digest, import_id=row.import_id)
    )
    return True


def _by_kind(records: Iterable[T]) -> list[list[T]]:
    groups: dict[type[T], list[T]] = {}
    for record in records:
        groups.setdefault(type(record), []).append(record)
    return list(groups.values())


def _stored_records(connection: Connection, kind: type[T]) -> dict[str, T]:
    table = TABLE_OF[kind]
    key = next(iter(table.primary_key)).name
    found = (reference_record(kind, row) for row in connection.execute(select(table)))  # type: ignore[type-var]
    return {str(getattr(record, key)): record for record in found}


def _ensure(connection: Connection, records: Sequence[Reference]) -> int:
    if not records:
        return 0
    table = TABLE_OF[type(records[0])]
    key = next(iter(table.primary_key))
    there = {str(code) for (code,) in connection.execute(select(key))}
    missing = {str(getattr(record, key.name)): record for record in records}
    rows = [reference_row(record) for code, record in missing.items() if code not in there]
    if rows:
        connection.execute(table.insert(), rows)
    return len(rows)


def _put(connection: Connection, records: Sequence[Reference]) -> int:
    table = TABLE_OF[type(records[0])]
    key = next(iter(table.primary_key))
    there = _stored_records(connection, type(records[0]))
    rows = []
    written = 0
    for code, record in {str(getattr(record, key.name)): record for record in records}.items():
        if code not in there:
            rows.append(reference_row(record))
        elif there[code] != record:
            connection.execute(table.update().where(key == getattr(record, key.name)).values(**reference_row(record)))
            written += 1
    if rows:
        connection.execute(table.insert(), rows)
    return written + len(rows)
