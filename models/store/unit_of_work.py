"""The unit of work on SQLite and PostgreSQL: one transaction, rolled back unless committed."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, RootTransaction, bindparam, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from models.commands.protocol import CommandRow, Person
from models.domain.case import Case, LogEntry
from models.domain.catalogue import Category, Standard
from models.domain.errors import Stale, Unavailable
from models.domain.instant import Instant
from models.domain.lifecycle import shipped_lifecycle
from models.domain.organisation import Department, Grid, Officer
from models.domain.supervision import Supervision
from models.domain.task import Task
from models.store import tables
from models.store.engine import writing
from models.store.info import check_lifecycle, read_now
from models.store.rows import TABLE_OF, Reference, case_record, case_values, log_entry, log_row, reference_record
from models.store.trouble import DRIVER_ERRORS, driver_errors, kind_of

R = TypeVar("R", bound=Reference)

_incident, _log, _command = tables.incident, tables.case_log, tables.command
_CASE = select(_incident).where(_incident.c.id == bindparam("key")).with_for_update()
_LAST_LOG = select(_log).where(_log.c.case_id == bindparam("key")).order_by(_log.c.version.desc()).limit(1)
_COMMAND_COLUMNS = [_command.c[name] for name in CommandRow.__slots__]
_COMMAND = select(*_COMMAND_COLUMNS).where(_command.c.id == bindparam("key"))
_UPDATE = _incident.update().where(_incident.c.id == bindparam("key"), _incident.c.version == bindparam("seen"))


class SqlUnitOfWork:
    """One transaction on a connection of the engine; see `models.commands.protocol.UnitOfWork`.

    Entering raises Refused("lifecycle_differs") when the database was made for another state
    machine than `lifecycle_digest` (the shipped one), and Unavailable when there is no database.
    Every method raises Unavailable with a `kind` when the database does not answer.
    """

    def __init__(self, engine: Engine, *, lifecycle_digest: str | None = None) -> None:
        self._engine = engine
        self._digest = lifecycle_digest if lifecycle_digest is not None else shipped_lifecycle().digest
        self._open: Connection | None = None
        self._transaction: RootTransaction | None = None

    def __enter__(self) -> Self:
        with driver_errors():
            connection = writing(self._engine.connect())
            try:
                self._transaction = connection.begin()
                check_lifecycle(connection, self._digest)
            except BaseException:
                connection.close()
                raise
            self._open = connection
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        connection, transaction = self._open, self._transaction
        self._open = self._transaction = None
        if connection is None:
            return
        try:
            if transaction is not None and transaction.is_active:
                transaction.rollback()
        except DRIVER_ERRORS as trouble:
            # What could not be rolled back on a lost connection was never committed.
            if kind_of(trouble) is None:
                raise
        finally:
            connection.close()

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            raise RuntimeError("the unit of work is not entered")
        return self._open

    def _execute(self, statement: Any, values: dict[str, Any] | None = None) -> Any:
        with driver_errors():
            return self._connection.execute(statement, values)

    def commit(self) -> None:
        """Commits. A connection lost meanwhile raises Unavailable("database_commit_unknown"): ask by id."""
        transaction = self._transaction
        if transaction is None:
            raise RuntimeError("the unit of work is not entered or already committed")
        try:
            with driver_errors():
                transaction.commit()
        except Unavailable as trouble:
            if trouble.arguments["kind"] == "gone" and self._connection.dialect.name == "postgresql":
                raise Unavailable("database_commit_unknown", kind="unknown") from trouble
            raise
        self._transaction = None

    def database_now(self) -> Instant:
        """What the database's clock says."""
        with driver_errors():
            return read_now(self._connection)

    def remembered(self, command_id: str) -> CommandRow | None:
        """The stored row of a command that was already decided."""
        row = self._execute(_COMMAND, {"key": command_id}).first()
        return None if row is None else CommandRow(*row)

    def remember(self, row: CommandRow) -> bool:
        """Stores a command row; False when one with this id is already there (nothing is written)."""
        values = {name: getattr(row, name) for name in CommandRow.__slots__}
        made = self._insert(_command).values(**values).on_conflict_do_nothing(index_elements=["id"])
        return self._execute(made.returning(_command.c.id)).first() is not None

    def case(self, case_id: str) -> Case | None:
        """The case, locked for this transaction."""
        row = self._execute(_CASE, {"key": case_id}).first()
        return None if row is None else case_record(row)

    def find_case(self, number_or_id: str) -> str | None:
        """The id of the case with this id or number; of several with one number the newest. Locks nothing."""
        c = _incident.c
        statement = select(c.id).where(or_(c.id == number_or_id, c.number == number_or_id))
        found = self._execute(statement.order_by(c.opened_at.desc(), c.id).limit(1)).scalar()
        return None if found is None else str(found)

    def has_children(self, case_id: str) -> bool:
        """Whether other cases are merged into this one."""
        return (
            self._execute(select(_incident.c.id).where(_incident.c.parent_id == case_id).limit(1)).first() is not None
        )

    def add_case(self, case: Case) -> None:
        """Writes a new case."""
        self._execute(_incident.insert(), dict(zip(Case.__slots__, case_values(case), strict=True)))

    def update_case(self, case: Case, seen_version: int) -> None:
        """Writes the case where its stored version still is `seen_version`; raises Stale otherwise."""
        values = dict(zip(Case.__slots__, case_values(case), strict=True))
        done = self._execute(_UPDATE.values(**values), {"key": case.id, "seen": seen_version})
        if done.rowcount == 1:
            return
        stored = self.case(case.id)
        if stored is None:
            raise Stale("case_gone_meanwhile", number=case.number)
        raise Stale(
            "case_changed_meanwhile", number=stored.number, state=stored.state, verb="", who=stored.changed_by,
            at=stored.changed_at,
        )  # fmt: skip

    def add_log(self, entry: LogEntry) -> None:
        """Appends a log entry; `recorded_at` is stamped by the database, whatever the entry says."""
        self._execute(_log.insert(), log_row(entry))

    def log_before(self, case_id: str, version: int) -> LogEntry | None:
        """The newest log entry of a case that is older than a version."""
        older = select(_log).where(_log.c.case_id == case_id, _log.c.version < version)
        row = self._execute(older.order_by(_log.c.version.desc()).limit(1)).first()
        return None if row is None else log_entry(row)

    def last_log(self, case_id: str) -> LogEntry | None:
        """The newest log entry of a case."""
        row = self._execute(_LAST_LOG, {"key": case_id}).first()
        return None if row is None else log_entry(row)

    def last_supervision(self, case_id: str) -> Supervision | None:
        """The newest supervision order of a case."""
        t = tables.supervision
        row = self._execute(select(t).where(t.c.case_id == case_id).order_by(t.c.number.desc()).limit(1)).first()
        return None if row is None else Supervision(*row)

    def put_supervision(self, order: Supervision) -> None:
        """Writes an order, or writes it anew."""
        values = {name: getattr(order, name) for name in Supervision.__slots__}
        made = self._insert(tables.supervision).values(**values)
        self._execute(made.on_conflict_do_update(index_elements=["id"], set_=values))

    def tasks(self, case_id: str) -> tuple[Task, ...]:
        """The departments' tasks in a case, by id."""
        t = tables.case_task
        return tuple(Task(*row) for row in self._execute(select(t).where(t.c.case_id == case_id).order_by(t.c.id)))

    def put_task(self, task: Task) -> None:
        """Writes a task, or writes it anew."""
        values = {name: getattr(task, name) for name in Task.__slots__}
        made = self._insert(tables.case_task).values(**values)
        self._execute(made.on_conflict_do_update(index_elements=["id"], set_=values))

    def put_person(self, person: Person) -> None:
        """Writes who reported a case, or writes it anew."""
        values = {"name": person.name, "phone": person.phone}
        made = self._insert(tables.case_person).values(case_id=person.case_id, **values)
        self._execute(made.on_conflict_do_update(index_elements=["case_id"], set_=values))

    def next_number(self, series: str) -> int:
        """The next whole number of a series (1, 2, …), gap-free within committed work."""
        counter = tables.counter
        made = self._insert(counter).values(series=series, value=1)
        made = made.on_conflict_do_update(index_elements=["series"], set_={"value": counter.c.value + 1})
        return int(self._execute(made.returning(counter.c.value)).scalar_one())

    def officer(self, code: str) -> Officer | None:
        """The officer with a code."""
        return self._reference(Officer, code)

    def department(self, code: str) -> Department | None:
        """The department with a code."""
        return self._reference(Department, code)

    def category(self, code: str) -> Category | None:
        """The category with a code."""
        return self._reference(Category, code)

    def standard(self, code: str) -> Standard | None:
        """The standard with a code."""
        return self._reference(Standard, code)

    def grid(self, code: str) -> Grid | None:
        """The grid with a code."""
        return self._reference(Grid, code)

    def _reference(self, kind: type[R], code: str) -> R | None:
        table = TABLE_OF[kind]
        row = self._execute(select(table).where(table.c.code == code)).first()
        return None if row is None else reference_record(kind, row)

    def _insert(self, table: Any) -> Any:
        insert = postgresql.insert if self._connection.dialect.name == "postgresql" else sqlite.insert
        return insert(table)
