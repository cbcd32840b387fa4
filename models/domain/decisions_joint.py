"""Joint handling (联合处置): what acts do to the tasks of the lead and the assisting departments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.domain.case import Case
from models.domain.deciding import Step
from models.domain.errors import Refused
from models.domain.instant import Instant
from models.domain.task import ASSIST, LEAD, Task, TaskState, task_id

Tasks = dict[str, Task]
"""The tasks of a case by id."""


def tasks_after(step: Step, after: Case) -> tuple[Task, ...]:
    """All tasks of the case after the act. Raises Refused where the act does not fit them."""
    tasks: Tasks = {task.id: task for task in step.facts.tasks}
    follow = _FOLLOW.get(step.row.verb)
    if follow is not None:
        follow(tasks, step, after)
    if not after.is_open and after.parent_id is None:
        for task in [task for task in tasks.values() if task.unfinished]:
            tasks[task.id] = replace(task, state=TaskState.WITHDRAWN)
    return tuple(tasks.values())


def _dispatched(tasks: Tasks, step: Step, after: Case) -> None:
    lead = after.department_code or ""
    for task in [task for task in tasks.values() if task.part == LEAD]:
        tasks[task.id] = replace(task, state=TaskState.WITHDRAWN)
    _begin(tasks, step, after, LEAD, lead, after.due_at)
    wanted = _named(step)
    if wanted is None:
        wanted = {task.department_code for task in tasks.values() if task.part == ASSIST and _counts(task)}
    if lead in wanted:
        raise Refused("assistant_is_lead", department=lead)
    for task in [task for task in tasks.values() if task.part == ASSIST and task.department_code not in wanted]:
        tasks[task.id] = replace(task, state=TaskState.WITHDRAWN)
    for code in sorted(wanted):
        known = tasks.get(task_id(after.id, ASSIST, code))
        if known is None or not _counts(known):
            _begin(tasks, step, after, ASSIST, code, _own_due(step, after))


def _added(tasks: Tasks, step: Step, after: Case) -> None:
    department = step.facts.department
    if department is None:
        raise Refused("department_unknown", code=step.fields["department_code"])
    if department.code == after.department_code:
        raise Refused("assistant_is_lead", department=department.code)
    known = tasks.get(task_id(after.id, ASSIST, department.code))
    if known is not None and known.unfinished:
        raise Refused("assistant_already", department=department.code)
    _begin(tasks, step, after, ASSIST, department.code, _own_due(step, after))


def _withdrawn(tasks: Tasks, step: Step, after: Case) -> None:
    code = step.fields["department_code"]
    task = tasks.get(task_id(after.id, ASSIST, code))
    if task is None or not task.unfinished:
        raise Refused("department_not_assisting", department=code)
    tasks[task.id] = replace(task, state=TaskState.WITHDRAWN)


def _accepted(tasks: Tasks, step: Step, after: Case) -> None:
    task = _mine(tasks, step, frozenset({TaskState.DISPATCHED}))
    tasks[task.id] = replace(
        task, state=TaskState.ACCEPTED, accepted_at=step.at, accepted_by=step.act.officer.code
    )  # fmt: skip


def _done(tasks: Tasks, step: Step, after: Case) -> None:
    task = _mine(tasks, step, frozenset({TaskState.ACCEPTED}))
    tasks[task.id] = replace(task, state=TaskState.DONE, done_at=step.at, result=step.fields["result"])


def _lead(state: TaskState) -> Callable[[Tasks, Step, Case], None]:
    """The lead's task follows the case."""

    def follow(tasks: Tasks, step: Step, after: Case) -> None:
        for task in [task for task in tasks.values() if task.part == LEAD and _counts(task)]:
            moved = replace(task, state=state, due_at=after.due_at)
            if state == TaskState.ACCEPTED and step.row.verb == "accept":
                moved = replace(moved, accepted_at=step.at, accepted_by=step.act.officer.code)
            if state == TaskState.DONE:
                moved = replace(moved, done_at=step.at, result=step.fields["result"])
            tasks[task.id] = moved

    return follow


