"""All that acts change of a case, as plain data: kept with every log entry, so that any past instant is exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields

from models.domain.case import Case

_LASTING = frozenset(
    {
        "id", "number", "version", "source", "title", "description", "community_code", "grid_code", "address", "lon",
        "lat", "opened_at", "external_source", "external_id", "logged", "changed_at", "changed_by", "changed_from",
        "command_id",
    }
)  # fmt: skip
"""What no act changes, and who acted last, which the log entry says itself."""

FACTS: Mapping[str, object] = {
    field.name: None if field.default is MISSING else field.default
    for field in fields(Case)
    if field.name not in _LASTING
}
"""Names of the facts, each with what it is when the data does not say."""


def facts_of(case: Case) -> dict[str, object]:
    """The facts of a case that differ from their usual value."""
    return {name: value for name, usual in FACTS.items() if (value := getattr(case, name)) != usual}
