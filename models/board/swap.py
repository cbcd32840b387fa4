"""The difference between a board and the snapshot that takes its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.board.diff import BoardDiff
from models.board.table import CaseTable
from models.domain.case import Case


def same_record(mine: Case, other: Case) -> bool:
    """Whether two records of a case are one: of one version, changed at one instant."""
    return mine.version == other.version and mine.changed_at == other.changed_at


def share_records(old: CaseTable, new: CaseTable) -> Iterator[None]:
    """Makes `new` hold the objects of `old` where the records are the same; a step for each slot."""
    held = old.records
    for slot, case in enumerate(new.cases):
        mine = None if case is None else held.get(case.id)
        if case is not None and mine is not None and same_record(mine, case):
            new.cases[slot] = new.records[case.id] = mine
        yield


def difference(old: CaseTable, new: CaseTable, *, thorough: bool) -> BoardDiff:
    """What changes in cases when `new` takes the place of `old`; makes `new` hold `old`'s objects as well.

    `thorough` compares all fields and shares nothing: for boards of the past, where one version may
    be known in part.
    """
    inserted: list[Case] = []
    updated: list[tuple[Case, Case]] = []
    held = old.records
    for case_id, case in new.records.items():
        mine = held.get(case_id)
        if mine is case:
            continue
        if mine is None:
            inserted.append(case)
        elif mine != case if thorough else not same_record(mine, case):
            updated.append((mine, case))
        elif not thorough:
            new.cases[new.slots[case_id]] = new.records[case_id] = mine
    stayed = len(new.records) - len(inserted)
    went = () if stayed == len(held) else tuple(case for case_id, case in held.items() if case_id not in new.records)
    return BoardDiff(tuple(inserted), tuple(updated), went)


def pressed(old: CaseTable, new: CaseTable, updated: Iterable[tuple[Case, Case]]) -> tuple[str, ...]:
    """Cases in both tables, not among the updated, that are more or less urgent in the new one."""
    changed = {case.id for _, case in updated}
    return tuple(
        case_id
        for case_id, slot in new.slots.items()
        if case_id in new.records and case_id in old.records and case_id not in changed
        and new.urgency[slot] != old.urgency[old.slots[case_id]]
    )  # fmt: skip
