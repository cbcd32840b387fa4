"""The feed's life, with a source that does what the test says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, cast

import pytest
from sqlalchemy import Engine

from models.domain.errors import Unavailable
from models.feed import loop as loop_module
from models.feed.loop import FeedLoop
from models.feed.records import Confirmed, Delta, Lost, Recovered, Snapshot, Status
from models.feed.source import Gap

T = TypeVar("T")
POLL = 1.0
EMPTY = Snapshot((), (), None, 0)
NOTHING = Delta((), (), {}, frozenset({"officer"}), 1)
CONFIRMED = Confirmed(10, 5, 5)


class FakeSource:
    """Says what happened to it; fails where told to."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.hint: bool | Exception = False
        self.outstanding = False
        self.waited: list[float] = []
        self.close_fails = False

    cursor = 0

    def open(self) -> None:
        self.calls.append("open")

    def close(self) -> None:
        self.calls.append("close")
        if self.close_fails:
            import sqlite3

            raise sqlite3.OperationalError("disk I/O error")

    def wait(self, seconds: float) -> bool:
        self.waited.append(seconds)
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint

    def wake(self) -> None:
        self.calls.append("wake")

    def dispose(self) -> None:
        self.calls.append("dispose")

    def snapshot(self, read: Callable[[Any], T]) -> T:
        raise NotImplementedError

    def changes(self, read: Callable[[Any, list[Any]], T]) -> T:
        raise NotImplementedError


class FakeCore:
    """Answers of a database; an exception stands for trouble."""

    begins: ClassVar[list[Exception | None]] = []
    polls: ClassVar[list[Exception | Delta | None]] = []

    def __init__(self, *args: object, **options: object) -> None:
        pass

    def begin(self) -> tuple[Snapshot, Confirmed]:
        answer = self.begins.pop(0) if self.begins else None
        if answer is not None:
            raise answer
        return EMPTY, CONFIRMED

    def poll(self) -> tuple[Delta | None, Confirmed]:
        answer = self.polls.pop(0) if self.polls else None
        if isinstance(answer, Exception):
            raise answer
        return answer, CONFIRMED


class FakeEngine:
    def __init__(self) -> None:
        self.disposed = 0

    def dispose(self) -> None:
        self.disposed += 1


class Bench:
    """A loop with everything around it in the test's hands."""

    def __init__(self) -> None:
        self.now = 0
        self.events: list[object] = []
        self.source = FakeSource()
        self.engine = FakeEngine()
        self.jitter = 1.0
        self.broken: Exception | None = None
        self.loop = FeedLoop(
            cast(Engine, self.engine), self.source, at=None, on_snapshot=self._heard, on_delta=self._heard,
            on_status=self._heard, poll_seconds=POLL, monotonic_ns=lambda: self.now, jitter=lambda: self.jitter,
        )  # fmt: skip

    def _heard(self, event: Snapshot | Delta | Status) -> None:
        if self.broken is not None and not isinstance(event, Lost):
            raise self.broken
        self.events.append(event)

    def step(self, seconds: float = 0.0) -> list[object]:
        self.now += int(seconds * 1e9)
        self.loop.step()
        heard, self.events = self.events, []
        return heard


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr(loop_module, "FeedCore", FakeCore)
    FakeCore.begins, FakeCore.polls = [], []
    return Bench()


GONE = Unavailable("database_gone", kind="gone", detail="no route")


def test_that_it_starts_with_a_snapshot_and_a_confirmation(bench: Bench) -> None:
    assert not bench.loop.live
    assert bench.step() == [EMPTY, CONFIRMED]
    assert bench.loop.live


def test_that_it_polls_when_it_is_time_and_not_before(bench: Bench) -> None:
    bench.step()
    FakeCore.polls = [NOTHING]
    assert bench.step(0.5) == []
    assert bench.step(0.6) == [NOTHING, CONFIRMED]
    assert bench.step(1.1) == [CONFIRMED]


