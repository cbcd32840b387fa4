"""Decides and carries out commands of the roster: one transaction, done once, outcome remembered.

A record that somebody else changed since the editor saw it is not overwritten: the editor is told who did it and when.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from models.commands.protocol import CommandRow
from models.commands.roster import (
    Card,
    ClearShift,
    CopyWeek,
    DropQualification,
    ImportRoster,
    RosterCommand,
    RosterOutcome,
    SetQualification,
    SetShift,
    payload_of,
    target_of,
)
from models.commands.roster_protocol import RosterUnit
from models.domain.errors import BadInput, Refused, Stale
from models.domain.instant import to_local
from models.domain.organisation import Officer
from models.domain.roles import Role
from models.domain.roster import Qualification, RosterDay, RosterItem, checked_items, day_id, qualification_id
from models.domain.roster_kinds import QualificationKind, ShiftKind

EDITORS = frozenset({Role.SHIFT_LEADER, Role.ADMINISTRATOR})
"""Who may change the roster."""
FIRST_DAY = date(2015, 1, 1)
AHEAD = timedelta(days=731)
"""How far ahead a roster is made at most."""
MOST_NUMBER = 60
"""Letters of a card's number."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class RosterRules:
    """What a place's roster is made of."""

    shifts: tuple[ShiftKind, ...]
    qualifications: tuple[QualificationKind, ...]
    zone: ZoneInfo


def may_edit(officer: Officer) -> bool:
    """Whether an officer may change the roster."""
    return officer.active and not EDITORS.isdisjoint(officer.roles)


def execute_roster(command: RosterCommand, open_unit: Callable[[], RosterUnit], rules: RosterRules) -> RosterOutcome:
    """Carries a command out in one transaction and stores its outcome.

    Raises Unavailable when the database does not answer; the same command may then be sent again.
    """
    with open_unit() as unit:
        stored = unit.remembered(command.id)
        if stored is not None:
            return _from_row(stored)
        try:
            outcome, write = _Decision(command, unit, rules).made()
        except (Refused, Stale, BadInput) as trouble:
            kind = "stale" if isinstance(trouble, Stale) else "refused"
            outcome = RosterOutcome(kind, target_of(command), key=trouble.key, arguments=dict(trouble.arguments))
            write = None
        if not unit.remember(_row(command, outcome)):
            again = unit.remembered(command.id)
            if again is None:
                raise RuntimeError("a command row is neither there nor writable")
            return _from_row(again)
        if write is not None and not write():
            # Only two first editors of one day come here: neither found a row to lock. Nothing is stored.
            return _overtaken(command)
        unit.commit()
        return outcome


