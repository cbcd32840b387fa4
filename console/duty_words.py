"""The roster in words of the user's language: who is on duty now, what a cell says, what is wrong. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from console.formatting import Formats
from console.names import Names
from models.domain.instant import Instant
from models.domain.roster import Absence, Placed, Roster, RosterItem, Standing
from models.domain.roster_conflicts import Conflict, ConflictKind
from models.domain.roster_kinds import QualificationKind

_RANK = {Standing.DUTY: 0, Standing.STAND_BY: 1, None: 2, Standing.LEAVE: 3}


@dataclass(frozen=True, slots=True)
class DutySummary:
    """What the top bar says: the words, whether somebody is missing, and who is there (name and what they do)."""

    text: str
    warns: bool
    people: tuple[tuple[str, str], ...]


class DutyWords:
    """Says things about a roster; `roster` is put anew when somebody changed it."""

    def __init__(
        self, roster: Roster, names: Names, formats: Formats, qualifications: Iterable[QualificationKind]
    ) -> None:
        self.roster = roster
        self._names, self._formats, self._words = names, formats, formats.messages
        self._english = names.language == "en"
        self._cards = {kind.code: kind for kind in qualifications}

    # -- now ----------------------------------------------------------------------------------------
    def summary(self, now: Instant) -> DutySummary:
        """The running shift, its leader, until when; what is missing is told only where a roster is kept."""
        running = self.roster.shift(now)
        if running is None:
            return DutySummary("", False, self._people(now))
        kind, (start, end) = running
        hours = {"start": self._formats.clock(start), "end": self._formats.clock(end)}
        shift = self._either(kind.name, kind.name_en)
        if not self.roster.kept:
            return DutySummary(self._words.text("duty-bar-plain", shift=shift, **hours), False, ())
        leader = self.roster.leader(now)
        if leader is not None:
            text = self._words.text("duty-bar", shift=shift, leader=self._names.officer(leader.officer_code), **hours)
            return DutySummary(text, False, self._people(now))
        missing = "no-leader" if self.roster.standing(now, Standing.DUTY) else "nobody"
        return DutySummary(self._words.text(f"duty-bar-{missing}", shift=shift, **hours), True, self._people(now))

    def standing(self, officer_code: str, now: Instant) -> Standing | None:
        """What an officer is at an instant, None where the roster says nothing."""
        found = self.roster.at(now).get(officer_code)
        return None if found is None else Standing(found.item.standing)

    def standings(self, now: Instant) -> dict[str, Standing]:
        """What everybody is at an instant."""
        return {code: Standing(entry.item.standing) for code, entry in self.roster.at(now).items()}

    def hint(self, standing: Standing | None) -> str:
        """值班, 备班, 休假; empty where the roster says nothing."""
        return self._words.word("duty-hint", standing) if standing is not None else ""

    def first(self, codes: Iterable[str], now: Instant) -> list[tuple[str, str]]:
        """Officers with their hints: who is on duty first, who is away last, else in the order given."""
        known = self.standings(now)
        ordered = sorted(codes, key=lambda code: _RANK[known.get(code)])
        return [(code, self.hint(known.get(code))) for code in ordered]

    def _people(self, now: Instant) -> tuple[tuple[str, str], ...]:
        found = [entry for standing in Standing for entry in self.roster.standing(now, standing)]
        return tuple((self._names.officer(entry.officer_code), self._doing(entry)) for entry in found)

    def _doing(self, entry: Placed) -> str:
        start, end = (self._formats.clock(at) for at in entry.stretch)
        hours = "" if entry.item.away else f"{start}–{end}"
        officer = self._names.officers.get(entry.officer_code)
        phone = officer.phone if officer is not None else ""
        parts = (self.post(entry.item), f"{self.slot(entry.item.slot)} {hours}".strip(), phone)
        return " · ".join(part for part in parts if part)

    # -- entries ------------------------------------------------------------------------------------
    def slot(self, slot: str) -> str:
        """A shift's or an absence's name."""
        if slot in set(Absence):
            return self._words.word("roster-slot", slot)
        kind = self.roster.kinds.get(slot)
        return slot if kind is None else self._either(kind.name, kind.name_en)

    def short(self, item: RosterItem) -> str:
        """An entry in one or two letters, for a narrow cell."""
        name = self.slot(item.slot)
        if item.standing == Standing.STAND_BY:
            return self._words.text("roster-short-stand-by")
        return name[:1]

    def slot_line(self, item: RosterItem) -> str:
        """A shift's name, with a word where somebody is stand-by in it."""
        name = self.slot(item.slot)
        return self._words.text("roster-slot-stand-by", slot=name) if item.standing == Standing.STAND_BY else name

    def post_name(self, post: str) -> str:
        """The name of a post."""
        return self._words.word("post", post)

    def post(self, item: RosterItem) -> str:
        """The post; of somebody stand-by also that."""
        post = self.post_name(item.post) if item.post else ""
        if item.standing == Standing.STAND_BY:
            return self._words.text("roster-stand-by-post", post=post)
        return post

    def item(self, item: RosterItem) -> str:
        """An entry in full."""
        return " · ".join(part for part in (self.slot(item.slot), self.post(item)) if part)

    def card(self, kind: str) -> str:
        """A kind of qualification."""
        found = self._cards.get(kind)
        return kind if found is None else self._either(found.name, found.name_en)

    # -- what is wrong ------------------------------------------------------------------------------
    def conflict(self, one: Conflict, now: Instant) -> str:
        """A finding as a sentence."""
        when = f"{self._formats.moment(one.start, now)} – {self._formats.moment(one.end, one.start)}"
        officer = self._names.officer(one.officer_code) if one.officer_code else ""
        match one.kind:
            case ConflictKind.NOBODY | ConflictKind.NO_LEADER:
                return self._words.text(f"roster-conflict-{one.kind}", when=when)
            case ConflictKind.TWICE | ConflictKind.AWAY:
                both = {"one": self.slot(one.slot), "other": self.slot(one.other_slot)}
                return self._words.text(f"roster-conflict-{one.kind}", officer=officer, day=self.day(one.day), **both)
            case _:
                return self._invalid(one, officer)

    def _invalid(self, one: Conflict, officer: str) -> str:
        card = one.card
        told = {"officer": officer, "day": self.day(one.day), "kind": self.card(card.kind if card else "")}
        if card is not None and card.valid_from is not None and one.day < card.valid_from:
            return self._words.text("roster-conflict-not-yet", start=card.valid_from.isoformat(), **told)
        until = "—" if card is None or card.valid_until is None else card.valid_until.isoformat()
        return self._words.text("roster-conflict-expired", until=until, **told)

    def day(self, day: date) -> str:
        """A day without its year."""
        return f"{day:%d %b}" if self._english else f"{day.month}月{day.day}日"

    def weekday(self, day: date) -> str:
        """The day of the week, short."""
        return self._words.text(f"weekday-{day.weekday()}")

    def _either(self, chinese: str, english: str) -> str:
        return english if self._english and english else chinese
