"""What is wrong with a roster: gaps, collisions, cards."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.domain.instant import MINUTE
from models.domain.roster import Roster, Standing
from models.domain.roster_conflicts import Conflict, ConflictKind, conflicts
from tests.helpers.rosters import LEADS, MONDAY, OFFICE, at, card, cell, roster
from tests.unit.test_roster import LONG, TUESDAY, rosters


def kinds(found: Roster, days: int = 1) -> list[str]:
    return [one.kind.value for one in conflicts(found, MONDAY, MONDAY + timedelta(days=days - 1))]


def test_that_an_empty_day_is_one_gap() -> None:
    (gap,) = conflicts(roster(), MONDAY, TUESDAY)
    assert gap == Conflict(ConflictKind.NOBODY, MONDAY, at(MONDAY, "00:00"), at(TUESDAY + timedelta(days=1), "00:00"))
    assert conflicts(roster(shifts=(OFFICE,)), MONDAY, TUESDAY) == (), "no rota, no gap"


def test_that_a_shift_without_leader_is_told_apart_from_one_with_nobody() -> None:
    found = roster(cell("a", MONDAY, "early"), cell("b", MONDAY, "night shift_leader"))
    assert [(one.kind, one.start, one.end) for one in conflicts(found, MONDAY, MONDAY)] == [
        (ConflictKind.NO_LEADER, at(MONDAY, "08:00"), at(MONDAY, "16:00")),
        (ConflictKind.NOBODY, at(MONDAY, "16:00"), at(TUESDAY, "00:00")),
    ]


def test_that_stand_by_and_absence_fill_no_gap() -> None:
    filled = (cell("b", MONDAY, "late shift_leader"), cell("c", MONDAY, "night shift_leader"))
    assert kinds(roster(cell("a", MONDAY, LEADS), *filled)) == []
    assert kinds(roster(cell("a", MONDAY, "early shift_leader stand_by"), *filled)) == ["nobody"]
    assert kinds(roster(cell("a", MONDAY, LEADS, "leave"), *filled)) == ["away", "nobody"]


def test_that_two_shifts_at_once_and_leave_beside_duty_are_named_with_both() -> None:
    found = roster(cell("a", MONDAY, "early", "office window"), cell("b", MONDAY, "late", "training"))
    named = [one for one in conflicts(found, MONDAY, MONDAY) if one.officer_code]
    assert [(one.kind, one.officer_code, one.slot, one.other_slot) for one in named] == [
        (ConflictKind.TWICE, "a", "early", "office"),
        (ConflictKind.AWAY, "b", "late", "training"),
    ]
    assert (named[0].start, named[0].end) == (at(MONDAY, "08:30"), at(MONDAY, "16:00"))
    assert "away" not in kinds(roster(cell("a", MONDAY, "leave", "training")))
    assert "twice" not in kinds(roster(cell("a", MONDAY, "early", "late")))


def test_that_a_night_that_runs_into_leave_is_found_on_the_day_of_leave() -> None:
    found = roster(cell("a", MONDAY, "long"), cell("a", TUESDAY, "leave"), shifts=(LONG,))
    assert [one.day for one in conflicts(found, TUESDAY, TUESDAY) if one.kind is ConflictKind.AWAY] == [TUESDAY]
    assert [one for one in conflicts(found, MONDAY, MONDAY) if one.kind is ConflictKind.AWAY] == []


def test_that_a_card_that_is_not_valid_on_a_working_day_is_named_once() -> None:
    cards = (card("a", "enforcement", MONDAY), card("a", "special", None), card("b", "enforcement", MONDAY, held=False))
    days = [MONDAY + timedelta(days=number) for number in range(4)]
    found = roster(*(cell(code, day, "early") for code in "ab" for day in days), cards=cards)
    (expired,) = (one for one in conflicts(found, MONDAY, days[-1]) if one.kind is ConflictKind.EXPIRED)
    assert (expired.officer_code, expired.day, expired.card) == ("a", TUESDAY, cards[0])
    resting = roster(cell("a", TUESDAY, "leave"), cell("a", MONDAY, "early"), cards=cards)
    assert not [one for one in conflicts(resting, TUESDAY, TUESDAY) if one.kind is ConflictKind.EXPIRED]


@given(rosters(), st.integers(0, 24 * 60 - 1))
def test_that_a_minute_lies_in_a_gap_just_when_nobody_or_no_leader_is_there(found: Roster, minute: int) -> None:
    now = at(MONDAY, "00:00") + minute * MINUTE
    gaps = [one.kind for one in conflicts(found, MONDAY, MONDAY) if not one.officer_code and one.start <= now < one.end]
    nobody = not found.standing(now, Standing.DUTY)
    no_leader = not nobody and found.leader(now) is None
    assert gaps == ([ConflictKind.NOBODY] if nobody else [ConflictKind.NO_LEADER] if no_leader else [])
