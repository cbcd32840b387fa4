"""The calendar of a database: an administrator sets another, and open cases are explained anew by it.

Both are commands. Setting a calendar makes a version; explaining anew is one command for each version
and case, with an id that follows from both, so that a run that was cancelled or killed goes on where
it stopped and a second run changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from models.commands.entries import baseline_of, entry_of
from models.commands.protocol import CommandRow, UnitOfWork
from models.domain.calendar import Calendar
from models.domain.calendar_version import CalendarVersion, schedule_data, version_of
from models.domain.case import Case, State
from models.domain.deciding import Act, Clocks
from models.domain.duty_hours import DutySchedule
from models.domain.errors import BadInput, Refused, Stale
from models.domain.instant import Instant, format_instant
from models.domain.organisation import Officer
from models.domain.reexplaining import DEADLINE, DUE, Moved, Reexplained, reexplained
from models.domain.roles import Role
from models.domain.task import changed

REEXPLAIN, SET_CALENDAR = "reexplain", "set_calendar"
"""Verbs of the two commands."""
LONGEST_REASON = 400


class CalendarUnit(UnitOfWork, Protocol):
    """A unit of work that also knows the calendar."""

    def calendar_in_force(self) -> tuple[CalendarVersion, bool]:
        """The calendar in force, locked for this transaction, and whether its version is stored."""
        ...

    def put_calendar(self, version: CalendarVersion) -> None:
        """Stores a version and puts its days and duty hours into force."""
        ...

    def keep_calendar(self, version: CalendarVersion) -> None:
        """Stores a version, or writes it anew, and changes nothing else."""
        ...


@dataclass(frozen=True, slots=True)
class SetCalendar:
    """An administrator puts another calendar and other duty hours into force; `seen` is the version they saw."""

    id: str
    actor_code: str
    console: str
    at: Instant
    seen: int
    calendar: Calendar
    schedule: DutySchedule
    reason: str
    source: str = ""
    source_digest: str = ""


@dataclass(frozen=True, slots=True)
class Reexplaining:
    """What explaining anew goes by: the calendar's number and version, its clocks, those of earlier versions.

    `closed_until` is the end of the last month that was closed, None where none is.
    """

    database: str
    number: int
    version: str
    clocks: Clocks
    before: tuple[Clocks, ...]
    zone: ZoneInfo
    closed_until: Instant | None = None


@dataclass(frozen=True, slots=True)
class ReexplainOrder:
    """Who lets cases be explained anew, from where, when and why."""

    actor_code: str
    console: str
    at: Instant
    reason: str


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What became of a case: "changed", "unchanged", "frozen" (a closed month), or "refused" with the key of why."""

    kind: str
    case_id: str
    number: str = ""
    direction: str = ""
    moved: tuple[Moved, ...] = ()
    key: str = ""


def set_calendar(command: SetCalendar, open_unit: Callable[[], CalendarUnit]) -> int:
    """Puts the calendar into force and returns its number; sent again, it returns that number again.

    Raises Refused ("calendar_not_for_role", "reason_missing", "calendar_unchanged") or
    Stale("calendar_changed_meanwhile"); then nothing is written.
    """
    with open_unit() as unit:
        stored = unit.remembered(command.id)
        if stored is not None:
            return int(json.loads(stored.result)["number"])
        require_administrator(unit.officer(command.actor_code), command.actor_code)
        reason = checked_reason(command.reason)
        known, kept = unit.calendar_in_force()
        if known.number != command.seen:
            raise Stale("calendar_changed_meanwhile", who=known.made_by, version=known.version)
        if known.version == command.calendar.version and known.schedule == command.schedule:
            raise Refused("calendar_unchanged", version=known.version)
        if not kept:
            unit.keep_calendar(known)
        made = version_of(
            known.number + 1, command.calendar, command.schedule, valid_since=command.at, made_by=command.actor_code,
            console=command.console, source=command.source, source_digest=command.source_digest, reason=reason,
        )  # fmt: skip
        unit.put_calendar(made)
        if not unit.remember(_calendar_row(command, made)):
            raise Stale("calendar_changed_meanwhile", who=known.made_by, version=known.version)
        unit.commit()
        return made.number


def reexplain_cases(
    case_ids: Iterable[str], order: ReexplainOrder, open_unit: Callable[[], CalendarUnit], rules: Reexplaining
) -> list[CaseOutcome]:
    """Explains some cases anew in one transaction, each as it stands now; see `Reexplaining`.

    Raises Refused ("calendar_not_for_role", "reason_missing") and Stale("calendar_changed_meanwhile")
    when another calendar is in force than the one asked for; then nothing is written.
    """
    with open_unit() as unit:
        officer = require_administrator(unit.officer(order.actor_code), order.actor_code)
        order = replace(order, reason=checked_reason(order.reason))
        _require_in_force(unit, rules)
        # Locked in the order of their ids, as every command locks cases.
        outcomes = [_one(case_id, officer, order, unit, rules) for case_id in sorted(set(case_ids))]
        unit.commit()
        return outcomes


def finish_reexplaining(order: ReexplainOrder, open_unit: Callable[[], CalendarUnit], rules: Reexplaining) -> None:
    """Notes that all open cases were explained by the calendar. Raises Stale when another is in force by now."""
    with open_unit() as unit:
        known = _require_in_force(unit, rules)
        unit.keep_calendar(replace(known, applied_at=order.at))
        unit.commit()


