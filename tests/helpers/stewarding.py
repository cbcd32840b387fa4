"""The steward over memory: its ground with the real commands, and a plain model of what it must look at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from models.commands.acts import ActOnCase, Outcome, Rules, execute
from models.domain.case import Case, LogEntry
from models.domain.clock import shipped_rules
from models.domain.instant import DAY, Instant
from models.domain.organisation import Officer
from models.steward.reminding import Reminders
from models.steward.round import Report, play_round
from models.steward.rules import RuleBook
from models.steward.settings import StewardSettings, parse_settings
from models.steward.watched import COLUMNS, Watched
from tests.helpers.fake_unit import Memory
from tests.helpers.records import OFFICERS


def watched_case(case: Case, **more: object) -> Watched:
    """What the steward sees of a case."""
    return replace(Watched(**{name: getattr(case, name) for name in COLUMNS}), **more)  # type: ignore[arg-type]


def book_of(officers: Sequence[Officer] = tuple(OFFICERS.values()), **settings: object) -> RuleBook:
    """The rules with the shipped clock and some settings changed."""
    parsed = parse_settings(settings)
    return RuleBook(parsed, shipped_rules(), officers, Reminders(shipped_rules(), parsed.remind_percent))


def all_watched(
    cases: Collection[Case], log: Iterable[LogEntry], now: Instant, settings: StewardSettings
) -> list[Watched]:
    """Every open case somebody acted on, with its counts, the plain way: what the database's sieve must not miss."""
    returns: dict[str, list[Instant]] = {}
    for entry in log:
        if entry.verb == "return":
            returns.setdefault(entry.case_id, []).append(entry.occurred_at)
    found = []
    for case in cases:
        if case.is_open and case.logged:
            back = returns.get(case.id, [])
            recent = bool(back) and max(back) > now - settings.look_back
            found.append(
                watched_case(
                    case, returns=len(back) if recent else 0, returned_at=max(back) if recent else None,
                    repeats=_repeats(case, cases, now, settings),
                )
            )  # fmt: skip
    return found


def _repeats(case: Case, cases: Collection[Case], now: Instant, settings: StewardSettings) -> int:
    if not case.category_code or not case.grid_code:
        return 0
    since = now - settings.repeated_days * DAY
    group = [
        other
        for other in cases
        if (other.category_code, other.grid_code) == (case.category_code, case.grid_code)
        and since < other.opened_at <= now
        and other.state not in ("void", "declined")
        and other.parent_id is None
    ]
    open_ones = [other for other in group if other.is_open and other.logged]
    newest = max(open_ones, key=lambda other: (other.opened_at, other.id), default=None)
    if newest is None or newest.id != case.id or any(other.supervised for other in group):
        return 0
    return len(group)


class MemoryGround:
    """Implements models.steward.round.Ground over a Memory; `sent` are the commands in order."""

    def __init__(self, memory: Memory, rules: Rules) -> None:
        self.memory = memory
        self.rules = rules
        self.leases = [True]
        self.sent: list[ActOnCase] = []
        self.droppable: list[tuple[str, int]] = []

    def lease(self) -> bool:
        return self.leases.pop(0) if len(self.leases) > 1 else self.leases[0]

    def watched(self, now: Instant, settings: StewardSettings, reminders: Reminders) -> Iterable[Watched]:
        return all_watched(self.memory.cases.values(), self.memory.log, now, settings)

    def outcomes(self, ids: Collection[str]) -> Mapping[str, str]:
        return {key: self.memory.commands[key].outcome for key in ids if key in self.memory.commands}

    def execute(self, command: ActOnCase) -> Outcome:
        self.sent.append(command)
        return execute(command, self.memory.unit, self.rules)

    def prune(self, now: Instant, settings: StewardSettings) -> Iterator[tuple[str, int]]:
        yield from self.droppable


def steward_round(ground: MemoryGround, now: Instant, book: RuleBook | None = None) -> Report:
    """One round that nothing stops."""
    return play_round(ground, now, book or book_of(), "steward", lambda: True, lambda event, **figures: None)