def _returned(tasks: Tasks, step: Step, after: Case) -> None:
    _lead(TaskState.ACCEPTED if after.state == "in_progress" else TaskState.WITHDRAWN)(tasks, step, after)


def _reclassified(tasks: Tasks, step: Step, after: Case) -> None:
    """Another limit for everybody who still has to do something, each from their own start."""
    for task in [task for task in tasks.values() if task.unfinished]:
        due = after.due_at
        if task.part == ASSIST and after.limit_text is not None:
            due = step.clocks.handling(task.dispatched_at, after.limit_text).at
        tasks[task.id] = replace(task, due_at=due)


_LEADS_TASK = {"dispatched": TaskState.DISPATCHED, "accepted_by_department": TaskState.ACCEPTED,
               "in_progress": TaskState.ACCEPTED, "handled": TaskState.DONE, "checked": TaskState.DONE}  # fmt: skip


def _undone(tasks: Tasks, step: Step, after: Case) -> None:
    """The tasks as they must have been: the lead's follows from the case, the others from what they keep."""
    lead = task_id(after.id, LEAD, after.department_code or "")
    for key, task in list(tasks.items()):
        state = TaskState.WITHDRAWN
        if key == lead:
            state = _LEADS_TASK.get(after.state, TaskState.WITHDRAWN)
        elif task.part == ASSIST and task.department_code in after.assistants.split():
            done, begun = task.done_at is not None, task.accepted_at is not None
            state = TaskState.DONE if done else TaskState.ACCEPTED if begun else TaskState.DISPATCHED
        tasks[key] = replace(task, state=state)
    if step.facts.undo is not None and step.facts.undo.verb == "reclassify":
        _reclassified(tasks, step, after)


def _closing(tasks: Tasks, step: Step, after: Case) -> None:
    waiting = sorted(task.department_code for task in tasks.values() if task.part == ASSIST and task.unfinished)
    if waiting:
        raise Refused("assistants_not_done", number=after.number, departments=", ".join(waiting))


def _mine(tasks: Tasks, step: Step, states: frozenset[str]) -> Task:
    """The assisting task that the officer means: the named department's, or the only one that fits."""
    named, officer = step.fields.get("task_department", ""), step.act.officer
    fitting = [
        task
        for task in tasks.values()
        if task.part == ASSIST and task.state in states and officer.acts_for(task.department_code)
        and named in ("", task.department_code)
    ]  # fmt: skip
    if not fitting:
        raise Refused("no_task_waiting", verb=step.row.verb, number=step.before.number)
    if len(fitting) > 1:
        raise Refused("task_department_missing", departments=", ".join(sorted(t.department_code for t in fitting)))
    return fitting[0]


def _named(step: Step) -> set[str] | None:
    """The assisting departments that a dispatch names, None where it names none."""
    codes = step.fields.get("assistants", "").replace(",", " ").replace("，", " ").split()
    for code in codes:
        if code not in step.facts.assistants:
            raise Refused("department_unknown", code=code)
    return set(codes) or None


def _begin(tasks: Tasks, step: Step, after: Case, part: str, code: str, due_at: Instant | None) -> None:
    made = Task(task_id(after.id, part, code), after.id, code, part, TaskState.DISPATCHED, step.at, due_at)
    tasks[made.id] = made


def _own_due(step: Step, after: Case) -> Instant | None:
    if after.limit_text is None:
        return after.due_at
    return step.clocks.handling(step.at, after.limit_text).at


def _counts(task: Task) -> bool:
    return task.state != TaskState.WITHDRAWN


_FOLLOW: dict[str, Callable[[Tasks, Step, Case], None]] = {
    "dispatch": _dispatched,
    "accept": _lead(TaskState.ACCEPTED),
    "hand_in": _lead(TaskState.DONE),
    "return": _returned,
    "close": _closing,
    "undo": _undone,
    "reclassify": _reclassified,
    "add_task": _added,
    "withdraw_task": _withdrawn,
    "accept_task": _accepted,
    "hand_in_task": _done,
}
