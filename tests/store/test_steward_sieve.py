"""The database's sieve finds every order that the plain model finds, and reads only through its indexes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event, text

from models.commands.entries import entry_of
from models.domain.case import Case, LogEntry
from models.domain.deciding import Act
from models.domain.instant import DAY, HOUR, MINUTE, Instant
from models.queries.watched import outcomes_of, reference_changed, watched_cases
from models.steward.rules import Order, RuleBook, orders_of
from models.steward.watched import Watched
from models.store.bulk import BulkWriter
from models.store.engine import writing
from models.store.tables import change
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import DEPARTMENT, DUTY, T0, make_case
from tests.helpers.stewarding import all_watched, book_of
from tests.store.making import add, case_at, count, run, touch
from tests.store.test_pruning import put_command

ACT = Act("k", "return", {}, DUTY, "t", T0)
STATES = ("reported", "verified", "filed", "dispatched", "accepted_by_department", "in_progress", "handled", "checked",
          "closed", "void", "declined")  # fmt: skip


def found(engine: Engine, now: Instant, book: RuleBook) -> list[Watched]:
    with engine.connect() as connection, connection.begin():
        return watched_cases(connection, now, book.settings, book.reminders)


def orders(cases: list[Watched], now: Instant, book: RuleBook) -> dict[str, Order]:
    made = [order for case in cases for order in orders_of(case, now, book) if isinstance(order, Order)]
    ids = {order.command_id(): order for order in made}
    assert len(ids) == len(made), "a case was found twice"
    return ids


def invented(nth: int, chance: random.Random) -> tuple[Case, list[LogEntry]]:
    """A case with anything in its facts, and the returns in its log."""

    def moment(days: float = 3) -> Instant:
        return T0 + chance.randint(int(-days * 24 * 60), int(days * 24 * 60)) * MINUTE

    state = chance.choice(STATES)
    filed = chance.choice((None, moment()))
    case = make_case(
        id=f"c{nth:04}", number=f"T-{nth}", state=state, severity=chance.choice(("general", "general", "major")),
        department_code=chance.choice((None, "D1", "D2")), opened_at=moment(20), filed_at=filed,
        deadline_at=chance.choice((None, moment(12))), due_at=None,
        limit_text=chance.choice((None, "4 working_hour", "2 urgent_day")),
        acknowledged_at=chance.choice((None, T0)), supervised=chance.choice((0, 0, 0, 1, 2)),
        suspended_until=chance.choice((None, None, None, moment())), logged=chance.choice((0, 1, 1, 1)),
        parent_id=chance.choice((None,) * 9 + ("p",)), category_code=chance.choice((None, "k1", "k2")),
        grid_code=chance.choice((None, *(f"g{grid}" for grid in range(40)))),
    )  # fmt: skip
    back = [moment(9) for _ in range(chance.choice((0, 0, 0, 1, 2, 3)))]
    log = [
        LogEntry(f"{case.id}:{n}", case.id, n, "return" if n % 4 else "note", None, state, "duty", "t", at, at, None,
                 None, None, None, {}, None)
        for n, at in enumerate(back, start=1)
    ]  # fmt: skip
    return case, log


@pytest.mark.parametrize("seed", [1, 2])
def test_that_the_sieve_misses_nothing_that_the_plain_model_finds(engine: Engine, seed: int) -> None:
    chance = random.Random(seed)
    made = [invented(nth, chance) for nth in range(500)]
    cases, log = [case for case, _ in made], [entry for _, entries in made for entry in entries]
    add(engine, *cases)
    with SqlUnitOfWork(engine) as unit:
        for entry in log:
            unit.add_log(entry)
        unit.commit()
    seen: set[str] = set()
    for book in (
        book_of(),
        book_of(overdue_minutes=300, stage_overdue_minutes=3_000, repeated_times=5, returned_times=3),
    ):
        for now in (T0 - 2 * DAY, T0 - HOUR, T0, T0 + 5 * HOUR, T0 + 2 * DAY, T0 + 8 * DAY):
            wanted = orders(all_watched(cases, log, now, book.settings), now, book)
            got = orders(found(engine, now, book), now, book)
            assert got.keys() == wanted.keys()
            assert {key: replace(order, case=wanted[key].case) for key, order in got.items()} == wanted
            seen |= {order.rule for order in got.values()}
    assert seen == {"resume", "remind-75", "remind-90", "major", "overdue", "returned", "repeated"}


def test_that_rules_turned_off_find_nothing(engine: Engine) -> None:
    add(engine, *(case_at(nth, category_code="k", grid_code="g", deadline_at=None) for nth in range(4)))
    off = book_of(
        returned_times=None,
        repeated_times=None,
        overdue_minutes=None,
        stage_overdue_minutes=None,
        acknowledge_minutes=None,
    )
    add(engine, case_at(9, severity="major", deadline_at=None))
    assert found(engine, T0 + HOUR, off) == []
    # The major case, opened at the same instant, is of no kind and in no grid.
    assert sorted((one.id, one.repeats) for one in found(engine, T0 + HOUR, book_of())) == [("c3", 4), ("c9", 0)]


def test_that_a_case_with_more_than_one_reason_is_found_once(engine: Engine) -> None:
    add(engine, *(case_at(nth, category_code="k", grid_code="g", severity="major") for nth in range(4)))
    with SqlUnitOfWork(engine) as unit:
        for version in (1, 2):
            entry = entry_of(None, make_case(id="c3", version=version), ACT)
            unit.add_log(replace(entry, verb="return", occurred_at=T0))
        unit.commit()
    cases = found(engine, T0 + HOUR, book_of())
    assert sorted((one.id, one.repeats, one.returns) for one in cases) == [
        ("c0", 0, 0), ("c1", 0, 0), ("c2", 0, 0), ("c3", 4, 2),
    ]  # fmt: skip


def test_that_no_table_of_cases_is_read_whole(sqlite_engine: Engine) -> None:
    """By SQLite's own plan of every statement that a look makes."""
    add(sqlite_engine, *(case_at(nth, category_code="k", grid_code="g") for nth in range(50)))
    with writing(sqlite_engine.connect()) as connection, connection.begin():
        connection.execute(text("analyze"))
    statements: list[tuple[str, object]] = []

    def keep(connection: object, cursor: object, statement: str, parameters: object, *rest: object) -> None:
        statements.append((statement, parameters))

    event.listen(sqlite_engine, "before_cursor_execute", keep)
    found(sqlite_engine, T0 + HOUR, book_of())
    event.remove(sqlite_engine, "before_cursor_execute", keep)
    assert len(statements) >= 6
    plans = []
    with sqlite_engine.connect() as connection:
        for statement, parameters in statements:
            plan = connection.exec_driver_sql(f"explain query plan {statement}", parameters)  # type: ignore[arg-type]
            plans += [row[3] for row in plan]
    assert [line for line in plans if line.startswith(("SCAN incident", "SCAN case_log"))] == []
    assert {name for name in INDEXES if any(f"INDEX {name}" in line for line in plans)} == set(INDEXES)


