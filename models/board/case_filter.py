"""Which cases a list shows: a frozen filter, and how it is written on a command line."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from models.domain.case import OPEN_STATES, Severity, Source, State, Urgency
from models.domain.errors import BadInput
from models.domain.figures import MISSING


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Every restriction must hold; an empty one does not restrict. Sets hold codes or keys, any of
    which will do; `MISSING` in a set of codes means cases without one. `departments` lead the case or assist.

    `text`: every word must be found in number, title, address or the names of category and
    department, as written, in full pinyin or by pinyin initials. `alarming`: unacknowledged major
    ones. `ids`: these cases and no others (None: no restriction).
    """

    platforms: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    communities: frozenset[str] = frozenset()
    grids: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    urgencies: frozenset[str] = frozenset()
    severities: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    text: str = ""
    alarming: bool = False
    without_position: bool = False
    without_category: bool = False
    without_deadline: bool = False
    ids: frozenset[str] | None = None

    @property
    def restrictions(self) -> tuple[str, ...]:
        """Names of the fields that restrict."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != f.default)


ALL = CaseFilter()
"""Shows every open case."""

_SETS: Mapping[str, str] = {
    "platform": "platforms",
    "department": "departments",
    "community": "communities",
    "grid": "grids",
    "category": "categories",
    "state": "states",
    "urgency": "urgencies",
    "severity": "severities",
    "source": "sources",
    "holder": "holders",
    "id": "ids",
}
_KNOWN: Mapping[str, frozenset[str]] = {
    "state": frozenset(str(state) for state in State if state in OPEN_STATES),
    "urgency": frozenset({str(Urgency.OVERDUE), str(Urgency.DUE_SOON), str(Urgency.ON_TRACK)}),
    "severity": frozenset(map(str, Severity)),
    "source": frozenset(map(str, Source)),
    "without": frozenset({"position", "category", "deadline"}),
    "alarming": frozenset({"yes"}),
}
FILTER_KEYS: tuple[str, ...] = (*_SETS, "without", "alarming", "text")
"""Keys that a written filter may use."""


def parse_filter(text: str) -> CaseFilter:
    """Reads "department=PWDx,ISD urgency=overdue without=position text='foul gas' word".

    Values of a key are separated by commas or the key is given again; "—" or nothing is "no code".
    Quotes keep spaces together; a word without "=" is searched as text. Raises
    BadInput("filter_key_unknown"), ("filter_value_unknown") with what is allowed, or
    ("filter_not_readable") for an open quote.
    """
    try:
        tokens = shlex.split(text)
    except ValueError:
        raise BadInput("filter_not_readable", filter=text) from None
    found = ALL
    words: list[str] = []
    for token in tokens:
        key, equals, value = token.partition("=")
        if not equals or key == "text":
            words.append(value if equals else token)
        else:
            found = _restricted(found, key, value)
    return replace(found, text=" ".join(words))


def _restricted(found: CaseFilter, key: str, text: str) -> CaseFilter:
    values = frozenset(value.strip() or MISSING for value in text.split(","))
    known = _KNOWN.get(key)
    if known is None and key not in _SETS:
        raise BadInput("filter_key_unknown", name=key, allowed=", ".join(FILTER_KEYS))
    if known is not None and (unknown := sorted(values - known)):
        raise BadInput("filter_value_unknown", name=key, value=unknown[0], allowed=", ".join(sorted(known)))
    changes: dict[str, Any]
    if key == "without":
        changes = {f"without_{value}": True for value in values}
    elif key == "alarming":
        changes = {"alarming": True}
    else:
        name = _SETS[key]
        changes = {name: (getattr(found, name) or frozenset()) | values}
    return replace(found, **changes)
