"""When reminders (催办) are due: at shares of the counted time of the handling clock."""

from __future__ import annotations

from collections.abc import Sequence

from models.domain.clock import ClockRules, Explanation, explain
from models.domain.errors import BadInput
from models.domain.handling import Clocked, clock_start, effective_limit, pauses_of
from models.domain.instant import Instant
from models.domain.limit import parse_limit

MOST_KEPT = 50_000
"""Deadlines whose reminders are remembered; one costs a tenth of a millisecond to explain."""

Reminder = tuple[int, Instant]
"""A share of the counted time, per cent, and when it is over."""


class Reminders:
    """The reminders of handling deadlines under one set of rules; remembers them. Not for several threads."""

    def __init__(self, rules: ClockRules, percents: Sequence[int]) -> None:
        self._rules = rules
        self._percents = tuple(percents)
        self._kept: dict[tuple[Instant, str, str], tuple[Reminder, ...]] = {}

    def of(self, case: Clocked) -> tuple[Reminder, ...]:
        """Every reminder of a case in order of time; none where it has no limit or the clock refuses it."""
        start, limit = clock_start(case), effective_limit(case)
        if start is None or limit is None or not self._percents:
            return ()
        key = (start, limit, case.pauses)
        found = self._kept.get(key)
        if found is None:
            found = self._computed(start, limit, case)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = found
        return found

    def _computed(self, start: Instant, limit: str, case: Clocked) -> tuple[Reminder, ...]:
        try:
            explanation = explain(start, parse_limit(limit), self._rules, pauses_of(case))
        except BadInput:
            return ()
        if not explanation.counted:
            return ()  # a day that ends with duty, given out after it, has no counted time
        return tuple((percent, counted_share(explanation, percent)) for percent in self._percents)


def counted_share(explanation: Explanation, percent: int) -> Instant:
    """The instant at which so many hundredths (at most 100) of the counted time are over."""
    missing = explanation.counted * percent // 100
    for piece in explanation.intervals:
        if piece.counted:
            if missing <= piece.end - piece.start:
                return piece.start + missing
            missing -= piece.end - piece.start
    raise AssertionError("counted is the sum of the counted intervals")
