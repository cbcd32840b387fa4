"""The roster (值班表): who is on duty, stand-by (备班) or away on which day, and with which qualifications.

One record holds all that an officer has on one day, so that two editors of the same day notice each other.
A cleared day stays as a record without items: its version and who cleared it are not lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from models.domain.errors import Refused
from models.domain.instant import MINUTE, Instant, to_local
from models.domain.roster_kinds import ShiftKind, whole_day
from models.domain.roster_spans import Stretch, cut, length, without

_ONE_DAY = timedelta(days=1)


ROSTER_ENTITIES = frozenset({"roster_day", "qualification"})
"""What the change feed calls the records of the roster."""


class Standing(StrEnum):
    """在岗, 备班, 休假."""

    DUTY = "duty"
    STAND_BY = "stand_by"
    LEAVE = "leave"


class Absence(StrEnum):
    """Why somebody is away for a whole day: 休假, 培训. They stand where a shift's code would."""

    LEAVE = "leave"
    TRAINING = "training"


class Post(StrEnum):
    """值班长, 值班员, 窗口, 部门派驻."""

    SHIFT_LEADER = "shift_leader"
    DUTY_OFFICER = "duty_officer"
    WINDOW = "window"
    STATIONED = "stationed"


@dataclass(frozen=True, slots=True, order=True)
class RosterItem:
    """One entry: `slot` is a shift's code or an `Absence`; an absence has the standing "leave" and no post."""

    slot: str
    standing: str
    post: str

    @property
    def away(self) -> bool:
        """Whether it is an absence."""
        return self.standing == Standing.LEAVE


@dataclass(frozen=True, slots=True)
class RosterDay:
    """What one officer has on one local day. `version` counts its changes from 1."""

    id: str
    officer_code: str
    day: date
    items: tuple[RosterItem, ...]
    version: int
    changed_at: Instant
    changed_by: str
    changed_from: str


@dataclass(frozen=True, slots=True)
class Qualification:
    """A card that an officer holds, valid on both days named and between; None is without limit.

    `held` is False once it was dropped; the record stays.
    """

    id: str
    officer_code: str
    kind: str
    card_number: str
    valid_from: date | None
    valid_until: date | None
    held: bool
    version: int
    changed_at: Instant
    changed_by: str
    changed_from: str

    def valid_on(self, day: date) -> bool:
        """Whether the card is held and valid on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return self.held and begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry of the roster with the time it stands for."""

    officer_code: str
    day: date
    item: RosterItem
    stretch: Stretch


def day_id(officer_code: str, day: date) -> str:
    """The id of an officer's day."""
    return f"{officer_code}|{day.isoformat()}"


def qualification_id(officer_code: str, kind: str) -> str:
    """The id of an officer's card of a kind; there is one of each kind."""
    return f"{officer_code}|{kind}"


def checked_items(items: Iterable[RosterItem], shifts: Iterable[ShiftKind]) -> tuple[RosterItem, ...]:
    """The items in order, if each can stand in a roster.

    Raises Refused: roster_slot_unknown, roster_standing_wrong, roster_post_unknown, roster_slot_twice.
    """
    codes = {kind.code for kind in shifts}
    found: dict[str, RosterItem] = {}
    for item in items:
        away = item.slot in set(Absence)
        if not away and item.slot not in codes:
            raise Refused("roster_slot_unknown", slot=item.slot)
        if away is not (item.standing == Standing.LEAVE) or item.standing not in set(Standing):
            raise Refused("roster_standing_wrong", slot=item.slot, standing=item.standing)
        if (item.post != "") is away or (item.post and item.post not in set(Post)):
            raise Refused("roster_post_unknown", post=item.post)
        if item.slot in found:
            raise Refused("roster_slot_twice", slot=item.slot)
        found[item.slot] = item
    return tuple(sorted(found.values()))


