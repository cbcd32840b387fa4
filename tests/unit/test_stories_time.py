"""Lives of cases that are given more time: extensions (延期) and suspensions (挂账), with real clocks."""

from __future__ import annotations

import pytest

from tests.helpers.stories import RESULT, Do, R, Story, dispatch, file, instant, tell, with_department


def ask_more(amount: str, at: str, who: str = "fire", **more: str) -> Do:
    return Do("ask_extension", who, at, fields={"amount": amount, **R}, **more)  # type: ignore[arg-type]


def more(at: str, due: str, count: int) -> Do:
    return Do("approve_extension", "shift", at, due=due, next=due, then={"extensions": count, "pending": ""})


EXTENDED: dict[str, Story] = {
    "two extensions over the holidays and the make-up Saturday, and no third": [
        *with_department("d2", "09-29 10:00", "10-09 10:00"),
        ask_more("1", "09-29 11:00"),
        more("09-29 11:30", "10-10 10:00", 1),
        ask_more("2", "10-09 16:00"),
        more("10-09 16:30", "10-13 10:00", 2),
        ask_more("1", "10-09 16:40", refused="extensions_used_up"),
    ],
    "a refusal does not count": [
        *with_department("h4", "09-24 10:00", "09-24 15:30"),
        ask_more("4", "09-24 11:00"),
        ask_more("2", "09-24 11:01", refused="already_pending"),
        Do("refuse_extension", "duty", "09-24 11:02", refused="act_not_for_role", fields=R),
        Do("refuse_extension", "shift", "09-24 11:02", due="09-24 15:30", fields=R, then={"extensions": 0}),
        ask_more("4", "09-24 11:03"),
        more("09-24 11:04", "09-25 10:30", 1),
        ask_more("1.5", "09-24 11:05"),
        more("09-24 11:06", "09-25 12:00", 2),
    ],
    "an extension asked in time and approved late counts from the limit's end": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        ask_more("4", "09-24 14:00"),
        more("09-24 15:00", "09-24 18:00", 1),
    ],
    "what is no extension": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        ask_more("5", "09-24 11:00", refused="extension_too_long"),
        ask_more("0", "09-24 11:00", refused="extension_wrong"),
        ask_more("半天", "09-24 11:00", refused="extension_wrong"),
        ask_more("1", "09-24 11:00", who="works", refused="act_not_own_department"),
        ask_more("1", "09-24 11:00", who="duty", refused="act_not_for_role"),
        Do("approve_extension", "shift", "09-24 11:00", refused="nothing_pending"),
        ask_more("1", "09-24 14:01", refused="act_only_before_overdue"),
    ],
    "natural days extended over the month's end": [
        *with_department("n3", "10-30 09:00", "11-02 09:00"), ask_more("3", "10-31 22:00"),
        more("11-01 08:00", "11-05 09:00", 1),
    ],
    "handing in and returning leave no request behind": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        ask_more("1", "09-24 11:00"),
        Do("begin", "fire", "09-24 11:01", then={"pending": "extension=1"}),
        Do("return", "fire", "09-24 11:02", "filed", fields=R, then={"pending": ""}),
        dispatch("09-24 11:03", department="D2"),
        Do("approve_extension", "shift", "09-24 11:04", refused="nothing_pending"),
        ask_more("1", "09-24 11:05", who="works"),
        Do("hand_in", "works", "09-24 11:06", refused="act_not_from_state", fields=RESULT),
        Do("accept", "works", "09-24 11:07"),
        Do("hand_in", "works", "09-24 11:08", "handled", fields=RESULT, then={"pending": ""}),
    ],
    "filed anew, the extension belongs to the old limit": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"), ask_more("4", "09-24 11:00"),
        more("09-24 11:01", "09-24 18:00", 1),
        Do("return", "fire", "09-24 11:02", "filed", "09-24 18:00", fields=R),
        Do("return", "duty", "09-24 11:03", "reported", fields=R),
        file("u4", "09-24 11:10", "09-24 15:10"),
    ],
}  # fmt: skip


def ask_rest(until: str, at: str, **more: str) -> Do:
    return Do("ask_suspension", "fire", at, fields={"until": until, **R}, **more)  # type: ignore[arg-type]


def rest(at: str, due: str) -> Do:
    return Do("approve_suspension", "shift", at, due=due, next=due, then={"pending": "", "suspensions": 1})


