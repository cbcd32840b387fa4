"""The timed work of one database: rounds under a lease, until told to stop, through losses of the database.

Without Qt: `zhihui steward` runs it as a service, a desk on an SQLite file on a thread of its own.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine

from console.headless import Opened, opened
from models.commands.acts import ActOnCase, Outcome, execute
from models.domain.errors import BadInput, Refused, Trouble, Unavailable
from models.domain.instant import HOUR, SECOND, Instant, Span, format_instant
from models.domain.organisation import STEWARD
from models.queries.watched import outcomes_of, reference_changed, watched_cases
from models.steward.reminding import Reminders
from models.steward.round import Report, play_round
from models.steward.rules import RuleBook
from models.steward.settings import SUPERVISING, StewardSettings, parse_settings
from models.steward.watched import Watched
from models.store.info import read_now
from models.store.lease import release_lease, take_lease
from models.store.pruning import prune
from models.store.trouble import driver_errors
from models.store.unit_of_work import SqlUnitOfWork

T = TypeVar("T")

LEASE = "steward"
"""Name of the lease."""
SHORTEST_LEASE: Span = 5 * SECOND
INTERVALS = 3
"""A lease lasts so many intervals: one missed round does not give it away."""
PRUNED_EVERY: Span = HOUR
READ_EVERY: Span = HOUR
"""Settings, officers and calendar are read anew when they change, and so often without being told."""
LONGEST_BACK_OFF = 30.0
"""Seconds between two tries while the database is lost."""
FOR_GOOD = frozenset({"database_newer"})
"""Trouble in opening again that no waiting mends."""


class Log(Protocol):
    """What is told as it happens: a structured log."""

    def info(self, event: str, **figures: Any) -> Any: ...

    def warning(self, event: str, **figures: Any) -> Any: ...

    def error(self, event: str, **figures: Any) -> Any: ...


class Stop:
    """The wish that the work ends; may be made from any thread and from a signal handler."""

    def __init__(self) -> None:
        self._wishes: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._asked = False

    @property
    def asked(self) -> bool:
        """Whether the work shall end."""
        return self._asked

    def ask(self) -> None:
        """Ends the waiting at once and the work as soon as what was begun is done."""
        self._asked = True
        self._wishes.put(None)  # an Event's lock is not safe in a signal handler; this is

    def wait(self, seconds: float) -> None:
        """Waits so long, or until asked."""
        if self._asked:
            return
        try:
            self._wishes.get(timeout=seconds)
        except queue.Empty:
            return


@dataclass(frozen=True, slots=True)
class Known:
    """A database with the rules that its settings give, as read at an instant when `seq` was the newest change."""

    found: Opened
    book: RuleBook
    seq: int
    read_at: Instant


class Steward:
    """The rounds of one steward on one database. Used by one thread.

    `clock` replaces the database's clock in tests; `committed` is called after each command that was carried out;
    `own` says that nobody else uses the engine, so that no connection is kept between rounds.
    """

    def __init__(
        self, engine: Engine, holder: str, interval: float, log: Log, *, clock: Callable[[], Instant] | None = None,
        committed: Callable[[], None] | None = None, own: bool = False,
    ) -> None:  # fmt: skip
        self._engine = engine
        self.holder = holder
        self._span = max(SHORTEST_LEASE, int(INTERVALS * interval * SECOND))
        self._log = log
        self._clock = clock
        self._committed = committed
        self._own = own
        self._known: Known | None = None
        self._pruned_at: Instant | None = None

    def round(self, going: Callable[[], bool] = lambda: True) -> Report:
        """One round, as far as `going` allows. Raises Trouble: Unavailable, wrong settings, another state machine."""
        now = read_now(self._engine) if self._clock is None else self._clock()
        known = self._read(now)
        report = play_round(self, now, known.book, self.holder, going, self._tell)
        self.rest()
        return report

    def release(self) -> None:
        """Gives the lease back."""
        release_lease(self._engine, LEASE, self.holder)

    def rest(self) -> None:
        """Keeps no connection while there is nothing to do."""
        if self._own:
            self._engine.dispose()

    def told(self, report: Report) -> dict[str, object]:
        """A report as plain data: every rule that is on with its count."""
        assert self._known is not None
        settings, zone = self._known.book.settings, self._known.book.clock.zone
        rules = ("resume", *(f"remind-{percent}" for percent in settings.remind_percent), *SUPERVISING)
        done = {**dict.fromkeys(rules, 0), **report.done}
        return {**asdict(report), "at": format_instant(report.at, zone), "holder": self.holder, "done": done}

    # -- models.steward.round.Ground ------------------------------------------------------------------
    def lease(self) -> bool:
        """Takes or renews the lease."""
        return take_lease(self._engine, LEASE, self.holder, self._span, self._clock() if self._clock else None)

    def watched(self, now: Instant, settings: StewardSettings, reminders: Reminders) -> Iterable[Watched]:
        """The cases on which something may be due."""
        return self._asked(lambda connection: watched_cases(connection, now, settings, reminders))

    def outcomes(self, ids: Collection[str]) -> Mapping[str, str]:
        """What became of commands."""
        return self._asked(lambda connection: outcomes_of(connection, ids))

    def execute(self, command: ActOnCase) -> Outcome:
        """Carries a command out."""
        assert self._known is not None
        outcome = execute(command, lambda: SqlUnitOfWork(self._engine), self._known.found.rules)
        if self._committed is not None:
            self._committed()
        return outcome

    def prune(self, now: Instant, settings: StewardSettings) -> Iterator[tuple[str, int]]:
        """Drops old rows, once an hour."""
        if self._pruned_at is not None and 0 <= now - self._pruned_at < PRUNED_EVERY:
            return
        yield from prune(self._engine, now, settings)
        self._pruned_at = now

    # -- inside ---------------------------------------------------------------------------------------
    def _read(self, now: Instant) -> Known:
        """Settings, officers and calendar, read anew where something changed."""
        last = self._known
        seq, changed = self._asked(lambda connection: reference_changed(connection, last.seq if last else 0))
        if last is not None and not changed and 0 <= now - last.read_at < READ_EVERY:
            return last
        with driver_errors():
            found = opened(self._engine)
        officers = found.reference.officers
        system = officers.get(STEWARD.code)
        if system is None or not system.active or not STEWARD.roles <= system.roles:
            # Every command would be refused, and a refusal is for good.
            raise Refused("steward_no_officer", officer=STEWARD.code)
        settings = parse_settings(found.info.settings.get("steward", {}))
        reminders = Reminders(found.clock, settings.remind_percent)
        book = RuleBook(settings, found.clock, tuple(officers.values()), reminders)
        self._known = Known(found, book, seq, now)
        return self._known

    def _asked(self, question: Callable[[Connection], T]) -> T:
        with driver_errors(), self._engine.connect() as connection, connection.begin():
            return question(connection)

    def _tell(self, event: str, **figures: Any) -> None:
        tell = self._log.error if event == "command_failed" else self._log.info
        tell(event, **figures)


def serve(
    make: Callable[[], Steward], stop: Stop, interval: float, log: Log,
    each: Callable[[dict[str, object]], None] = lambda told: None,
) -> None:  # fmt: skip
    """Rounds until asked to stop. A lost database is told and waited for; then the steward is made anew.

    Raises BadInput when the database cannot be opened at first, Refused when this program may not write to it.
    `each` takes the report of every round.
    """
    steward: Steward | None = None
    failures, started, leading = 0, False, None
    while not stop.asked:
        try:
            steward = make() if steward is None else steward
            report = steward.round(lambda: not stop.asked)
        except Trouble as trouble:
            if _final(trouble, started):
                raise
            failures += 1
            seconds = min(LONGEST_BACK_OFF, 0.5 * 2 ** min(failures, 8))
            log.warning("lost", key=trouble.key, arguments=dict(trouble.arguments), seconds=seconds)
            if steward is not None:
                steward.rest()
            steward = None
            stop.wait(seconds)
            continue
        if failures:
            log.info("back", failures=failures)
        if leading != report.leading:
            log.info("leading" if report.leading else "waiting", holder=steward.holder)
        failures, started, leading = 0, True, report.leading
        each(steward.told(report))
        stop.wait(interval)
    if steward is not None:
        _end(steward, log)


def _final(trouble: Trouble, started: bool) -> bool:
    if isinstance(trouble, BadInput):
        return not started or trouble.key in FOR_GOOD
    return not isinstance(trouble, Unavailable)


def _end(steward: Steward, log: Log) -> None:
    try:
        steward.release()
    except Unavailable as trouble:
        # The lease runs out by itself.
        log.warning("lost", key=trouble.key, arguments=dict(trouble.arguments))
    steward.rest()
    log.info("stopped", holder=steward.holder)
