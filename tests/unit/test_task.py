"""Tasks of the departments of a case, and what the case says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.domain.task import ASSIST, LEAD, Task, TaskState, assisting, changed, task_id, with_tasks
from tests.helpers.records import T0, make_case

LEADS = Task("c1:lead:D1", "c1", "D1", LEAD, TaskState.DISPATCHED, T0, None)
HELPS = Task("c1:assist:D2", "c1", "D2", ASSIST, TaskState.DISPATCHED, T0, T0 + 5)


def test_that_a_task_is_named_by_case_part_and_department() -> None:
    assert task_id("c1", ASSIST, "D2") == HELPS.id


@pytest.mark.parametrize(
    ("state", "assistants", "unfinished"),
    [("dispatched", "D2", "D2"), ("accepted", "D2", "D2"), ("done", "D2", ""), ("withdrawn", "", "")],
)
def test_that_the_case_names_who_assists_and_who_has_not_finished(state: str, assistants: str, unfinished: str) -> None:
    case = with_tasks(make_case(), [LEADS, replace(HELPS, state=state)])
    assert (case.assistants, case.unfinished) == (assistants, unfinished)


def test_that_assisting_departments_come_by_their_codes() -> None:
    first = replace(HELPS, id="c1:assist:A", department_code="A")
    assert assisting([HELPS, LEADS, first]) == [first, HELPS]
    assert with_tasks(make_case(), [HELPS, first]).assistants == "A D2"


def test_that_only_new_and_changed_tasks_are_written() -> None:
    done = replace(HELPS, state=TaskState.DONE)
    assert changed([LEADS, HELPS], [LEADS, done]) == (done,)
    assert changed([], [LEADS]) == (LEADS,)
