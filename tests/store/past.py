"""A random past made by real commands and imports, and what was known at any instant of it, counted naively."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sqlalchemy import Engine

from models.commands.acts import ActOnCase, ReportCase, Rules, execute
from models.commands.protocol import UnitOfWork
from models.domain.case import CLOSED_STATES, OPEN_STATES, Case, is_late
from models.domain.facts import facts_of
from models.domain.figures import Figures, figures_of
from models.domain.instant import HOUR, MINUTE, Instant
from models.domain.lifecycle import shipped_lifecycle
from models.store.bulk import BulkWriter
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import ALL, CATEGORY, CLOCKS, OTHER_STANDARD, SHANGHAI, STANDARD, T0
from tests.store.making import NO_UNITS, batch, imported, stored, write_of

RULES = Rules(shipped_lifecycle(), CLOCKS, "T", SHANGHAI)
FIELDS = {
    "file": {"standard_code": STANDARD.code}, "decline": {"reason": "r"},
    "reclassify": {"standard_code": OTHER_STANDARD.code, "reason": "r"}, "dispatch": {"department_code": "D1"},
    "hand_in": {"result": "r"}, "check": {"finding": "f"}, "return": {"reason": "r"}, "note": {"note": "n"},
    "verify": {"verification": "v"}, "self_handle": {"result": "r"}, "void": {"reason": "r"},
    "ask_void": {"reason": "r"}, "refuse_void": {"reason": "r"}, "force_close": {"reason": "r"},
    "separate": {"reason": "r"}, "ask_extension": {"amount": "1", "reason": "r"}, "refuse_extension": {"reason": "r"},
    "ask_suspension": {"until": "2025-10-09", "reason": "r"}, "refuse_suspension": {"reason": "r"},
    "supervise": {"owner_code": "fire", "due": "2030-01-01", "reason": "r"}, "reply_supervision": {"reply": "r"},
    "add_task": {"department_code": "D2"}, "withdraw_task": {"department_code": "D2", "reason": "r"},
    "hand_in_task": {"result": "r"}, "appeal": {"reason": "r"}, "refuse_appeal": {"reason": "r"},
}  # fmt: skip
RARE = {"void", "force_close", "self_handle", "decline", "note", "approve_void"}
"""Acts that end cases, so that most of them live on."""


@dataclass
class Past:
    """Every version of every case with the instant of the act; imports apart."""

    imports: dict[str, Case] = field(default_factory=dict)
    acts: dict[str, list[Case]] = field(default_factory=dict)
    last: Instant = T0

    def at(self, at: Instant) -> dict[str, Case]:
        """Every case as known at an instant, open or not."""
        found = {}
        for case_id in self.imports.keys() | self.acts.keys():
            versions = [case for case in self.acts.get(case_id, []) if case.changed_at <= at]
            known = versions[-1] if versions else self.imports.get(case_id)
            if known is None or known.opened_at > at:
                continue
            if known.state not in OPEN_STATES and known.ended_at is not None and known.ended_at > at:
                state = "dispatched" if known.department_code else "reported"
                known = replace(known, state=state, ended_at=None)
            found[case_id] = known
        return found

    def figures(self, at: Instant) -> Figures:
        """The figures, case by case."""
        known = list(self.at(at).values())
        ended = [case for case in known if case.state in CLOSED_STATES]
        closed = [case for case in ended if not case.self_handled]
        found = figures_of([case for case in known if case.is_open], at)
        late = sum(is_late(case) and not case.exempted for case in closed)
        return replace(found, closed=len(closed), closed_late=late, self_handled=len(ended) - len(closed))


def essence(case: Case) -> tuple[object, ...]:
    """What a past instant must show exactly."""
    return (
        case.id, case.version, case.state, case.platform_code, case.department_code, case.category_code,
        case.standard_code, case.due_at, case.deadline_at, case.limit_text, case.opened_at, case.ended_at, case.lon,
        case.title, frozenset(case.marks.split()), tuple(sorted(facts_of(case).items(), key=str)),
    )  # fmt: skip


def make_past(engine: Engine, seed: int, acts: int) -> Past:
    """Imports, then reports and acts in the order of time."""
    chance = random.Random(seed)
    past = Past()
    BulkWriter(engine).ensure([OTHER_STANDARD])
    _import(engine, past, chance)

    def unit() -> UnitOfWork:
        return SqlUnitOfWork(engine)

    now = T0
    for number in range(acts):
        now += chance.randrange(40 * MINUTE)
        if chance.random() < 0.3:
            case_id = f"n{number}"
            given = {"title": "t", "lon": "120", "lat": "30"} if chance.random() < 0.5 else {"title": "t"}
            if chance.random() < 0.5:
                given["category_code"] = CATEGORY.code
            verb = "report" if chance.random() < 0.9 else "self_handle"
            given |= {"result": "r"} if verb == "self_handle" else {}
            done = execute(ReportCase(f"k{number}", "all", "desk", now, case_id, given, verb), unit, RULES).done
            assert done
        else:
            there = sorted(past.at(now))
            case_id = chance.choice(there)
            if not _act(engine, f"k{number}", case_id, now, chance, unit, there):
                continue
        after = stored(engine, case_id)
        assert after is not None
        past.acts.setdefault(case_id, []).append(after)
    past.last = now
    return past


def _act(
    engine: Engine,
    command_id: str,
    case_id: str,
    now: Instant,
    chance: random.Random,
    unit: Callable[[], UnitOfWork],
    others: list[str],
) -> bool:
    case = stored(engine, case_id)
    assert case is not None
    verbs = {row.verb for row in RULES.lifecycle.allowed(case, ALL)}
    if not verbs:
        return False
    verb = chance.choice(sorted(verbs if chance.random() < 0.15 else verbs - RARE or verbs))
    fields = {"parent": chance.choice(others)} if verb == "merge" else FIELDS.get(verb, {})
    command = ActOnCase(command_id, "all", "desk", now, case_id, verb, case.version, case.state, fields)
    return execute(command, unit, RULES).done


def _import(engine: Engine, past: Past, chance: random.Random) -> None:
    def some(instant: Instant, share: float) -> Instant | None:
        return instant if chance.random() < share else None

    for number in range(60):
        opened = T0 + chance.randrange(-100, 200) * HOUR
        state = chance.choice(["closed", "closed", "in_progress", "reported", "declined"])
        ended = some(opened + chance.randrange(-5, 150) * HOUR, 0.85) if state in {"closed", "declined"} else None
        due = some(opened + chance.randrange(100) * HOUR, 0.7)
        department = chance.choice([None, "D1", "D2"])
        past.imports[f"c{number}"] = imported(
            number, opened_at=opened, state=state, ended_at=ended, due_at=due, deadline_at=due,
            department_code=department, category_code=CATEGORY.code, community_code=chance.choice([None, "A", "B"]),
            lon=120.0 if number % 2 else None, lat=30.0 if number % 2 else None, changed_at=T0 + 10_000 * HOUR,
        )  # fmt: skip
    writer = BulkWriter(engine, pause=lambda seconds: None)
    writer.begin(batch(), NO_UNITS)
    writer.write([write_of(case) for case in past.imports.values()])
