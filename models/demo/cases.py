"""The cases of the demonstration around an instant: open in every state, closed in the last days."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.commands.acts import ActOnCase, Command, ReportCase, Rules, execute
from models.commands.protocol import CommandRow, Person
from models.demo.memory import DemoUnit
from models.demo.pace import Pace
from models.demo.planner import Planner
from models.demo.reminded import with_reminders
from models.demo.scene import Matter, Scene, console_of
from models.demo.sources import demo_file
from models.demo.story import Step, Story, Teller
from models.demo.street import DemoStreet
from models.domain.case import Case, LogEntry
from models.domain.instant import DAY, HOUR, MICROSECOND, Instant
from models.domain.organisation import STEWARD
from models.exchange.catalogue_reading import CatalogueRead
from models.steward.reminding import Reminders

REPORTED, FILED, RETURNED, DISPATCHED, ACCEPTED, IN_PROGRESS = 3, 5, 2, 16, 24, 110
"""Open cases by state that are on track; RETURNED stand in state filed, too."""
MAJOR_OPEN = 3
"""Of those in progress, cases that are major and acknowledged; one more is reported and not acknowledged."""
DUE_SOON_AT_WORK, OVERDUE_AT_WORK = 4, 3
HANDED_IN, CHECK_OVERDUE, CHECKED = 1, 1, 1
CLOSED, CLOSED_LATE, CLOSED_MAJOR, DECLINED = 141, 7, 4, 9
_MILLISECOND = 1_000 * MICROSECOND


@dataclass(frozen=True, slots=True)
class _Cast:
    """Everything that tells stories of one street at one instant."""

    planner: Planner
    pace: Pace
    random: np.random.Generator


def demo_cases(
    street: DemoStreet, catalogue: CatalogueRead, now: Instant, seed: int, rules: Rules, reminders: Reminders
) -> tuple[list[Case], list[LogEntry], list[Person], list[CommandRow]]:
    """Cases, their logs in order of time, the (invented) people who reported, the steward's remembered commands.

    Every case went through the ordinary commands under `rules`, so that states, deadlines and logs are
    what acts of people would have left; the steward has reminded (催办) of what `reminders` says. Equal
    arguments give equal results. At `now` a few cases are overdue and a few due soon, whatever hour or day it is.
    """
    random = np.random.default_rng([seed, 2, now % 2**63])
    pace = Pace(now, rules, random)
    teller = Teller(pace, Scene(street, rules.zone, random))
    cast = _Cast(Planner(pace, teller, _matters(catalogue), random), pace, random)
    stories = [story for story in (*_open_stories(cast), *_ended_stories(cast)) if story is not None]
    unit = DemoUnit(street, catalogue)
    for command in with_reminders(_commands(stories, random, unit), unit, reminders, now):
        outcome = execute(command, lambda: unit, rules)
        if not outcome.done:
            raise RuntimeError(f"a demonstration act was refused: {outcome.key} {dict(outcome.arguments)}")
    return list(unit.cases.values()), unit.log, unit.persons, unit.commands_of(STEWARD.code)


def number_series(cases: Iterable[Case]) -> dict[str, int]:
    """The last whole number drawn of each series, such as {"JB-20250924": 78}: where numbering goes on."""
    last: dict[str, int] = {}
    for case in cases:
        series, _, number = case.number.rpartition("-")
        last[series] = max(last.get(series, 0), int(number))
    return last


def _matters(catalogue: CatalogueRead) -> list[Matter]:
    standards = {standard.code: standard for standard in catalogue.standards}
    return [_matter(row, standards[row["standard"]]) for row in demo_file("cases")["matter"]]


def _matter(row: dict[str, Any], standard: Any) -> Matter:
    return Matter(
        standard=standard.code, category=standard.category_code, department=standard.lead_department_code,
        limit=standard.limit_text, urgent=standard.limit_text.split()[1].startswith("urgent"),
        titles=row["titles"], descriptions=row["descriptions"], results=row["results"], places=row["place"],
        sources=row["sources"], weight=row["weight"], major=row.get("major", False), night=row.get("night", False),
    )  # fmt: skip


def _open_stories(cast: _Cast) -> Iterator[Story | None]:
    planner, featured = cast.planner, demo_file("cases")["featured"]
    yield planner.reported(Story(planner.major(night=True), severity="major", acknowledged=False), 1, 5)
    for number in range(REPORTED - 1):
        yield planner.reported(Story(planner.matter(), categorised=False, positioned=number > 0), 3, 13)
    for state, count in (("filed", FILED), ("dispatched", DISPATCHED), ("accepted", ACCEPTED)):
        yield from (planner.open_on_track(state) for _ in range(count))
    yield from (planner.returned() for _ in range(RETURNED))
    yield from (planner.open_on_track("in_progress", "major") for _ in range(MAJOR_OPEN))
    yield from (planner.open_on_track("in_progress") for _ in range(IN_PROGRESS - MAJOR_OPEN))
    for number in range(DUE_SOON_AT_WORK):
        matters = planner.featured(featured["due_soon"], number)
        yield planner.open_due("in_progress" if number % 2 else "accepted", matters, 7 + 27 * number, 30 + 27 * number)
    for number in range(OVERDUE_AT_WORK):
        matters = planner.featured(featured["overdue"], number)
        yield planner.open_due("in_progress", matters, -95 + 30 * number, -70 + 30 * number)
    yield from (planner.handed_in(3, 24) for _ in range(HANDED_IN))
    yield from (planner.handed_in(36, 58) for _ in range(CHECK_OVERDUE))
    yield from (planner.handed_in(2, 24, checked=True) for _ in range(CHECKED))


def _ended_stories(cast: _Cast) -> Iterator[Story | None]:
    planner, pace = cast.planner, cast.pace
    start = min(pace.now - 3 * DAY, pace.worked_before(16 * HOUR))
    for number in range(CLOSED):
        severity = "major" if number < CLOSED_MAJOR else "general"
        # Half of them in the last day, so that today's flow has something to show.
        since = pace.now - DAY if number % 2 else start
        yield planner.closed(since, late=number >= CLOSED - CLOSED_LATE, severity=severity)
    yield from (planner.declined() for _ in range(DECLINED))


def _commands(stories: Iterable[Story], random: np.random.Generator, unit: DemoUnit) -> Iterator[Command]:
    """All steps of all stories in order of time, as commands that see the case as it then is."""
    told = list(stories)
    ids = [_id(story.steps[0].at, random) for story in told]
    steps = sorted(
        ((step.at, number, place, step) for number, story in enumerate(told) for place, step in enumerate(story.steps)),
        key=lambda entry: entry[:3],
    )
    for _at, number, _place, step in steps:
        yield _command(step, ids[number], _id(step.at, random), unit)


def _command(step: Step, case_id: str, command_id: str, unit: DemoUnit) -> Command:
    console = console_of(step.actor)
    if step.verb == "report":
        return ReportCase(command_id, step.actor, console, step.at, case_id, step.fields)
    seen = unit.cases[case_id]
    return ActOnCase(
        command_id, step.actor, console, step.at, case_id, step.verb, seen.version, seen.state, step.fields
    )


def _id(at: Instant, random: np.random.Generator) -> str:
    """A UUID of version 7: its time is the act's, its rest drawn at random."""
    bits = (at // _MILLISECOND) << 80 | int.from_bytes(random.bytes(10), "big")
    bits = bits & ~(0xF << 76) | 0x7 << 76
    return str(uuid.UUID(int=bits & ~(0x3 << 62) | 0x2 << 62))
