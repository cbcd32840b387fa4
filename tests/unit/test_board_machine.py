"""Board and views against a plain model: any news in any order, time to and fro, swaps, late flushes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.board.board import Board
from models.board.case_filter import ALL, CaseFilter
from models.board.counts import count
from models.board.diff import BoardDiff, Removal
from models.board.ops import Insert, Move, Op, Remove, Reset, Update
from models.board.orders import SORT_KEYS, Order
from models.board.search_text import fold, search_text
from models.board.timed import TimedCase
from models.board.view import CaseView
from models.domain.case import OPEN_STATES, Case, urgency
from models.domain.figures import MISSING, GroupFigures, figures_of
from models.domain.instant import HOUR, MINUTE, Instant
from tests.helpers.records import T0, make_case

IDS = [f"c{number}" for number in range(8)]
MINUTES = st.integers(-600, 600)
CODES = st.sampled_from([None, "A", "B", ""])
NAMES = {"A": "市容环境", "B": "银行重地"}
WORDS = ("井盖", "jg", "yinhang", "12", "市容", "srhj", "Ａ座", "nothing", "a")
FIELDS = {
    "platforms": "platform_code", "departments": "department_code", "communities": "community_code",
    "grids": "grid_code", "categories": "category_code", "states": "state", "severities": "severity",
    "sources": "source", "holders": "holder_code",
}  # fmt: skip


class Named:
    def category(self, code: str | None) -> str:
        return NAMES.get(code or "", code or MISSING)

    def department(self, code: str | None) -> str:
        return NAMES.get(code or "", code or MISSING)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """Everything of a case but its id and version."""
    deadline = draw(st.none() | MINUTES)
    return {
        "state": draw(st.sampled_from([*sorted(OPEN_STATES), "closed", "void"])),
        "severity": draw(st.sampled_from(["general", "major", "critical"])),
        "acknowledged_at": draw(st.sampled_from([None, T0])),
        "source": draw(st.sampled_from(["phone", "web"])),
        "title": draw(st.sampled_from(["井盖破损", "占用消防通道", "ＡＢＣ 井盖", ""])),
        "address": draw(st.sampled_from(["银行路12号", "九堡Ａ座", "12 Beacon St"])),
        "number": draw(st.sampled_from(["T-1", "T-2", "T-12"])),
        "opened_at": T0 + draw(st.integers(-3, 3)) * HOUR,
        "deadline_at": None if deadline is None else T0 + deadline * MINUTE,
        "lon": draw(st.sampled_from([None, 120.2])),
        "lat": draw(st.sampled_from([None, 30.3])),
        "platform_code": draw(CODES),
        "department_code": draw(CODES),
        "community_code": draw(CODES),
        "grid_code": draw(CODES),
        "category_code": draw(CODES),
        "holder_code": draw(CODES),
    }


BOUNDS = st.none() | st.tuples(st.none() | MINUTES, st.none() | MINUTES)


def bounded(case: Case, bounds: tuple[int | None, int | None] | None) -> TimedCase | None:
    if bounds is None:
        return None
    appears, ends = (None if minute is None else T0 + minute * MINUTE for minute in bounds)
    return TimedCase(case, appears, ends)


CODE_SETS = st.just(frozenset[str]()) | st.frozensets(st.sampled_from([MISSING, "A", "B"]), min_size=1, max_size=2)


@st.composite
def filters(draw: st.DrawFn) -> CaseFilter:
    """A filter with one or two restrictions of any kind."""
    found = ALL
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from([*FIELDS, "urgencies", "text", "flag", "ids"]))
        changes: dict[str, Any]
        if name == "text":
            changes = {"text": " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=2)))}
        elif name == "flag":
            changes = {draw(st.sampled_from(
                ["alarming", "without_position", "without_category", "without_deadline"])): True}  # fmt: skip
        elif name == "ids":
            changes = {"ids": draw(st.frozensets(st.sampled_from([*IDS, "unknown"])))}
        else:
            keys = {
                "states": st.sampled_from(sorted(OPEN_STATES)),
                "severities": st.sampled_from(["general", "major"]),
                "sources": st.sampled_from(["phone", "web", "no such"]),
                "urgencies": st.sampled_from(["overdue", "due_soon", "on_track"]),
            }.get(name)
            changes = {name: draw(CODE_SETS if keys is None else st.frozensets(keys, max_size=2))}
        found = replace(found, **changes)
    return found


def passes(case: Case, wanted: CaseFilter, now: Instant, due_soon: int) -> bool:
    """The filter once more, as plainly as possible."""
    for name, field in FIELDS.items():
        codes = getattr(wanted, name)
        value = getattr(case, field)
        if codes and (MISSING if value is None else value) not in codes:
            return False
    heap = [fold(case.number), search_text(case.title, case.address)]
    heap += [search_text(Named().category(code)) for code in (case.category_code, case.department_code) if code]
    return (
        (not wanted.urgencies or urgency(case.deadline_at, now, due_soon) in wanted.urgencies)
        and (not wanted.alarming or case.alarming)
        and (not wanted.without_position or case.lon is None or case.lat is None)
        and (not wanted.without_category or case.category_code is None)
        and (not wanted.without_deadline or case.deadline_at is None)
        and (wanted.ids is None or case.id in wanted.ids)
        and all(any(word in text for text in heap) for word in fold(wanted.text).split())
    )


def play(rows: list[str], ops: list[Op], view: CaseView) -> None:
    """Plays operations on a plain list, as an item model does."""
    for op in ops:
        match op:
            case Insert(row, case_id):
                rows.insert(row, case_id)
            case Remove(row, case_id):
                assert rows.pop(row) == case_id
            case Move(source, target, case_id):
                assert source != target
                assert rows.pop(source) == case_id
                rows.insert(target, case_id)
            case Update(row, case_id):
                assert rows[row] == case_id
            case Reset():
                assert len(ops) == 1
                rows[:] = view.rows()


@dataclass
class Known:
    """What the model knows of an id: its newest version, and the record while it is not gone."""

    version: int
    case: Case | None
    appears_at: Instant | None = None
    ends_at: Instant | None = None

    def is_there(self, now: Instant) -> bool:
        return (
            self.case is not None
            and (self.appears_at is None or self.appears_at <= now)
            and (self.ends_at is None or self.ends_at > now)
        )


class Seat:
    """A view, the list a screen would have, and differences not yet shown."""

    def __init__(self, board: Board, wanted: CaseFilter, order: Order) -> None:
        self.view = CaseView(board, wanted, order, Named())
        self.rows = self.view.rows()
        self.pending: list[BoardDiff] = []

    def take(self, ops: list[Op]) -> None:
        play(self.rows, ops, self.view)
        assert self.rows == self.view.rows()

    def flush(self) -> None:
        for diff in self.pending:
            self.take(self.view.apply(diff))
        self.pending = []


class BoardMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.board = Board(T0)
        self.model: dict[str, Known] = {}
        self.sent: list[tuple[Case, TimedCase | None]] = []
        self.seats: list[Seat] = []

    @initialize(wanted=st.lists(filters(), min_size=2, max_size=2))
    def open_views(self, wanted: list[CaseFilter]) -> None:
        self.seats = [
            Seat(self.board, ALL, Order.URGENCY),
            Seat(self.board, wanted[0], Order.DEPARTMENT),
            Seat(self.board, wanted[1], Order.NEWEST),
        ]

    # -- the model ----------------------------------------------------------------------------------
    def here(self) -> dict[str, Case]:
        now = self.board.now
        return {i: known.case for i, known in self.model.items() if known.case is not None and known.is_there(now)}

    def learn(self, model: dict[str, Known], case: Case, bounds: TimedCase | None) -> None:
        known = model.get(case.id, Known(-1, None))
        other = bounds is not None and (bounds.appears_at, bounds.ends_at) != (known.appears_at, known.ends_at)
        rebound = other and known.case is not None and case.version == known.version
        if case.version <= known.version and not rebound:
            return
        appears, ends = (bounds.appears_at, bounds.ends_at) if bounds else (None, None)
        model[case.id] = Known(case.version, case, appears, ends) if case.is_open else Known(case.version, None)

    def check(self, before: dict[str, tuple[Case, Any]], diff: BoardDiff) -> None:
        """The difference names exactly what changed; hands it to the seats."""
        after = {case.id: (case, self.board.urgency_of(case.id)) for case in self.board}
        assert {case.id for case in diff.inserted} == after.keys() - before.keys()
        assert {case.id for case in diff.removed} == before.keys() - after.keys()
        both = before.keys() & after.keys()
        assert {new.id for _, new in diff.updated} == {i for i in both if before[i][0] != after[i][0]}
        assert all((before[new.id][0], after[new.id][0]) == (old, new) for old, new in diff.updated)
        pressed = {i for i in both if before[i][0] == after[i][0] and before[i][1] != after[i][1]}
        assert set(diff.urgency_changed) == pressed
        assert len(set(diff.ids())) == len(diff.ids())
        assert bool(diff) == (before != after)
        for seat in self.seats:
            seat.pending.append(diff)

    def now_there(self) -> dict[str, tuple[Case, Any]]:
        return {case.id: (case, self.board.urgency_of(case.id)) for case in self.board}

    # -- what can happen ----------------------------------------------------------------------------
    @rule(ids=st.lists(st.sampled_from(IDS), min_size=1, max_size=3), data=st.data(), sliced=st.booleans())
    def news_come(self, ids: list[str], data: st.DataObject, sliced: bool) -> None:
        batch = []
        for case_id in ids:
            version = self.model.get(case_id, Known(0, None)).version + data.draw(st.integers(0, 2))
            case = make_case(id=case_id, version=version, changed_at=T0 + version, **data.draw(facts()))
            batch.append((case, bounded(case, data.draw(BOUNDS))))
        self.deliver(batch, sliced)

    @rule(data=st.data())
    def old_news_come_again(self, data: st.DataObject) -> None:
        if self.sent:
            self.deliver(data.draw(st.lists(st.sampled_from(self.sent), min_size=1, max_size=4)), False)

    def deliver(self, batch: list[tuple[Case, TimedCase | None]], sliced: bool) -> None:
        before = self.now_there()
        self.sent = [*self.sent, *batch][-40:]
        # One delta names a case once.
        once = {case.id: (case, bounds) for case, bounds in batch}
        for case, bounds in once.values():
            self.learn(self.model, case, bounds)
        upserts = [case for case, _ in once.values()]
        timed = [bounds for _, bounds in once.values() if bounds is not None]
        if sliced:
            for diff in self.board.apply_sliced(upserts, timed=timed, monotonic=lambda: 0):
                self.check(before, diff)
        else:
            self.check(before, self.board.apply(upserts, timed=timed))

    @rule(case_id=st.sampled_from(IDS), version=st.none() | st.integers(0, 6))
    def case_is_removed(self, case_id: str, version: int | None) -> None:
        before = self.now_there()
        known = self.model.get(case_id, Known(-1, None))
        if version is None or version >= known.version:
            self.model[case_id] = Known(known.version if version is None else version, None)
        removal = case_id if version is None else Removal(case_id, version)
        self.check(before, self.board.apply([], [removal]))

    @rule(minutes=st.integers(-90, 300))
    def time_goes_on_or_back(self, minutes: int) -> None:
        before = self.now_there()
        self.check(before, self.board.advance(self.board.now + minutes * MINUTE))

    @rule()
    def time_comes_to_the_next_threshold(self) -> None:
        at = self.board.next_threshold()
        if at is not None:
            before = self.now_there()
            diff = self.board.advance(at)
            assert diff
            self.check(before, diff)

    @rule(data=st.data(), due_soon=st.sampled_from([2 * HOUR, 2 * HOUR, HOUR]), shared=st.booleans())
    def snapshot_is_swapped_in(self, data: st.DataObject, due_soon: int, shared: bool) -> None:
        """Some cases as they are, some newer, some gone, some new; built at another instant."""
        before = self.now_there()
        model: dict[str, Known] = {}
        content: list[tuple[Case, TimedCase | None]] = []
        for case_id in data.draw(st.lists(st.sampled_from(IDS), unique=True)):
            known = self.model.get(case_id, Known(0, None))
            if known.case is not None and data.draw(st.booleans()):
                same = TimedCase(known.case, known.appears_at, known.ends_at)
                unbounded = same == TimedCase(known.case)
                content.append((replace(known.case), None if unbounded else same))
            else:
                version = known.version + 1
                case = make_case(id=case_id, version=version, changed_at=T0 + version, **data.draw(facts()))
                content.append((case, bounded(case, data.draw(BOUNDS))))
        for case, bounds in content:
            self.learn(model, case, bounds)
        other = Board(T0 + data.draw(MINUTES) * MINUTE, due_soon)
        other.load([case for case, _ in content], [bounds for _, bounds in content if bounds is not None])
        if shared:
            assert list(self.board.share_with(other, monotonic=lambda: 0)) == []
        diff = self.board.replace(other)
        self.model = model
        self.check(before, diff)

    @rule(seat=st.integers(0, 2), wanted=filters())
    def filter_is_changed(self, seat: int, wanted: CaseFilter) -> None:
        self.seats[seat].take(self.seats[seat].view.set_filter(wanted))

    @rule(seat=st.integers(0, 2), order=st.sampled_from(Order))
    def order_is_changed(self, seat: int, order: Order) -> None:
        self.seats[seat].take(self.seats[seat].view.set_order(order))

    @rule(seat=st.integers(0, 2))
    def screen_is_flushed(self, seat: int) -> None:
        self.seats[seat].flush()

    # -- what must hold -----------------------------------------------------------------------------
    @invariant()
    def board_equals_model(self) -> None:
        here = self.here()
        assert {case.id: case for case in self.board} == here
        assert len(self.board) == len(here)
        now, due_soon = self.board.now, self.board.due_soon
        for case in here.values():
            assert self.board.urgency_of(case.id) == urgency(case.deadline_at, now, due_soon)
            assert case.id in self.board

    @invariant()
    def running_figures_equal_a_recount(self) -> None:
        counted = figures_of(self.here().values(), self.board.now, self.board.due_soon)
        assert self.board.figures.snapshot() == counted

    @invariant()
    def next_threshold_is_the_first_instant_that_changes_something(self) -> None:
        now, due_soon = self.board.now, self.board.due_soon
        instants = {
            at for known in self.model.values() for at in (known.appears_at, known.ends_at) if known.case and at
        }
        for case in self.here().values():
            if case.deadline_at is not None:
                instants |= {case.deadline_at - due_soon, case.deadline_at + 1}
        at = self.board.next_threshold()
        assert at is None or at in instants
        # Nothing is missed: at no instant before it would the board be another one.
        state = self.state_at(now)
        for instant in sorted(i for i in instants if i > now and (at is None or i < at)):
            assert self.state_at(instant) == state

    def state_at(self, at: Instant) -> dict[str, str]:
        return {
            case_id: urgency(known.case.deadline_at, at, self.board.due_soon)
            for case_id, known in self.model.items()
            if known.case is not None and known.is_there(at)
        }

    @invariant()
    def flushed_views_equal_a_fresh_sort(self) -> None:
        now, due_soon = self.board.now, self.board.due_soon
        for seat in self.seats:
            assert seat.rows == seat.view.rows()
            if not seat.pending:
                view = seat.view
                found = [case for case in self.here().values() if passes(case, view.filter, now, due_soon)]
                found.sort(key=SORT_KEYS[view.order])
                assert seat.rows == [case.id for case in found]
                assert [view.row_of(case_id) for case_id in seat.rows] == list(range(len(view)))
                assert [view.id_at(row) for row in range(len(view))] == seat.rows
                assert count(self.board, view.filter, Named()) == group(found, now, due_soon)


def group(cases: list[Case], now: Instant, due_soon: int) -> GroupFigures:
    figures = figures_of(cases, now, due_soon)
    return GroupFigures(figures.open, figures.overdue, figures.due_soon)


@pytest.fixture(scope="module", autouse=True)
def small_numbers() -> Iterator[None]:
    """Limits at which other paths begin, small enough to be met."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("models.board.search_text.JOIN_AFTER", 3)
        patch.setattr("models.board.search_text.HITS_BY_FIND", 2)
        patch.setattr("models.board.search_text.FEW", 2)
        patch.setattr("models.board.view.MOST_OPS", 4)
        patch.setattr("models.board.keyed_list.PIECE", 2)
        yield


TestBoardMachine = BoardMachine.TestCase
TestBoardMachine.settings = settings(stateful_step_count=40)
