"""Staged shutdown: input, steward, feed, writes, layout, engine, quit; what hangs is named in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

_log = structlog.get_logger("zhihui.shutdown")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, what to await, and how many seconds it may take."""

    name: str
    work: Callable[[], Awaitable[None]]
    seconds: float


async def shut_down(stages: Sequence[Stage]) -> tuple[str, ...]:
    """Runs the stages in order; a stage that hangs or fails does not stop the next. Returns their names."""
    troubled: list[str] = []
    for stage in stages:
        try:
            await asyncio.wait_for(stage.work(), stage.seconds)
        except TimeoutError:
            _log.error("shutdown stage hangs", stage=stage.name, seconds=stage.seconds)
            troubled.append(stage.name)
        except Exception as error:
            _log.error("shutdown stage failed", stage=stage.name, exc_info=error)
            troubled.append(stage.name)
    return tuple(troubled)
