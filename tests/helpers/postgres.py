"""A PostgreSQL server of the tests' own, from the system's packages, gone when they end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

SUPERUSER = "postgres"
# Nothing here must survive a crash of the machine; speed matters.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=150", "listen_addresses=")


def missing() -> str | None:
    """What this machine lacks to run a server, in words; None when it can."""
    if _programs() is None:
        return "PostgreSQL (its server programs are not installed)"
    if _is_root() and _package_user() is None:
        return "PostgreSQL (root may not run it and the user postgres is missing)"
    return None


@contextmanager
def cluster() -> Iterator[str]:
    """Runs a new server and gives the URL of its maintenance database. Call it where nothing is `missing`.

    It listens on a socket in its own temporary folder only: no port to collide with, one server for each
    worker. PostgreSQL refuses to run as root; then it runs as the user its package made.
    """
    programs = _programs()
    assert programs is not None
    user = _package_user() if _is_root() else None
    home = Path(tempfile.mkdtemp(prefix="zhihui-pg-"))
    try:
        if user is not None:
            shutil.chown(home, user, user)
        data = home / "data"
        options = ["-D", str(data), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        _run([programs / "initdb", *options], user, home)
        flags = " ".join(f"-c {setting}" for setting in [*SETTINGS, f"unix_socket_directories={home}"])
        pg_ctl = [programs / "pg_ctl", "-D", data, "-w", "-t", "60"]
        _run([*pg_ctl, "-l", home / "log", "-o", flags, "start"], user, home)
        try:
            yield f"postgresql://{SUPERUSER}@/postgres?host={quote(str(home), safe='')}"
        finally:
            _run([*pg_ctl, "-m", "immediate", "stop"], user, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def database(server_url: str, name: str) -> Iterator[str]:
    """Makes an empty database on the server, gives its URL, drops it with whoever is still connected."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        yield server_url.replace("@/postgres?", f"@/{name}?")
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _programs() -> Path | None:
    """The folder of the newest initdb and pg_ctl: Debian keeps one for each version, off the search path."""
    versions = sorted(
        (int(found.parent.parent.name), found.parent)
        for found in Path("/usr/lib/postgresql").glob("*/bin/initdb")
        if found.parent.parent.name.isdigit()
    )
    if versions:
        return versions[-1][1]
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _package_user() -> str | None:
    import pwd

    try:
        return pwd.getpwnam(SUPERUSER).pw_name
    except KeyError:
        return None


def _run(command: list[object], user: str | None, folder: Path) -> None:
    """Runs a program as a user. Its output goes to a file: a server that stays would hold a pipe open."""
    words = [str(word) for word in command]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    with tempfile.TemporaryFile() as log:
        done = subprocess.run(
            words,
            cwd=folder,
            env=environment,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=120,
        )
        log.seek(0)
        output = log.read().decode(errors="replace")
    if done.returncode:
        raise RuntimeError(f"{words[0]} failed with {done.returncode}:\n{output}")
