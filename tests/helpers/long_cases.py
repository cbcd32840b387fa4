"""Cases with texts as long and rare as they come, and one in every state, for looking at a desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from console.headless import Opened, new_id
from models.commands.acts import ActOnCase, Command, ReportCase, execute
from models.domain.instant import Instant, from_datetime
from models.store.unit_of_work import SqlUnitOfWork

STATES = ("reported", "filed", "dispatched", "accepted_by_department", "in_progress", "handled", "checked")
STEPS = ("file", "dispatch", "accept", "begin", "hand_in", "check")
"""The act that leads from each state to the next."""

RARE = "𬭎喆堃镕\U0002a6d6😀"
TITLE = (RARE + "消防通道被占用，" * 30)[:200]
WORD = ("https://example.invalid/" + "evidence-" * 30)[:200]
HOLIDAYS = "节前立案，节后到期"
LONG_TITLES = (TITLE, WORD, HOLIDAYS)
BEFORE_HOLIDAYS: Instant = from_datetime(datetime(2025, 9, 30, 8, 0, tzinfo=UTC))
ADDRESS = (RARE + "演示路 1 号样例小区 2 幢楼前空地，" * 20)[:300]
LINES = "现场有多辆货车长期停放，居民多次反映。\n" * 30 + RARE


def add_cases(found: Opened, now: Instant) -> None:
    """Adds the long ones, one of them filed before the holidays, and an ordinary one for every state."""
    long = {"description": LINES, "address": ADDRESS, "severity": "major", "reporter_name": RARE,
            "reporter_phone": "13800000000"}  # fmt: skip
    for title, at in ((TITLE, now), (WORD, now), (HOLIDAYS, BEFORE_HOLIDAYS)):
        add_case(found, {"title": title, **long}, LINES, "dispatched", at)
    for state in STATES:
        said = {"title": "占用消防通道", "description": "消防通道堆放纸箱和货架。", "address": "演示路 104 号 对面"}
        add_case(found, said, "已到场", state, now)


def add_case(found: Opened, said: Mapping[str, str], note: str, state: str, at: Instant) -> None:
    """Takes a new case to a state; `note` is what is said at every step."""
    reference, case_id = found.reference, new_id()
    actor = next(o.code for o in reference.officers.values() if o.active and "*" in o.departments)
    grid = next(iter(reference.grids))
    commands: list[Command] = [ReportCase(new_id(), actor, "walk", at, case_id, {**said, "grid_code": grid})]
    for command in [*commands, *steps(found, case_id, actor, note, state, at)]:
        outcome = execute(command, lambda: SqlUnitOfWork(found.engine), found.rules)
        assert outcome.done, outcome


def steps(found: Opened, case_id: str, actor: str, note: str, state: str, at: Instant) -> Iterator[ActOnCase]:
    """The acts that lead from reporting to a state, with the standard and the department that have most to say."""
    reference = found.reference
    standard = max(reference.standards.values(), key=lambda s: len(s.filing_condition + s.closing_condition))
    department = max((d for d in reference.departments.values() if not d.valid_to), key=lambda d: len(d.name_en))
    fields = {
        "file": {"standard_code": standard.code, "note": note},
        "dispatch": {"department_code": department.code, "note": note},
        "hand_in": {"result": note},
        "check": {"finding": note},
    }
    for place in range(STATES.index(state)):
        verb = STEPS[place]
        seen = fields.get(verb, {})
        yield ActOnCase(new_id(), actor, "walk", at, case_id, verb, place + 1, STATES[place], seen)
