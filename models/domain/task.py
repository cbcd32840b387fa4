"""Joint handling: a lead department (牵头) and assisting ones (协办), each with its own task and clock.

The case itself is the lead's work; it closes only when every assisting department has done its task.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from models.domain.case import Case
from models.domain.instant import Instant


class TaskState(StrEnum):
    """Where a department's task stands."""

    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    DONE = "done"
    WITHDRAWN = "withdrawn"


LEAD, ASSIST = "lead", "assist"
"""Parts a department may have in a case."""
UNFINISHED = frozenset({TaskState.DISPATCHED, TaskState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Task:
    """One department's task in a case. `due_at` is its own handling deadline, None without a limit."""

    id: str
    case_id: str
    department_code: str
    part: str
    state: str
    dispatched_at: Instant
    due_at: Instant | None
    accepted_at: Instant | None = None
    accepted_by: str | None = None
    done_at: Instant | None = None
    result: str = ""

    @property
    def unfinished(self) -> bool:
        """Whether the department still has to do something."""
        return self.state in UNFINISHED


def task_id(case_id: str, part: str, department_code: str) -> str:
    """A department has one task of each part in a case; sent to it again, the task begins anew."""
    return f"{case_id}:{part}:{department_code}"


def assisting(tasks: Sequence[Task]) -> list[Task]:
    """The tasks of the assisting departments that were not withdrawn, by department."""
    found = [task for task in tasks if task.part == ASSIST and task.state != TaskState.WITHDRAWN]
    return sorted(found, key=lambda task: task.department_code)


def with_tasks(case: Case, tasks: Sequence[Task]) -> Case:
    """The case with its summary of the assisting departments' tasks."""
    found = assisting(tasks)
    return replace(
        case,
        assistants=" ".join(task.department_code for task in found),
        unfinished=" ".join(task.department_code for task in found if task.unfinished),
    )


def changed(before: Sequence[Task], after: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks that an act made or changed."""
    known = set(before)
    return tuple(task for task in after if task not in known)
