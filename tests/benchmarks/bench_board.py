"""Re-sort, filter, change and swap of a large board, against plain Python in the same run.

Ratios compare machines fairly, milliseconds do not; both are printed.
"""

from __future__ import annotations

import gc
import random
import time
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
from tests.helpers.records import T0, make_case

TITLES = ("无照经营游商占道", "占用消防通道", "井盖破损", "电动自行车飞线充电", "路面坑洼积水", "垃圾清理不及时")
ROADS = ("杨公路", "和睦路", "九环路", "艮山东路", "九沙大道", "德胜东路", "客运中心", "三村路")
DEPARTMENTS = tuple(f"D{number}" for number in range(20))
MEGABYTE = 2**20


def invented(rng: random.Random, number: int) -> Case:
    opened = T0 - rng.randrange(30 * DAY)
    deadline = None if rng.random() < 0.2 else T0 + rng.randrange(-5 * DAY, 5 * DAY)
    return make_case(
        id=f"{rng.getrandbits(128):032x}", number=f"JB-20250924-{number:06}", state="in_progress",
        severity="major" if rng.random() < 0.01 else "general", title=f"{rng.choice(TITLES)}{rng.randrange(500)}",
        description=f"某处发现问题（{number}）", address=f"九堡街道{rng.choice(ROADS)}{rng.randrange(900)}号",
        platform_code=f"P{rng.randrange(4)}", department_code=rng.choice(DEPARTMENTS),
        community_code=f"3301020180{rng.randrange(23):02}", grid_code=f"330102018001{rng.randrange(98):03}",
        category_code=f"event-{rng.randrange(10):02}-{rng.randrange(12):02}", lon=120 + rng.random(),
        lat=30 + rng.random(), opened_at=opened, filed_at=opened + 5 * MINUTE, dispatched_at=opened + 9 * MINUTE,
        accepted_at=opened + 20 * MINUTE, due_at=deadline, deadline_at=deadline, changed_at=opened + 20 * MINUTE,
    )  # fmt: skip


class Street:
    """A board, a view of it and the same cases as a plain list."""

    def __init__(self, size: int) -> None:
        rng, process = random.Random(1), psutil.Process()
        empty = process.memory_info().rss
        self.cases = [invented(rng, number) for number in range(size)]
        self.board = Board(T0)
        took = milliseconds(lambda: self.board.load(self.cases), 1)
        texts = milliseconds(self.board.prepare_search, 1)
        self.view = CaseView(self.board)
        grown = (process.memory_info().rss - empty) / MEGABYTE
        print(f"\n{size} cases: loaded in {took:.0f} ms, search texts in {texts:.0f} ms, {grown:.0f} MB with records")
        self.texts = [case_text(case) for case in self.cases]
        gc.collect()
        gc.freeze()


def milliseconds(work: Callable[[], object], times: int = 7) -> float:
    """The shortest of several runs, in processor time: others on the machine count less."""
    spans = []
    for _ in range(times):
        start = time.process_time()
        work()
        spans.append(time.process_time() - start)
    return min(spans) * 1_000


def compare(what: str, board: Callable[[], object], plain: Callable[[], object]) -> float:
    ours, theirs = milliseconds(board), milliseconds(plain, 3)
    print(f"{what}: {ours:.1f} ms, plain Python {theirs:.1f} ms, ratio {theirs / ours:.1f}")
    return theirs / ours


@pytest.fixture(scope="module")
def street() -> Street:
    from tests.conftest import LONG

    return Street(100_000 if LONG else 20_000)


def test_that_sorting_anew_is_faster_than_plain_python(street: Street) -> None:
    def resort() -> None:
        street.view.set_order(Order.NEWEST)
        street.view.set_order(Order.URGENCY)

    def plain() -> None:
        sorted(street.cases, key=lambda case: (-case.opened_at, case.id))
        sorted(street.cases, key=urgency_key)

    assert compare("sort twice (newest, urgency)", resort, plain) > 1


@pytest.mark.parametrize("text", ["井盖", "jgps", "杨公路 坑洼"])
def test_that_filtering_is_faster_than_plain_python(street: Street, text: str) -> None:
    wanted = CaseFilter(text=text, departments=frozenset({"D3"}))
    words, texts = text.split(), street.texts

    def filtered() -> None:
        street.view.set_filter(wanted)

    def plain() -> list[str]:
        found = [
            case
            for case, said in zip(street.cases, texts, strict=True)
            if all(word in said for word in words) and case.department_code == "D3"
        ]
        return [case.id for case in sorted(found, key=urgency_key)]

    spans = []
    for _ in range(5):
        street.view.set_filter(ALL)
        spans.append(milliseconds(filtered, 1))
    theirs = milliseconds(plain, 3)
    print(f"filter D3 + {text}: {min(spans):.1f} ms, plain Python {theirs:.1f} ms, ratio {theirs / min(spans):.1f}")
    assert theirs / min(spans) > 1


def test_that_text_alone_is_found_quickly(street: Street) -> None:
    for text in ("井盖", "ygl", "nothing", "a"):
        street.view.set_filter(ALL)
        wanted = CaseFilter(text=text)
        span = milliseconds(lambda wanted=wanted: street.view.set_filter(wanted), 1)  # type: ignore[misc]
        print(f"filter {text}: {span:.1f} ms for {len(street.view)} rows")
        assert street.view.filter.text == text


def test_that_single_changes_cost_less_than_sorting(street: Street) -> None:
    rng = random.Random(2)
    street.view.set_filter(ALL)
    ids = rng.sample(street.view.rows(), 1_000)
    held = {case.id: case for case in street.board}
    changed = [replace(held[i], version=2, deadline_at=T0 + rng.randrange(DAY)) for i in ids]
    start = time.process_time()
    for case in changed:
        street.view.apply(street.board.apply([case]))
    each = (time.process_time() - start) / len(changed) * 1_000
    sort = milliseconds(lambda: sorted(street.cases, key=urgency_key), 1)
    print(f"one change, board and view: {each * 1_000:.0f} µs; plain sort {sort:.0f} ms")
    assert each < sort


def test_that_time_and_swaps_take_milliseconds(street: Street) -> None:
    board = street.board
    day = milliseconds(lambda: board.advance(board.now + DAY), 1)
    minute = milliseconds(lambda: board.advance(board.now + MINUTE), 1)
    fresh = Board(board.now)
    fresh.load([replace(case) for case in board])
    steps = 0

    def share() -> None:
        nonlocal steps
        steps = sum(1 for _ in board.share_with(fresh))

    sharing = milliseconds(share, 1)
    swap = milliseconds(lambda: board.replace(fresh), 1)
    print(f"time: a minute {minute:.1f} ms, a day at once {day:.0f} ms; "
          f"swap {swap:.0f} ms after sharing {sharing:.0f} ms in {steps + 1} slices")  # fmt: skip
    assert len(board) == len(street.cases)
