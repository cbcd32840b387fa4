"""What filters let through."""

from __future__ import annotations

import pytest

from models.board.board import Board
from models.board.case_filter import CaseFilter
from models.board.matching import CodesAsNames, Matcher
from models.board.view import CaseView
from models.domain.figures import MISSING
from tests.helpers.records import T0, make_case


def one(*values: str) -> frozenset[str]:
    return frozenset(values)


CASES = [
    make_case(
        id="shop", title="无照经营", address="杨公路１２号", number="JB-0007", lon=120.0, lat=30.0, category_code="k"
    ),
    make_case(
        id="bank", title="行人过街难", address="银行门口", number="JB-0012", deadline_at=None, department_code="A"
    ),
    make_case(id="lid", title="井盖 缺失", address="", severity="major", number="X"),
]


def shown(wanted: CaseFilter) -> set[str]:
    board = Board(T0)
    board.load(CASES)
    return set(CaseView(board, wanted).rows())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wzjy", {"shop"}),
        ("WuZhao", {"shop"}),
        ("无照", {"shop"}),
        ("杨公路12", {"shop"}),
        ("ygl12", {"shop"}),
        ("ｊｂ－００１２", {"bank"}),
        ("yinhang", {"bank"}),
        ("xingren", {"bank"}),
        ("缺失 井盖", {"lid"}),
        ("井盖 无照", set()),
        ("jb", {"shop", "bank"}),
        ("  ", {"shop", "bank", "lid"}),
    ],
)
def test_that_text_finds_by_words_by_pinyin_and_by_initials(text: str, expected: set[str]) -> None:
    assert shown(CaseFilter(text=text)) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (CaseFilter(without_position=True), {"bank", "lid"}),
        (CaseFilter(without_category=True), {"bank", "lid"}),
        (CaseFilter(without_deadline=True), {"bank"}),
        (CaseFilter(departments=one(MISSING)), {"shop", "lid"}),
        (CaseFilter(departments=one(MISSING, "A"), alarming=True), {"lid"}),
        (CaseFilter(ids=one("lid", "unknown")), {"lid"}),
        (CaseFilter(ids=frozenset()), set()),
        (CaseFilter(states=one("filed")), set()),
        (CaseFilter(urgencies=one("no such urgency")), set()),
    ],
)
def test_that_every_restriction_must_hold(wanted: CaseFilter, expected: set[str]) -> None:
    assert shown(wanted) == expected


def test_that_a_department_finds_the_cases_in_which_it_assists() -> None:
    board = Board(T0)
    board.load([
        make_case(id="leads", department_code="D1"), make_case(id="helps", department_code="D2", assistants="D1 D3"),
        make_case(id="other", department_code="D2", assistants="D3"), make_case(id="alone", department_code="D2"),
    ])  # fmt: skip
    matcher = Matcher(CaseFilter(departments=frozenset({"D1"})), CodesAsNames())
    slots = board.table.all_slots()
    found = {case.id for case in board.table.cases_in(slots[matcher.select(board.table, slots)])}
    assert found == {"leads", "helps"}
