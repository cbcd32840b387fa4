"""The index of likely duplicates finds what a plain scan of all cases finds."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.board.diff import BoardDiff
from models.board.duplicate_index import SHORTLIST, DuplicateIndex
from models.board.duplicates import MOST, Draft, likely_duplicates
from models.domain.case import Case
from tests.helpers.records import T0, make_case
from tests.helpers.reports import CASE, DRAFT, cases, drafts


@given(drafts, st.lists(cases, max_size=SHORTLIST // 4, unique_by=lambda case: case.id), st.integers(0, 99))
def test_the_index_finds_what_a_plain_scan_finds(draft: Draft, some: list[Case], seed: int) -> None:
    expected = likely_duplicates(draft, some)
    assert DuplicateIndex(some).likely(draft) == expected
    mixed = list(some)
    random.Random(seed).shuffle(mixed)
    assert likely_duplicates(draft, mixed) == expected
    assert len(expected) <= MOST
    assert list(expected) == sorted(expected, key=lambda one: (-one.score, one.age, one.case.id))


@given(drafts, st.lists(cases, min_size=1, max_size=12, unique_by=lambda case: case.id), st.data())
def test_the_index_follows_the_board(draft: Draft, some: list[Case], data: st.DataObject) -> None:
    index = DuplicateIndex(some)
    gone = data.draw(st.lists(st.sampled_from(some), unique_by=lambda case: case.id))
    left = [case for case in some if case not in gone]
    moved = [(case, replace(case, title="井盖破损", version=2)) for case in left[:3]]
    new = [replace(CASE, id="new"), replace(CASE, id="newer", lon=None, lat=None)]
    index.apply(BoardDiff(inserted=tuple(new), updated=tuple(moved), removed=tuple(gone)))
    index.apply(BoardDiff(removed=(replace(CASE, id="never"),)))
    now = [*(after for _, after in moved), *left[3:], *new]
    assert len(index) == len(now)
    assert index.likely(draft) == likely_duplicates(draft, now)


def test_among_many_cases_the_right_ones_come_to_the_short_list() -> None:
    crowd = [
        make_case(
            id=f"x{n:05}", title=f"无照经营{n}", address=f"九环路{n}号", lon=120.2 + n / 5e4, lat=30.3, opened_at=T0
        )
        for n in range(6_000)
    ]
    index = DuplicateIndex([*crowd, CASE])
    assert index.likely(DRAFT)[0].case is CASE
    draft = Draft("无照经营17", "九环路17号", None, None, None, T0)
    assert index.likely(draft)[0] == likely_duplicates(draft, crowd)[0]
