"""Deadlines: `due_only` against a loop over minutes.

Working hours under the shipped calendar and duty hours, starts at any minute of 2024 to 2026. The baseline asks of
every minute whether it is duty time, which is how deadlines are counted by hand. Both find the same due.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta

from models.domain.clock import due_only, shipped_rules
from models.domain.instant import HOUR, MINUTE, Instant, from_local, to_local
from models.domain.limit import Limit, parse_limit
from tests.benchmarks.figures import Row, alternate

RULES = shipped_rules()
FIRST = from_local(datetime(2024, 1, 1), RULES.zone)
DAYS = 900


def questions(count: int) -> list[tuple[Instant, Limit]]:
    rng = random.Random(1)
    limits = [parse_limit(f"{hours} working_hour") for hours in (1, 2, 4, 8, 16, 24)]
    return [(FIRST + rng.randrange(DAYS * 24 * 60) * MINUTE, rng.choice(limits)) for _ in range(count)]


def by_minutes(start: Instant, limit: Limit) -> Instant:
    """The end of the minute in which the last counted minute passes."""
    left, moment = int(limit.amount * HOUR // MINUTE), to_local(start, RULES.zone)
    working, day, duty = False, date.min, RULES.schedule.on(date.min).spans
    while left:
        if moment.date() != day:
            day = moment.date()
            working = RULES.calendar.is_working(day)
            duty = RULES.schedule.on(day).spans
        if working and any(begins <= moment.time() < ends for begins, ends in duty):
            left -= 1
        moment += timedelta(minutes=1)
    return from_local(moment.replace(tzinfo=None), RULES.zone)


def test_that_dues_are_those_of_a_count_by_minutes(
    short: bool, show: Callable[[Row], None], note: Callable[[str], None]
) -> None:
    asked = questions(60 if short else 300)
    assert [due_only(*one, RULES) for one in asked] == [by_minutes(*one) for one in asked]
    rounds = 5 if short else 15
    ours, loop = alternate(
        rounds, lambda: [due_only(*one, RULES) for one in asked], lambda: [by_minutes(*one) for one in asked],
        parts=len(asked), warm=False,
    )  # fmt: skip
    show(Row("one deadline in working hours", ours, "a loop over minutes", loop, "faster"))
    note(f"{1e3 / ours.median:,.0f} deadlines a second, the loop {1e3 / loop.median:,.0f}.")
