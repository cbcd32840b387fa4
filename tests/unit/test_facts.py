"""The facts of a case that the log keeps."""

from __future__ import annotations

from dataclasses import fields

from models.domain.case import Case
from models.domain.facts import FACTS, facts_of
from tests.helpers.records import T0, make_case


def test_that_only_what_differs_from_its_usual_value_is_kept() -> None:
    case = make_case(rework=2, due_at=T0, pending="void")
    assert facts_of(case) == {
        "state": "reported", "severity": "general", "deadline_at": case.deadline_at, "due_at": T0, "rework": 2,
        "pending": "void", "marks": "",
    }  # fmt: skip
    assert facts_of(make_case(marks="x"))["marks"] == "x"


def test_that_facts_are_all_that_acts_change() -> None:
    names = {field.name for field in fields(Case)}
    assert set(FACTS) < names
    assert {"state", "due_at", "department_code", "parent_id", "rework"} <= set(FACTS)
    assert not {"id", "number", "version", "opened_at", "title", "changed_at"} & set(FACTS)
    assert (FACTS["rework"], FACTS["pending"], FACTS["due_at"]) == (0, "", None)