def test_that_a_hint_makes_it_poll_at_once(bench: Bench) -> None:
    bench.step()
    FakeCore.polls = [NOTHING]
    bench.source.hint = True
    bench.loop.wait()
    assert bench.step() == [NOTHING]
    assert bench.source.waited == [1.0]


def test_that_a_wrong_hint_does_no_harm(bench: Bench) -> None:
    bench.step()
    bench.source.hint = True
    bench.loop.wait()
    assert bench.step() == []


def test_that_it_waits_no_longer_than_until_the_next_poll(bench: Bench) -> None:
    bench.step()
    bench.now += 700_000_000
    bench.loop.wait()
    bench.loop.wait(0.1)
    assert bench.source.waited == [pytest.approx(0.3), 0.1]
    bench.now += 400_000_000
    bench.loop.wait()
    assert len(bench.source.waited) == 2


def test_that_a_backlog_is_worked_off_without_waiting_or_confirming(bench: Bench) -> None:
    bench.step()
    FakeCore.polls = [NOTHING, NOTHING]
    bench.source.outstanding = True
    assert bench.step(1.1) == [NOTHING]
    bench.source.outstanding = False
    assert bench.step() == [NOTHING, CONFIRMED]


def test_that_trouble_is_told_and_the_next_try_starts_anew(bench: Bench) -> None:
    bench.step()
    FakeCore.polls = [GONE]
    assert bench.step(1.1) == [Lost("no route", "gone")]
    assert not bench.loop.live
    assert bench.engine.disposed == 1
    assert bench.step(0.1) == []
    assert bench.step(0.2) == [EMPTY, Recovered(), CONFIRMED]
    assert bench.source.calls == ["open", "close", "open"]


def test_that_hints_do_not_shorten_the_back_off(bench: Bench) -> None:
    bench.step()
    FakeCore.polls = [GONE]
    bench.step(1.1)
    bench.source.hint = True
    bench.loop.wait()
    assert bench.step() == []


def test_that_the_back_off_grows_to_two_seconds_and_no_further(bench: Bench) -> None:
    FakeCore.begins = [GONE] * 9
    waits = []
    for _ in range(9):
        assert bench.step() == [Lost("no route", "gone")]
        before = len(bench.source.waited)
        bench.loop.wait(100)
        waits.append(bench.source.waited[before])
        bench.now += int(waits[-1] * 1e9)
    assert waits == [pytest.approx(w) for w in (0.2, 0.4, 0.8, 1.6, 2.0, 2.0, 2.0, 2.0, 2.0)]
    assert bench.step() == [EMPTY, Recovered(), CONFIRMED]


def test_that_jitter_spreads_the_tries_of_many_desks(bench: Bench) -> None:
    bench.jitter = 0.0
    FakeCore.begins = [GONE]
    bench.step()
    bench.loop.wait(100)
    assert bench.source.waited == [pytest.approx(0.1)]


def test_that_a_gap_is_no_loss(bench: Bench) -> None:
    bench.step()
    FakeCore.polls = [Gap()]
    assert bench.step(1.1) == []
    assert bench.step() == [EMPTY, CONFIRMED]


def test_that_trouble_while_waiting_is_noticed_at_once(bench: Bench) -> None:
    bench.step()
    bench.source.hint = GONE
    bench.loop.wait()
    assert bench.events == [Lost("no route", "gone")]


def test_that_a_bug_is_told_as_one(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.broken = KeyError("x")
    assert bench.step() == [Lost("KeyError: 'x'", "bug")]
    assert "the feed failed" in caplog.text
    bench.broken = None
    assert bench.step(2) == [EMPTY, Recovered(), CONFIRMED]


def test_that_a_connection_that_cannot_even_be_closed_does_no_harm(bench: Bench) -> None:
    bench.step()
    bench.source.close_fails = True
    FakeCore.polls = [GONE]
    assert bench.step(1.1) == [Lost("no route", "gone")]
    bench.source.close_fails = False
    bench.loop.end()
    assert bench.source.calls[-2:] == ["close", "dispose"]
