"""The times of the demonstration: when things are reported, when departments work, when limits end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import numpy as np

from models.commands.acts import Rules
from models.demo.sources import demo_file
from models.domain.instant import DAY, HOUR, MINUTE, SECOND, Instant, Span, from_local, to_local

_PROBE_TEXT = "0.001 working_hour"
_PROBE: Span = HOUR // 1000
_STEP: Span = 5 * MINUTE
_FAR: Span = 60 * DAY
_TRIES = 400


class Pace:
    """Time as the rules' clocks see it, around one `now`. Nothing that it gives lies after `now`."""

    def __init__(self, now: Instant, rules: Rules, random: np.random.Generator) -> None:
        self.now = now
        self.zone = rules.zone
        self._clocks = rules.clocks
        self._random = random
        rhythm = demo_file("cases")["rhythm"]
        self._hours: Sequence[float] = rhythm["hours"]
        self._day_off = float(rhythm["day_off"])
        self._days: dict[date, bool] = {}
        self._filed: dict[tuple[str, Instant], Instant] = {}
        self._worked: dict[Span, Instant] = {}

    def minutes(self, least: float, most: float) -> Span:
        """A random span between two numbers of minutes, in whole seconds."""
        return int(self._random.uniform(least, most) * 60) * SECOND

    def due(self, filed_at: Instant, limit: str) -> Instant:
        """The handling deadline of a case filed at an instant."""
        return self._clocks.handling(filed_at, limit).at

    def next_duty(self, at: Instant) -> Instant:
        """The instant itself while departments are on duty, else their next opening."""
        return self._clocks.handling(at, _PROBE_TEXT).at - _PROBE

    def on_duty(self, at: Instant) -> bool:
        """Whether departments are on duty."""
        return self._clocks.handling(at, _PROBE_TEXT).at == at + _PROBE

    def filed_for(self, limit: str, due: Instant) -> Instant:
        """The latest whole second of filing whose deadline is not after `due`."""
        if (limit, due) not in self._filed:
            self._filed[limit, due] = self._searched(limit, due)
        return self._filed[limit, due]

    def reported_between(self, start: Instant, end: Instant) -> Instant:
        """A random instant by the rhythm of the day."""
        at = start
        for _ in range(_TRIES):
            at = int(self._random.uniform(start, max(end, start + SECOND))) // SECOND * SECOND
            if self._random.random() < self._rhythm(at) / max(self._hours):
                break
        return at

    def worked_before(self, span: Span) -> Instant:
        """About the instant since which departments have worked for a span until now."""
        if span not in self._worked:
            at, left = self.now, span
            while left > 0 and self.now - at < _FAR:
                at -= _STEP
                left -= _STEP if self.on_duty(at) else 0
            self._worked[span] = at
        return self._worked[span]

    def _rhythm(self, at: Instant) -> float:
        local = to_local(at, self.zone)
        return self._hours[local.hour] * (1.0 if self._works(local.date()) else self._day_off)

    def _works(self, day: date) -> bool:
        if day not in self._days:
            morning = from_local(datetime.combine(day, time(10)), self.zone)
            self._days[day] = self.on_duty(morning)
        return self._days[day]

    def _searched(self, limit: str, due: Instant) -> Instant:
        early, late = due - _FAR, due
        while late - early > SECOND:
            middle = (early + late) // 2
            if self.due(middle, limit) <= due:
                early = middle
            else:
                late = middle
        return early // SECOND * SECOND
