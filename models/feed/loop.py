"""The feed's life: connect, snapshot, poll; on any trouble lose, wait a little, and start anew."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable

from sqlalchemy import Engine

from models.domain.errors import Trouble
from models.domain.instant import Instant, Span
from models.feed.core import HORIZON, FeedCore
from models.feed.records import Confirmed, Delta, Lost, Recovered, Snapshot, Status
from models.feed.source import Gap, Source
from models.store.trouble import DRIVER_ERRORS, unavailable

SECOND_NS = 1_000_000_000
LONGEST_BACK_OFF = 2.0
"""Seconds between two tries to come back, at most."""

_log = logging.getLogger(__name__)


class FeedLoop:
    """The feed in steps: `step` does what is due and never waits; `wait` waits for the next.

    Recovery is start-up again: one path, whatever went wrong. `jitter` gives 0 … 1.
    """

    def __init__(
        self,
        engine: Engine,
        source: Source,
        *,
        at: Instant | None,
        on_snapshot: Callable[[Snapshot], None],
        on_delta: Callable[[Delta], None],
        on_status: Callable[[Status], None],
        poll_seconds: float,
        monotonic_ns: Callable[[], int],
        jitter: Callable[[], float],
        horizon: Span = HORIZON,
    ) -> None:
        self._engine = engine
        self._source = source
        self._at = at
        self._on_snapshot = on_snapshot
        self._on_delta = on_delta
        self._on_status = on_status
        self._poll_ns = int(poll_seconds * SECOND_NS)
        self._monotonic_ns = monotonic_ns
        self._jitter = jitter
        self._horizon = horizon
        self._started = monotonic_ns()
        self._samples: deque[tuple[int, Span]] = deque(maxlen=60)
        self._core: FeedCore | None = None
        self._failures = 0
        self._next_ns = self._started
        self._told_ns = 0
        self._hinted = False

    @property
    def live(self) -> bool:
        """Whether a snapshot was delivered and the database still answers."""
        return self._core is not None

    def step(self) -> None:
        """Does what is due: start, or poll; afterwards nothing is due for a while."""
        if not self._hinted and self._monotonic_ns() < self._next_ns:
            return
        self._hinted = False
        try:
            if self._core is None:
                self._start()
            else:
                self._poll(self._core)
        except Gap:
            # Not lost: the database answers, only a snapshot is needed.
            self._drop()
            self._next_ns = self._monotonic_ns()
        except Exception as error:
            self._lose(error)

    def wait(self, most_seconds: float = 1.0) -> None:
        """Waits until something is due, or hinted at, or `most_seconds` have passed."""
        seconds = min(most_seconds, (self._next_ns - self._monotonic_ns()) / SECOND_NS)
        if seconds <= 0:
            return
        try:
            hinted = self._source.wait(seconds)
        except Exception as error:
            self._lose(error)
            return
        # While lost only time leads to a new try.
        self._hinted = hinted and self._core is not None

    def end(self) -> None:
        """Closes the connection. The engine is left to its owner: others may be at work with it."""
        self._core = None
        self._close_source()
        self._source.dispose()

    def _start(self) -> None:
        self._source.open()
        core = FeedCore(
            self._source, self._monotonic_ns, at=self._at, started=self._started, horizon=self._horizon,
            samples=self._samples,
        )  # fmt: skip
        snapshot, confirmed = core.begin()
        self._on_snapshot(snapshot)
        self._core = core
        self._next_ns = self._monotonic_ns() + self._poll_ns
        if self._failures:
            self._failures = 0
            self._on_status(Recovered())
        self._tell(confirmed)

    def _poll(self, core: FeedCore) -> None:
        delta, confirmed = core.poll()
        if delta is not None:
            self._on_delta(delta)
        now = self._monotonic_ns()
        self._next_ns = now if self._source.outstanding else now + self._poll_ns
        if not self._source.outstanding and now - self._told_ns >= self._poll_ns // 2:
            self._tell(confirmed)

    def _tell(self, confirmed: Confirmed) -> None:
        self._told_ns = self._monotonic_ns()
        self._on_status(confirmed)

    def _lose(self, error: Exception) -> None:
        trouble = error if isinstance(error, Trouble) else unavailable(error)
        if trouble is None:
            _log.exception("the feed failed")
            lost = Lost(f"{type(error).__name__}: {error}", "bug")
        else:
            lost = Lost(str(trouble.arguments.get("detail", trouble.key)), str(trouble.arguments.get("kind", "gone")))
        self._failures += 1
        back_off = min(LONGEST_BACK_OFF, 0.1 * 2 ** min(self._failures, 5)) * (0.5 + self._jitter() / 2)
        self._drop()
        self._next_ns = self._monotonic_ns() + int(back_off * SECOND_NS)
        self._on_status(lost)

    def _drop(self) -> None:
        self._core = None
        self._close_source()
        try:
            self._engine.dispose()
        except DRIVER_ERRORS as error:
            _log.debug("letting go of lost connections: %s", type(error).__name__)

    def _close_source(self) -> None:
        try:
            self._source.close()
        except DRIVER_ERRORS as error:
            # A connection that is gone may fail to close; there is nothing more to lose.
            _log.debug("closing a lost connection: %s", type(error).__name__)
