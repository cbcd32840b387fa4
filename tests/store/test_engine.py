"""Opening a database, and what is refused before anything is written."""

from __future__ import annotations

import os
from collections import namedtuple
from pathlib import Path

import psutil
import pytest
from sqlalchemy import Engine, event, text

from models.domain.errors import BadInput, Unavailable
from models.store import engine as engine_module
from models.store import place
from models.store.engine import open_engine, writing
from models.store.info import read_now, server_version
from models.store.place import masked_url, parse_url
from models.store.trouble import driver_errors, mask
from models.store.unit_of_work import SqlUnitOfWork
from tests.store.making import add, case_at

Partition = namedtuple("Partition", "mountpoint fstype")


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "mysql://host/db", "sqlite://", "sqlite:///:memory:", "postgresql://host", "x://y:z:q"],
)
def test_that_other_urls_are_refused(url: str) -> None:
    with pytest.raises(BadInput, match="database_url_wrong"):
        parse_url(url)


def test_that_known_urls_get_their_drivers() -> None:
    assert parse_url("sqlite:///a.db").drivername == "sqlite+pysqlite"
    assert parse_url("postgresql://u@h/d").drivername == "postgresql+psycopg"
    assert parse_url("postgresql+psycopg://u@h/d").drivername == "postgresql+psycopg"


def test_that_passwords_are_masked_everywhere() -> None:
    url = "postgresql://officer:s3cret@host/db"
    assert "s3cret" not in masked_url(url)
    assert "s3cret" not in masked_url(parse_url(url))
    assert "s3cret" not in mask("connection failed: host=h password=s3cret user=u")
    assert "s3cret" not in mask("password = 's3cret'")
    with pytest.raises(BadInput) as refused:
        parse_url("mysql://officer:s3cret@host/db")
    assert "s3cret" not in str(refused.value)


def test_that_a_missing_file_is_not_made_by_accident(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(BadInput, match="database_missing"):
        open_engine(f"sqlite:///{path}")
    assert not path.exists()


def test_that_folders_and_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="database_is_directory"):
        open_engine(f"sqlite:///{tmp_path}")
    with pytest.raises(BadInput, match="database_directory_missing"):
        open_engine(f"sqlite:///{tmp_path / 'no' / 'x.db'}", create=True)
    other = tmp_path / "letter.db"
    other.write_text("Dear Sir or Madam, this is not a database")
    with pytest.raises(BadInput, match="database_not_sqlite"):
        open_engine(f"sqlite:///{other}")


def test_that_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(BadInput, match="database_directory_read_only"):
        open_engine(f"sqlite:///{tmp_path / 'x.db'}", create=True)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "SMB3"])
def test_that_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    mounts = [Partition("/", "ext4"), Partition(str(tmp_path), kind)]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: mounts)
    with pytest.raises(BadInput, match="sqlite_on_network_share") as refused:
        open_engine(f"sqlite:///{tmp_path / 'x.db'}", create=True)
    assert refused.value.arguments["kind"] == kind.lower()


def test_that_a_disk_mounted_inside_a_share_is_no_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = [Partition(str(tmp_path), "ext4"), Partition("/", "nfs")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: mounts)
    assert place.file_system_of(tmp_path / "x.db") == "ext4"
    assert place.file_system_of(Path("/elsewhere/x.db")) == "nfs"


def test_that_unc_paths_are_refused() -> None:
    for path in ("//server/share/x.db", "\\\\server\\share\\x.db"):
        with pytest.raises(BadInput, match="sqlite_on_network_share"):
            place.check_file(path, create=True, read_only=False)


def test_that_a_vanished_file_is_not_made_anew(sqlite_engine: Engine) -> None:
    engine = sqlite_engine
    path = Path(str(engine.url.database))
    engine.dispose()
    again = open_engine(f"sqlite:///{path}")
    again.dispose()
    path.rename(path.with_suffix(".away"))
    with pytest.raises(Unavailable, match="database_gone"), SqlUnitOfWork(again):
        pass
    assert not path.exists()


def test_that_sqlite_is_set_up_for_safety(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url, create=True)
    with engine.connect() as connection:
        wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
        for name, value in wanted.items():
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value, name
    engine.dispose()


@pytest.mark.postgresql
def test_that_a_postgresql_session_has_its_limits(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url, create=True)
    wanted = {
        "statement_timeout": "5s", "lock_timeout": "2s", "idle_in_transaction_session_timeout": "10s",
        "TimeZone": "UTC", "application_name": "zhihui", "transaction_isolation": "read committed",
    }  # fmt: skip
    with engine.connect() as connection:
        for name, value in wanted.items():
            assert connection.execute(text(f"show {name}")).scalar() == value, name
    engine.dispose()


@pytest.mark.postgresql
def test_that_a_slow_statement_is_a_timeout(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url, create=True)
    with engine.connect() as connection:
        connection.execute(text("set statement_timeout = 20"))
        with pytest.raises(Unavailable, match="database_timeout"), driver_errors():
            connection.execute(text("select pg_sleep(5)"))
    engine.dispose()


@pytest.mark.postgresql
def test_that_a_server_that_is_not_there_is_gone(postgresql_url: str) -> None:
    nowhere = postgresql_url.replace("host=", "host=%2Fnowhere").replace("@/", "@/no_such_")
    with pytest.raises(Unavailable, match="database_gone"):
        open_engine(nowhere)


def test_that_a_reading_engine_cannot_write(engine: Engine, database_url: str) -> None:
    reading = open_engine(database_url, read_only=True)
    assert read_now(reading) > 0
    with pytest.raises(Unavailable, match="database_read_only"), SqlUnitOfWork(reading) as unit:
        unit.add_case(case_at(1))
    reading.dispose()


def test_that_a_locked_database_says_so(engine: Engine, other_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "LOCK_WAIT", 0.05)
    add(engine, case_at(1))
    with SqlUnitOfWork(engine) as holder:
        holder.case("c1")
        with pytest.raises(Unavailable, match="database_locked"), SqlUnitOfWork(other_engine) as unit:
            unit.case("c1")


def test_that_a_full_disk_says_so(sqlite_engine: Engine, sqlite_url: str) -> None:
    small = open_engine(sqlite_url, check=False)
    event.listen(small, "connect", lambda driver, record: driver.execute("PRAGMA max_page_count=1"))
    with pytest.raises(Unavailable, match="database_full"):
        add(small, *[case_at(number, description="x" * 4_000) for number in range(200)])
    small.dispose()
    assert read_now(sqlite_engine) > 0


def test_that_a_bug_is_not_called_trouble(engine: Engine) -> None:
    with (
        pytest.raises(Exception, match="no_such_table"),
        driver_errors(),
        writing(engine.connect()) as connection,
        connection.begin(),
    ):
        connection.execute(text("select * from no_such_table"))


def test_that_the_database_tells_time_and_version(engine: Engine) -> None:
    assert 1_700_000_000_000_000 < read_now(engine) < 4_000_000_000_000_000
    assert ("SQLite" in server_version(engine)) == (engine.dialect.name == "sqlite")
