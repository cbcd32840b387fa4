"""Running figures of a board: counts kept with every change, never recounted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from models.board.table import CODE_FIELDS, OVERDUE, SOON, URGENCIES
from models.domain.case import Case
from models.domain.figures import MISSING, Figures, GroupFigures, has_position
from models.domain.instant import Instant

COUNTED: Mapping[str, str] = {
    name: CODE_FIELDS[name] for name in ("platforms", "departments", "communities", "grids", "states", "holders")
}
"""What open cases are counted by, as a plural, and the field of the case."""


class BoardFigures:
    """Counts of the open cases as they stand at the board's instant `at`."""

    def __init__(self, at: Instant) -> None:
        self.at = at
        self._groups: dict[str, dict[str, list[int]]] = {name: {} for name in COUNTED}
        self._by_urgency = [0] * len(URGENCIES)
        self._without_position = 0
        self._without_category = 0
        self._without_deadline = 0

    def add(self, case: Case, number: int, count: int = 1) -> None:
        """A case of the urgency with this number came (count 1) or went (count -1)."""
        self._by_urgency[number] += count
        for groups, code in zip(self._groups.values(), _codes(case), strict=True):
            _add(groups, code, number, count)
        if not has_position(case):
            self._without_position += count
        if case.category_code is None:
            self._without_category += count
        if case.deadline_at is None:
            self._without_deadline += count

    def add_many(self, cases: Sequence[Case], numbers: Iterable[int]) -> None:
        """Many cases came, with the numbers of their urgencies."""
        pressed = list(numbers)
        for number, count in Counter(pressed).items():
            self._by_urgency[number] += count
        for name, field in COUNTED.items():
            pairs = Counter(zip([getattr(case, field) for case in cases], pressed, strict=True))
            for (code, number), count in pairs.items():
                _add(self._groups[name], code, number, count)
        self._without_position += sum(not has_position(case) for case in cases)
        self._without_category += sum(case.category_code is None for case in cases)
        self._without_deadline += sum(case.deadline_at is None for case in cases)

    def press(self, case: Case, old: int, new: int) -> None:
        """Only the urgency of a case changed, from one number to another."""
        self._by_urgency[old] -= 1
        self._by_urgency[new] += 1
        for groups, code in zip(self._groups.values(), _codes(case), strict=True):
            counts = groups[MISSING if code is None else code]
            counts[old] -= 1
            counts[new] += 1

    @property
    def total(self) -> GroupFigures:
        """All open cases."""
        return _group(self._by_urgency)

    def of(self, name: str, code: str) -> GroupFigures:
        """Figures of one code of a grouping (a key of `COUNTED`); `MISSING` stands for no code."""
        counts = self._groups[name].get(code)
        return GroupFigures() if counts is None else _group(counts)

    def by(self, name: str) -> dict[str, GroupFigures]:
        """Figures of every code that has open cases, by code."""
        return {code: _group(counts) for code, counts in sorted(self._groups[name].items())}

    def snapshot(self) -> Figures:
        """The figures now; equal to counting the open cases one by one."""
        total = self.total
        return Figures(
            self.at, total.open, total.overdue, total.due_soon, None, None,
            self._without_position, self._without_category, self._without_deadline,
            self.by("platforms"), self.by("departments"), self.by("communities"), self.by("grids"),
        )  # fmt: skip


_codes = attrgetter(*COUNTED.values())


def _add(groups: dict[str, list[int]], code: str | None, number: int, count: int) -> None:
    key = MISSING if code is None else code
    counts = groups.get(key)
    if counts is None:
        counts = groups[key] = [0] * len(URGENCIES)
    counts[number] += count
    if not any(counts):
        del groups[key]


def _group(counts: Sequence[int]) -> GroupFigures:
    return GroupFigures(sum(counts), counts[OVERDUE], counts[SOON])
