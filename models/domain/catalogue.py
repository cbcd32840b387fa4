"""The catalogue: categories and their standards (filing and closing condition, limit, who handles)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """部件 / 事件 / 服务事项; codes of parts and events overlap, so every key carries the kind.

    `IMPORTED` are categories that came with a file of cases and are in no catalogue."""

    PART = "part"
    EVENT = "event"
    SERVICE = "service"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Category:
    """A minor class within a major one. `code` is unique over all kinds, e.g. "part-01-03"."""

    code: str
    kind: str
    major_code: str
    major_name: str
    minor_code: str
    minor_name: str
    platform_code: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Standard:
    """A case standard: the limit hangs on the filing condition, not on the class alone.

    `limit_text` is the canonical limit ("4 working_hour"), `limit_raw` what the source said.
    `lead_department_code` may be None where the source's unit is not one of the street's.
    """

    code: str
    category_code: str
    filing_condition: str
    closing_condition: str
    limit_text: str
    limit_raw: str
    handling_unit: str
    supervising_unit: str
    lead_department_code: str | None
    valid_from: date
    valid_to: date | None
