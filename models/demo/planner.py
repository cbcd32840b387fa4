"""Finds times for demonstration cases, so that each stands where it is wanted at the instant asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from models.demo.pace import Pace
from models.demo.scene import Matter
from models.demo.story import Course, Story, Teller
from models.domain.case import DUE_SOON
from models.domain.instant import DAY, HOUR, MINUTE, Instant, Span

_TRIES = 3_000
_OLDEST: Span = 26 * DAY
_MARGIN: Span = 6 * MINUTE
_LUNCH: Span = 90 * MINUTE
_REWORKED = 0.04
_ASTRAY = 0.04
_NOTED = 0.25
_LARGER = 0.08
_PLACELESS = 0.04

Attempt = Callable[[], Story | None]


class Planner:
    """Tells stories that end in a wanted state at `now`; None where the instant does not allow it."""

    def __init__(self, pace: Pace, teller: Teller, matters: Sequence[Matter], random: np.random.Generator) -> None:
        self._pace = pace
        self._teller = teller
        self._matters = matters
        self._random = random
        self._shown: set[str] = set()
        weights = np.array([matter.weight for matter in matters])
        self._weights = weights / weights.sum()

    def matter(self) -> Matter:
        """A matter, by how often it occurs."""
        return self._matters[int(self._random.choice(len(self._matters), p=self._weights))]

    def major(self, *, night: bool = False) -> Matter:
        """A matter that may be major; with `night`, one that cannot wait for the morning."""
        choices = [matter for matter in self._matters if matter.major and (matter.night or not night)]
        return choices[int(self._random.integers(len(choices)))]

    def featured(self, standards: Sequence[str], number: int) -> list[Matter]:
        """The matters of a list of standards, from the given place on and around."""
        known = {matter.standard: matter for matter in self._matters}
        return [known[code] for code in (*standards[number:], *standards[:number])]

    def reported(self, story: Story, least: float, most: float) -> Story:
        """Known for some minutes, nobody has filed it yet."""
        self._teller.report(story, self._pace.now - self._pace.minutes(least, most))
        return story

    def declined(self) -> Story:
        """Not accepted, some time in the last two days."""
        story = Story(self.matter(), categorised=self._random.random() < 0.6, positioned=self._random.random() < 0.7)
        ended = self._pace.reported_between(self._pace.now - 2 * DAY, self._pace.now)
        self._teller.report(story, ended - self._pace.minutes(3, 13))
        self._teller.decline(story, ended)
        return story

    def open_on_track(self, state: str, severity: str = "general") -> Story | None:
        """Filed … in progress, with more than the span of "due soon" left."""

        def attempt() -> Story | None:
            matter = self._major_or_any(severity)
            least = self._pace.filed_for(matter.limit, self._pace.now + DUE_SOON + _MARGIN) + MINUTE
            start, end = self._window(state)
            start = max(start, least)
            # What takes long stands open long: a window of four days or more is always taken.
            if start >= end or (state == "in_progress" and self._random.random() > (end - start) / (4 * DAY)):
                return None
            return self._told_until(self._story(matter, severity), self._pace.reported_between(start, end), state)

        return _found(attempt)

    def open_due(self, state: str, matters: Sequence[Matter], least: float, most: float) -> Story | None:
        """Dispatched … in progress, due so many minutes from now (before now when negative).

        The first of `matters` that can be due then and was not shown yet is taken, else any other.
        """
        fresh = [matter for matter in matters if matter.standard not in self._shown]
        turn = iter([*fresh, *fresh])

        def attempt() -> Story | None:
            matter = next(turn, None) or self.matter()
            target = self._pace.now + self._pace.minutes(least, most)
            filed = self._pace.filed_for(matter.limit, target)
            if not least * MINUTE <= self._pace.due(filed, matter.limit) - self._pace.now <= most * MINUTE:
                return None
            return self._told_until(self._story(matter), filed, state)

        story = _found(attempt)
        if story is not None:
            self._shown.add(story.matter.standard)
        return story

    def handed_in(self, least: float, most: float, *, checked: bool = False) -> Story | None:
        """Handed in (and checked) so many minutes ago, in time."""

        def attempt() -> Story | None:
            last = self._pace.now - self._pace.minutes(least, most)
            handed = last - self._pace.minutes(6, 27) if checked else last
            story = self._told_to_result(handed, late=False)
            if story is not None and checked:
                self._teller.check(story, last)
            return story if story is not None and story.fits(self._pace.now) else None

        return _found(attempt)

    def closed(self, start: Instant, *, late: bool, severity: str = "general") -> Story | None:
        """Closed between an instant and now."""

        def attempt() -> Story | None:
            ended = self._pace.reported_between(start, self._pace.now)
            checked = ended - self._pace.minutes(1, 18)
            story = self._told_to_result(checked - self._pace.minutes(4, 26), late=late, severity=severity)
            if story is None:
                return None
            self._teller.check(story, checked)
            self._teller.close(story, ended)
            return story if story.fits(self._pace.now) else None

        return _found(attempt)

    def returned(self) -> Story | None:
        """Given back by a department that it was wrongly sent to, waiting to be dispatched again."""

        def attempt() -> Story | None:
            matter = self.matter()
            filed = self._pace.reported_between(self._pace.worked_before(5 * HOUR), self._pace.now)
            if self._pace.due(filed, matter.limit) <= self._pace.now + DUE_SOON + _MARGIN:
                return None
            story = self._opened(self._story(matter), course := self._teller.course(matter, filed))
            self._teller.send_astray(story, course.dispatched, self._teller.on_duty_after(course.dispatched, 6, 50))
            return story if story.fits(self._pace.now) else None

        return _found(attempt)

    def _story(self, matter: Matter, severity: str = "general") -> Story:
        """A story not begun: now and then of larger severity, or without a position."""
        if severity == "general" and self._random.random() < _LARGER:
            severity = "larger"
        return Story(matter, severity=severity, positioned=self._random.random() >= _PLACELESS)

    def _major_or_any(self, severity: str) -> Matter:
        return self.major() if severity == "major" else self.matter()

    def _window(self, state: str) -> tuple[Instant, Instant]:
        """When a case that stands in a state now may have been filed."""
        now, worked_before = self._pace.now, self._pace.worked_before
        match state:
            case "filed":
                return worked_before(35 * MINUTE), now - MINUTE
            case "dispatched":
                return worked_before(2 * HOUR), now - 13 * MINUTE
            case "accepted":
                return worked_before(7 * HOUR), now - 25 * MINUTE
            case _:
                return now - _OLDEST, now - 3 * HOUR

    def _opened(self, story: Story, course: Course) -> Story:
        self._teller.report(story, course.reported)
        self._teller.file(story, course.filed)
        return story

    def _told_until(self, story: Story, filed: Instant, state: str) -> Story | None:
        """The usual course up to a state; None when it would not have come so far by now."""
        course = self._teller.course(story.matter, filed)
        self._opened(story, course)
        if state != "filed":
            self._teller.dispatch(story, course.dispatched)
        if state in ("accepted", "in_progress"):
            self._teller.accept(story, course.accepted)
        if state == "in_progress":
            self._teller.begin(story, course.begun)
            if self._random.random() < _NOTED:
                self._teller.note(story, self._teller.on_duty_after(course.begun, 10, 240))
        return story if story.fits(self._pace.now) else None

    def _told_to_result(self, handed: Instant, *, late: bool, severity: str = "general") -> Story | None:
        """The whole course to a result at `handed`; None when it would not have been so."""
        matter = self._major_or_any(severity)
        if not (matter.urgent and matter.night) and not self._at_work(handed):
            return None
        slack = -self._pace.minutes(10, 140) if late else self._slack(matter.limit)
        filed = self._pace.filed_for(matter.limit, handed + slack)
        due = self._pace.due(filed, matter.limit)
        if (due < handed) != late or due == handed:
            return None
        course = self._teller.course(matter, filed)
        story = self._opened(self._story(matter, severity), course)
        begun = self._accepted_by_ways(story, course)
        if begun + 4 * MINUTE >= handed:
            return None
        if self._random.random() < _REWORKED:
            first = begun + (handed - begun) // 3
            self._teller.hand_in(story, first)
            self._teller.rework(story, first + self._pace.minutes(5, 25))
        self._teller.hand_in(story, handed)
        return story if story.fits(self._pace.now) else None

    def _accepted_by_ways(self, story: Story, course: Course) -> Instant:
        """Dispatched, accepted and begun; now and then by way of a wrong department. Returns the last instant."""
        accepted, begun = course.accepted, course.begun
        if self._random.random() < _ASTRAY:
            returned = self._teller.on_duty_after(course.dispatched, 6, 30)
            self._teller.send_astray(story, course.dispatched, returned)
            again = returned + self._pace.minutes(2, 11)
            self._teller.dispatch(story, again)
            accepted = self._teller.on_duty_after(again, 4, 30)
            begun = self._teller.on_duty_after(accepted, 5, 40)
        else:
            self._teller.dispatch(story, course.dispatched)
        self._teller.accept(story, accepted)
        self._teller.begin(story, begun)
        if self._random.random() < _NOTED:
            begun = self._teller.on_duty_after(begun, 3, 60)
            self._teller.note(story, begun)
        return begun

    def _at_work(self, at: Instant) -> bool:
        """Whether somebody of a department hands in then: on duty, or now and then over lunch."""
        on_duty = self._pace.on_duty
        lunch = on_duty(at - _LUNCH) and on_duty(at + _LUNCH) and self._random.random() < 0.4
        return on_duty(at) or lunch

    def _slack(self, limit: str) -> Span:
        """Time left when the result comes: some part of the limit's own length."""
        amount, unit = limit.split()
        length = float(amount) * (HOUR if unit.endswith("hour") else DAY)
        return int(length * float(self._random.uniform(0.05, 0.75)))


def _found(attempt: Attempt) -> Story | None:
    """The first story that can be told; None where the instant allows none, which is then left out."""
    return next((story for story in (attempt() for _ in range(_TRIES)) if story is not None), None)
