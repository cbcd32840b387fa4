"""The live queue: selection, place, keys."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.helpers.case_rows import CaseModel, case
from widgets.case_list import ROW_HEIGHT, CaseListView

HEIGHT = 600


def cases(count: int, prefix: str = "c") -> list[str]:
    return [f"{prefix}{number}" for number in range(count)]


@pytest.fixture
def model() -> CaseModel:
    return CaseModel([case(name) for name in cases(50)])


@pytest.fixture
def view(qtbot: QtBot, model: CaseModel) -> CaseListView:
    view = CaseListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(420, HEIGHT)
    view.show()
    qtbot.waitExposed(view)
    return view


def y_of(view: CaseListView, model: CaseModel, case_id: str) -> int:
    """Where a case is on the screen, from Qt's own geometry."""
    return view.visualRect(model.index(model.row_of(case_id), 0)).top()


def scroll(view: CaseListView, value: int) -> None:
    view.verticalScrollBar().setValue(value)


def click(qtbot: QtBot, view: CaseListView, row: int) -> None:
    y = row * ROW_HEIGHT - view.verticalScrollBar().value() + 20
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, y))


# -- selection -------------------------------------------------------------------------------------


def test_that_a_click_selects_and_tells(qtbot: QtBot, view: CaseListView) -> None:
    with qtbot.waitSignal(view.case_selected) as told:
        click(qtbot, view, 2)
    assert told.args == ["c2"]
    assert view.selected_id() == "c2"
    with qtbot.assertNotEmitted(view.case_selected):
        click(qtbot, view, 2)


def test_that_selecting_by_program_is_silent_and_scrolls(qtbot: QtBot, view: CaseListView, model: CaseModel) -> None:
    with qtbot.assertNotEmitted(view.case_selected):
        assert view.select_id("c40")
    assert view.currentIndex().row() == 40
    assert 0 <= y_of(view, model, "c40") <= HEIGHT - ROW_HEIGHT
    before = view.verticalScrollBar().value()
    assert view.select_id("c0", scroll=False)
    assert view.verticalScrollBar().value() == before
    assert not view.select_id("")
    assert view.selected_id() == ""
    assert not view.selectionModel().hasSelection()


def test_that_no_modifier_and_no_empty_ground_takes_the_mark_away(qtbot: QtBot, view: CaseListView) -> None:
    view.select_id("c2")
    where = QPoint(100, 2 * ROW_HEIGHT + 20)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, where)
    assert view.selectionModel().isRowSelected(2)
    view.setModel(CaseModel([case("only")]))
    view.select_id("only")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 400))
    assert view.selectionModel().isRowSelected(0)


def test_that_dragging_does_not_run_through_the_cases(qtbot: QtBot, view: CaseListView) -> None:
    click(qtbot, view, 1)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 80))
    QTest.mouseMove(view.viewport(), QPoint(100, 400))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 400))
    assert view.selected_id() == "c1"


def test_that_a_selected_case_that_leaves_is_not_replaced_by_a_neighbour(
    qtbot: QtBot, view: CaseListView, model: CaseModel
) -> None:
    view.select_id("c3")
    with qtbot.assertNotEmitted(view.case_selected):
        model.remove(3, 3)
    assert view.selected_id() == "c3"
    assert not view.currentIndex().isValid()
    assert not view.selectionModel().hasSelection()
    with qtbot.assertNotEmitted(view.case_selected):
        model.insert(7, [case("c3")])
    assert view.currentIndex().row() == 7
    assert view.selectionModel().isRowSelected(7)


def test_that_keys_go_on_from_the_gap_a_selected_case_left(qtbot: QtBot, view: CaseListView, model: CaseModel) -> None:
    view.select_id("c5")
    model.remove(5, 5)
    model.insert(0, [case("new")])
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.selected_id() == "c6"
    model.remove(6, 6)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.selected_id() == "c4"


def test_that_a_case_asked_for_early_is_marked_when_it_comes(view: CaseListView, model: CaseModel) -> None:
    assert not view.select_id("late")
    model.insert(4, [case("late")])
    assert view.currentIndex().row() == 4
    assert not CaseListView().select_id("x")


# -- place -----------------------------------------------------------------------------------------


def test_that_arrivals_above_do_not_move_what_is_seen(qtbot: QtBot, view: CaseListView, model: CaseModel) -> None:
    scroll(view, 10 * ROW_HEIGHT + 13)
    before = y_of(view, model, "c12")
    with qtbot.waitSignal(view.arrived_above) as told:
        model.insert(0, [case(name) for name in cases(5, "new")])
    assert told.args == [5]
    assert y_of(view, model, "c12") == before
    model.remove(2, 4)
    assert y_of(view, model, "c12") == before
    model.move(20, 20, 0)
    assert y_of(view, model, "c12") == before
    model.move(0, 0, 30)
    assert y_of(view, model, "c12") == before


