"""A command in, its outcome out: decided on the writer thread, awaited by the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from models.commands.acts import Command, Outcome, Rules, execute
from models.commands.roster import RosterCommand, RosterOutcome
from models.commands.roster_acts import RosterRules, execute_roster
from models.commands.roster_protocol import RosterUnit
from models.store.threads import DatabaseThreads


class Runner:
    """Sends commands one after the other; `committed` is called (on the writer thread) after each."""

    def __init__(
        self,
        threads: DatabaseThreads,
        open_unit: Callable[[], RosterUnit],
        rules: Callable[[], Rules],
        roster_rules: Callable[[], RosterRules],
        committed: Callable[[], None],
    ) -> None:
        self._threads = threads
        self._open_unit = open_unit
        self._rules = rules
        self._roster_rules = roster_rules
        self._committed = committed

    async def run(self, command: Command) -> Outcome:
        """The outcome of a command. Raises Unavailable when the database does not answer.

        A write is never cancelled: if the waiting task is, the command still comes to its end.
        """
        future = self._threads.submit("writer", self._work, command)
        return await asyncio.shield(asyncio.wrap_future(future))

    async def run_roster(self, command: RosterCommand) -> RosterOutcome:
        """The outcome of a command of the roster; as `run`."""
        future = self._threads.submit("writer", self._roster_work, command)
        return await asyncio.shield(asyncio.wrap_future(future))

    def _roster_work(self, command: RosterCommand) -> RosterOutcome:
        outcome = execute_roster(command, self._open_unit, self._roster_rules())
        self._committed()
        return outcome

    def _work(self, command: Command) -> Outcome:
        outcome = execute(command, self._open_unit, self._rules())
        self._committed()
        return outcome
