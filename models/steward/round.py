"""One round of the steward: take the lease, find what is due, send it as ordinary commands, prune."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from models.commands.acts import ActOnCase, Outcome
from models.domain.errors import Trouble
from models.domain.instant import Instant
from models.domain.organisation import STEWARD
from models.steward.reminding import Reminders
from models.steward.rules import Order, RuleBook, Unowned, orders_of
from models.steward.settings import StewardSettings
from models.steward.watched import Watched

ATTEMPTS = 3
"""Ids an order may use: one that was too late for a case just changed is tried again under the next."""
SLICE = 50
"""Orders between two looks at the lease."""

Tell = Callable[..., None]
"""Takes the name of something that happened and its figures, for the log."""


class Ground(Protocol):
    """What a round needs of the database."""

    def lease(self) -> bool:
        """Takes the lease or renews it; false when another steward holds it."""
        ...

    def watched(self, now: Instant, settings: StewardSettings, reminders: Reminders) -> Iterable[Watched]:
        """The open cases on which anything may be due; no case that some rule concerns is missing."""
        ...

    def outcomes(self, ids: Collection[str]) -> Mapping[str, str]:
        """Outcome ("done", "refused", "stale") of those of the commands that were decided already."""
        ...

    def execute(self, command: ActOnCase) -> Outcome: ...

    def prune(self, now: Instant, settings: StewardSettings) -> Iterator[tuple[str, int]]:
        """Drops old rows, a small batch at each step: the table and how many went."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What a round did, by rule. `leading` is false when another steward held the lease: then nothing was done."""

    at: Instant
    leading: bool
    done: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    without_owner: Mapping[str, int] = field(default_factory=dict)
    pruned: Mapping[str, int] = field(default_factory=dict)

    @property
    def acted(self) -> bool:
        """Whether anything changed."""
        return bool(self.done or self.pruned)


def play_round(
    ground: Ground, now: Instant, book: RuleBook, console: str, going: Callable[[], bool], tell: Tell
) -> Report:
    """Does everything that is due at an instant, as far as `going` allows. Raises Trouble as the database does.

    A command that fails by a bug is told and left behind, so that one case never stops the others.
    """
    if not ground.lease():
        return Report(now, leading=False)
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("done", "refused", "stale", "failed")}
    unowned: Counter[str] = Counter()
    due: list[Order] = []
    for case in ground.watched(now, book.settings, book.reminders):
        for found in orders_of(case, now, book):
            if isinstance(found, Unowned):
                unowned[found.rule] += 1
            else:
                due.append(found)
    pruned: Counter[str] = Counter()
    supervised: set[str] = set()
    for nth, (order, command_id) in enumerate(_not_decided(due, ground), start=1):
        if not going() or (nth % SLICE == 0 and not ground.lease()):
            break
        if order.verb == "supervise":
            if order.case.id in supervised:
                continue  # a less pressing rule has its turn when this order is closed
            supervised.add(order.case.id)
        counts[_do(order, command_id, ground, now, console, tell)][order.rule] += 1
    else:
        for table, rows in ground.prune(now, book.settings):
            pruned[table] += rows
            if not going():
                break
    refused = counts["refused"] + counts["stale"]
    return Report(now, True, *map(dict, (counts["done"], refused, counts["failed"], unowned, pruned)))


def _not_decided(orders: Sequence[Order], ground: Ground) -> Iterator[tuple[Order, str]]:
    """The orders that were not carried out or refused yet, each with the id to send it under."""
    waiting = list(orders)
    for attempt in range(ATTEMPTS):
        ids = {order.command_id(attempt): order for order in waiting}
        known = ground.outcomes(ids) if ids else {}
        yield from ((order, key) for key, order in ids.items() if key not in known)
        waiting = [order for key, order in ids.items() if known.get(key) == "stale"]


def _do(order: Order, command_id: str, ground: Ground, now: Instant, console: str, tell: Tell) -> str:
    case = order.case
    command = ActOnCase(
        command_id, STEWARD.code, console, now, case.id, order.verb, case.version, case.state, order.fields
    )
    try:
        outcome = ground.execute(command)
    except Trouble:
        raise
    except Exception as error:
        tell("command_failed", rule=order.rule, case=case.id, error=f"{type(error).__name__}: {error}")
        return "failed"
    tell(f"command_{outcome.kind}", rule=order.rule, case=case.id, number=outcome.number, key=outcome.key)
    return outcome.kind
