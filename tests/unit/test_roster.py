"""The roster answers who is on duty, who leads, when it changes hands and who has time."""

from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.errors import Refused
from models.domain.instant import HOUR, MINUTE, from_local, to_local
from models.domain.roster import Absence, Post, Roster, RosterDay, RosterItem, Standing, checked_items
from models.domain.roster_kinds import ShiftKind
from tests.helpers.rosters import AWAY, EARLY, LEADS, MONDAY, NIGHT, OFFICE, READY, SHIFTS, at, card, cell, item, roster

TUESDAY = MONDAY + timedelta(days=1)
LONG = ShiftKind("long", "大夜", "Long night", time(20), time(8))
OFFICERS = ("a", "b", "c")
ITEMS = st.lists(
    st.builds(item, st.sampled_from(["early shift_leader", "early", "late", "night", "office window", "leave",
                                     "training", "late duty_officer stand_by", "gone"])),
    max_size=3, unique_by=lambda one: one.slot,
)  # fmt: skip


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    days = [MONDAY + timedelta(days=number) for number in range(-1, 3)]
    return roster(*(cell(code, day, *draw(ITEMS)) for code in OFFICERS for day in days))


def test_that_the_shift_runs_from_its_beginning_until_before_its_end() -> None:
    found = roster()
    assert found.shift(at(MONDAY, "08:00")) == (EARLY, (at(MONDAY, "08:00"), at(MONDAY, "16:00")))
    assert found.shift(at(MONDAY, "07:59")) == (NIGHT, (at(MONDAY, "00:00"), at(MONDAY, "08:00")))
    long = roster(shifts=(LONG, OFFICE))
    assert long.shift(at(TUESDAY, "03:00")) == (LONG, (at(MONDAY, "20:00"), at(TUESDAY, "08:00")))
    assert long.shift(at(MONDAY, "12:00")) is None, "office hours are no shift of the rota"


def test_that_the_next_handover_is_the_next_change_of_the_rota() -> None:
    assert roster().next_handover(at(MONDAY, "15:59")) == at(MONDAY, "16:00")
    assert roster().next_handover(at(MONDAY, "16:00")) == at(TUESDAY, "00:00")
    assert roster(shifts=(LONG,)).next_handover(at(TUESDAY, "03:00")) == at(TUESDAY, "08:00")
    assert roster(shifts=(OFFICE,)).next_handover(at(MONDAY, "12:00")) is None


def test_that_leaders_come_first_and_who_is_away_does_not_lead() -> None:
    found = roster(
        cell("a", MONDAY, "early"), cell("b", MONDAY, LEADS), cell("c", MONDAY, LEADS, AWAY),
        cell("d", MONDAY, "early duty_officer stand_by"), cell("e", MONDAY, READY),
    )  # fmt: skip
    now = at(MONDAY, "09:00")
    assert [entry.officer_code for entry in found.standing(now, Standing.DUTY)] == ["b", "a"]
    assert [entry.officer_code for entry in found.standing(now, Standing.STAND_BY)] == ["d"]
    assert [entry.officer_code for entry in found.standing(now, Standing.LEAVE)] == ["c"]
    leader = found.leader(now)
    assert leader is not None
    assert (leader.officer_code, leader.stretch) == ("b", (at(MONDAY, "08:00"), at(MONDAY, "16:00")))
    assert found.leader(at(MONDAY, "17:00")) is None
    assert roster(cell("a", MONDAY, "early")).leader(now) is None


def test_that_duty_comes_before_stand_by_whichever_is_found_first() -> None:
    both = (item("early"), item("office duty_officer stand_by"))
    for pair in (both, (item("office"), item("early duty_officer stand_by"))):
        assert roster(cell("a", MONDAY, *pair)).at(at(MONDAY, "09:00"))["a"].item.standing == Standing.DUTY


def test_that_a_shift_across_midnight_belongs_to_the_day_it_begins() -> None:
    found = roster(cell("a", MONDAY, "long"), shifts=(LONG,))
    assert [e.day for e in found.standing(at(TUESDAY, "07:59"), Standing.DUTY)] == [MONDAY]
    assert found.standing(at(TUESDAY, "08:00"), Standing.DUTY) == ()
    assert found.minutes_available("a", MONDAY) == 4 * 60
    assert found.minutes_available("a", TUESDAY) == 8 * 60


def test_that_time_follows_the_places_zone() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    sunday = date(2025, 10, 26)
    found = Roster((NIGHT,), berlin, [cell("a", sunday, "night")])
    assert found.minutes_available("a", sunday) == 9 * 60, "the night on which clocks go back is an hour longer"


def test_that_breaks_and_absences_are_not_available_and_overlaps_count_once() -> None:
    found = roster(
        cell("a", MONDAY, "office", "early"), cell("b", MONDAY, "office", "training"), cell("c", MONDAY, READY)
    )
    assert found.minutes_available("a", MONDAY) == int((16 - 8 + 1.5) * 60), "early fills the lunch of office hours"
    assert found.minutes_available("b", MONDAY) == 0
    assert found.minutes_available("c", MONDAY) == 0, "stand-by is no duty"


