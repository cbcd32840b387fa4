"""The board on the GUI thread: operations in order, time as an input, and the age of the data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.board_clock import BoardClock
from console.bridge import Bridge
from console.live import STALE_AFTER, Live
from models.board.case_filter import CaseFilter
from models.board.orders import Order
from models.board.view import CaseView
from models.domain.instant import HOUR, MINUTE, SECOND
from models.feed.records import Confirmed, Delta, Lost, Origin, Recovered, Snapshot
from tests.helpers.records import T0, make_case


class Seconds:
    """A clock that stands still until told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def nanoseconds(self) -> int:
        return int(self.now * 1e9)


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def live(qapp: QApplication, seconds: Seconds) -> Iterator[Live]:
    clock = BoardClock(T0, historic=False, monotonic=seconds.nanoseconds)
    made = Live(clock, 2 * HOUR, interval_ms=0, monotonic=seconds)
    yield made
    made.stop()
    made.deleteLater()


def delta(*cases: object, origins: dict[str, Origin] | None = None, reference: frozenset[str] = frozenset()) -> Delta:
    return Delta(tuple(cases), (), origins or {}, reference, 1)  # type: ignore[arg-type]


def snapshot(*cases: object) -> Snapshot:
    return Snapshot(tuple(cases), (), None, 0)  # type: ignore[arg-type]


def confirmed(live: Live, seconds: Seconds) -> Confirmed:
    return Confirmed(live.now(), 0, live.now() - seconds.nanoseconds() // 1_000)


def test_that_operations_reach_a_registered_view_in_order(live: Live) -> None:
    view = CaseView(live.board, CaseFilter(), Order.URGENCY, None)
    live.register(view)
    live.on_snapshot(snapshot(make_case(id="a"), make_case(id="b", deadline_at=T0 + MINUTE)))
    assert live.loaded
    live.take_ops(view)
    assert list(view.rows()) == ["b", "a"]
    live.on_delta(delta(make_case(id="c", deadline_at=T0 + 2 * MINUTE)))
    assert [(type(op).__name__, op.row, op.id) for op in live.take_ops(view)] == [("Insert", 1, "c")]  # type: ignore[union-attr]
    live.forget(view)
    assert live.take_ops(view) == ()


def test_that_time_alone_moves_a_case_into_due_soon_and_overdue(live: Live, seconds: Seconds) -> None:
    live.on_snapshot(snapshot(make_case(id="a", deadline_at=T0 + 3 * HOUR)))
    assert live.figures().due_soon == 0
    for passed, due_soon, overdue in ((HOUR, 1, 0), (2 * HOUR, 1, 0), (2 * HOUR + SECOND, 0, 1)):
        seconds.now = 100 + (passed + (0 if passed < 2 * HOUR else HOUR)) / SECOND
        live._tick()
        assert (live.figures().due_soon, live.figures().overdue) == (due_soon, overdue)


def test_that_data_is_stale_three_seconds_after_the_last_confirmed_poll(live: Live, seconds: Seconds) -> None:
    live.on_status(confirmed(live, seconds))
    assert live.age().kind == "live"
    seconds.now += STALE_AFTER
    assert live.age().kind == "live"
    seconds.now += 0.001
    assert live.age().kind == "stale"


def test_that_a_lost_database_is_reconnecting_then_stale_then_live_again(live: Live, seconds: Seconds) -> None:
    live.on_status(confirmed(live, seconds))
    live.on_status(Lost("gone", "gone"))
    assert live.age().kind == "reconnecting"
    seconds.now += STALE_AFTER + 1
    assert (live.age().kind, live.age().seconds) == ("stale", STALE_AFTER + 1)
    live.on_status(Recovered())
    live.on_status(confirmed(live, seconds))
    assert live.age().kind == "live"


def test_that_the_boards_clock_follows_the_databases(live: Live, seconds: Seconds) -> None:
    wrong = live.now()
    live.on_status(Confirmed(wrong + HOUR, 0, wrong + HOUR - seconds.nanoseconds() // 1_000))
    assert live.now() == wrong + HOUR


def test_that_a_board_of_the_past_does_not_follow(qapp: QApplication, seconds: Seconds) -> None:
    live = Live(
        BoardClock(T0, historic=True, monotonic=seconds.nanoseconds), 2 * HOUR, interval_ms=0, monotonic=seconds
    )
    live.on_status(Confirmed(T0 + 9 * HOUR, 0, T0 + 9 * HOUR))
    assert (live.now(), live.age().kind) == (T0, "historic")
    seconds.now += 5
    assert live.now() == T0 + 5 * SECOND
    live.stop()
    live.deleteLater()


def test_that_changed_reference_records_are_announced(live: Live) -> None:
    heard: list[str] = []
    live.reference_changed.connect(lambda: heard.append("changed"))
    live.on_delta(delta(reference=frozenset({"department"})))
    assert heard == ["changed"]


def test_that_a_delta_after_a_snapshot_is_not_lost_in_the_swap(live: Live) -> None:
    live.on_snapshot(snapshot(*[make_case(id=f"c{n}") for n in range(3_000)]))
    live.on_snapshot(snapshot(*[make_case(id=f"c{n}", version=2) for n in range(3_000)]))
    live.on_delta(delta(make_case(id="new")))
    while live._work:
        live._go_on()
    assert live.case("new") is not None
    assert len(live.board) == 3_001


def test_that_the_bridge_flushes_first_at_once_then_once_for_many(qapp: QApplication, qtbot: object) -> None:
    flushed: list[int] = []
    parent = QObject()
    bridge = Bridge(lambda: flushed.append(1), parent, interval_ms=20)
    for _ in range(50):
        bridge.changed()
    assert len(flushed) == 1
    qtbot.waitUntil(lambda: len(flushed) == 2, timeout=2_000)  # type: ignore[attr-defined]
    bridge.stop()
    bridge.changed()
    bridge.stop()
    parent.deleteLater()


def test_that_news_after_the_stop_changes_nothing(live: Live) -> None:
    live.on_snapshot(snapshot(make_case(id="a")))
    heard: list[object] = []
    live.cases_changed.connect(heard.append)
    live.stop()
    live.on_delta(delta(make_case(id="b")))
    assert live.case("b") is None
    assert heard == []
