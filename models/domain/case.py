"""The case (incident or service request): a frozen record, its states and its urgency.

States and stages are those of the field's lifecycle: 发现 → 受理 → 执行 → 督办 → 考核.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.domain.instant import HOUR, Instant, Span


class State(StrEnum):
    """Where a case stands. `DECLINED`, `CLOSED`, `ASSESSED` and `VOID` are ends."""

    REPORTED = "reported"
    VERIFIED = "verified"
    FILED = "filed"
    DECLINED = "declined"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted_by_department"
    IN_PROGRESS = "in_progress"
    HANDLED = "handled"
    CHECKED = "checked"
    CLOSED = "closed"
    ASSESSED = "assessed"
    VOID = "void"


OPEN_STATES: frozenset[str] = frozenset(
    {
        State.REPORTED,
        State.VERIFIED,
        State.FILED,
        State.DISPATCHED,
        State.ACCEPTED,
        State.IN_PROGRESS,
        State.HANDLED,
        State.CHECKED,
    }
)
HANDLING_STATES: frozenset[str] = frozenset({State.DISPATCHED, State.ACCEPTED, State.IN_PROGRESS})
"""With a department: it may ask for more time (延期) or for the clock to stand (挂账)."""
CLOSED_STATES: frozenset[str] = frozenset({State.CLOSED, State.ASSESSED})
"""Ended by closing; declined and void cases ended too but are not counted as closed."""


class Stage(StrEnum):
    """The five stages that people see."""

    DISCOVER = "discover"
    ACCEPT = "accept"
    EXECUTE = "execute"
    SUPERVISE = "supervise"
    ASSESS = "assess"


STAGE_OF: dict[str, Stage] = {
    State.REPORTED: Stage.DISCOVER,
    State.VERIFIED: Stage.DISCOVER,
    State.DECLINED: Stage.ACCEPT,
    State.FILED: Stage.ACCEPT,
    State.DISPATCHED: Stage.ACCEPT,
    State.ACCEPTED: Stage.EXECUTE,
    State.IN_PROGRESS: Stage.EXECUTE,
    State.HANDLED: Stage.SUPERVISE,
    State.CHECKED: Stage.SUPERVISE,
    State.CLOSED: Stage.ASSESS,
    State.ASSESSED: Stage.ASSESS,
    State.VOID: Stage.ASSESS,
}


class Severity(StrEnum):
    """一般 / 较大 / 重大 / 特别重大."""

    GENERAL = "general"
    LARGER = "larger"
    MAJOR = "major"
    CRITICAL = "critical"


ALARMING: frozenset[str] = frozenset({Severity.MAJOR, Severity.CRITICAL})
"""Severities that alarm and must be acknowledged."""


class Source(StrEnum):
    """How a case became known."""

    GRID_WORKER = "grid_worker"
    PATROL = "patrol"
    HOTLINE_12345 = "hotline_12345"
    TRANSFER_110 = "transfer_110"
    PHONE = "phone"
    WALK_IN = "walk_in"
    WEB = "web"
    VIDEO = "video"
    SUPERIOR = "superior"
    CAMPAIGN = "campaign"
    IMPORT = "import"


class Mark(StrEnum):
    """What is odd about a case; shown as it is, never a reason to drop it."""

    CLOSED_BEFORE_OPENED = "closed_before_opened"
    CLOSED_TIME_UNKNOWN = "closed_time_unknown"
    WITHOUT_POSITION = "without_position"
    WITHOUT_CATEGORY = "without_category"
    WITHOUT_DEADLINE = "without_deadline"
    CALENDAR_INCOMPLETE = "calendar_incomplete"
    LOCAL_TIME_AMBIGUOUS = "local_time_ambiguous"
    LOCAL_TIME_NONEXISTENT = "local_time_nonexistent"


@dataclass(frozen=True, slots=True)
class Case:
    """One case as one row. Field order is the column order of the `case` table.

    Instants are microseconds UTC. `due_at` is the handling deadline (it stays with the case);
    `deadline_at` is the *effective* one, that of whoever must act next: the accept clock before
    filing, `due_at` until the department hands in, the check and close clocks afterwards.
    `ended_at` is the instant of closing, declining or voiding, and None while open or where a
    file did not say. `marks` holds `Mark` keys separated by spaces. `lon`, `lat` are WGS 84.

    `parent_id` names the case that this one was merged into (并案): it is not open until separated.
    `pending` holds what was asked for and not yet answered (see `models.domain.pending`).
    `clock_from` is the start of the handling clock where it is not `filed_at`. `rework` counts results
    sent back (返工), `reminders` 催办. `self_handled` is 1 for 自行处置: found and solved on the spot.
    `extension` is what the approved extensions (延期, `extensions` of them) add to the limit, in its unit;
    `pauses` when the handling clock stood (see `models.domain.handling`); `suspended_until` the instant
    at which a suspension (挂账) that still runs is over. `supervised` is 1 while a supervision order (督办)
    waits for its reply, 2 while the reply waits to be accepted; `supervisions` counts the orders.
    `assistants` are the assisting departments (协办) by code, separated by spaces, `unfinished` those
    whose task is not done. `exempted` is 1 where an appeal (申诉) took the late case out of the statistic.
    """

    id: str
    number: str
    version: int
    state: str
    source: str
    severity: str
    title: str
    description: str
    category_code: str | None
    standard_code: str | None
    platform_code: str | None
    department_code: str | None
    community_code: str | None
    grid_code: str | None
    address: str
    lon: float | None
    lat: float | None
    opened_at: Instant
    filed_at: Instant | None
    dispatched_at: Instant | None
    accepted_at: Instant | None
    handled_at: Instant | None
    checked_at: Instant | None
    ended_at: Instant | None
    due_at: Instant | None
    deadline_at: Instant | None
    limit_text: str | None
    acknowledged_at: Instant | None
    returned_to: str | None
    holder_code: str | None
    marks: str
    external_source: str | None
    external_id: str | None
    logged: int
    changed_at: Instant
    changed_by: str
    changed_from: str
    command_id: str | None
    verified_at: Instant | None = None
    parent_id: str | None = None
    pending: str = ""
    clock_from: Instant | None = None
    rework: int = 0
    reminders: int = 0
    self_handled: int = 0
    extension: str | None = None
    extensions: int = 0
    pauses: str = ""
    suspensions: int = 0
    suspended_until: Instant | None = None
    supervised: int = 0
    supervisions: int = 0
    assistants: str = ""
    unfinished: str = ""
    exempted: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the case still needs somebody to act; a merged child does not, its parent does."""
        return self.state in OPEN_STATES and self.parent_id is None

    @property
    def alarming(self) -> bool:
        """A major case that nobody has acknowledged yet."""
        return self.severity in ALARMING and self.acknowledged_at is None


