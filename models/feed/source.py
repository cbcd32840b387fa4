"""How the feed learns of changes, the same for both databases; and SQLite's way."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, select

from models.domain.errors import Unavailable
from models.domain.instant import Instant
from models.feed.records import Cursor
from models.store.tables import change

T = TypeVar("T")

MOST_AT_ONCE = 1_000
"""Changes in one delta."""
TOO_MANY = 20_000
"""With more changes than this outstanding, a new snapshot is cheaper."""


class Gap(Exception):
    """The changes since the cursor are not all there, or too many: only a snapshot helps."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of the `change` table."""

    seq: int
    entity: str
    entity_id: str
    op: str
    version: int | None
    actor: str
    console: str
    command_id: str | None
    at: Instant | None


CHANGE_COLUMNS = tuple(change.c[name] for name in ChangeRow.__slots__)


class Source(Protocol):
    """A connection of the feed's own to one database.

    Used by one thread, `wake` from any. Driver errors and Gap mean: close and open again.
    """

    def open(self) -> None: ...

    def close(self) -> None: ...

    def snapshot(self, read: Callable[[Connection], T]) -> T:
        """Reads in one consistent view; later `changes` are those that the view did not hold."""
        ...

    def changes(self, read: Callable[[Connection, list[ChangeRow]], T]) -> T:
        """Gives the outstanding changes (at most `MOST_AT_ONCE`) to `read`, then moves the cursor on."""
        ...

    @property
    def cursor(self) -> Cursor: ...

    @property
    def outstanding(self) -> bool:
        """Whether more changes are known to wait."""
        ...

    def wait(self, seconds: float) -> bool:
        """Waits for a hint that something changed; true when there was one. A hint may be wrong."""
        ...

    def wake(self) -> None:
        """Hints from outside: an own commit, or the end."""
        ...

    def dispose(self) -> None:
        """Frees what the source holds beside the connection, at the very end."""
        ...


class SqliteSource:
    """Row ids are in commit order on SQLite; `PRAGMA data_version` tells of other connections' commits."""

    def __init__(self, engine: Engine, wake_seconds: float) -> None:
        self._engine = engine
        self._tick = wake_seconds
        self._woken = threading.Event()
        self._connection: Connection | None = None
        self._driver: Any = None
        self._cursor = 0
        self._seen = -1
        self._more = False
        self._file: tuple[int, int] | None = None

    def open(self) -> None:
        """Takes a connection for as long as the feed lives."""
        self._connection = self._engine.connect()
        self._driver = self._connection.connection.driver_connection
        self._file = self._identity()
        self._more = False

    def close(self) -> None:
        """Gives the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @property
    def cursor(self) -> Cursor:
        """The sequence number of the last change delivered."""
        return self._cursor

    @property
    def outstanding(self) -> bool:
        """Whether the last batch was full."""
        return self._more

    def snapshot(self, read: Callable[[Connection], T]) -> T:
        """Reads in one transaction, whose first statement fixes the view."""
        connection = self._taken()
        self._seen = self._data_version()
        with connection.begin():
            # sqlite_sequence also knows the number of changes that were pruned.
            self._cursor = self._newest(connection)
            return read(connection)

    def changes(self, read: Callable[[Connection, list[ChangeRow]], T]) -> T:
        """The next changes in order. Raises Gap when some were pruned or the file was replaced."""
        connection = self._taken()
        if self._identity() != self._file:
            raise Gap
        self._seen = self._data_version()
        statement = (
            select(*CHANGE_COLUMNS).where(change.c.seq > self._cursor).order_by(change.c.seq).limit(MOST_AT_ONCE)
        )
        with connection.begin():
            rows = [ChangeRow(*row) for row in connection.execute(statement)]
            newest = rows[-1].seq if len(rows) < MOST_AT_ONCE and rows else self._newest(connection)
            if newest < self._cursor or newest - self._cursor > TOO_MANY or (newest > self._cursor and not rows):
                raise Gap
            if rows and rows[0].seq != self._cursor + 1:
                raise Gap
            result = read(connection, rows)
        if rows:
            self._cursor = rows[-1].seq
        self._more = len(rows) == MOST_AT_ONCE
        return result

    def wait(self, seconds: float) -> bool:
        """Waits at most one tick, then asks whether another connection committed."""
        if self._woken.wait(min(seconds, self._tick)):
            self._woken.clear()
            return True
        return self._driver is not None and self._connection is not None and self._data_version() != self._seen

    def wake(self) -> None:
        """Ends the waiting at once."""
        self._woken.set()

    def dispose(self) -> None:
        """Nothing is held beside the connection."""

    def _taken(self) -> Connection:
        if self._connection is None:
            raise RuntimeError("the source is not open")
        return self._connection

    def _data_version(self) -> int:
        return int(self._driver.execute("PRAGMA data_version").fetchone()[0])

    def _newest(self, connection: Connection) -> int:
        found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'change'").scalar()
        return int(found) if found is not None else 0

    def _identity(self) -> tuple[int, int]:
        path = self._engine.url.database
        assert path is not None
        try:
            status = os.stat(path)
        except OSError as error:
            raise Unavailable("database_gone", kind="gone", detail=str(error.strerror)) from error
        return status.st_dev, status.st_ino
