"""Garbage is collected on the GUI thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from console.collector import GuiCollector


class Knot:
    """Holds itself: only the collector can free it."""

    def __init__(self) -> None:
        self.me = self
        self.freed_by: list[str] = []


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GuiCollector]:
    made = GuiCollector(interval_ms=60_000)
    made.start()
    yield made
    made.stop()
    made.deleteLater()


def _knot(freed_by: list[str]) -> None:
    weakref.finalize(Knot(), lambda: freed_by.append(threading.current_thread().name))


def test_that_a_thread_that_allocates_much_collects_nothing(collector: GuiCollector) -> None:
    freed_by: list[str] = []
    _knot(freed_by)

    def allocate() -> None:
        kept = [[number] for number in range(50_000)]
        assert len(kept) == 50_000

    thread = threading.Thread(target=allocate, name="busy")
    thread.start()
    thread.join()
    assert freed_by == []
    kept = [[number] for number in range(5_000)]
    while collector.collect() >= 0:
        pass
    gc.collect()
    assert freed_by == [threading.main_thread().name]
    assert len(kept) == 5_000


def test_that_nothing_is_collected_before_its_time(collector: GuiCollector) -> None:
    gc.collect()
    assert collector.collect() == -1


def test_that_collection_is_left_as_it_was_found(qapp: QApplication) -> None:
    assert gc.isenabled()
    outer, inner = GuiCollector(interval_ms=60_000), GuiCollector(interval_ms=60_000)
    outer.start()
    inner.start()
    assert not gc.isenabled()
    inner.stop()
    assert not gc.isenabled()
    outer.stop()
    assert gc.isenabled()
    for collector in (outer, inner):
        collector.deleteLater()
