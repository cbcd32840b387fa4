"""What driver errors mean to people."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from models.domain.errors import Unavailable
from models.store.trouble import driver_errors, kind_of, unavailable


def coded(state: str) -> psycopg.Error:
    """An error as the server reports it with a state."""
    return psycopg.errors.lookup(state)("said the server")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (sqlite3.OperationalError("database is locked"), "locked"),
        (sqlite3.OperationalError("database or disk is full"), "full"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "read_only"),
        (sqlite3.OperationalError("unable to open database file"), "gone"),
        (sqlite3.DatabaseError("file is not a database"), "gone"),
        (sqlite3.OperationalError("no such table: x"), None),
        (sqlite3.IntegrityError("UNIQUE constraint failed"), None),
        (psycopg.OperationalError("connection refused"), "gone"),
        (psycopg.InterfaceError("the connection is closed"), "gone"),
        (psycopg.ProgrammingError("wrong use"), None),
        (PoolTimeout(), "timeout"),
        (ValueError("a bug"), None),
        *[(coded(state), kind) for state, kind in (
            ("55P03", "locked"), ("57014", "timeout"), ("53100", "full"), ("25006", "read_only"), ("57P01", "gone"),
            ("08006", "gone"), ("28P01", "gone"), ("23505", None), ("42P01", None),
        )],
    ],
)  # fmt: skip
def test_that_every_error_has_its_kind(error: Exception, kind: str | None) -> None:
    assert kind_of(error) == kind
    wrapped = DBAPIError("select 1", None, error) if not isinstance(error, PoolTimeout | ValueError) else error
    assert kind_of(wrapped) == kind
    found = unavailable(wrapped)
    assert (None if found is None else found.key) == (None if kind is None else f"database_{kind}")


def test_that_only_the_first_line_is_told_and_no_password() -> None:
    found = unavailable(psycopg.OperationalError("refused for postgresql://u:s3cret@h/d\nHINT: more"))
    assert found is not None
    assert found.arguments["detail"] == "refused for postgresql://u:***@h/d"
    silent = unavailable(psycopg.OperationalError(""))
    assert silent is not None
    assert silent.arguments["detail"] == ""


def test_that_bugs_pass_unchanged() -> None:
    with pytest.raises(sqlite3.IntegrityError), driver_errors():
        raise sqlite3.IntegrityError("UNIQUE")
    with pytest.raises(Unavailable, match="database_locked"), driver_errors():
        raise sqlite3.OperationalError("database is locked")
