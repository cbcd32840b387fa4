"""The ledger's item model: pages, merged changes and resets, equal to the plain list; and the table around it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.item_models.ledger_table import LedgerTableModel
from console.item_models.text_table import TextTableModel
from console.ledger_cells import COLUMNS, LATE, STATE, LedgerRow
from models.domain.case import Case, Urgency
from models.queries.ledger import place_of
from tests.helpers.records import T0, make_case
from widgets.plain_table import GROUND_ROLE, MARK_ROLE, TONE_ROLE, PlainTable
from widgets.theme import DARK

TITLE = COLUMNS.index("title")
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def case(nth: int, **changes: object) -> Case:
    """A case opened `nth` microseconds after T0."""
    return make_case(**{"id": f"c{nth:02d}", "opened_at": T0 + nth, "title": f"title {nth}", **changes})


def make_row(shown: Case) -> LedgerRow:
    cells = tuple(shown.title if name == "title" else name for name in COLUMNS)
    return LedgerRow(cells, Urgency.OVERDUE, shown.severity == "major")


@pytest.fixture
def model(qapp: QApplication) -> LedgerTableModel:
    return LedgerTableModel(make_row, "heading {}".format)


def ids(model: LedgerTableModel) -> list[str]:
    found = [model.case_at(row) for row in range(model.rowCount())]
    return [each.id for each in found if each is not None]


def newest_first(*cases: Case) -> list[Case]:
    return sorted(cases, key=lambda each: (-each.opened_at, each.id))


@given(
    st.sets(st.integers(0, 30), max_size=20), st.booleans(),
    st.lists(st.dictionaries(st.integers(0, 30), st.sampled_from(["there", "gone", "moved", "told"]), max_size=8),
             max_size=5),
)  # fmt: skip
def test_that_merged_changes_equal_the_list_read_anew(
    qapp: QApplication, start: set[int], more: bool, rounds: list[dict[int, str]]
) -> None:
    model = LedgerTableModel(make_row, "heading {}".format)
    tester = QAbstractItemModelTester(model, FATAL)
    known = {nth: case(nth) for nth in start}
    model.start(newest_first(*known.values()), more=more)
    for changes in rounds:
        last = model.last_place
        for nth, what in changes.items():
            if what == "gone":
                known.pop(nth, None)
            else:
                known[nth] = case(nth, opened_at=T0 + nth + (7 if what == "moved" else 0), title=what)
        found = [known[nth] for nth in changes if nth in known]
        model.merge({f"c{nth:02d}" for nth in changes}, found)
        everything = newest_first(*known.values())
        shown = ids(model)
        if more:
            # What stands beyond the last page is left for that page, and is not known here any longer.
            assert last is not None or not shown
            assert shown == [each.id for each in everything if each.id in shown]
            known = {nth: each for nth, each in known.items() if each.id in shown}
        else:
            assert shown == [each.id for each in everything]
        assert [model.index(row, TITLE).data() for row in range(len(shown))] == [
            each.title for each in newest_first(*known.values())
        ]
    tester.deleteLater()


def test_that_pages_are_asked_for_once_and_hung_on(model: LedgerTableModel) -> None:
    asked: list[int] = []
    model.more_wanted.connect(lambda: asked.append(model.rowCount()))
    root = QModelIndex()
    model.start([case(9), case(8)], more=True)
    assert (model.complete, model.last_place) == (False, place_of(case(8)))
    model.fetchMore(root)
    model.fetchMore(root)
    assert (asked, model.canFetchMore(root)) == ([2], False)
    model.give_up()
    assert model.canFetchMore(root)
    model.fetchMore(root)
    model.append([case(8), case(7)], more=True)  # one came before its page
    assert ids(model) == ["c09", "c08", "c07"]
    model.append([], more=False)
    assert (model.complete, model.canFetchMore(root)) == (True, False)
    assert not model.canFetchMore(model.index(0, 0))


def test_that_a_change_beyond_the_last_page_waits_for_it(model: LedgerTableModel) -> None:
    model.start([case(9), case(8)], more=True)
    model.merge({"c05"}, [case(5)])
    assert ids(model) == ["c09", "c08"]
    model.append([case(5)], more=False)
    model.merge({"c04"}, [case(4)])
    assert ids(model) == ["c09", "c08", "c05", "c04"]


def test_that_what_is_listed_until_a_place_is_told(model: LedgerTableModel) -> None:
    assert model.last_place is None
    model.start([case(9), case(8), case(7)], more=True)
    assert model.listed_until(None) == {"c09", "c08", "c07"}
    assert model.listed_until(case(8)) == {"c09", "c08"}
    assert model.listed_until(case(10)) == set()


def test_that_roles_headings_and_edges_are_answered(model: LedgerTableModel) -> None:
    model.start([case(1, severity="major", title="𠮷\nline"), case(0)], more=False)
    role = Qt.ItemDataRole
    assert model.index(0, STATE).data(MARK_ROLE) == "overdue"
    assert model.index(0, TITLE).data(MARK_ROLE) is None
    assert [model.index(row, LATE).data(TONE_ROLE) for row in (0, 1)] == ["overdue_text", "muted"]
    assert model.index(0, TITLE).data(TONE_ROLE) == "ink"
    assert "\n" not in model.index(0, TITLE).data()
    assert model.index(1, TITLE).data(role.ToolTipRole) == "<qt>title 0</qt>"
    assert model.index(1, TITLE).data(role.AccessibleTextRole) == "title 0"
    assert model.index(0, 0).data(role.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "heading state"
    assert model.headerData(0, Qt.Orientation.Horizontal, role.ToolTipRole) == "<qt>heading state</qt>"
    assert model.headerData(0, Qt.Orientation.Horizontal, role.DecorationRole) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert (model.row_of("c00"), model.row_of("none")) == (1, -1)
    assert (model.case_at(-1), model.case_at(2)) == (None, None)
    first = model.index(0, 0)
    assert (model.rowCount(first), model.columnCount(first)) == (0, 0)


def test_that_rows_are_prepared_once_until_they_are_forgotten(qapp: QApplication) -> None:
    made: list[str] = []

    def counting(shown: Case) -> LedgerRow:
        made.append(shown.id)
        return make_row(shown)

    model = LedgerTableModel(counting, str)
    model.forget_rows()
    model.start([case(1)], more=False)
    for _ in range(3):
        model.index(0, 0).data()
    assert made == ["c01"]
    model.merge({"c01"}, [case(1)])  # nothing changed
    model.index(0, 0).data()
    assert made == ["c01"]
    model.merge({"c01"}, [replace(case(1), title="other")])
    assert model.index(0, TITLE).data() == "other"
    model.forget_rows()
    model.index(0, 0).data()
    assert made == ["c01"] * 3


def test_that_the_table_tells_the_row_by_enter_and_double_click(qtbot: QtBot, model: LedgerTableModel) -> None:
    table = PlainTable()
    qtbot.addWidget(table)
    model.start([case(nth) for nth in (3, 2, 1)], more=False)
    table.setModel(model)
    table.set_widths(dict.fromkeys(range(len(COLUMNS)), 60), TITLE)
    table.resize(900, 300)
    table.set_theme(DARK)
    table.show()
    told: list[int] = []
    table.row_activated.connect(told.append)
    assert table.chosen_row() == -1
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(model.index(2, TITLE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [told[0], 2]
    assert table.chosen_row() == 2
    assert table.columnWidth(TITLE) > 200
    assert not table.grab().isNull()


def test_that_a_table_of_texts_is_what_it_was_given(qapp: QApplication) -> None:
    model = TextTableModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show_rows(["a", "b\nfield"], [["1"], ["2", "x\ny", "too much"]], {1})
    assert [[model.index(row, column).data() for column in (0, 1)] for row in (0, 1)] == [["1", ""], ["2", "x y"]]
    assert [model.index(0, column).data(GROUND_ROLE) for column in (0, 1)] == [None, "selected"]
    assert [model.index(0, column).data(TONE_ROLE) for column in (0, 1)] == ["muted", "ink"]
    assert model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole) == "<qt>x y</qt>"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "b\nfield"
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "<qt>b\nfield</qt>"
    assert model.headerData(5, Qt.Orientation.Horizontal) is None
    assert model.data(QModelIndex()) is None
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None
    model.show_rows([], [])
    assert (model.rowCount(), model.columnCount()) == (0, 0)
    tester.deleteLater()
