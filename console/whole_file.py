"""Databases that become real only when they are whole: made under another name, then given their own.

What a killed program leaves carries the process's number in its name, so that the next start finds it, says so and
clears it away, and leaves alone what another program is just making.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import psutil

from models.domain.errors import BadInput, Unavailable

T = TypeVar("T")

MARK = ".founding-"
_BESIDE = ("", "-wal", "-shm", "-journal")
_FULL = (errno.ENOSPC, errno.EDQUOT)


def make_whole(target: Path, make: Callable[[str], T]) -> T:
    """Runs `make` with the URL of a new SQLite file beside the target; the file gets the target's name when it is done.

    Raises BadInput("database_exists") where the target is there (it stays as it is), BadInput("folder_unwritable"),
    Unavailable("database_full"), and what `make` raises; then nothing is left.
    """
    half = target.with_name(f"{target.name}{MARK}{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise BadInput("database_exists", url=str(target))
        _remove(half)
        try:
            made = make(f"sqlite:///{half}")
            _settle(half, target)
        finally:
            _remove(half)
    except OSError as error:
        if error.errno in _FULL:
            raise Unavailable("database_full", kind="full", detail=error.strerror or "") from error
        folder, reason = str(target.parent), error.strerror or str(error)
        raise BadInput("folder_unwritable", folder=folder, reason=reason) from error
    return made


def half_made(folder: Path) -> tuple[Path, ...]:
    """The files in a folder that a set-up left behind which is no longer at work."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in _marked(folder) if not _at_work(path)))


def clear_half_made(folder: Path) -> int:
    """Takes away what set-ups left behind that are no longer at work; returns how many they were."""
    found = half_made(folder)
    for path in found:
        _remove(path)
    return len(found)


def _marked(folder: Path) -> Iterator[Path]:
    for path in folder.glob(f"*{MARK}*"):
        if path.name.rpartition(MARK)[2].isdecimal():
            yield path


def _at_work(path: Path) -> bool:
    """Whether the process that makes the file still runs (and is not a later one with the same number)."""
    try:
        process = psutil.Process(int(path.name.rpartition(MARK)[2]))
        return process.create_time() <= path.stat().st_mtime
    except (psutil.Error, OSError, ValueError, OverflowError):
        return False


def _settle(half: Path, target: Path) -> None:
    """Puts the file to disk under its name; a file that came there meanwhile is not overwritten."""
    with half.open("rb+") as stream:
        os.fsync(stream.fileno())
    try:
        os.link(half, target)
    except FileExistsError:
        raise BadInput("database_exists", url=str(target)) from None
    except OSError:
        # File systems without links: the name was free a moment ago.
        half.rename(target)


def _remove(half: Path) -> None:
    for ending in _BESIDE:
        half.with_name(half.name + ending).unlink(missing_ok=True)