class Roster:
    """The records of a place with its kinds of shifts; answers are pure functions of them and an instant."""

    def __init__(
        self,
        shifts: tuple[ShiftKind, ...],
        zone: ZoneInfo,
        days: Iterable[RosterDay] = (),
        qualifications: Iterable[Qualification] = (),
    ) -> None:
        self.shifts = shifts
        self.zone = zone
        self.kinds: Mapping[str, ShiftKind] = MappingProxyType({kind.code: kind for kind in shifts})
        self._days = {record.id: record for record in days}
        self._of_day: dict[date, list[RosterDay]] = {}
        self._stretches: dict[tuple[str, date], Stretch | None] = {}
        for key in sorted(self._days):
            self._of_day.setdefault(self._days[key].day, []).append(self._days[key])
        self.qualifications: Mapping[str, Qualification] = MappingProxyType({one.id: one for one in qualifications})

    def changed(self, records: Iterable[RosterDay]) -> Roster:
        """The same with some records put or put anew; days without one are shared."""
        other = Roster(self.shifts, self.zone, (), self.qualifications.values())
        other._days, other._of_day, other._stretches = dict(self._days), dict(self._of_day), self._stretches
        for record in records:
            other._days[record.id] = record
            kept = [one for one in other._of_day.get(record.day, ()) if one.id != record.id]
            other._of_day[record.day] = sorted([*kept, record], key=lambda one: one.id)
        return other

    def cell(self, officer_code: str, day: date) -> RosterDay | None:
        """What an officer has on a day; None where nobody ever wrote anything."""
        return self._days.get(day_id(officer_code, day))

    @property
    def kept(self) -> bool:
        """Whether anybody was ever put on it."""
        return bool(self._days)

    def records(self) -> tuple[RosterDay, ...]:
        """Every record, by officer and day."""
        return tuple(self._days[key] for key in sorted(self._days))

    def placed(self, first: date, last: date) -> Iterator[Placed]:
        """The entries of some days (both included) with their time; entries of unknown shifts have none."""
        for number in range(first.toordinal(), last.toordinal() + 1):
            for record in self._of_day.get(date.fromordinal(number), ()):
                for item in record.items:
                    stretch = self._stretch(record.day, item)
                    if stretch is not None:
                        yield Placed(record.officer_code, record.day, item, stretch)

    def at(self, instant: Instant) -> dict[str, Placed]:
        """Everybody the roster knows something of at an instant, each once: away before duty before stand-by."""
        today = to_local(instant, self.zone).date()
        found: dict[str, Placed] = {}
        for entry in self.placed(today - _ONE_DAY, today):
            if entry.stretch[0] <= instant < entry.stretch[1]:
                known = found.get(entry.officer_code)
                if known is None or _RANK[entry.item.standing] < _RANK[known.item.standing]:
                    found[entry.officer_code] = entry
        return found

    def standing(self, instant: Instant, standing: Standing) -> tuple[Placed, ...]:
        """Who is on duty, stand-by or away at an instant: shift leaders first, then by officer."""
        found = [entry for entry in self.at(instant).values() if entry.item.standing == standing]
        return tuple(sorted(found, key=lambda e: (e.item.post != Post.SHIFT_LEADER, e.item.post, e.officer_code)))

    def leader(self, instant: Instant) -> Placed | None:
        """The shift leader at an instant; of several the first by code."""
        on_duty = self.standing(instant, Standing.DUTY)
        return on_duty[0] if on_duty and on_duty[0].item.post == Post.SHIFT_LEADER else None

    def shift(self, instant: Instant) -> tuple[ShiftKind, Stretch] | None:
        """The rota's shift that runs at an instant, with its time."""
        today = to_local(instant, self.zone).date()
        for day in (today, today - _ONE_DAY):
            for kind in self.shifts:
                start, end = kind.stretch(day, self.zone)
                if kind.rota and start <= instant < end:
                    return kind, (start, end)
        return None

    def next_handover(self, instant: Instant) -> Instant | None:
        """When the rota next changes hands after an instant; None where there is no rota."""
        today = to_local(instant, self.zone).date()
        days = (today - _ONE_DAY, today, today + _ONE_DAY)
        ends = [end for kind in self.shifts if kind.rota for day in days for end in kind.stretch(day, self.zone)]
        return min((end for end in ends if end > instant), default=None)

    def available(self, officer_code: str, day: date) -> tuple[Stretch, ...]:
        """When an officer on duty can be sent out on a local day: without breaks, without absences, each once."""
        working: list[Stretch] = []
        away: list[Stretch] = []
        for entry in self.placed(day - _ONE_DAY, day):
            if entry.officer_code != officer_code:
                continue
            if entry.item.away:
                away.append(entry.stretch)
            elif entry.item.standing == Standing.DUTY:
                working.extend(self.kinds[entry.item.slot].working(entry.day, self.zone))
        return cut(without(working, away), *whole_day(day, self.zone))

    def minutes_available(self, officer_code: str, day: date) -> int:
        """How many whole minutes that is, for planning."""
        return length(self.available(officer_code, day)) // MINUTE

    def qualified(self, officer_code: str, kind: str, day: date) -> bool:
        """Whether an officer holds a valid card of a kind on a day."""
        card = self.qualifications.get(qualification_id(officer_code, kind))
        return card is not None and card.valid_on(day)

    def cards(self, officer_code: str) -> tuple[Qualification, ...]:
        """The cards an officer holds, by kind."""
        found = (card for card in self.qualifications.values() if card.officer_code == officer_code and card.held)
        return tuple(sorted(found, key=lambda card: card.kind))

    def _stretch(self, day: date, item: RosterItem) -> Stretch | None:
        key = (item.slot, day)
        if key not in self._stretches:
            kind = self.kinds.get(item.slot)
            away = whole_day(day, self.zone) if item.away else None
            self._stretches[key] = away if kind is None else kind.stretch(day, self.zone)
        return self._stretches[key]


_RANK: Mapping[str, int] = {Standing.LEAVE: 0, Standing.DUTY: 1, Standing.STAND_BY: 2}
