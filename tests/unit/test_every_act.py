"""Every row of the state machine: from each state, by each role that may, and by every role that may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.domain.case import Case
from models.domain.deciding import LastAct
from models.domain.decisions import Act, Facts, decide
from models.domain.errors import Refused
from models.domain.facts import facts_of
from models.domain.instant import HOUR
from models.domain.lifecycle import SUPERVISED, Transition, shipped_lifecycle
from models.domain.organisation import Officer
from models.domain.roles import Role
from models.domain.task import ASSIST, Task, TaskState
from tests.helpers.records import CATEGORY, CLOCKS, DEPARTMENT, DUTY, GRID, OTHER_DEPARTMENT, STANDARD, T0, make_case

LIFECYCLE = shipped_lifecycle()
PARENT = make_case(id="p", number="P-1")
FACTS = Facts(standard=STANDARD, category=CATEGORY, department=DEPARTMENT, grid=GRID, parent=PARENT, owner=DUTY)
FIELDS = {
    "standard_code": STANDARD.code,
    "department_code": "D1",
    "parent": "P-1",
    "amount": "1",
    "until": "2025-10-09",
    "owner_code": "duty",
    "due": "2025-10-09 10:00",
}
NEEDED = {"extension": "extension=1", "suspension": "suspension=2025-10-09"}
WAYS = [(row, state) for row in LIFECYCLE.transitions for state in sorted(row.from_states)]


def ready(row: Transition, state: str) -> Case:
    """A case on which the act can be done."""
    case = make_case(
        state=state, severity="major", department_code="D1", filed_at=T0, due_at=T0 + 4 * HOUR,
        deadline_at=T0 + 4 * HOUR, limit_text="4 urgent_hour", pending=NEEDED.get(row.needs, row.needs),
    )  # fmt: skip
    if row.assisting or row.verb == "withdraw_task":
        case = replace(case, unfinished="D2")
    if row.verb == "appeal":
        case = replace(case, handled_at=T0 + 5 * HOUR)
    if row.supervised:
        case = replace(case, supervised=SUPERVISED[row.supervised][0])
    if row.suspended == "only":
        case = replace(case, pauses=f"{T0}..{T0 + 9 * HOUR}", suspended_until=T0 + 9 * HOUR)
    return replace(case, parent_id="p") if row.merged == "only" else case


def facts_for(row: Transition, state: str) -> Facts:
    """An assisting department whose task waits for the act."""
    stands = TaskState.ACCEPTED if row.verb == "hand_in_task" else TaskState.DISPATCHED
    helps = Task("c1:assist:D2", "c1", "D2", ASSIST, stands, T0, None)
    if row.verb == "undo":
        before = facts_of(ready(row, state))
        return replace(FACTS, undo=LastAct("file", "o", T0 + HOUR, before))
    if row.verb == "add_task":
        return replace(FACTS, department=OTHER_DEPARTMENT)
    return replace(FACTS, tasks=(helps,)) if row.assisting or row.verb == "withdraw_task" else FACTS


def act(row: Transition, role: str) -> Act:
    officer = Officer("o", "某", "X", frozenset({role}), frozenset({"D1", "D2"}), "", True)
    fields = {name: FIELDS.get(name, "x") for name in row.required}
    if row.verb == "withdraw_task":
        fields["department_code"] = "D2"
    return Act("k", row.verb, fields, officer, "desk", T0 + HOUR)


@pytest.mark.parametrize(("row", "state"), WAYS, ids=[f"{row.verb}-{state}" for row, state in WAYS])
def test_that_those_who_may_lead_the_case_on_and_nobody_else_does(row: Transition, state: str) -> None:
    case = ready(row, state)
    may = {role for r in LIFECYCLE.transitions if r.verb == row.verb and state in r.from_states for role in r.roles}
    for role in Role:
        if role in may:
            after = decide(case, act(row, role), LIFECYCLE, CLOCKS, facts_for(row, state))
            assert after.state == row.leads_to(state)
            assert (after.version, after.changed_by, after.changed_at) == (2, "o", T0 + HOUR)
            if row.stamp:
                assert getattr(after, row.stamp) == T0 + HOUR
        else:
            with pytest.raises(Refused) as refused:
                decide(case, act(row, role), LIFECYCLE, CLOCKS, facts_for(row, state))
            assert refused.value.key == "act_not_for_role"


@pytest.mark.parametrize(("row", "state"), WAYS, ids=[f"{row.verb}-{state}" for row, state in WAYS])
def test_that_a_request_must_be_pending_to_be_answered_and_a_child_rests(row: Transition, state: str) -> None:
    role = sorted(row.roles)[0]
    if row.needs:
        with pytest.raises(Refused, match="nothing_pending"):
            decide(replace(ready(row, state), pending=""), act(row, role), LIFECYCLE, CLOCKS, FACTS)
    if row.asks:
        with pytest.raises(Refused, match="already_pending"):
            decide(replace(ready(row, state), pending=row.asks), act(row, role), LIFECYCLE, CLOCKS, FACTS)
    for stands, key in SUPERVISED.values() if row.supervised else ():
        if key == SUPERVISED[row.supervised][1]:
            continue
        with pytest.raises(Refused, match=SUPERVISED[row.supervised][1]):
            decide(replace(ready(row, state), supervised=stands), act(row, role), LIFECYCLE, CLOCKS, FACTS)
    if row.suspended == "only":
        with pytest.raises(Refused, match="case_not_suspended"):
            decide(replace(ready(row, state), suspended_until=None), act(row, role), LIFECYCLE, CLOCKS, FACTS)
    if not row.merged:
        with pytest.raises(Refused, match="case_is_merged"):
            decide(replace(ready(row, state), parent_id="p"), act(row, role), LIFECYCLE, CLOCKS, FACTS)
    if row.merged == "only":
        with pytest.raises(Refused, match="case_not_merged"):
            decide(replace(ready(row, state), parent_id=None), act(row, role), LIFECYCLE, CLOCKS, FACTS)


@pytest.mark.parametrize("row", [r for r in LIFECYCLE.transitions if r.own], ids=lambda row: row.verb)
def test_that_another_department_may_not(row: Transition) -> None:
    for state in sorted(row.from_states):
        case = replace(ready(row, state), department_code="D3")
        with pytest.raises(Refused, match="act_not_own_department"):
            decide(case, act(row, "department_officer"), LIFECYCLE, CLOCKS, FACTS)


@pytest.mark.parametrize("row", [r for r in LIFECYCLE.transitions if r.assisting], ids=lambda row: row.verb)
def test_that_only_an_assisting_department_may(row: Transition) -> None:
    for state in sorted(row.from_states):
        for unfinished in ("", "D3"):
            case = replace(ready(row, state), unfinished=unfinished)
            with pytest.raises(Refused, match="act_not_assisting"):
                decide(case, act(row, "department_officer"), LIFECYCLE, CLOCKS, facts_for(row, state))
