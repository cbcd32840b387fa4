"""A lease has one holder at a time; the database's clock decides; a dead holder's runs out."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from models.domain.errors import Refused
from models.domain.instant import MINUTE, SECOND
from models.store.info import publish_lifecycle, read_now
from models.store.lease import lease_holder, release_lease, take_lease
from tests.helpers.records import T0
from tests.store.making import changes_of
from tests.store.test_racing import together


def test_that_only_one_holds_it_until_it_runs_out(engine: Engine) -> None:
    assert lease_holder(engine, "steward") is None
    assert take_lease(engine, "steward", "a", MINUTE, T0)
    assert not take_lease(engine, "steward", "b", MINUTE, T0 + MINUTE - 1)
    assert lease_holder(engine, "steward") == ("a", T0 + MINUTE)
    assert take_lease(engine, "steward", "b", MINUTE, T0 + MINUTE)
    assert not take_lease(engine, "steward", "a", MINUTE, T0 + MINUTE + 1)
    assert lease_holder(engine, "steward") == ("b", T0 + 2 * MINUTE)


def test_that_its_holder_renews_it(engine: Engine) -> None:
    assert take_lease(engine, "steward", "a", MINUTE, T0)
    assert take_lease(engine, "steward", "a", MINUTE, T0 + 50 * SECOND)
    assert not take_lease(engine, "steward", "b", MINUTE, T0 + 70 * SECOND)


def test_that_given_back_it_is_free_at_once_and_only_ones_own_is_given_back(engine: Engine) -> None:
    assert take_lease(engine, "steward", "a", MINUTE, T0)
    assert not release_lease(engine, "steward", "b")
    assert release_lease(engine, "steward", "a")
    assert not release_lease(engine, "steward", "a")
    assert take_lease(engine, "steward", "b", MINUTE, T0)
    assert take_lease(engine, "other work", "a", MINUTE, T0)


def test_that_the_databases_clock_decides(engine: Engine) -> None:
    before = read_now(engine)
    assert take_lease(engine, "steward", "a", MINUTE)
    found = lease_holder(engine, "steward")
    assert found is not None
    assert before + MINUTE - SECOND <= found[1] <= read_now(engine) + MINUTE
    assert not take_lease(engine, "steward", "b", MINUTE)
    # A lease that ran out long ago, by that same clock.
    assert take_lease(engine, "old", "a", MINUTE, before - 2 * MINUTE)
    assert take_lease(engine, "old", "b", MINUTE)


def test_that_of_many_who_ask_at_once_one_gets_it(engine: Engine, other_engine: Engine) -> None:
    engines = (engine, other_engine)
    for nth in range(10):
        now = T0 + nth * MINUTE

        def ask(number: int, now: int = now) -> str:
            return str(take_lease(engines[number % 2], "steward", f"h{now}-{number}", MINUTE, now))

        assert together(ask, 4) == ["False", "False", "False", "True"]


def test_that_no_console_hears_of_it(engine: Engine) -> None:
    take_lease(engine, "steward", "a", MINUTE)
    release_lease(engine, "steward", "a")
    assert changes_of(engine, "lease") == []


def test_that_a_program_with_another_state_machine_does_not_get_it(engine: Engine) -> None:
    publish_lifecycle(engine, "another")
    with pytest.raises(Refused, match="lifecycle_differs"):
        take_lease(engine, "steward", "a", MINUTE)
    assert lease_holder(engine, "steward") is None