class _Decision:
    """One command on one unit of work: checks everything, then says what is to be written."""

    def __init__(self, command: RosterCommand, unit: RosterUnit, rules: RosterRules) -> None:
        self._command, self._unit, self._rules = command, unit, rules
        self._officers: dict[str, Officer | None] = {}

    def made(self) -> tuple[RosterOutcome, Callable[[], bool]]:
        """The outcome and its writing. Raises Refused or Stale."""
        actor = self._officer(self._command.actor_code)
        if actor is None:
            raise Refused("officer_unknown", officer=self._command.actor_code)
        if not may_edit(actor):
            raise Refused("roster_editor_needed", officer=actor.name)
        command = self._command
        match command:
            case SetShift():
                return self._one_day(command.officer_code, command.day, command.items, command.seen_version)
            case ClearShift():
                return self._one_day(command.officer_code, command.day, (), command.seen_version)
            case SetQualification():
                return self._one_card(command.card, command.seen_version)
            case DropQualification():
                return self._drop(command)
            case CopyWeek():
                return self._copy(command)
            case _:
                return self._import(command)

    # -- days ---------------------------------------------------------------------------------------
    def _one_day(
        self, code: str, day: date, items: tuple[RosterItem, ...], seen: int
    ) -> tuple[RosterOutcome, Callable[[], bool]]:
        checked = self._checked(code, day, items)
        stored = self._unit.roster_day(day_id(code, day))
        if (stored.items if stored else ()) == checked:
            raise Refused("roster_unchanged", officer=self._name(code), day=day.isoformat())
        if (stored.version if stored else 0) != seen:
            raise self._stale(code, day.isoformat(), stored)
        return self._days([self._next(code, day, checked, stored)])

    def _checked(self, code: str, day: date, items: tuple[RosterItem, ...]) -> tuple[RosterItem, ...]:
        officer = self._officer(code)
        if officer is None:
            raise Refused("officer_unknown", officer=code)
        if items and not officer.active:
            raise Refused("roster_officer_inactive", officer=officer.name)
        last = to_local(self._command.at, self._rules.zone).date() + AHEAD
        if not FIRST_DAY <= day <= last:
            raise Refused("roster_day_out_of_range", day=day.isoformat(), last=last.isoformat())
        return checked_items(items, self._rules.shifts)

    def _next(self, code: str, day: date, items: tuple[RosterItem, ...], stored: RosterDay | None) -> RosterDay:
        command, version = self._command, (stored.version if stored else 0) + 1
        return RosterDay(day_id(code, day), code, day, items, version, command.at, command.actor_code, command.console)

    def _days(self, records: list[RosterDay]) -> tuple[RosterOutcome, Callable[[], bool]]:
        def write() -> bool:
            return all(self._unit.put_roster_day(record, record.version - 1) for record in records)

        version = records[0].version if len(records) == 1 else 0
        return RosterOutcome("done", target_of(self._command), version, len(records)), write

    def _copy(self, command: CopyWeek) -> tuple[RosterOutcome, Callable[[], bool]]:
        shift = command.to_day - command.from_day
        if shift.days == 0 or shift.days % WEEK:
            raise Refused(
                "roster_copy_not_weeks", from_day=command.from_day.isoformat(), to_day=command.to_day.isoformat()
            )
        last = timedelta(days=WEEK - 1)
        there = {one.id: one for one in self._unit.roster_between(command.to_day, command.to_day + last)}
        records = []
        for source in self._unit.roster_between(command.from_day, command.from_day + last):
            items = tuple(item for item in source.items if not item.away)
            officer = self._officer(source.officer_code)
            stored = there.get(day_id(source.officer_code, source.day + shift))
            if items and officer is not None and officer.active and not (stored and stored.items):
                checked = self._checked(source.officer_code, source.day + shift, items)
                records.append(self._next(source.officer_code, source.day + shift, checked, stored))
        if not records:
            raise Refused("roster_nothing_to_copy", day=command.from_day.isoformat())
        return self._days(records)

    # -- cards --------------------------------------------------------------------------------------
    def _one_card(self, card: Card, seen: int) -> tuple[RosterOutcome, Callable[[], bool]]:
        self._check_card(card)
        stored = self._unit.qualification(card.id)
        if stored is not None and _same(stored, card):
            raise Refused("roster_card_unchanged", officer=self._name(card.officer_code))
        if (stored.version if stored else 0) != seen:
            raise self._stale(card.officer_code, self._kind(card.kind), stored)
        return self._cards([self._next_card(card, stored)])

    def _drop(self, command: DropQualification) -> tuple[RosterOutcome, Callable[[], bool]]:
        stored = self._unit.qualification(qualification_id(command.officer_code, command.kind))
        if stored is None or not stored.held:
            raise Refused(
                "roster_card_not_held", officer=self._name(command.officer_code), kind=self._kind(command.kind)
            )
        if stored.version != command.seen_version:
            raise self._stale(command.officer_code, self._kind(command.kind), stored)
        card = Card(stored.officer_code, stored.kind, stored.card_number, stored.valid_from, stored.valid_until)
        return self._cards([self._next_card(card, stored, held=False)])

    def _check_card(self, card: Card) -> None:
        if self._officer(card.officer_code) is None:
            raise Refused("officer_unknown", officer=card.officer_code)
        if all(kind.code != card.kind for kind in self._rules.qualifications):
            raise Refused("roster_card_kind_unknown", kind=card.kind)
        if not card.card_number.strip() or len(card.card_number) > MOST_NUMBER:
            raise Refused("roster_card_number_wrong", most=MOST_NUMBER)
        if card.valid_from is not None and card.valid_until is not None and card.valid_until < card.valid_from:
            raise Refused("roster_card_ends_first", start=card.valid_from.isoformat(), end=card.valid_until.isoformat())

    def _next_card(self, card: Card, stored: Qualification | None, *, held: bool = True) -> Qualification:
        command, version = self._command, (stored.version if stored else 0) + 1
        return Qualification(
            card.id, card.officer_code, card.kind, card.card_number.strip(), card.valid_from, card.valid_until, held,
            version, command.at, command.actor_code, command.console,
        )  # fmt: skip

    def _cards(self, records: list[Qualification]) -> tuple[RosterOutcome, Callable[[], bool]]:
        def write() -> bool:
            return all(self._unit.put_qualification(record, record.version - 1) for record in records)

        version = records[0].version if len(records) == 1 else 0
        return RosterOutcome("done", target_of(self._command), version, len(records)), write

    # -- files --------------------------------------------------------------------------------------
    def _import(self, command: ImportRoster) -> tuple[RosterOutcome, Callable[[], bool]]:
        stored_days = self._unit.locked_days(day_id(code, day) for code, day in command.days)
        days = []
        for (code, day), items in sorted(command.days.items()):
            stored = stored_days.get(day_id(code, day))
            wanted = self._checked(code, day, items)
            if not command.whole_days and wanted:
                slots = {item.slot for item in wanted}
                kept = [item for item in (stored.items if stored else ()) if item.slot not in slots]
                wanted = tuple(sorted([*kept, *wanted]))
            if wanted != (stored.items if stored else ()):
                days.append(self._next(code, day, wanted, stored))
        cards = []
        stored_cards = self._unit.locked_qualifications(card.id for card in command.cards)
        for card in command.cards:
            self._check_card(card)
            known = stored_cards.get(card.id)
            if known is None or not _same(known, card):
                cards.append(self._next_card(card, known))

        def write() -> bool:
            return self._days(days)[1]() and self._cards(cards)[1]()

        return RosterOutcome("done", target_of(command), 0, len(days) + len(cards)), write

    # -- words --------------------------------------------------------------------------------------
    def _officer(self, code: str) -> Officer | None:
        if code not in self._officers:
            self._officers[code] = self._unit.officer(code)
        return self._officers[code]

    def _name(self, code: str) -> str:
        officer = self._officer(code)
        return officer.name if officer else code

    def _kind(self, code: str) -> str:
        return next((kind.name for kind in self._rules.qualifications if kind.code == code), code)

    def _stale(self, code: str, what: str, stored: RosterDay | Qualification | None) -> Stale:
        if stored is None:
            return Stale("roster_gone_meanwhile", officer=self._name(code), what=what)
        return Stale(
            "roster_changed_meanwhile", officer=self._name(code), what=what, who=self._name(stored.changed_by),
            at=stored.changed_at,
        )  # fmt: skip


def _same(stored: Qualification, card: Card) -> bool:
    told = (card.card_number.strip(), card.valid_from, card.valid_until)
    return stored.held and (stored.card_number, stored.valid_from, stored.valid_until) == told


def _overtaken(command: RosterCommand) -> RosterOutcome:
    return RosterOutcome("stale", target_of(command), key="roster_overtaken")


def _row(command: RosterCommand, outcome: RosterOutcome) -> CommandRow:
    result = {
        "version": outcome.version, "count": outcome.count, "key": outcome.key, "arguments": dict(outcome.arguments)
    }  # fmt: skip
    return CommandRow(
        id=command.id, actor_code=command.actor_code, console=command.console, verb=command.verb,
        target_id=outcome.target_id, payload=payload_of(command), outcome=outcome.kind,
        result=json.dumps(result, ensure_ascii=False, sort_keys=True), occurred_at=command.at,
    )  # fmt: skip


def _from_row(row: CommandRow) -> RosterOutcome:
    result = json.loads(row.result)
    return RosterOutcome(
        row.outcome, row.target_id or "", result["version"], result["count"], result["key"], result["arguments"],
        repeated=True,
    )  # fmt: skip
