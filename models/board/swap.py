"""The difference between a board and the snapshot that takes its place."""

from __future__ import annotations

from collections.abc import Iterator

from models.board.diff import BoardDiff
from models.board.table import CaseTable
from models.domain.case import Case


def share_records(old: CaseTable, new: CaseTable) -> Iterator[None]:
    """Makes `new` hold the objects of `old` where the records are the same; a step for each case.

    Records of one version changed at one instant are the same.
    """
    held = old.records
    for slot, case in enumerate(new.cases):
        if case is not None:
            mine = held.get(case.id)
            if mine is not None and mine.version == case.version and mine.changed_at == case.changed_at:
                new.cases[slot] = new.records[case.id] = mine
            yield


def difference(old: CaseTable, new: CaseTable) -> BoardDiff:
    """What changes in cases when `new` takes the place of `old`: quick for shared records, else by all fields."""
    inserted: list[Case] = []
    updated: list[tuple[Case, Case]] = []
    held = old.records
    for case_id, case in new.records.items():
        mine = held.get(case_id)
        if mine is case:
            continue
        if mine is None:
            inserted.append(case)
        elif mine != case:
            updated.append((mine, case))
    stayed = len(new.records) - len(inserted)
    went = () if stayed == len(held) else tuple(case for case_id, case in held.items() if case_id not in new.records)
    return BoardDiff(tuple(inserted), tuple(updated), went)


def pressed(old: CaseTable, new: CaseTable) -> tuple[str, ...]:
    """Cases that are the same in both but for how urgent they are."""
    return tuple(
        case_id
        for case_id, case in new.records.items()
        if case_id in old.records
        and new.urgency[new.slots[case_id]] != old.urgency[old.slots[case_id]]
        and old.records[case_id] == case
    )
