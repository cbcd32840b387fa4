"""What was known of one case at an instant: rows without later acts, and rows rebuilt from the log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select
from sqlalchemy import case as sql_case

from models.domain.case import OPEN_STATES, Case, Mark, State
from models.domain.facts import FACTS
from models.domain.instant import Instant
from models.store.rows import case_record, stream
from models.store.tables import case_log, incident, standard

_AT = {name: position for position, name in enumerate(Case.__slots__)}
_STATE, _DEPARTMENT, _OPENED, _ENDED, _PARENT = (
    _AT[name] for name in ("state", "department_code", "opened_at", "ended_at", "parent_id")
)
_STAMPS = tuple(
    _AT[name]
    for name in (
        "filed_at", "dispatched_at", "accepted_at", "handled_at", "checked_at", "ended_at", "acknowledged_at",
        "verified_at",
    )
)  # fmt: skip
_FROM_LOG = (
    ("state", "to_state"),
    ("version", "version"),
    ("platform_code", "platform_after"),
    ("department_code", "department_after"),
    ("deadline_at", "deadline_after"),
    ("due_at", "due_after"),
    ("changed_at", "occurred_at"),
    ("changed_by", "actor_code"),
    ("changed_from", "console"),
    ("command_id", "command_id"),
)


def acted_after(at: Instant) -> ColumnElement[bool]:
    """Cases that somebody acted on after the instant: only their log knows how they stood."""
    return and_(incident.c.logged == 1, incident.c.changed_at > at)


def acted_at(values: list[Any]) -> Instant:
    """When the case was last acted on; 0 when nobody acted on it here."""
    return values[_AT["changed_at"]] if values[_AT["logged"]] else 0


def span(values: list[Any]) -> tuple[Instant, Instant | None, bool]:
    """Opening, end and whether the row's state is open."""
    return values[_OPENED], values[_ENDED], values[_STATE] in OPEN_STATES and values[_PARENT] is None


def as_known(values: list[Any], at: Instant) -> list[Any]:
    """A row nobody acted on after the instant, with everything later than the instant unknown.

    A case that ended later was open: dispatched where a department had it, else reported. A file does
    not say whether work had begun, and open cases of a file come in as dispatched too.
    """
    if values[_STATE] not in OPEN_STATES and values[_ENDED] is not None and values[_ENDED] > at:
        values[_STATE] = (State.DISPATCHED if values[_DEPARTMENT] is not None else State.REPORTED).value
    for position in _STAMPS:
        stamp = values[position]
        if stamp is not None and stamp > at:
            values[position] = None
    return values


Standards = Mapping[str, tuple[str, str]]
"""Category and limit of each standard."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A case as its log tells it.

    `appears_at` is its opening where that is later than the instant asked for, `ends_at` its known
    later end, `acted_at` its last act.
    """

    case: Case
    appears_at: Instant | None
    ends_at: Instant | None
    acted_at: Instant


def rebuilt_cases(
    connection: Connection,
    at: Instant,
    pause: Callable[[], None],
    *,
    until: Instant | None = None,
    ids: Sequence[str] | None = None,
) -> Iterator[Rebuilt]:
    """The cases acted on after the instant, as known then, open or not.

    Those that open after it, up to `until` (as a rule the instant itself), are as known at their opening.
    """
    last = at if until is None else until
    moment = sql_case((incident.c.opened_at > at, incident.c.opened_at), else_=at)
    logged = [case_log.c[name].label(f"log_{name}") for _, name in _FROM_LOG]
    naming = [_naming(moment, name) for name in ("verb", "fields")]
    statement = (
        select(incident, *logged, case_log.c.verb, case_log.c.facts_after, *naming)
        .select_from(incident.join(case_log, case_log.c.case_id == incident.c.id))
        .where(acted_after(at), incident.c.opened_at <= last, case_log.c.version == _newest(moment))
    )
    if ids is not None:
        statement = statement.where(incident.c.id.in_(ids))
    standards = {code: (category, limit) for code, category, limit in connection.execute(select(*_STANDARD))}
    yield from stream(connection, statement, lambda row: _rebuilt(list(row), at, standards), pause, large=ids is None)


_STANDARD = (standard.c.code, standard.c.category_code, standard.c.limit_text)
_NAMING = ("report", "import", "file")
"""Acts that say what kind of case it is."""


def _newest(moment: ColumnElement[Any]) -> Any:
    older = case_log.alias("older")
    found = select(func.max(older.c.version)).where(older.c.case_id == incident.c.id, older.c.occurred_at <= moment)
    return found.scalar_subquery()


def _naming(moment: ColumnElement[Any], column: str) -> Any:
    entry = case_log.alias(f"naming_{column}")
    found = select(entry.c[column]).where(
        entry.c.case_id == incident.c.id, entry.c.occurred_at <= moment, entry.c.verb.in_(_NAMING)
    )
    return found.order_by(entry.c.version.desc()).limit(1).scalar_subquery().label(f"naming_{column}")


def _rebuilt(row: list[Any], at: Instant, standards: Standards) -> Rebuilt:
    width = len(Case.__slots__)
    values, (*logged, verb, facts, naming_verb, naming_fields) = row[:width], row[width:]
    acted = values[_AT["changed_at"]]
    opened_at, ended_at, is_open = span(values)
    moment = max(at, opened_at)
    for (name, _), value in zip(_FROM_LOG, logged, strict=True):
        values[_AT[name]] = value
    if facts is not None:
        known = json.loads(facts)
        for name, usual in FACTS.items():
            values[_AT[name]] = known.get(name, usual)
        values = as_known(values, moment)
    else:
        values = _without_facts(as_known(values, moment), verb, naming_verb, naming_fields, standards)
    ends_at = ended_at if not is_open and ended_at is not None and ended_at > moment else None
    return Rebuilt(case_record(values), opened_at if opened_at > at else None, ends_at, acted)


def _without_facts(
    values: list[Any], verb: str, naming_verb: str | None, naming_fields: str | None, standards: Standards
) -> list[Any]:
    """What an entry without facts tells; they were written before the log kept all facts."""
    if values[_AT["accepted_at"]] is None:
        values[_AT["holder_code"]] = None
    values[_AT["returned_to"]] = values[_STATE] if verb == "return" else None
    values[_PARENT] = None
    _name(values, naming_verb, json.loads(naming_fields or "{}"), standards)
    return values


def _name(values: list[Any], verb: str | None, fields: dict[str, str], standards: Standards) -> None:
    """The category and standard known then: those of the last filing, or else of the report."""
    filed = fields.get("standard_code") if verb == "file" else None
    if filed is not None and filed == values[_AT["standard_code"]]:
        return
    category, limit = fields.get("category_code") or None, None
    if verb == "import":
        category = fields.get("category_code", values[_AT["category_code"]]) or None
        limit = values[_AT["limit_text"]] if values[_AT["standard_code"]] is None else None
    if filed is not None:
        category, limit = standards.get(filed, (category, None))
    values[_AT["category_code"]], values[_AT["standard_code"]], values[_AT["limit_text"]] = category, filed, limit
    marks = set(values[_AT["marks"]].split()) - {Mark.WITHOUT_CATEGORY}
    if category is None:
        marks.add(Mark.WITHOUT_CATEGORY)
    values[_AT["marks"]] = " ".join(sorted(marks))
