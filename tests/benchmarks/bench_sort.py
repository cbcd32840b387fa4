"""Sorting and filtering open cases: the board's view against QSortFilterProxyModel.

The same cases (the row says how many), both ways up to the Qt model that a list shows. As usually written the proxy's
`lessThan` compares the order's key and `filterAcceptsRow` asks the source model for a role. All prepared, it sorts by
one number a row (`sortRole`) and filters by one comparison and one search in a prepared text: the kindest case for
it. Its filtering is measured without sorting, for a sorted proxy sorts anew whatever a wider filter lets in again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,  # noqa: TID251 - the baseline
    Qt,
)
from PySide6.QtWidgets import QApplication

from console.item_models.case_table import CaseTableModel
from models.board.board import Board
from models.board.case_filter import ALL, CaseFilter
from models.board.orders import SORT_KEYS, Order
from models.board.search_text import case_text
from models.board.view import CaseView
from models.domain.case import Case
from tests.benchmarks.figures import Row, Samples
from tests.benchmarks.invented import invented_cases
from tests.helpers.records import T0
from widgets.case_list import CaseRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CASE_ROLE, TEXT_ROLE = int(Qt.ItemDataRole.UserRole) + 4, int(Qt.ItemDataRole.UserRole) + 5
KEY_ROLES = {Order.URGENCY: int(Qt.ItemDataRole.UserRole) + 2, Order.NEWEST: int(Qt.ItemDataRole.UserRole) + 3}
WANTED = CaseFilter(text="井盖", departments=frozenset({"D3"}))


def ranks(cases: list[Case], order: Order) -> list[int]:
    """The place of each case in an order."""
    places = {case.id: place for place, case in enumerate(sorted(cases, key=SORT_KEYS[order]))}
    return [places[case.id] for case in cases]


class Cases(QAbstractTableModel):
    """The cases, with a prepared number for every order."""

    def __init__(self, cases: list[Case]) -> None:
        super().__init__()
        self.cases = cases
        self.texts = [case_text(case) for case in self.cases]
        self.keys = {role: ranks(cases, order) for order, role in KEY_ROLES.items()}

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.cases)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        keys = self.keys.get(role)
        if keys is not None:
            return keys[index.row()]
        if role == CASE_ROLE:
            return self.cases[index.row()]
        return self.texts[index.row()] if role == TEXT_ROLE else self.cases[index.row()].title


class Proxy(QSortFilterProxyModel):
    """Takes one department and one word; sorts by a prepared number."""

    def __init__(self, source: Cases) -> None:
        super().__init__()
        self._cases = source
        self._wanted: tuple[str, str] | None = None
        self.setSourceModel(source)
        self.setDynamicSortFilter(False)

    def order(self, order: Order) -> None:
        self.setSortRole(KEY_ROLES[order])  # sorts, once there is a column to sort by
        if self.sortColumn() != 0:
            self.sort(0)

    def want(self, department: str, word: str) -> None:
        self.beginFilterChange()
        self._wanted = (department, word) if word else None
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if self._wanted is None:
            return True
        department, word = self._wanted
        return self._cases.cases[row].department_code == department and word in self._cases.texts[row]

    def ids(self) -> list[str]:
        return [self._cases.cases[self.mapToSource(self.index(row, 0)).row()].id for row in range(self.rowCount())]


class UsualProxy(Proxy):
    """Compares by the order's key and looks at roles, as one writes it first."""

    _key = staticmethod(SORT_KEYS[Order.URGENCY])

    def order(self, order: Order) -> None:
        self._key = SORT_KEYS[order]
        self.sort(0)

    def lessThan(self, left: Index, right: Index) -> bool:
        return bool(self._key(left.data(CASE_ROLE)) < self._key(right.data(CASE_ROLE)))

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if self._wanted is None:
            return True
        department, word = self._wanted
        index = self.sourceModel().index(row, 0, parent)
        return index.data(CASE_ROLE).department_code == department and word in index.data(TEXT_ROLE)


PROXIES = [(UsualProxy, "QSortFilterProxyModel as usually written"), (Proxy, "the same, all prepared")]


def no_row(case_id: str) -> CaseRow | None:
    return None


class Ours:
    """Board, view and the queue's item model."""

    def __init__(self, cases: list[Case]) -> None:
        self.board = Board(T0)
        self.board.load(cases)
        self.board.prepare_search()
        self.view = CaseView(self.board)
        self.model = CaseTableModel(no_row)
        self.model.reset(self.view.rows())

    def sort(self, order: Order) -> None:
        self.model.play(self.view.set_order(order), self.view.rows)

    def want(self, wanted: CaseFilter) -> None:
        self.model.play(self.view.set_filter(wanted), self.view.rows)

    def ids(self) -> list[str]:
        return list(self.model.ids)


@pytest.fixture(scope="module")
def cases(short: bool) -> list[Case]:
    made = invented_cases(5_000 if short else 100_000)
    gc.collect()
    gc.freeze()
    return made


def test_that_sorting_anew_gives_the_same_order(
    qapp: QApplication, cases: list[Case], short: bool, show: Callable[[Row], None]
) -> None:
    ours, source = Ours(cases), Cases(cases)
    proxies = [kind(source) for kind, _name in PROXIES]
    mine, theirs = Samples(), [Samples() for _ in proxies]
    for number in range(4 if short else 2):
        order = (Order.NEWEST, Order.URGENCY)[number % 2]
        expected = [case.id for case in sorted(cases, key=SORT_KEYS[order])]
        for _ in range(5):
            ours.sort(Order.NUMBER)
            mine.timed(lambda order=order: ours.sort(order))  # type: ignore[misc]
        assert ours.ids() == expected
        for proxy, samples in zip(proxies, theirs, strict=True):
            samples.timed(lambda proxy=proxy, order=order: proxy.order(order))  # type: ignore[misc]
            assert proxy.ids() == expected
    what = f"sort {len(cases):,} cases anew (newest, urgency)"
    for (_kind, name), samples in zip(PROXIES, theirs, strict=True):
        show(Row(what, mine, name, samples, "faster", "≥ 1,000× with 100,000"))


def test_that_filtering_finds_the_same_cases(
    qapp: QApplication, cases: list[Case], short: bool, show: Callable[[Row], None]
) -> None:
    ours, source = Ours(cases), Cases(cases)
    proxies = [kind(source) for kind, _name in PROXIES]
    mine, theirs = Samples(), [Samples() for _ in proxies]
    department = next(iter(WANTED.departments or ()))
    assert [proxy.rowCount() for proxy in proxies] == [len(cases)] * 2
    for _ in range(5):
        for _ in range(4):
            ours.want(ALL)
            mine.timed(lambda: ours.want(WANTED))
        assert len(ours.ids()) > len(cases) / 500
        for proxy, samples in zip(proxies, theirs, strict=True):
            proxy.want("", "")
            samples.timed(lambda proxy=proxy: proxy.want(department, WANTED.text))  # type: ignore[misc]
            assert sorted(ours.ids()) == sorted(proxy.ids())
    what = f"filter {len(cases):,} cases (a department and a word)"
    for (_kind, name), samples in zip(PROXIES, theirs, strict=True):
        show(Row(what, mine, name, samples, "faster", "≥ 100× with 100,000"))
