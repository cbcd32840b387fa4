"""The reminders (催办) that a steward would have given while the demonstration's cases were on their way."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator

from models.commands.acts import ActOnCase, Command
from models.demo.memory import DemoUnit
from models.domain.case import Case
from models.domain.instant import SECOND, Instant
from models.domain.organisation import STEWARD
from models.steward.reminding import Reminders
from models.steward.rules import reminder_of
from models.steward.watched import COLUMNS, Watched


def with_reminders(
    commands: Iterable[Command], unit: DemoUnit, reminders: Reminders, now: Instant
) -> Iterator[Command]:
    """The commands with the steward's reminders among them, in order of time, up to `now`.

    Each command must have been carried out on `unit` before the next one is asked for. The reminders bear the ids
    that the steward itself would use, so that it finds nothing left to remind of when the demonstration is opened.
    """
    waiting: list[tuple[Instant, str]] = []
    for command in commands:
        yield from _until(command.at, waiting, unit, reminders)
        yield command
        seen = _watched(unit.cases[command.case_id])
        for _percent, at in reminders.of(seen):
            if command.at < at <= now and (at, seen.id) not in waiting:
                heapq.heappush(waiting, (at, seen.id))
        # Back at work after a result that was sent back: what came due meanwhile is said a moment later.
        heapq.heappush(waiting, (command.at + SECOND, seen.id))
    yield from _until(now, waiting, unit, reminders)


def _until(at: Instant, waiting: list[tuple[Instant, str]], unit: DemoUnit, reminders: Reminders) -> Iterator[Command]:
    while waiting and waiting[0][0] <= at:
        due, case_id = heapq.heappop(waiting)
        yield from _reminder(case_id, due, unit, reminders)


def _reminder(case_id: str, at: Instant, unit: DemoUnit, reminders: Reminders) -> Iterator[Command]:
    case = unit.cases[case_id]
    order = reminder_of(_watched(case), at, reminders)
    if order is None or unit.remembered(order.command_id()) is not None:
        return
    yield ActOnCase(
        order.command_id(), STEWARD.code, STEWARD.code, at, case.id, order.verb, case.version, case.state, order.fields
    )


def _watched(case: Case) -> Watched:
    return Watched(*(getattr(case, name) for name in COLUMNS))
