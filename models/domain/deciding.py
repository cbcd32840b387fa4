"""What a decision is given: the act, the clocks, and the records that the act names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from models.domain.case import HANDLING_STATES, Case, Mark, State
from models.domain.catalogue import Category, Standard
from models.domain.clock import Pause
from models.domain.handling import clock_start, effective_limit, pauses_of
from models.domain.instant import Instant
from models.domain.lifecycle import Transition
from models.domain.organisation import Department, Grid, Officer
from models.domain.task import Task


@dataclass(frozen=True, slots=True)
class Due:
    """A computed deadline, and whether the calendar covered all of its days."""

    at: Instant
    calendar_complete: bool


_SHANGHAI = ZoneInfo("Asia/Shanghai")


class Handling(Protocol):
    """The handling clock."""

    def __call__(self, start: Instant, limit_text: str, pauses: Sequence[Pause] = ..., /) -> Due:
        """The deadline of a limit from a start through pauses."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks a decision needs, as functions.

    `handling(start, limit_text, pauses)` gives the handling deadline; `stage(stage, start)` that of a stage
    ("accept", "dispatch", "check", "close"). `rework` says what a result sent back does to the handling
    clock (config): it runs on from filing, or the whole limit starts again. `most_extensions` may be
    approved for a case (config). `zone` is that of dates.
    """

    handling: Handling
    stage: Callable[[str, Instant], Instant]
    rework: Literal["continue", "restart"] = "continue"
    most_extensions: int = 2
    zone: ZoneInfo = _SHANGHAI


@dataclass(frozen=True, slots=True)
class LastAct:
    """The last act on a case, and all facts before it; None where the log does not tell them."""

    verb: str
    actor_code: str
    at: Instant
    facts: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Records that the act's fields name, looked up beforehand; None where not named or unknown.

    `owner` is who is named in a supervision order, `parent` the case to merge into,
    `has_children` whether others were merged into the case itself. `assistants` are those named
    assisting departments that exist, `tasks` the departments' tasks in the case. `undo` is the last act.
    """

    standard: Standard | None = None
    category: Category | None = None
    department: Department | None = None
    grid: Grid | None = None
    owner: Officer | None = None
    parent: Case | None = None
    has_children: bool = False
    assistants: frozenset[str] = frozenset()
    tasks: tuple[Task, ...] = ()
    undo: LastAct | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act by one officer from one console at one instant."""

    command_id: str
    verb: str
    fields: Mapping[str, str]
    officer: Officer
    console: str
    at: Instant


@dataclass(frozen=True, slots=True)
class Step:
    """One act being decided: the case before it, the row of the state machine, the fields checked."""

    before: Case
    row: Transition
    fields: Mapping[str, str]
    act: Act
    clocks: Clocks
    facts: Facts

    @property
    def at(self) -> Instant:
        """When the act is done."""
        return self.act.at


Consequence = Callable[[Case, Step], Case]
"""What an act does besides leading to its state: the case with state and stamp → the case after."""


def with_clock(case: Case, clocks: Clocks) -> Case:
    """The case with its handling deadline computed anew; while handling runs it is the effective one too."""
    start, limit = clock_start(case), effective_limit(case)
    if limit is None or start is None:
        return case
    due = clocks.handling(start, limit, pauses_of(case))
    marks = set(case.marks.split()) - {Mark.CALENDAR_INCOMPLETE}
    if not due.calendar_complete:
        marks.add(Mark.CALENDAR_INCOMPLETE)
    runs = case.state == State.FILED or case.state in HANDLING_STATES
    deadline = due.at if runs else case.deadline_at
    return replace(case, due_at=due.at, deadline_at=deadline, marks=" ".join(sorted(marks)))
