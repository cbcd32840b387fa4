"""The demonstration's catalogue: shipped standards with departments, and the street's own matters."""

from __future__ import annotations

from collections import Counter

from models.demo.catalogue import demo_catalogue
from models.demo.sources import demo_file
from models.demo.street import demo_street
from models.domain.catalogue import Kind

CATALOGUE = demo_catalogue()
STANDARDS = {standard.code: standard for standard in CATALOGUE.standards}
CATEGORIES = {category.code: category for category in CATALOGUE.categories}
DEPARTMENTS = {department.code: department for department in demo_street(1).departments}


def test_that_it_holds_the_shipped_standards_and_the_streets_own() -> None:
    own = [
        category for category in CATALOGUE.categories if category.major_code == "90" or category.kind == Kind.SERVICE
    ]
    assert len(own) == len(demo_file("street_categories")["category"])
    added = [standard for standard in CATALOGUE.standards if CATEGORIES[standard.category_code] in own]
    assert len(CATALOGUE.standards) - len(added) == 518
    assert [row.columns["limit"] for row in CATALOGUE.refused] == ["1紧急工作时制止"]


def test_that_codes_are_unique_and_every_standard_has_its_category() -> None:
    assert len(STANDARDS) == len(CATALOGUE.standards)
    assert len(CATEGORIES) == len(CATALOGUE.categories)
    assert {standard.category_code for standard in CATALOGUE.standards} == set(CATEGORIES)


def test_that_every_standard_is_led_by_a_department_of_today() -> None:
    assert {standard.lead_department_code for standard in CATALOGUE.standards} <= set(DEPARTMENTS)
    leads = Counter(standard.lead_department_code for standard in CATALOGUE.standards)
    assert set(leads) == set(DEPARTMENTS)


def test_that_a_category_lies_on_the_platform_of_the_department_that_leads_it() -> None:
    firsts: dict[str, str | None] = {}
    for standard in CATALOGUE.standards:
        firsts.setdefault(standard.category_code, standard.lead_department_code)
    for category in CATALOGUE.categories:
        assert category.platform_code == DEPARTMENTS[firsts[category.code] or ""].platform_code


def test_that_words_of_the_handling_unit_lead_to_the_right_department() -> None:
    for code, department in {
        "event-04-96-1": "fire", "event-04-01-1": "urban_management", "part-01-03-1": "municipal_works",
        "event-01-28-1": "police", "part-02-17-2": "traffic_police", "part-04-02-1": "greening",
        "event-01-10-1": "sanitation", "event-04-98-1": "market_supervision", "event-90-01-1": "fire",
        "service-01-01-1": "civil_affairs",
    }.items():  # fmt: skip
        assert STANDARDS[code].lead_department_code == department


def test_that_the_streets_own_limits_are_those_of_the_field() -> None:
    assert STANDARDS["event-90-01-1"].limit_text == "4 working_hour"
    assert STANDARDS["event-90-02-1"].limit_text == "2 urgent_hour"
    assert STANDARDS["service-01-01-1"].limit_text == "5 working_day"


def test_that_every_matter_and_featured_case_is_in_the_catalogue() -> None:
    raw = demo_file("cases")
    matters = [row["standard"] for row in raw["matter"]]
    assert len(set(matters)) == len(matters)
    assert set(matters) <= set(STANDARDS)
    assert set(raw["featured"]["overdue"]) | set(raw["featured"]["due_soon"]) <= set(matters)
    assert {place for row in raw["matter"] for place in row["place"]} == set(raw["places"])
