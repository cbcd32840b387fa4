"""`verify_command`: old snapshot + changes = fresh snapshot, and a command that changes nothing fails."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from models.board.board import Board
from models.commands.acts import Command, Outcome, Rules, execute
from models.domain.case import DUE_SOON, Case
from models.domain.figures import Figures, figures_of
from models.domain.instant import Instant
from models.feed.core import FeedCore
from models.feed.feed import make_source
from models.queries.cases_at import open_cases
from models.queries.figures_sql import figures_sql
from models.store.unit_of_work import SqlUnitOfWork


@dataclass(frozen=True, slots=True)
class Seen:
    """The board before and after a command, followed by the feed."""

    outcome: Outcome
    before: dict[str, Case]
    after: dict[str, Case]


def verify_command(engine: Engine, command: Command, rules: Rules) -> Seen:
    """Runs a command beside a feed and compares what the feed brought with the database read anew."""
    outcomes: list[Outcome] = []

    def act() -> dict[str, str]:
        outcome = execute(command, lambda: SqlUnitOfWork(engine), rules)
        assert outcome.done, (outcome.key, dict(outcome.arguments))
        outcomes.append(outcome)
        return {command.case_id: command.id}

    before, after = verify_acts(engine, command.at, act)
    return Seen(outcomes[0], before, after)


def verify_acts(
    engine: Engine, at: Instant, act: Callable[[], Mapping[str, str]]
) -> tuple[dict[str, Case], dict[str, Case]]:
    """Any writing beside a feed; `act` returns the command id by which each case changed."""
    source = make_source(engine, 0.0, time.monotonic_ns)
    core = FeedCore(source, time.monotonic_ns)
    board = Board(at, DUE_SOON)
    source.open()
    try:
        snapshot, _ = core.begin()
        board.load(snapshot.cases)
        before = {case.id: case for case in board}
        commands = act()
        delta, _ = core.poll()
        assert delta is not None, "a command that changes nothing"
        assert board.apply(delta.upserts, delta.removals, delta.origins), "nothing changed on the board"
        assert {case_id: origin.command_id for case_id, origin in delta.origins.items()} == dict(commands)
    finally:
        source.close()
        source.dispose()
    with engine.connect() as connection, connection.begin():
        fresh = {case.id: case for case in open_cases(connection)}
        counted = figures_sql(connection, at, DUE_SOON)
    after = {case.id: case for case in board}
    assert after == fresh
    assert board.figures.snapshot() == figures_of(after.values(), at)
    _same_open(counted, board.figures.snapshot())
    return before, after


def _same_open(one: Figures, other: Figures) -> None:
    for name in ("open", "overdue", "due_soon", "without_position", "without_category", "without_deadline",
                 "by_platform", "by_department", "by_community", "by_grid"):  # fmt: skip
        assert getattr(one, name) == getattr(other, name), name
