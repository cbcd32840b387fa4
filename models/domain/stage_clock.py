"""Stage clocks: how long accepting, dispatching, checking and closing may take.

Their limits are data. The command centre is manned day and night, so they count continuously unless
configured to count duty hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from models.domain.clock import ClockRules, duty_due
from models.domain.duty_hours import shipped_settings
from models.domain.errors import BadInput
from models.domain.instant import MINUTE, Instant

LONGEST_MINUTES = 60 * 24 * 365
"""Longest stage limit accepted."""


class Counting(StrEnum):
    """Whether a stage's minutes run day and night or in duty hours of working days only."""

    continuous = "continuous"
    duty = "duty"


@dataclass(frozen=True, slots=True)
class StageLimit:
    """Whole minutes allowed for a stage. Raises BadInput("stage_minutes_wrong") unless positive and sensible."""

    minutes: int
    counting: Counting = Counting.continuous

    def __post_init__(self) -> None:
        if not 0 < self.minutes <= LONGEST_MINUTES:
            raise BadInput("stage_minutes_wrong", minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class StageLimits:
    """The limits of the four stages that the command centre answers for."""

    accept: StageLimit
    dispatch: StageLimit
    check: StageLimit
    close: StageLimit

    def of(self, stage: str) -> StageLimit:
        """The limit of a stage. Raises BadInput("stage_unknown")."""
        if stage not in self.__slots__:
            raise BadInput("stage_unknown", stage=stage)
        found: StageLimit = getattr(self, stage)
        return found


def parse_stage_limits(raw: Mapping[str, Mapping[str, Any]]) -> StageLimits:
    """The limits of configuration tables {stage: {minutes, counting}}; counting is continuous when left out.

    Raises BadInput: "stage_missing", "stage_unknown", "stage_minutes_wrong" or "stage_counting_unknown".
    """
    stages = StageLimits.__slots__
    for stage in stages:
        if stage not in raw:
            raise BadInput("stage_missing", stage=stage)
    for stage in raw:
        if stage not in stages:
            raise BadInput("stage_unknown", stage=stage)
    return StageLimits(**{stage: _limit(raw[stage]) for stage in stages})


@cache
def shipped_stage_limits() -> StageLimits:
    """Accept 15 min, dispatch 15 min, check 30 min, close 30 min, day and night."""
    return parse_stage_limits(shipped_settings()["stage"])


def stage_due(stage: str, start: Instant, limits: StageLimits, rules: ClockRules) -> Instant:
    """When a stage that begins at `start` must be done. Raises BadInput("stage_unknown") and as the clock does."""
    limit = limits.of(stage)
    span = limit.minutes * MINUTE
    return start + span if limit.counting == Counting.continuous else duty_due(start, span, rules)


def _limit(raw: Mapping[str, Any]) -> StageLimit:
    minutes, counting = raw.get("minutes"), raw.get("counting", Counting.continuous)
    if type(minutes) is not int:  # neither a fraction nor a yes
        raise BadInput("stage_minutes_wrong", minutes=str(minutes))
    try:
        return StageLimit(minutes, Counting(counting))
    except ValueError:
        raise BadInput("stage_counting_unknown", text=str(counting)) from None
