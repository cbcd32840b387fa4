"""A feed driven step by step, and a board as simple as can be that follows it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Engine

from models.domain.case import Case
from models.domain.instant import Instant
from models.feed.core import FeedCore
from models.feed.feed import NUDGE_THROTTLE, make_source
from models.feed.loop import FeedLoop
from models.feed.records import Confirmed, Delta, Snapshot, Status
from models.feed.source import Source


@dataclass
class Picture:
    """What a console would hold: the open cases, by id, newest version each."""

    cases: dict[str, Case] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    snapshots: list[Snapshot] = field(default_factory=list)
    deltas: list[Delta] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    moved: threading.Condition = field(default_factory=threading.Condition)

    def until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        """Waits for the feed's thread to bring about what is asked for."""
        end = time.monotonic() + seconds
        with self.moved:
            while not condition():
                left = end - time.monotonic()
                assert left > 0, "it did not happen in time"
                self.moved.wait(left)

    def until_version(self, case_id: str, version: int) -> None:
        """Waits until this version of the case has arrived."""
        self.until(lambda: self.versions.get(case_id) == version)

    def _tell(self) -> None:
        with self.moved:
            self.moved.notify_all()

    def on_snapshot(self, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)
        self.cases = {case.id: case for case in snapshot.cases}
        self.versions = {case.id: case.version for case in snapshot.cases}
        self._tell()

    def on_delta(self, delta: Delta) -> None:
        self.deltas.append(delta)
        for case in delta.upserts:
            if self.versions.get(case.id, 0) >= case.version:
                continue
            self.versions[case.id] = case.version
            if case.is_open:
                self.cases[case.id] = case
            else:
                self.cases.pop(case.id, None)
        for case_id in delta.removals:
            self.cases.pop(case_id, None)
        self._tell()

    def on_status(self, status: Status) -> None:
        self.statuses.append(status)
        self._tell()

    @property
    def told(self) -> list[str]:
        """The kinds of statuses in order, confirmations left out."""
        return [type(status).__name__ for status in self.statuses if not isinstance(status, Confirmed)]


class Watch:
    """A core over a source of its own, polled by the test."""

    def __init__(self, engine: Engine, at: Instant | None = None) -> None:
        self.picture = Picture()
        self.source: Source = make_source(engine, 0.02, time.monotonic_ns)
        self.now_ns = 0
        self.core = FeedCore(self.source, lambda: self.now_ns, at=at, started=0)

    def __enter__(self) -> Watch:
        self.source.open()
        snapshot, _ = self.core.begin()
        self.picture.on_snapshot(snapshot)
        return self

    def __exit__(self, *args: object) -> None:
        self.source.close()
        self.source.dispose()

    def poll(self) -> list[Delta]:
        """Everything outstanding."""
        found = []
        while True:
            delta, _ = self.core.poll()
            if delta is not None:
                self.picture.on_delta(delta)
                found.append(delta)
            if not self.source.outstanding:
                return found

    def fresh(self, engine: Engine) -> dict[str, Case]:
        """The open cases as a new console would see them."""
        with Watch(engine) as other:
            return other.picture.cases


class Stepped:
    """A whole loop, with a clock that the test moves."""

    def __init__(self, engine: Engine, at: Instant | None = None) -> None:
        self.picture = Picture()
        self.now_ns = 1_000_000_000
        self.source = make_source(engine, 0.001, lambda: self.now_ns)
        self.loop = FeedLoop(
            engine, self.source, at=at, on_snapshot=self.picture.on_snapshot, on_delta=self.picture.on_delta,
            on_status=self.picture.on_status, poll_seconds=1.0, monotonic_ns=lambda: self.now_ns, jitter=lambda: 1.0,
        )  # fmt: skip

    def step(self, seconds: float = 0.0) -> None:
        self.now_ns += int(seconds * 1e9)
        self.loop.step()

    def close(self) -> None:
        self.loop.end()


__all__ = ["NUDGE_THROTTLE", "Picture", "Stepped", "Watch"]
