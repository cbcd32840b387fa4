"""The state machine of a case, read from its one data file (resources/lifecycle/lifecycle.toml).

The console enables actions from it and the domain decides with it; the file's digest is kept in
the database, so that a program with another table refuses to write.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from models.domain.case import Case, State
from models.domain.errors import BadInput, Refused
from models.domain.organisation import Officer
from models.domain.pending import REQUESTS, requests_of
from models.domain.roles import Role

KEEPS = "="
"""Target state of an act that leaves the state as it is."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: who may do `verb` from which states, and what it asks for.

    `own` acts need an officer of the case's department; `direct` ones are done without a form.
    `asks` names a request that the act makes, `needs` one that must be pending and that it answers.
    `merged` says whether a merged child may be acted on: "" no, "also" yes, "only" nothing else;
    `suspended` "only" that a suspension (挂账) must be noted on the case;
    `supervised` where the supervision order (督办) must stand: "no" none, "ordered", "replied".
    `assisting` acts need an officer of an assisting department (协办) whose task is not done.
    """

    verb: str
    roles: frozenset[str]
    from_states: frozenset[str]
    to_state: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    own: bool
    key: str
    direct: bool
    stamp: str | None
    asks: str = ""
    needs: str = ""
    merged: str = ""
    suspended: str = ""
    supervised: str = ""
    assisting: bool = False

    def leads_to(self, state: str) -> str:
        """The state after the act on a case that stands in `state`."""
        return state if self.to_state == KEEPS else self.to_state


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """All transitions, in the file's order, with the file's version and SHA-256 digest."""

    version: int
    digest: str
    transitions: tuple[Transition, ...]

    def verbs(self) -> tuple[str, ...]:
        """Every verb once, in the file's order."""
        return tuple(dict.fromkeys(t.verb for t in self.transitions))

    def allowed(self, case: Case | None, officer: Officer) -> tuple[Transition, ...]:
        """What the officer may do with the case now (None: with no case, that is, report one)."""
        return tuple(t for t in self.transitions if self._why_not(t, case, officer) is None)

    def require(self, case: Case | None, officer: Officer, verb: str) -> Transition:
        """The transition of a verb. Raises Refused naming the first reason why it may not be done."""
        rows = [t for t in self.transitions if t.verb == verb]
        if not rows:
            raise BadInput("verb_unknown", verb=verb)
        reasons: list[Refused] = []
        for row in rows:
            reason = self._why_not(row, case, officer)
            if reason is None:
                return row
            reasons.append(reason)
        # The most helpful reason comes from the row that fits best: first by state, then by role.
        raise max(reasons, key=lambda reason: _NEARNESS.get(reason.key, len(_NEARNESS)))

    @staticmethod
    def _why_not(row: Transition, case: Case | None, officer: Officer) -> Refused | None:
        if not officer.active:
            return Refused("officer_not_active", officer=officer.name)
        if case is None:
            if row.from_states:
                return Refused("act_needs_case", verb=row.verb)
        elif case.parent_id is not None and not row.merged:
            return Refused("case_is_merged", verb=row.verb, number=case.number)
        elif case.state not in row.from_states:
            return Refused("act_not_from_state", verb=row.verb, state=case.state, number=case.number)
        if not row.roles & officer.roles:
            return Refused("act_not_for_role", verb=row.verb, officer=officer.name)
        if row.own and case is not None and not officer.acts_for(case.department_code):
            return Refused("act_not_own_department", verb=row.verb, department=case.department_code or "")
        if row.assisting and case is not None and not any(map(officer.acts_for, case.unfinished.split())):
            return Refused("act_not_assisting", verb=row.verb, number=case.number)
        return None if case is None else _hindrance(row, case)


SUPERVISED = {
    "no": (0, "supervision_runs"),
    "ordered": (1, "supervision_not_waiting"),
    "replied": (2, "supervision_unanswered"),
}
"""Where a supervision order must stand: the value of the case, and the refusal where it does not."""

_NEARNESS = {"act_needs_case": 0, "act_not_from_state": 0, "act_not_for_role": 1}


def _hindrance(row: Transition, case: Case) -> Refused | None:
    """What of the case's own facts, its state apart, stands in the way of an act."""
    if row.merged == "only" and case.parent_id is None:
        return Refused("case_not_merged", number=case.number)
    if row.suspended == "only" and case.suspended_until is None:
        return Refused("case_not_suspended", number=case.number)
    if row.supervised and SUPERVISED[row.supervised][0] != case.supervised:
        return Refused(SUPERVISED[row.supervised][1], number=case.number)
    pending = requests_of(case.pending)
    if row.needs and row.needs not in pending:
        return Refused("nothing_pending", verb=row.verb, number=case.number)
    if row.asks in pending:
        return Refused("already_pending", verb=row.verb, number=case.number)
    return None


def parse_lifecycle(text: str) -> Lifecycle:
    """Reads the table. Raises BadInput("lifecycle_wrong") naming the row and what is wrong with it."""
    raw = tomllib.loads(text)
    rows = tuple(_transition(number, row) for number, row in enumerate(raw.get("transition", []), start=1))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Lifecycle(int(raw.get("version", 0)), digest, rows)


@cache
def shipped_lifecycle() -> Lifecycle:
    """The table that comes with the program."""
    return parse_lifecycle((files("resources") / "lifecycle" / "lifecycle.toml").read_text(encoding="utf-8"))


def _transition(number: int, row: dict[str, Any]) -> Transition:
    states = {str(s) for s in State}
    roles = {str(r) for r in Role}
    try:
        made = Transition(
            verb=row["verb"],
            roles=frozenset(row["roles"]),
            from_states=frozenset(row["from"]),
            to_state=row["to"],
            required=tuple(row["required"]),
            optional=tuple(row["optional"]),
            own=bool(row.get("own")),
            key=row.get("key", ""),
            direct=bool(row.get("direct")),
            stamp=row.get("stamp"),
            asks=row.get("asks", ""),
            needs=row.get("needs", ""),
            merged=row.get("merged", ""),
            suspended=row.get("suspended", ""),
            supervised=row.get("supervised", ""),
            assisting=bool(row.get("assisting")),
        )
    except KeyError as missing:
        raise BadInput("lifecycle_wrong", row=number, what=str(missing.args[0])) from None
    for what, unknown in (
        ("roles", made.roles - roles),
        ("from", made.from_states - states),
        ("to", {made.to_state} - states - {KEEPS}),
        ("asks, needs", {made.asks, made.needs} - REQUESTS - {""}),
        ("merged", {made.merged} - {"", "also", "only"}),
        ("suspended", {made.suspended} - {"", "only"}),
        ("supervised", {made.supervised} - {"", *SUPERVISED}),
    ):
        if unknown:
            raise BadInput("lifecycle_wrong", row=number, what=f"{what}: {', '.join(sorted(unknown))}")
    return made
