"""并案 as pure decisions; the stories tell the rest."""

from __future__ import annotations

import pytest

from models.domain.case import Case
from models.domain.decisions import Act, Facts, decide
from models.domain.errors import Refused
from models.domain.lifecycle import shipped_lifecycle
from tests.helpers.records import CLOCKS, DUTY, T0, make_case

PARENT = make_case(id="p", number="P-1")


def merge(case: Case, facts: Facts) -> Case:
    return decide(case, Act("k", "merge", {"parent": "P-1"}, DUTY, "d", T0 + 9), shipped_lifecycle(), CLOCKS, facts)


def test_that_a_merged_child_keeps_all_but_its_being_open() -> None:
    before = make_case(due_at=T0 + 5)
    child = merge(before, Facts(parent=PARENT))
    assert (child.parent_id, child.is_open, child.state, child.due_at) == ("p", False, "reported", T0 + 5)
    back = decide(
        child, Act("k", "separate", {"reason": "r"}, DUTY, "d", T0 + 10), shipped_lifecycle(), CLOCKS, Facts()
    )
    assert (back.parent_id, back.is_open, back.deadline_at) == (None, True, before.deadline_at)


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        (Facts(), "merge_parent_unknown"),
        (Facts(parent=make_case(id="c1")), "merge_with_itself"),
        (Facts(parent=make_case(id="p", parent_id="q")), "merge_parent_is_child"),
        (Facts(parent=make_case(id="p", state="closed")), "merge_parent_ended"),
        (Facts(parent=PARENT, has_children=True), "merge_has_children"),
    ],
)
def test_that_what_makes_no_sense_is_refused(facts: Facts, key: str) -> None:
    with pytest.raises(Refused) as refused:
        merge(make_case(), facts)
    assert refused.value.key == key
