"""The board: sort, filter, change and swap against plain Python on the same records.

The baseline is what one writes without a board: `sorted` with the order's key, a loop over prepared texts. Both are
timed in processor time too.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable
from dataclasses import replace

import psutil
import pytest

from models.board.board import Board
from models.board.case_filter import ALL, CaseFilter
from models.board.orders import Order
from models.board.search_text import case_text
from models.board.view import CaseView
from models.domain.case import Case, urgency_key
from models.domain.instant import DAY, MINUTE
from tests.benchmarks.figures import Row, Samples, alternate, work
from tests.benchmarks.invented import invented_cases
from tests.helpers.records import T0

MEGABYTE = 2**20


class Street:
    """A board, a view of it and the same cases as a plain list."""

    def __init__(self, size: int) -> None:
        process = psutil.Process()
        empty = process.memory_info().rss
        self.cases = invented_cases(size)
        self.board = Board(T0)
        self.loading, self.preparing = Samples(), Samples()
        self.loading.timed(lambda: self.board.load(self.cases))
        self.preparing.timed(self.board.prepare_search)
        self.view = CaseView(self.board)
        self.megabytes = (process.memory_info().rss - empty) / MEGABYTE
        self.texts = [case_text(case) for case in self.cases]
        gc.collect()
        gc.freeze()

    def shown(self) -> list[str]:
        return self.view.rows()

    def expected(self) -> list[str]:
        return [case.id for case in sorted(self.board, key=urgency_key)]


@pytest.fixture(scope="module")
def street(short: bool) -> Street:
    return Street(20_000 if short else 100_000)


def test_that_the_whole_board_is_there(street: Street, note: Callable[[str], None]) -> None:
    assert len(street.board) == len(street.cases)
    note(
        f"{len(street.cases):,} cases (processor times): loaded in {work(street.loading)}, search texts "
        f"made in {work(street.preparing)}, {street.megabytes:.0f} MB with the records."
    )


def test_that_sorting_anew_gives_the_order_of_plain_python(street: Street, show: Callable[[Row], None]) -> None:
    def resort() -> None:
        street.view.set_order(Order.NEWEST)
        street.view.set_order(Order.URGENCY)

    def plain() -> None:
        sorted(street.cases, key=lambda case: (-case.opened_at, case.id))
        sorted(street.cases, key=urgency_key)

    show(Row(f"sort {len(street.cases):,} twice", *_with("sorted() twice", alternate(5, resort, plain)), "faster"))
    assert street.shown() == street.expected()


def _with(against: str, both: tuple[Samples, Samples]) -> tuple[Samples, str, Samples]:
    return both[0], against, both[1]


@pytest.mark.parametrize("text", ["井盖", "jgps", "杨公路 坑洼"])
def test_that_filtering_finds_what_a_loop_finds(street: Street, show: Callable[[Row], None], text: str) -> None:
    wanted = CaseFilter(text=text, departments=frozenset({"D3"}))
    words, texts = text.split(), street.texts

    def plain() -> list[str]:
        found = [
            case
            for case, said in zip(street.cases, texts, strict=True)
            if all(word in said for word in words) and case.department_code == "D3"
        ]
        return [case.id for case in sorted(found, key=urgency_key)]

    ours, theirs = Samples(), Samples()
    for _ in range(7):
        street.view.set_filter(ALL)
        ours.timed(lambda: street.view.set_filter(wanted))
        theirs.timed(plain)
    show(Row(f"filter {len(street.cases):,}: D3 and “{text}”", ours, "a loop and sorted()", theirs, "faster"))
    assert street.shown() == plain()
    assert len(street.view) > 0
    street.view.set_filter(ALL)


def test_that_one_change_moves_one_row(street: Street, show: Callable[[Row], None]) -> None:
    rng = random.Random(2)
    ids = rng.sample(street.shown(), 1_000)
    held = {case.id: case for case in street.board}
    changed = [replace(held[i], version=2, deadline_at=T0 + rng.randrange(DAY)) for i in ids]
    ours, theirs = Samples(), Samples()
    for number, case in enumerate(changed):
        ours.timed(lambda case=case: street.view.apply(street.board.apply([case])))  # type: ignore[misc]
        if number % 200 == 0:
            theirs.timed(street.expected)
    show(Row("one changed case, board and view", ours, "sorted() anew", theirs, "faster"))
    assert street.shown() == street.expected()


def test_that_time_and_swaps_leave_the_same_cases(street: Street, note: Callable[[str], None]) -> None:
    board = street.board
    day, minute, sharing, swap = Samples(), Samples(), Samples(), Samples()
    day.timed(lambda: board.advance(board.now + DAY))
    minute.timed(lambda: board.advance(board.now + MINUTE))
    fresh = Board(board.now)
    fresh.load([replace(case) for case in board])
    before: list[Case] = sorted(board, key=urgency_key)
    sharing.timed(lambda: list(board.share_with(fresh)))
    swap.timed(lambda: board.replace(fresh))
    note(
        f"Processor time of passing time: a minute {work(minute)}, a day at once {work(day)}; a new snapshot of the "
        f"same cases swapped in {work(swap)} after sharing its records in {work(sharing)} (in slices)."
    )
    assert sorted(board, key=urgency_key) == before
