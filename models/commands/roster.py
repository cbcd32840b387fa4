"""What people do with the roster: one dataclass each. `roster_acts` decides them.

`seen_version` is the version of the record that the editor saw, 0 where there was none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from models.domain.errors import Argument
from models.domain.instant import Instant
from models.domain.roster import RosterItem, day_id, qualification_id


@dataclass(frozen=True, slots=True)
class Card:
    """What is told of an officer's qualification: kind, number, and the days between which it is valid."""

    officer_code: str
    kind: str
    card_number: str
    valid_from: date | None
    valid_until: date | None

    @property
    def id(self) -> str:
        """The id of its record."""
        return qualification_id(self.officer_code, self.kind)


@dataclass(frozen=True, slots=True)
class SetShift:
    """From now on the officer has just these entries on the day."""

    id: str
    actor_code: str
    console: str
    at: Instant
    officer_code: str
    day: date
    items: tuple[RosterItem, ...]
    seen_version: int

    verb = "set_shift"


@dataclass(frozen=True, slots=True)
class ClearShift:
    """The officer has nothing on the day."""

    id: str
    actor_code: str
    console: str
    at: Instant
    officer_code: str
    day: date
    seen_version: int

    verb = "clear_shift"


@dataclass(frozen=True, slots=True)
class CopyWeek:
    """Seven days from a day on are filled from seven others. What is there stays; absences are not copied."""

    id: str
    actor_code: str
    console: str
    at: Instant
    from_day: date
    to_day: date

    verb = "copy_week"


@dataclass(frozen=True, slots=True)
class SetQualification:
    """The officer holds a card."""

    id: str
    actor_code: str
    console: str
    at: Instant
    card: Card
    seen_version: int

    verb = "set_qualification"


@dataclass(frozen=True, slots=True)
class DropQualification:
    """The officer holds the card no longer."""

    id: str
    actor_code: str
    console: str
    at: Instant
    officer_code: str
    kind: str
    seen_version: int

    verb = "drop_qualification"


@dataclass(frozen=True, slots=True)
class ImportRoster:
    """Days and cards of a file. With `whole_days` a day is just what the file says, else entries are added to it."""

    id: str
    actor_code: str
    console: str
    at: Instant
    file: str
    days: Mapping[tuple[str, date], tuple[RosterItem, ...]]
    cards: tuple[Card, ...] = ()
    whole_days: bool = True

    verb = "import_roster"


RosterCommand: TypeAlias = SetShift | ClearShift | CopyWeek | SetQualification | DropQualification | ImportRoster


@dataclass(frozen=True, slots=True)
class RosterOutcome:
    """What became of a command: "done", "refused" or "stale", with message key and arguments.

    `count` is how many records were written, `version` that of the one a single-record command wrote.
    """

    kind: str
    target_id: str
    version: int = 0
    count: int = 0
    key: str = ""
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    repeated: bool = False

    @property
    def done(self) -> bool:
        """Whether it took place."""
        return self.kind == "done"


def target_of(command: RosterCommand) -> str:
    """The id of the record a command is about; of many, what they have in common."""
    match command:
        case SetShift() | ClearShift():
            return day_id(command.officer_code, command.day)
        case CopyWeek():
            return command.to_day.isoformat()
        case SetQualification():
            return command.card.id
        case DropQualification():
            return qualification_id(command.officer_code, command.kind)
        case _:
            return command.file


def payload_of(command: RosterCommand) -> str:
    """What the ledger keeps of a command (JSON)."""
    match command:
        case SetShift():
            told: dict[str, object] = {"items": items_data(command.items), "seen_version": command.seen_version}
        case CopyWeek():
            told = {"from_day": command.from_day.isoformat(), "to_day": command.to_day.isoformat()}
        case SetQualification():
            told = {**_card_data(command.card), "seen_version": command.seen_version}
        case ImportRoster():
            days = {day_id(code, day): items_data(items) for (code, day), items in sorted(command.days.items())}
            cards = [_card_data(card) for card in command.cards]
            told = {"days": days, "cards": cards, "whole_days": command.whole_days}
        case _:
            told = {"seen_version": command.seen_version}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def items_data(items: tuple[RosterItem, ...]) -> list[list[str]]:
    """Entries as plain data."""
    return [[item.slot, item.standing, item.post] for item in items]


def _card_data(card: Card) -> dict[str, str | None]:
    dates = {"valid_from": card.valid_from, "valid_until": card.valid_until}
    told = {name: None if value is None else value.isoformat() for name, value in dates.items()}
    return {"id": card.id, "card_number": card.card_number, **told}
