"""并案: a case is merged into another that is about the same, and may be separated again."""

from __future__ import annotations

from dataclasses import replace

from models.domain.case import Case
from models.domain.deciding import Consequence, Step
from models.domain.errors import Refused


def _merged(case: Case, step: Step) -> Case:
    parent = step.facts.parent
    if parent is None:
        raise Refused("merge_parent_unknown", parent=step.fields["parent"])
    if parent.id == case.id:
        raise Refused("merge_with_itself", number=case.number)
    if parent.parent_id is not None:
        raise Refused("merge_parent_is_child", number=parent.number)
    if not parent.is_open:
        raise Refused("merge_parent_ended", number=parent.number, state=parent.state)
    if step.facts.has_children:
        raise Refused("merge_has_children", number=case.number)
    return replace(case, parent_id=parent.id)


def _separated(case: Case, step: Step) -> Case:
    """The clocks ran on meanwhile: the deadlines are those of before."""
    return replace(case, parent_id=None)


CONSEQUENCES: dict[str, Consequence] = {"merge": _merged, "separate": _separated}