def test_that_qualifications_hold_on_their_first_and_last_day() -> None:
    cards = (
        card("a", "enforcement", MONDAY, since=MONDAY), card("a", "special", None),
        card("b", "enforcement", None, held=False),
    )  # fmt: skip
    found = roster(cards=cards)
    assert found.qualified("a", "enforcement", MONDAY)
    assert not found.qualified("a", "enforcement", TUESDAY)
    assert not found.qualified("a", "enforcement", MONDAY - timedelta(days=1))
    assert found.qualified("a", "special", TUESDAY)
    assert not found.qualified("b", "enforcement", MONDAY)
    assert not found.qualified("x", "enforcement", MONDAY)
    assert [one.kind for one in found.cards("a")] == ["enforcement", "special"]
    assert found.cards("b") == ()


def test_that_records_are_found_by_officer_and_day() -> None:
    one, other = cell("b", MONDAY, "early"), cell("a", TUESDAY)
    found = roster(one, other)
    assert found.cell("b", MONDAY) == one
    assert found.cell("b", TUESDAY) is None
    assert found.records() == (other, one)
    assert (found.kept, roster().kept) == (True, False)


@given(rosters(), st.sampled_from(OFFICERS), ITEMS)
def test_that_a_changed_roster_is_one_made_anew(found: Roster, officer: str, items: list[RosterItem]) -> None:
    record = cell(officer, MONDAY, *items, version=2)
    kept = [one for one in found.records() if one.id != record.id]
    before = found.records()
    changed, anew = found.changed([record]), roster(record, *kept)
    assert changed.records() == anew.records()
    days = (MONDAY - timedelta(days=1), MONDAY + timedelta(days=2))
    assert list(changed.placed(*days)) == list(anew.placed(*days))
    assert found.records() == before, "the one it came from stays as it was"


@given(rosters(), st.integers(0, 3 * 24 * 60))
def test_that_no_officer_is_counted_twice(found: Roster, minute: int) -> None:
    now = at(MONDAY, "00:00") + minute * MINUTE
    groups = [found.standing(now, standing) for standing in Standing]
    codes = [entry.officer_code for group in groups for entry in group]
    assert len(codes) == len(set(codes))
    assert all(e.stretch[0] <= now < e.stretch[1] for group in groups for e in group)


@given(rosters(), st.integers(0, 3 * 24 * 60))
def test_that_the_handover_ends_the_running_shift(found: Roster, minute: int) -> None:
    now = at(MONDAY, "00:00") + minute * MINUTE
    running = found.shift(now)
    assert running is not None
    assert running[1][0] <= now < running[1][1] == found.next_handover(now)
    after = found.shift(running[1][1])
    assert after is not None
    assert after[1][0] == running[1][1]


@given(rosters(), st.sampled_from(OFFICERS))
def test_that_minutes_of_a_day_are_those_in_which_somebody_is_on_duty(found: Roster, officer: str) -> None:
    minutes = 0
    for minute in range(24 * 60):
        now = at(MONDAY, "00:00") + minute * MINUTE
        entries = [e for e in found.placed(MONDAY - timedelta(days=1), MONDAY) if e.officer_code == officer]
        here = [e for e in entries if e.stretch[0] <= now < e.stretch[1]]
        away = any(e.item.away for e in here)
        kinds = [found.kinds[e.item.slot] for e in here if e.item.standing == Standing.DUTY]
        reading = to_local(now, found.zone).time()
        at_work = any(not any(start <= reading < end for start, end in kind.breaks) for kind in kinds)
        minutes += at_work and not away
    assert found.minutes_available(officer, MONDAY) == minutes


def test_that_items_are_checked_and_put_in_order() -> None:
    assert checked_items([READY, LEADS], SHIFTS) == (LEADS, READY)
    assert checked_items([], SHIFTS) == ()
    assert checked_items([AWAY], ()) == (AWAY,)


@pytest.mark.parametrize(
    ("items", "key"),
    [
        ([item("noon")], "roster_slot_unknown"),
        ([RosterItem("early", "leave", "")], "roster_standing_wrong"),
        ([RosterItem("leave", "duty", "")], "roster_standing_wrong"),
        ([RosterItem("early", "maybe", "window")], "roster_standing_wrong"),
        ([RosterItem("leave", "leave", "window")], "roster_post_unknown"),
        ([RosterItem("early", "duty", "")], "roster_post_unknown"),
        ([RosterItem("early", "duty", "cook")], "roster_post_unknown"),
        ([LEADS, item("early")], "roster_slot_twice"),
    ],
)
def test_that_an_item_that_cannot_stand_is_refused(items: list[RosterItem], key: str) -> None:
    with pytest.raises(Refused, match=key):
        checked_items(items, SHIFTS)


def test_that_keys_of_the_field_do_not_change() -> None:
    assert [*Standing, *Absence, *Post] == [
        "duty", "stand_by", "leave", "leave", "training", "shift_leader", "duty_officer", "window", "stationed",
    ]  # fmt: skip
    assert isinstance(cell("a", MONDAY), RosterDay)
    assert from_local(to_local(at(MONDAY, "08:00"), roster().zone).replace(tzinfo=None), roster().zone) % HOUR == 0
