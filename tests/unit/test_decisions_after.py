"""Overdue appeals (申诉) and taking back one's own act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.domain.deciding import LastAct
from models.domain.decisions import Act, Facts, decide
from models.domain.decisions_after import LASTING_ACTS
from models.domain.errors import Refused
from models.domain.facts import facts_of
from models.domain.instant import MINUTE
from models.domain.lifecycle import shipped_lifecycle
from tests.helpers.records import ALL, CLOCKS, T0, make_case
from tests.helpers.stories import RESULT, Do, R, Story, Teller, dispatch, file, tell, with_department

FOUND = {"finding": "属实"}
NOTED = {"note": "x"}


def closed(handed_in: str) -> list[Do]:
    """A case with the fire department, due at two, handed in at a time and closed."""
    return [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("hand_in", "fire", handed_in, fields=RESULT),
        Do("check", "duty", "09-24 15:00", fields=FOUND),
        Do("close", "duty", "09-24 15:01", "closed"),
    ]


APPEALS: dict[str, Story] = {
    "an appeal is granted: the fact stays, the statistic is exempted": [
        *closed("09-24 14:01"),
        Do("appeal", "duty", "09-25 09:00", refused="act_not_for_role", fields=R),
        Do("appeal", "works", "09-25 09:00", refused="act_not_own_department", fields=R),
        Do("appeal", "fire", "09-25 09:00", "closed", "09-24 14:00", fields=R, then={"pending": "appeal"}),
        Do("appeal", "fire", "09-25 09:01", refused="already_pending", fields=R),
        Do("approve_appeal", "shift", "09-25 09:02", refused="act_not_for_role"),
        Do("approve_appeal", "assessor", "09-25 09:02", "closed", "09-24 14:00", then={"exempted": 1, "pending": ""}),
        Do("appeal", "fire", "09-25 09:03", refused="appeal_granted_already", fields=R),
    ],
    "an appeal is rejected": [
        *closed("09-24 14:01"),
        Do("refuse_appeal", "assessor", "09-25 09:00", refused="nothing_pending", fields=R),
        Do("appeal", "fire", "09-25 09:00", fields=R),
        Do("refuse_appeal", "assessor", "09-25 09:02", "closed", fields=R, then={"exempted": 0, "pending": ""}),
    ],
    "who was in time or is not closed has nothing to appeal against": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("appeal", "fire", "09-24 14:30", refused="act_not_from_state", fields=R),
        Do("hand_in", "fire", "09-24 14:00", fields=RESULT),
        Do("force_close", "shift", "09-24 14:30", fields=R),
        Do("appeal", "fire", "09-24 15:00", refused="appeal_not_late", fields=R),
    ],
}

UNDONE: dict[str, Story] = {
    "a filing is taken back with its clock": [
        Do("report", "duty", "09-24 10:00"),
        file("u4", "09-24 10:05", "09-24 14:05"),
        Do("undo", "shift", "09-24 10:05", refused="undo_not_yours"),
        Do("undo", "duty", "09-24 10:06", "reported", "none", "09-24 10:15", then={"filed_at": None}),
        Do("undo", "duty", "09-24 10:06", refused="undo_not_possible"),
        file("h4", "09-24 10:06", "09-24 15:36"),
    ],
    "too late, or the next party has acted": [
        Do("report", "duty", "09-24 10:00"),
        Do("undo", "duty", "09-24 10:00", refused="undo_not_possible"),
        file("u4", "09-24 10:05", "09-24 14:05"),
        Do("undo", "duty", "09-24 10:07", refused="undo_too_late"),
        dispatch("09-24 10:08"),
        Do("accept", "fire", "09-24 10:08"),
        Do("undo", "duty", "09-24 10:08", refused="undo_not_yours"),
        Do("undo", "fire", "09-24 10:09", "dispatched", then={"holder_code": None, "accepted_at": None}),
        Do("note", "fire", "09-24 10:09", fields=NOTED),
        Do("undo", "fire", "09-24 10:09", refused="undo_not_possible"),
    ],
    "an end, a merging, a request and its answer are taken back": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("report", "duty", "09-24 10:00", case="p"),
        Do("merge", "duty", "09-24 10:10", fields={"parent": "p"}),
        Do("undo", "duty", "09-24 10:10", then={"is_open": True}),
        Do("ask_extension", "fire", "09-24 10:11", fields={"amount": "2", **R}),
        Do("approve_extension", "shift", "09-24 10:12", due="09-24 16:00"),
        Do("undo", "shift", "09-24 10:12", due="09-24 14:00", then={"pending": "extension=2", "extensions": 0}),
        Do("void", "shift", "09-24 10:13", "void", fields=R),
        Do("undo", "shift", "09-24 10:13", "accepted_by_department", then={"pending": "extension=2", "ended_at": None}),
    ],
    "the tasks of a joint dispatch go back too": [
        Do("report", "duty", "09-24 10:00"),
        file("u4", "09-24 10:00", "09-24 14:00"),
        Do("dispatch", "duty", "09-24 10:00", fields={"department_code": "D1", "assistants": "D2"}),
        Do("undo", "duty", "09-24 10:01", "filed", then={"assistants": "", "unfinished": "", "department_code": None}),
        Do("dispatch", "duty", "09-24 10:01", fields={"department_code": "D1", "assistants": "D2"}),
        Do("force_close", "shift", "09-24 10:02", fields=R, then={"assistants": ""}),
        Do("undo", "shift", "09-24 10:02", "dispatched", then={"assistants": "D2", "unfinished": "D2"}),
        Do("accept_task", "works", "09-24 10:03"),
        Do("undo", "works", "09-24 10:03", refused="undo_not_possible"),
        Do("void", "shift", "09-24 10:04", fields=R),
        Do("undo", "shift", "09-24 10:04", then={"unfinished": "D2"}),
        Do("hand_in_task", "works", "09-24 10:05", fields=RESULT, then={"unfinished": ""}),
        Do("void", "shift", "09-24 10:06", fields=R, then={"assistants": "D2"}),
        Do("undo", "shift", "09-24 10:06", "dispatched", then={"assistants": "D2", "unfinished": ""}),
    ],
}


@pytest.mark.parametrize("name", [*APPEALS, *UNDONE])
def test_story(name: str) -> None:
    tell({**APPEALS, **UNDONE}[name])


def test_that_the_log_keeps_the_act_and_its_undoing() -> None:
    teller: Teller = tell(UNDONE["a filing is taken back with its clock"])
    assert [verb for verb, *_ in teller.log()] == ["report", "file", "undo", "file"]


@pytest.mark.parametrize(
    "undo",
    [None, LastAct("file", "all", T0, None), *[LastAct(verb, "all", T0, {}) for verb in sorted(LASTING_ACTS)]],
    ids=lambda undo: undo.verb if undo else "nothing",
)
def test_that_what_was_said_or_is_unknown_stays(undo: LastAct | None) -> None:
    with pytest.raises(Refused, match="undo_not_possible"):
        decide(make_case(), Act("k", "undo", {}, ALL, "d", T0), shipped_lifecycle(), CLOCKS, Facts(undo=undo))


@pytest.mark.parametrize(("after", "done"), [(MINUTE, True), (MINUTE + 1, False)])
def test_that_a_minute_is_a_minute(after: int, done: bool) -> None:
    before = make_case()
    last = LastAct("decline", "all", T0, facts_of(before))
    ended = replace(before, state="declined", ended_at=T0, version=2)
    act = Act("k", "undo", {}, ALL, "d", T0 + after)
    if done:
        back = decide(ended, act, shipped_lifecycle(), CLOCKS, Facts(undo=last))
        assert (back.state, back.ended_at, back.version, facts_of(back)) == ("reported", None, 3, facts_of(before))
    else:
        with pytest.raises(Refused, match="undo_too_late"):
            decide(ended, act, shipped_lifecycle(), CLOCKS, Facts(undo=last))
