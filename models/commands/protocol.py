"""What a command needs of the database: one unit of work, one transaction.

`models.store` implements it for SQLite and PostgreSQL; handlers and their tests know only this.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from models.domain.case import Case, LogEntry
from models.domain.catalogue import Category, Standard
from models.domain.instant import Instant
from models.domain.organisation import Department, Grid, Officer
from models.domain.supervision import Supervision
from models.domain.task import Task


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command as the database remembers it; asking again by id returns the stored `result`.

    `payload` and `result` are JSON texts. `outcome` is "done" or "refused" or "stale".
    """

    id: str
    actor_code: str
    console: str
    verb: str
    target_id: str | None
    payload: str
    outcome: str
    result: str
    occurred_at: Instant


@dataclass(frozen=True, slots=True)
class Person:
    """Who reported a case. Personal data: masked on every screen, never in logs or exports."""

    case_id: str
    name: str
    phone: str


class UnitOfWork(Protocol):
    """One transaction: begun on entering, rolled back on leaving unless committed.

    On SQLite it begins immediately for writing; on PostgreSQL it is READ COMMITTED and `case`
    locks its row.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None: ...

    def remembered(self, command_id: str) -> CommandRow | None:
        """The stored row of a command that was already decided."""
        ...

    def remember(self, row: CommandRow) -> bool:
        """Stores a command row; False when one with this id is already there (nothing is written)."""
        ...

    def case(self, case_id: str) -> Case | None:
        """The case, locked for this transaction."""
        ...

    def find_case(self, number_or_id: str) -> str | None:
        """The id of the case with this id or number; of several with one number the newest. Locks nothing."""
        ...

    def has_children(self, case_id: str) -> bool:
        """Whether other cases are merged into this one."""
        ...

    def add_case(self, case: Case) -> None: ...

    def update_case(self, case: Case, seen_version: int) -> None:
        """Writes the case where its stored version still is `seen_version`; raises Stale otherwise."""
        ...

    def add_log(self, entry: LogEntry) -> None:
        """Appends a log entry; `recorded_at` is stamped by the database, whatever the entry says."""
        ...

    def log_before(self, case_id: str, version: int) -> LogEntry | None:
        """The newest log entry of a case that is older than a version."""
        ...

    def last_log(self, case_id: str) -> LogEntry | None: ...

    def last_supervision(self, case_id: str) -> Supervision | None:
        """The newest supervision order of a case."""
        ...

    def put_supervision(self, order: Supervision) -> None:
        """Writes an order, or writes it anew."""
        ...

    def tasks(self, case_id: str) -> tuple[Task, ...]:
        """The departments' tasks in a case, by id."""
        ...

    def put_task(self, task: Task) -> None:
        """Writes a task, or writes it anew."""
        ...

    def put_person(self, person: Person) -> None: ...

    def next_number(self, series: str) -> int:
        """The next whole number of a series (1, 2, …), gap-free within committed work."""
        ...

    def officer(self, code: str) -> Officer | None: ...

    def department(self, code: str) -> Department | None: ...

    def category(self, code: str) -> Category | None: ...

    def standard(self, code: str) -> Standard | None: ...

    def grid(self, code: str) -> Grid | None: ...
