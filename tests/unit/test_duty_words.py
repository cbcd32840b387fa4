"""Who is on duty now, in words: the top bar, hints, conflicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest

from console.duty_words import DutyWords
from console.formatting import Formats
from console.messages import messages
from console.names import Names
from models.domain.roster import Roster, Standing
from models.domain.roster_conflicts import Conflict, ConflictKind, conflicts
from models.domain.roster_kinds import QualificationKind
from tests.helpers.records import OFFICERS, SHANGHAI
from tests.helpers.rosters import AWAY, LEADS, MONDAY, OFFICE, READY, WORKS, at, card, cell, item, roster

ONE = timedelta(days=1)
NOON = at(MONDAY, "12:00")
EMPTY: MappingProxyType[str, Any] = MappingProxyType({})


def words(found: Roster, language: str = "zh") -> DutyWords:
    officers = {**OFFICERS, "duty": replace(OFFICERS["duty"], phone="000-1")}
    names = Names(language, EMPTY, EMPTY, EMPTY, EMPTY, officers, EMPTY)
    cards = [QualificationKind("enforcement", "执法证", "Law enforcement")]
    return DutyWords(found, names, Formats(messages(language), SHANGHAI), cards)


def test_that_the_top_bar_says_who_leads_and_until_when() -> None:
    found = roster(
        cell("duty", MONDAY, LEADS), cell("both", MONDAY, WORKS), cell("fire", MONDAY, AWAY),
        cell("works", MONDAY, "early duty_officer stand_by"),
    )  # fmt: skip
    told = words(found).summary(NOON)
    assert (told.text, told.warns) == ("早班 值班甲 至 16:00", False)
    assert told.people == (
        ("值班甲", "值班长 · 早班 08:00–16:00 · 000-1"), ("单席丙", "值班员 · 早班 08:00–16:00"),
        ("市政庚", "备班 值班员 · 早班 08:00–16:00"), ("消防乙", "休假"),
    )  # fmt: skip
    assert words(found, "en").summary(NOON).text == "Early: Duty A until 16:00"


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (roster(cell("duty", MONDAY, WORKS)), "早班 无值班长 至 16:00"),
        (roster(cell("duty", MONDAY, READY)), "早班 无人值班 至 16:00"),
    ],
)
def test_that_somebody_missing_is_said_in_words(found: Roster, text: str) -> None:
    told = words(found).summary(NOON)
    assert (told.text, told.warns) == (text, True)


def test_that_nothing_is_missed_where_no_roster_is_kept() -> None:
    told = words(roster()).summary(NOON)
    assert (told.text, told.warns, told.people) == ("早班 08:00–16:00", False, ())
    assert words(roster(cell("duty", MONDAY, "office"), shifts=(OFFICE,))).summary(NOON).text == ""


def test_that_who_is_on_duty_is_offered_first_and_who_is_away_last() -> None:
    found = words(roster(cell("fire", MONDAY, AWAY), cell("both", MONDAY, WORKS), cell("works", MONDAY, READY)))
    late = at(MONDAY, "16:30")
    assert found.first(["fire", "duty", "both", "works"], NOON) == [
        ("both", "值班"), ("duty", ""), ("works", ""), ("fire", "休假"),
    ]  # fmt: skip
    assert found.first(["duty", "works"], late) == [("works", "备班"), ("duty", "")]
    assert found.standing("both", NOON) is Standing.DUTY
    assert found.standing("duty", NOON) is None


def test_that_entries_are_named_long_and_short() -> None:
    found = words(roster())
    assert [found.item(one) for one in (LEADS, READY, AWAY, item("gone"))] == [
        "早班 · 值班长", "中班 · 备班 值班员", "休假", "gone · 值班员",
    ]  # fmt: skip
    assert [found.short(one) for one in (LEADS, READY, AWAY)] == ["早", "备", "休"]
    english = words(roster(), "en")
    assert [english.item(one) for one in (LEADS, READY)] == ["Early · Shift leader", "Late · Stand-by, Duty officer"]
    assert (found.card("enforcement"), english.card("enforcement"), found.card("x")) == (
        "执法证",
        "Law enforcement",
        "x",
    )
    assert (found.day(MONDAY), english.day(MONDAY), found.weekday(MONDAY)) == ("9月22日", "22 Sep", "一")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_every_kind_of_conflict_has_a_sentence(language: str) -> None:
    found = roster(
        cell("duty", MONDAY, "early", "office"), cell("fire", MONDAY, "late", AWAY),
        cell("both", MONDAY, "night shift_leader"),
        cards=(card("duty", "enforcement", MONDAY - ONE), card("both", "x", None, since=MONDAY + ONE)),
    )  # fmt: skip
    wrong = conflicts(found, MONDAY, MONDAY)
    assert {one.kind for one in wrong} == set(ConflictKind)
    said = [words(found, language).conflict(one, NOON) for one in wrong]
    assert len(set(said)) == len(wrong)
    assert not [text for text in said if "roster-" in text or "$" in text]
    if language == "zh":
        assert "值班甲：9月22日“早班”与“行政班”时间重叠" in said
        assert "08:00 – 17:30 没有值班长" in said
        assert "单席丙：x自 2025-09-23 起才有效，9月22日排了班" in said
    bare = Conflict(ConflictKind.EXPIRED, MONDAY, NOON, NOON, "duty")
    assert "—" in words(found, language).conflict(bare, NOON)
