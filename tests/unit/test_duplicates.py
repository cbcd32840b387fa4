"""Likely duplicates of a report: what counts, in which order, and that the index finds what a plain scan finds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.board.duplicate_index import DuplicateIndex
from models.board.duplicates import (
    FORGOTTEN,
    LEAST,
    RADIUS,
    Asked,
    Draft,
    Likely,
    Reason,
    distance,
    likely_duplicates,
    likeness,
)
from models.board.sounds import pairs_of
from models.domain.case import Case
from models.domain.instant import HOUR
from tests.helpers.records import T0
from tests.helpers.reports import CASE, DRAFT, METRE, cases, drafts


def found(draft: Draft, case: Case) -> Likely | None:
    return likeness(Asked.of(draft), case)


def test_the_very_same_report_is_found_with_every_reason() -> None:
    same = found(DRAFT, CASE)
    assert same is not None
    assert same.score == pytest.approx(0.9 + 0.1 * (1 - 2 / 168))
    assert (same.metres, same.age) == (0.0, 2 * HOUR)
    assert same.reasons == (Reason.NEAR, Reason.SAME_ADDRESS, Reason.SAME_CATEGORY, Reason.SAME_WORDS)


def test_ninety_metres_two_hours_and_the_category_are_enough() -> None:
    there = found(replace(DRAFT, title="", address=""), replace(CASE, lat=30.31 + 90 * METRE, title="别的", address=""))
    assert there is not None
    assert there.metres == pytest.approx(90, abs=0.1)
    assert there.reasons == (Reason.NEAR, Reason.SAME_CATEGORY)


def test_nearness_alone_is_enough_only_within_some_sixty_metres() -> None:
    draft = replace(DRAFT, title="", address="", category_code=None)
    assert found(draft, replace(CASE, lat=30.31 + 60 * METRE, opened_at=T0)) is not None
    assert found(draft, replace(CASE, lat=30.31 + 70 * METRE, opened_at=T0)) is None


def test_two_known_places_far_apart_are_two_cases_whatever_the_words_say() -> None:
    assert found(DRAFT, replace(CASE, lat=30.31 + (RADIUS + 1) * METRE)) is None
    unknown = found(DRAFT, replace(CASE, lon=None, lat=None))
    assert unknown is not None
    assert unknown.metres is None
    assert Reason.NEAR not in unknown.reasons


def test_a_homophone_is_the_same_address() -> None:
    there = found(replace(DRAFT, lon=None, lat=None), replace(CASE, address="扬公路12号", lon=None, lat=None))
    assert there is not None
    assert Reason.SAME_ADDRESS in there.reasons
    assert pairs_of("杨公路") == pairs_of("扬公路")


def test_nothing_typed_finds_nothing() -> None:
    empty = Draft(" ", "号", None, None, None, T0)
    assert likely_duplicates(empty, [CASE]) == ()
    assert DuplicateIndex([CASE]).likely(empty) == ()
    assert DuplicateIndex().likely(DRAFT) == ()


def test_age_counts_to_a_week_and_the_future_is_new() -> None:
    young, old, coming = (found(DRAFT, replace(CASE, opened_at=T0 - age)) for age in (0, FORGOTTEN, -HOUR))
    assert young is not None
    assert old is not None
    assert coming is not None
    assert young.score - old.score == pytest.approx(0.1)
    assert (coming.score, coming.age) == (young.score, 0)


@given(drafts, cases)
def test_a_score_lies_between_the_least_and_one_and_has_a_reason(draft: Draft, case: Case) -> None:
    likely = found(draft, case)
    if likely is not None:
        assert LEAST <= likely.score <= 1 + 1e-9
        assert likely.reasons
        assert likely.metres == distance(draft, case)


@given(drafts, cases, st.floats(0, 250), st.floats(0, 49))
def test_nearer_is_never_less_likely(draft: Draft, case: Case, far: float, nearer_by: float) -> None:
    draft = replace(draft, lon=120.26, lat=30.31)
    far_case = replace(case, lon=120.26, lat=30.31 + far * METRE)
    near_case = replace(case, lon=120.26, lat=30.31 + max(0.0, far - nearer_by) * METRE)
    far_found, near_found = found(draft, far_case), found(draft, near_case)
    if far_found is not None:
        assert near_found is not None
        assert near_found.score >= far_found.score - 1e-9
