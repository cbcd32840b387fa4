"""PostgreSQL's way to learn of changes: the difference of two snapshots, hurried on by LISTEN."""

from __future__ import annotations

import select as sockets
import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, text

from models.feed.records import Cursor
from models.feed.source import CHANGE_COLUMNS, MOST_AT_ONCE, TOO_MANY, ChangeRow, Gap

T = TypeVar("T")

_COLUMNS = ", ".join(f"c.{column.name}" for column in CHANGE_COLUMNS)
# One statement returns the rows and the snapshot they were read under: the next cursor.
_CHANGES = text(
    f"""
    with taken as (select pg_current_snapshot() as now)
    select taken.now::text, {_COLUMNS} from taken left join change c
      on c.xid >= pg_snapshot_xmin(cast(:last as pg_snapshot))
     and not pg_visible_in_snapshot(c.xid, cast(:last as pg_snapshot))
    order by c.seq limit {TOO_MANY + 1}
    """
)


class PostgresqlSource:
    """Change rows visible now and not in the last snapshot: no transaction, however slow, is missed."""

    def __init__(
        self, engine: Engine, throttle_seconds: float, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine = engine
        self._throttle = throttle_seconds
        self._monotonic = monotonic
        self._listening: Connection | None = None
        self._driver: Any = None
        self._cursor = ""
        self._pending: deque[ChangeRow] = deque()
        self._again_at: float | None = None
        self._nudged = False
        self._wake_in, self._wake_out = socket.socketpair()
        for end in (self._wake_in, self._wake_out):
            end.setblocking(False)

    def open(self) -> None:
        """Listens before the snapshot is taken, so that no nudge falls between."""
        self._pending.clear()
        self._again_at = None
        self._nudged = False
        self._listening = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._driver = self._listening.connection.driver_connection
        # Nudges that arrive in the middle of a query come this way.
        self._driver.add_notify_handler(self._notified)
        self._listening.execute(text("listen zhihui"))

    def close(self) -> None:
        """Closes the listening connection for good: a listener does not go back to the pool."""
        listening, self._listening, self._driver = self._listening, None, None
        if listening is not None:
            listening.invalidate()
            listening.close()

    @property
    def cursor(self) -> Cursor:
        """The last snapshot, as text."""
        return self._cursor

    @property
    def outstanding(self) -> bool:
        """Whether changes already read wait to be delivered."""
        return bool(self._pending)

    def snapshot(self, read: Callable[[Connection], T]) -> T:
        """Reads under one snapshot and remembers it."""
        with self._view() as connection, connection.begin():
            cursor = connection.execute(text("select pg_current_snapshot()::text")).scalar_one()
            result = read(connection)
        self._cursor = cursor
        return result

    def changes(self, read: Callable[[Connection, list[ChangeRow]], T]) -> T:
        """The next changes. Raises Gap when they are too many."""
        listening = self._taken()
        if not self._pending:
            found = listening.execute(_CHANGES, {"last": self._cursor}).all()
            self._cursor = found[0][0]
            if len(found) > TOO_MANY:
                raise Gap
            self._pending.extend(ChangeRow(*row[1:]) for row in found if row[1] is not None)
        rows = [self._pending.popleft() for _ in range(min(len(self._pending), MOST_AT_ONCE))]
        return read(listening, rows)

    def wait(self, seconds: float) -> bool:
        """Waits for a nudge or a wake-up. After a hint there is a second one a little later.

        A transaction that found another nudging relied on that one and may commit after it.
        """
        if self._again_at is not None:
            seconds = min(seconds, self._again_at - self._monotonic())
        watched = [self._wake_out] if self._driver is None else [self._wake_out, self._driver.pgconn.socket]
        ready, _, _ = sockets.select(watched, [], [], 0 if self._nudged else max(0.0, seconds))
        if self._wake_out in ready:
            self._wake_out.recv(4096)
            self._again_at = self._monotonic() + self._throttle
            return True
        if ready:
            self._hear()
        return self._due()

    def wake(self) -> None:
        """Ends the waiting at once."""
        # A full pipe is awake already; a closed one has nobody to wake.
        with suppress(OSError):
            self._wake_in.send(b"w")

    def dispose(self) -> None:
        """Frees what the source holds beside the connection."""
        self._wake_in.close()
        self._wake_out.close()

    def _due(self) -> bool:
        now = self._monotonic()
        if self._again_at is not None:
            # Nudges within the throttle are covered by the second hint.
            self._nudged = False
            if now < self._again_at:
                return False
            self._again_at = None
            return True
        nudged, self._nudged = self._nudged, False
        if nudged:
            self._again_at = now + self._throttle
        return nudged

    def _hear(self) -> None:
        # Raises when the server went away.
        self._driver.pgconn.consume_input()
        while self._driver.pgconn.notifies() is not None:
            self._nudged = True

    def _notified(self, notification: object) -> None:
        self._nudged = True

    def _taken(self) -> Connection:
        if self._listening is None:
            raise RuntimeError("the source is not open")
        return self._listening

    def _view(self) -> Connection:
        return self._engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
