"""The last instant that may be a due, and what is said of a later one."""

from __future__ import annotations

import pytest

from models.domain.clock_due import Mark, Pause, merged
from models.domain.clock_line import LATEST
from models.domain.errors import BadInput
from models.domain.instant import MICROSECOND


def test_that_the_last_instant_is_a_due_and_the_next_one_is_not() -> None:
    assert Mark(LATEST) == Mark(LATEST, 0)
    with pytest.raises(BadInput) as bad:
        Mark(LATEST + MICROSECOND)
    assert (bad.value.key, bad.value.arguments) == ("due_out_of_range", {"last": "2300"})


def test_that_a_pause_that_ends_before_it_starts_is_named() -> None:
    assert Pause(5, 5).end == 5
    with pytest.raises(BadInput) as bad:
        Pause(5, 4)
    assert (bad.value.key, bad.value.arguments) == ("pause_wrong", {"start": 5, "end": 4})


def test_that_pauses_that_touch_become_one_and_empty_ones_none() -> None:
    assert merged([Pause(7, 9), Pause(1, 3), Pause(3, 5), Pause(6, 6), Pause(2, 2)]) == [Pause(1, 5), Pause(7, 9)]
    assert merged([Pause(1, 9), Pause(2, 4), Pause(2, 9)]) == [Pause(1, 9)]
    assert merged([Pause(1, None), Pause(2, 4), Pause(9, None)]) == [Pause(1, None)]
    assert merged([Pause(1, 3), Pause(2, None)]) == [Pause(1, None)]
