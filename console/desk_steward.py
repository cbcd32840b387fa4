"""The steward inside a desk: on an SQLite file there is no server on which it could run by itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from sqlalchemy import Engine

from console.headless import new_id
from console.logs import get_log
from console.steward import Steward, Stop, serve
from models.domain.instant import Instant

THREAD_NAME = "zhihui-steward"


class DeskSteward:
    """Plays the rounds on a thread of its own, from `start` to `close`; of several desks on one file one acts.

    `committed` is called (on that thread) after each act, so that the feed looks at once.
    """

    def __init__(self, engine: Engine, desk: str, seconds: float, committed: Callable[[], None]) -> None:
        self._engine = engine
        self._holder = f"{desk}-{new_id()[-6:]}"
        self._seconds = seconds
        self._committed = committed
        self._stop = Stop()
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def close(self, seconds: float) -> bool:
        """Ends the thread after the act it is at, and gives the lease back; false when it did not end in time."""
        self._stop.ask()
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        log = get_log("steward")
        try:
            serve(self._make, self._stop, self._seconds, log)
        except Exception as error:
            # The desk goes on without: its people see what is due themselves.
            log.error("steward ended", exc_info=error)

    def _make(self) -> Steward:
        return Steward(self._engine, self._holder, self._seconds, get_log("steward"), committed=self._committed)


def desk_steward(
    engine: Engine, desk: str, seconds: float | None, at: Instant | None, committed: Callable[[], None]
) -> DeskSteward | None:
    """The steward of a desk; None where none is wanted, the desk shows a past instant, or a server has its own."""
    if seconds is None or at is not None or engine.dialect.name != "sqlite":
        return None
    return DeskSteward(engine, desk, seconds, committed)


async def ended(steward: DeskSteward | None, seconds: float) -> None:
    """Waits until a desk's steward has ended. Raises TimeoutError."""
    loop = asyncio.get_running_loop()
    if steward is not None and not await loop.run_in_executor(None, steward.close, seconds):
        raise TimeoutError
