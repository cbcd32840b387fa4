"""A unit of work in memory: what is not committed is gone."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType
from typing import Self

from models.commands.protocol import CommandRow, Person
from models.domain.case import Case, LogEntry
from models.domain.catalogue import Category, Standard
from models.domain.errors import Stale
from models.domain.organisation import Department, Grid, Officer
from models.domain.supervision import Supervision
from models.domain.task import Task
from tests.helpers import records


class Memory:
    """The committed content."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.log: list[LogEntry] = []
        self.commands: dict[str, CommandRow] = {}
        self.persons: dict[str, Person] = {}
        self.supervisions: dict[str, Supervision] = {}
        self.tasks: dict[str, Task] = {}
        self.series: dict[str, int] = {}
        self.standards = {records.STANDARD.code: records.STANDARD}
        self.hide_command_once = False

    def unit(self) -> FakeUnit:
        return FakeUnit(self)


class FakeUnit:
    """Implements models.commands.protocol.UnitOfWork over a Memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def __enter__(self) -> Self:
        memory = self._memory
        self._saved = (
            dict(memory.cases), list(memory.log), dict(memory.commands), dict(memory.persons), dict(memory.series),
            dict(memory.supervisions), dict(memory.tasks),
        )  # fmt: skip
        self._committed = False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._committed:
            m = self._memory
            m.cases, m.log, m.commands, m.persons, m.series, m.supervisions, m.tasks = self._saved

    def commit(self) -> None:
        self._committed = True

    def remembered(self, command_id: str) -> CommandRow | None:
        if self._memory.hide_command_once:
            self._memory.hide_command_once = False
            return None
        return self._memory.commands.get(command_id)

    def remember(self, row: CommandRow) -> bool:
        if row.id in self._memory.commands:
            return False
        self._memory.commands[row.id] = row
        return True

    def case(self, case_id: str) -> Case | None:
        return self._memory.cases.get(case_id)

    def find_case(self, number_or_id: str) -> str | None:
        wanted = [case for case in self._memory.cases.values() if number_or_id in (case.id, case.number)]
        return max(wanted, key=lambda case: case.opened_at).id if wanted else None

    def has_children(self, case_id: str) -> bool:
        return any(case.parent_id == case_id for case in self._memory.cases.values())

    def add_case(self, case: Case) -> None:
        assert case.id not in self._memory.cases
        self._memory.cases[case.id] = case

    def update_case(self, case: Case, seen_version: int) -> None:
        if self._memory.cases[case.id].version != seen_version:
            raise Stale("case_changed_meanwhile", number=case.number)
        self._memory.cases[case.id] = case

    def add_log(self, entry: LogEntry) -> None:
        self._memory.log.append(replace(entry, recorded_at=entry.occurred_at + 1))

    def log_before(self, case_id: str, version: int) -> LogEntry | None:
        mine = [e for e in self._memory.log if e.case_id == case_id and e.version < version]
        return mine[-1] if mine else None

    def last_log(self, case_id: str) -> LogEntry | None:
        return next((e for e in reversed(self._memory.log) if e.case_id == case_id), None)

    def last_supervision(self, case_id: str) -> Supervision | None:
        mine = [order for order in self._memory.supervisions.values() if order.case_id == case_id]
        return max(mine, key=lambda order: order.number) if mine else None

    def put_supervision(self, order: Supervision) -> None:
        self._memory.supervisions[order.id] = order

    def tasks(self, case_id: str) -> tuple[Task, ...]:
        mine = (task for task in self._memory.tasks.values() if task.case_id == case_id)
        return tuple(sorted(mine, key=lambda task: task.id))

    def put_task(self, task: Task) -> None:
        self._memory.tasks[task.id] = task

    def put_person(self, person: Person) -> None:
        self._memory.persons[person.case_id] = person

    def next_number(self, series: str) -> int:
        self._memory.series[series] = self._memory.series.get(series, 0) + 1
        return self._memory.series[series]

    def officer(self, code: str) -> Officer | None:
        return records.OFFICERS.get(code)

    def department(self, code: str) -> Department | None:
        return {d.code: d for d in (records.DEPARTMENT, records.OTHER_DEPARTMENT)}.get(code)

    def category(self, code: str) -> Category | None:
        return records.CATEGORY if code == records.CATEGORY.code else None

    def standard(self, code: str) -> Standard | None:
        return self._memory.standards.get(code)

    def grid(self, code: str) -> Grid | None:
        return records.GRID if code == records.GRID.code else None
