"""The ledger's columns: what a case says in each of them, for the table and for exports. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from console.formatting import Formats
from console.names import Names
from models.domain.case import ALARMING, Case, Urgency, is_late, urgency
from models.domain.instant import Instant, Span

COLUMNS = (
    "state", "number", "title", "category", "department", "community", "opened", "due", "ended", "late", "marks",
)  # fmt: skip
"""Columns of the table, from left to right."""
STATE, LATE = COLUMNS.index("state"), COLUMNS.index("late")
EXPORTED = (
    "number", "state", "severity", "source", "title", "category", "platform", "department", "community", "grid",
    "address", "opened", "due", "ended", "late", "marks",
)  # fmt: skip
"""Columns of an export. Who reported a case is not among them."""

GRID_DIGITS = 3
"""The last digits of a grid's code number it inside its community."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A prepared row: a text for each column, the urgency of its mark, whether the case is late."""

    cells: tuple[str, ...]
    urgency: Urgency
    late: bool


class LedgerCells:
    """Prepares rows in one language."""

    def __init__(self, formats: Formats, names: Names, due_soon: Span) -> None:
        self._formats, self._names, self._due_soon = formats, names, due_soon

    def heading(self, column: str) -> str:
        """What a column is called."""
        return self._formats.messages.text(f"ledger-column-{column}")

    def row(self, case: Case, now: Instant) -> LedgerRow:
        """The row of a case at an instant."""
        kind = urgency(case.deadline_at, now, self._due_soon) if case.is_open else Urgency.DONE
        cells = tuple(self._shown(case, column, now) for column in COLUMNS)
        return LedgerRow(cells, kind, missed(case, now) is True)

    def exported(self, case: Case, now: Instant) -> list[str]:
        """The cells of an export; what a case does not have is empty there."""
        return ["" if (text := self._cell(case, column, now)) == "—" else text for column in EXPORTED]

    def _shown(self, case: Case, column: str, now: Instant) -> str:
        """A cell of the table, where room is short: the category without its major one."""
        found = self._names.categories.get(case.category_code or "") if column == "category" else None
        return found.minor_name if found else self._cell(case, column, now)

    def _cell(self, case: Case, column: str, now: Instant) -> str:
        words, names = self._formats.messages, self._names
        match column:
            case "state" | "severity" | "source":
                return words.word(column, getattr(case, column))
            case "category" | "platform" | "department" | "grid":
                return str(getattr(names, column)(getattr(case, f"{column}_code")))
            case "community":
                return self._community(case)
            case "opened" | "due" | "ended":
                return self._formats.full(getattr(case, f"{column}_at"))
            case "late":
                late = missed(case, now)
                return "—" if late is None else words.text("ledger-late" if late else "ledger-in-time")
            case "marks":
                return self._marks(case)
        return str(getattr(case, column)) or "—"

    def _community(self, case: Case) -> str:
        """The community, with the grid's number where it is known."""
        grid = self._names.grids.get(case.grid_code or "")
        code = case.community_code or (grid.community_code if grid else None)
        if case.grid_code and code:
            return f"{self._names.community(code)} {case.grid_code[-GRID_DIGITS:]}"
        return self._names.community(code) if code else self._names.grid(case.grid_code)

    def _marks(self, case: Case) -> str:
        words = self._formats.messages
        flags = [words.word("severity", case.severity)] if case.severity in ALARMING else []
        flags += [words.text("ledger-merged")] if case.parent_id is not None else []
        flags += [words.word("mark", mark) for mark in case.marks.split()]
        return words.text("list-comma").join(flags) or "—"


def missed(case: Case, now: Instant) -> bool | None:
    """Whether the handling deadline was missed; None while that is open, or where there is no deadline.

    What still waits for its department past the deadline has missed it already.
    """
    if case.due_at is None:
        return None
    if case.handled_at is not None or case.ended_at is not None:
        return is_late(case)
    return True if case.is_open and now > case.due_at else None
