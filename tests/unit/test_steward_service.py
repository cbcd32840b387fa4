"""The service around the rounds: waits, losses of the database, the wish to stop, what is told."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any, cast

import pytest

from console.steward import LONGEST_BACK_OFF, Steward, Stop, serve
from models.domain.errors import BadInput, Refused, Trouble, Unavailable
from models.steward.round import Report

GONE = Unavailable("database_gone", kind="gone", detail="no route")


class Log:
    def __init__(self) -> None:
        self.events: list[str] = []
        self.figures: list[dict[str, Any]] = []

    def info(self, event: str, **figures: Any) -> None:
        self.events.append(event)
        self.figures.append(figures)

    warning = error = info


class ShortStop(Stop):
    """Notes every wait instead of waiting; asks for the end after so many."""

    def __init__(self, waits: int) -> None:
        super().__init__()
        self.waited: list[float] = []
        self._left = waits

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self._left -= 1
        if self._left == 0:
            self.ask()


class Scripted:
    """A steward whose rounds go as written: a report's `leading`, or trouble."""

    def __init__(self, rounds: list[bool | Trouble], release: Trouble | None = None) -> None:
        self.holder = "a"
        self.rounds = rounds
        self.trouble = release
        self.done: list[str] = []

    def round(self, going: object) -> Report:
        found = self.rounds.pop(0)
        if isinstance(found, Trouble):
            raise found
        return Report(1, found)

    def told(self, report: Report) -> dict[str, object]:
        return {"leading": report.leading}

    def rest(self) -> None:
        self.done.append("rest")

    def release(self) -> None:
        self.done.append("release")
        if self.trouble is not None:
            raise self.trouble


def served(
    scripted: Scripted, waits: int, made: list[int] | None = None
) -> tuple[ShortStop, Log, list[dict[str, object]]]:
    stop, log = ShortStop(waits), Log()
    each: list[dict[str, object]] = []

    def make() -> Steward:
        if made is not None:
            made.append(1)
        return cast(Steward, scripted)

    serve(make, stop, 30.0, log, each.append)
    return stop, log, each


def test_that_it_plays_a_round_every_interval_and_gives_the_lease_back() -> None:
    scripted = Scripted([True, True, True])
    stop, log, each = served(scripted, 3)
    assert stop.waited == [30.0] * 3
    assert each == [{"leading": True}] * 3
    assert log.events == ["leading", "stopped"]
    assert scripted.done == ["release", "rest"]


def test_that_it_tells_when_it_leads_and_when_it_waits_and_not_every_time() -> None:
    _, log, _ = served(Scripted([False, False, True, True, False]), 5)
    assert log.events == ["waiting", "leading", "waiting", "stopped"]


def test_that_a_lost_database_is_told_waited_for_and_opened_anew() -> None:
    made: list[int] = []
    scripted = Scripted([True, *[GONE] * 8, True])
    stop, log, _ = served(scripted, 10, made)
    assert stop.waited == [30.0, 1.0, 2.0, 4.0, 8.0, 16.0, *[LONGEST_BACK_OFF] * 3, 30.0]
    assert log.events == ["leading", *["lost"] * 8, "back", "stopped"]
    assert log.figures[1] == {
        "key": "database_gone", "arguments": {"kind": "gone", "detail": "no route"}, "seconds": 1.0,
    }  # fmt: skip
    assert log.figures[9] == {"failures": 8}
    assert len(made) == 9
    assert scripted.done == [*["rest"] * 8, "release", "rest"]


def test_that_a_database_not_there_yet_is_waited_for() -> None:
    log, stop = Log(), ShortStop(2)
    tries: list[Trouble | None] = [GONE, None]

    def make() -> Steward:
        found = tries.pop(0)
        if found is not None:
            raise found
        return cast(Steward, Scripted([True]))

    serve(make, stop, 30.0, log)
    assert log.events == ["lost", "back", "leading", "stopped"]


def test_that_it_ends_when_asked_while_the_database_is_lost() -> None:
    _, log, _ = served(Scripted([GONE]), 1)
    assert log.events == ["lost"]


def test_that_a_wrong_database_is_refused_at_once_and_waited_for_later() -> None:
    missing = BadInput("database_missing", url="x")
    with pytest.raises(BadInput):
        served(Scripted([missing]), 3)
    _, log, _ = served(Scripted([True, missing, True]), 3)
    assert log.events == ["leading", "lost", "back", "stopped"]


@pytest.mark.parametrize(
    "trouble", [Refused("lifecycle_differs"), BadInput("database_newer", url="x", found=9, known=7)]
)
def test_that_what_no_waiting_mends_ends_it(trouble: Trouble) -> None:
    with pytest.raises(type(trouble)):
        served(Scripted([True, trouble]), 3)


def test_that_a_lease_that_cannot_be_given_back_runs_out_by_itself() -> None:
    scripted = Scripted([True], release=GONE)
    _, log, _ = served(scripted, 1)
    assert log.events == ["leading", "lost", "stopped"]
    assert scripted.done == ["release", "rest"]


def test_that_a_round_hears_of_the_wish_to_stop() -> None:
    stop = ShortStop(9)
    heard: list[bool] = []

    class Asking(Scripted):
        def round(self, going: object) -> Report:
            assert callable(going)
            heard.append(going())
            stop.ask()
            heard.append(going())
            return super().round(going)

    serve(lambda: cast(Steward, Asking([True])), stop, 30.0, Log())
    assert heard == [True, False]
    assert stop.waited == [30.0]


def test_that_waiting_ends_with_the_time_or_with_the_wish() -> None:
    stop = Stop()
    stop.wait(0.001)
    assert not stop.asked
    thread = threading.Timer(0.01, stop.ask)
    thread.start()
    stop.wait(60)
    thread.join()
    assert stop.asked
    stop.wait(60)


def test_that_a_signal_ends_the_waiting() -> None:
    stop = Stop()
    before = signal.signal(signal.SIGUSR1, lambda number, frame: stop.ask())
    thread = threading.Timer(0.01, os.kill, (os.getpid(), signal.SIGUSR1))
    thread.start()
    try:
        stop.wait(60)
        thread.join()
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert stop.asked
