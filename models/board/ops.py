"""List operations of a view, to be played in order on a plain list.

Each operation counts rows as they are after the operations before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Insert:
    """`list.insert(row, id)`."""

    row: int
    id: str


@dataclass(frozen=True, slots=True)
class Remove:
    """`del list[row]`."""

    row: int
    id: str


@dataclass(frozen=True, slots=True)
class Move:
    """`list.insert(to_row, list.pop(from_row))`: the target counts without the row taken out.

    The rows differ, and the case itself has changed too.
    """

    from_row: int
    to_row: int
    id: str


@dataclass(frozen=True, slots=True)
class Update:
    """The row stays; its case or the case's urgency changed."""

    row: int
    id: str


@dataclass(frozen=True, slots=True)
class Reset:
    """Everything may be different: take the view's `rows()` anew. Always alone; see `collect`."""


Op: TypeAlias = Insert | Remove | Move | Update | Reset


def collect(pending: list[Op], more: Sequence[Op]) -> None:
    """Adds operations to those not played yet.

    A reset takes the list as it is when it is *played*: it replaces what came before it and already
    holds what comes after it. Playing both would insert rows twice.
    """
    if more and isinstance(more[0], Reset):
        pending[:] = more
    elif not (pending and isinstance(pending[0], Reset)):
        pending.extend(more)
