"""The handling clock of a case: its start, its limit with extensions (延期), its pauses (挂账)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from models.domain.case import Case
from models.domain.clock import Pause
from models.domain.instant import Instant
from models.domain.limit import Limit, parse_limit


class Clocked(Protocol):
    """What the handling clock needs of a case."""

    @property
    def filed_at(self) -> Instant | None: ...
    @property
    def clock_from(self) -> Instant | None: ...
    @property
    def limit_text(self) -> str | None: ...
    @property
    def extension(self) -> str | None: ...
    @property
    def pauses(self) -> str: ...


def clock_start(case: Clocked) -> Instant | None:
    """When the handling clock began: with filing, or with a rework that starts it again."""
    return case.filed_at if case.clock_from is None else case.clock_from


def effective_limit(case: Clocked) -> str | None:
    """The limit with what extensions add, in its canonical spelling."""
    if case.limit_text is None or case.extension is None:
        return case.limit_text
    limit = parse_limit(case.limit_text)
    return Limit(limit.amount + Decimal(case.extension), limit.unit).canonical


def pauses_of(case: Clocked) -> tuple[Pause, ...]:
    """When the handling clock stood, each to its planned or real end."""
    pairs = (part.split("..") for part in case.pauses.split())
    return tuple(Pause(int(start), int(end)) for start, end in pairs)


def with_pauses(case: Case, pauses: Iterable[Pause]) -> Case:
    """The case with other pauses, as canonical text: "start..end start..end"."""
    return replace(case, pauses=" ".join(f"{pause.start}..{pause.end}" for pause in pauses))


def resume_due(case: Case, now: Instant) -> bool:
    """Whether a suspension is over because its date has come, and nobody has noted it yet."""
    return case.suspended_until is not None and case.suspended_until <= now


def resumed(case: Case, at: Instant) -> Case:
    """The case with its suspension over at an instant; one that ends early gives back the rest of its pause."""
    if case.suspended_until is None:
        return case
    over = replace(case, suspended_until=None)
    if case.suspended_until <= at:
        return over
    *earlier, last = pauses_of(case)
    return with_pauses(over, [*earlier, Pause(last.start, max(last.start, at))])
