"""The sorted list in pieces."""

from __future__ import annotations

import random
from bisect import bisect_left, insort

from models.board.keyed_list import KeyedList
from models.domain.case import Case, urgency_key
from models.domain.instant import MINUTE
from tests.helpers.records import T0, make_case


def case(case_id: str, due: int | None = 600, version: int = 1, **changes: object) -> Case:
    """A case due so many minutes after T0."""
    deadline = None if due is None else T0 + due * MINUTE
    return make_case(id=case_id, version=version, deadline_at=deadline, changed_at=T0 + version, **changes)


def test_that_the_sorted_list_equals_a_plain_one_after_thousands_of_operations() -> None:
    rng = random.Random(11)
    rows = KeyedList(urgency_key, piece=4)
    plain: list[Case] = []
    for number in range(4_000):
        if plain and rng.random() < (0.45 if number < 3_000 else 0.8):
            gone = plain.pop(rng.randrange(len(plain)))
            assert rows.remove(gone) == bisect_left(plain, urgency_key(gone), key=urgency_key)
        else:
            new = case(f"c{number}", rng.randrange(50))
            insort(plain, new, key=urgency_key)
            assert rows.insert(new) == plain.index(new)
        if number % 50 == 0:
            assert list(rows) == plain
            assert [rows.at(row) for row in range(len(rows))] == plain
            assert [rows.row_of(c) for c in plain] == list(range(len(plain)))
