"""Which commands are due: resume (挂账), remind (催办), supervise (督办), by the facts of a case and an instant.

Pure: the same facts and the same instant give the same orders with the same ids, whoever asks. An order's id
follows from rule, case and due instant, so that two stewards, or one started again, never act twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from models.domain.case import ALARMING, HANDLING_STATES, State
from models.domain.clock import ClockRules, due_only
from models.domain.instant import MINUTE, Instant, format_instant, parse_instant, to_local
from models.domain.limit import Limit
from models.domain.organisation import Officer
from models.steward.owners import owner_of
from models.steward.reminding import Reminders
from models.steward.settings import StewardSettings
from models.steward.watched import Watched

SPACE = UUID("6f1b3a52-3f0e-5b0a-9a51-7d2c8f4e6b90")
"""Name space of the steward's command ids."""
HANDLING_RUNS: frozenset[str] = HANDLING_STATES | {State.FILED}
"""States in which the handling clock is the effective one."""
REASON = "steward"
"""First word of the reasons that rules give; the rule's key and its figures follow: "steward-major minutes=15"."""


@dataclass(frozen=True, slots=True)
class Order:
    """One command that is due: by which rule, on which case as it was seen, since when, with which fields."""

    rule: str
    case: Watched
    due: Instant
    verb: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def command_id(self, attempt: int = 0) -> str:
        """The id of the command; a further attempt, where an earlier one came too late to be decided, has its own."""
        name = f"{self.rule}:{self.case.id}:{self.due}"
        return str(uuid5(SPACE, f"{name}:{attempt}" if attempt else name))


@dataclass(frozen=True, slots=True)
class Unowned:
    """A supervision order that is due and cannot be raised: nobody could be named. `rule` and the case's id."""

    rule: str
    case_id: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What the rules need beside the facts: thresholds, clock, officers, and the remembered reminders."""

    settings: StewardSettings
    clock: ClockRules
    officers: Sequence[Officer]
    reminders: Reminders


def orders_of(case: Watched, now: Instant, book: RuleBook) -> Iterator[Order | Unowned]:
    """The orders due on one open case at an instant.

    Several supervision orders may be due; they come the most pressing first, and only the first that was not
    decided before may be sent: a case has one order at a time.
    """
    until = case.suspended_until
    if book.settings.resume and until is not None and until <= now and case.state in HANDLING_STATES:
        yield Order("resume", case, until, "resume", {"note": reason("resumed")})
    reminder = reminder_of(case, now, book.reminders)
    if reminder is not None:
        yield reminder
    found = [] if case.supervised else list(_supervisions(case, now, book.settings))
    if not found:
        return
    owner = owner_of(case, book.officers, book.settings.owners)
    if owner is None:
        yield Unowned(found[0][0], case.id)
        return
    for rule, due, why in found:
        answer_by = reply_due(now, book.settings.reply[rule], book.clock)
        yield Order(rule, case, due, "supervise", {"owner_code": owner, "due": answer_by, "reason": why})


def reminder_of(case: Watched, now: Instant, reminders: Reminders) -> Order | None:
    """The newest reminder that is due before the deadline; none while the clock stands, none afterwards."""
    due = case.deadline_at
    stands = case.suspended_until is not None and case.suspended_until > now
    if case.state not in HANDLING_RUNS or stands or due is None or now >= due:
        return None
    passed = [(percent, at) for percent, at in reminders.of(case) if at <= now]
    if not passed:
        return None
    percent, _ = passed[-1]
    # By the deadline, not by the reminder's own instant: more time given means new reminders, once each.
    return Order(f"remind-{percent}", case, due, "remind", {"note": reason("remind", percent=percent)})


def reason(key: str, **figures: int) -> str:
    """The reason of a rule as data: the key of its sentence with its figures."""
    return " ".join([f"{REASON}-{key}", *(f"{name}={value}" for name, value in figures.items())])


def _supervisions(case: Watched, now: Instant, settings: StewardSettings) -> Iterator[tuple[str, Instant, str]]:
    """The supervising rules that a case meets, in the order of `SUPERVISING`: rule, since when, why."""
    since = now - settings.look_back
    if settings.acknowledge is not None and case.severity in ALARMING and case.acknowledged_at is None:
        # Filing may have made it a major one.
        due = max(case.opened_at, case.filed_at or case.opened_at) + settings.acknowledge
        if since < due <= now:
            yield "major", due, reason("major", minutes=settings.acknowledge // MINUTE)
    grace = settings.overdue if case.state in HANDLING_RUNS else settings.stage_overdue
    if grace is not None and case.deadline_at is not None and since < case.deadline_at + grace < now:
        yield "overdue", case.deadline_at, reason("overdue")
    times = settings.returned_times
    if times is not None and case.returned_at is not None and case.returns >= times and since < case.returned_at <= now:
        yield "returned", case.returned_at, reason("returned", count=case.returns)
    if settings.repeated_times is not None and case.repeats >= settings.repeated_times:
        yield "repeated", case.opened_at, reason("repeated", count=case.repeats, days=settings.repeated_days)


def reply_due(now: Instant, limit: Limit, clock: ClockRules) -> str:
    """When a reply must be there, as the field of the act: local time to the minute, rounded up.

    With its offset where the reading alone would be another instant (clocks set back).
    """
    due = -(-due_only(now, limit, clock) // MINUTE) * MINUTE
    text = to_local(due, clock.zone).strftime("%Y-%m-%d %H:%M")
    return text if parse_instant(text, clock.zone) == due else format_instant(due, clock.zone)
