"""Joint handling: lead and assisting departments, each with its own task and clock."""

from __future__ import annotations

import pytest

from models.domain.decisions import Act, Facts, decide
from models.domain.errors import Refused
from models.domain.lifecycle import shipped_lifecycle
from models.domain.task import ASSIST, Task, TaskState
from tests.helpers.records import ALL, CLOCKS, OTHER_DEPARTMENT, T0, make_case
from tests.helpers.stories import RESULT, Do, R, Story, file, instant, tell

D2 = {"department_code": "D2"}
HELPS = {"assistants": "D2", "unfinished": "D2"}
FOUND = {"finding": "属实"}


def jointly(at: str = "09-24 10:00", assistants: str = "D2", **more: str) -> list[Do]:
    """Filed with four working hours and dispatched to D1, with D2 assisting."""
    to = {"department_code": "D1", "assistants": assistants}
    return [Do("report", "duty", at), file("h4", at, "09-24 15:30"), Do("dispatch", "duty", at, fields=to, **more)]  # type: ignore[arg-type]


STORIES: dict[str, Story] = {
    "the case closes when the lead and every assistant are done": [
        *jointly(),
        Do("accept_task", "fire", "09-24 10:10", refused="act_not_assisting"),
        Do("hand_in_task", "works", "09-24 10:10", refused="no_task_waiting", fields=RESULT),
        Do("accept_task", "works", "09-24 10:15", "dispatched", "09-24 15:30", then=HELPS),
        Do("accept_task", "works", "09-24 10:16", refused="no_task_waiting"),
        Do("accept", "works", "09-24 10:20", refused="act_not_own_department"),
        Do("accept", "fire", "09-24 10:20", "accepted_by_department"),
        Do("hand_in", "fire", "09-24 11:00", "handled", fields=RESULT),
        Do("check", "duty", "09-24 11:10", "checked", fields=FOUND),
        Do("close", "duty", "09-24 11:20", refused="assistants_not_done"),
        Do("hand_in_task", "works", "09-24 11:30", "checked", fields=RESULT, then={**HELPS, "unfinished": ""}),
        Do("hand_in_task", "works", "09-24 11:31", refused="act_not_assisting", fields=RESULT),
        Do("close", "duty", "09-24 11:40", "closed", then={"assistants": "D2"}),
    ],
    "assistants are added and withdrawn": [
        *jointly(assistants=""),
        Do("accept_task", "works", "09-24 10:05", refused="act_not_assisting"),
        Do("add_task", "duty", "09-24 10:10", refused="assistant_is_lead", fields={"department_code": "D1"}),
        Do("add_task", "duty", "09-24 10:10", refused="department_unknown", fields={"department_code": "D9"}),
        Do("add_task", "duty", "09-24 10:10", fields=D2, then={"unfinished": "D2"}),
        Do("add_task", "duty", "09-24 10:11", refused="assistant_already", fields=D2),
        Do("withdraw_task", "fire", "09-24 10:12", refused="act_not_for_role", fields={**D2, **R}),
        Do("withdraw_task", "shift", "09-24 10:12", fields={**D2, **R}, then={"assistants": "", "unfinished": ""}),
        Do("withdraw_task", "shift", "09-24 10:13", refused="department_not_assisting", fields={**D2, **R}),
        Do("add_task", "shift", "09-24 10:14", fields=D2, then={"assistants": "D2", "unfinished": "D2"}),
    ],
    "dispatched anew, assistants stay unless others are named": [
        *jointly(),
        Do("accept_task", "works", "09-24 10:10"),
        Do("return", "fire", "09-24 10:20", "filed", fields=R),
        Do("dispatch", "duty", "09-24 10:30", fields={"department_code": "D1"}, then={"unfinished": "D2"}),
        Do("hand_in_task", "works", "09-24 10:31", fields=RESULT, then={"assistants": "D2", "unfinished": ""}),
        Do("return", "fire", "09-24 10:32", "filed", fields=R),
        Do("dispatch", "duty", "09-24 10:33", refused="assistant_is_lead", fields=D2),
        Do("dispatch", "duty", "09-24 10:34", fields={**D2, "assistants": "D1"}, then={"assistants": "D1"}),
    ],
    "what cannot be dispatched": [
        *jointly(assistants="D2，D9", refused="department_unknown"),
        Do("dispatch", "duty", "09-24 10:01", refused="assistant_is_lead",
           fields={"department_code": "D1", "assistants": "D2, D1"}),
    ],
    "a result sent back is the lead's again, and force leaves nobody waiting": [
        *jointly(),
        Do("accept", "fire", "09-24 10:10"),
        Do("hand_in", "fire", "09-24 10:20", fields=RESULT),
        Do("return", "duty", "09-24 10:30", "in_progress", fields=R),
        Do("hand_in", "fire", "09-24 10:40", fields=RESULT),
        Do("force_close", "shift", "09-24 10:50", "closed", fields=R, then={"assistants": "", "unfinished": ""}),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", list(STORIES))
def test_story(name: str) -> None:
    tell(STORIES[name])


def test_that_each_department_has_its_own_clock_and_result() -> None:
    story = [
        *jointly(assistants=""),
        Do("accept", "fire", "09-24 10:10"),
        Do("add_task", "duty", "09-24 11:00", fields=D2),
        Do("accept_task", "works", "09-24 11:10"),
        Do("hand_in_task", "works", "09-24 11:20", fields={"result": "已围挡"}),
        Do("hand_in", "fire", "09-24 11:30", fields=RESULT),
    ]
    assist, lead = (tell(story).memory.tasks[key] for key in ("c1:assist:D2", "c1:lead:D1"))
    assert (lead.state, lead.due_at, lead.accepted_by, lead.result) == (
        "done", instant("09-24 15:30"), "fire", "已处置",
    )  # fmt: skip
    assert (assist.state, assist.dispatched_at, assist.due_at) == (
        "done", instant("09-24 11:00"), instant("09-24 16:30"),
    )  # fmt: skip
    assert (assist.accepted_at, assist.done_at, assist.result) == (
        instant("09-24 11:10"), instant("09-24 11:20"), "已围挡",
    )  # fmt: skip


def test_that_who_acts_for_several_departments_names_the_one() -> None:
    tasks = tuple(
        Task(f"c1:assist:{code}", "c1", code, ASSIST, TaskState.DISPATCHED, T0, None) for code in ("D2", "D3")
    )
    case = make_case(state="dispatched", department_code="D1", assistants="D2 D3", unfinished="D2 D3")

    def accept(**fields: str) -> str:
        act = Act("k", "accept_task", fields, ALL, "d", T0)
        return decide(case, act, shipped_lifecycle(), CLOCKS, Facts(tasks=tasks)).unfinished

    with pytest.raises(Refused) as refused:
        accept()
    assert (refused.value.key, refused.value.arguments) == ("task_department_missing", {"departments": "D2, D3"})
    assert accept(task_department="D3") == "D2 D3"
    with pytest.raises(Refused, match="no_task_waiting"):
        accept(task_department="D1")


def test_that_a_task_without_a_limit_has_the_cases_deadline() -> None:
    case = make_case(state="dispatched", department_code="D1", due_at=T0 + 7)
    act = Act("k", "add_task", {"department_code": "D2"}, ALL, "d", T0)
    after = decide(case, act, shipped_lifecycle(), CLOCKS, Facts(department=OTHER_DEPARTMENT))
    assert (after.assistants, after.due_at) == ("D2", T0 + 7)
