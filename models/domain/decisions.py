"""What an act does to a case: pure decisions over the state machine and the clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.domain import decisions_after, decisions_merge, decisions_time, supervision
from models.domain.case import Case, Mark, Severity, Source, State
from models.domain.deciding import Act, Clocks, Consequence, Due, Facts, Step, with_clock
from models.domain.decisions_joint import tasks_after
from models.domain.errors import Refused
from models.domain.instant import Instant
from models.domain.lifecycle import Lifecycle, Transition
from models.domain.pending import answered, asked, requests_of, still_pending
from models.domain.task import with_tasks

__all__ = [
    "LONGEST_FIELD", "STAMPS", "Act", "Clocks", "Due", "Facts", "check_fields", "decide", "decided", "report",
    "step_of",
]  # fmt: skip

LONGEST_FIELD = 4_000
"""Characters that a text field of an act may hold."""

STAMPS = frozenset(
    {
        "verified_at", "filed_at", "dispatched_at", "accepted_at", "handled_at", "checked_at", "ended_at",
        "acknowledged_at",
    }
)  # fmt: skip
"""Instants of a case that an act may set by the state machine's table."""


def decide(case: Case, act: Act, lifecycle: Lifecycle, clocks: Clocks, facts: Facts) -> Case:
    """The case after the act. Raises Refused with the rule's key when it may not be done."""
    return decided(step_of(case, act, lifecycle, clocks, facts))


def step_of(case: Case, act: Act, lifecycle: Lifecycle, clocks: Clocks, facts: Facts) -> Step:
    """The act with its row of the state machine and its fields. Raises Refused as `decide` does."""
    row = lifecycle.require(case, act.officer, act.verb)
    return Step(case, row, check_fields(row, act.fields), act, clocks, facts)


def decided(step: Step) -> Case:
    """The case after a step. Raises Refused with the rule's key when it may not be done."""
    case, row, act = step.before, step.row, step.act
    changed = _stamped(case, row, act.at)
    follow = _CONSEQUENCES.get(row.verb)
    if follow is not None:
        changed = follow(changed, step)
    changed = decisions_time.over_by_now(changed, step)
    changed = with_tasks(changed, tasks_after(step, changed))
    return replace(
        _settled(changed, row),
        version=case.version + 1,
        logged=1,
        changed_at=act.at,
        changed_by=act.officer.code,
        changed_from=act.console,
        command_id=act.command_id,
    )


