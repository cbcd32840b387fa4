"""督办 beside the case's own way."""

from __future__ import annotations

import pytest

from models.domain.deciding import Facts
from models.domain.decisions import Act, decided, step_of
from models.domain.instant import HOUR
from models.domain.lifecycle import shipped_lifecycle
from models.domain.supervision import Supervision, order_after
from tests.helpers.records import ALL, CLOCKS, DUTY, T0, make_case
from tests.helpers.stories import RESULT, Do, R, Story, instant, tell, with_department

ORDER = {"owner_code": "fire", "due": "2025-09-24 13:00", "reason": "已超期"}
REPLY = {"reply": "已派人"}
WITH_FIRE = with_department("u4", "09-24 10:00", "09-24 14:00")

STORIES: dict[str, Story] = {
    "an order is given, replied to and closed beside the case": [
        *WITH_FIRE,
        Do("supervise", "duty", "09-24 11:00", refused="act_not_for_role", fields=ORDER),
        Do("supervise", "shift", "09-24 11:00", "accepted_by_department", "09-24 14:00", "09-24 14:00", fields=ORDER,
           then={"supervised": 1, "supervisions": 1}),
        Do("supervise", "leader", "09-24 11:01", refused="supervision_runs", fields=ORDER),
        Do("close_supervision", "shift", "09-24 11:02", refused="supervision_unanswered"),
        Do("reply_supervision", "works", "09-24 11:03", refused="act_not_own_department", fields=REPLY),
        Do("reply_supervision", "fire", "09-24 11:03", refused="field_missing"),
        Do("reply_supervision", "fire", "09-24 11:03", "accepted_by_department", fields=REPLY, then={"supervised": 2}),
        Do("reply_supervision", "fire", "09-24 11:04", refused="supervision_not_waiting", fields=REPLY),
        Do("close_supervision", "leader", "09-24 11:05", then={"supervised": 0, "supervisions": 1}),
        Do("supervise", "leader", "09-24 11:06", fields=ORDER, then={"supervised": 1, "supervisions": 2}),
    ],
    "an order outlives the case's end and a merging": [
        *WITH_FIRE,
        Do("report", "duty", "09-24 10:01", case="p"),
        Do("supervise", "leader", "09-24 11:00", fields=ORDER),
        Do("merge", "duty", "09-24 11:01", fields={"parent": "p"}),
        Do("reply_supervision", "duty", "09-24 11:02", fields=REPLY),
        Do("separate", "duty", "09-24 11:03", fields=R),
        Do("hand_in", "fire", "09-24 11:04", fields=RESULT),
        Do("force_close", "shift", "09-24 11:05", "closed", fields=R, then={"supervised": 2}),
        Do("close_supervision", "shift", "09-24 11:06", "closed", then={"supervised": 0}),
    ],
    "what is no order": [
        *WITH_FIRE,
        Do("supervise", "shift", "09-24 11:00", refused="officer_unknown", fields={**ORDER, "owner_code": "nobody"}),
        Do("supervise", "shift", "09-24 13:00", refused="supervision_due_past", fields=ORDER),
        Do("supervise", "shift", "09-24 11:00", refused="date_wrong", fields={**ORDER, "due": "下午"}),
        Do("supervise", "shift", "09-24 11:00", refused="field_missing", fields={"owner_code": "fire"}),
        Do("reply_supervision", "fire", "09-24 11:00", refused="supervision_not_waiting", fields=REPLY),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", list(STORIES))
def test_story(name: str) -> None:
    tell(STORIES[name])


def test_that_every_order_is_kept_with_who_and_when() -> None:
    teller = tell(STORIES["an order is given, replied to and closed beside the case"])
    at = instant("09-24 11:00")
    minute = 60_000_000
    assert list(teller.memory.supervisions.values()) == [
        Supervision("c1:1", "c1", 1, "fire", instant("09-24 13:00"), "已超期", "shift", at, "已派人", "fire",
                    at + 3 * minute, "lead", at + 5 * minute),
        Supervision("c1:2", "c1", 2, "fire", instant("09-24 13:00"), "已超期", "lead", at + 6 * minute, "", None, None,
                    None, None),
    ]  # fmt: skip


def test_that_other_acts_concern_no_order_and_a_missing_one_is_a_bug() -> None:
    def order(verb: str, supervised: int, **fields: str) -> Supervision | None:
        case = make_case(state="filed", department_code="D1", supervised=supervised)
        act = Act("k", verb, fields, ALL, "d", T0 + HOUR)
        step = step_of(case, act, shipped_lifecycle(), CLOCKS, Facts(owner=DUTY))
        return order_after(step, decided(step), None)

    assert order("note", 1, note="x") is None
    with pytest.raises(ValueError, match="without an order"):
        order("reply_supervision", 1, reply="x")


def test_that_the_program_itself_is_never_named() -> None:
    fields = {**ORDER, "owner_code": "steward"}
    tell([*WITH_FIRE, Do("supervise", "shift", "09-24 11:00", refused="officer_unknown", fields=fields)])