INDEXES = ("ix_incident_open_deadline", "ix_incident_alarming", "ix_incident_suspended_until", "ix_case_log_returned",
           "ix_incident_opened_at")  # fmt: skip


def test_that_outcomes_are_found_by_id(engine: Engine) -> None:
    for nth in range(3):
        put_command(engine, f"k{nth}")
    run(engine, "update command set outcome = 'stale' where id = 'k1'")
    with engine.connect() as connection:
        ids = [f"k{nth}" for nth in (0, 1, *range(5, 900))]
        assert outcomes_of(connection, ids) == {"k0": "done", "k1": "stale"}
        assert outcomes_of(connection, ()) == {}


def test_that_a_change_of_reference_records_is_noticed(engine: Engine) -> None:
    with engine.connect() as connection:
        newest, changed = reference_changed(connection, 0)
    assert (newest, changed) == (count(engine, change), True)
    add(engine, case_at(1))
    touch(engine, "c1", title="x")
    with engine.connect() as connection:
        newest, changed = reference_changed(connection, newest)
    assert not changed
    BulkWriter(engine).put([replace(DEPARTMENT, phone="1")])
    with engine.connect() as connection:
        assert reference_changed(connection, newest)[1]
    run(engine, "delete from change")
    with engine.connect() as connection:
        assert reference_changed(connection, newest) == (0, False)
