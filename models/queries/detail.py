"""One case with all that belongs to it, and finding cases by what people know of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, or_, select

from models.commands.protocol import Person
from models.domain.case import Case, LogEntry
from models.domain.catalogue import Category, Standard
from models.domain.supervision import Supervision
from models.domain.task import Task
from models.queries.ledger import LedgerFilter, ledger_page
from models.queries.masking import masked_name, masked_phone
from models.store.rows import TABLE_OF, Reference, case_record, log_entry, reference_record
from models.store.tables import case_log, case_person, case_task, incident, supervision

R = TypeVar("R", bound=Reference)


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case, its log from first to last, its reporter (masked), standard, category, supervision orders, tasks."""

    case: Case
    log: tuple[LogEntry, ...]
    person: Person | None
    standard: Standard | None
    category: Category | None
    supervisions: tuple[Supervision, ...] = ()
    tasks: tuple[Task, ...] = ()


def case_detail(connection: Connection, case_id: str) -> CaseDetail | None:
    """The case with an id and what belongs to it; None when there is none."""
    row = connection.execute(select(incident).where(incident.c.id == case_id)).first()
    if row is None:
        return None
    case = case_record(row)
    entries = connection.execute(select(case_log).where(case_log.c.case_id == case_id).order_by(case_log.c.version))
    return CaseDetail(
        case=case,
        log=tuple(log_entry(entry) for entry in entries),
        person=_person(connection, case_id),
        standard=_coded(connection, Standard, case.standard_code),
        category=_coded(connection, Category, case.category_code),
        supervisions=_supervisions(connection, case_id),
        tasks=_tasks(connection, case_id),
    )


def find_case(connection: Connection, number_or_id: str) -> str | None:
    """The id of the case with this id or number; of several with one number the newest."""
    wanted = number_or_id.strip()
    statement = (
        select(incident.c.id)
        .where(or_(incident.c.id == wanted, incident.c.number == wanted))
        .order_by(incident.c.opened_at.desc(), incident.c.id)
        .limit(1)
    )
    return connection.execute(statement).scalar()


def search_cases(connection: Connection, text: str, limit: int = 200) -> tuple[Case, ...]:
    """Open and ended cases whose number, title, address or description contains every word, newest first."""
    return ledger_page(connection, LedgerFilter(text), limit=limit)


def _person(connection: Connection, case_id: str) -> Person | None:
    row = connection.execute(select(case_person).where(case_person.c.case_id == case_id)).first()
    return None if row is None else Person(case_id, masked_name(row.name), masked_phone(row.phone))


def _supervisions(connection: Connection, case_id: str) -> tuple[Supervision, ...]:
    statement = select(supervision).where(supervision.c.case_id == case_id).order_by(supervision.c.number)
    return tuple(Supervision(*row) for row in connection.execute(statement))


def _tasks(connection: Connection, case_id: str) -> tuple[Task, ...]:
    statement = select(case_task).where(case_task.c.case_id == case_id)
    return tuple(Task(*row) for row in connection.execute(statement.order_by(case_task.c.part.desc(), case_task.c.id)))


def _coded(connection: Connection, kind: type[R], code: str | None) -> R | None:
    if code is None:
        return None
    table = TABLE_OF[kind]
    row = connection.execute(select(table).where(table.c.code == code)).first()
    return None if row is None else reference_record(kind, row)
