"""Where a database is: its URL, and whether a file may hold one there."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from models.domain.errors import BadInput
from models.store.trouble import mask

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "fuse.davfs", "fuse.smbnetfs",
     "fuse.glusterfs", "fuse.ceph", "ceph", "9p", "davfs", "afpfs", "webdav"}
)  # fmt: skip


def parse_url(url: str) -> URL:
    """The parsed URL with its driver. Raises BadInput("database_url_wrong") for any other form.

    Known are sqlite:///file and postgresql://user@host/name.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise BadInput("database_url_wrong", url=mask(url)) from None
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise BadInput("database_url_wrong", url=mask(url))
        return parsed.set(drivername="sqlite+pysqlite")
    if backend in ("postgresql", "postgres") and parsed.database:
        return parsed.set(drivername="postgresql+psycopg")
    raise BadInput("database_url_wrong", url=mask(url))


def without_password(text: str) -> tuple[str, str]:
    """A URL as it may be kept, and the password that stood in it ("" for none). Other text stays as it is."""
    try:
        parsed = make_url(text)
    except (ArgumentError, ValueError):
        return text, ""
    if not parsed.password:
        return text, ""
    return parsed._replace(password=None).render_as_string(hide_password=False), str(parsed.password)


def with_password(text: str, password: str) -> str:
    """The URL with a password in it; a file, or no password, leaves it as it is."""
    if not password or "://" not in text or text.startswith("sqlite"):
        return text
    try:
        return make_url(text).set(password=password).render_as_string(hide_password=False)
    except (ArgumentError, ValueError):
        return text


def masked_url(url: URL | str) -> str:
    """The URL as it may be shown: without the password."""
    return url.render_as_string(hide_password=True) if isinstance(url, URL) else mask(url)


def check_file(path: str, *, create: bool, read_only: bool) -> Path:
    """The file of an SQLite database.

    Raises BadInput when it is on a network share (SQLite's locks do not hold there), missing
    (unless `create`), a directory, no database, or in a place that cannot be written.
    """
    if path.startswith(("\\\\", "//")):
        raise BadInput("sqlite_on_network_share", path=path, kind="unc")
    file = Path(path).expanduser().absolute()
    kind = file_system_of(file)
    if kind in NETWORK_FILE_SYSTEMS:
        raise BadInput("sqlite_on_network_share", path=str(file), kind=kind)
    if file.is_dir():
        raise BadInput("database_is_directory", path=str(file))
    if not file.exists() and not create:
        raise BadInput("database_missing", url=str(file))
    if not file.parent.is_dir():
        raise BadInput("database_directory_missing", path=str(file.parent))
    if not read_only and not os.access(file.parent, os.W_OK):
        raise BadInput("database_directory_read_only", path=str(file.parent))
    if file.exists():
        _check_header(file)
    return file


def file_system_of(file: Path) -> str:
    """The kind of file system that holds the file (of its nearest existing folder), in lower case."""
    real = os.path.realpath(file)
    best, kind = "", ""
    for mounted in psutil.disk_partitions(all=True):
        point = mounted.mountpoint
        inside = real == point or real.startswith(point.rstrip(os.sep) + os.sep)
        # The later of two mounts on one point hides the earlier.
        if inside and len(point) >= len(best):
            best, kind = point, mounted.fstype.lower()
    return kind


def _check_header(file: Path) -> None:
    with file.open("rb") as stream:
        header = stream.read(16)
    if header and header != b"SQLite format 3\x00":
        raise BadInput("database_not_sqlite", path=str(file))
