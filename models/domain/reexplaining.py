"""Explaining an open case's deadlines anew when the calendar or the duty hours have changed.

A pure function of the case's facts and the clocks: what the new rules make of the same start, limit,
extensions and pauses, and what of it moved. Dates that a person chose stay: the due of a supervision
order (督办), the end of a suspension (挂账), the target that a file brought.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.domain.case import Case, Mark, State
from models.domain.deciding import Clocks, with_clock
from models.domain.instant import Instant
from models.domain.task import ASSIST, LEAD, Task, TaskState

DUE, DEADLINE = "due", "deadline"
"""What may move of a case itself: the handling deadline, the deadline of whoever must act next."""

_STAGES = {State.REPORTED: "accept", State.VERIFIED: "accept", State.HANDLED: "check", State.CHECKED: "close"}


@dataclass(frozen=True, slots=True)
class Moved:
    """One deadline that moved: DUE, DEADLINE, or the code of the assisting department whose task it is."""

    what: str
    before: Instant
    after: Instant


@dataclass(frozen=True, slots=True)
class Reexplained:
    """The case and its tasks under the new clocks, with version and stamps as they were.

    `moved` is empty where nothing moved; then case and tasks are those given. `frozen` tells that
    something would move but counts in a month that was closed. `calendar_complete` says whether the
    calendar now knows every day of the handling deadline.
    """

    case: Case
    tasks: tuple[Task, ...]
    moved: tuple[Moved, ...] = ()
    calendar_complete: bool = True
    frozen: bool = False

    @property
    def direction(self) -> str:
        """Where the first of the moved deadlines went: "earlier", "later", or "" when none moved."""
        if not self.moved:
            return ""
        return "earlier" if self.moved[0].after < self.moved[0].before else "later"


def reexplained(
    case: Case,
    tasks: Sequence[Task],
    now: Clocks,
    before: Sequence[Clocks] = (),
    *,
    stage_start: Instant | None = None,
    closed_until: Instant | None = None,
) -> Reexplained:
    """The case's deadlines by the clocks in force `now`; raises BadInput as the clock does.

    `before` are the clocks that may have made the stored deadlines of stages and tasks: those move only
    where one of these clocks explains them, for their limit or start may have been another since. The
    handling deadline always follows the case's own facts. `stage_start` is when the present stage began
    where the case does not say it (a return to 上报). What counts before `closed_until` stays.
    """
    given = tuple(tasks)
    if not case.is_open:
        return Reexplained(case, given)
    after = _staged(with_clock(case, now), now, before, stage_start)
    complete = Mark.CALENDAR_INCOMPLETE not in after.marks.split()
    made = tuple(_task(task, case, after, now, before) for task in given)
    moved = (*_moved(case, after), *_moved_tasks(given, made))
    if not moved:
        return Reexplained(case, given, (), complete)
    if closed_until is not None and min(_counts_at(case), _counts_at(after)) < closed_until:
        return Reexplained(case, given, (), complete, frozen=True)
    return Reexplained(after, made, moved, complete)


def _staged(case: Case, now: Clocks, before: Sequence[Clocks], stage_start: Instant | None) -> Case:
    """The case with the deadline of its stage, where a stage clock runs."""
    stage = _STAGES.get(State(case.state))
    if stage is None or case.deadline_at is None:
        return case
    own = {"accept": case.opened_at, "check": case.handled_at, "close": case.checked_at}[stage]
    start = own if stage_start is None else stage_start
    if start is None or not any(clocks.stage(stage, start) == case.deadline_at for clocks in before):
        return case
    return replace(case, deadline_at=now.stage(stage, start))


def _task(task: Task, case: Case, after: Case, now: Clocks, before: Sequence[Clocks]) -> Task:
    if task.part == LEAD:
        follows = task.state != TaskState.WITHDRAWN and task.due_at == case.due_at
        return replace(task, due_at=after.due_at) if follows else task
    if not task.unfinished or task.due_at is None or case.limit_text is None:
        return task
    limit = case.limit_text
    if not any(clocks.handling(task.dispatched_at, limit).at == task.due_at for clocks in before):
        return task
    return replace(task, due_at=now.handling(task.dispatched_at, limit).at)


def _moved(case: Case, after: Case) -> list[Moved]:
    pairs = ((DUE, case.due_at, after.due_at), (DEADLINE, case.deadline_at, after.deadline_at))
    moved = [Moved(what, old, new) for what, old, new in pairs if old is not None and new is not None and old != new]
    # While handling runs both are one deadline; it is told once.
    if len(moved) == 2 and (moved[0].before, moved[0].after) == (moved[1].before, moved[1].after):
        return moved[:1]
    return moved


def _moved_tasks(given: Sequence[Task], made: Sequence[Task]) -> list[Moved]:
    pairs = zip(given, made, strict=True)
    return [
        Moved(old.department_code, old.due_at, new.due_at)
        for old, new in pairs
        if old.part == ASSIST and old.due_at is not None and new.due_at is not None and old.due_at != new.due_at
    ]


def _counts_at(case: Case) -> Instant:
    """The instant by which a case belongs to a month: the earlier of handing in and its deadline."""
    known = [at for at in (case.handled_at, case.due_at, case.deadline_at) if at is not None]
    return min(known)
