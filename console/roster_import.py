"""Brings a roster file into an open database: everything is read first, then written in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from console.rules import roster_rules
from models.commands.roster import Card, ImportRoster
from models.commands.roster_acts import RosterRules, execute_roster, may_edit
from models.domain.errors import BadInput, Refused
from models.domain.instant import Instant
from models.domain.organisation import Officer
from models.domain.roster import Roster, RosterItem
from models.exchange.content import Refusal
from models.exchange.refused_file import ReasonText, RefusedFile
from models.exchange.roster_reading import CardRow, DayKey, RosterRead, read_roster
from models.exchange.roster_words import Vocabulary
from models.queries.reference import Reference, roster_records
from models.store.roster_unit import SqlRosterUnit
from models.store.trouble import driver_errors


@dataclass(frozen=True, slots=True)
class RosterOrder:
    """What to import, for whom, and where refused rows go; `refused` None: beside nothing that is there already."""

    file: Path
    actor_code: str
    console: str
    dry_run: bool = False
    refused: Path | None = None
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class RosterImported:
    """Counts of rows: read = imported + skipped + refused."""

    read: int
    imported: int
    skipped: int
    refused: int
    refused_file: Path | None
    refusals: tuple[Refusal, ...]
    ignored: tuple[str, ...]
    dry_run: bool

    def counts(self) -> dict[str, object]:
        """The result as plain data."""
        return {
            "read": self.read, "imported": self.imported, "skipped": self.skipped, "refused": self.refused,
            "refused_file": str(self.refused_file) if self.refused_file else None, "dry_run": self.dry_run,
        }  # fmt: skip


def import_roster(
    engine: Engine, reference: Reference, order: RosterOrder, command_id: str, now: Instant, reason_text: ReasonText
) -> RosterImported:
    """Imports a file. Good rows go in, refused ones into a file with their reasons; again it changes nothing.

    Raises BadInput for what concerns the whole file, Refused for the person, Unavailable.
    """
    if order.refused is not None and order.refused.resolve() == order.file.resolve():
        raise BadInput("refused_file_is_input", file=str(order.refused))
    rules = roster_rules(reference.info)
    read = read_roster(order.file, Vocabulary.of(reference.officers.values(), rules.shifts, rules.qualifications))
    stored = _stored(engine, rules)
    days, cards = changed_days(read, stored), changed_cards(read, stored)
    rows = sum(read.day_rows[key] for key in days) + len(cards)
    kept = _Refused(read, order, reason_text)
    try:
        kept.write()
        if (days or cards) and not order.dry_run:
            _write(engine, rules, _command(read, days, cards, order, command_id, now))
        kept.keep()
    finally:
        kept.discard()
    return RosterImported(
        read.read, rows, read.read - rows - len(read.refused), len(read.refused), kept.path, tuple(read.refused),
        tuple(read.ignored), order.dry_run,
    )  # fmt: skip


def editor_of(officers: Iterable[Officer], wanted: str | None) -> Officer:
    """Who imports from the command line: the wanted officer, else the first who may change the roster.

    Raises BadInput("officer_unknown") or BadInput("roster_no_editor").
    """
    everybody = list(officers)
    if wanted is not None:
        found = next((one for one in everybody if one.code == wanted and one.active), None)
        if found is None:
            raise BadInput("officer_unknown", officer=wanted)
        return found
    editor = next((one for one in everybody if may_edit(one)), None)
    if editor is None:
        raise BadInput("roster_no_editor")
    return editor


def changed_days(read: RosterRead, stored: Roster) -> list[DayKey]:
    """Days of the file that the database has otherwise."""
    found: list[DayKey] = []
    for key, slots in sorted(read.days.items()):
        record = stored.cell(*key)
        there: dict[str, RosterItem] = {item.slot: item for item in record.items} if record else {}
        wanted = slots if read.whole_days or not slots else {**there, **slots}
        if wanted != there:
            found.append(key)
    return found


def changed_cards(read: RosterRead, stored: Roster) -> list[CardRow]:
    """Cards of the file that the database has otherwise or not."""
    found: list[CardRow] = []
    for card in read.cards.values():
        known = next((c for c in stored.cards(card.officer_code) if c.kind == card.kind), None)
        told = (card.card_number, card.valid_from, card.valid_until)
        if known is None or (known.card_number, known.valid_from, known.valid_until) != told:
            found.append(card)
    return found


def _stored(engine: Engine, rules: RosterRules) -> Roster:
    with driver_errors(), engine.connect() as connection, connection.begin():
        records = roster_records(connection)
    return Roster(rules.shifts, rules.zone, records.days, records.qualifications)


def _command(
    read: RosterRead, days: list[DayKey], cards: list[CardRow], order: RosterOrder, command_id: str, now: Instant
) -> ImportRoster:
    wanted = {key: tuple(sorted(read.days[key].values())) for key in days}
    made = tuple(Card(c.officer_code, c.kind, c.card_number, c.valid_from, c.valid_until) for c in cards)
    return ImportRoster(
        command_id, order.actor_code, order.console, now, order.file.name, wanted, made, read.whole_days
    )  # fmt: skip


def _write(engine: Engine, rules: RosterRules, command: ImportRoster) -> None:
    outcome = execute_roster(command, lambda: SqlRosterUnit(engine), rules)
    if not outcome.done:
        raise Refused(outcome.key, **outcome.arguments)


class _Refused:
    """The file of refused rows: written before the good rows go in, so that one that cannot be written stops all."""

    def __init__(self, read: RosterRead, order: RosterOrder, reason_text: ReasonText) -> None:
        self.path: Path | None = None
        self._rows = read.refused
        place = order.refused or _free_path(order) if read.refused else None
        self._file = RefusedFile(place, read.headers, reason_text)

    def write(self) -> None:
        """Writes the rows beside the file's place."""
        for refusal in self._rows:
            self._file.add(refusal)

    def keep(self) -> None:
        """Moves the file to its place."""
        self.path = self._file.keep()

    def discard(self) -> None:
        """Takes away what was not kept."""
        self._file.discard()


def _free_path(order: RosterOrder) -> Path:
    stem = order.file.name.split(".")[0]
    number = 1
    while True:
        path = order.folder / f"{stem}-refused{'' if number == 1 else f'-{number}'}.csv"
        if not path.exists():
            return path
        number += 1
