"""The steward on a real database: each act once, whoever races, whoever dies; its acts reach every board."""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, select

from console.headless import Opened, opened
from console.steward import Steward
from models.commands.acts import ActOnCase, Rules, execute
from models.domain.errors import BadInput, Refused
from models.domain.instant import DAY, HOUR, MINUTE, SECOND, Instant
from models.domain.lifecycle import shipped_lifecycle
from models.domain.organisation import STEWARD
from models.store import tables
from models.store.bulk import BulkWriter
from models.store.engine import open_engine
from models.store.info import publish_lifecycle, read_info, read_now
from models.store.lease import lease_holder
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import CLOCKS, SHANGHAI, T0
from tests.helpers.verifying import verify_command
from tests.store.making import add, case_at, run, stored
from tests.store.test_pruning import commands, put_command
from tests.store.test_racing import together

DUE = T0 + 4 * HOUR
LATE = DUE + HOUR
RULES = Rules(shipped_lifecycle(), CLOCKS, "T", SHANGHAI)


class Told:
    """A log that keeps what it is told."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []

    def info(self, event: str, **figures: Any) -> None:
        self.events.append((event, figures))

    warning = error = info


def steward_on(engine: Engine, now: Instant | list[Instant], holder: str = "a", interval: float = 30) -> Steward:
    """A steward whose clock, and that of its lease, is the test's."""
    moment = now if isinstance(now, list) else [now]
    return Steward(engine, holder, interval, Told(), clock=lambda: moment[0])


def fill(engine: Engine, cases: int = 12) -> None:
    """Suspended, late, major and nearly due cases, so that every rule but those of many cases has work."""
    kinds: list[dict[str, object]] = [
        {"suspended_until": DUE, "pauses": f"{T0}..{DUE}", "deadline_at": LATE + 9 * HOUR, "due_at": LATE + 9 * HOUR},
        {"deadline_at": DUE, "due_at": DUE},
        {"severity": "major", "deadline_at": None},
        {"filed_at": LATE - 190 * MINUTE, "deadline_at": LATE + 50 * MINUTE, "due_at": LATE + 50 * MINUTE},
    ]
    common: dict[str, object] = {"state": "in_progress", "department_code": "D1", "filed_at": T0,
                                 "limit_text": "4 urgent_hour"}  # fmt: skip
    add(engine, *(case_at(nth, **{**common, **kinds[nth % len(kinds)]}) for nth in range(cases)))


def acts(engine: Engine) -> Counter[tuple[str, str]]:
    """Acts of the steward by case and verb, from the log."""
    c = tables.case_log.c
    with engine.connect() as connection:
        rows = connection.execute(select(c.case_id, c.verb).where(c.actor_code == STEWARD.code)).all()
    return Counter((row[0], row[1]) for row in rows)


def set_steward(engine: Engine, **changes: object) -> None:
    """An administrator's change of the thresholds."""
    settings = {**read_info(engine).settings, "steward": changes}
    run(engine, "update database_info set settings = :settings", settings=json.dumps(settings))


EXPECTED = {(f"c{nth}", ("resume", "supervise", "supervise", "remind")[nth % 4]) for nth in range(12)}


def test_that_a_round_does_everything_and_the_next_nothing(engine: Engine) -> None:
    fill(engine)
    steward = steward_on(engine, LATE)
    report = steward.round()
    assert report.done == {"resume": 3, "overdue": 3, "major": 3, "remind-75": 3}
    assert acts(engine) == Counter(dict.fromkeys(EXPECTED, 1))
    assert not steward.round().acted
    case = stored(engine, "c0")
    assert case is not None
    assert (case.suspended_until, case.changed_by, case.changed_from) == (None, "steward", "a")
    told = steward.told(report)
    assert (told["leading"], told["holder"], told["at"]) == (True, "a", "2025-09-24T15:00:00+08:00")
    assert told["done"] == {"resume": 3, "remind-75": 3, "remind-90": 0, "major": 3, "overdue": 3, "returned": 0,
                            "repeated": 0}  # fmt: skip


def test_that_of_two_racing_stewards_each_act_is_done_once(engine: Engine, other_engine: Engine) -> None:
    fill(engine)
    now = [LATE]
    stewards = [steward_on(engine, now, "a"), steward_on(other_engine, now, "b")]

    def work(number: int) -> str:
        reports = [stewards[number].round() for _ in range(3)]
        return str(sum(sum(report.done.values()) for report in reports))

    assert sorted(together(work)) == ["0", "12"]
    assert acts(engine) == Counter(dict.fromkeys(EXPECTED, 1))


def test_that_even_without_the_lease_each_act_is_done_once(
    engine: Engine, other_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine)
    monkeypatch.setattr(Steward, "lease", lambda self: True)
    stewards = [steward_on(engine, LATE, "a"), steward_on(other_engine, LATE, "b")]
    together(lambda number: str(stewards[number].round().done))
    assert acts(engine) == Counter(dict.fromkeys(EXPECTED, 1))


def test_that_the_lease_is_taken_over_after_its_holder_died(engine: Engine, other_engine: Engine) -> None:
    now = [LATE - DAY]
    one, other = steward_on(engine, now, "a"), steward_on(other_engine, now, "b")
    assert one.round().leading
    fill(engine)
    now[0] = LATE - DAY + 90 * SECOND - 1
    assert not other.round().leading
    # From here on the first is never heard of again.
    now[0] += 1
    assert other.round().leading
    assert lease_holder(engine, "steward") == ("b", now[0] + 90 * SECOND)
    assert not one.round().leading
    now[0] = LATE
    assert other.round().done["overdue"] == 3


