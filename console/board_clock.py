"""The desk's time: monotonic time plus the measured offset to the database's clock.

The workstation's own wall clock is never used for deadlines. A desk opened at a past instant starts
there and runs on.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from models.domain.instant import Instant


class BoardClock:
    """Board time. `monotonic` gives nanoseconds of a clock that never jumps."""

    def __init__(self, start: Instant, *, historic: bool, monotonic: Callable[[], int] = time.monotonic_ns) -> None:
        self._monotonic = monotonic
        self._base = start - self._micros()
        self.historic = historic

    def now(self) -> Instant:
        """The present instant of the board."""
        return self._micros() + self._base

    def set_database_now(self, database_now: Instant, measured_at: int) -> int:
        """Follows the database's clock; `measured_at` is the monotonic reading (µs) it was taken at.

        Returns by how many microseconds the board's time moved. A historic board does not follow.
        """
        if self.historic:
            return 0
        base = database_now - measured_at
        moved = base - self._base
        self._base = base
        return moved

    def _micros(self) -> int:
        return self._monotonic() // 1_000
