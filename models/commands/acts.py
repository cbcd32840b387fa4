"""Acts on cases: report a new one, act on an existing one.

One command is one transaction and is done once: its id, made by the console, is stored with its
outcome, and asking again with the same id returns that outcome. A refusal is an outcome too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from models.commands.entries import PERSONAL, baseline_of, entry_of
from models.commands.protocol import CommandRow, Person, UnitOfWork
from models.domain.case import Case
from models.domain.deciding import LastAct
from models.domain.decisions import Act, Clocks, Facts, decide, decided, report, step_of
from models.domain.decisions_joint import tasks_after
from models.domain.errors import Argument, BadInput, Refused, Stale
from models.domain.instant import Instant, to_local
from models.domain.lifecycle import Lifecycle
from models.domain.supervision import order_after
from models.domain.task import changed as changed_tasks


@dataclass(frozen=True, slots=True)
class ReportCase:
    """Somebody reports an issue, or one solved on the spot; `verb` is "report" or "self_handle".

    With the field `parent` the new case is merged into that one in the same step: two entries of its log.
    """

    id: str
    actor_code: str
    console: str
    at: Instant
    case_id: str
    fields: Mapping[str, str]
    verb: str = "report"


@dataclass(frozen=True, slots=True)
class ActOnCase:
    """An officer acts on the case as they saw it (`seen_version`, `seen_state`)."""

    id: str
    actor_code: str
    console: str
    at: Instant
    case_id: str
    verb: str
    seen_version: int
    seen_state: str
    fields: Mapping[str, str]


Command = ReportCase | ActOnCase


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules a command is decided by: state machine, clocks, numbering, zone."""

    lifecycle: Lifecycle
    clocks: Clocks
    number_prefix: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command: "done", "refused" or "stale", with message key and arguments.

    `repeated` is true when the stored outcome of an earlier sending is returned.
    """

    kind: str
    case_id: str
    version: int = 0
    number: str = ""
    key: str = ""
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    repeated: bool = False

    @property
    def done(self) -> bool:
        """Whether the act took place."""
        return self.kind == "done"


def execute(command: Command, open_unit: Callable[[], UnitOfWork], rules: Rules) -> Outcome:
    """Carries a command out in one transaction and stores its outcome.

    Raises Unavailable when the database does not answer; then nothing is known to be written and
    the same command may be sent again.
    """
    with open_unit() as unit:
        stored = unit.remembered(command.id)
        if stored is not None:
            return _from_row(stored)
        try:
            outcome, writes = _decide(command, unit, rules)
        except (Refused, Stale, BadInput) as trouble:
            kind = "stale" if isinstance(trouble, Stale) else "refused"
            outcome = Outcome(kind, command.case_id, key=trouble.key, arguments=dict(trouble.arguments))
            writes = None
        if not unit.remember(_row(command, outcome)):
            again = unit.remembered(command.id)
            if again is None:
                raise RuntimeError("a command row is neither there nor writable")
            return _from_row(again)
        if writes is not None:
            writes()
        unit.commit()
        return outcome


Decision = tuple[Outcome, Callable[[], None]]


def _decide(command: Command, unit: UnitOfWork, rules: Rules) -> Decision:
    officer = unit.officer(command.actor_code)
    if officer is None:
        raise Refused("officer_unknown", officer=command.actor_code)
    act = Act(command.id, command.verb, command.fields, officer, command.console, command.at)
    if isinstance(command, ReportCase):
        return _report(command, act, unit, rules)
    return _act(command, act, unit, rules)


def _facts(
    fields: Mapping[str, str],
    unit: UnitOfWork,
    case: Case | None = None,
    parent: Case | None = None,
    undo: LastAct | None = None,
) -> Facts:
    standard = unit.standard(fields["standard_code"].strip()) if fields.get("standard_code") else None
    category_code = standard.category_code if standard else fields.get("category_code", "")
    return Facts(
        standard=standard,
        category=unit.category(category_code) if category_code else None,
        department=unit.department(fields["department_code"].strip()) if fields.get("department_code") else None,
        grid=unit.grid(fields["grid_code"].strip()) if fields.get("grid_code") else None,
        assistants=frozenset(code for code in _codes(fields.get("assistants", "")) if unit.department(code)),
        tasks=unit.tasks(case.id) if case is not None else (),
        undo=undo,
        owner=unit.officer(fields["owner_code"].strip()) if fields.get("owner_code") else None,
        parent=parent,
        has_children=parent is not None and case is not None and unit.has_children(case.id),
    )


def _codes(text: str) -> list[str]:
    return text.replace(",", " ").replace("，", " ").split()


def _report(command: ReportCase, act: Act, unit: UnitOfWork, rules: Rules) -> Decision:
    # Decided before a number is drawn, so that a refused report leaves no gap in the series.
    drafted = report(command.case_id, "", act, rules.lifecycle, rules.clocks, _facts(command.fields, unit))
    joined = _merge_of(act) if act.fields.get("parent", "").strip() else None
    facts = Facts(parent=_named_parent(command.fields, unit))
    if joined is not None:
        decide(drafted, joined, rules.lifecycle, rules.clocks, facts)
    day = to_local(command.at, rules.zone).strftime("%Y%m%d")
    series = f"{rules.number_prefix}-{day}" if rules.number_prefix else day
    number = f"{series}-{unit.next_number(series):04d}"
    case = replace(drafted, number=number)
    alone = replace(act, fields={key: value for key, value in act.fields.items() if key != "parent"})
    entries, stands = [entry_of(None, case, alone)], case
    if joined is not None:
        stands = decide(case, joined, rules.lifecycle, rules.clocks, facts)
        entries.append(entry_of(case, stands, _told(joined, facts.parent)))

    def write() -> None:
        unit.add_case(stands)
        for entry in entries:
            unit.add_log(entry)
        name, phone = (command.fields.get(key, "").strip() for key in ("reporter_name", "reporter_phone"))
        if name or phone:
            unit.put_person(Person(case.id, name, phone))

    return Outcome("done", case.id, stands.version, case.number), write


def _merge_of(act: Act) -> Act:
    """The merging that a report asks for with its field `parent`."""
    return replace(act, verb="merge", fields={"parent": act.fields["parent"]})


def _told(act: Act, parent: Case | None) -> Act:
    """The act as the log tells it: the case merged into by the number that people know, however it was named."""
    if parent is None or not parent.number:
        return act
    return replace(act, fields={**act.fields, "parent": parent.number})


def _named_parent(fields: Mapping[str, str], unit: UnitOfWork) -> Case | None:
    named = fields.get("parent", "").strip()
    parent_id = unit.find_case(named) if named else None
    return unit.case(parent_id) if parent_id else None


def _act(command: ActOnCase, act: Act, unit: UnitOfWork, rules: Rules) -> Decision:
    case, parent = _locked(command, unit)
    if case.version != command.seen_version and case.state != command.seen_state:
        raise _stale(case, unit)
    if case.logged and command.at < case.changed_at:
        # Two desks' clocks differ by a little: the later act must not seem to precede the earlier.
        act = Act(act.command_id, act.verb, act.fields, act.officer, act.console, case.changed_at)
    step = step_of(
        case, act, rules.lifecycle, rules.clocks, _facts(command.fields, unit, case, parent, _last_act(command, unit))
    )
    changed = decided(step)
    tasks = changed_tasks(step.facts.tasks, tasks_after(step, changed))
    order = order_after(step, changed, unit.last_supervision(case.id) if case.supervised else None)

    def write() -> None:
        if not case.logged:
            unit.add_log(baseline_of(case))
        unit.update_case(changed, case.version)
        unit.add_log(entry_of(case, changed, _told(act, parent)))
        for task in tasks:
            unit.put_task(task)
        if order is not None:
            unit.put_supervision(order)

    return Outcome("done", case.id, changed.version, changed.number), write


def _locked(command: ActOnCase, unit: UnitOfWork) -> tuple[Case, Case | None]:
    """The case and the one it is to be merged into, locked in the order of their ids so that no two seats block."""
    named = command.fields.get("parent", "").strip()
    parent_id = unit.find_case(named) if named else None
    found = {case_id: unit.case(case_id) for case_id in sorted({command.case_id, parent_id or command.case_id})}
    case = found[command.case_id]
    if case is None:
        raise Refused("case_unknown", case=command.case_id)
    return case, found[parent_id] if parent_id else None


def _last_act(command: ActOnCase, unit: UnitOfWork) -> LastAct | None:
    """What an undo would take back, with the facts before it."""
    last = unit.last_log(command.case_id) if command.verb == "undo" else None
    if last is None:
        return None
    before = unit.log_before(command.case_id, last.version)
    return LastAct(last.verb, last.actor_code, last.occurred_at, before.facts_after if before else None)


def _stale(case: Case, unit: UnitOfWork) -> Stale:
    last = unit.last_log(case.id)
    who = unit.officer(last.actor_code) if last else None
    return Stale(
        "case_changed_meanwhile",
        number=case.number,
        state=case.state,
        verb=last.verb if last else "",
        who=who.name if who else case.changed_by,
        at=last.occurred_at if last else case.changed_at,
    )


def _row(command: Command, outcome: Outcome) -> CommandRow:
    fields = {name: value for name, value in command.fields.items() if name not in PERSONAL}
    result = {
        "version": outcome.version,
        "number": outcome.number,
        "key": outcome.key,
        "arguments": dict(outcome.arguments),
    }
    return CommandRow(
        id=command.id,
        actor_code=command.actor_code,
        console=command.console,
        verb=command.verb,
        target_id=command.case_id,
        payload=json.dumps(fields, ensure_ascii=False, sort_keys=True),
        outcome=outcome.kind,
        result=json.dumps(result, ensure_ascii=False, sort_keys=True),
        occurred_at=command.at,
    )


def _from_row(row: CommandRow) -> Outcome:
    result = json.loads(row.result)
    return Outcome(
        kind=row.outcome,
        case_id=row.target_id or "",
        version=result["version"],
        number=result["number"],
        key=result["key"],
        arguments=result["arguments"],
        repeated=True,
    )
