"""Addresses offered while one is typed, on both databases."""

from __future__ import annotations

from sqlalchemy import Engine

from models.queries.addresses import KnownAddress, known_addresses
from tests.store.making import add, case_at


def found(engine: Engine, text: str, most: int = 8) -> list[KnownAddress]:
    with engine.connect() as connection:
        return list(known_addresses(connection, text, most))


def test_that_the_most_frequent_address_comes_first_with_its_middle(engine: Engine) -> None:
    add(
        engine,
        case_at(1, address="杨公路12号", lon=120.0, lat=30.0), case_at(2, address="杨公路12号", lon=120.5, lat=30.5),
        case_at(3, address="杨公路12号"), case_at(4, address="杨公路9号", state="closed"),
        case_at(5, address="九环路1号"),
        case_at(6),
    )  # fmt: skip
    assert found(engine, "杨公") == [
        KnownAddress("杨公路12号", 3, 120.25, 30.25),
        KnownAddress("杨公路9号", 1, None, None),
    ]
    assert [known.address for known in found(engine, "路 1")] == ["杨公路12号", "九环路1号"]
    assert len(found(engine, "路", 2)) == 2
    assert found(engine, "  ") == []


def test_that_typed_signs_are_no_patterns(engine: Engine) -> None:
    add(engine, case_at(1, address="A_B 100%"), case_at(2, address="AXB 1000"))
    assert [known.address for known in found(engine, "A_B")] == ["A_B 100%"]
    assert [known.address for known in found(engine, "100%")] == ["A_B 100%"]
