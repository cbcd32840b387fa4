"""The catalogue of the demonstration: the shipped standards with departments, and the street's own matters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from typing import Any

from models.demo.sources import demo_file
from models.demo.street import FIRST_DAY
from models.domain.catalogue import Category, Standard
from models.domain.limit import parse_limit
from models.exchange.catalogue_reading import CatalogueRead, category_code, read_catalogue

SHIPPED = "yuncheng_case_standards_tidy.csv"


@dataclass(frozen=True, slots=True)
class _Rule:
    name: re.Pattern[str]
    unit: re.Pattern[str]
    department: str


def demo_catalogue() -> CatalogueRead:
    """Shipped standards that could be read, the refused row, and the street's own categories.

    `refused` is that of the shipped file: one row, whose limit cannot be read.
    """
    with as_file(files("resources") / "catalogue" / SHIPPED) as path:
        shipped = with_departments(read_catalogue(path, FIRST_DAY))
    own_categories, own_standards = _own(_platforms())
    return CatalogueRead(
        shipped.categories + tuple(own_categories), shipped.standards + tuple(own_standards), shipped.refused
    )


def with_departments(read: CatalogueRead) -> CatalogueRead:
    """The catalogue with lead departments and platforms of the demonstration, by resources/demo/handling_units.toml."""
    rules = [
        _Rule(re.compile(row.get("name", "")), re.compile(row.get("unit", "")), row["department"])
        for row in demo_file("handling_units")["rule"]
    ]
    names = {category.code: category.minor_name for category in read.categories}
    standards = tuple(
        replace(standard, lead_department_code=_lead(names[standard.category_code], standard.handling_unit, rules))
        for standard in read.standards
    )
    return replace(read, categories=_placed(read.categories, standards), standards=standards)


def _lead(name: str, unit: str, rules: Sequence[_Rule]) -> str | None:
    return next((rule.department for rule in rules if rule.name.search(name) and rule.unit.search(unit)), None)


def _placed(categories: Sequence[Category], standards: Sequence[Standard]) -> tuple[Category, ...]:
    """The categories with the platform of the department that leads their first standard."""
    platforms = _platforms()
    leads: dict[str, str | None] = {}
    for standard in standards:
        leads.setdefault(standard.category_code, standard.lead_department_code)
    return tuple(replace(c, platform_code=platforms.get(leads.get(c.code) or "")) for c in categories)


def _platforms() -> dict[str, str]:
    return {row["code"]: row["platform"] for row in demo_file("organisation")["department"]}


def _own(platforms: dict[str, str]) -> tuple[list[Category], list[Standard]]:
    categories, standards = [], []
    for row in demo_file("street_categories")["category"]:
        code = category_code(row["kind"], row["major_code"], row["minor_code"])
        categories.append(
            Category(
                code=code, kind=row["kind"], major_code=row["major_code"], major_name=row["major_name"],
                minor_code=row["minor_code"], minor_name=row["minor_name"],
                platform_code=platforms[row["standards"][0]["department"]], valid_from=FIRST_DAY, valid_to=None,
            )
        )  # fmt: skip
        standards += [_standard(code, number, each) for number, each in enumerate(row["standards"], start=1)]
    return categories, standards


def _standard(category: str, number: int, row: dict[str, Any]) -> Standard:
    return Standard(
        code=f"{category}-{number}", category_code=category, filing_condition=row["condition"],
        closing_condition=row["closing"], limit_text=parse_limit(row["limit"]).canonical, limit_raw=row["limit"],
        handling_unit=_department_name(row["department"]), supervising_unit="街道综合信息指挥室",
        lead_department_code=row["department"], valid_from=FIRST_DAY, valid_to=None,
    )  # fmt: skip


def _department_name(code: str) -> str:
    names: dict[str, str] = {row["code"]: row["name"] for row in demo_file("organisation")["department"]}
    return names[code]
