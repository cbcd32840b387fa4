"""Snapshot, deltas, gap-freeness: the same on both databases."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from models.feed import source as source_module
from models.feed.feed import Feed
from models.feed.records import Confirmed, Origin
from models.feed.source import Gap
from models.store.bulk import BulkWriter, write_cases
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import DEPARTMENT, T0
from tests.store.making import add, case_at, imported, run, touch
from tests.store.watching import Picture, Watch


def test_that_the_snapshot_holds_the_open_cases(engine: Engine) -> None:
    add(engine, case_at(1), case_at(2, state="closed", ended_at=T0), case_at(3, state="checked"))
    with Watch(engine) as watch:
        assert set(watch.picture.cases) == {"c1", "c3"}
        assert watch.poll() == []


def test_that_a_change_arrives_with_its_origin(engine: Engine, other_engine: Engine) -> None:
    add(engine, case_at(1))
    with Watch(engine) as watch:
        changed = touch(other_engine, "c1", title="neu", changed_by="both", changed_from="desk-2", command_id="k",
                        changed_at=T0 + 9)  # fmt: skip
        (delta,) = watch.poll()
    assert delta.upserts == (changed,)
    assert delta.origins == {"c1": Origin("both", "desk-2", T0 + 9, "k")}
    assert delta.removals == ()
    assert delta.reference_changed == frozenset()


def test_that_a_closed_case_arrives_with_its_end(engine: Engine) -> None:
    add(engine, case_at(1))
    with Watch(engine) as watch:
        closed = touch(engine, "c1", state="closed", ended_at=T0)
        (delta,) = watch.poll()
        assert delta.upserts == (closed,)
        assert watch.picture.cases == {}


def test_that_a_case_that_came_and_ended_unseen_is_left_out(engine: Engine) -> None:
    with Watch(engine) as watch:
        add(engine, case_at(1), imported(2, state="closed", ended_at=T0))
        touch(engine, "c1", state="declined", ended_at=T0)
        assert watch.poll() == []


def test_that_a_deleted_case_arrives_as_a_removal(engine: Engine) -> None:
    add(engine, case_at(1))
    with Watch(engine) as watch:
        run(engine, "delete from incident")
        (delta,) = watch.poll()
        assert delta.removals == ("c1",)
        assert watch.picture.cases == {}


def test_that_changed_reference_tables_are_named(engine: Engine) -> None:
    with Watch(engine) as watch:
        BulkWriter(engine).put([replace(DEPARTMENT, name="消防救援")])
        run(engine, "update database_info set place_name = 'x'")
        deltas = watch.poll()
    assert frozenset().union(*(delta.reference_changed for delta in deltas)) == {"department", "database_info"}
    assert all(delta.upserts == () for delta in deltas)


def test_that_a_long_backlog_comes_in_slices(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (source_module, pytest.importorskip("models.feed.postgresql")):
        monkeypatch.setattr(module, "MOST_AT_ONCE", 10)
    with Watch(engine) as watch:
        write_cases(engine, (case_at(n) for n in range(35)))
        deltas = watch.poll()
        assert [len(delta.upserts) for delta in deltas] == [10, 10, 10, 5]
        assert len(watch.picture.cases) == 35


def test_that_a_backlog_too_long_asks_for_a_snapshot(engine: Engine) -> None:
    with Watch(engine) as watch:
        write_cases(engine, (case_at(n) for n in range(20_100)), slice_size=5_000)
        with pytest.raises(Gap):
            watch.poll()
        snapshot, _ = watch.core.begin()
        assert len(snapshot.cases) == 20_100
        assert watch.poll() == []


def test_that_snapshot_and_deltas_equal_a_fresh_snapshot(engine: Engine, other_engine: Engine) -> None:
    chance = random.Random(4)
    states = ["reported", "filed", "in_progress", "handled", "closed", "declined"]
    add(engine, *[case_at(n) for n in range(30)])
    with Watch(engine) as watch:
        for number in range(150):
            writer = chance.choice([engine, other_engine])
            what = chance.random()
            if what < 0.2:
                add(writer, case_at(100 + number))
            elif what < 0.25:
                run(writer, "delete from incident where id = :id", id=f"c{chance.randrange(30)}")
            else:
                self_touch(writer, f"c{chance.randrange(30)}", chance.choice(states))
            if chance.random() < 0.3:
                watch.poll()
        watch.poll()
        assert watch.picture.cases == watch.fresh(engine)


def self_touch(engine: Engine, case_id: str, state: str) -> None:
    with SqlUnitOfWork(engine) as unit:
        case = unit.case(case_id)
        if case is not None:
            ended = T0 if state in {"closed", "declined"} else None
            unit.update_case(replace(case, version=case.version + 1, state=state, ended_at=ended), case.version)
            unit.commit()


def test_that_slow_writers_lose_nothing(engine: Engine, other_engine: Engine) -> None:
    """Commits in any order: each writer keeps its transaction open for a while after writing."""
    engines = [engine, other_engine]

    def write(number: int) -> None:
        chance = random.Random(number)
        for nth in range(15):
            with SqlUnitOfWork(engines[number % 2]) as unit:
                unit.add_case(case_at(1_000 * number + nth))
                time.sleep(chance.random() * 0.01)  # allow-wait: a slow writer is what is tested
                unit.commit()

    with Watch(engine) as watch:
        writers = [threading.Thread(target=write, args=(number,), name=f"slow-{number}") for number in range(1, 6)]
        for thread in writers:
            thread.start()
        while any(thread.is_alive() for thread in writers):
            watch.poll()
        watch.poll()
        assert len(watch.picture.cases) == 75


@pytest.mark.postgresql
def test_that_a_transaction_that_commits_out_of_order_is_not_missed(postgresql_engine: Engine) -> None:
    with Watch(postgresql_engine) as watch, SqlUnitOfWork(postgresql_engine) as early:
        early.add_case(case_at(1))
        add(postgresql_engine, case_at(2))
        watch.poll()
        assert set(watch.picture.cases) == {"c2"}
        add(postgresql_engine, case_at(3))
        watch.poll()
        early.commit()
        watch.poll()
        assert set(watch.picture.cases) == {"c1", "c2", "c3"}
        assert watch.poll() == []


@pytest.mark.postgresql
def test_that_work_begun_before_the_snapshot_is_not_missed(postgresql_engine: Engine) -> None:
    with SqlUnitOfWork(postgresql_engine) as early:
        early.add_case(case_at(1))
        with Watch(postgresql_engine) as watch:
            early.commit()
            watch.poll()
            assert set(watch.picture.cases) == {"c1"}


def test_that_pruned_changes_ask_for_a_snapshot(sqlite_engine: Engine) -> None:
    add(sqlite_engine, case_at(1))
    with Watch(sqlite_engine) as watch:
        touch(sqlite_engine, "c1")
        touch(sqlite_engine, "c1")
        run(sqlite_engine, "delete from change where version < 3")
        with pytest.raises(Gap):
            watch.poll()
        run(sqlite_engine, "delete from change")
        with pytest.raises(Gap):
            watch.poll()
        watch.core.begin()
        assert watch.poll() == []


def test_that_a_thread_of_its_own_delivers_and_ends(engine: Engine, other_engine: Engine) -> None:
    picture = Picture()
    add(engine, case_at(1))
    feed = Feed(
        engine, on_snapshot=picture.on_snapshot, on_delta=picture.on_delta, on_status=picture.on_status,
        poll_seconds=0.2,
    )  # fmt: skip
    feed.start()
    picture.until(lambda: picture.snapshots)
    names = [thread.name for thread in threading.enumerate()]
    assert "zhihui-feed" in names
    for version in range(2, 12):
        touch(other_engine, "c1")
        feed.wake()
        picture.until_version("c1", version)
    picture.until(lambda: sum(isinstance(status, Confirmed) for status in picture.statuses) >= 3)
    assert feed.close()
    feed.wake()
    assert feed.close()
    assert "zhihui-feed" not in [thread.name for thread in threading.enumerate()]
    assert picture.told == []


def test_that_other_consoles_commits_wake_the_feed_before_the_poll(engine: Engine, other_engine: Engine) -> None:
    picture = Picture()
    add(engine, case_at(1))
    feed = Feed(
        engine, on_snapshot=picture.on_snapshot, on_delta=picture.on_delta, on_status=picture.on_status,
        poll_seconds=300,
    )  # fmt: skip
    feed.start()
    picture.until(lambda: picture.snapshots)
    for version in range(2, 8):
        touch(other_engine, "c1")
        picture.until_version("c1", version)
    assert feed.close()


def test_that_a_feed_that_never_started_closes(engine: Engine) -> None:
    picture = Picture()
    feed = Feed(engine, on_snapshot=picture.on_snapshot, on_delta=picture.on_delta, on_status=picture.on_status)
    assert feed.close()
    assert picture.snapshots == []


def test_that_the_databases_clock_is_measured(engine: Engine) -> None:
    with Watch(engine) as watch:
        watch.now_ns = 5_000_000_000
        _, confirmed = watch.core.poll()
        assert confirmed.monotonic == 5_000_000
        assert confirmed.at_database - confirmed.monotonic == pytest.approx(confirmed.clock_offset, abs=6_000_000)


def test_that_a_source_must_be_open(engine: Engine) -> None:
    watch = Watch(engine)
    with pytest.raises(RuntimeError, match="not open"):
        watch.core.poll()
    watch.source.close()
    watch.source.wake()
    assert watch.source.wait(0.01)
    assert not watch.source.wait(0.001) or engine.dialect.name == "postgresql"
    watch.source.dispose()
    watch.source.wake()
