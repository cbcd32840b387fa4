"""Templates such as "{TYPE} ({PLACE})": text with column names in braces; "{{" and "}}" are braces."""

from __future__ import annotations

from string import Formatter


def template_pieces(template: str) -> tuple[tuple[str, str | None], ...]:
    """Pieces of a template: literal text and the column that follows it.

    Raises ValueError for anything but plain names in braces: no format, no conversion, no attribute.
    """
    pieces = []
    for literal, column, spec, conversion in Formatter().parse(template):
        if column is not None and (not column or spec or conversion):
            raise ValueError(template)
        pieces.append((literal, column))
    return tuple(pieces)


def template_columns(template: str) -> tuple[str, ...]:
    """The columns that a template names. Raises ValueError for a wrong one."""
    return tuple(column for _literal, column in template_pieces(template) if column is not None)
