"""What an act does to a case: pure decisions over the state machine and the clocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from models.domain.case import Case, Mark, Severity, Source, State
from models.domain.catalogue import Category, Standard
from models.domain.errors import Refused
from models.domain.instant import Instant
from models.domain.lifecycle import Lifecycle, Transition
from models.domain.organisation import Department, Grid, Officer

LONGEST_FIELD = 4_000
"""Characters that a text field of an act may hold."""


@dataclass(frozen=True, slots=True)
class Due:
    """A computed deadline, and whether the calendar covered all of its days."""

    at: Instant
    calendar_complete: bool


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks a decision needs, as functions.

    `handling(start, limit_text)` gives the handling deadline; `stage(stage, start)` that of a stage
    ("accept", "dispatch", "check", "close").
    """

    handling: Callable[[Instant, str], Due]
    stage: Callable[[str, Instant], Instant]


@dataclass(frozen=True, slots=True)
class Facts:
    """Records that the act's fields name, looked up beforehand; None where not named or unknown."""

    standard: Standard | None = None
    category: Category | None = None
    department: Department | None = None
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act by one officer from one console at one instant."""

    command_id: str
    verb: str
    fields: Mapping[str, str]
    officer: Officer
    console: str
    at: Instant


def decide(case: Case, act: Act, lifecycle: Lifecycle, clocks: Clocks, facts: Facts) -> Case:
    """The case after the act. Raises Refused with the rule's key when it may not be done."""
    row = lifecycle.require(case, act.officer, act.verb)
    fields = check_fields(row, act.fields)
    if act.verb == "acknowledge" and not case.alarming:
        raise Refused("nothing_to_acknowledge", number=case.number)
    changed = _stamped(case, row, act.at)
    changed = _consequences(changed, row, fields, act, clocks, facts)
    return replace(
        changed,
        version=case.version + 1,
        logged=1,
        changed_at=act.at,
        changed_by=act.officer.code,
        changed_from=act.console,
        command_id=act.command_id,
    )


def report(case_id: str, number: str, act: Act, lifecycle: Lifecycle, clocks: Clocks, facts: Facts) -> Case:
    """A new case from a report. Raises Refused when the officer may not or a field is missing."""
    row = lifecycle.require(None, act.officer, act.verb)
    given = check_fields(row, act.fields)
    grid = facts.grid
    severity = _one_of(given.get("severity") or Severity.GENERAL, {str(s) for s in Severity}, "severity")
    source = _one_of(given.get("source") or Source.PHONE, {str(s) for s in Source}, "source")
    lon, lat = _position(given)
    marks = [Mark.WITHOUT_POSITION] if lon is None else []
    marks += [Mark.WITHOUT_CATEGORY] if facts.category is None else []
    return Case(
        id=case_id, number=number, version=1, state=State.REPORTED, source=source, severity=severity,
        title=given["title"], description=given.get("description", ""),
        category_code=facts.category.code if facts.category else None, standard_code=None,
        platform_code=facts.category.platform_code if facts.category else None, department_code=None,
        community_code=grid.community_code if grid else given.get("community_code") or None,
        grid_code=grid.code if grid else None, address=given.get("address", ""), lon=lon, lat=lat,
        opened_at=act.at, filed_at=None, dispatched_at=None, accepted_at=None, handled_at=None,
        checked_at=None, ended_at=None, due_at=None, deadline_at=clocks.stage("accept", act.at),
        limit_text=None, acknowledged_at=None, returned_to=None, holder_code=None, marks=" ".join(marks),
        external_source=None, external_id=None, logged=1, changed_at=act.at,
        changed_by=act.officer.code, changed_from=act.console, command_id=act.command_id,
    )  # fmt: skip


