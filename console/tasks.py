"""The only maker of asyncio tasks: named, held until done, errors reported at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

_log = structlog.get_logger("zhihui.tasks")


class Tasks:
    """Holds the running tasks of one window or program.

    `on_error` is called with the task's name and its exception; a task that fails never dies silently.
    """

    def __init__(self, on_error: Callable[[str, BaseException], None]) -> None:
        self._on_error = on_error
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, name: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Starts a coroutine on the running loop under a name."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tasks that still run."""
        return tuple(sorted(task.get_name() for task in self._running))

    async def finish(self, seconds: float) -> tuple[str, ...]:
        """Waits for running tasks, cancels what is left and returns its names."""
        me = asyncio.current_task()
        waiting = {task for task in self._running if task is not me}
        if not waiting:
            return ()
        _done, pending = await asyncio.wait(waiting, timeout=seconds)
        for task in pending:
            task.cancel()
        if pending:
            await asyncio.wait(pending, timeout=1.0)
        return tuple(sorted(task.get_name() for task in pending))

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            _log.error("task failed", task=task.get_name(), exc_info=error)
            self._on_error(task.get_name(), error)
