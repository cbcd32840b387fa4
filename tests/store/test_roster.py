"""The roster on both databases: every command reaches every console, two editors never both win."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from models.commands.roster import (
    ClearShift,
    CopyWeek,
    DropQualification,
    ImportRoster,
    RosterCommand,
    RosterOutcome,
    SetQualification,
    SetShift,
)
from models.commands.roster_acts import execute_roster
from models.domain.roster import Roster
from models.feed.core import FeedCore
from models.feed.feed import make_source
from models.queries.reference import RosterRecords, reference_data, roster_records
from models.store import schema, tables
from models.store.bulk import BulkWriter
from models.store.info import read_info
from models.store.migrations.versions import v0008_roster
from models.store.records import DEFAULT_SETTINGS
from models.store.roster_tables import roster_day
from models.store.roster_unit import SqlRosterUnit
from tests.helpers.records import T0
from tests.helpers.rosters import AWAY, LEADS, MONDAY, READY, SHIFTS, WORKS, at, card, cell
from tests.store.making import changes_of, count, run
from tests.unit.test_roster_acts import CARD, NEXT, RULES


def verify_roster(engine: Engine, command: RosterCommand) -> RosterRecords:
    """Runs a command beside a feed: the feed tells of it, the ledger has it; the roster read anew."""
    source = make_source(engine, 0.0, time.monotonic_ns)
    core = FeedCore(source, time.monotonic_ns)
    source.open()
    try:
        core.begin()
        before = read(engine)
        outcome = execute_roster(command, lambda: SqlRosterUnit(engine), RULES)
        assert outcome.done, (outcome.key, dict(outcome.arguments))
        delta, _ = core.poll()
        assert delta is not None, "a command that changes nothing"
        after = read(engine)
        changed = {
            "roster_day": after.days != before.days,
            "qualification": after.qualifications != before.qualifications,
        }
        assert delta.reference_changed == {name for name, differs in changed.items() if differs}
        assert execute_roster(command, lambda: SqlRosterUnit(engine), RULES) == replace(outcome, repeated=True)
        assert core.poll()[0] is None, "sent twice, done twice"
    finally:
        source.close()
        source.dispose()
    with engine.connect() as connection:
        row = connection.execute(select(tables.command).where(tables.command.c.id == command.id)).one()
    assert (row.verb, row.outcome, row.actor_code, row.target_id) == (
        command.verb, "done", command.actor_code, outcome.target_id,
    )  # fmt: skip
    return after


def read(engine: Engine) -> RosterRecords:
    with engine.connect() as connection, connection.begin():
        return roster_records(connection)


def send(engine: Engine, command: RosterCommand) -> RosterOutcome:
    return execute_roster(command, lambda: SqlRosterUnit(engine), RULES)


def test_that_every_command_reaches_every_console(engine: Engine) -> None:
    who = ("shift", "desk-1", T0)
    one = verify_roster(engine, SetShift("k1", *who, "duty", MONDAY, (LEADS, READY), 0))
    assert [(r.id, r.items, r.version) for r in one.days] == [("duty|2025-09-22", (LEADS, READY), 1)]
    verify_roster(engine, SetShift("k2", *who, "fire", MONDAY, (AWAY,), 0))
    week = verify_roster(engine, CopyWeek("k3", *who, MONDAY, NEXT))
    assert [(r.id, r.items) for r in week.days][1] == ("duty|2025-09-29", (LEADS, READY))
    cleared = verify_roster(engine, ClearShift("k4", *who, "fire", MONDAY, 1))
    assert [(r.id, r.items, r.version) for r in cleared.days][-1] == ("fire|2025-09-22", (), 2)
    held = verify_roster(engine, SetQualification("k5", *who, CARD, 0))
    assert held.qualifications[0].valid_until == NEXT
    dropped = verify_roster(engine, DropQualification("k6", *who, "duty", "enforcement", 1))
    assert [(c.held, c.version) for c in dropped.qualifications] == [(False, 2)]
    days = {("works", MONDAY): (WORKS,), ("duty", MONDAY): (READY,)}
    imported = verify_roster(engine, ImportRoster("k7", *who, "a.csv", days, (replace(CARD, officer_code="fire"),)))
    assert (len(imported.days), len(imported.qualifications)) == (4, 2)
    found = Roster(SHIFTS, RULES.zone, imported.days, imported.qualifications)
    assert [e.officer_code for e in found.at(at(NEXT, "09:00")).values()] == ["duty"]
    with engine.connect() as connection:
        assert reference_data(connection).roster == imported


def test_that_a_command_that_changes_nothing_is_refused(engine: Engine) -> None:
    send(engine, SetShift("k1", "shift", "d", T0, "duty", MONDAY, (LEADS,), 0))
    before = changes_of(engine, "roster_day")
    assert send(engine, SetShift("k2", "shift", "d", T0, "duty", MONDAY, (LEADS,), 1)).key == "roster_unchanged"
    with pytest.raises(AssertionError, match="roster_unchanged"):
        verify_roster(engine, ClearShift("k3", "shift", "d", T0, "duty", NEXT, 0))
    assert changes_of(engine, "roster_day") == before


def test_that_of_two_seats_racing_for_a_day_one_is_told_of_the_other(engine: Engine, other_engine: Engine) -> None:
    for nth in range(6):
        day = MONDAY + timedelta(days=nth)
        start = threading.Barrier(2)
        outcomes: list[RosterOutcome] = []
        seats = [
            threading.Thread(target=_race, args=(start, outcomes, seat, SetShift(
                f"r{nth}-{name}", "shift", name, T0, "duty", day, (entry,), 0)))
            for name, seat, entry in (("one", engine, LEADS), ("two", other_engine, READY))
        ]  # fmt: skip
        for seat in seats:
            seat.start()
        for seat in seats:
            seat.join()
        assert sorted(outcome.kind for outcome in outcomes) == ["done", "stale"]
        stored = next(record for record in read(engine).days if record.day == day)
        assert stored.version == 1


def _race(start: threading.Barrier, outcomes: list[RosterOutcome], engine: Engine, command: SetShift) -> None:
    start.wait()
    outcomes.append(send(engine, command))


@pytest.mark.parametrize("change", [lambda day: replace(day, version=0), lambda day: replace(day, version=-1)])
def test_that_no_impossible_version_gets_in(engine: Engine, change: Callable[[object], object]) -> None:
    with SqlRosterUnit(engine) as unit, pytest.raises(DBAPIError):
        unit.put_roster_day(change(cell("duty", MONDAY, LEADS)), 0)  # type: ignore[arg-type]


def test_that_a_version_that_is_not_there_is_not_written(engine: Engine) -> None:
    with SqlRosterUnit(engine) as unit:
        assert not unit.put_roster_day(cell("duty", MONDAY, LEADS, version=3), 2)
        assert unit.put_qualification(card("duty", "enforcement", None), 0)
        assert not unit.put_qualification(card("duty", "enforcement", None), 0)
        assert unit.qualification("duty|enforcement") == card("duty", "enforcement", None)
        assert unit.locked_days([]) == {}


def test_that_a_whole_month_goes_in_at_once(engine: Engine) -> None:
    days = {
        (code, MONDAY + timedelta(days=number)): (WORKS,)
        for code in ("duty", "fire", "both", "works", "shift") for number in range(130)
    }  # fmt: skip
    command = ImportRoster("i", "shift", "cli", T0, "a.xlsx", days)
    assert send(engine, command).count == 650
    assert send(engine, replace(command, id="j")).count == 0
    assert count(engine, roster_day) == 650


def test_that_rosters_are_loaded_in_bulk_and_once(engine: Engine) -> None:
    day, held = cell("duty", MONDAY, LEADS, AWAY), card("duty", "enforcement", NEXT, since=MONDAY)
    assert BulkWriter(engine).ensure([day, held]) == 2
    assert BulkWriter(engine).put([day, held]) == 0
    assert read(engine) == RosterRecords((day,), (held,))


@pytest.mark.parametrize("changed", [False, True])
def test_that_an_upgrade_completes_shifts_that_nobody_changed(empty_engine: Engine, changed: bool) -> None:
    own = [{"name": "全天", "name_en": "All day", "from": "08:00", "to": "08:00"}]
    settings = {**DEFAULT_SETTINGS, "shifts": own if changed else v0008_roster.BEFORE}
    del settings["qualifications"]
    schema.upgrade(empty_engine, int(v0008_roster.down_revision))
    run(empty_engine, _INFO, settings=json.dumps(settings))
    schema.upgrade(empty_engine)
    found = read_info(empty_engine).settings
    assert found["shifts"] == (own if changed else DEFAULT_SETTINGS["shifts"])
    assert found["qualifications"] == DEFAULT_SETTINGS["qualifications"]
    assert count(empty_engine, roster_day) == 0


_INFO = (
    "insert into database_info (id, kind, street_code, place_name, place_name_en, zone, zone_declared, number_prefix, "
    "created_at, schema_version, lifecycle_digest, epoch, settings) values ('a', 'real', '', '', '', 'Asia/Shanghai', "
    "1, '', 1, 1, '', 'a', :settings)"
)
