"""What drivers report, as expected trouble: gone, locked, full, read_only, timeout, unknown.

Anything else (a broken constraint, a wrong statement) is a bug of the program and passes unchanged.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from models.domain.errors import Unavailable

_SQLITE_KINDS = (
    ("database is locked", "locked"),
    ("database table is locked", "locked"),
    ("database or disk is full", "full"),
    ("attempt to write a readonly database", "read_only"),
    ("unable to open database file", "gone"),
    ("disk i/o error", "gone"),
    ("file is not a database", "gone"),
    ("database disk image is malformed", "gone"),
    ("interrupted", "timeout"),
)
_POSTGRESQL_STATES = {
    "55P03": "locked",
    "40P01": "locked",
    "40001": "locked",
    "53100": "full",
    "53200": "full",
    "25006": "read_only",
    "57014": "timeout",
    "25P03": "timeout",
    "53300": "gone",
}
_GONE_CLASSES = ("08", "57P", "58", "XX", "28", "3D")
_SECRET = re.compile(r"(?P<before>://[^:/@\s]*:)[^@\s]*(?=@)|(?P<key>\bpassword\s*=\s*)('[^']*'|\S+)", re.IGNORECASE)


def mask(text: str) -> str:
    """The text with every password in a URL or connection string replaced."""
    return _SECRET.sub(lambda found: (found["before"] or found["key"]) + "***", text)


DRIVER_ERRORS = (DBAPIError, PoolTimeout, sqlite3.Error, psycopg.Error)
"""What the drivers raise, through SQLAlchemy or directly."""


def kind_of(error: BaseException) -> str | None:
    """The kind of trouble a driver's error stands for; None when it is no expected trouble."""
    if isinstance(error, PoolTimeout):
        return "timeout"
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, psycopg.Error):
        return _postgresql_kind(original)
    if isinstance(original, sqlite3.Error):
        said = str(original).lower()
        return next((kind for words, kind in _SQLITE_KINDS if words in said), None)
    return None


def _postgresql_kind(error: psycopg.Error) -> str | None:
    state = error.sqlstate
    if state is None:
        # Trouble with the connection itself carries no state.
        return "gone" if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else None
    known = _POSTGRESQL_STATES.get(state)
    return known if known is not None else "gone" if state.startswith(_GONE_CLASSES) else None


def unavailable(error: BaseException) -> Unavailable | None:
    """The error as Unavailable("database_<kind>", kind=…, detail=…), or None when it is a bug."""
    kind = kind_of(error)
    if kind is None:
        return None
    detail = str(getattr(error, "orig", None) or error).strip().splitlines()
    return Unavailable(f"database_{kind}", kind=kind, detail=mask(detail[0]) if detail else "")


@contextmanager
def driver_errors() -> Iterator[None]:
    """Turns expected driver errors inside the block into Unavailable; others pass unchanged."""
    try:
        yield
    except DRIVER_ERRORS as error:
        trouble = unavailable(error)
        if trouble is None:
            raise
        raise trouble from error
