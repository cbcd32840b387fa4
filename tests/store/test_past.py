"""Past instants: cases and figures as known then, against a naive count over every version."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from models.domain.case import LogEntry
from models.domain.instant import DAY, HOUR, MINUTE
from models.queries.cases_at import Timed, cases_known, open_cases, open_cases_at, open_cases_between
from models.queries.figures_sql import figures_sql
from models.store.rows import log_row
from models.store.tables import case_log
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import CATEGORY, T0
from tests.store.making import add, case_at, imported, touch
from tests.store.past import essence, make_past
from tests.store.test_unit_of_work import ENTRY


@pytest.mark.parametrize("seed", [1, 2])
def test_that_cases_and_figures_are_those_known_then(engine: Engine, seed: int) -> None:
    past = make_past(engine, seed, 150)
    chance = random.Random(seed)
    instants = [T0 - 200 * HOUR, T0, past.last, past.last + DAY]
    instants += [chance.randrange(T0 - 100 * HOUR, past.last) for _ in range(12)]
    # On the very instant of an act, and just before it.
    acted = [version.changed_at for versions in past.acts.values() for version in versions]
    instants += [at - before for at in chance.sample(acted, 6) for before in (0, 1)]
    with engine.connect() as connection, connection.begin():
        for at in instants:
            known = {essence(case) for case in past.at(at).values() if case.is_open}
            assert {essence(case) for case in open_cases_at(connection, at)} == known
            assert figures_sql(connection, at) == past.figures(at)


@pytest.mark.parametrize("seed", [3])
def test_that_a_clock_running_on_meets_what_was_foreseen(engine: Engine, seed: int) -> None:
    """Without any act between, the cases in sight at a past instant give every later instant until the horizon."""
    past = make_past(engine, seed, 40)
    start = past.last + HOUR
    with engine.connect() as connection, connection.begin():
        foreseen = list(open_cases_between(connection, start, start + 7 * DAY))
        for hours in range(0, 7 * 24, 5):
            at = start + hours * HOUR
            there = {t.case.id for t in foreseen if (t.appears_at or 0) <= at and (t.ends_at is None or at < t.ends_at)}
            assert there == {case.id for case in open_cases_at(connection, at)}


def test_that_the_present_needs_no_instant(engine: Engine) -> None:
    add(engine, case_at(1), case_at(2, state="closed", ended_at=T0), case_at(3, opened_at=T0 + 10**15))
    with engine.connect() as connection, connection.begin():
        assert {case.id for case in open_cases(connection)} == {"c1", "c3"}


def test_that_imported_cases_follow_opening_and_end(engine: Engine) -> None:
    add(
        engine,
        imported(1, state="closed", ended_at=T0 + HOUR, department_code="D1", handled_at=T0 + HOUR),
        imported(2, state="closed", ended_at=T0 + HOUR),
        imported(3, state="closed"),
        imported(4, state="closed", ended_at=T0 - HOUR),
        imported(5, opened_at=T0 + HOUR, state="closed", ended_at=T0 + 3 * HOUR),
        imported(6, opened_at=T0 + 9 * HOUR),
        imported(7, opened_at=T0 + HOUR, state="closed", ended_at=T0 + MINUTE),
    )
    with engine.connect() as connection, connection.begin():
        found = {timed.case.id: timed for timed in open_cases_between(connection, T0, T0 + 2 * HOUR)}
    assert set(found) == {"c1", "c2", "c5"}
    assert (found["c1"].case.state, found["c2"].case.state) == ("dispatched", "reported")
    assert (found["c1"].case.ended_at, found["c1"].case.handled_at) == (None, None)
    assert (found["c1"].appears_at, found["c1"].ends_at) == (None, T0 + HOUR)
    assert (found["c5"].appears_at, found["c5"].ends_at) == (T0 + HOUR, T0 + 3 * HOUR)


def test_that_a_case_opened_and_acted_on_later_appears_at_its_opening(engine: Engine) -> None:
    add(engine, case_at(1, opened_at=T0 + HOUR, changed_at=T0 + HOUR))
    with SqlUnitOfWork(engine) as unit:
        unit.add_log(_entry("c1", 1, "report", "reported", T0 + HOUR))
        unit.add_log(_entry("c1", 2, "decline", "declined", T0 + 2 * HOUR))
        unit.commit()
    touch(engine, "c1", state="declined", ended_at=T0 + 2 * HOUR, changed_at=T0 + 2 * HOUR)
    with engine.connect() as connection, connection.begin():
        (timed,) = open_cases_between(connection, T0, T0 + DAY)
        assert (timed.appears_at, timed.ends_at) == (T0 + HOUR, T0 + 2 * HOUR)
        assert timed.case.state == "reported"
        assert list(open_cases_at(connection, T0)) == []


def _entry(case_id: str, version: int, verb: str, to_state: str, at: int, **fields: str) -> LogEntry:
    return replace(
        ENTRY, id=f"{case_id}:{version}", case_id=case_id, version=version, verb=verb, to_state=to_state,
        occurred_at=at, fields=fields,
    )  # fmt: skip


def test_that_named_cases_are_known_with_some_tolerance(engine: Engine) -> None:
    add(engine, case_at(1), case_at(2), imported(3, opened_at=T0 + DAY))
    with SqlUnitOfWork(engine) as unit:
        for case_id in ("c1", "c2"):
            unit.add_log(_entry(case_id, 1, "report", "reported", T0))
            unit.add_log(_entry(case_id, 2, "file", "filed", T0 + HOUR))
        unit.commit()
    touch(engine, "c1", state="filed", changed_at=T0 + HOUR)
    touch(engine, "c2", state="filed", changed_at=T0 + 50 * HOUR)
    with engine.connect() as connection, connection.begin():
        known = {t.case.id: t for t in cases_known(connection, ["c1", "c2", "c3", "none"], T0, 2 * HOUR)}
    assert {case_id: timed.case.state for case_id, timed in known.items()} == {
        "c1": "filed", "c2": "reported", "c3": "reported",
    }  # fmt: skip
    assert known["c3"] == Timed(known["c3"].case, T0 + DAY, None)


@pytest.mark.parametrize(
    ("fields", "category"), [({}, "now"), ({"category_code": "then"}, "then"), ({"category_code": ""}, None)]
)
def test_that_an_imported_category_is_the_one_known_then(
    engine: Engine, fields: dict[str, str], category: str | None
) -> None:
    add(engine, imported(1, limit_text="old"))
    with engine.begin() as connection:
        connection.execute(case_log.insert(), log_row(_entry("c1", 1, "import", "reported", T0, **fields)))
    touch(engine, "c1", logged=1, changed_at=T0 + HOUR, category_code="now", standard_code="s", limit_text="new")
    with engine.connect() as connection, connection.begin():
        (case,) = open_cases_at(connection, T0 + MINUTE)
        assert figures_sql(connection, T0 + MINUTE).without_category == (category is None)
    assert (case.category_code, case.standard_code, case.limit_text) == (category, None, None)
    assert ("without_category" in case.marks) == (category is None)


def test_that_a_filing_since_replaced_shows_its_own_standard(engine: Engine) -> None:
    add(engine, case_at(1))
    with SqlUnitOfWork(engine) as unit:
        unit.add_log(_entry("c1", 1, "report", "reported", T0))
        unit.add_log(_entry("c1", 2, "file", "filed", T0 + 1, standard_code=f"{CATEGORY.code}-1"))
        unit.add_log(_entry("c1", 3, "file", "filed", T0 + 3, standard_code="other"))
        unit.commit()
    touch(engine, "c1")
    touch(engine, "c1", standard_code="other", category_code="other-c", changed_at=T0 + 3)
    with engine.connect() as connection, connection.begin():
        (then,) = open_cases_at(connection, T0 + 2)
        (now,) = open_cases_at(connection, T0 + 3)
    assert (then.standard_code, then.category_code) == (f"{CATEGORY.code}-1", CATEGORY.code)
    assert then.limit_text == "4 urgent_hour"
    assert (now.standard_code, now.category_code) == ("other", "other-c")
