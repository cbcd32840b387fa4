"""Commands of the roster: who may, what is refused, what two editors of one day see, done once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from models.commands.roster import (
    Card,
    ClearShift,
    CopyWeek,
    DropQualification,
    ImportRoster,
    RosterCommand,
    RosterOutcome,
    SetQualification,
    SetShift,
)
from models.commands.roster_acts import RosterRules, execute_roster, may_edit
from models.domain.instant import DAY
from models.domain.roster import RosterItem, day_id
from models.domain.roster_kinds import QualificationKind
from tests.helpers.fake_roster import ADMINISTRATOR, RosterMemory
from tests.helpers.records import DUTY, GONE, SHANGHAI, SHIFT, T0
from tests.helpers.rosters import AWAY, LEADS, MONDAY, READY, SHIFTS, WORKS, cell, item

RULES = RosterRules(SHIFTS, (QualificationKind("enforcement", "执法证", "Enforcement"),), SHANGHAI)
NEXT = MONDAY + timedelta(days=7)
CARD = Card("duty", "enforcement", " 000-7 ", MONDAY, NEXT)
_ids = count(1)


def set_shift(*items: RosterItem, seen: int = 0, **changes: object) -> SetShift:
    command = SetShift(f"k{next(_ids)}", "shift", "desk-1", T0, "duty", MONDAY, items, seen)
    return replace(command, **changes)  # type: ignore[arg-type]


def set_card(card: Card = CARD, seen: int = 0, **changes: object) -> SetQualification:
    command = SetQualification(f"k{next(_ids)}", "shift", "desk-1", T0, card, seen)
    return replace(command, **changes)  # type: ignore[arg-type]


def run(memory: RosterMemory, command: RosterCommand) -> RosterOutcome:
    return execute_roster(command, memory.roster_unit, RULES)


def test_that_a_day_is_set_changed_and_cleared_and_every_version_says_by_whom() -> None:
    memory = RosterMemory()
    assert run(memory, set_shift(READY, WORKS)).version == 1
    assert memory.days["duty|2025-09-22"].items == (WORKS, READY)
    outcome = run(memory, set_shift(AWAY, seen=1, actor_code="admin", at=T0 + 5))
    assert (outcome.kind, outcome.version, outcome.count) == ("done", 2, 1)
    cleared = run(memory, ClearShift("c", "shift", "desk-2", T0 + 9, "duty", MONDAY, 2))
    assert (cleared.done, cleared.target_id) == (True, "duty|2025-09-22")
    stored = memory.days["duty|2025-09-22"]
    assert (stored.items, stored.version, stored.changed_by, stored.changed_from) == ((), 3, "shift", "desk-2")
    assert [row.verb for row in memory.commands.values()] == ["set_shift", "set_shift", "clear_shift"]
    assert json.loads(memory.commands["c"].payload) == {"seen_version": 2}


def test_that_asking_again_by_id_returns_the_stored_outcome_and_writes_nothing() -> None:
    memory = RosterMemory()
    for command in (set_shift(WORKS), set_shift(item("noon"))):
        first = run(memory, command)
        again = run(memory, command)
        assert again == replace(first, repeated=True)
    assert memory.days["duty|2025-09-22"].version == 1
    memory.hide_command_once = True
    late = run(memory, replace(set_shift(AWAY, seen=1), id=next(iter(memory.commands))))
    assert late.repeated, "another sending of the same command was faster"


def test_that_a_command_row_that_vanishes_is_a_bug_and_no_outcome() -> None:
    class Odd(RosterMemory):
        def __init__(self) -> None:
            super().__init__()
            self.commands = _Refusing()

    with pytest.raises(RuntimeError):
        run(Odd(), set_shift(WORKS))


class _Refusing(dict):  # type: ignore[type-arg]
    def __contains__(self, key: object) -> bool:
        return True


def test_that_the_second_of_two_editors_is_told_who_was_first() -> None:
    memory = RosterMemory()
    run(memory, set_shift(WORKS))
    run(memory, set_shift(AWAY, seen=1, actor_code="admin", at=T0 + 60))
    late = run(memory, set_shift(READY, seen=1))
    assert (late.kind, late.key) == ("stale", "roster_changed_meanwhile")
    assert dict(late.arguments) == {"officer": "值班甲", "what": "2025-09-22", "who": "管理员丑", "at": T0 + 60}
    gone = run(RosterMemory(), set_shift(READY, seen=4))
    assert (gone.kind, gone.key) == ("stale", "roster_gone_meanwhile")


def test_that_two_first_editors_of_a_day_cannot_both_have_it() -> None:
    memory = RosterMemory()
    memory.race = True
    command = set_shift(WORKS)
    assert run(memory, command).key == "roster_overtaken"
    assert memory.commands == {}, "nothing is remembered, the editor looks again"
    memory.race = False
    assert run(memory, command).done


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (set_shift(WORKS, actor_code="duty"), "roster_editor_needed"),
        (set_shift(WORKS, actor_code="nobody"), "officer_unknown"),
        (set_shift(WORKS, officer_code="nobody"), "officer_unknown"),
        (set_shift(WORKS, officer_code="gone"), "roster_officer_inactive"),
        (set_shift(WORKS, day=date(2014, 12, 31)), "roster_day_out_of_range"),
        (set_shift(WORKS, day=MONDAY + timedelta(days=800)), "roster_day_out_of_range"),
        (set_shift(item("noon")), "roster_slot_unknown"),
        (set_shift(), "roster_unchanged"),
        (set_card(replace(CARD, officer_code="nobody")), "officer_unknown"),
        (set_card(replace(CARD, kind="cooking")), "roster_card_kind_unknown"),
        (set_card(replace(CARD, card_number=" ")), "roster_card_number_wrong"),
        (set_card(replace(CARD, card_number="1" * 61)), "roster_card_number_wrong"),
        (set_card(replace(CARD, valid_from=NEXT, valid_until=MONDAY)), "roster_card_ends_first"),
        (DropQualification("d", "shift", "x", T0, "duty", "enforcement", 0), "roster_card_not_held"),
        (CopyWeek("w", "shift", "x", T0, MONDAY, MONDAY), "roster_copy_not_weeks"),
        (CopyWeek("w", "shift", "x", T0, MONDAY, MONDAY + timedelta(days=3)), "roster_copy_not_weeks"),
        (CopyWeek("w", "shift", "x", T0, MONDAY, NEXT), "roster_nothing_to_copy"),
    ],
)
def test_that_what_cannot_be_is_refused_and_the_refusal_remembered(command: RosterCommand, key: str) -> None:
    memory = RosterMemory()
    outcome = run(memory, command)
    assert (outcome.kind, outcome.key) == ("refused", key)
    assert (memory.days, memory.cards) == ({}, {})
    assert memory.commands[command.id].outcome == "refused"


def test_that_the_same_again_changes_nothing_and_says_so() -> None:
    memory = RosterMemory()
    run(memory, set_shift(WORKS))
    assert run(memory, set_shift(WORKS, seen=1)).key == "roster_unchanged"
    run(memory, set_card())
    assert run(memory, set_card(seen=1)).key == "roster_card_unchanged"


def test_that_somebody_who_left_can_still_be_cleared() -> None:
    memory = RosterMemory()
    memory.days = {"gone|2025-09-22": cell("gone", MONDAY, WORKS)}
    assert run(memory, ClearShift("c", "shift", "x", T0, "gone", MONDAY, 1)).done


def test_that_cards_are_set_renewed_dropped_and_held_again() -> None:
    memory = RosterMemory()
    assert run(memory, set_card()).version == 1
    card = memory.cards["duty|enforcement"]
    assert (card.card_number, card.valid_on(MONDAY), card.changed_by) == ("000-7", True, "shift")
    assert run(memory, set_card(replace(CARD, valid_until=None), seen=1)).version == 2
    assert run(memory, set_card(seen=1)).key == "roster_changed_meanwhile"
    stale = run(memory, DropQualification("d1", "admin", "x", T0, "duty", "enforcement", 1))
    assert stale.arguments["what"] == "执法证"
    assert run(memory, DropQualification("d2", "admin", "x", T0, "duty", "enforcement", 2)).done
    assert not memory.cards["duty|enforcement"].held
    assert (
        run(memory, DropQualification("d3", "admin", "x", T0, "duty", "enforcement", 3)).key == "roster_card_not_held"
    )
    assert run(memory, set_card(seen=3)).done


def test_that_a_copied_week_fills_what_is_empty_and_leaves_the_rest() -> None:
    memory = RosterMemory()
    days = [
        cell("duty", MONDAY, LEADS), cell("fire", MONDAY, AWAY), cell("both", MONDAY, WORKS, AWAY),
        cell("gone", MONDAY, WORKS), cell("unknown", MONDAY, WORKS), cell("works", MONDAY, WORKS),
        cell("works", NEXT, READY, version=4), cell("duty", NEXT, version=2),
    ]  # fmt: skip
    memory.days = {one.id: one for one in days}
    outcome = run(memory, CopyWeek("w", "shift", "desk-1", T0, MONDAY, NEXT))
    assert (outcome.kind, outcome.count, outcome.target_id) == ("done", 2, "2025-09-29")
    copied = {code: memory.days.get(day_id(code, NEXT)) for code in ("duty", "both", "fire", "works", "gone")}
    assert copied["duty"] is not None
    assert (copied["duty"].items, copied["duty"].version) == ((LEADS,), 3)
    assert copied["both"] is not None
    assert copied["both"].items == (WORKS,), "leave is not copied"
    assert (copied["fire"], copied["gone"]) == (None, None)
    assert copied["works"] == days[6]


def test_that_an_import_writes_only_what_differs_and_again_nothing() -> None:
    memory = RosterMemory()
    memory.days = {one.id: one for one in (cell("duty", MONDAY, LEADS), cell("fire", MONDAY, WORKS))}
    days = {("duty", MONDAY): (LEADS,), ("fire", MONDAY): (READY,), ("both", MONDAY): (AWAY,)}
    command = ImportRoster("i1", "shift", "cli", T0, "a.csv", days, (CARD,))
    assert run(memory, command).count == 3
    assert list(memory.days["fire|2025-09-22"].items) == [READY]
    assert run(memory, replace(command, id="i2")).count == 0
    assert json.loads(memory.commands["i1"].payload)["days"]["both|2025-09-22"] == [["leave", "leave", ""]]
    one_more = replace(command, id="i3", days={("fire", MONDAY): (WORKS,), ("duty", MONDAY): ()}, whole_days=False)
    assert run(memory, one_more).count == 2
    assert list(memory.days["fire|2025-09-22"].items) == [WORKS, READY], "a corrected row is added to the day"
    assert memory.days["duty|2025-09-22"].items == (), "a day of rest has nothing on it"


def test_that_an_import_with_one_wrong_row_writes_nothing() -> None:
    memory = RosterMemory()
    days = {("duty", MONDAY): (LEADS,), ("gone", MONDAY): (LEADS,)}
    assert run(memory, ImportRoster("i", "shift", "cli", T0, "a", days)).key == "roster_officer_inactive"
    assert memory.days == {}


def test_that_shift_leaders_and_administrators_edit() -> None:
    assert [may_edit(one) for one in (SHIFT, ADMINISTRATOR, DUTY, replace(SHIFT, active=False), GONE)] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_that_the_horizon_is_two_years() -> None:
    memory = RosterMemory()
    assert run(memory, set_shift(WORKS, day=date(2027, 9, 25), at=T0)).done
    assert run(memory, set_shift(WORKS, day=date(2027, 9, 26), at=T0)).key == "roster_day_out_of_range"
    assert run(memory, set_shift(WORKS, day=date(2027, 9, 26), at=T0 + DAY)).done
