"""Two desks, two real windows, one SQLite file: everybody sees everything, nothing is lost."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from console.desk_parts import Desk
from models.board.board import Board
from models.board.case_filter import CaseFilter
from models.board.orders import Order
from models.board.view import CaseView
from models.domain.lifecycle import shipped_lifecycle
from models.queries.cases_at import open_cases
from models.queries.figures_sql import figures_sql
from tests.helpers.desks import board_is, board_state, desk_on, loaded, run, stands, until
from tests.helpers.random_officer import RandomOfficer

ACTS = 1_000
SOAK_ACTS = 20_000
AT_LEAST_DONE = 800
TRIES = 6
"""How often a way that nobody has taken yet is tried on purpose."""
PLAIN = [
    row
    for row in shipped_lifecycle().transitions
    if row.roles & {"duty_officer", "department_officer"}
    and not (row.needs or row.suspended or row.supervised or row.assisting or row.merged == "only")
    and row.verb not in ("undo", "appeal", "withdraw_task")
    and (row.from_states or row.verb == "report")
]
"""Acts that a demonstration's officer may do on a case as it stands in its state, without an act of others before."""
WAYS = {(row.verb, state) for row in PLAIN for state in (row.from_states or {""})}
"""Their transitions, by verb and the state they start from."""

pytestmark = pytest.mark.real_windows


def test_that_an_act_on_one_desk_is_seen_on_the_other(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one") as one, desk_on(demo_url, tmp_path, "two") as two:
            case_id = next(i for i in one.page.queue.model.ids if board_state(one, i) == "dispatched")
            two.controller.select(case_id)
            await until(lambda: two.controller.detail is not None)
            one.controller.select(case_id)
            await until(lambda: one.controller.detail is not None)
            one.controller.act("accept")
            for desk in (one, two):
                await until(partial(_accepted, desk, case_id), "accepted")
                view = desk.page.detail.view
                assert view is not None
                assert view.stages[2][1] == "current"
            assert two.page.queue.list.selected_id() == case_id

    run(qapp, journey)


def test_that_the_second_of_two_seats_is_told_who_acted_first(
    qapp: QApplication, demo_url: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one") as one, desk_on(demo_url, tmp_path, "two", language="en") as two:
            case_id = next(i for i in one.page.queue.model.ids if board_state(one, i) == "reported")
            for desk in (one, two):
                desk.controller.select(case_id)
                await until(partial(loaded, desk))
            two.controller.act("decline")
            two.page.detail.form.set_values({"reason": "not ours"})
            said: list[str] = []
            two.controller.said.connect(lambda sentence, tone: said.append(sentence))
            one.controller.act("decline")
            one.page.detail.form.set_values({"reason": "不属本街道"})
            one.page.detail.form.submitted.emit(one.page.detail.form.values())
            await until(lambda: one.live.case(case_id) is None)
            assert two.page.detail.form_open, "what somebody types is not taken away"
            two.page.detail.form.submitted.emit(two.page.detail.form.values())
            await until(lambda: bool(said))
            assert "has acted on" in said[0]
            assert two.page.detail.form.values() == {"reason": "not ours"}

    run(qapp, journey)


def test_that_two_desks_and_the_file_agree_after_a_thousand_random_acts(
    qapp: QApplication, demo_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done, refused = _worked(qapp, demo_url, tmp_path, ACTS)
    with capsys.disabled():
        print(f"\naccepted {sum(done.values())}, refused {sum(refused.values())}: {dict(sorted(done.items()))}")
    assert sum(done.values()) >= AT_LEAST_DONE
    assert set(done) >= WAYS, f"never taken: {WAYS - set(done)}"


@pytest.mark.soak
@pytest.mark.timeout(7_200)
def test_that_two_desks_and_the_file_agree_after_a_long_shift(
    qapp: QApplication, demo_url: str, tmp_path: Path
) -> None:
    done, _ = _worked(qapp, demo_url, tmp_path, SOAK_ACTS)
    assert set(done) >= WAYS


def _worked(app: QApplication, url: str, folder: Path, acts: int) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Two officers act at random until so many acts were tried and every way was gone; what was done and refused."""
    done: Counter[tuple[str, str]] = Counter()
    refused: Counter[str] = Counter()

    async def journey() -> None:
        async with desk_on(url, folder, "one") as one, desk_on(url, folder, "two", language="en") as two:
            before = _rows(one)
            officers = [RandomOfficer(one, 1, done, refused), RandomOfficer(two, 2, done, refused)]
            while sum(done.values()) + sum(refused.values()) < acts:
                # Both at the same time and mostly on the same few cases, so that they collide.
                await asyncio.gather(*(officer.act(_few(officer.desk)) for officer in officers))
            for verb, state in sorted(WAYS - set(done)) * TRIES:
                # A try may be refused with reason, such as a merge into a case that is merged itself.
                if (verb, state) not in done:
                    await officers[0].take(verb, state)
            await _settled(one, two)
            await _agree(one, two)
            after = _rows(one)
            assert after["acts"] - before["acts"] == sum(done.values()), "an accepted act is missing in the log"
            assert after["commands"] - before["commands"] == sum(done.values()) + sum(refused.values())
            assert after["cases"] - before["cases"] == done[("report", "")]

    run(app, journey)
    return done, refused


def _accepted(desk: Desk, case_id: str) -> bool:
    return board_state(desk, case_id) == "accepted_by_department" and stands(desk, "accepted_by_department")


def _later(desk: Desk, last: int) -> bool:
    return desk.live.board.now > last


def _few(desk: Desk) -> list[str]:
    ids = list(desk.page.queue.model.ids)
    chosen = ids[:6] + ids[30:36]
    if desk.controller.selected and desk.controller.selected not in chosen:
        chosen.append(desk.controller.selected)
    return chosen


def _rows(desk: Desk) -> dict[str, int]:
    with desk.opened.engine.connect() as connection, connection.begin():
        count = {
            name: int(connection.execute(text(f"select count(*) from {table}")).scalar_one())
            for name, table in (("acts", "case_log"), ("commands", "command"), ("cases", "incident"))
        }
    return count


async def _settled(*desks: Desk) -> None:
    with desks[0].opened.engine.connect() as connection, connection.begin():
        fresh = {case.id: case for case in open_cases(connection)}
    for desk in desks:
        await until(partial(board_is, desk, fresh), "boards equal the file")


async def _agree(*desks: Desk) -> None:
    for desk in desks:
        with desk.opened.engine.connect() as connection, connection.begin():
            last = int(connection.execute(text("select max(occurred_at) from case_log")).scalar_one())
        await until(partial(_later, desk, last), "the clock passes the last act")
        now = desk.live.board.now
        with desk.opened.engine.connect() as connection, connection.begin():
            board = Board(now, desk.live.due_soon)
            board.load(open_cases(connection))
            found = figures_sql(connection, now, desk.live.due_soon)
        view = CaseView(board, CaseFilter(), Order.URGENCY, desk.session.names)
        assert list(desk.page.queue.model.ids) == list(view.rows())
        shown = desk.live.figures()
        for name in ("open", "overdue", "due_soon", "by_platform", "by_department", "by_grid"):
            assert getattr(shown, name) == getattr(found, name), name
