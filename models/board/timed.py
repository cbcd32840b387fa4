"""Cases that time alone brings or takes: boards of a past instant that runs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from models.board.table import NEVER
from models.domain.case import Case
from models.domain.instant import Instant


class Timed(Protocol):
    """A case with the instants at which it comes and goes; see `TimedCase`."""

    @property
    def case(self) -> Case:
        """The record, as known while it is on the board."""

    @property
    def appears_at(self) -> Instant | None:
        """Not there before; None: from the beginning."""

    @property
    def ends_at(self) -> Instant | None:
        """Not there at or after; None: it stays."""


@dataclass(frozen=True, slots=True)
class TimedCase:
    """An open case that is on the board while `appears_at <= now < ends_at` (None: without bound)."""

    case: Case
    appears_at: Instant | None = None
    ends_at: Instant | None = None


def is_there(timed: Timed, now: Instant) -> bool:
    """Whether the case is on the board at an instant."""
    return (timed.appears_at is None or timed.appears_at <= now) and (timed.ends_at is None or now < timed.ends_at)


def next_edge(timed: Timed, now: Instant) -> Instant:
    """The next instant after `now` at which the case comes or goes; NEVER when there is none."""
    appears, ends = timed.appears_at, timed.ends_at
    if appears is not None and appears > now:
        return appears if ends is None or appears < ends else NEVER
    return ends if ends is not None and ends > now else NEVER