def report(case_id: str, number: str, act: Act, lifecycle: Lifecycle, clocks: Clocks, facts: Facts) -> Case:
    """A new case from a report, or from one solved on the spot (自行处置), which ends at once.

    Raises Refused when the officer may not or a field is missing.
    """
    row = lifecycle.require(None, act.officer, act.verb)
    given = check_fields(row, act.fields)
    grid = facts.grid
    severity = _one_of(given.get("severity") or Severity.GENERAL, {str(s) for s in Severity}, "severity")
    source = _one_of(given.get("source") or Source.PHONE, {str(s) for s in Source}, "source")
    lon, lat = position_of(given)
    marks = [Mark.WITHOUT_POSITION] if lon is None else []
    marks += [Mark.WITHOUT_CATEGORY] if facts.category is None else []
    reported = Case(
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
    if row.to_state == State.REPORTED:
        return reported
    ended = replace(reported, state=row.to_state, ended_at=act.at, deadline_at=None)
    return _solved_on_the_spot(ended, Step(reported, row, given, act, clocks, facts))


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
    # A return clears nothing: instants of earlier acts stay, a later act writes them anew.
    changes: dict[str, Any] = {"state": row.leads_to(case.state)}
    if row.stamp is not None:
        if row.stamp not in STAMPS:
            raise ValueError(f"no such stamp: {row.stamp}")
        changes[row.stamp] = at
    return replace(case, **changes)


def _settled(case: Case, row: Transition) -> Case:
    """Requests: the one the act makes, without the one it answers and those that lost their meaning."""
    pending = still_pending(case.pending, case.state)
    if row.needs:
        pending = answered(pending, row.needs)
    if row.asks and row.asks not in requests_of(pending):
        pending = asked(pending, row.asks)
    return replace(case, pending=pending)


def _filed(case: Case, step: Step) -> Case:
    standard, category = step.facts.standard, step.facts.category
    if standard is None:
        raise Refused("standard_unknown", code=step.fields["standard_code"])
    severity = _one_of(step.fields.get("severity") or case.severity, {str(s) for s in Severity}, "severity")
    filed = replace(
        case,
        standard_code=standard.code,
        category_code=standard.category_code,
        platform_code=(category.platform_code if category else None) or case.platform_code,
        severity=severity,
        limit_text=standard.limit_text,
        clock_from=None,
        extension=None,
        marks=" ".join(sorted(set(case.marks.split()) - {Mark.WITHOUT_CATEGORY})),
        returned_to=None,
    )
    return with_clock(filed, step.clocks)


def _dispatched(case: Case, step: Step) -> Case:
    department = step.facts.department
    if department is None:
        raise Refused("department_unknown", code=step.fields["department_code"])
    return replace(
        case,
        department_code=department.code,
        platform_code=department.platform_code or case.platform_code,
        returned_to=None,
        holder_code=None,
    )


def _taken(case: Case, step: Step) -> Case:
    return replace(case, holder_code=step.act.officer.code, returned_to=None)


def _handed_in(case: Case, step: Step) -> Case:
    return replace(case, deadline_at=step.clocks.stage("check", step.at), returned_to=None)


def _checked(case: Case, step: Step) -> Case:
    return replace(case, deadline_at=step.clocks.stage("close", step.at))


def _returned(case: Case, step: Step) -> Case:
    """After a return the clock of whoever must act next is the effective one.

    A result sent back is rework (返工) and is counted; its clock goes by the configured rule.
    """
    if case.state == State.REPORTED:
        return replace(case, deadline_at=step.clocks.stage("accept", step.at), returned_to=case.state)
    back = replace(case, deadline_at=case.due_at, returned_to=case.state)
    if step.before.state not in (State.HANDLED, State.CHECKED):
        return back
    back = replace(back, rework=back.rework + 1)
    if step.clocks.rework == "continue" or back.limit_text is None:
        return back
    return with_clock(replace(back, clock_from=step.at, extension=None), step.clocks)


def _reminded(case: Case, step: Step) -> Case:
    return replace(case, reminders=case.reminders + 1)


def _solved_on_the_spot(case: Case, step: Step) -> Case:
    return replace(case, self_handled=1, handled_at=step.at)


def _acknowledged(case: Case, step: Step) -> Case:
    if not step.before.alarming:
        raise Refused("nothing_to_acknowledge", number=case.number)
    return case


_CONSEQUENCES: dict[str, Consequence] = {
    "file": _filed,
    "dispatch": _dispatched,
    "accept": _taken,
    "begin": _taken,
    "hand_in": _handed_in,
    "check": _checked,
    "return": _returned,
    "remind": _reminded,
    "self_handle": _solved_on_the_spot,
    "acknowledge": _acknowledged,
    **decisions_merge.CONSEQUENCES,
    **decisions_time.CONSEQUENCES,
    **decisions_after.CONSEQUENCES,
    **supervision.CONSEQUENCES,
}


def _one_of(value: str, known: set[str], field: str) -> str:
    if value not in known:
        raise Refused("field_not_known", field=field, value=value)
    return value


def position_of(fields: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Longitude and latitude as given, None for none. Raises Refused("position_wrong")."""
    if not fields.get("lon") and not fields.get("lat"):
        return None, None
    try:
        lon, lat = float(fields.get("lon", "")), float(fields.get("lat", ""))
    except ValueError:
        raise Refused("position_wrong", lon=fields.get("lon", ""), lat=fields.get("lat", "")) from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Refused("position_wrong", lon=fields.get("lon", ""), lat=fields.get("lat", ""))
    return lon, lat