def check_fields(row: Transition, given: Mapping[str, str]) -> dict[str, str]:
    """The act's fields, trimmed. Raises Refused for a missing, unknown or too long one."""
    fields = {name: value.strip() for name, value in given.items()}
    for name in fields:
        if name not in row.required and name not in row.optional:
            raise Refused("field_unknown", verb=row.verb, field=name)
    for name in row.required:
        if not fields.get(name):
            raise Refused("field_missing", verb=row.verb, field=name)
    for name, value in fields.items():
        if len(value) > LONGEST_FIELD:
            raise Refused("field_too_long", field=name, most=LONGEST_FIELD)
    return fields


def _stamped(case: Case, row: Transition, at: Instant) -> Case:
    state = row.leads_to(case.state)
    # A return clears nothing: instants of earlier acts stay, a later act writes them anew.
    match row.stamp:
        case None:
            return replace(case, state=state)
        case "filed_at":
            return replace(case, state=state, filed_at=at)
        case "dispatched_at":
            return replace(case, state=state, dispatched_at=at)
        case "accepted_at":
            return replace(case, state=state, accepted_at=at)
        case "handled_at":
            return replace(case, state=state, handled_at=at)
        case "checked_at":
            return replace(case, state=state, checked_at=at)
        case "ended_at":
            return replace(case, state=state, ended_at=at)
        case "acknowledged_at":
            return replace(case, state=state, acknowledged_at=at)
        case other:
            raise ValueError(f"no such stamp: {other}")


def _consequences(
    case: Case, row: Transition, fields: Mapping[str, str], act: Act, clocks: Clocks, facts: Facts
) -> Case:
    match row.verb:
        case "file":
            return _filed(case, fields, act.at, clocks, facts)
        case "dispatch":
            department = facts.department
            if department is None:
                raise Refused("department_unknown", code=fields["department_code"])
            return replace(
                case,
                department_code=department.code,
                platform_code=department.platform_code or case.platform_code,
                returned_to=None,
                holder_code=None,
            )
        case "accept" | "begin":
            return replace(case, holder_code=act.officer.code, returned_to=None)
        case "hand_in":
            return replace(case, deadline_at=clocks.stage("check", act.at), returned_to=None)
        case "check":
            return replace(case, deadline_at=clocks.stage("close", act.at))
        case "return":
            return _returned(case, act.at, clocks)
        case _:
            return case


def _filed(case: Case, fields: Mapping[str, str], at: Instant, clocks: Clocks, facts: Facts) -> Case:
    standard = facts.standard
    if standard is None:
        raise Refused("standard_unknown", code=fields["standard_code"])
    due = clocks.handling(at, standard.limit_text)
    marks = set(case.marks.split()) - {Mark.WITHOUT_CATEGORY, Mark.CALENDAR_INCOMPLETE}
    if not due.calendar_complete:
        marks.add(Mark.CALENDAR_INCOMPLETE)
    category = facts.category
    severity = _one_of(fields.get("severity") or case.severity, {str(s) for s in Severity}, "severity")
    return replace(
        case,
        standard_code=standard.code,
        category_code=standard.category_code,
        platform_code=(category.platform_code if category else None) or case.platform_code,
        severity=severity,
        limit_text=standard.limit_text,
        due_at=due.at,
        deadline_at=due.at,
        marks=" ".join(sorted(marks)),
        returned_to=None,
    )


def _returned(case: Case, at: Instant, clocks: Clocks) -> Case:
    """After a return the clock of whoever must act next is the effective one."""
    deadline = clocks.stage("accept", at) if case.state == State.REPORTED else case.due_at
    return replace(case, deadline_at=deadline, returned_to=case.state)


def _one_of(value: str, known: set[str], field: str) -> str:
    if value not in known:
        raise Refused("field_not_known", field=field, value=value)
    return value


def _position(fields: Mapping[str, str]) -> tuple[float | None, float | None]:
    if not fields.get("lon") and not fields.get("lat"):
        return None, None
    try:
        lon, lat = float(fields.get("lon", "")), float(fields.get("lat", ""))
    except ValueError:
        raise Refused("position_wrong", lon=fields.get("lon", ""), lat=fields.get("lat", "")) from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Refused("position_wrong", lon=fields.get("lon", ""), lat=fields.get("lat", ""))
    return lon, lat
