"""The same desk on the shared database: a case worked by two desks over PostgreSQL."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.founding import init_demo
from console.headless import now_of_machine
from models.queries.cases_at import open_cases
from tests.helpers.desks import board_is, desk_on, run, until
from tests.helpers.random_officer import RandomOfficer

ACTS = 60


@pytest.mark.postgresql
def test_that_two_desks_share_a_postgresql_database(qapp: QApplication, postgresql_url: str, tmp_path: Path) -> None:
    init_demo(postgresql_url, now_of_machine())
    done: Counter[tuple[str, str]] = Counter()
    refused: Counter[str] = Counter()

    async def journey() -> None:
        async with desk_on(postgresql_url, tmp_path, "one") as one, desk_on(postgresql_url, tmp_path, "two") as two:
            officers = [RandomOfficer(one, 3, done, refused), RandomOfficer(two, 4, done, refused)]
            while sum(done.values()) < ACTS:
                few = list(one.page.queue.model.ids)[:8]
                await asyncio.gather(*(officer.act(few) for officer in officers))
            with one.opened.engine.connect() as connection, connection.begin():
                fresh = {case.id: case for case in open_cases(connection)}
            for desk in (one, two):
                await until(partial(board_is, desk, fresh), "boards agree")
            assert one.live.age().kind == "live"

    run(qapp, journey)
    assert done[("report", "")] >= 1
