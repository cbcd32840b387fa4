"""Whole lives of cases, step by step, with real clocks: states, deadlines and log as expected."""

from __future__ import annotations

import pytest

from tests.helpers.stories import RESULT, Do, R, Story, Teller, dispatch, file, tell, with_department

STRAIGHT: dict[str, Story] = {
    "urgent hours run over lunch": [
        Do("report", "duty", "09-24 10:00", "reported", "none", "09-24 10:15"),
        file("u4", "09-24 10:05", "09-24 14:05"),
        dispatch("09-24 10:06"),
        Do("accept", "fire", "09-24 10:10", "accepted_by_department", "09-24 14:05"),
        Do("begin", "fire", "09-24 10:20", "in_progress"),
        Do("hand_in", "fire", "09-24 13:00", "handled", "09-24 14:05", "09-24 13:30", fields=RESULT),
        Do("check", "duty", "09-24 13:10", "checked", next="09-24 13:40", fields={"finding": "属实"}),
        Do("close", "duty", "09-24 13:20", "closed"),
    ],
    "working hours leave lunch out": [
        Do("report", "clerk", "09-24 10:00"),
        file("h4", "09-24 10:00", "09-24 15:30"),
    ],
    "working hours that begin at night begin at the opening": [
        Do("report", "duty", "09-24 22:00"),
        file("h4", "09-24 22:00", "09-25 14:00"),
    ],
    "working days cross the National Day holidays and the make-up day before": [
        Do("report", "duty", "09-28 10:00"),
        file("d2", "09-28 10:00", "09-30 10:00"),
    ],
    "working days begun on the last day before the holidays end after them": [
        Do("report", "duty", "09-30 16:00"),
        file("d2", "09-30 16:00", "10-10 16:00"),
    ],
    "working hours of the last afternoon go on after eight days of holidays": [
        Do("report", "duty", "09-30 16:30"),
        file("h4", "09-30 16:30", "10-09 11:30"),
    ],
    "natural days run over the holidays": [
        Do("report", "duty", "09-30 16:00"),
        file("n3", "09-30 16:00", "10-03 16:00"),
    ],
    "urgent days run over the month's end": [
        Do("report", "duty", "08-31 23:00"),
        file("u2d", "08-31 23:00", "09-02 23:00"),
    ],
}

VERIFIED: dict[str, Story] = {
    "verified before filing": [
        Do("report", "clerk", "09-24 10:00", "reported"),
        Do("verify", "duty", "09-24 10:08", "verified", "none", "09-24 10:15", fields={"verification": "现场属实"}),
        Do("verify", "duty", "09-24 10:09", refused="act_not_from_state", fields={"verification": "x"}),
        file("u4", "09-24 10:10", "09-24 14:10"),
    ],
    "verified and found to be nothing": [
        Do("report", "duty", "09-24 10:00"),
        Do("verify", "fire", "09-24 10:05", refused="act_not_for_role", fields={"verification": "x"}),
        Do("verify", "duty", "09-24 10:05", refused="field_missing"),
        Do("verify", "shift", "09-24 10:05", "verified", fields={"verification": "不属实"}),
        Do("decline", "duty", "09-24 10:06", "declined", fields=R),
    ],
    "solved on the spot and never open": [
        Do("self_handle", "coordinator", "09-24 10:00", "closed", "none", "none", fields=RESULT,
           then={"self_handled": 1, "handled_at": 1758679200000000, "ended_at": 1758679200000000}),
        Do("file", "duty", "09-24 10:01", refused="act_not_from_state", fields={"standard_code": "u4"}),
    ],
    "a report turns out to be solved on the spot": [
        Do("report", "duty", "09-24 10:00"),
        Do("self_handle", "duty", "09-24 10:05", "closed", fields=RESULT, then={"self_handled": 1}),
    ],
    "a clerk may not solve on the spot": [
        Do("self_handle", "clerk", "09-24 10:00", refused="act_not_for_role", fields=RESULT),
    ],
}  # fmt: skip

REMINDED: dict[str, Story] = {
    "reminders keep state and clocks and are counted": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("remind", "duty", "09-24 12:00", "accepted_by_department", "09-24 14:00", then={"reminders": 1}),
        Do("remind", "leader", "09-24 13:00", "accepted_by_department", "09-24 14:00", then={"reminders": 2}),
        Do("remind", "fire", "09-24 13:01", refused="act_not_for_role"),
    ],
    "nobody is reminded of what is not filed": [
        Do("report", "duty", "09-24 10:00"), Do("remind", "duty", "09-24 10:01", refused="act_not_from_state"),
    ],
}  # fmt: skip

