"""Code lists: what the values of a column mean among ours, proposed; and what is unknown, with its count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.exchange.match_values import ColumnValues
from models.exchange.match_words import MatchWords, plain
from models.exchange.matching import CODED
from models.exchange.positions import Places


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows: names by code, the zone it declared, the places where cases can be."""

    departments: Mapping[str, str] = field(default_factory=dict)
    department_platforms: Mapping[str, str] = field(default_factory=dict)
    communities: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    platforms: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    places: Places = field(default_factory=Places)

    def of(self, listed: str) -> Mapping[str, str]:
        """Our codes and names for a code list; none for lists whose meanings are fixed words."""
        return {
            "department": self.departments, "community": self.communities, "category": self.categories,
            "platform": self.platforms,
        }.get(listed, {})  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One value of a code list: how often it stands in the file, what it means (None: nothing of ours)."""

    value: str
    count: int
    ours: str | None


def propose_codes(listed: str, column: ColumnValues, known: Known, words: MatchWords) -> dict[str, str]:
    """Value of the file → ours, for the values whose words or codes are known."""
    if listed in words.codes:
        fixed = words.codes[listed]
        return {value: fixed[plain(value)] for value in column.counts if plain(value) in fixed}
    ours = known.of(listed)
    # A name that stands on two codes says nothing.
    by_name: dict[str, str | None] = {}
    for code, name in ours.items():
        by_name[plain(name)] = None if plain(name) in by_name else code
    found = {}
    for value in column.counts:
        meaning = value if value in ours else by_name.get(plain(value))
        if meaning is not None:
            found[value] = meaning
    return found


def code_rows(listed: str, column: ColumnValues | None, codes: Mapping[str, str]) -> tuple[CodeRow, ...]:
    """The values of a code list, unknown ones first, then by count; none for a column that cannot be listed."""
    if column is None or (column.many and listed in CODED):
        return ()
    rows = [CodeRow(value, count, codes.get(value)) for value, count in column.counts.items()]
    return tuple(sorted(rows, key=lambda row: (row.ours is not None, -row.count, row.value)))
