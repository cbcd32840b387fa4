"""Which departments a filing condition proposes: the lead that the catalogue names, and others to assist (协办).

A catalogue names units, often several ("城市节约用水中心、各产权单位"). The first is the lead's; the others assist
where the street has a department for them: one of that name, or the one that leads the conditions of that unit alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.domain.catalogue import Standard
from models.domain.organisation import Department

_BETWEEN = re.compile(r"[、,，;；/]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Department codes; `lead` is None where the catalogue's unit is none of the street's."""

    lead: str | None
    assistants: tuple[str, ...] = ()


def units_in(text: str) -> tuple[str, ...]:
    """The units that a catalogue names in one cell."""
    return tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(text) if part.strip()))


class Proposals:
    """Knows which department stands for which unit of a catalogue; made once for a database's records."""

    def __init__(self, standards: Iterable[Standard], departments: Mapping[str, Department]) -> None:
        counts: dict[str, Counter[str]] = {}
        for standard in standards:
            units = units_in(standard.handling_unit)
            if len(units) == 1 and standard.lead_department_code is not None:
                counts.setdefault(units[0], Counter())[standard.lead_department_code] += 1
        # Of equals the lowest code, so that every seat proposes the same.
        self._of_unit = {unit: min(found, key=lambda code: (-found[code], code)) for unit, found in counts.items()}
        self._of_unit |= {department.name: code for code, department in departments.items()}
        self._there = {code for code, department in departments.items() if department.valid_to is None}

    def of(self, standard: Standard) -> Proposal:
        """What a filing condition proposes."""
        lead = standard.lead_department_code if standard.lead_department_code in self._there else None
        named = (self._of_unit.get(unit) for unit in units_in(standard.handling_unit))
        others = dict.fromkeys(code for code in named if code is not None and code != lead and code in self._there)
        if lead is None and others:
            lead, *rest = others
            return Proposal(lead, tuple(rest))
        return Proposal(lead, tuple(others))
