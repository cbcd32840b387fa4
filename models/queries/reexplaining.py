"""What explaining open cases anew reads: the cases in pages, their tasks, the versions of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from models.domain.case import Case, State
from models.domain.instant import Instant
from models.domain.task import Task
from models.queries.cases_at import open_now
from models.store.rows import case_record
from models.store.tables import case_log, case_task, incident

PAGE = 400
"""Cases read at once; each page is a transaction of its own, so that nobody waits for a long one."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An open case with its departments' tasks, and when its stage began where only the log knows."""

    case: Case
    tasks: tuple[Task, ...]
    stage_start: Instant | None = None


def count_open(connection: Connection) -> int:
    """How many cases are open."""
    return int(connection.execute(select(func.count()).select_from(incident).where(open_now())).scalar_one())


def open_page(
    connection: Connection, after: str, changed_since: Instant | None = None, limit: int = PAGE
) -> list[OpenCase]:  # fmt: skip
    """The next open cases by id after `after`; with `changed_since` only those acted on since then."""
    wanted: Select[tuple[object, ...]] = select(incident).where(open_now(), incident.c.id > after)
    if changed_since is not None:
        wanted = wanted.where(incident.c.changed_at >= changed_since)
    cases = [case_record(row) for row in connection.execute(wanted.order_by(incident.c.id).limit(limit))]
    ids = [case.id for case in cases]
    tasks: dict[str, list[Task]] = {}
    for row in connection.execute(select(case_task).where(case_task.c.case_id.in_(ids)).order_by(case_task.c.id)):
        task = Task(*row)
        tasks.setdefault(task.case_id, []).append(task)
    starts = dict(_returns(connection, [case.id for case in cases if case.returned_to == State.REPORTED]))
    return [OpenCase(case, tuple(tasks.get(case.id, ())), starts.get(case.id)) for case in cases]


def _returns(connection: Connection, ids: list[str]) -> Iterator[tuple[str, Instant]]:
    """When each of the cases was last sent back."""
    log = case_log.c
    newest = select(log.case_id, func.max(log.version)).where(log.case_id.in_(ids), log.verb == "return")
    for case_id, version in connection.execute(newest.group_by(log.case_id)):
        at = connection.execute(select(log.occurred_at).where(log.case_id == case_id, log.version == version))
        yield case_id, int(at.scalar_one())
