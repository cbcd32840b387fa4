"""Tries a connection before it is used: says what is wrong in terms that a person can act on, changes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import URL, inspect, text

from models.domain.errors import BadInput, Unavailable
from models.store import schema
from models.store.engine import open_engine
from models.store.place import masked_url, parse_url
from models.store.tables import database_info
from models.store.trouble import driver_errors

# The server speaks its own language before it is told ours: English and Chinese servers are understood.
_SAYS: tuple[tuple[str, str], ...] = (
    (r"resolve host|translate host name|name or service not known|getaddrinfo", "database_host_unknown"),
    (r"password authentication failed|认证失败|口令认证", "database_login_wrong"),
    (r"no password supplied|没有提供口令", "database_password_needed"),
    (r"no pg_hba\.conf entry|pg_hba\.conf 记录|没有用于主机", "database_not_allowed"),
    (r'database ".*" does not exist|数据库 ?".*" ?不存在', "database_name_unknown"),
    (r'role ".*" does not exist|角色 ?".*" ?不存在', "database_login_wrong"),
    (r"connection refused|拒绝连接|connection reset|no such file or directory", "database_refused"),
    (r"timeout|timed out|no route to host|network is unreachable|超时", "database_unreachable"),
    (r"permission denied|权限不够", "database_not_allowed"),
    (r"ssl", "database_ssl"),
)


@dataclass(frozen=True, slots=True)
class Probed:
    """A database that can be opened: what it calls its place, whether it is a demonstration, its schema.

    `older` tells that opening it will bring its tables up to date.
    """

    url: str
    place_name: str
    is_demo: bool
    schema_version: int
    older: bool


def probe(url: str) -> Probed:
    """Connects and looks.

    Raises BadInput: database_url_wrong, database_missing, database_not_sqlite …, database_empty, database_foreign,
    database_newer; Unavailable: database_host_unknown, database_refused, database_unreachable, database_login_wrong,
    database_password_needed, database_not_allowed, database_name_unknown, database_ssl, or as the drivers report.
    """
    parsed = parse_url(url)
    try:
        return _look(parsed)
    except Unavailable as trouble:
        raise _in_terms(trouble, parsed) from trouble


def _look(url: URL) -> Probed:
    engine = open_engine(url.render_as_string(hide_password=False), check=False)
    shown = masked_url(url)
    try:
        with driver_errors(), engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
            if "alembic_version" not in tables or database_info.name not in tables:
                raise BadInput("database_foreign" if tables else "database_empty", url=shown)
            found = schema.found_version(connection)
            if found is None:
                raise BadInput("database_foreign", url=shown)
            if found > schema.SCHEMA_VERSION:
                raise BadInput("database_newer", url=shown, found=found, known=schema.SCHEMA_VERSION)
            row = connection.execute(text("select place_name, kind from database_info")).first()
            if row is None:
                raise BadInput("database_empty", url=shown)
            return Probed(shown, str(row[0]), row[1] == "demo", found, found < schema.SCHEMA_VERSION)
    finally:
        engine.dispose()


def _in_terms(trouble: Unavailable, url: URL) -> Unavailable:
    detail = str(trouble.arguments.get("detail", ""))
    key = next((key for said, key in _SAYS if re.search(said, detail, re.IGNORECASE)), None)
    if key is None or url.get_backend_name() != "postgresql":
        return trouble
    host = url.host or str(url.query.get("host", "")) or "localhost"
    return Unavailable(
        key, host=host, port=url.port or 5432, user=url.username or "", name=url.database or "", detail=detail
    )  # fmt: skip
