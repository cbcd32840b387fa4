"""`zhihui steward` as a process: killed, it is followed by another; asked to stop, it ends well; a loss is survived."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import Engine, select

from models.domain.case import Case
from models.domain.instant import HOUR
from models.domain.organisation import STEWARD
from models.store.info import read_now
from models.store.lease import lease_holder
from models.store.tables import case_log
from tests.conftest import ROOT
from tests.store.making import add, case_at

INTERVAL = "0.2"


class Process:
    """A running steward. Its rounds (standard output) and its log (standard error) come as one stream of lines."""

    def __init__(self, url: str, folder: Path) -> None:
        self.seen: list[dict[str, Any]] = []
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "steward", "--db", url, "--interval", INTERVAL, "--json"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next line that is as wanted; the timeout of the test is the limit."""
        return next(line for line in self._lines() if wanted(line))

    def round(self, wanted: Callable[[dict[str, Any]], bool] = lambda report: True) -> dict[str, Any]:
        """The next round that is as wanted."""
        return self.until(lambda line: "event" not in line and wanted(line))

    def told(self, event: str) -> dict[str, Any]:
        """The next line of the log with that event."""
        return self.until(lambda line: line.get("event") == event)

    def events(self) -> list[str]:
        return [line["event"] for line in self.seen if "event" in line]

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        for _ in self._lines(ended=True):
            pass
        return self.process.wait()

    def _lines(self, ended: bool = False) -> Iterator[dict[str, Any]]:
        assert self.process.stdout is not None
        for text in self.process.stdout:
            assert text.startswith("{"), text
            self.seen.append(json.loads(text))
            yield self.seen[-1]
        assert ended, f"it ended by itself: {self.process.wait()}, {self.seen[-5:]}"


@contextmanager
def running(url: str, folder: Path) -> Iterator[Process]:
    started = Process(url, folder)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.process.kill()
            started.process.wait()
        assert started.process.stdout is not None
        started.process.stdout.close()


def late_case(engine: Engine, nth: int) -> Case:
    now = read_now(engine)
    return case_at(
        nth, state="in_progress", department_code="D1", filed_at=now - 5 * HOUR, limit_text="4 urgent_hour",
        opened_at=now - 5 * HOUR, due_at=now - HOUR, deadline_at=now - HOUR, changed_at=now - 5 * HOUR,
    )  # fmt: skip


def supervised(engine: Engine) -> Counter[str]:
    with engine.connect() as connection:
        rows = connection.execute(select(case_log.c.case_id).where(case_log.c.actor_code == STEWARD.code))
        return Counter(rows.scalars())


def test_that_another_takes_over_after_kill_9(engine: Engine, database_url: str, tmp_path: Path) -> None:
    add(engine, late_case(engine, 1))
    with running(database_url, tmp_path) as one, running(database_url, tmp_path) as other:
        leader = one.round()
        follower = other.round()
        assert sorted((leader["leading"], follower["leading"])) == [False, True]
        first, second = (one, other) if leader["leading"] else (other, one)
        assert first.stop(signal.SIGKILL) == -signal.SIGKILL
        add(engine, late_case(engine, 2))
        assert lease_holder(engine, "steward") is not None  # nobody gave it back: it must run out
        second.round(lambda report: report["leading"])
        assert second.stop() == 0
        assert second.events()[-1] == "stopped"
    assert lease_holder(engine, "steward") is None
    assert supervised(engine) == Counter({"c1": 1, "c2": 1})


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_that_asked_to_stop_it_ends_well(
    sqlite_engine: Engine, sqlite_url: str, tmp_path: Path, number: signal.Signals
) -> None:
    with running(sqlite_url, tmp_path) as one:
        one.round(lambda report: report["leading"])
        assert lease_holder(sqlite_engine, "steward") is not None
        assert one.stop(number) == 0
        assert one.events() == ["started", "leading", "stopped"]
    assert lease_holder(sqlite_engine, "steward") is None


def test_that_it_survives_a_file_that_is_gone_for_a_while(
    sqlite_engine: Engine, sqlite_url: str, tmp_path: Path
) -> None:
    add(sqlite_engine, late_case(sqlite_engine, 1))
    sqlite_engine.dispose()
    path = Path(str(sqlite_engine.url.database))
    with running(sqlite_url, tmp_path) as one:
        one.round(lambda report: report["done"]["overdue"] == 1)
        path.rename(path.with_suffix(".away"))
        one.told("lost")
        path.with_suffix(".away").rename(path)
        one.told("back")
        assert one.stop() == 0
    assert supervised(sqlite_engine) == Counter({"c1": 1})


@pytest.mark.postgresql
def test_that_it_survives_a_server_that_refuses_for_a_while(
    postgresql_engine: Engine, postgresql_url: str, postgres_url: str, tmp_path: Path
) -> None:
    add(postgresql_engine, late_case(postgresql_engine, 1))
    postgresql_engine.dispose()
    name = urlsplit(postgresql_url).path.lstrip("/")
    with running(postgresql_url, tmp_path) as one:
        one.round(lambda report: report["done"]["overdue"] == 1)
        with psycopg.connect(postgres_url, autocommit=True) as server:
            server.execute(f'alter database "{name}" with allow_connections false')
            server.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (name,))
            one.told("lost")
            server.execute(f'alter database "{name}" with allow_connections true')
        one.told("back")
        assert one.stop() == 0
    assert supervised(postgresql_engine) == Counter({"c1": 1})


def test_that_one_round_is_told_as_json_and_for_people(sqlite_engine: Engine, sqlite_url: str, tmp_path: Path) -> None:
    add(sqlite_engine, late_case(sqlite_engine, 1))

    def once(*more: str) -> str:
        found = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "steward", "--db", sqlite_url, "--once", *more],
            capture_output=True, text=True, check=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        return found.stdout

    report = json.loads(once("--json"))
    assert report["leading"] is True
    assert report["done"] == {"resume": 0, "remind-75": 0, "remind-90": 0, "major": 0, "overdue": 1, "returned": 0,
                              "repeated": 0}  # fmt: skip
    assert (report["refused"], report["failed"], report["without_owner"], report["pruned"]) == ({}, {}, {}, {})
    assert "overdue: 0\n" in once("--lang", "en")
    assert lease_holder(sqlite_engine, "steward") is None


@pytest.mark.parametrize("words", [("--interval", "0"), ("--interval", "9999"), ("--db", "sqlite:////nowhere/x.db")])
def test_that_a_wrong_call_is_refused(
    words: tuple[str, str], sqlite_engine: Engine, sqlite_url: str, tmp_path: Path
) -> None:
    given = words if words[0] == "--db" else ("--db", sqlite_url, *words)
    found = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "steward", "--lang", "en", *given],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (found.returncode, found.stdout) == (2, "")
    assert words[1] in found.stderr
