"""Rosters for tests: the usual shifts, short ways to days and cards."""

from __future__ import annotations

from datetime import date, datetime, time

from models.domain.instant import Instant, from_local
from models.domain.roster import Qualification, Roster, RosterDay, RosterItem, day_id, qualification_id
from models.domain.roster_kinds import ShiftKind
from tests.helpers.records import SHANGHAI, T0

EARLY = ShiftKind("early", "早班", "Early", time(8), time(16))
LATE = ShiftKind("late", "中班", "Late", time(16), time(0))
NIGHT = ShiftKind("night", "夜班", "Night", time(0), time(8))
OFFICE = ShiftKind("office", "行政班", "Office", time(8, 30), time(17, 30), ((time(12), time(13, 30)),), rota=False)
SHIFTS = (EARLY, LATE, NIGHT, OFFICE)
MONDAY = date(2025, 9, 22)

LEADS = RosterItem("early", "duty", "shift_leader")
WORKS = RosterItem("early", "duty", "duty_officer")
READY = RosterItem("late", "stand_by", "duty_officer")
AWAY = RosterItem("leave", "leave", "")


def item(text: str) -> RosterItem:
    """An entry from "slot", "slot post" or "slot post standing"; "leave" and "training" stand alone."""
    slot, post, standing = [*text.split(), "", ""][:3]
    if slot in ("leave", "training"):
        return RosterItem(slot, standing or "leave", post)
    return RosterItem(slot, standing or "duty", post or "duty_officer")


def cell(officer: str, day: date, *items: str | RosterItem, version: int = 1) -> RosterDay:
    """An officer's day."""
    made = tuple(sorted(item(one) if isinstance(one, str) else one for one in items))
    return RosterDay(day_id(officer, day), officer, day, made, version, T0, "shift", "test")


def card(officer: str, kind: str, until: date | None, *, since: date | None = None, held: bool = True) -> Qualification:
    """An officer's card."""
    return Qualification(
        qualification_id(officer, kind), officer, kind, "000-1", since, until, held, 1, T0, "shift", "test"
    )


def roster(*days: RosterDay, cards: tuple[Qualification, ...] = (), shifts: tuple[ShiftKind, ...] = SHIFTS) -> Roster:
    """A roster in Shanghai."""
    return Roster(shifts, SHANGHAI, days, cards)


def at(day: date, reading: str) -> Instant:
    """The instant of a clock reading in Shanghai."""
    return from_local(datetime.combine(day, time.fromisoformat(reading)), SHANGHAI)