def require_administrator(officer: Officer | None, code: str) -> Officer:
    """The officer, who must be an active administrator. Raises Refused."""
    if officer is None or not officer.active:
        raise Refused("officer_unknown", officer=code)
    if Role.ADMINISTRATOR not in officer.roles:
        raise Refused("calendar_not_for_role", officer=officer.name)
    return officer


def checked_reason(reason: str) -> str:
    """The reason, trimmed. Raises Refused("reason_missing") or Refused("reason_too_long")."""
    said = reason.strip()
    if not said:
        raise Refused("reason_missing")
    if len(said) > LONGEST_REASON:
        raise Refused("reason_too_long", most=LONGEST_REASON)
    return said


def command_id_of(rules: Reexplaining, case_id: str, again: int | None = None) -> str:
    """The id of the command that explains a case by a version of the calendar.

    `again` is the case's version where another desk has written a deadline by the old calendar since.
    """
    name = f"zhihui:{rules.database}:{rules.number}:{rules.version}:{case_id}"
    return str(uuid5(NAMESPACE_URL, name if again is None else f"{name}:{again}"))


def explained(case: Case, unit: UnitOfWork, rules: Reexplaining) -> Reexplained:
    """A stored case under the rules. Raises BadInput as the clock does."""
    return reexplained(
        case, unit.tasks(case.id), rules.clocks, rules.before, stage_start=_stage_start(case, unit),
        closed_until=rules.closed_until,
    )  # fmt: skip


def _require_in_force(unit: CalendarUnit, rules: Reexplaining) -> CalendarVersion:
    known, _kept = unit.calendar_in_force()
    if (known.number, known.version) != (rules.number, rules.version):
        raise Stale("calendar_changed_meanwhile", who=known.made_by, version=known.version)
    return known


def _stage_start(case: Case, unit: UnitOfWork) -> Instant | None:
    """When the accept clock of a case sent back to 上报 began: the case does not keep it, its log does."""
    if case.returned_to != State.REPORTED:
        return None
    entry = unit.last_log(case.id)
    while entry is not None and entry.verb != "return":
        entry = unit.log_before(case.id, entry.version)
    return entry.occurred_at if entry is not None else None


def _one(
    case_id: str, officer: Officer, order: ReexplainOrder, unit: UnitOfWork, rules: Reexplaining
) -> CaseOutcome:  # fmt: skip
    case = unit.case(case_id)
    if case is None:
        return CaseOutcome("refused", case_id, key="case_unknown")
    try:
        found = explained(case, unit, rules)
    except BadInput as trouble:
        return CaseOutcome("refused", case_id, case.number, key=trouble.key)
    if not found.moved:
        return CaseOutcome("frozen" if found.frozen else "unchanged", case_id, case.number)
    _write(case, found, officer, order, unit, rules)
    return CaseOutcome("changed", case_id, case.number, found.direction, found.moved)


def _write(
    case: Case, found: Reexplained, officer: Officer, order: ReexplainOrder, unit: UnitOfWork, rules: Reexplaining
) -> None:
    command_id = command_id_of(rules, case.id)
    if unit.remembered(command_id) is not None:
        command_id = command_id_of(rules, case.id, case.version)
    at = max(order.at, case.changed_at) if case.logged else order.at
    fields = entry_fields(found.moved, order.reason, rules)
    act = Act(command_id, REEXPLAIN, fields, officer, order.console, at)
    after = replace(
        found.case, version=case.version + 1, logged=1, changed_at=at, changed_by=officer.code,
        changed_from=order.console, command_id=command_id,
    )  # fmt: skip
    result = json.dumps({"version": after.version, "number": case.number, "key": "", "arguments": {}})
    payload = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    if not unit.remember(
        CommandRow(command_id, officer.code, order.console, REEXPLAIN, case.id, payload, "done", result, at)
    ):
        raise RuntimeError("a locked case was explained by another command")
    if not case.logged:
        unit.add_log(baseline_of(case))
    unit.update_case(after, case.version)
    unit.add_log(entry_of(case, after, act))
    for task in changed(unit.tasks(case.id), found.tasks):
        unit.put_task(task)


def entry_fields(moved: Sequence[Moved], reason: str, rules: Reexplaining) -> dict[str, str]:
    """What the log says of it: each deadline as it was and is (ISO 8601, "old → new"), the version, why."""

    def said(one: Moved) -> str:
        return f"{format_instant(one.before, rules.zone)} → {format_instant(one.after, rules.zone)}"

    fields = {f"{one.what}_moved": said(one) for one in moved if one.what in (DUE, DEADLINE)}
    tasks = "\n".join(f"{one.what} {said(one)}" for one in moved if one.what not in (DUE, DEADLINE))
    return {**fields, **({"tasks_moved": tasks} if tasks else {}), "calendar": rules.version, "reason": reason}


def _calendar_row(command: SetCalendar, made: CalendarVersion) -> CommandRow:
    payload = {"calendar": made.version, "duty_hours": schedule_data(command.schedule), "source": command.source,
               "source_digest": command.source_digest, "reason": made.reason}  # fmt: skip
    return CommandRow(
        id=command.id, actor_code=command.actor_code, console=command.console, verb=SET_CALENDAR, target_id=None,
        payload=json.dumps(payload, ensure_ascii=False, sort_keys=True), outcome="done",
        result=json.dumps({"number": made.number}), occurred_at=command.at,
    )  # fmt: skip
