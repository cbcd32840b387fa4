"""Wiring without Qt: open a database, make one, know its rules. For the command line and the desk alike."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import uuid_utils
from sqlalchemy import Engine

from console.rules import clock_rules, command_rules, roster_rules
from console.settings import data_folder, load_settings
from models.commands.acts import Rules
from models.domain.clock import ClockRules
from models.domain.errors import BadInput, Refused
from models.domain.instant import Instant
from models.domain.lifecycle import Lifecycle, shipped_lifecycle
from models.domain.organisation import Officer
from models.domain.roles import Role
from models.domain.roster import Roster
from models.queries.reference import Reference, RosterRecords, reference_data
from models.store.engine import Teller, open_engine
from models.store.records import DatabaseInfo, calendar_of

DEMO_FILE = "demo.sqlite"


def now_of_machine() -> Instant:
    """The machine's clock; used only where no database is asked."""
    return time.time_ns() // 1_000


def new_id() -> str:
    """A new id for a command or a case: a UUID version 7."""
    return str(uuid_utils.uuid7())


def console_name() -> str:
    """How this console names itself in the log."""
    return socket.gethostname()[:60] or "console"


def default_url() -> str:
    """The database of this workstation: the one set, else the embedded demonstration."""
    return load_settings().db or demo_url()


def demo_url() -> str:
    """Where the embedded demonstration is kept."""
    return f"sqlite:///{data_folder() / DEMO_FILE}"


def as_url(text: str) -> str:
    """A database URL; a plain path stands for an SQLite file."""
    return text if "://" in text else f"sqlite:///{Path(text).absolute()}"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database with what it says of itself and the rules that follow from it."""

    engine: Engine
    reference: Reference
    lifecycle: Lifecycle
    clock: ClockRules
    rules: Rules
    roster: Roster

    @property
    def info(self) -> DatabaseInfo:
        """The database's description."""
        return self.reference.info

    def close(self) -> None:
        """Lets the database go."""
        self.engine.dispose()


def open_database(url: str | None, *, read_only: bool = False, tell: Teller | None = None) -> Opened:
    """Opens a database and reads its reference records. Raises BadInput or Unavailable."""
    engine = open_engine(as_url(url) if url else default_url(), read_only=read_only, tell=tell)
    try:
        return opened(engine)
    except BaseException:
        engine.dispose()
        raise


def opened(engine: Engine) -> Opened:
    """The records and rules of an open database, read anew."""
    with engine.connect() as connection, connection.begin():
        reference = reference_data(connection)
    lifecycle = shipped_lifecycle()
    clock = clock_rules(reference.info, calendar_of(reference.calendar))
    rules = command_rules(reference.info, lifecycle, clock)
    return Opened(engine, reference, lifecycle, clock, rules, roster_of(reference.info, reference.roster))


def roster_of(info: DatabaseInfo, records: RosterRecords) -> Roster:
    """The roster of a database from its records."""
    rules = roster_rules(info)
    return Roster(rules.shifts, rules.zone, records.days, records.qualifications)


def require_real(info: DatabaseInfo, what: str) -> None:
    """A demonstration never becomes a real database. Raises Refused("demo_stays_demo")."""
    if info.is_demo:
        raise Refused("demo_stays_demo", what=what)


def pick_officer(officers: Iterable[Officer], wanted: str | None) -> Officer:
    """The officer a console acts as: the wanted one, else a single-seat one, a duty officer, any active one.

    Raises BadInput("officer_unknown") or BadInput("no_officer").
    """
    active = [officer for officer in officers if officer.active and officer.is_person]
    if wanted:
        found = next((officer for officer in active if officer.code == wanted), None)
        if found is None:
            raise BadInput("officer_unknown", officer=wanted)
        return found
    if not active:
        raise BadInput("no_officer")
    single = next((officer for officer in active if "*" in officer.departments), None)
    return single or next((officer for officer in active if Role.DUTY_OFFICER in officer.roles), active[0])
