"""The demonstration's roster: somebody always on duty and leading, whenever it is made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.rules import qualifications_of, shifts_of
from models.demo.roster import LEADERS, DemoRoster, demo_roster
from models.demo.street import demo_street
from models.domain.calendar import shipped_calendar
from models.domain.instant import DAY, HOUR, Instant, to_local
from models.domain.roster import Roster, Standing, checked_items
from models.domain.roster_conflicts import ConflictKind, conflicts
from models.store.info import new_info
from tests.helpers.records import SHANGHAI, T0

INFO = new_info("i", "demo", T0)
SHIFTS = shifts_of(INFO)
NOWS = st.integers(T0 - 400 * DAY, T0 + 400 * DAY)


def made(now: Instant, seed: int = 7) -> DemoRoster:
    return demo_roster(now, SHANGHAI, seed, SHIFTS, shipped_calendar())


def roster(now: Instant) -> Roster:
    found = made(now)
    return Roster(SHIFTS, SHANGHAI, found.days, found.qualifications)


@given(NOWS)
def test_that_the_single_seats_officer_leads_when_it_is_made(now: Instant) -> None:
    leader = roster(now).leader(now)
    assert leader is not None
    assert leader.officer_code == LEADERS[0]


@given(NOWS)
def test_that_nothing_is_wrong_around_it_but_a_card_that_runs_out_later(now: Instant) -> None:
    found, today = roster(now), to_local(now, SHANGHAI).date()
    found_wrong = conflicts(found, today - timedelta(days=14), today + timedelta(days=28))
    assert {one.kind for one in found_wrong} == {ConflictKind.EXPIRED}
    assert all(one.day > today for one in found_wrong)


def test_that_somebody_is_stand_by_away_at_the_window_and_stationed() -> None:
    found = roster(T0)
    there = [entry for hour in range(0, 48) for entry in found.at(T0 - DAY + hour * HOUR).values()]
    assert {entry.item.standing for entry in there} == set(Standing)
    assert {entry.item.post for entry in there} == {"shift_leader", "duty_officer", "window", "stationed", ""}
    assert found.standing(T0, Standing.LEAVE)


@pytest.mark.parametrize("seed", [1, 20171024])
def test_that_it_names_officers_shifts_and_kinds_that_are_there(seed: int) -> None:
    found = made(T0, seed)
    officers = {officer.code for officer in demo_street(seed).officers}
    assert {day.officer_code for day in found.days} <= officers
    assert {card.officer_code for card in found.qualifications} <= officers
    assert {card.kind for card in found.qualifications} <= {kind.code for kind in qualifications_of(INFO)}
    assert all(checked_items(day.items, SHIFTS) == day.items for day in found.days)
    assert made(T0, seed) == found, "the same seed gives the same roster"
