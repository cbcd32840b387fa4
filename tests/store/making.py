"""Short ways to put cases into a database and to read them back."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine, func, select, text

from models.domain.case import Case
from models.exchange.protocol import Batch, ImportRow, Units, Write
from models.store.engine import writing
from models.store.tables import change, incident
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import make_case

NO_UNITS = Units((), (), (), ())


def add(engine: Engine, *cases: Case) -> None:
    with SqlUnitOfWork(engine) as unit:
        for case in cases:
            unit.add_case(case)
        unit.commit()


def case_at(nth: int, **changes: object) -> Case:
    return make_case(**{"id": f"c{nth}", "number": f"T-{nth}", **changes})


def imported(nth: int, **changes: object) -> Case:
    values: dict[str, object] = {
        "source": "import", "external_source": "boston", "external_id": f"x{nth}", "logged": 0, "deadline_at": None,
    }  # fmt: skip
    return case_at(nth, **{**values, **changes})


def touch(engine: Engine, case_id: str, **changes: object) -> Case:
    """Writes the next version of a case."""
    with SqlUnitOfWork(engine) as unit:
        case = unit.case(case_id)
        assert case is not None
        changed = replace(case, version=case.version + 1, **changes)  # type: ignore[arg-type]
        unit.update_case(changed, case.version)
        unit.commit()
    return changed


def write_of(case: Case, digest: str = "d1", seen: int | None = None) -> Write:
    assert case.external_source is not None
    assert case.external_id is not None
    return Write(case, ImportRow(case.external_source, case.external_id, case.id, digest, "i1"), seen)


def batch(import_id: str = "i1") -> Batch:
    return Batch(import_id, "boston", "boston", ("a.csv",), "duty", "cli", 1)


def stored(engine: Engine, case_id: str) -> Case | None:
    with SqlUnitOfWork(engine) as unit:
        return unit.case(case_id)


def count(engine: Engine, table: object = incident) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def changes_of(engine: Engine, entity: str = "case") -> list[tuple[str, str, int | None]]:
    statement = select(change.c.entity_id, change.c.op, change.c.version).where(change.c.entity == entity)
    with engine.connect() as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(statement.order_by(change.c.seq))]


def run(engine: Engine, sql: str, **values: object) -> None:
    """Any statement, as a writer that is not our program would run it."""
    with writing(engine.connect()) as connection, connection.begin():
        connection.execute(text(sql), values)
