"""The roster of the demonstration street: some weeks before and after the instant it is made at.

Round the clock a shift leader and a duty officer; on workdays the stationed departments and the window beside them.
The single seat's officer leads the shift that runs when the demonstration is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from models.domain.calendar import Calendar
from models.domain.instant import Instant, to_local
from models.domain.roster import (
    Absence,
    Post,
    Qualification,
    Roster,
    RosterDay,
    RosterItem,
    Standing,
    day_id,
    qualification_id,
)
from models.domain.roster_kinds import ShiftKind

LEADERS = ("demo", "demo_duty", "demo_leader", "demo_administrator")
"""They lead in turn: night, early, late, a day off."""
SECONDS = (
    "demo_urban_management", "demo_market", "demo_fire", "demo_police", "demo_works", "demo_environment"
)  # fmt: skip
"""Officers of departments who sit beside the leader in turn, and in their office on the days between."""
WINDOW, OFFICE = "demo_service", "demo_assessor"
WEEKS_BEFORE, WEEKS_AFTER = 3, 5
_CARDS: Sequence[tuple[str, str, int]] = (
    ("demo", "enforcement", 400), ("demo_urban_management", "enforcement", 700), ("demo_market", "enforcement", 500),
    ("demo_market", "special_equipment", 300), ("demo_market", "food_safety", 90), ("demo_fire", "fire_safety", 800),
    ("demo_fire", "dangerous_goods", 16), ("demo_police", "enforcement", 900), ("demo_environment", "enforcement", 40),
)  # fmt: skip
"""Officer, kind, and for how many days the card is still valid; one runs out while its holder is on the roster."""
_ROTA = ("night", "early", "late")
_AWAY = 0.12
_BY, _FROM = "demo_administrator", "演示席 1"


@dataclass(frozen=True, slots=True)
class DemoRoster:
    """What everybody has on which day, and the cards they hold."""

    days: tuple[RosterDay, ...]
    qualifications: tuple[Qualification, ...]


def demo_roster(
    now: Instant, zone: ZoneInfo, seed: int, shifts: tuple[ShiftKind, ...], calendar: Calendar
) -> DemoRoster:
    """The roster around an instant. Shifts must be those of a new database."""
    today = to_local(now, zone).date()
    running = Roster(shifts, zone).shift(now)
    assert running is not None
    # So that the officer whom a new desk acts as is on duty.
    offset = _ROTA.index(running[0].code) - today.toordinal()
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=WEEKS_BEFORE)
    random = np.random.default_rng([seed, 7])
    days: list[RosterDay] = []
    for number in range(7 * (WEEKS_BEFORE + 1 + WEEKS_AFTER)):
        day = first + timedelta(days=number)
        working = calendar.is_working(day)
        for code, items in _day(day, working, offset, random, resting=day == today).items():
            days.append(RosterDay(day_id(code, day), code, day, tuple(sorted(items)), 1, now, _BY, _FROM))
    return DemoRoster(tuple(days), _cards(today, now))


def _day(
    day: date, working: bool, offset: int, random: np.random.Generator, *, resting: bool
) -> dict[str, list[RosterItem]]:
    found: dict[str, list[RosterItem]] = {}
    for place, code in enumerate(LEADERS):
        phase = (day.toordinal() + offset + place) % len(LEADERS)
        if phase < len(_ROTA):
            found[code] = [_item(_ROTA[phase], Post.SHIFT_LEADER)]
    for place, code in enumerate(SECONDS):
        phase = (day.toordinal() + place) % len(SECONDS)
        if phase < len(_ROTA):
            found[code] = [_item(_ROTA[phase], Post.DUTY_OFFICER)]
        elif phase == len(_ROTA):
            found[code] = [_item("late", Post.DUTY_OFFICER, Standing.STAND_BY)]
        elif working:
            found[code] = [_absence(random) or _item("office", Post.STATIONED)]
    if working:
        found[WINDOW] = [_item("office", Post.WINDOW)]
        away = RosterItem(Absence.LEAVE.value, Standing.LEAVE.value, "")
        found[OFFICE] = [away if resting else _absence(random) or _item("office", Post.DUTY_OFFICER)]
    return found


def _item(slot: str, post: Post, standing: Standing = Standing.DUTY) -> RosterItem:
    return RosterItem(slot, standing.value, post.value)


def _absence(random: np.random.Generator) -> RosterItem | None:
    if random.random() >= _AWAY:
        return None
    kind = Absence.LEAVE if random.random() < 0.6 else Absence.TRAINING
    return RosterItem(kind.value, Standing.LEAVE.value, "")


def _cards(today: date, now: Instant) -> tuple[Qualification, ...]:
    return tuple(
        Qualification(
            qualification_id(code, kind), code, kind, f"000-0003-{number:04d}", today - timedelta(days=365),
            today + timedelta(days=left), True, 1, now, _BY, _FROM,
        )
        for number, (code, kind, left) in enumerate(_CARDS, start=1)
    )  # fmt: skip
