"""Log entries of acts."""

from __future__ import annotations

from models.domain.case import Case, LogEntry
from models.domain.deciding import Act
from models.domain.facts import facts_of

PERSONAL = frozenset({"reporter_name", "reporter_phone"})
"""Fields that go to the person's own row and into no log, payload or result."""


def entry_of(before: Case | None, after: Case, act: Act) -> LogEntry:
    """The entry of an act: what led where, and how the case stands after it."""
    return LogEntry(
        id=f"{after.id}:{after.version}",
        case_id=after.id,
        version=after.version,
        verb=act.verb,
        from_state=before.state if before else None,
        to_state=after.state,
        actor_code=act.officer.code,
        console=act.console,
        occurred_at=act.at,
        recorded_at=act.at,
        deadline_after=after.deadline_at,
        due_after=after.due_at,
        platform_after=after.platform_code,
        department_after=after.department_code,
        fields={name: value.strip() for name, value in act.fields.items() if name not in PERSONAL and value.strip()},
        command_id=act.command_id,
        facts_after=facts_of(after),
    )


def baseline_of(case: Case) -> LogEntry:
    """What was known of an imported case before anybody acted on it, dated when it opened."""
    return LogEntry(
        id=f"{case.id}:{case.version}",
        case_id=case.id,
        version=case.version,
        verb="import",
        from_state=None,
        to_state=case.state,
        actor_code=case.changed_by,
        console=case.changed_from,
        occurred_at=case.opened_at,
        recorded_at=case.changed_at,
        deadline_after=case.deadline_at,
        due_after=case.due_at,
        platform_after=case.platform_code,
        department_after=case.department_code,
        fields={"category_code": case.category_code or ""},
        command_id=None,
        facts_after=facts_of(case),
    )
