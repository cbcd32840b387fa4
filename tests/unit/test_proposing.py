"""Departments that a filing condition proposes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.domain.catalogue import Standard
from models.domain.proposing import Proposal, Proposals, units_in
from tests.helpers.records import DEPARTMENT, OTHER_DEPARTMENT, STANDARD

DEPARTMENTS = {
    "D1": DEPARTMENT, "D2": OTHER_DEPARTMENT,
    "D3": replace(DEPARTMENT, code="D3", name="城管"),
    "D9": replace(DEPARTMENT, code="D9", name="旧部门", valid_to=date(2021, 1, 1)),
}  # fmt: skip


def standard(code: str, unit: str, lead: str | None) -> Standard:
    return replace(STANDARD, code=code, handling_unit=unit, lead_department_code=lead)


def test_units_are_parted_at_every_usual_sign_and_named_once() -> None:
    assert units_in("节水中心、各产权单位, 街道/节水中心；") == ("节水中心", "各产权单位", "街道")
    assert units_in("") == ()


def test_the_lead_is_the_catalogues_and_the_other_units_assist_where_they_are_known() -> None:
    known = [standard("a", "供水公司", "D2"), standard("b", "供水公司", "D1"), standard("c", "供水公司", "D2")]
    both = standard("d", "消防、供水公司、城管、各产权单位、旧部门", "D1")
    proposals = Proposals([*known, both], DEPARTMENTS)
    assert proposals.of(both) == Proposal("D1", ("D2", "D3"))


def test_of_equally_frequent_departments_the_lower_code_stands_for_a_unit() -> None:
    known = [standard("a", "供水公司", "D2"), standard("b", "供水公司", "D1")]
    proposals = Proposals(known, DEPARTMENTS)
    assert proposals.of(standard("x", "供水公司", None)) == Proposal("D1")


def test_without_a_lead_the_first_known_unit_leads_and_without_any_nobody_is_proposed() -> None:
    proposals = Proposals([], DEPARTMENTS)
    assert proposals.of(standard("x", "某单位、市政、城管", None)) == Proposal("D2", ("D3",))
    assert proposals.of(standard("x", "某单位", None)) == Proposal(None)
    assert proposals.of(standard("x", "某单位", "D9")) == Proposal(None)
