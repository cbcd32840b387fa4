"""Operations that wait to be played."""

from __future__ import annotations

import pytest

from models.board.ops import Insert, Op, Remove, Reset, Update, collect


@pytest.mark.parametrize(
    ("pending", "more", "expected"),
    [
        ([], [], []),
        ([Insert(0, "a")], [Update(0, "a")], [Insert(0, "a"), Update(0, "a")]),
        ([Insert(0, "a")], [Reset()], [Reset()]),
        ([Reset()], [Insert(0, "a"), Remove(1, "b")], [Reset()]),
        ([Reset()], [Reset()], [Reset()]),
        ([], [Reset()], [Reset()]),
    ],
)
def test_that_a_reset_replaces_what_waits_and_holds_what_follows(
    pending: list[Op], more: list[Op], expected: list[Op]
) -> None:
    collect(pending, more)
    assert pending == expected
