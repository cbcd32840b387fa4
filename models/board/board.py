"""The board: every open case by id, kept current by deltas and by time."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeAlias

import numpy as np

from models.board.diff import BoardDiff, Changes, Origin, Removal
from models.board.gone import Gone
from models.board.running import BoardFigures
from models.board.swap import difference, pressed, share_records
from models.board.table import NEVER, URGENCIES, CaseTable, urgency_number
from models.board.timed import Timed, is_there, next_edge
from models.domain.case import DUE_SOON, Case, Urgency
from models.domain.instant import Instant, Span

SLICE: Span = 4_000
"""Work of a sliced delta between two breaths of the screen, in microseconds."""
_STEPS = 16
_SHARED = 256


class Board:
    """Open cases at an instant. Owned by one thread.

    `apply` ignores whatever is not newer by version than what was seen, so that deltas may come
    twice or in another order; `advance` moves cases through their thresholds without any row
    changing. Both return what changed. No method waits for anything.
    """

    def __init__(self, now: Instant, due_soon: Span = DUE_SOON) -> None:
        self._now = now
        self._due_soon = due_soon
        self._table = CaseTable()
        self._figures = BoardFigures(now)
        self._timed: dict[str, Timed] = {}
        self._gone = Gone()

    # -- looking ----------------------------------------------------------------------------------
    @property
    def now(self) -> Instant:
        """The instant the board shows."""
        return self._now

    @property
    def due_soon(self) -> Span:
        """Wall time before a deadline within which a case is due soon."""
        return self._due_soon

    @property
    def figures(self) -> BoardFigures:
        """The running figures; another object after `replace`."""
        return self._figures

    @property
    def table(self) -> CaseTable:
        """Slots and arrays, for views; another object after `replace`, never to be written to."""
        return self._table

    def __len__(self) -> int:
        return len(self._table.records)

    def __iter__(self) -> Iterator[Case]:
        return iter(self._table.records.values())

    def __contains__(self, case_id: object) -> bool:
        return case_id in self._table.records

    def get(self, case_id: str) -> Case | None:
        """An open case, None when it is not on the board."""
        return self._table.records.get(case_id)

    def urgency_of(self, case_id: str) -> Urgency | None:
        """How pressing a case is at the board's instant, None when it is not on the board."""
        case, number = self._table.get(case_id)
        return None if case is None else URGENCIES[number]

    def next_threshold(self) -> Instant | None:
        """The first instant at which `advance` will change something, None when time changes nothing."""
        thresholds = self._table.threshold[: len(self._table)]
        first = int(thresholds.min()) if thresholds.size else NEVER
        return None if first == NEVER else first

    # -- changing ---------------------------------------------------------------------------------
    def load(self, cases: Iterable[Case], timed: Iterable[Timed] = ()) -> None:
        """Takes in many records before anybody looks; may be called again with more.

        A case in `timed` is on the board only within its bounds, even if it is among `cases` too.
        Records that are not newer than what is there, or not open, are left out.
        """
        newest: dict[str, Bounded] = {}
        for bounded in _bounded(cases, timed):
            known = newest.get(bounded[0].id)
            if known is None or bounded[0].version > known[0].version:
                newest[bounded[0].id] = bounded
        records: list[Case] = []
        edges: list[Instant] = []
        for case, bound in newest.values():
            if not case.is_open or case.id in self._table.slots or case.id in self._gone:
                self._upsert(case, bound, Changes())
            elif bound is None:
                records.append(case)
                edges.append(NEVER)
            else:
                self._timed[case.id] = bound
                edge = next_edge(bound, self._now)
                if is_there(bound, self._now):
                    records.append(case)
                    edges.append(edge)
                else:
                    self._table.wait(case.id, edge)
        slots = self._table.extend(records, edges, self._now, self._due_soon)
        self._figures.add_many(records, self._table.urgency[slots].tolist())

    def apply(
        self,
        upserts: Iterable[Case],
        removals: Iterable[str | Removal] = (),
        origins: Mapping[str, Origin] | None = None,
        timed: Iterable[Timed] = (),
    ) -> BoardDiff:
        """Takes in changed records and removals of a delta.

        A record that is no longer open leaves the board. A removal without a version takes whatever
        is there. `timed` gives bounds for some of the upserts, or brings cases of its own.
        """
        changes = Changes()
        for news in chain(_bounded(upserts, timed), removals):
            self._take(news, changes)
        return changes.diff(self._table.get, origins or {})

    def apply_sliced(
        self,
        upserts: Iterable[Case],
        removals: Iterable[str | Removal] = (),
        origins: Mapping[str, Origin] | None = None,
        timed: Iterable[Timed] = (),
        *,
        most: Span = SLICE,
        monotonic: Callable[[], int] = time.perf_counter_ns,
    ) -> Iterator[BoardDiff]:
        """`apply` in slices of at most about `most` microseconds; gives each slice's difference.

        `monotonic` gives nanoseconds. A delta of nothing gives nothing. Whoever takes the differences
        may apply other deltas between two of them.
        """
        changes, start, count = Changes(), monotonic(), 0
        for news in chain(_bounded(upserts, timed), removals):
            self._take(news, changes)
            count += 1
            if count % _STEPS == 0 and monotonic() - start >= most * 1_000:
                yield changes.diff(self._table.get, origins or {})
                changes, start, count = Changes(), monotonic(), 0
        if count:
            yield changes.diff(self._table.get, origins or {})

    def advance(self, now: Instant) -> BoardDiff:
        """Time has come to `now`. Earlier than before (a corrected clock) is allowed too."""
        back = now < self._now
        self._now = self._figures.at = now
        table = self._table
        slots = table.all_slots()
        if back:
            pressed = table.urgencies_at(slots, now, self._due_soon) != table.urgency[: len(slots)]
            moved = np.flatnonzero(pressed & table.present[: len(slots)])
            ids = [*dict.fromkeys(chain((table.ids[slot] for slot in moved.tolist()), self._timed))]
        else:
            ids = [table.ids[slot] for slot in np.flatnonzero(table.threshold[: len(slots)] <= now).tolist()]
        changes = Changes()
        for case_id in ids:
            self._settle(case_id, changes)
        return changes.diff(table.get, {})

    def replace(self, other: Board) -> BoardDiff:
        """Becomes another board (a new snapshot) at this board's instant; `other` must not be used after.

        Records that are the same stay the objects they were, unless time bounds cases of either board.
        Three times as quick when `share_with` was worked off before.
        """
        other.advance(self._now)
        diff = difference(self._table, other._table, thorough=bool(self._timed or other._timed))
        if other._due_soon != self._due_soon:
            self._due_soon = other._due_soon
            diff = dataclasses.replace(diff, urgency_changed=pressed(self._table, other._table, diff.updated))
        self._table, self._figures = other._table, other._figures
        self._timed, self._gone = other._timed, other._gone
        return diff

    def share_with(
        self, other: Board, *, most: Span = SLICE, monotonic: Callable[[], int] = time.perf_counter_ns
    ) -> Iterator[None]:
        """Lets a new board hold this board's objects where records are the same, so that `replace` is
        quick. In slices of at most about `most` microseconds; this board may change between two of them.
        """
        if self._timed or other._timed:
            return
        start = monotonic()
        for count, _ in enumerate(share_records(self._table, other._table), start=1):
            if count % _SHARED == 0 and monotonic() - start >= most * 1_000:
                yield
                start = monotonic()

    def prepare_search(self, most: int | None = None) -> bool:
        """Makes search texts, at most so many; whether all are made. The first search does what is left."""
        return self._table.texts.prepare(most)

    # -- inside -----------------------------------------------------------------------------------
    def _take(self, news: Bounded | str | Removal, changes: Changes) -> None:
        if isinstance(news, tuple):
            self._upsert(*news, changes)
        else:
            self._remove(Removal(news) if isinstance(news, str) else news, changes)

    def _upsert(self, case: Case, bound: Timed | None, changes: Changes) -> None:
        known = self._known(case.id)
        if case.version < known or (case.version == known and not self._bounds_differ(case.id, bound)):
            return
        if not case.is_open:
            self._forget(case.id, case.version, changes)
            return
        self._gone.back(case.id)
        self._timed.pop(case.id, None)
        if bound is not None:
            self._timed[case.id] = bound
        self._place(case, changes)

    def _remove(self, removal: Removal, changes: Changes) -> None:
        known, version = self._known(removal.id), removal.version
        if version is None or version >= known:
            self._forget(removal.id, known if version is None else version, changes)

    def _known(self, case_id: str) -> int:
        """The version that the board knows of a case, -1 when none."""
        bound = self._timed.get(case_id)
        case = self.get(case_id) if bound is None else bound.case
        return self._gone.version(case_id) if case is None else case.version

    def _bounds_differ(self, case_id: str, bound: Timed | None) -> bool:
        """Whether a record of a version that is held already brings other bounds of time."""
        if bound is None or case_id not in self._table.slots:
            return False
        held = self._timed.get(case_id)
        return (bound.appears_at, bound.ends_at) != ((None, None) if held is None else (held.appears_at, held.ends_at))

    def _settle(self, case_id: str, changes: Changes) -> None:
        bound = self._timed.get(case_id)
        self._place(self._table.records[case_id] if bound is None else bound.case, changes)

    def _place(self, case: Case, changes: Changes) -> None:
        """Puts a case where it belongs at this instant: on the board, or waiting for its time."""
        table, bound = self._table, self._timed.get(case.id)
        edge = NEVER if bound is None else next_edge(bound, self._now)
        if bound is not None and not is_there(bound, self._now):
            self._take_out(case.id, changes)
            table.wait(case.id, edge)
            return
        number = urgency_number(case, self._now, self._due_soon)
        old, old_number = table.get(case.id)
        if old is case:
            changes.touch(case.id, old, old_number)
            self._figures.press(case, old_number, number)
            table.press(table.slots[case.id], number, edge, self._due_soon)
        else:
            self._take_out(case.id, changes)
            self._figures.add(case, number)
            table.write(case, number, edge, self._due_soon)

    def _forget(self, case_id: str, version: int, changes: Changes) -> None:
        self._take_out(case_id, changes)
        self._timed.pop(case_id, None)
        self._table.drop(case_id)
        if version >= 0:
            self._gone.note(case_id, version)

    def _take_out(self, case_id: str, changes: Changes) -> None:
        """Remembers how the case was, and no longer counts it."""
        case, number = self._table.get(case_id)
        changes.touch(case_id, case, number)
        if case is not None:
            self._figures.add(case, number, -1)


Bounded: TypeAlias = tuple[Case, Timed | None]


def _bounded(cases: Iterable[Case], timed: Iterable[Timed]) -> Iterator[Bounded]:
    """Each case with its bounds of time, if it has any; `timed` wins over `cases`."""
    bounds = {item.case.id: item for item in timed}
    for case in cases:
        if case.id not in bounds:
            yield case, None
    for item in bounds.values():
        yield item.case, item
