"""A unit of work in memory, so that the demonstration's cases go through the same commands as people's acts."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from types import TracebackType
from typing import Protocol, Self, TypeVar

from models.commands.protocol import CommandRow, Person
from models.demo.street import DemoStreet
from models.domain.case import Case, LogEntry
from models.domain.catalogue import Category, Standard
from models.domain.organisation import STEWARD, Department, Grid, Officer
from models.domain.supervision import Supervision
from models.domain.task import Task
from models.exchange.catalogue_reading import CatalogueRead


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_Record = TypeVar("_Record", bound=_Coded)


def _by_code(records: Iterable[_Record]) -> dict[str, _Record]:
    return {record.code: record for record in records}


class DemoUnit:
    """Implements models.commands.protocol.UnitOfWork. Nothing is ever rolled back: a demonstration has no refusals."""

    def __init__(self, street: DemoStreet, catalogue: CatalogueRead) -> None:
        self.cases: dict[str, Case] = {}
        self.log: list[LogEntry] = []
        self.supervisions: dict[str, Supervision] = {}
        self.case_tasks: dict[str, dict[str, Task]] = {}
        self.persons: list[Person] = []
        self._commands: dict[str, CommandRow] = {}
        self._series: dict[str, int] = {}
        self._officers = _by_code([*street.officers, STEWARD])
        self._departments = _by_code(street.departments)
        self._grids = _by_code(street.grids)
        self._categories = _by_code(catalogue.categories)
        self._standards = _by_code(catalogue.standards)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to undo."""

    def commit(self) -> None:
        """Everything is kept at once."""

    def remembered(self, command_id: str) -> CommandRow | None:
        return self._commands.get(command_id)

    def remember(self, row: CommandRow) -> bool:
        self._commands[row.id] = row
        return True

    def commands_of(self, officer: str) -> list[CommandRow]:
        """The remembered commands of one officer, by code, in the order they came."""
        return [row for row in self._commands.values() if row.actor_code == officer]

    def case(self, case_id: str) -> Case | None:
        return self.cases.get(case_id)

    def find_case(self, number_or_id: str) -> str | None:
        return next((case.id for case in self.cases.values() if number_or_id in (case.id, case.number)), None)

    def has_children(self, case_id: str) -> bool:
        return any(case.parent_id == case_id for case in self.cases.values())

    def add_case(self, case: Case) -> None:
        self.cases[case.id] = case

    def update_case(self, case: Case, seen_version: int) -> None:
        self.cases[case.id] = case

    def add_log(self, entry: LogEntry) -> None:
        self.log.append(entry)

    def log_before(self, case_id: str, version: int) -> LogEntry | None:
        mine = (entry for entry in reversed(self.log) if entry.case_id == case_id and entry.version < version)
        return next(mine, None)

    def last_log(self, case_id: str) -> LogEntry | None:
        return next((entry for entry in reversed(self.log) if entry.case_id == case_id), None)

    def last_supervision(self, case_id: str) -> Supervision | None:
        mine = [order for order in self.supervisions.values() if order.case_id == case_id]
        return max(mine, key=attrgetter("number"), default=None)

    def put_supervision(self, order: Supervision) -> None:
        self.supervisions[order.id] = order

    def tasks(self, case_id: str) -> tuple[Task, ...]:
        return tuple(self.case_tasks.get(case_id, {}).values())

    def put_task(self, task: Task) -> None:
        self.case_tasks.setdefault(task.case_id, {})[task.id] = task

    def put_person(self, person: Person) -> None:
        self.persons.append(person)

    def next_number(self, series: str) -> int:
        self._series[series] = self._series.get(series, 0) + 1
        return self._series[series]

    def officer(self, code: str) -> Officer | None:
        return self._officers.get(code)

    def department(self, code: str) -> Department | None:
        return self._departments.get(code)

    def category(self, code: str) -> Category | None:
        return self._categories.get(code)

    def standard(self, code: str) -> Standard | None:
        return self._standards.get(code)

    def grid(self, code: str) -> Grid | None:
        return self._grids.get(code)
