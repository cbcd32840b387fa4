"""The queue's item model: begin and end around every operation, equal to a plain list afterwards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from console.item_models.case_table import CaseTableModel
from models.board.ops import Insert, Move, Op, Remove, Reset, Update
from widgets.case_list import ROW_ROLE, CaseRow


def make_row(case_id: str) -> CaseRow | None:
    if case_id == "gone":
        return None
    return CaseRow(case_id, 1, "on_track", f"title {case_id}", "", "", "", "", accessible=f"spoken {case_id}")


@st.composite
def op_lists(draw: st.DrawFn) -> list[Op]:
    """Operations that are legal one after the other on a list that starts empty."""
    shown: list[str] = []
    ops: list[Op] = []
    for number in range(draw(st.integers(1, 40))):
        kinds = ["insert"] + (["remove", "update"] if shown else []) + (["move"] if len(shown) > 1 else [])
        kind = draw(st.sampled_from(kinds))
        if kind == "insert":
            row = draw(st.integers(0, len(shown)))
            ops.append(Insert(row, f"c{number}"))
            shown.insert(row, f"c{number}")
        elif kind == "remove":
            row = draw(st.integers(0, len(shown) - 1))
            ops.append(Remove(row, shown.pop(row)))
        elif kind == "update":
            row = draw(st.integers(0, len(shown) - 1))
            ops.append(Update(row, shown[row]))
        else:
            source = draw(st.integers(0, len(shown) - 1))
            other = draw(st.integers(0, len(shown) - 2))
            target = other + (other >= source)
            case_id = shown.pop(source)
            shown.insert(target, case_id)
            ops.append(Move(source, target, case_id))
    return ops


def played(ops: list[Op]) -> list[str]:
    shown: list[str] = []
    for op in ops:
        match op:
            case Insert(row, case_id):
                shown.insert(row, case_id)
            case Remove(row, _):
                del shown[row]
            case Move(source, target, _):
                shown.insert(target, shown.pop(source))
    return shown


@given(op_lists())
def test_that_played_operations_equal_a_plain_list(qapp: QApplication, ops: list[Op]) -> None:
    model = CaseTableModel(make_row)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.play(ops, list)
    expected = played(ops)
    assert list(model.ids) == expected
    assert [model.row_of(case_id) for case_id in expected] == list(range(len(expected)))
    assert [model.data(model.index(row, 0), ROW_ROLE).id for row in range(model.rowCount())] == expected  # type: ignore[attr-defined]
    assert model.row_of("never") == -1
    tester.deleteLater()


def test_that_a_move_to_its_own_row_only_repaints(qapp: QApplication) -> None:
    model = CaseTableModel(make_row)
    model.reset(["a", "b"])
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last, roles: changed.append(first.row()))
    model.play([Move(1, 1, "b")], list)
    assert (list(model.ids), changed) == (["a", "b"], [1])


def test_that_a_reset_takes_the_whole_list(qapp: QApplication) -> None:
    model = CaseTableModel(make_row)
    model.reset(["a"])
    model.play([Reset()], lambda: ["x", "y"])
    assert list(model.ids) == ["x", "y"]


def test_that_rows_are_prepared_once_until_something_changes(qapp: QApplication) -> None:
    made: list[str] = []

    def counting(case_id: str) -> CaseRow | None:
        made.append(case_id)
        return make_row(case_id)

    model = CaseTableModel(counting)
    model.reset(["a", "b"])
    for _ in range(3):
        model.data(model.index(0, 0), ROW_ROLE)
    assert made == ["a"]
    model.play([Update(0, "a")], list)
    model.data(model.index(0, 0), ROW_ROLE)
    assert made == ["a", "a"]
    model.refresh(0, 9)
    model.data(model.index(0, 0), ROW_ROLE)
    assert made == ["a", "a", "a"]


def test_that_roles_and_edges_are_answered(qapp: QApplication) -> None:
    model = CaseTableModel(make_row)
    model.reset(["a", "gone"])
    first, second = model.index(0, 0), model.index(1, 0)
    assert model.data(first, Qt.ItemDataRole.DisplayRole) == "title a"
    assert model.data(first, Qt.ItemDataRole.AccessibleTextRole) == "spoken a"
    assert model.data(first, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(second, ROW_ROLE) is None
    assert model.data(second, Qt.ItemDataRole.DisplayRole) == ""
    assert model.data(second, Qt.ItemDataRole.AccessibleTextRole) == ""
    assert model.data(QModelIndex(), ROW_ROLE) is None
    assert (model.id_at(0), model.id_at(-1), model.id_at(2)) == ("a", None, None)
    assert (model.rowCount(first), model.columnCount(first)) == (0, 0)
    model.refresh(5, 9)
