"""A connection is tried before it is used: what is wrong is said in terms that a person can act on."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from console.founding import NewDatabase, init_database
from console.headless import now_of_machine
from console.messages import LANGUAGES, messages
from models.domain.errors import BadInput, Trouble, Unavailable
from models.store.engine import open_engine, writing
from models.store.place import with_password, without_password
from models.store.probe import Probed, _in_terms, probe
from models.store.schema import SCHEMA_VERSION


def run(url: str, statement: str) -> None:
    engine = open_engine(url, create=True, check=False)
    with writing(engine.connect()) as connection, connection.begin():
        connection.execute(text(statement))
    engine.dispose()


def key_of(url: str) -> str:
    with pytest.raises(Trouble) as caught:
        probe(url)
    for language in LANGUAGES:
        said = messages(language).trouble(caught.value)
        assert caught.value.key not in said
        assert "{" not in said
    return caught.value.key


def test_that_a_good_database_says_what_it_is(database_url: str) -> None:
    init_database(database_url, NewDatabase(place_name="九堡", with_catalogue=False), now_of_machine())
    found = probe(database_url)
    assert found == Probed(found.url, "九堡", False, SCHEMA_VERSION, False)


def test_that_an_empty_one_a_foreign_one_and_a_newer_one_are_told_apart(database_url: str) -> None:
    run(database_url, "create table note (id integer)")
    run(database_url, "drop table note")
    assert key_of(database_url) == "database_empty"
    run(database_url, "create table note (id integer)")
    assert key_of(database_url) == "database_foreign"
    run(database_url, "create table alembic_version (version_num varchar(32))")
    run(database_url, "insert into alembic_version values ('ab12cd34')")
    assert key_of(database_url) == "database_foreign"
    run(database_url, "create table database_info (place_name text, kind text)")
    assert key_of(database_url) == "database_foreign"
    run(database_url, "update alembic_version set version_num = '9999'")
    assert key_of(database_url) == "database_newer"
    run(database_url, "update alembic_version set version_num = '0001'")
    assert key_of(database_url) == "database_empty"
    run(database_url, "insert into database_info values ('旧', 'demo')")
    assert probe(database_url).older


def test_that_a_wrong_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("no database at all")
    assert key_of(f"sqlite:///{tmp_path / 'text.sqlite'}") == "database_not_sqlite"
    assert key_of(f"sqlite:///{tmp_path / 'none.sqlite'}") == "database_missing"
    assert key_of("mysql://host/name") == "database_url_wrong"
    assert key_of("postgresql://") == "database_url_wrong"


@pytest.mark.postgresql
def test_that_a_server_without_the_database_or_the_user_is_told(postgresql_url: str) -> None:
    url = make_url(postgresql_url)
    assert key_of(url.set(database="nowhere").render_as_string(hide_password=False)) == "database_name_unknown"
    assert key_of(url.set(username="nobody_here").render_as_string(hide_password=False)) == "database_login_wrong"


def test_that_hosts_and_ports_that_do_not_answer_are_told() -> None:
    assert key_of("postgresql://me@no-such-host.invalid/zhihui") == "database_host_unknown"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert key_of(f"postgresql://me@127.0.0.1:{port}/zhihui") == "database_refused"


SAID = [
    ('connection failed: FATAL:  password authentication failed for user "me"', "database_login_wrong"),
    ('致命错误:  用户 "me" Password 认证失败', "database_login_wrong"),
    ('FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "me"', "database_not_allowed"),
    ("fe_sendauth: no password supplied", "database_password_needed"),
    ('致命错误:  数据库 "zhihui" 不存在', "database_name_unknown"),
    ("connection timeout expired", "database_unreachable"),
    ("server does not support SSL, but SSL was required", "database_ssl"),
    ("something else", "database_gone"),
]


@pytest.mark.parametrize(("detail", "key"), SAID, ids=[key for _, key in SAID])
def test_that_what_servers_say_is_understood_in_two_languages(detail: str, key: str) -> None:
    found = _in_terms(
        Unavailable("database_gone", kind="gone", detail=detail), make_url("postgresql+psycopg://me@h/zhihui")
    )
    assert found.key == key
    for language in LANGUAGES:
        assert key not in messages(language).trouble(found)


def test_that_a_password_can_be_taken_off_and_put_on() -> None:
    assert without_password("postgresql://me:secret@host/name") == ("postgresql://me@host/name", "secret")
    assert without_password("postgresql://me@host/name") == ("postgresql://me@host/name", "")
    assert without_password("C:\\data\\street.sqlite")[1] == ""
    assert without_password("://") == ("://", "")
    assert with_password("postgresql://me@host/name", "a@b") == "postgresql://me:a%40b@host/name"
    assert with_password("postgresql://me@host/name", "") == "postgresql://me@host/name"
    assert with_password("/data/street.sqlite", "x") == "/data/street.sqlite"
    assert with_password("://", "x") == "://"


def test_that_a_program_of_another_schema_is_not_upgraded_by_accident(sqlite_url: str) -> None:
    run(sqlite_url, "create table alembic_version (version_num varchar(32))")
    run(sqlite_url, "insert into alembic_version values ('ab12cd34')")
    with pytest.raises(BadInput, match="database_empty"):
        open_engine(sqlite_url)
