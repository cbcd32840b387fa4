"""The ledger: every case, open and ended, newest first, in pages, with counts by group of states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal_column, or_, select, true

from models.domain.case import CLOSED_STATES, OPEN_STATES, Case, State
from models.domain.instant import Instant
from models.store.rows import case_record, stream
from models.store.tables import IS_OPEN, incident

ESCAPE = "\\"
IDS_AT_ONCE = 400
"""Ids in one IN list."""

Place = tuple[Instant, str]
"""A case's place in the ledger: when it was opened, and its id."""


class Group(StrEnum):
    """Groups of states. Declined cases and void ones ended without being handled, and stand together."""

    ALL = "all"
    OPEN = "open"
    CLOSED = "closed"
    DECLINED = "declined"


STATES_OF: dict[Group, frozenset[str]] = {
    Group.ALL: frozenset(State),
    Group.OPEN: OPEN_STATES,
    Group.CLOSED: CLOSED_STATES,
    Group.DECLINED: frozenset({State.DECLINED, State.VOID}),
}


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """What is looked for: words (each in number, title, address or description) in a group of states."""

    text: str = ""
    group: Group = Group.ALL


def place_of(of: Case) -> Place:
    """Where a case stands in the ledger."""
    return (of.opened_at, of.id)


def ledger_page(
    connection: Connection, wanted: LedgerFilter, after: Place | None = None, limit: int = 200
) -> tuple[Case, ...]:
    """The next cases after a place (None: from the newest on), newest first, equal instants by id."""
    statement = _ordered(_filtered(select(incident), wanted))
    if after is not None:
        opened_at, case_id = after
        c = incident.c
        # The first part alone bounds the walk along the index.
        statement = statement.where(c.opened_at <= opened_at, or_(c.opened_at < opened_at, c.id > case_id))
    return tuple(case_record(row) for row in connection.execute(statement.limit(limit)))


def ledger_among(connection: Connection, wanted: LedgerFilter, ids: Iterable[str]) -> tuple[Case, ...]:
    """Those of the named cases that the filter lets through, as they are now, in the ledger's order."""
    named = list(ids)
    found: list[Case] = []
    for start in range(0, len(named), IDS_AT_ONCE):
        chunk = named[start : start + IDS_AT_ONCE]
        statement = _filtered(select(incident), wanted).where(incident.c.id.in_(chunk))
        found.extend(case_record(row) for row in connection.execute(statement))
    return tuple(sorted(found, key=lambda each: (-each.opened_at, each.id)))


def ledger_counts(connection: Connection, text: str = "") -> dict[Group, int]:
    """How many cases have the words, in each group of states."""
    sums = [func.coalesce(func.sum(case((and_(true(), *_in_group(group)), 1), else_=0)), 0) for group in Group]
    row = connection.execute(select(*sums).select_from(incident).where(*_words(text))).one()
    return {group: int(count) for group, count in zip(Group, row, strict=True)}


def ledger_all(connection: Connection, wanted: LedgerFilter, pause: Callable[[], None] | None = None) -> Iterator[Case]:
    """Every case that the filter lets through, in the ledger's order, without holding them all."""
    yield from stream(connection, _ordered(_filtered(select(incident), wanted)), case_record, pause)


def _ordered(statement: Select[Any]) -> Select[Any]:
    return statement.order_by(incident.c.opened_at.desc(), incident.c.id)


def _filtered(statement: Select[Any], wanted: LedgerFilter) -> Select[Any]:
    return statement.where(*_in_group(wanted.group), *_words(wanted.text))


def _in_group(group: Group) -> list[ColumnElement[bool]]:
    if group is Group.ALL:
        return []
    if group is Group.OPEN:
        return [literal_column(IS_OPEN)]  # in the words of the index
    return [incident.c.state.in_(sorted(STATES_OF[group]))]


def _words(text: str) -> list[ColumnElement[bool]]:
    """Each word as it is written must be in one of the texts that people know a case by."""
    columns = (incident.c.number, incident.c.title, incident.c.address, incident.c.description)
    patterns = [f"%{_escaped(word)}%" for word in text.split()]
    return [or_(*[column.ilike(pattern, escape=ESCAPE) for column in columns]) for pattern in patterns]


def _escaped(word: str) -> str:
    for sign in (ESCAPE, "%", "_"):
        word = word.replace(sign, ESCAPE + sign)
    return word
