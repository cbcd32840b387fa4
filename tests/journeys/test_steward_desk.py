"""A desk on a file does the timed work itself: what time brings appears by itself, once, and nothing stays behind."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from console.desk_parts import Desk
from console.desk_steward import THREAD_NAME, desk_steward
from models.domain.case import Case
from models.domain.instant import DAY, HOUR, SECOND
from models.domain.organisation import STEWARD
from models.store.engine import open_engine
from models.store.info import publish_lifecycle, read_now
from models.store.lease import lease_holder
from models.store.tables import case_log, department
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.desks import desk_on, detail_of, loaded, run, until
from tests.helpers.records import make_case

SOON = 3 * SECOND


def put_suspended(url: str, nth: int = 1) -> Case:
    """A case whose suspension ends in a moment."""
    engine = open_engine(url)
    now = read_now(engine)
    with engine.connect() as connection:
        code = connection.execute(select(department.c.code).limit(1)).scalar_one()
    case = make_case(
        id=f"suspended-{nth}", number=f"T-{nth}", title="等配件", state="in_progress", department_code=code,
        opened_at=now - 2 * HOUR, filed_at=now - 2 * HOUR, accepted_at=now - HOUR, limit_text="1 urgent_day",
        due_at=now + DAY, deadline_at=now + DAY, pauses=f"{now - HOUR}..{now + SOON}", suspended_until=now + SOON,
        suspensions=1, changed_at=now - HOUR,
    )  # fmt: skip
    with SqlUnitOfWork(engine) as unit:
        unit.add_case(case)
        unit.commit()
    engine.dispose()
    return case


def resumed(desk: Desk, case_id: str) -> bool:
    case = desk.live.case(case_id)
    return case is not None and case.suspended_until is None


def acts(url: str, case_id: str) -> list[str]:
    engine = open_engine(url)
    with engine.connect() as connection:
        c = case_log.c
        found = connection.execute(select(c.verb).where(c.case_id == case_id, c.actor_code == STEWARD.code)).scalars()
        verbs = list(found)
    engine.dispose()
    return verbs


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == THREAD_NAME]


@pytest.mark.parametrize(("language", "who", "said"), [("zh", "系统", "挂账到期，自动恢复计时。"),
                                                       ("en", "System", "The suspension is over")])  # fmt: skip
def test_that_a_case_resumed_by_time_is_shown(
    qapp: QApplication, demo_url: str, tmp_path: Path, language: str, who: str, said: str
) -> None:
    case = put_suspended(demo_url)

    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one", language=language, steward=0.2) as desk:
            desk.controller.select(case.id)
            await until(partial(loaded, desk), "the case")
            assert threads() == [THREAD_NAME]
            await until(partial(resumed, desk, case.id), "resumed")
            await until(lambda: detail_of(desk).case.suspended_until is None, "the detail followed")
            view = desk.page.detail.view
            assert view is not None
            assert any(line.who == who and said in line.text for line in view.entries)
            assert who not in [action.text() for action in desk.window._officers.actions()]

    run(qapp, journey)
    assert acts(demo_url, case.id) == ["resume"]
    assert threads() == []


def test_that_of_two_desks_on_one_file_one_acts_and_the_other_follows(
    qapp: QApplication, demo_url: str, tmp_path: Path
) -> None:
    cases = [put_suspended(demo_url, nth) for nth in range(1, 4)]
    held: list[str] = []

    async def journey() -> None:
        async with (
            desk_on(demo_url, tmp_path, "one", steward=0.2) as one,
            desk_on(demo_url, tmp_path, "two", steward=0.2) as two,
        ):
            for desk in (one, two):
                for case in cases:
                    await until(partial(resumed, desk, case.id), "resumed")
            found = lease_holder(one.opened.engine, "steward")
            assert found is not None
            held.append(found[0])

    run(qapp, journey)
    assert held[0].startswith(("one-", "two-"))
    assert [acts(demo_url, case.id) for case in cases] == [["resume"]] * 3
    engine = open_engine(demo_url)
    assert lease_holder(engine, "steward") is None
    engine.dispose()


def test_that_a_desk_goes_on_when_its_steward_may_not_write(qapp: QApplication, demo_url: str, tmp_path: Path) -> None:
    engine = open_engine(demo_url)
    publish_lifecycle(engine, "another")
    engine.dispose()

    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one", steward=0.2) as desk:
            await until(lambda: threads() == [], "the steward ended")
            assert len(desk.live.board) > 0

    run(qapp, journey)


def test_that_a_desk_has_none_unless_asked_on_the_past_or_on_a_server(
    qapp: QApplication, demo_url: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with desk_on(demo_url, tmp_path, "one") as desk:
            assert desk.steward is None
            assert threads() == []
            engine = desk.opened.engine
            assert desk_steward(engine, "d", 30.0, 1, desk.feed.wake) is None
            never = desk_steward(engine, "d", 30.0, None, desk.feed.wake)
            assert never is not None
            assert never.close(1.0)

    run(qapp, journey)
