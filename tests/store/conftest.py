"""A database of each kind with tables, triggers and reference records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine

from models.store.bulk import BulkWriter
from models.store.engine import open_engine
from models.store.info import create_database, new_info
from tests.helpers.records import CATEGORY, DEPARTMENT, GRID, OFFICERS, OTHER_DEPARTMENT, STANDARD, T0


@pytest.fixture
def empty_engine(database_url: str) -> Iterator[Engine]:
    """An engine on a database without tables."""
    engine = open_engine(database_url, create=True)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(empty_engine: Engine) -> Engine:
    """An engine on a new database of the tests' kind, with the records of tests.helpers.records."""
    fill(empty_engine)
    return empty_engine


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """The same, only on SQLite."""
    with closing(open_engine(sqlite_url, create=True)) as engine:
        yield engine


@pytest.fixture
def postgresql_engine(postgresql_url: str) -> Iterator[Engine]:
    """The same, only on PostgreSQL."""
    with closing(open_engine(postgresql_url, create=True)) as engine:
        yield engine


@contextmanager
def closing(engine: Engine) -> Iterator[Engine]:
    """Fills a new database, and lets it go at the end."""
    fill(engine)
    yield engine
    engine.dispose()


def fill(engine: Engine) -> None:
    """Tables, and the records of tests.helpers.records."""
    create_database(engine, new_info("db-1", "real", T0, zone_declared=True))
    BulkWriter(engine).ensure([*OFFICERS.values(), CATEGORY, STANDARD, DEPARTMENT, OTHER_DEPARTMENT, GRID])


@pytest.fixture
def other_engine(engine: Engine, database_url: str) -> Iterator[Engine]:
    """A second console's engine on the same database."""
    second = open_engine(database_url)
    yield second
    second.dispose()
