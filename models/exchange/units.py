"""Names seen beside codes while a file is read, settled at its end: one code, one unit, one name.

The name that stands most often wins, the first seen among equals; the others are told as aliases. One
name on two codes stays two units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from models.domain.catalogue import Category
from models.domain.errors import Argument
from models.domain.organisation import Community, Department, Platform
from models.exchange.positions import Box
from models.exchange.protocol import Units

VALID_FROM = date(2000, 1, 1)
"""Units made from a file hold from the earliest day a case may have."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the whole file that a person should know: a message key and its arguments."""

    key: str
    arguments: Mapping[str, Argument]


class Names:
    """How often each name stood beside each code of one kind of unit."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def see(self, code: str, name: str) -> None:
        """Counts one row that has this code and name."""
        self._counts[code, name] += 1

    def see_often(self, code: str, name: str, times: int) -> None:
        """Counts many rows at once."""
        self._counts[code, name] += times

    def settled(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Code, its name, and the other names, in the order codes were first seen."""
        by_code: dict[str, list[str]] = {}
        # most_common is stable: among equals the first seen stays first.
        for (code, name), _count in self._counts.most_common():
            by_code.setdefault(code, []).append(name)
        for code in dict.fromkeys(code for code, _name in self._counts):
            named = [name for name in by_code[code] if name] or [code]
            yield code, named[0], tuple(named[1:])


@dataclass(frozen=True, slots=True)
class Seen:
    """All the names that one import has seen."""

    departments: Names = field(default_factory=Names)
    communities: Names = field(default_factory=Names)
    streets: Names = field(default_factory=Names)
    categories: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    """Minor code and name, major code and name, as often as they stood together."""
    platforms: set[str] = field(default_factory=set)
    dropped_positions: Counter[str] = field(default_factory=Counter)
    positions: Counter[tuple[float, float]] = field(default_factory=Counter)
    samples: list[tuple[float, float, Box]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class UnitRules:
    """What the mapping says about units: category codes' kind and front, platforms by code, fixed names."""

    category_kind: str
    category_front: str
    makes_categories: bool
    major_platforms: Mapping[str, str]
    department_platforms: Mapping[str, str]
    department_names: Mapping[str, str]
    community_names: Mapping[str, str]
    platform_names: Mapping[str, str]


def settle(seen: Seen, rules: UnitRules) -> tuple[Units, tuple[Note, ...]]:
    """The units of a file and what was odd about their names."""
    notes: list[Note] = []
    departments = tuple(
        Department(code, name, name, rules.department_platforms.get(code), "", VALID_FROM, None, position)
        for position, (code, name) in enumerate(_named(seen.departments, rules.department_names, "department", notes))
    )
    street_of = {code: street for code, street, _others in seen.streets.settled()}
    communities = tuple(
        Community(code, name, name, street_of.get(code, ""), VALID_FROM, None)
        for code, name in _named(seen.communities, rules.community_names, "community", notes)
    )
    platforms = tuple(
        Platform(code, rules.platform_names.get(code, code), _spoken(code), VALID_FROM, None, position)
        for position, code in enumerate(sorted(seen.platforms))
    )
    categories = tuple(_categories(seen, rules, notes)) if rules.makes_categories else ()
    _note_shared_names(departments, notes)
    return Units(platforms, departments, communities, categories), tuple(notes)


def _spoken(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _named(names: Names, fixed: Mapping[str, str], unit: str, notes: list[Note]) -> Iterator[tuple[str, str]]:
    for code, name, others in names.settled():
        if code in fixed:
            yield code, fixed[code]
            continue
        if others:
            notes.append(_aliases(unit, code, name, others))
        yield code, name


def _aliases(unit: str, code: str, name: str, others: tuple[str, ...]) -> Note:
    return Note("note_code_with_names", {"what": unit, "code": code, "name": name, "others": " · ".join(others)})


def _categories(seen: Seen, rules: UnitRules, notes: list[Note]) -> Iterator[Category]:
    minors, majors, belongs = Names(), Names(), Names()
    for (minor, minor_name, major, major_name), times in seen.categories.items():
        minors.see_often(minor, minor_name, times)
        majors.see_often(major, major_name, times)
        belongs.see_often(minor, major, times)
    major_names = {code: name for code, name, _others in majors.settled()}
    major_of = {}
    for minor, major, others in belongs.settled():
        major_of[minor] = major
        if others:
            shown = " · ".join(major_names.get(code, code) for code in others)
            arguments: dict[str, Argument] = {"code": minor, "major": major_names.get(major, major), "others": shown}
            notes.append(Note("note_category_in_majors", arguments))
    for minor, name in _named(minors, {}, "category", notes):
        major = major_of[minor]
        yield Category(
            rules.category_front + minor, rules.category_kind, major, major_names.get(major, major), minor, name,
            rules.major_platforms.get(major), VALID_FROM, None,
        )  # fmt: skip


def _note_shared_names(departments: tuple[Department, ...], notes: list[Note]) -> None:
    by_name: dict[str, list[str]] = {}
    for department in departments:
        by_name.setdefault(department.name, []).append(department.code)
    for name, codes in by_name.items():
        if len(codes) > 1:
            notes.append(Note("note_name_on_codes", {"name": name, "codes": " · ".join(codes)}))
