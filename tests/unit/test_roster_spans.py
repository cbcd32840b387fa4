"""Stretches of time: joining, subtracting and cutting agree with counting instants one by one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.domain.roster_spans import covers, cut, joined, length, overlap, without

STRETCHES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


def instants(stretches: object) -> set[int]:
    return {at for start, end in stretches for at in range(start, end)}  # type: ignore[attr-defined]


@given(STRETCHES)
def test_that_joining_changes_no_instant_and_leaves_gaps_between(stretches: list[tuple[int, int]]) -> None:
    found = joined(stretches)
    assert instants(found) == instants(stretches)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    assert length(stretches) == len(instants(stretches))


@given(STRETCHES, STRETCHES)
def test_that_subtracting_leaves_just_the_rest(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    assert instants(without(one, other)) == instants(one) - instants(other)


@given(STRETCHES, st.integers(0, 30), st.integers(0, 30))
def test_that_a_cut_keeps_what_lies_between(stretches: list[tuple[int, int]], start: int, end: int) -> None:
    assert instants(cut(stretches, start, end)) == instants(stretches) & set(range(start, end))


@given(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_that_two_overlap_when_they_share_an_instant(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert overlap(one, other) is bool(instants([one]) & instants([other]))


def test_that_the_end_belongs_to_the_next() -> None:
    assert covers([(0, 5), (7, 9)], 7)
    assert not covers([(0, 5), (7, 9)], 5)
