"""Sends edits of the roster one after the other; what was written shows at once, what was refused says why."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from console.headless import new_id
from console.live import Live
from console.roster_cells import Items
from console.runner import Runner
from console.session import Session
from console.tasks import Tasks
from models.commands.roster import (
    Card,
    ClearShift,
    CopyWeek,
    DropQualification,
    RosterCommand,
    RosterOutcome,
    SetQualification,
    SetShift,
)
from models.commands.roster_acts import may_edit
from models.domain.errors import Unavailable
from models.domain.roster import Qualification, Roster, RosterDay, day_id

Change = Callable[[Items], Items]
"""What becomes of a day's entries."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one day; `seen` is the version that a form showed, None: as it is when its turn comes."""

    officer_code: str
    day: date
    change: Change
    seen: int | None = None


class RosterEditor(QObject):
    """`said` carries sentences for the status line (text, tone); `changed` follows when a day shows something else.

    `finished` carries whether what a form asked for was done.
    """

    said = Signal(str, str)
    changed = Signal()
    finished = Signal(bool)

    def __init__(
        self, session: Session, live: Live, runner: Runner, tasks: Tasks, console: str, parent: QObject,
        make_id: Callable[[], str] = new_id,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._live, self._runner, self._tasks = session, live, runner, tasks
        self._console, self._make_id = console, make_id
        self._waiting: deque[tuple[Callable[[], RosterCommand | None], bool]] = deque()
        self._running = False
        self._written: dict[str, RosterDay] = {}

    def set_session(self, session: Session) -> None:
        """Another officer or language."""
        self._session = session

    @property
    def settled(self) -> bool:
        """Whether everything was sent."""
        return not self._running

    def record(self, officer_code: str, day: date) -> RosterDay | None:
        """What an officer has on a day: as the database told, or as was written here since."""
        known = self._session.duty.roster.cell(officer_code, day)
        written = self._written.get(day_id(officer_code, day))
        return written if written is not None and (known is None or written.version > known.version) else known

    def roster(self) -> Roster:
        """The roster with what was written here since."""
        told = self._session.duty.roster
        return told.changed(self._written.values()) if self._written else told

    def caught_up(self) -> None:
        """The roster was read anew: what it has by now is no longer kept here."""
        told = self._session.duty.roster
        self._written = {
            key: record
            for key, record in self._written.items()
            if (known := told.cell(record.officer_code, record.day)) is None or known.version < record.version
        }

    def refused_reason(self) -> str:
        """Why the officer may not edit; empty where they may."""
        officer = self._session.officer
        if may_edit(officer):
            return ""
        return self._session.messages.outcome(
            "roster_editor_needed", {"officer": self._session.names.officer(officer.code)}
        )

    # -- what can be asked for ----------------------------------------------------------------------
    def edit(self, edits: Iterable[Edit]) -> None:
        """Changes days, each in its turn."""
        for edit in edits:
            self._ask(_Day(self, edit), by_form=edit.seen is not None)

    def copy_week(self, from_day: date, to_day: date) -> None:
        """Fills the week that begins on a day from another."""
        self._ask(lambda: CopyWeek(*self._head(), from_day, to_day))

    def set_card(self, card: Card, seen: int) -> None:
        """An officer holds a card."""
        self._ask(lambda: SetQualification(*self._head(), card, seen), by_form=True)

    def drop_card(self, card: Qualification) -> None:
        """An officer holds a card no longer."""
        self._ask(lambda: DropQualification(*self._head(), card.officer_code, card.kind, card.version))

    def day_command(self, edit: Edit) -> RosterCommand | None:
        """The command of an edit as the day stands; None where it changes nothing."""
        record = self.record(edit.officer_code, edit.day)
        before: Items = record.items if record else ()
        after = edit.change(before)
        seen = edit.seen if edit.seen is not None else record.version if record else 0
        if after == before and edit.seen in (None, record.version if record else 0):
            return None
        if not after:
            return ClearShift(*self._head(), edit.officer_code, edit.day, seen)
        return SetShift(*self._head(), edit.officer_code, edit.day, after, seen)

    # -- inside -------------------------------------------------------------------------------------
    def _head(self) -> tuple[str, str, str, int]:
        return self._make_id(), self._session.officer.code, self._console, self._live.now()

    def _ask(self, wanted: Callable[[], RosterCommand | None], *, by_form: bool = False) -> None:
        reason = self.refused_reason()
        if reason:
            self.said.emit(reason, "due_soon")
            return
        self._waiting.append((wanted, by_form))
        if not self._running:
            self._running = True
            self._tasks.start("roster edit", self._run())

    async def _run(self) -> None:
        try:
            while self._waiting:
                wanted, by_form = self._waiting.popleft()
                command = wanted()
                done = command is None or await self._send(command)
                if by_form:
                    self.finished.emit(done)
                if not done:
                    self._waiting.clear()
        finally:
            self._running = False

    async def _send(self, command: RosterCommand) -> bool:
        words = self._session.messages
        try:
            outcome = await self._runner.run_roster(command)
        except Unavailable as trouble:
            self.said.emit(words.trouble(trouble), "overdue")
            return False
        if outcome.done:
            self._keep(command, outcome)
            self.said.emit(words.text(f"roster-done-{command.verb}", count=outcome.count), "")
        else:
            arguments = dict(outcome.arguments)
            if isinstance(arguments.get("at"), int):
                arguments["at"] = self._session.formats.moment(int(arguments["at"]), self._live.now())
            self._written.pop(outcome.target_id, None)
            self.said.emit(words.outcome(outcome.key, arguments), "overdue")
        self.changed.emit()
        return outcome.done

    def _keep(self, command: RosterCommand, outcome: RosterOutcome) -> None:
        if isinstance(command, SetShift | ClearShift):
            items = command.items if isinstance(command, SetShift) else ()
            self._written[outcome.target_id] = RosterDay(
                outcome.target_id, command.officer_code, command.day, tuple(sorted(items)), outcome.version,
                command.at, command.actor_code, command.console,
            )  # fmt: skip


class _Day:
    """An edit that waits for its turn."""

    def __init__(self, editor: RosterEditor, edit: Edit) -> None:
        self._editor, self._edit = editor, edit

    def __call__(self) -> RosterCommand | None:
        return self._editor.day_command(self._edit)