SUSPENDED: dict[str, Story] = {
    "the clock stands until the date and runs by itself": [
        *with_department("h4", "09-24 10:00", "09-24 15:30"),
        ask_rest("2025-09-26", "09-24 10:30"),
        rest("09-24 11:00", "09-26 11:30"),
        Do("note", "fire", "09-25 10:00", due="09-26 11:30", fields={"note": "x"},
           then={"suspended_until": instant("09-26 00:00")}),
        Do("resume", "duty", "09-26 00:00", due="09-26 11:30", then={"suspended_until": None}),
        Do("resume", "duty", "09-26 08:00", refused="case_not_suspended"),
        Do("hand_in", "fire", "09-26 09:00", "handled", "09-26 11:30", fields=RESULT),
    ],
    "any act after the date notes that the clock runs": [
        *with_department("h4", "09-24 10:00", "09-24 15:30"),
        ask_rest("2025-09-26", "09-24 10:30"),
        rest("09-24 11:00", "09-26 11:30"),
        Do("begin", "fire", "09-26 09:00", due="09-26 11:30", then={"suspended_until": None}),
    ],
    "resumed by hand earlier": [
        *with_department("h4", "09-24 10:00", "09-24 15:30"),
        ask_rest("2025-09-26", "09-24 10:30"),
        rest("09-24 11:00", "09-26 11:30"),
        Do("resume", "works", "09-25 14:00", refused="act_not_own_department"),
        Do("resume", "fire", "09-25 14:00", "accepted_by_department", "09-25 17:00", "09-25 17:00"),
        ask_rest("2025-09-26", "09-25 14:01", refused="suspension_used_up"),
    ],
    "handed in while it stands": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        ask_rest("2025-10-09", "09-24 10:30"),
        rest("09-24 11:00", "10-09 03:00"),
        Do("hand_in", "fire", "09-24 20:00", "handled", "09-24 23:00", "09-24 20:30", fields=RESULT,
           then={"suspended_until": None}),
    ],
    "closed by force while it stands": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        ask_rest("2025-10-09", "09-24 10:30"),
        rest("09-24 11:00", "10-09 03:00"),
        Do("force_close", "shift", "09-24 12:00", "closed", "09-24 15:00", fields=R, then={"suspended_until": None}),
    ],
    "working days stand over the National Day holidays": [
        *with_department("d2", "09-29 10:00", "10-09 10:00"),
        ask_rest("2025-10-09", "09-29 13:45"),
        rest("09-29 14:00", "10-10 15:00"),
    ],
    "extended while it stands": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        ask_rest("2025-09-25", "09-24 10:30"),
        ask_more("2", "09-24 10:31"),
        Do("approve_suspension", "shift", "09-24 11:00", due="09-25 03:00", then={"pending": "extension=2"}),
        more("09-24 11:01", "09-25 05:00", 1),
    ],
    "what is no suspension": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        ask_rest("2025-09-24", "09-24 10:30", refused="suspension_in_the_past"),
        ask_rest("明天", "09-24 10:30", refused="date_wrong"),
        Do("ask_suspension", "duty", "09-24 10:30", refused="act_not_for_role", fields={"until": "2025-09-25", **R}),
        Do("resume", "duty", "09-24 10:30", refused="case_not_suspended"),
        ask_rest("2025-09-25", "09-24 10:30"),
        Do("refuse_suspension", "shift", "09-24 10:31", fields=R, then={"suspensions": 0, "pending": ""}),
        ask_rest("2025-09-25", "09-24 13:59"),
        Do("approve_suspension", "shift", "09-24 14:01", refused="act_only_before_overdue"),
        ask_rest("2025-09-25", "09-24 14:01", refused="already_pending"),
        ask_more("1", "09-24 14:01", refused="act_only_before_overdue"),
    ],
}  # fmt: skip


def other(limit: str, at: str, due: str, who: str = "duty", **more: object) -> Do:
    fields = {"standard_code": limit, **R}
    return Do("reclassify", who, at, due=due, next=due, fields=fields, **more)  # type: ignore[arg-type]


RECLASSIFIED: dict[str, Story] = {
    "another condition, from the same start, over lunch and night": [
        Do("report", "duty", "09-24 10:00"),
        Do("reclassify", "duty", "09-24 10:00", refused="act_not_from_state", fields={"standard_code": "h4", **R}),
        file("u4", "09-24 10:00", "09-24 14:00"),
        Do("reclassify", "fire", "09-24 10:10", refused="act_not_for_role", fields={"standard_code": "h4", **R}),
        Do("reclassify", "duty", "09-24 10:10", refused="field_missing", fields={"standard_code": "h4"}),
        Do("reclassify", "duty", "09-24 10:10", refused="standard_same", fields={"standard_code": "u4", **R}),
        Do("reclassify", "duty", "09-24 10:10", refused="standard_unknown", fields={"standard_code": "x", **R}),
        other("h4", "09-24 10:10", "09-24 15:30", then={"standard_code": "h4", "state": "filed"}),
        dispatch("09-24 10:20"),
        other("d2", "09-24 16:00", "09-26 10:00", "shift", state="dispatched"),
        Do("undo", "shift", "09-24 16:00", "dispatched", "09-24 15:30", then={"standard_code": "h4"}),
    ],
    "what was granted beyond the old limit falls away, the count stays, the clock stood": [
        *with_department("n3", "10-30 09:00", "11-02 09:00"),
        ask_more("1", "10-30 10:00"),
        more("10-30 11:00", "11-03 09:00", 1),
        Do("ask_suspension", "fire", "10-30 12:00", fields={"until": "2025-11-05", **R}),
        Do("approve_suspension", "shift", "10-31 00:00", due="11-08 09:00"),
        ask_more("1", "10-31 01:00"),
        other("u2d", "10-31 02:00", "11-06 09:00", then={"extension": None, "extensions": 1, "pending": ""}),
    ],
}  # fmt: skip

STORIES: dict[str, Story] = {**EXTENDED, **SUSPENDED, **RECLASSIFIED}


@pytest.mark.parametrize("name", list(STORIES))
def test_story(name: str) -> None:
    tell(STORIES[name])
