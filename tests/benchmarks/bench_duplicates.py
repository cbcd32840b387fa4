"""Likely duplicates while somebody types, against a plain scan of all open cases.

The baseline compares every case by the definition (`likely_duplicates`); ours asks an index that follows the board.
Drafts with a position and without one are both asked: without one no case can be put aside by its distance.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from models.board.diff import BoardDiff
from models.board.duplicate_index import DuplicateIndex
from models.board.duplicates import Draft, Likely, likely_duplicates
from models.domain.case import Case
from tests.benchmarks.figures import Row, Samples, work
from tests.benchmarks.invented import invented_cases
from tests.helpers.records import T0

METRES_40 = 40 / 111_320


@pytest.fixture(scope="module")
def cases(short: bool) -> list[Case]:
    return invented_cases(20_000 if short else 120_000)


@pytest.fixture(scope="module")
def index(cases: list[Case]) -> DuplicateIndex:
    return DuplicateIndex(cases)


def drafts(cases: list[Case], placed: bool, count: int) -> list[Draft]:
    rng = random.Random(4)
    made = []
    for case in rng.sample(cases, count):
        lon, lat = (case.lon, (case.lat or 0.0) + METRES_40) if placed else (None, None)
        made.append(Draft(case.title[:-1], case.address, case.category_code, lon, lat, T0))
    return made


@pytest.mark.parametrize("placed", [True, False], ids=["with a position", "by words alone"])
def test_that_the_index_finds_what_the_scan_finds(
    cases: list[Case], index: DuplicateIndex, show: Callable[[Row], None], placed: bool
) -> None:
    ours, theirs = Samples(), Samples()
    for draft in drafts(cases, placed, 40):
        ours.timed(lambda draft=draft: index.likely(draft))  # type: ignore[misc]
    for draft in drafts(cases, placed, 3):
        scanned: list[tuple[Likely, ...]] = []
        theirs.timed(lambda draft=draft, found=scanned: found.append(likely_duplicates(draft, cases)))  # type: ignore[misc]
        assert index.likely(draft) == scanned[0]
    what = f"likely duplicates among {len(cases):,}, {'with a position' if placed else 'by words alone'}"
    show(Row(what, ours, "every case compared", theirs, "faster"))


def test_that_the_index_is_made_and_follows(cases: list[Case], note: Callable[[str], None]) -> None:
    building, following = Samples(), Samples()
    made: list[DuplicateIndex] = []
    building.timed(lambda: made.append(DuplicateIndex(cases)))
    for case in cases[:200]:
        following.timed(lambda case=case: made[0].apply(BoardDiff(updated=((case, case),))))  # type: ignore[misc]
    assert len(made[0]) == len(cases)
    note(f"Processor time: the index of {len(cases):,} cases made in {work(building)}, a change in {work(following)}.")
