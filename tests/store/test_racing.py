"""Two and more writers at once, in real threads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import Engine

from models.domain.errors import Stale
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.records import make_case
from tests.store.making import add, changes_of, stored
from tests.store.test_unit_of_work import COMMAND

ROUNDS = 10


def together(work: Callable[[int], str], workers: int = 2) -> list[str]:
    """Runs the work in threads that begin at one moment; their answers, sorted."""
    gate = threading.Barrier(workers)

    def begin(number: int) -> str:
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(workers) as pool:
        return sorted(pool.map(begin, range(workers)))


def test_that_of_two_racing_for_a_case_exactly_one_wins(engine: Engine) -> None:
    case = make_case()
    add(engine, case)

    def take(number: int) -> str:
        with SqlUnitOfWork(engine) as unit:
            try:
                unit.update_case(replace(case, version=case.version + 1, holder_code=f"w{number}"), case.version)
            except Stale:
                return "stale"
            unit.commit()
            return "won"

    for _ in range(ROUNDS):
        assert together(take) == ["stale", "won"]
        after = stored(engine, "c1")
        assert after is not None
        assert after.version == case.version + 1
        case = after


def test_that_no_increment_is_lost(engine: Engine) -> None:
    add(engine, make_case())

    def increment(number: int) -> str:
        for _ in range(25):
            with SqlUnitOfWork(engine) as unit:
                case = unit.case("c1")
                assert case is not None
                unit.update_case(replace(case, version=case.version + 1), case.version)
                unit.commit()
        return "done"

    assert together(increment, 4) == ["done"] * 4
    after = stored(engine, "c1")
    assert after is not None
    assert after.version == 101
    assert len(changes_of(engine)) == 101


def test_that_a_command_sent_twice_at_once_is_stored_once(engine: Engine) -> None:
    def send(number: int) -> str:
        with SqlUnitOfWork(engine) as unit:
            first = unit.remember(replace(COMMAND, console=f"desk-{number}"))
            if first:
                unit.commit()
                return "stored"
            again = unit.remembered("cmd-1")
            assert again is not None
            return "there"

    assert together(send, 3) == ["stored", "there", "there"]


def test_that_numbers_drawn_at_once_differ(engine: Engine) -> None:
    def draw(number: int) -> str:
        drawn = []
        for _ in range(10):
            with SqlUnitOfWork(engine) as unit:
                drawn.append(str(unit.next_number("s")))
                unit.commit()
        return " ".join(drawn)

    numbers = " ".join(together(draw, 3)).split()
    assert sorted(map(int, numbers)) == list(range(1, 31))
