"""Names of codes are searched too."""

from __future__ import annotations

from models.board.board import Board
from models.board.case_filter import CaseFilter
from models.board.ops import Insert, Remove
from models.board.view import CaseView
from models.domain.case import Case
from models.domain.instant import MINUTE
from tests.helpers.records import T0, make_case


def case(case_id: str, due: int | None = 600, version: int = 1, **changes: object) -> Case:
    """A case due so many minutes after T0."""
    deadline = None if due is None else T0 + due * MINUTE
    return make_case(id=case_id, version=version, deadline_at=deadline, changed_at=T0 + version, **changes)


def board_of(*cases: Case) -> Board:
    board = Board(T0)
    board.load(cases)
    return board


class Names:
    def __init__(self, department: str) -> None:
        self._department = department

    def department(self, code: str | None) -> str:
        return self._department

    def category(self, code: str | None) -> str:
        return "无照经营"


def test_that_names_of_department_and_category_are_searched_in_the_users_language() -> None:
    board = board_of(case("a", department_code="D1", title=""), case("b", category_code="k1", title=""), case("c"))
    view = CaseView(board, CaseFilter(text="Fire"), names=Names("Fire Brigade"))
    assert view.rows() == ["a"]
    assert view.set_names(Names("重庆消防")) == [Remove(0, "a")]
    assert view.set_filter(CaseFilter(text="cqxf")) == [Insert(0, "a")]
    assert view.set_filter(CaseFilter(text="wuzhao jing")) == [Remove(0, "a"), Insert(0, "b")]


def test_that_codes_are_searched_where_no_names_are_known() -> None:
    board = board_of(case("a", department_code="PWDx"), case("b"))
    assert CaseView(board, CaseFilter(text="pwd")).rows() == ["a"]
