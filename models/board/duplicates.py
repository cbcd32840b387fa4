"""Likely duplicates of a report that is being typed: open cases at the same place, about the same, not long ago.

`likeness` is the definition; `DuplicateIndex` gives the same for a whole board without looking at every case: a
shortlist by arrays, then the definition.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from models.board.sounds import alike, pairs_of
from models.domain.case import Case
from models.domain.instant import DAY, Instant, Span

RADIUS = 300.0
"""Metres from which two places are different ones."""
FORGOTTEN: Span = 7 * DAY
"""Age from which it no longer counts that a case is recent."""
SAID_ALIKE = 0.3
"""Likeness of words from which it is given as a reason."""
ADDRESS_ALIKE = 0.5
"""Likeness of addresses below which they say nothing: every address of a street begins alike."""
LEAST = 0.45
"""Score below which a case is not shown. Nearness alone reaches it within some sixty metres."""
MOST = 5
METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What each ground counts; together 1."""

    place: float
    words: float
    category: float
    age: float


WEIGHT = Weights(place=0.45, words=0.30, category=0.15, age=0.10)


class Reason(StrEnum):
    """Why a case is likely the same."""

    NEAR = "near"
    SAME_ADDRESS = "same_address"
    SAME_CATEGORY = "same_category"
    SAME_WORDS = "same_words"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known so far of the report; `at` is now. Position in degrees of WGS 84, both or none."""

    title: str
    address: str
    category_code: str | None
    lon: float | None
    lat: float | None
    at: Instant


@dataclass(frozen=True, slots=True)
class Likely:
    """A case that is likely the same: score from LEAST to 1, distance where both positions are known, age, reasons."""

    case: Case
    score: float
    metres: float | None
    age: Span
    reasons: tuple[Reason, ...]


def distance(draft: Draft, case: Case) -> float | None:
    """Metres between the report and a case; None where a position is missing."""
    if draft.lon is None or draft.lat is None or case.lon is None or case.lat is None:
        return None
    east = (case.lon - draft.lon) * math.cos(math.radians(draft.lat)) * METRES_PER_DEGREE
    return math.hypot(east, (case.lat - draft.lat) * METRES_PER_DEGREE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft with the pairs of its words, made once for many comparisons."""

    draft: Draft
    title: frozenset[int]
    address: frozenset[int]

    @staticmethod
    def of(draft: Draft) -> Asked:
        """The draft made ready."""
        return Asked(draft, pairs_of(draft.title), pairs_of(draft.address))

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing yet to compare by."""
        return not self.title and not self.address and self.draft.lon is None


def likeness(asked: Asked, case: Case) -> Likely | None:
    """How likely a case is the same as the report; None when it is not.

    Place counts most, then words, then category, then age. Known positions farther apart than RADIUS are two places
    whatever the words say.
    """
    draft = asked.draft
    metres = distance(draft, case)
    if metres is not None and metres >= RADIUS:
        return None
    near = 0.0 if metres is None else 1 - metres / RADIUS
    addressed = alike(asked.address, pairs_of(case.address))
    addressed = addressed if addressed >= ADDRESS_ALIKE else 0.0
    said = alike(asked.title, pairs_of(case.title))
    same_category = draft.category_code is not None and draft.category_code == case.category_code
    age = max(0, draft.at - case.opened_at)
    score = (
        WEIGHT.place * max(near, addressed) + WEIGHT.words * said + WEIGHT.category * same_category
        + WEIGHT.age * max(0.0, 1 - age / FORGOTTEN)
    )  # fmt: skip
    reasons = {
        Reason.NEAR: near > 0,
        Reason.SAME_ADDRESS: addressed > 0,
        Reason.SAME_CATEGORY: same_category,
        Reason.SAME_WORDS: said >= SAID_ALIKE,
    }
    given = tuple(reason for reason, holds in reasons.items() if holds)
    return Likely(case, score, metres, age, given) if score >= LEAST and given else None


def likely_duplicates(draft: Draft, cases: Iterable[Case], most: int = MOST) -> tuple[Likely, ...]:
    """The likeliest of the cases, best first: every one is compared."""
    asked = Asked.of(draft)
    if asked.says_nothing:
        return ()
    return best(filter(None, (likeness(asked, case) for case in cases)), most)


def best(found: Iterable[Likely], most: int) -> tuple[Likely, ...]:
    """So many of them, best first, equal ones by age and id."""
    return tuple(sorted(found, key=lambda one: (-one.score, one.age, one.case.id))[:most])