VOIDED: dict[str, Story] = {
    "the shift leader voids at once": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("void", "duty", "09-24 10:30", refused="act_not_for_role", fields=R),
        Do("void", "shift", "09-24 10:30", "void", fields=R),
        Do("note", "duty", "09-24 10:31", refused="act_not_from_state", fields={"note": "x"}),
    ],
    "voiding is asked for and approved": [
        Do("report", "duty", "09-24 10:00"),
        Do("ask_void", "duty", "09-24 10:01", "reported", fields=R, then={"pending": "void"}),
        Do("ask_void", "duty", "09-24 10:02", refused="already_pending", fields=R),
        Do("approve_void", "duty", "09-24 10:03", refused="act_not_for_role"),
        Do("approve_void", "fire", "09-24 10:03", refused="act_not_for_role"),
        Do("approve_void", "shift", "09-24 10:03", "void", then={"pending": ""}),
    ],
    "voiding is refused, asked for again, and the case goes on": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("ask_void", "works", "09-24 10:01", refused="act_not_own_department", fields=R),
        Do("ask_void", "fire", "09-24 10:01", fields=R, then={"pending": "void"}),
        Do("refuse_void", "shift", "09-24 10:02", refused="field_missing"),
        Do("refuse_void", "shift", "09-24 10:02", "accepted_by_department", fields=R, then={"pending": ""}),
        Do("refuse_void", "shift", "09-24 10:03", refused="nothing_pending", fields=R),
        Do("ask_void", "fire", "09-24 10:04", fields=R, then={"pending": "void"}),
        Do("hand_in", "fire", "09-24 10:05", "handled", fields=RESULT, then={"pending": "void"}),
        Do("check", "duty", "09-24 10:06", fields={"finding": "属实"}),
        Do("close", "duty", "09-24 10:07", "closed", then={"pending": ""}),
    ],
    "the shift leader closes by force": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("force_close", "duty", "09-24 11:00", refused="act_not_for_role", fields=R),
        Do("force_close", "shift", "09-24 11:00", refused="field_missing"),
        Do("force_close", "shift", "09-24 11:00", "closed", fields=R),
    ],
}  # fmt: skip

REWORKED: dict[str, Story] = {
    "rework is counted and the clock runs on": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("hand_in", "fire", "09-24 11:00", "handled", next="09-24 11:30", fields=RESULT),
        Do("return", "duty", "09-24 11:10", "in_progress", "09-24 14:00", "09-24 14:00", fields=R, then={"rework": 1}),
        Do("hand_in", "fire", "09-24 13:00", "handled", fields=RESULT),
        Do("check", "duty", "09-24 13:05", "checked", fields={"finding": "属实"}),
        Do("return", "shift", "09-24 13:06", "in_progress", "09-24 14:00", fields=R, then={"rework": 2}),
    ],
    "a department's return is no rework": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("return", "fire", "09-24 10:30", "filed", "09-24 14:00", fields=R, then={"rework": 0}),
        Do("return", "duty", "09-24 10:31", "reported", next="09-24 10:46", fields=R, then={"rework": 0}),
        file("h4", "09-24 10:40", "09-24 16:10"),
        dispatch("09-24 10:41", department="D2"),
        Do("accept", "fire", "09-24 10:42", refused="act_not_own_department"),
        Do("accept", "works", "09-24 10:42", due="09-24 16:10"),
    ],
}  # fmt: skip

MERGED: dict[str, Story] = {
    "a child is not open and comes back with its clock": [
        Do("report", "duty", "09-24 09:00", case="p"),
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("merge", "fire", "09-24 10:10", refused="act_not_for_role", fields={"parent": "p"}),
        Do("merge", "duty", "09-24 10:10", "accepted_by_department", fields={"parent": "T-20250924-0001"},
           then={"parent_id": "p", "is_open": False}),
        Do("hand_in", "fire", "09-24 10:20", refused="case_is_merged", fields=RESULT),
        Do("note", "fire", "09-24 10:21", fields={"note": "同一处"}),
        Do("merge", "duty", "09-24 10:22", refused="case_is_merged", fields={"parent": "p"}),
        Do("separate", "duty", "09-24 13:00", "accepted_by_department", "09-24 14:00", "09-24 14:00", fields=R,
           then={"parent_id": None, "is_open": True}),
        Do("separate", "duty", "09-24 13:01", refused="case_not_merged", fields=R),
    ],
    "what cannot be merged": [
        Do("report", "duty", "09-24 09:00", case="p"),
        Do("report", "duty", "09-24 09:01", case="q"),
        Do("report", "duty", "09-24 09:02"),
        Do("merge", "duty", "09-24 09:03", refused="merge_parent_unknown", fields={"parent": "nothing"}),
        Do("merge", "duty", "09-24 09:03", refused="merge_with_itself", fields={"parent": "c1"}),
        Do("merge", "duty", "09-24 09:03", case="q", fields={"parent": "p"}),
        Do("merge", "duty", "09-24 09:04", refused="merge_parent_is_child", fields={"parent": "q"}),
        Do("merge", "duty", "09-24 09:05", refused="merge_has_children", case="p", fields={"parent": "c1"}),
        Do("decline", "duty", "09-24 09:06", "declined", case="p", fields=R),
        Do("merge", "duty", "09-24 09:07", refused="merge_parent_ended", fields={"parent": "p"}),
        Do("separate", "shift", "09-24 09:08", "reported", case="q", fields=R, then={"is_open": True}),
    ],
}  # fmt: skip

STORIES: dict[str, Story] = {**STRAIGHT, **VERIFIED, **REMINDED, **VOIDED, **REWORKED, **MERGED}


@pytest.mark.parametrize("name", list(STORIES))
def test_story(name: str) -> None:
    tell(STORIES[name])


def test_that_the_clock_of_rework_may_start_again() -> None:
    teller = Teller(rework_clock="restart")
    for step in (
        *with_department("h4", "09-24 10:00", "09-24 15:30"),
        Do("hand_in", "fire", "09-24 11:00", "handled", fields=RESULT),
        Do("return", "duty", "09-24 14:30", "in_progress", "09-25 09:30", "09-25 09:30", fields=R),
    ):
        teller.do(step)
