"""What acts do to each task of a case, field by field, and what refusals about tasks say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from models.domain.case import Case
from models.domain.deciding import Act, Facts, LastAct
from models.domain.decisions import decided, step_of
from models.domain.decisions_joint import _lead, tasks_after
from models.domain.errors import Refused
from models.domain.facts import facts_of
from models.domain.instant import HOUR
from models.domain.lifecycle import shipped_lifecycle
from models.domain.task import ASSIST, LEAD, Task, TaskState
from tests.helpers.records import ALL, CLOCKS, DEPARTMENT, OTHER_DEPARTMENT, T0, make_case

LIFECYCLE = shipped_lifecycle()
NOW = T0 + HOUR
CASE = make_case(
    state="in_progress", department_code="D1", filed_at=T0, limit_text="4 urgent_hour", due_at=T0 + 4 * HOUR,
    deadline_at=T0 + 4 * HOUR,
)  # fmt: skip
LEADS = Task("c1:lead:D1", "c1", "D1", LEAD, TaskState.ACCEPTED, T0, T0 + 1, T0 + 2, "fire")
HELPS = Task("c1:assist:D2", "c1", "D2", ASSIST, TaskState.DISPATCHED, T0, T0 + 3)


def tasks(case: Case, verb: str, facts: Facts, fields: Mapping[str, str] | None = None) -> dict[str, Task]:
    step = step_of(case, Act("k", verb, fields or {}, ALL, "d", NOW), LIFECYCLE, CLOCKS, facts)
    return {task.id: task for task in tasks_after(step, decided(step))}


def test_that_a_dispatch_begins_the_leads_task_and_its_assistants_with_their_own_clocks() -> None:
    case = replace(CASE, state="filed", department_code=None)
    facts = Facts(department=DEPARTMENT, assistants=frozenset({"D2", "D3"}))
    found = tasks(case, "dispatch", facts, {"department_code": "D1", "assistants": "D3，D2,D3"})
    assert list(found.values()) == [
        Task("c1:lead:D1", "c1", "D1", LEAD, "dispatched", NOW, T0 + 4 * HOUR),
        Task("c1:assist:D2", "c1", "D2", ASSIST, "dispatched", NOW, NOW + 4 * HOUR),
        Task("c1:assist:D3", "c1", "D3", ASSIST, "dispatched", NOW, NOW + 4 * HOUR),
    ]


@pytest.mark.parametrize("between", ["，", ",", " ", ", ", "，  "])
def test_that_departments_may_be_written_with_any_comma(between: str) -> None:
    facts = Facts(department=DEPARTMENT, assistants=frozenset({"D2", "D3"}))
    fields = {"department_code": "D1", "assistants": f"D2{between}D3"}
    assert {"c1:assist:D2", "c1:assist:D3"} < set(tasks(replace(CASE, state="filed"), "dispatch", facts, fields))


def test_that_a_dispatch_to_another_department_withdraws_the_lead_before() -> None:
    facts = Facts(department=OTHER_DEPARTMENT, tasks=(LEADS, replace(HELPS, id="c1:assist:D3", department_code="D3")))
    found = tasks(replace(CASE, state="filed"), "dispatch", facts, {"department_code": "D2"})
    assert found["c1:lead:D1"] == replace(LEADS, state="withdrawn")
    assert found["c1:lead:D2"] == Task("c1:lead:D2", "c1", "D2", LEAD, "dispatched", NOW, T0 + 4 * HOUR)
    assert found["c1:assist:D3"].state == "dispatched"


def test_that_assistants_named_anew_keep_what_they_did_and_others_are_withdrawn() -> None:
    begun = replace(HELPS, state=TaskState.ACCEPTED, accepted_at=T0 + 5, accepted_by="works")
    gone = replace(HELPS, id="c1:assist:D3", department_code="D3")
    back = replace(HELPS, id="c1:assist:D4", department_code="D4", state=TaskState.WITHDRAWN, accepted_at=T0)
    facts = Facts(department=DEPARTMENT, assistants=frozenset({"D2", "D4"}), tasks=(begun, gone, back))
    fields = {"department_code": "D1", "assistants": "D2 D4"}
    found = tasks(replace(CASE, state="filed"), "dispatch", facts, fields)
    assert found["c1:assist:D2"] == begun
    assert found["c1:assist:D3"] == replace(gone, state="withdrawn")
    assert found["c1:assist:D4"] == Task("c1:assist:D4", "c1", "D4", ASSIST, "dispatched", NOW, NOW + 4 * HOUR)


def test_that_the_leads_task_is_accepted_with_the_case() -> None:
    waits = replace(LEADS, state=TaskState.DISPATCHED, accepted_at=None, accepted_by=None)
    gone = replace(LEADS, id="c1:lead:D9", department_code="D9", state=TaskState.WITHDRAWN)
    found = tasks(replace(CASE, state="dispatched"), "accept", Facts(tasks=(waits, gone, HELPS)))
    assert found == {
        waits.id: replace(waits, state="accepted", due_at=T0 + 4 * HOUR, accepted_at=NOW, accepted_by="all"),
        gone.id: gone,
        HELPS.id: HELPS,
    }


def test_that_the_leads_task_is_done_when_it_hands_in_and_accepted_again_when_sent_back() -> None:
    done = tasks(CASE, "hand_in", Facts(tasks=(LEADS, HELPS)), {"result": "已清理"})
    assert done == {
        LEADS.id: replace(LEADS, state="done", due_at=T0 + 4 * HOUR, done_at=NOW, result="已清理"),
        HELPS.id: HELPS,
    }
    handled = replace(CASE, state="handled")
    back = tasks(handled, "return", Facts(tasks=(done[LEADS.id],)), {"reason": "不合格"})
    assert back == {LEADS.id: replace(done[LEADS.id], state="accepted")}


def test_that_a_department_that_returns_the_case_has_its_task_withdrawn() -> None:
    found = tasks(CASE, "return", Facts(tasks=(LEADS, HELPS)), {"reason": "非本部门"})
    assert found == {LEADS.id: replace(LEADS, state="withdrawn", due_at=T0 + 4 * HOUR), HELPS.id: HELPS}


def test_that_an_assistant_accepts_and_hands_in_its_own_task() -> None:
    case = replace(CASE, assistants="D2", unfinished="D2")
    accepted = tasks(case, "accept_task", Facts(tasks=(LEADS, HELPS)))
    assert accepted == {
        LEADS.id: LEADS, HELPS.id: replace(HELPS, state="accepted", accepted_at=NOW, accepted_by="all"),
    }  # fmt: skip
    done = tasks(case, "hand_in_task", Facts(tasks=tuple(accepted.values())), {"result": "已围挡"})
    assert done[HELPS.id] == replace(accepted[HELPS.id], state="done", done_at=NOW, result="已围挡")


def test_that_a_task_withdrawn_may_be_given_again_and_begins_anew() -> None:
    gone = replace(HELPS, state=TaskState.WITHDRAWN, accepted_at=T0, accepted_by="works")
    facts = Facts(department=OTHER_DEPARTMENT, tasks=(gone,))
    assert tasks(CASE, "add_task", facts, {"department_code": "D2"}) == {
        HELPS.id: Task(HELPS.id, "c1", "D2", ASSIST, "dispatched", NOW, NOW + 4 * HOUR)
    }


@pytest.mark.parametrize("verb", ["void", "force_close"])
def test_that_the_end_of_a_case_withdraws_what_is_unfinished_and_keeps_what_is_done(verb: str) -> None:
    done = replace(HELPS, state=TaskState.DONE, done_at=T0 + 9, result="x")
    other = replace(HELPS, id="c1:assist:D3", department_code="D3")
    found = tasks(CASE, verb, Facts(tasks=(LEADS, done, other)), {"reason": "x"})
    assert [task.state for task in found.values()] == ["withdrawn", "done", "withdrawn"]


@pytest.mark.parametrize(
    ("state", "lead"),
    [
        ("filed", "withdrawn"),
        ("dispatched", "dispatched"),
        ("accepted_by_department", "accepted"),
        ("in_progress", "accepted"),
        ("handled", "done"),
        ("checked", "done"),
    ],
)
def test_that_taking_back_an_act_puts_every_task_where_it_was(state: str, lead: str) -> None:
    before = facts_of(replace(CASE, state=state, assistants="D2 D3 D4"))
    given = (
        replace(LEADS, state=TaskState.WITHDRAWN),
        replace(LEADS, id="c1:lead:D9", department_code="D9"),
        replace(HELPS, state=TaskState.WITHDRAWN),
        replace(HELPS, id="c1:assist:D3", department_code="D3", state=TaskState.WITHDRAWN, accepted_at=T0),
        replace(HELPS, id="c1:assist:D4", department_code="D4", state=TaskState.WITHDRAWN, accepted_at=T0, done_at=T0),
        replace(HELPS, id="c1:assist:D5", department_code="D5"),
    )
    undo = LastAct("force_close", "all", NOW, before)
    found = tasks(replace(CASE, state="closed"), "undo", Facts(tasks=given, undo=undo))
    assert [task.state for task in found.values()] == [
        lead, "withdrawn", "dispatched", "accepted", "done", "withdrawn",
    ]  # fmt: skip
    assert [replace(task, state="") for task in found.values()] == [replace(task, state="") for task in given]


def test_that_taking_back_a_dispatch_leaves_no_task_of_a_case_without_department() -> None:
    undo = LastAct("dispatch", "all", NOW, facts_of(replace(CASE, state="filed", department_code=None)))
    given = (replace(LEADS, id="c1:lead:", department_code=""), LEADS)
    found = tasks(replace(CASE, state="dispatched"), "undo", Facts(tasks=given, undo=undo))
    assert [task.state for task in found.values()] == ["withdrawn", "withdrawn"]


@pytest.mark.parametrize(
    ("state", "verb", "fields", "facts", "key", "arguments"),
    [
        (
            "filed", "dispatch", {"department_code": "D1", "assistants": "D2 D1"},
            Facts(department=DEPARTMENT, assistants=frozenset({"D1", "D2"})), "assistant_is_lead", {"department": "D1"},
        ),
        (
            "filed", "dispatch", {"department_code": "D1", "assistants": "D9"}, Facts(department=DEPARTMENT),
            "department_unknown", {"code": "D9"},
        ),
        ("in_progress", "add_task", {"department_code": "D9"}, Facts(), "department_unknown", {"code": "D9"}),
        (
            "in_progress", "add_task", {"department_code": "D1"}, Facts(department=DEPARTMENT),
            "assistant_is_lead", {"department": "D1"},
        ),
        (
            "in_progress", "add_task", {"department_code": "D2"}, Facts(department=OTHER_DEPARTMENT, tasks=(HELPS,)),
            "assistant_already", {"department": "D2"},
        ),
        (
            "in_progress", "withdraw_task", {"department_code": "D3", "reason": "x"}, Facts(tasks=(HELPS,)),
            "department_not_assisting", {"department": "D3"},
        ),
        (
            "checked", "close", {},
            Facts(tasks=(replace(HELPS, id="c1:assist:D3", department_code="D3"), HELPS, LEADS)),
            "assistants_not_done", {"number": "T-1", "departments": "D2, D3"},
        ),
        (
            "in_progress", "hand_in_task", {"result": "x"}, Facts(tasks=(HELPS,)),
            "no_task_waiting", {"verb": "hand_in_task", "number": "T-1"},
        ),
    ],
)  # fmt: skip
def test_that_a_refusal_about_tasks_says_which(
    state: str, verb: str, fields: dict[str, str], facts: Facts, key: str, arguments: dict[str, str]
) -> None:
    case = replace(CASE, state=state, assistants="D2", unfinished="D2")
    with pytest.raises(Refused) as refused:
        tasks(case, verb, facts, fields)
    assert (refused.value.key, refused.value.arguments) == (key, arguments)


@pytest.mark.parametrize(
    ("verb", "state", "changes"),
    [
        ("accept", TaskState.ACCEPTED, {"accepted_at": NOW, "accepted_by": "all"}),
        ("return", TaskState.ACCEPTED, {}),
        ("hand_in", TaskState.DONE, {"done_at": NOW, "result": "x"}),
        ("return", TaskState.WITHDRAWN, {}),
    ],
)
def test_that_the_leads_task_follows_the_case_whatever_the_table_of_acts(
    verb: str, state: TaskState, changes: dict[str, object]
) -> None:
    # The table of followers is made on import; here one is made within the test.
    from_state = {"accept": "dispatched", "hand_in": "in_progress", "return": "in_progress"}[verb]
    fields = {"hand_in": {"result": "x"}, "return": {"reason": "x"}}.get(verb, {})
    gone = replace(LEADS, id="c1:lead:D9", state=TaskState.WITHDRAWN)
    found = {task.id: task for task in (LEADS, HELPS, gone)}
    given = Act("k", verb, fields, ALL, "d", NOW)
    step = step_of(replace(CASE, state=from_state), given, LIFECYCLE, CLOCKS, Facts(tasks=tuple(found.values())))
    _lead(state)(found, step, replace(CASE, due_at=T0 + 9))
    led = replace(LEADS, state=state, due_at=T0 + 9)
    assert found == {LEADS.id: replace(led, **changes), HELPS.id: HELPS, gone.id: gone}  # type: ignore[arg-type]
