"""督办: a supervision order beside the case's own way: a named owner, a due time, a reply that must be given.

A case may have several orders one after the other, one at a time; an order outlives even the case's end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.domain.case import Case
from models.domain.deciding import Consequence, Step
from models.domain.errors import Refused
from models.domain.instant import Instant, parse_instant

ORDERED, REPLIED = 1, 2
"""What `Case.supervised` says of the order that runs."""


@dataclass(frozen=True, slots=True)
class Supervision:
    """One order. `number` counts the case's orders from 1; what has not happened yet is None or ""."""

    id: str
    case_id: str
    number: int
    owner_code: str
    due_at: Instant
    reason: str
    raised_by: str
    raised_at: Instant
    reply: str
    replied_by: str | None
    replied_at: Instant | None
    closed_by: str | None
    closed_at: Instant | None


def order_after(step: Step, after: Case, current: Supervision | None) -> Supervision | None:
    """The order as the act leaves it; None when the act concerns none.

    `current` is the case's newest order. Raises ValueError when there should be one and is none.
    """
    code, at = step.act.officer.code, step.at
    if step.row.verb == "supervise":
        return Supervision(
            f"{after.id}:{after.supervisions}", after.id, after.supervisions, step.fields["owner_code"], _due(step),
            step.fields["reason"], code, at, "", None, None, None, None,
        )  # fmt: skip
    if step.row.verb not in CONSEQUENCES:
        return None
    if current is None:
        raise ValueError("a supervised case without an order")
    if step.row.verb == "reply_supervision":
        return replace(current, reply=step.fields["reply"], replied_by=code, replied_at=at)
    return replace(current, closed_by=code, closed_at=at)


def _raised(case: Case, step: Step) -> Case:
    if step.facts.owner is None or not step.facts.owner.is_person:
        raise Refused("officer_unknown", officer=step.fields["owner_code"])
    if _due(step) <= step.at:
        raise Refused("supervision_due_past")
    return replace(case, supervised=ORDERED, supervisions=case.supervisions + 1)


def _replied(case: Case, step: Step) -> Case:
    return replace(case, supervised=REPLIED)


def _closed(case: Case, step: Step) -> Case:
    return replace(case, supervised=0)


def _due(step: Step) -> Instant:
    text = step.fields["due"]
    try:
        return parse_instant(text, step.clocks.zone)
    except ValueError:
        raise Refused("date_wrong", date=text) from None


CONSEQUENCES: dict[str, Consequence] = {
    "supervise": _raised,
    "reply_supervision": _replied,
    "close_supervision": _closed,
}
