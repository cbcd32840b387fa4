"""Drops what nobody needs any more, in small batches, each its own transaction, so that no desk waits for it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Engine, and_, exists, func, not_, or_, select, text

from models.domain.instant import Instant
from models.domain.organisation import STEWARD
from models.steward.settings import StewardSettings
from models.store.engine import writing
from models.store.tables import IS_OPEN, change, command, import_batch, import_row, incident
from models.store.trouble import driver_errors

BATCH = 500
"""Rows of one batch."""
MOST_BATCHES = 20
"""Batches of one table in a round."""
KEPT_CHANGES = 25_000
"""Change rows that are kept whatever their age: a feed further behind than its own `TOO_MANY` takes a snapshot
instead, so nothing that it may still ask for is ever missing."""


def prune(
    engine: Engine, now: Instant, settings: StewardSettings, *, batch: int = BATCH, kept_changes: int = KEPT_CHANGES
) -> Iterator[tuple[str, int]]:
    """Drops one batch at each step and tells the table and how many rows went; ends when nothing is old enough.

    Dropped are commands, changes and imports that brought nothing, older than the settings say by the database's
    time stamps. The steward's own commands on open cases stay: they keep it from acting twice.
    """
    if settings.keep_command is not None:
        for rows in _batches(engine, command, command.c.id, _old_commands(now - settings.keep_command), batch):
            yield "command", rows
    if settings.keep_change is not None:
        wanted = _old_changes(engine, now - settings.keep_change, kept_changes)
        for rows in _batches(engine, change, change.c.seq, wanted, batch):
            yield "change", rows
    if settings.keep_import is not None:
        wanted = _empty_imports(now - settings.keep_import)
        for rows in _batches(engine, import_batch, import_batch.c.id, wanted, batch):
            yield "import_batch", rows


def _old_commands(before: Instant) -> ColumnElement[bool]:
    still_open = exists(select(1).where(incident.c.id == command.c.target_id, text(IS_OPEN))).correlate(command)
    merged = exists(select(1).where(incident.c.id == command.c.target_id, incident.c.parent_id.is_not(None)))
    mine = and_(command.c.actor_code == STEWARD.code, or_(still_open, merged.correlate(command)))
    return and_(command.c.recorded_at < before, not_(mine))


def _old_changes(engine: Engine, before: Instant, kept: int) -> ColumnElement[bool]:
    with driver_errors(), engine.connect() as connection:
        newest = connection.execute(select(func.max(change.c.seq))).scalar() or 0
    return and_(change.c.recorded_at < before, change.c.seq <= newest - kept)


def _empty_imports(before: Instant) -> ColumnElement[bool]:
    # An import that brought a row is that row's provenance; one that brought nothing only waited to be finished.
    used = exists(select(1).where(import_row.c.import_id == import_batch.c.id)).correlate(import_batch)
    return and_(import_batch.c.started_at < before, not_(used))


def _batches(
    engine: Engine, table: object, key: ColumnElement[object], wanted: ColumnElement[bool], batch: int
) -> Iterator[int]:
    for _ in range(MOST_BATCHES):
        with driver_errors(), writing(engine.connect()) as connection, connection.begin():
            old = select(key).where(wanted).limit(batch)
            rows = connection.execute(table.delete().where(key.in_(old))).rowcount  # type: ignore[attr-defined]
        if rows:
            yield rows
        if rows < batch:
            return