def test_that_arrivals_below_neither_move_nor_count(qtbot: QtBot, view: CaseListView, model: CaseModel) -> None:
    scroll(view, 600)
    with qtbot.assertNotEmitted(view.arrived_above):
        model.insert(40, [case("new")])
    assert view.verticalScrollBar().value() == 600


def test_that_the_selected_case_stays_where_it_is_even_at_the_top(view: CaseListView, model: CaseModel) -> None:
    view.select_id("c0")
    model.insert(0, [case("new0"), case("new1")])
    assert y_of(view, model, "c0") == 0
    model.insert(3, [case("below")])
    assert y_of(view, model, "c0") == 0


def test_that_at_the_top_with_nothing_selected_the_newest_shows(
    qtbot: QtBot, view: CaseListView, model: CaseModel
) -> None:
    with qtbot.assertNotEmitted(view.arrived_above):
        model.insert(0, [case("new")])
    assert view.verticalScrollBar().value() == 0
    assert y_of(view, model, "new") == 0
    assert view.anchor() is None


@pytest.mark.parametrize("change", ["replace", "reorder"])
def test_that_a_reset_restores_selection_and_place_by_case(
    qtbot: QtBot, view: CaseListView, model: CaseModel, change: str
) -> None:
    view.select_id("c20")
    scroll(view, 15 * ROW_HEIGHT + 7)
    before = y_of(view, model, "c20")
    rows = [case(name) for name in cases(50)]
    arrivals = [case(name) for name in cases(9, "new")]
    rows = arrivals + rows if change == "replace" else rows[40:] + rows[:40]
    with qtbot.assertNotEmitted(view.case_selected):
        getattr(model, change)(rows)
    assert view.selected_id() == "c20"
    assert view.selectionModel().isRowSelected(model.row_of("c20"))
    assert y_of(view, model, "c20") == before


def test_that_after_a_reset_the_next_case_still_there_holds_the_place(view: CaseListView, model: CaseModel) -> None:
    scroll(view, 10 * ROW_HEIGHT + 7)
    before = y_of(view, model, "c12")
    model.replace([case("x"), *(case(name) for name in cases(50) if name not in ("c10", "c11"))])
    assert y_of(view, model, "c12") == before


def test_that_a_reset_with_nothing_left_in_view_or_at_the_top_does_no_harm(
    view: CaseListView, model: CaseModel
) -> None:
    scroll(view, 600)
    anchor = view.anchor()
    assert anchor is not None
    model.replace([case(name) for name in cases(30, "other")])
    assert not view.keep_anchor(anchor)
    model.replace([])
    assert view.anchor() is None
    model.replace([case(name) for name in cases(30)])
    assert view.verticalScrollBar().value() == 0
    assert view.row_count() == 30


def test_that_another_model_can_be_put_in_and_taken_out(view: CaseListView, model: CaseModel) -> None:
    other = CaseModel([case("c7"), case("x")])
    view.select_id("c7")
    view.setModel(other)
    assert view.currentIndex().row() == 0
    model.insert(0, [case("unseen")])
    assert view.row_count() == 2
    view.setModel(None)
    assert view.row_count() == 0
    assert view.anchor() is None


@pytest.mark.parametrize("seed", range(6))
def test_that_random_changes_never_move_the_selected_case_or_the_selection(
    view: CaseListView, model: CaseModel, seed: int
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    random, names = Random(seed), iter(cases(10_000, "n"))
    told: list[str] = []
    view.case_selected.connect(told.append)
    view.select_id("c25")
    scroll(view, 20 * ROW_HEIGHT + 11)
    for _ in range(150):
        before, count = y_of(view, model, "c25"), len(model.rows)
        here = model.row_of("c25")
        if count < 40 or random.random() < 0.4:
            model.insert(random.randint(0, count), [case(next(names)) for _ in range(random.randint(1, 3))])
        elif random.random() < 0.5:
            first = random.choice([row for row in range(count - 1) if here not in (row, row + 1)])
            model.remove(first, first + 1)
        else:
            _move_one(model, random, here)
        at, last = model.row_of("c25"), view.verticalScrollBar().maximum()
        assert y_of(view, model, "c25") == before or at * ROW_HEIGHT - before not in range(0, last + 1)
        assert view.selectionModel().isRowSelected(at)
        assert view.selected_id() == "c25"
    assert told == []
    assert tester.model() is model


def _move_one(model: CaseModel, random: Random, here: int) -> None:
    row = random.choice([row for row in range(len(model.rows)) if row != here])
    model.move(row, row, random.choice([to for to in range(len(model.rows) + 1) if to not in (row, row + 1)]))
