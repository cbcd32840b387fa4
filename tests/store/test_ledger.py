"""The ledger's pages, groups, counts and streams, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from models.domain.case import State
from models.queries.ledger import (
    STATES_OF,
    Group,
    LedgerFilter,
    ledger_all,
    ledger_among,
    ledger_counts,
    ledger_page,
    place_of,
)
from tests.helpers.records import T0
from tests.store.making import add, case_at, imported


def fill(engine: Engine) -> None:
    """Seven cases, three of them opened at one instant."""
    add(
        engine,
        case_at(1, opened_at=T0),
        imported(2, opened_at=T0 + 1, state="closed", ended_at=T0 + 5),
        imported(3, opened_at=T0 + 1, state="declined", ended_at=T0 + 5),
        case_at(4, opened_at=T0 + 1, title="100% full", address="12 Elm Street"),
        imported(5, opened_at=T0 + 2, state="assessed", ended_at=T0 + 5, description="on elm street"),
        imported(6, opened_at=T0 + 3, state="void", ended_at=T0 + 5),
        case_at(7, opened_at=T0 + 4, state="filed"),
    )


NEWEST_FIRST = ["c7", "c6", "c5", "c2", "c3", "c4", "c1"]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_that_pages_put_together_are_every_case_once_newest_first(engine: Engine, limit: int) -> None:
    fill(engine)
    wanted, after = LedgerFilter(), None
    found: list[str] = []
    with engine.connect() as connection:
        while page := ledger_page(connection, wanted, after, limit):
            assert len(page) <= limit
            found.extend(case.id for case in page)
            after = place_of(page[-1])
        assert [case.id for case in ledger_all(connection, wanted)] == found == NEWEST_FIRST


@pytest.mark.parametrize(
    ("text", "group", "found"),
    [
        ("", Group.OPEN, ["c7", "c4", "c1"]), ("", Group.CLOSED, ["c5", "c2"]), ("", Group.DECLINED, ["c6", "c3"]),
        ("ELM street", Group.ALL, ["c5", "c4"]), ("elm 12", Group.ALL, ["c4"]), ("elm", Group.CLOSED, ["c5"]),
        ("100%", Group.OPEN, ["c4"]), ("_", Group.ALL, []), ("T-6", Group.ALL, ["c6"]), ("T-6", Group.OPEN, []),
    ],
)  # fmt: skip
def test_that_words_and_group_narrow_pages_streams_and_named_cases_alike(
    engine: Engine, text: str, group: Group, found: list[str]
) -> None:
    fill(engine)
    wanted = LedgerFilter(text, group)
    with engine.connect() as connection:
        assert [case.id for case in ledger_page(connection, wanted)] == found
        assert [case.id for case in ledger_all(connection, wanted)] == found
        assert [case.id for case in ledger_among(connection, wanted, [*NEWEST_FIRST, "none"])] == found
        assert ledger_counts(connection, text)[group] == len(found)


def test_that_the_counts_are_those_of_all_groups(engine: Engine) -> None:
    with engine.connect() as connection:
        assert ledger_counts(connection) == dict.fromkeys(Group, 0)
    fill(engine)
    with engine.connect() as connection:
        assert ledger_counts(connection) == {
            Group.ALL: 7, Group.OPEN: 3, Group.CLOSED: 2, Group.DECLINED: 2,
        }  # fmt: skip


def test_that_a_merged_case_is_in_the_ledger_but_not_open(engine: Engine) -> None:
    add(engine, case_at(1), case_at(2, parent_id="c1", opened_at=T0 - 1))
    with engine.connect() as connection:
        assert ledger_counts(connection) == {Group.ALL: 2, Group.OPEN: 1, Group.CLOSED: 0, Group.DECLINED: 0}
        assert [case.id for case in ledger_page(connection, LedgerFilter(group=Group.OPEN))] == ["c1"]
        assert [case.id for case in ledger_page(connection, LedgerFilter())] == ["c1", "c2"]


def test_that_more_ids_than_fit_one_question_are_all_asked_for(engine: Engine) -> None:
    add(engine, *(case_at(nth, opened_at=T0 + nth) for nth in range(450)))
    with engine.connect() as connection:
        found = ledger_among(connection, LedgerFilter(), [f"c{nth}" for nth in range(450)])
    assert [case.id for case in found] == [f"c{nth}" for nth in reversed(range(450))]


def test_that_every_state_has_its_group() -> None:
    groups = [STATES_OF[group] for group in (Group.OPEN, Group.CLOSED, Group.DECLINED)]
    assert frozenset().union(*groups) == STATES_OF[Group.ALL] == frozenset(State)
    assert sum(map(len, groups)) == len(State)
