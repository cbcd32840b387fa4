"""What comes after: an appeal against being late (申诉), and taking back one's own act within a minute."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.domain.case import Case, is_late
from models.domain.deciding import Consequence, Step
from models.domain.errors import Refused
from models.domain.facts import FACTS
from models.domain.instant import MINUTE, Span

UNDO_WITHIN: Span = MINUTE
"""How long after an act its officer may take it back."""

LASTING_ACTS = frozenset(
    {
        "report", "import", "note", "undo", "separate", "supervise", "reply_supervision", "close_supervision",
        "add_task", "withdraw_task", "accept_task", "hand_in_task", "reexplain",
    }
)  # fmt: skip
"""Acts that are not taken back: they said something, or another party has been told."""


def _appealed(case: Case, step: Step) -> Case:
    """The department only, after closing, and only where there is something to exempt."""
    if not is_late(case):
        raise Refused("appeal_not_late", number=case.number)
    if case.exempted:
        raise Refused("appeal_granted_already", number=case.number)
    return case


def _exempted(case: Case, step: Step) -> Case:
    """The fact is kept: the case was late. Only the statistic leaves it out."""
    return replace(case, exempted=1)


def _undone(case: Case, step: Step) -> Case:
    """The facts of before the last act, where nobody has acted since."""
    undo = step.facts.undo
    if undo is None or undo.facts is None or undo.verb in LASTING_ACTS:
        raise Refused("undo_not_possible", number=case.number)
    if undo.actor_code != step.act.officer.code:
        raise Refused("undo_not_yours", number=case.number)
    if step.at - undo.at > UNDO_WITHIN:
        raise Refused("undo_too_late", number=case.number)
    facts: dict[str, Any] = {name: undo.facts.get(name, usual) for name, usual in FACTS.items()}
    return replace(case, **facts)


CONSEQUENCES: dict[str, Consequence] = {"appeal": _appealed, "approve_appeal": _exempted, "undo": _undone}
