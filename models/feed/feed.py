"""The feed: one named thread that keeps a console's picture of the database."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

from sqlalchemy import Engine

from models.domain.instant import Instant, Span
from models.feed.core import HORIZON
from models.feed.loop import SECOND_NS, FeedLoop
from models.feed.postgresql import PostgresqlSource
from models.feed.records import Delta, Snapshot, Status
from models.feed.source import Source, SqliteSource

THREAD_NAME = "zhihui-feed"
NUDGE_THROTTLE = 0.05
"""Seconds after a nudge from PostgreSQL at which the feed asks once more."""


class Feed:
    """Delivers a snapshot, then deltas, until closed. The callbacks run in the feed's thread.

    `at` shows a past instant whose clock runs on, None the present. `wake` after an own commit
    spares the wait for the next tick. A lost database is reported once per failed try and the feed
    comes back by itself with a new snapshot.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        at: Instant | None = None,
        on_snapshot: Callable[[Snapshot], None],
        on_delta: Callable[[Delta], None],
        on_status: Callable[[Status], None],
        poll_seconds: float = 1.0,
        wake_seconds: float = 0.02,
        monotonic_ns: Callable[[], int] = time.monotonic_ns,
        jitter: Callable[[], float] = random.random,
        horizon: Span = HORIZON,
    ) -> None:
        self._source = make_source(engine, wake_seconds, monotonic_ns)
        self._loop = FeedLoop(
            engine, self._source, at=at, on_snapshot=on_snapshot, on_delta=on_delta, on_status=on_status,
            poll_seconds=poll_seconds, monotonic_ns=monotonic_ns, jitter=jitter, horizon=horizon,
        )  # fmt: skip
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def wake(self) -> None:
        """Something was committed here: look now. From any thread."""
        if not self._stopping.is_set():
            self._source.wake()

    def close(self, seconds: float = 5.0) -> bool:
        """Ends the thread; false when it did not end in time (a query that gets no answer)."""
        if not self._stopping.is_set():
            self._source.wake()
            self._stopping.set()
            self._source.wake()
        if self._thread.ident is None:
            self._loop.end()
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._loop.step()
                if not self._stopping.is_set():
                    self._loop.wait()
        finally:
            self._loop.end()


def make_source(engine: Engine, wake_seconds: float, monotonic_ns: Callable[[], int]) -> Source:
    """The way to learn of changes that suits the database."""
    if engine.dialect.name == "postgresql":
        return PostgresqlSource(engine, NUDGE_THROTTLE, lambda: monotonic_ns() / SECOND_NS)
    return SqliteSource(engine, wake_seconds)
