"""Column types that mean the same in both databases (SQLite's STRICT tables know five of them)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Double, Integer, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

WHOLE = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
"""64-bit whole number; instants are microseconds since the epoch."""
REAL: Double[float] = Double().with_variant(sqlite.REAL(), "sqlite")


class IsoDate(TypeDecorator[date]):
    """A calendar date as ISO text, which sorts and compares as dates do."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


def text(name: str, *, key: bool = False, optional: bool = False, default: Any = None) -> Column[str]:
    """A text column; empty text and NULL differ."""
    return Column(name, Text(), primary_key=key, nullable=optional, server_default=default)


def whole(name: str, *, optional: bool = False, default: Any = None) -> Column[int]:
    """A whole-number column."""
    return Column(name, WHOLE, nullable=optional, server_default=default)


def instant(name: str, *, optional: bool = True) -> Column[int]:
    """An instant; most are unknown until the act that sets them."""
    return Column(name, WHOLE, nullable=optional)


def day(name: str, *, optional: bool = False, key: bool = False) -> Column[date]:
    """A calendar date."""
    return Column(name, IsoDate(), nullable=optional, primary_key=key)


def validity() -> tuple[Column[date], Column[date]]:
    """From when and until when a unit exists."""
    return day("valid_from"), day("valid_to", optional=True)


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """A checked text column: row security and indexes work with it where an enum's do not."""
    listed = ", ".join(f"'{value}'" for value in sorted(values))
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
