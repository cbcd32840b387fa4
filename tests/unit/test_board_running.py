"""Running figures equal a recount."""

from __future__ import annotations

import random

from models.board.board import Board
from models.board.running import COUNTED, BoardFigures
from models.domain.case import Case, Severity
from models.domain.figures import GroupFigures, figures_of
from models.domain.instant import MINUTE
from tests.helpers.records import T0, make_case


def case(case_id: str, due: int | None, **changes: object) -> Case:
    return make_case(id=case_id, deadline_at=None if due is None else T0 + due * MINUTE, **changes)


CASES = [
    case("late", -1, platform_code="P", department_code="A", lon=120.0, lat=30.0),
    case("edge", 0, platform_code="P", department_code="B", grid_code="330102018001001", category_code="k"),
    case("soon", 120, platform_code="Q", department_code="A", holder_code="duty", lon=120.0, lat=30.0),
    case("calm", 121, community_code="330102018001", lon=120.0),
    case("none", None, platform_code="P", holder_code="duty"),
]


def board() -> Board:
    made = Board(T0)
    made.load(CASES)
    return made


def test_that_a_loaded_board_shows_the_same_figures() -> None:
    assert board().figures.snapshot() == figures_of(CASES, T0)


def test_that_running_figures_equal_a_recount_after_every_operation() -> None:
    rng, made = random.Random(3), Board(T0)
    for step in range(1_000):
        made.apply([random_case(rng, step)], [str(rng.randrange(40))] if rng.random() < 0.3 else [])
        if rng.random() < 0.2:
            made.advance(made.now + rng.randrange(-30, 60) * MINUTE)
        assert made.figures.snapshot() == figures_of(made, made.now)
        assert {c: g.open for c, g in made.figures.by("states").items()} == tally(c.state for c in made)


def random_case(rng: random.Random, step: int) -> Case:
    code = [None, "A", "B"]
    return case(
        str(rng.randrange(40)), rng.choice([None, rng.randrange(-300, 300)]), version=step + 1,
        state=rng.choice(["filed", "handled", "closed"]), severity=rng.choice(list(Severity)),
        platform_code=rng.choice(code), department_code=rng.choice(code), community_code=rng.choice(code),
        grid_code=rng.choice(code), category_code=rng.choice(code), holder_code=rng.choice(code),
        lon=rng.choice([None, 120.0]), lat=30.0,
    )  # fmt: skip


def tally(values: object) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:  # type: ignore[attr-defined]
        counts[value] = counts.get(value, 0) + 1
    return counts


def test_that_groups_without_cases_are_absent() -> None:
    made = board()
    made.apply([], [c.id for c in CASES])
    assert all(made.figures.by(name) == {} for name in COUNTED)
    assert made.figures.total == GroupFigures()
    assert BoardFigures(T0).snapshot() == figures_of([], T0)