def test_that_a_lease_given_back_is_free_at_once(engine: Engine, other_engine: Engine) -> None:
    one, other = steward_on(engine, LATE, "a"), steward_on(other_engine, LATE, "b")
    assert one.round().leading
    one.release()
    assert other.round().leading


def test_that_by_the_databases_own_clock_it_works_too(engine: Engine) -> None:
    told = Told()
    committed = []
    steward = Steward(engine, "a", 30, told, committed=lambda: committed.append(1))
    add(engine, case_at(1, severity="major", opened_at=T0, deadline_at=None))
    assert steward.round().leading
    assert committed == []  # what happened long ago is left alone
    now = read_now(engine)
    add(engine, case_at(2, severity="major", opened_at=now - HOUR, deadline_at=None, changed_at=now - HOUR))
    assert steward.round().done == {"major": 1}
    assert (committed, told.events[-1][0]) == ([1], "command_done")


# -- settings and officers ---------------------------------------------------------------------------
def test_that_changed_settings_hold_from_the_next_round_on(engine: Engine) -> None:
    fill(engine)
    set_steward(engine, overdue_minutes=None, remind_percent=[])
    steward = steward_on(engine, LATE)
    assert steward.round().done == {"resume": 3, "major": 3}
    set_steward(engine, remind_percent=[])
    assert steward.round().done == {"overdue": 3}
    set_steward(engine, overdue_minutes=-1)
    with pytest.raises(BadInput, match="settings_wrong"):
        steward.round()


def test_that_settings_are_read_once_while_nothing_changes(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Engine] = []

    def reading(found: Engine) -> Opened:
        read.append(found)
        return opened(found)

    monkeypatch.setattr("console.steward.opened", reading)
    now = [LATE]
    steward = steward_on(engine, now)
    for _ in range(3):
        steward.round()
    assert len(read) == 1
    now[0] += HOUR
    steward.round()
    assert len(read) == 2
    now[0] -= 2 * HOUR  # a clock that was set back
    steward.round()
    assert len(read) == 3


@pytest.mark.parametrize("changes", [{"active": False}, {"roles": frozenset({"duty_officer"})}], ids=["off", "another"])
def test_that_nothing_is_tried_without_the_programs_own_officer(engine: Engine, changes: dict[str, Any]) -> None:
    fill(engine)
    BulkWriter(engine).put([replace(STEWARD, **changes)])
    with pytest.raises(Refused, match="steward_no_officer"):
        steward_on(engine, LATE).round()
    assert acts(engine) == Counter()
    BulkWriter(engine).put([STEWARD])
    assert steward_on(engine, LATE).round().acted


def test_that_a_database_without_it_says_so(engine: Engine) -> None:
    run(engine, "delete from officer where code = 'steward'")
    with pytest.raises(Refused, match="steward_no_officer"):
        steward_on(engine, LATE).round()


def test_that_a_program_with_another_state_machine_does_nothing(engine: Engine) -> None:
    fill(engine)
    publish_lifecycle(engine, "another")
    with pytest.raises(Refused, match="lifecycle_differs"):
        steward_on(engine, LATE).round()
    assert lease_holder(engine, "steward") is None


def test_that_old_rows_are_dropped_once_an_hour(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [LATE]
    steward = steward_on(engine, now)
    future = read_now(engine) + 400 * DAY
    put_command(engine, "k1")
    now[0] = future
    assert steward.round().pruned == {"command": 1}
    put_command(engine, "k2")
    now[0] += HOUR - 1
    assert steward.round().pruned == {}
    assert commands(engine) == {"k2"}
    now[0] += 1
    assert steward.round().pruned == {"command": 1}


# -- every act beside a feed -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("resume", {"note": "steward-resumed"}),
        ("remind", {"note": "steward-remind percent=75"}),
        ("supervise", {"owner_code": "fire", "due": "2025-09-25 10:00", "reason": "steward-overdue"}),
    ],
)
def test_that_the_programs_acts_reach_every_board(engine: Engine, verb: str, fields: dict[str, str]) -> None:
    fill(engine, 1)
    command = ActOnCase("k1", STEWARD.code, "steward", LATE, "c0", verb, 1, "in_progress", fields)
    seen = verify_command(engine, command, RULES)
    assert seen.after["c0"].changed_by == STEWARD.code
    assert seen.outcome.version == 2


def test_that_it_may_do_nothing_else(engine: Engine) -> None:
    fill(engine, 1)
    others = [verb for verb in shipped_lifecycle().verbs() if verb not in ("resume", "remind", "supervise")]
    for nth, verb in enumerate(others):
        command = ActOnCase(f"k{nth}", STEWARD.code, "steward", LATE, "c0", verb, 1, "in_progress", {})
        outcome = execute(command, lambda: SqlUnitOfWork(engine), RULES)
        assert outcome.kind == "refused", verb


def test_that_a_stop_in_the_middle_leaves_the_rest_for_the_next(engine: Engine, database_url: str) -> None:
    fill(engine)
    going = threading.Event()
    going.set()
    steward = steward_on(engine, LATE)
    steward._committed = going.clear
    assert sum(steward.round(going.is_set).done.values()) == 1
    own = Steward(open_engine(database_url), "b", 30, Told(), clock=lambda: LATE, own=True)
    assert not own.round().leading
    steward.release()
    assert sum(own.round().done.values()) == 11
    own.rest()
