"""The roster's grid in words: days shown, keys, what keys make of a day, cells."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.roster_cells import (
    days_of,
    keys_of,
    lines_of,
    moved,
    tone_of,
    usual_post,
    with_next_post,
    with_slot,
    with_standing_turned,
    wrong_days,
)
from models.domain.roster import checked_items
from models.domain.roster_conflicts import conflicts
from models.domain.roster_kinds import ShiftKind
from tests.helpers.records import CLERK, DUTY, FIRE, SHIFT
from tests.helpers.rosters import AWAY, LEADS, MONDAY, READY, SHIFTS, WORKS, cell, item, roster
from tests.unit.test_duty_words import words
from tests.unit.test_roster import ITEMS

DAYS = st.dates(date(2016, 1, 1), date(2090, 1, 1))


@given(DAYS, st.booleans())
def test_that_a_day_lies_in_the_week_or_month_that_is_shown(day: date, month: bool) -> None:
    days = days_of(day, month=month)
    assert day in days
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))
    if month:
        assert (days[0].day, (days[-1] + timedelta(days=1)).day) == (1, 1)
    else:
        assert (days[0].weekday(), len(days)) == (0, 7)


@given(DAYS, st.booleans())
def test_that_forth_and_back_show_neighbours_and_the_same_again(day: date, month: bool) -> None:
    here, there = days_of(day, month=month), days_of(moved(day, 1, month=month), month=month)
    assert there[0] == here[-1] + timedelta(days=1)
    assert days_of(moved(there[0], -1, month=month), month=month) == here


def test_that_shifts_have_digits_and_letters_and_absences_letters() -> None:
    keys = keys_of(SHIFTS)
    assert keys == {
        "1": "early", "E": "early", "2": "late", "L": "late", "3": "night", "N": "night", "4": "office",
        "O": "office", "V": "leave", "T": "training",
    }  # fmt: skip
    many = [ShiftKind(f"s{number}", "班", "Shift", time(0), time(1)) for number in range(12)]
    assert set(keys_of(many)) == {*"123456789", "V", "T"}, "S turns stand-by and is no shift's"
    assert (
        keys_of([ShiftKind("x", "班", "", time(0), time(1)), ShiftKind("y", "班", "X2", time(0), time(1))])["X"] == "x"
    )


@given(ITEMS)
def test_that_what_keys_make_of_a_day_can_always_stand(items: list[object]) -> None:
    kinds = (*SHIFTS, ShiftKind("gone", "旧", "Gone", time(0), time(1)))
    before = tuple(sorted(items))  # type: ignore[type-var]
    for made in (
        with_standing_turned(before), with_next_post(before), with_slot(before, "late", "window"),  # type: ignore[arg-type]
        with_slot(before, "leave", "window"),  # type: ignore[arg-type]
    ):  # fmt: skip
        assert checked_items(made, kinds) == made


def test_that_a_post_stays_and_turns_around() -> None:
    assert with_slot((LEADS,), "late", "window") == (item("late shift_leader"),)
    assert with_slot((AWAY,), "late", "window") == (item("late window"),)
    turned = with_standing_turned((WORKS, AWAY))
    assert [one.standing for one in turned] == ["stand_by", "leave"]
    assert with_standing_turned(turned) == (WORKS, AWAY)
    posts = (WORKS, AWAY)
    for _ in range(4):
        posts = with_next_post(posts)  # type: ignore[assignment]
    assert posts == (WORKS, AWAY)


def test_that_roles_suggest_a_post() -> None:
    assert [usual_post(one).value for one in (DUTY, FIRE, CLERK, SHIFT)] == [
        "duty_officer", "stationed", "window", "duty_officer",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "second"), [("zh", "值班员 + 值班员"), ("en", "Duty officer + Duty officer")])
def test_that_a_cell_has_two_lines_or_one_letter_each(language: str, second: str) -> None:
    said = words(roster(), language)
    first, found, tip = lines_of((WORKS, READY), said, narrow=False)
    assert found == second
    assert all(part in tip for part in (said.item(WORKS), said.item(READY)))
    assert said.slot("late") in first
    assert len(lines_of((WORKS, READY), said, narrow=True)[0]) == 2
    assert lines_of((AWAY,), said, narrow=False)[1] == ""


def test_that_leading_stands_out_and_absence_recedes() -> None:
    assert [tone_of(one) for one in ((LEADS,), (WORKS,), (READY,), (AWAY,), ())] == [
        "accent", "ink", "muted", "muted", "muted",
    ]  # fmt: skip


def test_that_days_with_findings_are_marked() -> None:
    found = conflicts(roster(cell("duty", MONDAY, "early", "office"), cell("fire", MONDAY, WORKS)), MONDAY, MONDAY)
    assert wrong_days(found) == {("duty", MONDAY)}