class Urgency(StrEnum):
    """How pressing an open case is at an instant."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    ON_TRACK = "on_track"
    DONE = "done"


DUE_SOON: Span = 2 * HOUR
"""Wall time before the deadline within which a case is due soon (config)."""


def urgency(deadline_at: Instant | None, now: Instant, due_soon: Span = DUE_SOON) -> Urgency:
    """Urgency of an open case: overdue strictly past its deadline, due soon within `due_soon` of it.

    A case without a deadline is on track; it is counted apart as "without deadline".
    """
    if deadline_at is None:
        return Urgency.ON_TRACK
    if now > deadline_at:
        return Urgency.OVERDUE
    return Urgency.DUE_SOON if deadline_at - now <= due_soon else Urgency.ON_TRACK


NO_DEADLINE: Instant = 2**62
"""Sorts after every real deadline."""


def urgency_key(case: Case) -> tuple[int, Instant, Instant, str]:
    """The urgency order: unacknowledged major, then deadline, then without one by age, then id.

    The key does not depend on the time of day, so passing time never reorders the queue.
    """
    deadline = NO_DEADLINE if case.deadline_at is None else case.deadline_at
    return (0 if case.alarming else 1, deadline, case.opened_at, case.id)


def is_late(case: Case) -> bool:
    """Whether an ended or handed-in case missed its handling deadline.

    Handling ends when the department hands in; an imported case without that instant is measured
    at its end. A case without a deadline is neither on time nor late.
    """
    done_at = case.handled_at if case.handled_at is not None else case.ended_at
    return case.due_at is not None and done_at is not None and done_at > case.due_at


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One act on a case: who did what, when, from which console, and what it led to.

    `occurred_at` is claimed by the desk, `recorded_at` stamped by the database. The `*_after`
    fields are the case's facts after the act, so that any past instant can be shown as known then.
    `fields` holds the act's inputs (reason, result, department …) as text; `facts_after` all facts of
    the case after the act (see `models.domain.facts`), None in entries older than that column.
    """

    id: str
    case_id: str
    version: int
    verb: str
    from_state: str | None
    to_state: str
    actor_code: str
    console: str
    occurred_at: Instant
    recorded_at: Instant
    deadline_after: Instant | None
    due_after: Instant | None
    platform_after: str | None
    department_after: str | None
    fields: dict[str, str]
    command_id: str | None
    facts_after: dict[str, object] | None = None
