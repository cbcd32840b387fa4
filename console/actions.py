"""Actions as data: what may be done with a case, in words, with its key and its reason if it may not."""

from __future__ import annotations

from dataclasses import dataclass

from console.messages import Messages
from models.domain.case import Case
from models.domain.errors import Refused
from models.domain.lifecycle import SUPERVISED, Lifecycle, Transition
from models.domain.organisation import Officer
from models.domain.pending import requests_of

FORWARD = ("file", "dispatch", "accept", "begin", "hand_in", "check", "close")
"""Verbs that move a case along the straight way; the first allowed one is the main button."""

ALWAYS = frozenset({*FORWARD, "decline", "return", "acknowledge", "note"})
"""Verbs shown with the reason to those who may not; the others are shown only to those who may."""


@dataclass(frozen=True, slots=True)
class Action:
    """One button: its verb, text, key, and whether it may be used now (else why not)."""

    verb: str
    text: str
    key: str
    primary: bool
    enabled: bool
    reason: str
    transition: Transition


def actions_for(case: Case, officer: Officer, lifecycle: Lifecycle, messages: Messages) -> tuple[Action, ...]:
    """The acts that fit the case; those of the straight way that are not open to the officer carry the reason.

    An alarm is offered first while nobody has acknowledged it.
    """
    made: dict[str, Action] = {}
    main = ""
    for row in lifecycle.transitions:
        if not _fits(row, case) or (row.verb == "undo" and case.changed_by != officer.code):
            continue
        try:
            lifecycle.require(case, officer, row.verb)
            reason = ""
        except Refused as refused:
            reason = messages.trouble(refused)
        if reason and row.verb not in ALWAYS:
            continue
        if not reason and not main and (row.verb in FORWARD or row.verb == "acknowledge"):
            main = row.verb
        made.setdefault(row.verb, Action(row.verb, messages.word("verb", row.verb), row.key, False, not reason,
                                         reason, row))  # fmt: skip
    if case.alarming and "acknowledge" in made and made["acknowledge"].enabled:
        main = "acknowledge"
    ordered = sorted(made.values(), key=lambda a: (a.verb != main, not a.enabled, a.verb not in ALWAYS))
    return tuple(Action(a.verb, a.text, a.key, a.verb == main, a.enabled, a.reason, a.transition) for a in ordered)


def _fits(row: Transition, case: Case) -> bool:
    """Whether the act has a meaning for the case as it stands, whoever asks."""
    if case.state not in row.from_states or (row.verb == "acknowledge" and not case.alarming):
        return False
    if (case.parent_id is None and row.merged == "only") or (case.parent_id is not None and not row.merged):
        return False
    if row.suspended == "only" and case.suspended_until is None:
        return False
    if row.supervised and SUPERVISED[row.supervised][0] != case.supervised:
        return False
    if (row.assisting or row.verb == "withdraw_task") and not case.unfinished:
        return False
    pending = requests_of(case.pending)
    return (not row.needs or row.needs in pending) and row.asks not in pending
