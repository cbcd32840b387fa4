"""Addresses that are known already, to be offered while one is typed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from models.store.tables import incident

MOST = 8


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address, how many cases have it, and where they lie on average (degrees of WGS 84), None where unknown."""

    address: str
    count: int
    lon: float | None
    lat: float | None


def known_addresses(connection: Connection, text: str, most: int = MOST) -> tuple[KnownAddress, ...]:
    """Addresses that hold every typed word, the most frequent first; nothing typed finds nothing."""
    words = text.split()
    if not words:
        return ()
    c = incident.c
    count = func.count().label("count")
    statement = select(c.address, count, func.avg(c.lon), func.avg(c.lat)).where(c.address != "")
    for word in words:
        statement = statement.where(c.address.contains(word, autoescape=True))
    statement = statement.group_by(c.address).order_by(count.desc(), c.address).limit(most)
    return tuple(KnownAddress(*row) for row in connection.execute(statement))
