"""A lease: who alone may do some work, until when. The database's clock decides, so that two machines agree."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite

from models.domain.instant import Instant, Span
from models.domain.lifecycle import shipped_lifecycle
from models.store.clock import database_now
from models.store.engine import writing
from models.store.info import check_lifecycle
from models.store.tables_steward import lease
from models.store.trouble import driver_errors


def take_lease(engine: Engine, name: str, holder: str, span: Span, now: Instant | None = None) -> bool:
    """Takes a lease for `span` from now, or renews one's own; false while another holder's runs.

    One statement decides: of two who ask at once one gets it. A dead holder's lease runs out by itself. `now`
    replaces the database's clock in tests. Raises Refused("lifecycle_differs") for a program with another state
    machine, which may not write, and Unavailable.
    """
    at: Any = database_now() if now is None else now
    with driver_errors(), writing(engine.connect()) as connection, connection.begin():
        check_lifecycle(connection, shipped_lifecycle().digest)
        made = _insert(connection).values(name=name, holder=holder, until=at + span)
        taken = made.on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": made.excluded.holder, "until": made.excluded.until},
            where=(lease.c.until <= at) | (lease.c.holder == made.excluded.holder),
        )
        return connection.execute(taken.returning(lease.c.name)).first() is not None


def release_lease(engine: Engine, name: str, holder: str) -> bool:
    """Gives one's own lease back, so that nobody has to wait for its end; false when it was another's already."""
    with driver_errors(), writing(engine.connect()) as connection, connection.begin():
        done = connection.execute(lease.delete().where(lease.c.name == name, lease.c.holder == holder))
        return done.rowcount == 1


def lease_holder(engine: Engine, name: str) -> tuple[str, Instant] | None:
    """Who holds or held a lease last, and until when."""
    with driver_errors(), engine.connect() as connection:
        found = connection.execute(select(lease.c.holder, lease.c.until).where(lease.c.name == name)).first()
    return None if found is None else (found.holder, found.until)


def _insert(connection: Connection) -> Any:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return insert(lease)
