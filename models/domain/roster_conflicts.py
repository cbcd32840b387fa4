"""What is wrong with a roster between two days, as data; sentences are made by whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from models.domain.instant import Instant, to_local
from models.domain.roster import Placed, Post, Qualification, Roster, Standing
from models.domain.roster_kinds import rota_stretches
from models.domain.roster_spans import Stretch, overlap, without

_ONE_DAY = timedelta(days=1)


class ConflictKind(StrEnum):
    """Nobody on duty, no shift leader, twice at once, on leave and on duty, a card that is not valid on the day."""

    NOBODY = "nobody"
    NO_LEADER = "no_leader"
    TWICE = "twice"
    AWAY = "away"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One finding: from when until when, and, where one person is meant, who with which two entries or which card."""

    kind: ConflictKind
    day: date
    start: Instant
    end: Instant
    officer_code: str = ""
    slot: str = ""
    other_slot: str = ""
    card: Qualification | None = None


def conflicts(roster: Roster, first: date, last: date) -> tuple[Conflict, ...]:
    """All findings of some days (both included), in the order of time."""
    around = list(roster.placed(first - _ONE_DAY, last))
    by_officer: dict[str, list[Placed]] = {}
    for entry in around:
        by_officer.setdefault(entry.officer_code, []).append(entry)
    found = [*_gaps(roster, by_officer, first, last)]
    for code, entries in by_officer.items():
        found.extend(one for one in _collisions(code, entries) if first <= one.day <= last)
        found.extend(_expired(roster, code, [entry for entry in entries if first <= entry.day]))
    return tuple(sorted(found, key=lambda one: (one.start, one.kind, one.officer_code, one.slot, one.other_slot)))


def _gaps(roster: Roster, by_officer: dict[str, list[Placed]], first: date, last: date) -> Iterable[Conflict]:
    wanted = rota_stretches(roster.shifts, first, last, roster.zone)
    present = _present(by_officer, leaders=False)
    nobody = without(wanted, present)
    without_leader = without(without(wanted, nobody), _present(by_officer, leaders=True))
    for kind, gaps in ((ConflictKind.NOBODY, nobody), (ConflictKind.NO_LEADER, without_leader)):
        for start, end in gaps:
            yield Conflict(kind, to_local(start, roster.zone).date(), start, end)


def _present(by_officer: dict[str, list[Placed]], *, leaders: bool) -> list[Stretch]:
    """When somebody on duty (a shift leader) is there; who is away is not."""
    found: list[Stretch] = []
    for entries in by_officer.values():
        away = [entry.stretch for entry in entries if entry.item.away]
        duty = [
            entry.stretch
            for entry in entries
            if entry.item.standing == Standing.DUTY and (not leaders or entry.item.post == Post.SHIFT_LEADER)
        ]
        found.extend(without(duty, away))
    return found


def _collisions(code: str, entries: list[Placed]) -> Iterable[Conflict]:
    for one, other in combinations(entries, 2):
        if not overlap(one.stretch, other.stretch) or (one.item.away and other.item.away):
            continue
        kind = ConflictKind.AWAY if one.item.away or other.item.away else ConflictKind.TWICE
        start = max(one.stretch[0], other.stretch[0])
        end = min(one.stretch[1], other.stretch[1])
        day = max(one.day, other.day)
        yield Conflict(kind, day, start, end, code, one.item.slot, other.item.slot)


def _expired(roster: Roster, code: str, entries: list[Placed]) -> Iterable[Conflict]:
    """Each invalid card once, on the first day on which its holder is on duty or stand-by without it."""
    for card in roster.cards(code):
        bad = next((e for e in entries if not e.item.away and not card.valid_on(e.day)), None)
        if bad is not None:
            yield Conflict(ConflictKind.EXPIRED, bad.day, *bad.stretch, code, bad.item.slot, card=card)
