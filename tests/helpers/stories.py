"""Lifecycle stories: acts by roles at local times, and how the case must stand after each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from console.rules import clocks
from models.commands.acts import ActOnCase, Outcome, ReportCase, Rules, execute
from models.domain.case import Case
from models.domain.clock import shipped_rules
from models.domain.instant import Instant, parse_instant, to_local
from models.domain.lifecycle import shipped_lifecycle
from models.store.info import new_info
from tests.helpers.fake_unit import Memory
from tests.helpers.records import SHANGHAI, STANDARD, T0

ROLES = {
    "duty": "duty", "shift": "shift", "fire": "fire", "works": "works", "leader": "lead", "assessor": "assess",
    "coordinator": "coord", "clerk": "clerk",
}  # fmt: skip
LIMITS = {
    "u4": "4 urgent_hour", "h4": "4 working_hour", "d2": "2 working_day", "u2d": "2 urgent_day", "n3": "3 natural_day",
}  # fmt: skip
"""Filing conditions of the stories, by a short name, and their limits."""
YEAR = 2025


@dataclass(frozen=True, slots=True)
class Do:
    """One act and what must hold after it; None and "" do not ask.

    `at` is "MM-DD HH:MM" of 2025 (or with its year before); `due` and `next` are the handling and the
    effective deadline in the same form ("none": there is none). `refused` is the key of the refusal.
    `then` names other facts of the case.
    """

    verb: str
    who: str
    at: str
    state: str = ""
    due: str = ""
    next: str = ""
    refused: str = ""
    case: str = "c1"
    fields: Mapping[str, str] = field(default_factory=dict)
    then: Mapping[str, object] = field(default_factory=dict)


def instant(text: str) -> Instant:
    """The instant of a story's time."""
    return parse_instant(text if text.count("-") == 2 else f"{YEAR}-{text}", SHANGHAI)


def reading(at: Instant | None) -> str:
    """A deadline as stories write it."""
    if at is None:
        return "none"
    local = to_local(at, SHANGHAI)
    return local.strftime("%m-%d %H:%M" if local.year == YEAR else "%Y-%m-%d %H:%M")


class Teller:
    """Plays stories over a memory with the real clocks and the shipped calendar."""

    def __init__(self, **settings: object) -> None:
        info = new_info("t", "real", T0, number_prefix="T", settings=settings)
        self.rules = Rules(shipped_lifecycle(), clocks(info, shipped_rules()), "T", SHANGHAI)
        self.memory = Memory()
        for code, limit in LIMITS.items():
            self.memory.standards[code] = replace(STANDARD, code=code, limit_text=limit)
        self._count = 0

    def case(self, case_id: str = "c1") -> Case:
        """The case as it stands."""
        return self.memory.cases[case_id]

    def do(self, step: Do) -> Outcome:
        """Does one act and checks what the story says of it."""
        self._count += 1
        actor, at = ROLES[step.who], instant(step.at)
        before = self.memory.cases.get(step.case)
        if before is None:
            fields = {"title": "占用消防通道", **step.fields}
            made = ReportCase(f"k{self._count}", actor, "desk", at, step.case, fields, step.verb)
            outcome = execute(made, self.memory.unit, self.rules)
        else:
            act = ActOnCase(
                f"k{self._count}", actor, "desk", at, step.case, step.verb, before.version, before.state, step.fields
            )
            outcome = execute(act, self.memory.unit, self.rules)
        self._check(step, outcome, before)
        return outcome

    def _check(self, step: Do, outcome: Outcome, before: Case | None) -> None:
        said = f"{step.verb} by {step.who} at {step.at}"
        if step.refused:
            assert (outcome.kind, outcome.key) == ("refused", step.refused), f"{said}: {outcome}"
            assert self.memory.cases.get(step.case) == before, f"{said}: a refusal changed the case"
            return
        assert outcome.done, f"{said}: {outcome.key} {dict(outcome.arguments)}"
        case = self.case(step.case)
        found = {"state": case.state, "due": reading(case.due_at), "next": reading(case.deadline_at)}
        wanted = {name: getattr(step, name) for name in found if getattr(step, name)}
        assert {name: found[name] for name in wanted} == wanted, f"{said}: {found}"
        assert {name: getattr(case, name) for name in step.then} == dict(step.then), said

    def log(self, case_id: str = "c1") -> list[tuple[str, str, str]]:
        """Verb, actor and state after of every entry, in order; versions must run without a gap."""
        entries = [entry for entry in self.memory.log if entry.case_id == case_id]
        assert [entry.version for entry in entries] == list(range(1, len(entries) + 1))
        assert all(entry.facts_after is not None for entry in entries)
        who = {code: name for name, code in ROLES.items()}
        return [(entry.verb, who[entry.actor_code], entry.to_state) for entry in entries]


Story = Sequence[Do]


def file(limit: str, at: str, due: str, who: str = "duty", **more: str) -> Do:
    return Do("file", who, at, "filed", due, due, fields={"standard_code": limit}, **more)  # type: ignore[arg-type]


def dispatch(at: str, who: str = "duty", department: str = "D1", **more: str) -> Do:
    return Do("dispatch", who, at, "dispatched", fields={"department_code": department}, **more)  # type: ignore[arg-type]


def with_department(limit: str, at: str, due: str) -> list[Do]:
    """Reported, filed, dispatched to the fire department and accepted, all at one time."""
    return [Do("report", "duty", at), file(limit, at, due), dispatch(at), Do("accept", "fire", at, due=due, next=due)]


R = {"reason": "理由"}
RESULT = {"result": "已处置"}


def tell(story: Story, **settings: object) -> Teller:
    """Plays a story and checks that the log of every case tells it too."""
    teller = Teller(**settings)
    for step in story:
        teller.do(step)
    for case_id in sorted({step.case for step in story} & set(teller.memory.cases)):
        done = [step for step in story if step.case == case_id and not step.refused]
        log = teller.log(case_id)
        assert [(verb, who) for verb, who, _ in log] == [(step.verb, step.who) for step in done]
        for (*_, state), step in zip(log, done, strict=True):
            assert not step.state or state == step.state
    return teller
