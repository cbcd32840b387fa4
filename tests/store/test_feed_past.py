"""A board of a past instant whose clock runs on: time, foreseen cases, other desks' acts."""

from __future__ import annotations

from sqlalchemy import Engine

from models.commands.acts import ActOnCase, execute
from models.commands.protocol import UnitOfWork
from models.domain.instant import DAY, HOUR, MINUTE, SECOND
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import T0
from tests.store.making import add, case_at, imported, stored
from tests.store.past import RULES, essence, make_past
from tests.store.watching import Stepped, Watch


def act(engine: Engine, case_id: str, verb: str, at: int, **fields: str) -> None:
    def unit() -> UnitOfWork:
        return SqlUnitOfWork(engine)

    case = stored(engine, case_id)
    assert case is not None
    command = ActOnCase(f"{case_id}-{at}", "both", "desk", at, case_id, verb, case.version, case.state, fields)
    assert execute(command, unit, RULES).done


def test_that_it_shows_the_past_and_what_comes(engine: Engine) -> None:
    add(
        engine,
        imported(1, state="closed", ended_at=T0 + HOUR),
        imported(2, opened_at=T0 + HOUR),
        imported(3, opened_at=T0 + 8 * DAY),
        imported(4, state="closed", ended_at=T0 - HOUR),
    )
    with Watch(engine, at=T0) as watch:
        (snapshot,) = watch.picture.snapshots
    assert snapshot.at == T0
    assert [case.id for case in snapshot.cases] == ["c1"]
    assert {timed.case.id: (timed.appears_at, timed.ends_at) for timed in snapshot.timed} == {
        "c1": (None, T0 + HOUR), "c2": (T0 + HOUR, None),
    }  # fmt: skip


def test_that_cases_come_into_sight_as_time_goes_on(engine: Engine) -> None:
    add(engine, imported(3, opened_at=T0 + 8 * DAY))
    with Watch(engine, at=T0) as watch:
        assert watch.picture.snapshots[0].timed == ()
        watch.now_ns = 2 * 86_400 * 10**9
        (delta,) = watch.poll()
        assert [(timed.case.id, timed.appears_at) for timed in delta.timed] == [("c3", T0 + 8 * DAY)]
        assert delta.upserts == ()
        assert watch.poll() == []


def test_that_an_act_watched_live_is_shown_even_from_a_desk_ahead(engine: Engine) -> None:
    add(engine, case_at(1, changed_at=T0), imported(2, state="closed", ended_at=T0 + HOUR, department_code="D1"))
    with Watch(engine, at=T0) as watch:
        act(engine, "c1", "decline", T0 + 5 * MINUTE, reason="r")
        act(engine, "c2", "note", T0 + 5 * MINUTE, note="n")
        (delta,) = watch.poll()
        found = {case.id: case for case in delta.upserts}
        assert found["c1"].state == "declined"
        # A note on a case that the file closed later leaves it open until then.
        assert found["c2"].state == "dispatched"
        assert [(timed.case.id, timed.ends_at) for timed in delta.timed] == [("c2", T0 + HOUR)]
        assert set(watch.picture.cases) == {"c2"}


def test_that_an_act_of_the_far_future_stays_unknown(engine: Engine) -> None:
    add(engine, case_at(1, changed_at=T0))
    with SqlUnitOfWork(engine) as unit:
        from tests.store.test_past import _entry

        unit.add_log(_entry("c1", 1, "report", "reported", T0))
        unit.commit()
    with Watch(engine, at=T0) as watch:
        act(engine, "c1", "decline", T0 + 400 * DAY, reason="r")
        watch.poll()
        assert watch.picture.cases["c1"].state == "reported"


def test_that_running_through_a_past_shows_every_act_in_its_time(engine: Engine) -> None:
    past = make_past(engine, 5, 60)
    step = (past.last - T0) // 25
    with Watch(engine, at=T0) as watch:
        board = {case.id: case for case in watch.picture.snapshots[0].cases}
        timed = {entry.case.id: entry for entry in watch.picture.snapshots[0].timed}
        for number in range(1, 27):
            watch.now_ns = number * step * 1_000
            for delta in watch.poll():
                for case in delta.upserts:
                    timed.pop(case.id, None)
                    board[case.id] = case
                timed |= {entry.case.id: entry for entry in delta.timed}
            now = T0 + number * step
            there = {case_id for case_id, case in board.items() if case.is_open and case_id not in timed}
            there |= {
                case_id for case_id, entry in timed.items()
                if (entry.appears_at or 0) <= now and (entry.ends_at is None or now < entry.ends_at)
            }  # fmt: skip
            known = {case_id: case for case_id, case in past.at(now).items() if case.is_open}
            assert there == set(known)
            shown = {case_id: timed[case_id].case if case_id in timed else board[case_id] for case_id in there}
            assert {essence(case) for case in shown.values()} == {essence(case) for case in known.values()}


def test_that_time_alone_needs_no_change_row(engine: Engine) -> None:
    stepped = Stepped(engine, at=T0)
    add(engine, imported(1, opened_at=T0 + 7 * DAY + 5 * SECOND))
    stepped.step()
    assert stepped.picture.deltas == []
    stepped.step(10)
    assert [entry.case.id for delta in stepped.picture.deltas for entry in delta.timed] == ["c1"]
    stepped.close()


def test_that_a_change_beyond_the_horizon_waits_for_its_time(engine: Engine) -> None:
    with Watch(engine, at=T0) as watch:
        add(engine, imported(1, opened_at=T0 + 30 * DAY))
        assert watch.poll() == []
        watch.now_ns = 24 * 86_400 * 10**9
        (delta,) = watch.poll()
        assert [entry.case.id for entry in delta.timed] == ["c1"]
