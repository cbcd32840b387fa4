"""How many cases a filter would show: cheap enough for every chip at every change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.board.board import Board
from models.board.case_filter import CaseFilter
from models.board.matching import CodesAsNames, Matcher, Names
from models.board.running import COUNTED
from models.board.table import OVERDUE, SOON, URGENCIES
from models.domain.figures import GroupFigures


@dataclass(frozen=True, slots=True)
class ChipCounts:
    """Open cases behind the desk's filter chips. `platforms` by code, absent where there are none."""

    all: int
    overdue: int
    due_soon: int
    mine: int
    platforms: Mapping[str, int]


def chip_counts(board: Board, mine: CaseFilter) -> ChipCounts:
    """The chips' counts; `mine` says which cases are the officer's own (by holder or by departments)."""
    total = board.figures.total
    platforms = {code: group.open for code, group in board.figures.by("platforms").items()}
    return ChipCounts(total.open, total.overdue, total.due_soon, count(board, mine).open, platforms)


def count(board: Board, case_filter: CaseFilter, names: Names | None = None) -> GroupFigures:
    """Figures of the cases that a filter lets through; from the running figures where they know."""
    restrictions = case_filter.restrictions
    if not restrictions:
        return board.figures.total
    if len(restrictions) == 1 and restrictions[0] in COUNTED:
        codes: frozenset[str] = getattr(case_filter, restrictions[0])
        return sum((board.figures.of(restrictions[0], code) for code in codes), GroupFigures())
    table = board.table
    slots = table.all_slots()
    passing = Matcher(case_filter, names or CodesAsNames()).select(table, slots)
    counts = np.bincount(table.urgency[slots][passing], minlength=len(URGENCIES))
    return GroupFigures(int(counts.sum()), int(counts[OVERDUE]), int(counts[SOON]))
