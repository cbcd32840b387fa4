"""What a row refers to: department, community, category, grid. Names beside codes are collected for the end."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from typing import TypeAlias

from models.domain.catalogue import Kind
from models.domain.errors import BadInput
from models.domain.organisation import check_grid_code
from models.exchange.fields import Cells, Columns, code_reader, shown
from models.exchange.mapping import CategoryPart, Mapping, Unit
from models.exchange.units import Names, Seen

See: TypeAlias = Callable[[], None]
"""Counts the names of a row; called once the whole row is known to be good."""
UnitReader: TypeAlias = Callable[[Cells], tuple[str | None, See]]
CategoryReader: TypeAlias = Callable[[Cells], tuple[str | None, str | None, See]]
"""Cells → the category's code, the platform of its major class, and what to count."""


def _nothing_to_see() -> None:
    return


def unit_reader(part: Unit | None, columns: Columns, names: Names, seen: Seen) -> UnitReader:
    """Reads a department or community: its code with the mapping's prefix, None where the cell is empty."""
    if part is None:
        return lambda _cells: (None, _nothing_to_see)
    read, name, street = code_reader(part, part.code, columns), columns.maybe(part.name), columns.maybe(part.street)
    prefix, with_street, ours = part.prefix, part.street is not None, part.codes

    def unit(cells: Cells) -> tuple[str | None, See]:
        raw = read(cells)
        if not raw:
            return None, _nothing_to_see
        if raw in ours:
            return ours[raw], _nothing_to_see
        code = prefix + raw

        def see() -> None:
            names.see(code, name(cells))
            if with_street:
                seen.streets.see(code, street(cells))

        return code, see

    return unit


def category_reader(mapping: Mapping, columns: Columns, known: frozenset[str], seen: Seen) -> CategoryReader:
    """Reads the category: one made from the file, or one of the catalogue (`known`)."""
    part = mapping.category
    if part is None:
        return lambda _cells: (None, None, _nothing_to_see)
    if part.kind != Kind.IMPORTED:
        return _known_category_reader(part, columns, known)
    front = category_front(mapping)
    minor, minor_name = columns.cell(part.minor_code), columns.maybe(part.minor_name)
    major, major_name = columns.cell(part.major_code), columns.maybe(part.major_name)
    platforms, ours = part.platforms, part.codes

    def category(cells: Cells) -> tuple[str | None, str | None, See]:
        code = minor(cells)
        if not code:
            return None, None, _nothing_to_see
        major_code = major(cells) or code
        if code in ours:
            return ours[code], platforms.get(major_code), _nothing_to_see

        def see() -> None:
            seen.categories[code, minor_name(cells), major_code, major_name(cells)] += 1

        return front + code, platforms.get(major_code), see

    return category


def _known_category_reader(part: CategoryPart, columns: Columns, known: frozenset[str]) -> CategoryReader:
    minor, major = columns.cell(part.minor_code), columns.cell(part.major_code)
    kind, platforms, ours = part.kind, part.platforms, part.codes

    def category(cells: Cells) -> tuple[str | None, str | None, See]:
        minor_code, major_code = minor(cells), major(cells)
        if not minor_code:
            return None, None, _nothing_to_see
        code = ours.get(minor_code, f"{kind}-{major_code}-{minor_code}")
        if code not in known:
            raise BadInput("row_category_unknown", column=part.minor_code, value=shown(code))
        return code, platforms.get(major_code), _nothing_to_see

    return category


def grid_reader(mapping: Mapping, columns: Columns) -> Callable[[Cells], str | None]:
    """Reads the grid's 15-digit code. Raises BadInput("row_grid_wrong")."""
    part = mapping.grid
    if part is None:
        return lambda _cells: None
    read, column = code_reader(part, part.column, columns), part.column

    def grid(cells: Cells) -> str | None:
        code = read(cells)
        if not code:
            return None
        try:
            return check_grid_code(code)
        except BadInput as error:
            raise BadInput("row_grid_wrong", column=column, value=shown(code)) from error

    return grid


def category_front(mapping: Mapping) -> str:
    """What the codes of categories made from a source's files begin with."""
    return f"{Kind.IMPORTED}-{mapping.source}-"


def check_codes(mapping: Mapping, known: AnyMapping[str, frozenset[str] | None]) -> None:
    """Raises BadInput("mapping_code_unknown") for a value that a code list gives to a unit the database lacks."""
    for key, codes in known.items():
        part = getattr(mapping, key)
        for value, code in (part.codes if part is not None else {}).items():
            if codes is not None and code not in codes:
                raise BadInput("mapping_code_unknown", mapping=mapping.name, path=key, value=shown(value), code=code)
