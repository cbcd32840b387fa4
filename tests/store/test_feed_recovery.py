"""Trouble and recovery: whatever happens, the feed says so and comes back with a fresh snapshot."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import Engine

from models.feed.feed import Feed
from models.feed.records import Lost
from models.store import engine as engine_module
from models.store.engine import open_engine
from tests.helpers import postgres
from tests.helpers.not_checked import not_checked
from tests.store.conftest import closing
from tests.store.making import add, case_at, run, touch
from tests.store.watching import Picture, Stepped


def test_that_a_file_that_vanishes_is_lost_and_found_again(sqlite_engine: Engine) -> None:
    path = Path(str(sqlite_engine.url.database))
    add(sqlite_engine, case_at(1))
    sqlite_engine.dispose()
    stepped = Stepped(sqlite_engine)
    stepped.step()
    path.rename(path.with_suffix(".away"))
    stepped.step(1.1)
    assert stepped.picture.told == ["Lost"]
    stepped.step(2.1)
    assert stepped.picture.told == ["Lost", "Lost"]
    path.with_suffix(".away").rename(path)
    stepped.step(2.1)
    assert stepped.picture.told == ["Lost", "Lost", "Recovered"]
    assert len(stepped.picture.snapshots) == 2
    assert stepped.loop.live
    stepped.close()


def test_that_a_file_replaced_by_a_copy_is_read_anew(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = Path(str(sqlite_engine.url.database))
    add(sqlite_engine, case_at(1))
    with sqlite3.connect(tmp_path / "copy.db") as copy, sqlite3.connect(path) as source:
        source.backup(copy)
    copy.close()
    source.close()
    stepped = Stepped(sqlite_engine)
    stepped.step()
    add(sqlite_engine, case_at(2))
    stepped.step(1.1)
    assert set(stepped.picture.cases) == {"c1", "c2"}
    sqlite_engine.dispose()
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    shutil.move(tmp_path / "copy.db", path)
    stepped.step(1.1)
    stepped.step()
    assert stepped.picture.told == []
    assert set(stepped.picture.cases) == {"c1"}
    stepped.close()


def test_that_a_locked_file_is_lost_and_found_again(
    sqlite_engine: Engine, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(sqlite_engine, case_at(1))
    sqlite_engine.dispose()
    monkeypatch.setattr(engine_module, "LOCK_WAIT", 0.02)
    engine = open_engine(sqlite_url)
    engine.dispose()
    holder = sqlite3.connect(str(engine.url.database), isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("UPDATE counter SET value = 1")
    stepped = Stepped(engine)
    stepped.step()
    assert stepped.picture.statuses == [Lost("database is locked", "locked")]
    holder.execute("ROLLBACK")
    holder.close()
    stepped.step(2.1)
    assert stepped.picture.told == ["Lost", "Recovered"]
    assert set(stepped.picture.cases) == {"c1"}
    stepped.close()
    engine.dispose()


@pytest.mark.postgresql
def test_that_ended_connections_are_replaced(postgresql_engine: Engine) -> None:
    add(postgresql_engine, case_at(1))
    other = open_engine(postgresql_engine.url.render_as_string(hide_password=False))
    stepped = Stepped(postgresql_engine)
    stepped.step()
    run(other, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
        "and pid <> pg_backend_pid()")  # fmt: skip
    touch(other, "c1", title="meanwhile")
    # The closed socket is noticed while waiting, before any poll is due: the test's clock stands still.
    while not stepped.picture.told:
        stepped.loop.wait()
    assert stepped.picture.told == ["Lost"]
    stepped.step(2.1)
    assert stepped.picture.told == ["Lost", "Recovered"]
    assert stepped.picture.cases["c1"].title == "meanwhile"
    stepped.close()
    other.dispose()


@pytest.mark.postgresql
def test_that_a_restarted_server_is_found_again() -> None:
    what = postgres.missing()
    if what is not None:
        not_checked(what)
    with (
        postgres.cluster() as server,
        postgres.database(server, "restarting") as url,
        closing(open_engine(url, create=True)) as engine,
    ):
        add(engine, case_at(1))
        picture = Picture()
        feed = Feed(
            engine, on_snapshot=picture.on_snapshot, on_delta=picture.on_delta, on_status=picture.on_status,
            poll_seconds=0.2,
        )  # fmt: skip
        feed.start()
        picture.until(lambda: picture.snapshots)
        control(server, "stop")
        picture.until(lambda: "Lost" in picture.told)
        control(server, "start")
        picture.until(lambda: picture.told[-1] == "Recovered")
        touch(engine, "c1", title="after")
        picture.until(lambda: picture.cases["c1"].title == "after")
        assert feed.close()


def control(server: str, what: str) -> None:
    """Stops the test's own server under everybody who is connected, or starts it again."""
    home = Path(parse_qs(urlsplit(server).query)["host"][0])
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: int(found.parent.name))
    command = [str(programs / "pg_ctl"), "-D", str(home / "data"), "-w", "-m", "fast", what]
    if what == "start":
        flags = " ".join(f"-c {setting}" for setting in [*postgres.SETTINGS, f"unix_socket_directories={home}"])
        command = [*command[:4], "-l", str(home / "log"), "-o", flags, what]
    as_user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run(command, cwd=home, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **as_user)  # type: ignore[call-overload]
