"""The named threads of the database."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError

import pytest

from models.store.threads import LANES, DatabaseThreads


def test_that_each_lane_is_one_named_thread() -> None:
    threads = DatabaseThreads()
    names = {lane: threads.submit(lane, lambda: threading.current_thread().name).result(5) for lane in LANES}
    again = threads.submit("writer", lambda: threading.current_thread().name).result(5)
    assert all(name.startswith(f"zhihui-{lane}") for lane, name in names.items())
    assert again == names["writer"]
    assert threads.close() == ()


def test_that_work_gets_its_arguments_and_gives_its_errors() -> None:
    threads = DatabaseThreads()
    assert threads.submit("reader", divmod, 7, 2).result(5) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        threads.submit("reader", divmod, 1, 0).result(5)
    with pytest.raises(KeyError):
        threads.submit("nobody", divmod, 1, 1)
    assert threads.close() == ()


def test_that_closing_finishes_what_was_begun_and_drops_what_waits() -> None:
    threads = DatabaseThreads()
    begun, go_on = threading.Event(), threading.Event()

    def work() -> str:
        begun.set()
        assert go_on.wait(10)
        return "done"

    running = threads.submit("writer", work)
    waiting = threads.submit("writer", work)
    assert begun.wait(10)
    assert threads.close(seconds=0.01) == ("writer",)
    go_on.set()
    assert running.result(10) == "done"
    with pytest.raises(CancelledError):
        waiting.result(10)
    assert threads.close() == ()
