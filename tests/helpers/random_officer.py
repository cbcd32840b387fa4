"""An officer at a real desk who acts at random: selects, opens forms, fills them in, confirms."""

from __future__ import annotations

import random
from collections import Counter
from functools import partial

from console.desk_parts import Desk
from console.headless import new_id
from models.commands.acts import ActOnCase
from models.domain.case import Case
from models.domain.instant import DAY, to_local
from tests.helpers.desks import until
from widgets.form_sheet import FormField

RARE = 0.35
"""How often the rarest way is taken, so that every transition comes up."""
FORWARD = ("file", "dispatch", "accept", "begin", "hand_in", "check", "close")
FITTING = {
    "amount": "1", "due": "2099-01-01 10:00", "reporter_phone": "571-0001",
}  # fmt: skip
"""What a text field must hold to be understood."""
MISTAKES = 0.08
"""How often an act is tried that the state machine does not allow (past the buttons, as a hostile desk could)."""


class RandomOfficer:
    """Acts through the window's own buttons and forms; `done` counts accepted acts by (verb, state before)."""

    def __init__(self, desk: Desk, seed: int, done: Counter[tuple[str, str]], refused: Counter[str]) -> None:
        self.desk = desk
        self._random = random.Random(seed)
        self._done = done
        self._refused = refused
        self._tried: Counter[tuple[str, str]] = Counter()
        self._said: list[tuple[str, str]] = []
        self._leading = False
        desk.controller.said.connect(self._hear)

    def _hear(self, text: str, tone: str) -> None:
        self._said.append((text, tone))

    async def act(self, among: list[str]) -> None:
        """One act: a report, an act on one of the cases, or a forbidden try."""
        if self._random.random() < 0.09 or not among:
            await self._report()
            return
        if self._random.random() < RARE:
            await self._rarest()
            return
        case_id = self._random.choice(among)
        if self._random.random() < MISTAKES:
            await self._forbidden(case_id)
            return
        await self._look_at(case_id)
        detail = self.desk.controller.detail
        if detail is None:
            return
        await self._choose(detail.case)

    async def take(self, verb: str, state: str) -> None:
        """Goes one way on purpose: a new major case is led to the state, and the act is done there."""
        self._leading = True
        await self._report(severity="major")
        case_id = self.desk.controller.selected
        await self._look_at(case_id)
        # Verification lies beside the straight way.
        for step in ("verify",) if state == "verified" else FORWARD:
            detail = self.desk.controller.detail
            assert detail is not None
            if detail.case.state == state:
                break
            before = detail.case.version
            await self._do(step, detail.case.state, before)
            await until(partial(self._newer, before), f"{step} seen")
        detail = self.desk.controller.detail
        assert detail is not None
        await self._do(verb, state, detail.case.version)
        self._leading = False

    def _newer(self, version: int) -> bool:
        detail = self.desk.controller.detail
        return detail is not None and detail.case.version > version

    async def _rarest(self) -> None:
        """The way that was taken least so far, wherever a case stands for it."""
        live, lifecycle = self.desk.live, self.desk.opened.lifecycle
        cases = list(live.board)
        ways = [
            (self._tried[(row.verb, case.state)], case.id, row.verb)
            for case in self._random.sample(cases, min(60, len(cases)))
            for row in lifecycle.allowed(case, self.desk.session.officer)
            if row.verb != "acknowledge" or case.alarming
        ]
        if not ways:
            return
        _, case_id, verb = min(ways)
        await self._look_at(case_id)
        detail, view = self.desk.controller.detail, self.desk.page.detail.view
        if detail is None or view is None or all(a.verb != verb or not a.enabled for a in view.actions):
            return
        await self._do(verb, detail.case.state, detail.case.version)

    async def _look_at(self, case_id: str) -> None:
        controller = self.desk.controller
        controller.select(case_id)
        await until(lambda: controller.detail is not None and controller.detail.case.id == case_id, "detail")
        await until(lambda: self.desk.page.detail.view is not None, "view")

    async def _choose(self, case: Case) -> None:
        view = self.desk.page.detail.view
        assert view is not None
        actions = [action for action in view.actions if action.enabled]
        if not actions:
            return
        # Rare ways are taken on purpose, so that every transition comes up.
        fewest = min(self._tried[(a.verb, case.state)] for a in actions)
        rare = [a for a in actions if self._tried[(a.verb, case.state)] == fewest]
        forward = [a for a in actions if a.verb not in ("note", "return", "decline", "acknowledge")]
        pool = rare if self._random.random() < 0.5 or not forward else forward
        await self._do(self._random.choice(pool).verb, case.state, case.version)

    async def _report(self, severity: str = "") -> None:
        self.desk.controller.report()
        await self._do("report", "", 0, severity)

    async def _do(self, verb: str, state: str, version: int, severity: str = "") -> None:
        self._said.clear()
        self._tried[(verb, state)] += 1
        page = self.desk.page
        if verb != "report":
            self.desk.controller.act(verb)
        if page.detail.form_open:
            form = page.detail.form
            form.set_values({spec.name: self._value(spec) for spec in form.fields if self._wanted(spec)})
            if severity or self._leading:
                form.set_values({"severity": severity or "major"})
            form.submitted.emit(form.values())
        await until(lambda: bool(self._said), f"answer to {verb}")
        if self._said[0][1] == "":
            self._done[(verb, state)] += 1
        else:
            self._refused[verb] += 1
            if page.detail.form_open:
                page.detail.form.cancelled.emit()

    async def _forbidden(self, case_id: str) -> None:
        case = self.desk.live.case(case_id)
        if case is None:
            return
        lifecycle = self.desk.opened.lifecycle
        verbs = [v for v in lifecycle.verbs() if v != "report" and all(
            case.state not in t.from_states for t in lifecycle.transitions if t.verb == v
        )]  # fmt: skip
        if not verbs:
            return
        verb = self._random.choice(verbs)
        outcome = await self.desk.runner.run(
            ActOnCase(new_id(), "demo", "hostile", self.desk.live.now(), case.id, verb, case.version, case.state, {})
        )
        assert not outcome.done
        self._refused[verb] += 1

    def _wanted(self, spec: FormField) -> bool:
        return spec.required or spec.name == "severity" or self._random.random() < 0.3

    def _value(self, spec: FormField) -> str:
        if spec.name in ("position", "assistants", "task_department"):
            return ""
        if spec.name in FITTING:
            return FITTING[spec.name]
        if spec.name == "until":
            later = self.desk.live.now() + self._random.randint(1, 20) * DAY
            return to_local(later, self.desk.session.formats.zone).date().isoformat()
        if spec.name == "parent":
            case = self._random.choice(list(self.desk.live.board))
            return self._random.choice([case.id, case.number])
        if spec.name == "severity":
            return self._random.choice(["general", "major", "critical"])
        if spec.choices:
            return self._random.choice(list(spec.choices)[:40]).key
        return f"{spec.name} {self._random.randint(1, 999)} 号"
