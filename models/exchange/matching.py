"""A matching under way: which column is which field of a case, and all else a mapping says, as one plain value.

It may be incomplete; `mapping_of` turns a complete one into a mapping, `toml_of` into a mapping file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from models.domain.errors import BadInput
from models.exchange.mapping import Mapping as FileMapping
from models.exchange.mapping_files import parse_mapping

TIMES = ("opened_at", "due_at", "closed_at")
CODED = ("state", "severity", "channel", "platform")
"""Fields whose values must be in a code list, or have a meaning for all others."""
UNITS = ("department", "community", "category")
"""Fields whose values become units of their own where the code list names none of ours."""
TARGETS = (
    "external_id", "title", "opened_at", "number", "description", "address", "due_at", "closed_at", "state", "severity",
    "channel", "category.minor_code", "category.minor_name", "category.major_code", "category.major_name",
    "department.code", "department.name", "community.code", "community.name", "grid", "position.lon", "position.lat",
    "platform",
)  # fmt: skip
"""Fields of a case that a column can be, in the order in which they are asked for."""
NEEDED = ("external_id", "title", "opened_at")
CONSTANTS = ("severity", "channel", "platform", "department", "community")
LISTED = (*CODED, *UNITS)
"""Fields that may have a code list."""


@dataclass(frozen=True, slots=True)
class Matching:
    """`columns`: field → column. `formats`: time → format. `codes`: field → value of the file → ours.
    `otherwise`: coded field → what all other values mean. `constants`: field → value of all rows. `platforms`:
    our departments → their platforms."""

    name: str = ""
    source: str = ""
    zone: str = "Asia/Shanghai"
    crs: str = "wgs84"
    delimiter: str = ","
    missing: tuple[str, ...] = ("", "-")
    columns: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    platforms: Mapping[str, str] = field(default_factory=dict)
    all_closed: bool = False
    drop_bad_positions: bool = False

    def with_column(self, target: str, column: str) -> Matching:
        """Another column for a field, "" for none; its code list and format begin anew."""
        columns = {key: name for key, name in self.columns.items() if key != target}
        if column:
            columns[target] = column
        listed = list_of(target)
        return replace(
            self, columns=columns, formats=_without(self.formats, target),
            codes=_without(self.codes, listed or target), otherwise=_without(self.otherwise, target),
        )  # fmt: skip

    def with_code(self, listed: str, value: str, ours: str) -> Matching:
        """Another meaning of a value, "" for none of ours."""
        codes = {key: meaning for key, meaning in self.codes.get(listed, {}).items() if key != value}
        if ours:
            codes[value] = ours
        return replace(self, codes={**self.codes, listed: codes})

    def with_entry(self, part: str, key: str, value: str) -> Matching:
        """Another entry of `formats`, `otherwise` or `constants`; "" takes it away."""
        entries = _without(getattr(self, part), key)
        if value:
            entries[key] = value
        changes: dict[str, Any] = {part: entries}
        return replace(self, **changes)

    def lacking(self) -> tuple[str, ...]:
        """The needed fields that no column is."""
        return tuple(target for target in NEEDED if target not in self.columns)


def list_of(target: str) -> str | None:
    """The code list that belongs to a column's field: that of the state to "state", of departments to both columns."""
    head = target.partition(".")[0]
    return head if head in LISTED else None


def listed_column(matching: Matching, listed: str) -> str | None:
    """The column whose values a code list lists."""
    names = {"category": ("category.minor_code", "category.minor_name")}.get(
        listed, (listed, f"{listed}.code", f"{listed}.name")
    )
    return next((matching.columns[name] for name in names if name in matching.columns), None)


def data_of(matching: Matching) -> dict[str, Any]:
    """What a mapping file would hold. Raises BadInput("match_field_missing") while a needed field has no column."""
    if lacking := matching.lacking():
        raise BadInput("match_field_missing", target=lacking[0])
    columns = matching.columns
    data: dict[str, Any] = {
        "name": matching.name or matching.source, "source": matching.source, "zone": matching.zone, "crs": matching.crs,
        "missing": list(matching.missing),
    }  # fmt: skip
    if matching.delimiter != ",":
        data["delimiter"] = matching.delimiter
    for target in ("external_id", "number", "title", "description", "address", "grid"):
        if target in columns:
            data[target] = columns[target]
    for target in TIMES:
        if target in columns:
            data[target] = {"column": columns[target], "format": matching.formats.get(target, "%Y-%m-%d %H:%M:%S")}
    for target in CODED:
        if target in columns:
            data[target] = {"column": columns[target], "codes": dict(matching.codes.get(target, {}))}
            if target in matching.otherwise:
                data[target]["otherwise"] = matching.otherwise[target]
    data.update(_units(matching))
    if "position.lon" in columns and "position.lat" in columns:
        data["position"] = {"lon": columns["position.lon"], "lat": columns["position.lat"]}
        if matching.drop_bad_positions:
            data["position"]["on_bad"] = "drop_and_mark"
    if matching.all_closed:
        data["rules"] = {"all_closed": True}
    constants = {key: value for key, value in matching.constants.items() if value}
    return {**data, "constants": constants} if constants else data


def _units(matching: Matching) -> dict[str, Any]:
    columns, data = matching.columns, dict[str, Any]()
    for unit in ("department", "community"):
        code, name = columns.get(f"{unit}.code"), columns.get(f"{unit}.name")
        if code or name:
            data[unit] = {"code": code or name}
            if name:
                data[unit]["name"] = name
    minor = listed_column(matching, "category")
    if minor is not None:
        major = columns.get("category.major_code") or columns.get("category.major_name") or minor
        data["category"] = {"minor_code": minor, "major_code": major}
        for key in ("minor_name", "major_name"):
            if name := columns.get(f"category.{key}"):
                data["category"][key] = name
    for unit in UNITS:
        if unit in data and matching.codes.get(unit):
            data[unit]["codes"] = dict(matching.codes[unit])
    ours = set(matching.codes.get("department", {}).values())
    if "department" in data and (belongs := {k: v for k, v in matching.platforms.items() if k in ours}):
        data["department"]["platforms"] = belongs
    return data


def mapping_of(matching: Matching) -> FileMapping:
    """The mapping. Raises BadInput for what is missing or wrong, with the key's path."""
    return parse_mapping(data_of(matching), matching.name or matching.source or "-")


def to_json(matching: Matching) -> str:
    """The matching as text, for a draft."""
    return json.dumps(asdict(matching), ensure_ascii=False)


def from_json(text: str) -> Matching | None:
    """The matching of a draft; None for a text that is none."""
    try:
        data = json.loads(text)
        known = {part.name for part in fields(Matching)}
        made = Matching(**{key: value for key, value in data.items() if key in known})
        return replace(made, missing=tuple(made.missing))
    except (ValueError, TypeError, AttributeError):
        return None


def _without(entries: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if name != key}
