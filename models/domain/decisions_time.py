"""More time for a case, asked for and approved: 延期 adds to the limit, 挂账 lets the clock stand until a date.

And another limit (改类): a filed case gets another filing condition.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from models.domain.case import HANDLING_STATES, Case, Mark
from models.domain.clock import Pause
from models.domain.deciding import Consequence, Step, with_clock
from models.domain.errors import BadInput, Refused
from models.domain.handling import clock_start, pauses_of, resumed, with_pauses
from models.domain.instant import Instant, from_local
from models.domain.limit import Limit, parse_limit
from models.domain.pending import EXTENSION, SUSPENSION, answered, asked, requests_of


def _extension_asked(case: Case, step: Step) -> Case:
    """Only before overdue, at most the original limit, at most so many approved; a refusal does not count."""
    limit = _limit_before_overdue(case, step)
    if case.extensions >= step.clocks.most_extensions:
        raise Refused("extensions_used_up", number=case.number, most=step.clocks.most_extensions)
    amount = extension_amount(step.fields["amount"], limit)
    return replace(case, pending=asked(case.pending, EXTENSION, f"{amount:f}"))


def _extended(case: Case, step: Step) -> Case:
    more = Decimal(requests_of(step.before.pending)[EXTENSION])
    total = Decimal(case.extension or 0) + more
    return with_clock(replace(case, extension=f"{total:f}", extensions=case.extensions + 1), step.clocks)


def _suspension_asked(case: Case, step: Step) -> Case:
    """Only before overdue, once, until the beginning of a later day."""
    _limit_before_overdue(case, step)
    if case.suspensions:
        raise Refused("suspension_used_up", number=case.number)
    day = day_of(step.fields["until"])
    begin_of(day, step.at, step.clocks.zone)
    return replace(case, pending=asked(case.pending, SUSPENSION, day.isoformat()))


def _suspended(case: Case, step: Step) -> Case:
    _limit_before_overdue(case, step)
    until = begin_of(day_of(requests_of(step.before.pending)[SUSPENSION]), step.at, step.clocks.zone)
    stands = with_pauses(case, [*pauses_of(case), Pause(step.at, until)])
    stands = replace(stands, suspended_until=until, suspensions=case.suspensions + 1)
    return with_clock(stands, step.clocks)


def _resumed(case: Case, step: Step) -> Case:
    return with_clock(resumed(case, step.at), step.clocks)


def _reclassified(case: Case, step: Step) -> Case:
    """The whole limit of the other condition, from the same start and through the same pauses.

    What was asked for or approved beyond the old limit was measured by it and falls away; an approved extension
    stays counted.
    """
    standard, category = step.facts.standard, step.facts.category
    if standard is None:
        raise Refused("standard_unknown", code=step.fields["standard_code"])
    if standard.code == case.standard_code:
        raise Refused("standard_same", number=case.number)
    if clock_start(case) is None:
        raise Refused("case_without_filing", number=case.number)
    platform = None if case.department_code or category is None else category.platform_code
    changed = replace(
        case,
        standard_code=standard.code,
        category_code=standard.category_code,
        platform_code=platform or case.platform_code,
        limit_text=standard.limit_text,
        extension=None,
        pending=answered(case.pending, EXTENSION),
        marks=" ".join(sorted(set(case.marks.split()) - {Mark.WITHOUT_CATEGORY})),
    )
    return with_clock(changed, step.clocks)


def granted(asked_for: Case, step: Step) -> Case:
    """The case as it would be if what the step asks for were approved at once; unchanged where it asks for no time."""
    grant = {"ask_extension": _extended, "ask_suspension": _suspended}.get(step.row.verb)
    return asked_for if grant is None else grant(asked_for, replace(step, before=asked_for))


def over_by_now(case: Case, step: Step) -> Case:
    """A suspension that ends with the act: its date has come, or the department has nothing left to wait with."""
    if case.suspended_until is None:
        return case
    if case.suspended_until > step.at and case.state in HANDLING_STATES:
        return case
    return with_clock(resumed(case, step.at), step.clocks)


def _limit_before_overdue(case: Case, step: Step) -> Limit:
    if case.limit_text is None or case.due_at is None:
        raise Refused("case_without_limit", number=case.number)
    if step.at > case.due_at:
        raise Refused("act_only_before_overdue", verb=step.row.verb, number=case.number)
    return parse_limit(case.limit_text)


def extension_amount(text: str, limit: Limit) -> Decimal:
    """How much is asked for, in the limit's unit. Raises Refused("extension_wrong") or ("extension_too_long")."""
    try:
        amount = Limit(Decimal(text), limit.unit).amount
    except (InvalidOperation, BadInput):
        raise Refused("extension_wrong", amount=text) from None
    if amount > limit.amount:
        raise Refused("extension_too_long", most=f"{limit.amount:f}", unit=str(limit.unit))
    return amount


def day_of(text: str) -> date:
    """A typed day. Raises Refused("date_wrong")."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("date_wrong", date=text) from None


def begin_of(day: date, at: Instant, zone: ZoneInfo) -> Instant:
    """When a day to suspend to begins. Raises Refused("suspension_in_the_past") where it has begun at `at`."""
    until = from_local(datetime.combine(day, time()), zone)
    if until <= at:
        raise Refused("suspension_in_the_past", date=day.isoformat())
    return until


CONSEQUENCES: dict[str, Consequence] = {
    "ask_extension": _extension_asked,
    "approve_extension": _extended,
    "ask_suspension": _suspension_asked,
    "approve_suspension": _suspended,
    "resume": _resumed,
    "reclassify": _reclassified,
}
