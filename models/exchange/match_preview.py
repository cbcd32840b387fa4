"""The first rows of a file as a matching would import them: cases, or refusals with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.domain.errors import Argument, BadInput
from models.exchange.content import Content
from models.exchange.mapping import Mapping as FileMapping
from models.exchange.match_values import FileLook
from models.exchange.notes import whole_file_notes
from models.exchange.units import Note, Seen
from models.exchange.validate import RowCheck, Rules


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row: what it would become, or (`content` None) the message key and arguments of its refusal."""

    row: int
    content: Content | None
    key: str
    arguments: Mapping[str, Argument]


@dataclass(frozen=True, slots=True)
class MatchPreview:
    """The rows, the names of units seen beside their codes, and what is odd about the rows together."""

    rows: tuple[PreviewRow, ...]
    names: Mapping[str, str]
    notes: tuple[Note, ...]

    @property
    def refused(self) -> int:
        """How many of the rows would be refused."""
        return sum(row.content is None for row in self.rows)


def preview_of(look: FileLook, mapping: FileMapping, rules: Rules) -> MatchPreview:
    """Reads the first rows by a mapping. Raises BadInput("column_missing") for a column that is not there."""
    for column, key in mapping.columns().items():
        if column not in look.header:
            raise BadInput("column_missing", file=look.file, column=column, wanted_by=key)
    seen = Seen()
    check = RowCheck(mapping, look.header, rules, seen, look.native)
    rows = []
    for number, cells, problem in look.rows:
        if problem is not None:
            rows.append(PreviewRow(number, None, problem[0], problem[1]))
            continue
        try:
            rows.append(PreviewRow(number, check(cells), "", {}))
        except BadInput as fault:
            rows.append(PreviewRow(number, None, fault.key, fault.arguments))
    names = {code: name for unit in (seen.departments, seen.communities) for code, name, _others in unit.settled()}
    front = f"imported-{mapping.source}-"
    names |= {front + minor: name or minor for minor, name, _major, _major_name in seen.categories}
    return MatchPreview(tuple(rows), names, whole_file_notes(seen, mapping))
