"""The named threads on which the database is used; the feed has its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

LANES = ("writer", "reader", "bulk")
"""writer: one command at a time; reader: history, reports; bulk: imports in short slices."""


class DatabaseThreads:
    """One thread for each kind of work. Work that was begun is never cancelled."""

    def __init__(self) -> None:
        self._lanes = MappingProxyType(
            {name: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"zhihui-{name}") for name in LANES}
        )
        self._running: dict[Future[Any], str] = {}
        self._lock = threading.Lock()

    def submit(self, lane: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Runs the work on the lane ("writer", "reader", "bulk") after what it was given before."""
        future = self._lanes[lane].submit(work, *args, **kwargs)
        with self._lock:
            self._running[future] = lane
        future.add_done_callback(self._forget)
        return future

    def close(self, seconds: float = 5.0) -> tuple[str, ...]:
        """Drops what has not begun, waits for the rest; the lanes still at work when time is up are named."""
        for executor in self._lanes.values():
            executor.shutdown(wait=False, cancel_futures=True)
        until = time.monotonic() + seconds
        with self._lock:
            running = dict(self._running)
        wait_for(running, timeout=max(0.0, until - time.monotonic()))
        return tuple(sorted({lane for future, lane in running.items() if not future.done()}))

    def _forget(self, future: Future[Any]) -> None:
        with self._lock:
            self._running.pop(future, None)
