"""A report that is merged into the case it repeats, in one step."""

from __future__ import annotations

import pytest

from models.commands.acts import ActOnCase, Outcome, ReportCase, Rules, execute
from models.domain.instant import MINUTE
from models.domain.lifecycle import shipped_lifecycle
from tests.helpers.fake_unit import Memory
from tests.helpers.records import CLOCKS, SHANGHAI, T0, make_case

RULES = Rules(shipped_lifecycle(), CLOCKS, "JB", SHANGHAI)


@pytest.fixture
def memory() -> Memory:
    memory = Memory()
    memory.cases["p"] = make_case(id="p", number="P-1")
    memory.cases["ended"] = make_case(id="ended", number="P-2", state="closed")
    return memory


def report(memory: Memory, parent: str, actor: str = "duty", command_id: str = "k1", case_id: str = "c1") -> Outcome:
    fields = {"title": "井盖破损", "parent": parent, "reporter_name": "某女士"}
    return execute(ReportCase(command_id, actor, "desk", T0, case_id, fields), memory.unit, RULES)


@pytest.mark.parametrize("named", ["p", " P-1 "])
def test_that_the_new_case_is_a_child_with_two_entries_of_its_log(memory: Memory, named: str) -> None:
    assert report(memory, named) == Outcome("done", "c1", 2, "JB-20250924-0001")
    case = memory.cases["c1"]
    assert (case.parent_id, case.version, case.is_open, case.number) == ("p", 2, False, "JB-20250924-0001")
    assert [(entry.verb, entry.version, entry.fields) for entry in memory.log] == [
        ("report", 1, {"title": "井盖破损"}),
        ("merge", 2, {"parent": "P-1"}),
    ]
    assert [entry.command_id for entry in memory.log] == ["k1", "k1"]
    assert memory.persons["c1"].name == "某女士"
    assert report(memory, named).repeated


def test_that_it_can_be_separated_and_the_merging_undone(memory: Memory) -> None:
    for number, (verb, fields) in enumerate((("separate", {"reason": "不是一回事"}), ("undo", {}))):
        case_id = f"c{number}"
        report(memory, "p", command_id=f"k{number}", case_id=case_id)
        act = ActOnCase(f"a{number}", "duty", "desk", T0 + MINUTE, case_id, verb, 2, "reported", fields)
        assert execute(act, memory.unit, RULES).done
        case = memory.cases[case_id]
        assert (case.parent_id, case.is_open, case.deadline_at) == (None, True, T0 + 15 * MINUTE)


def test_that_a_parent_without_a_number_is_told_by_its_id(memory: Memory) -> None:
    memory.cases["q"] = make_case(id="q", number="")
    report(memory, "q")
    assert memory.log[-1].fields == {"parent": "q"}


@pytest.mark.parametrize(
    ("parent", "actor", "key"),
    [
        ("nobody", "duty", "merge_parent_unknown"),
        ("ended", "duty", "merge_parent_ended"),
        ("p", "clerk", "act_not_for_role"),
        ("c1", "duty", "merge_parent_unknown"),
    ],
)
def test_that_what_cannot_be_merged_is_not_reported_either(memory: Memory, parent: str, actor: str, key: str) -> None:
    outcome = report(memory, parent, actor)
    assert (outcome.kind, outcome.key) == ("refused", key)
    assert "c1" not in memory.cases
    assert memory.log == []
    assert report(memory, "", "clerk", "k2", "c2").number == "JB-20250924-0001"
