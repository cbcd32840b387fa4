"""What the steward looks at: the facts of an open case that its rules need, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass

from models.domain.instant import Instant


@dataclass(frozen=True, slots=True)
class Watched:
    """The facts of one open case, as columns of it under the same names (see `models.domain.case.Case`).

    `returns` counts how often the case was sent back (退回, 返工), the last time at `returned_at`; both only where
    it was within the time looked at. `repeats` is how many cases of the same category were found in the same grid
    within the time looked at, only for the newest open one of them and only while none of them is supervised.
    """

    id: str
    version: int
    state: str
    severity: str
    category_code: str | None
    grid_code: str | None
    department_code: str | None
    holder_code: str | None
    opened_at: Instant
    filed_at: Instant | None
    clock_from: Instant | None
    limit_text: str | None
    extension: str | None
    pauses: str
    deadline_at: Instant | None
    acknowledged_at: Instant | None
    suspended_until: Instant | None
    supervised: int
    returns: int = 0
    returned_at: Instant | None = None
    repeats: int = 0


COLUMNS = tuple(name for name in Watched.__slots__ if name not in ("returns", "returned_at", "repeats"))
"""The fields that are columns of a case."""
