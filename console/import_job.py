"""Imports for the desk, without Qt: the preview of files, the import itself, what was refused and why.

Everything here reads or writes for long and runs on the bulk thread.
"""

from __future__ import annotations

import asyncio
import csv
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from console.headless import Opened, new_id
from console.import_sink import ImportSink, free_path, places_of
from console.mappings import Matched, known_of, mapping_called, mapping_fitting, match
from console.messages import Messages
from models.exchange.importing import ImportResult, Order, import_cases
from models.exchange.mapping import Mapping as FileMapping
from models.exchange.raw_bytes import kind_of
from models.exchange.reading import open_table
from models.exchange.safe_export import unguarded
from models.exchange.table import REASON_COLUMN, ROW_COLUMN
from models.store.info import read_now
from models.store.threads import DatabaseThreads

PREVIEW_ROWS = 20
LISTED_REFUSALS = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """The start of the first file, and the mapping's name or path (`called`).

    `fields` names the mapping's key of every column it reads, `missing` the columns it wants in vain.
    `rows_expected` is a guess at the rows of all files, None where there is none.
    """

    file: str
    called: str
    mapping: FileMapping
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fields: Mapping[str, str]
    missing: tuple[str, ...]
    rows_expected: int | None


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What the person at the desk asked for. `refused_before` is the file of a dry run, to be written anew."""

    files: tuple[Path, ...]
    mapping: str
    officer: str
    console: str
    dry_run: bool
    folder: Path
    refused_before: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What came of it. `refusals` are the first refused rows with their reasons; `zone` was declared by the file."""

    result: ImportResult
    refusals: tuple[tuple[str, str], ...]
    zone: str | None


def preview(files: Sequence[Path], mapping_name: str) -> Preview:
    """Reads the first rows of the first file. Raises BadInput for files and mappings that cannot be read."""
    mapping = mapping_called(mapping_name)
    first = files[0]
    with open_table(first, delimiter=mapping.delimiter, sheet=mapping.sheet) as table:
        header = table.header
        rows = tuple(tuple(cells) for _row, cells, _problem in islice(table.rows, PREVIEW_ROWS))
    wanted = mapping.columns()
    return Preview(
        file=first.name, called=mapping_name, mapping=mapping, header=header, rows=rows,
        fields={column: key for column, key in wanted.items() if column in header},
        missing=tuple(column for column in wanted if column not in header),
        rows_expected=_guess(files, rows),
    )  # fmt: skip


def recognised(files: Sequence[Path]) -> Preview | None:
    """The preview by the mapping that fits the first file's header; None where none fits. Raises BadInput."""
    name = mapping_fitting(files[0])
    return None if name is None else preview(files, name)


def matched(opened: Opened, files: Sequence[Path]) -> Matched:
    """What is proposed for files that fit no mapping. Raises BadInput."""
    return match(files, known_of(opened), read_now(opened.engine))


def run_import(
    opened: Opened, asked: ImportOrder, words: Messages, progress: Callable[[int, str], None],
    cancelled: Callable[[], bool],
) -> ImportDone:  # fmt: skip
    """Imports, or tries to. Raises BadInput, Refused or Unavailable; what was written stays."""
    mapping = mapping_called(asked.mapping)
    sink = ImportSink(opened, mapping.zone)
    order = Order(
        files=asked.files, mapping=mapping, now=read_now(opened.engine), import_id=new_id(),
        actor_code=asked.officer, console=asked.console, dry_run=asked.dry_run,
        refused_path=asked.refused_before or refused_path(asked.files, asked.folder),
        places=places_of(opened.reference.grids.values()), categories=frozenset(opened.reference.categories),
        departments=frozenset(opened.reference.departments), communities=frozenset(opened.reference.communities),
    )  # fmt: skip
    result = import_cases(order, sink, progress=progress, cancelled=cancelled, reason_text=words.outcome)
    refusals = listed_refusals(result.refused_file) if result.refused_file else ()
    return ImportDone(result, refusals, sink.declared)


class ImportJobs:
    """Previews and imports on the bulk thread, awaited on the loop."""

    def __init__(self, threads: DatabaseThreads) -> None:
        self._threads = threads

    async def preview(self, files: Sequence[Path], mapping_name: str) -> Preview:
        """See `preview`."""
        return await asyncio.wrap_future(self._threads.submit("bulk", preview, files, mapping_name))

    async def recognised(self, files: Sequence[Path]) -> Preview | None:
        """See `recognised`."""
        return await asyncio.wrap_future(self._threads.submit("bulk", recognised, files))

    async def match(self, files: Sequence[Path], opened: Opened) -> Matched:
        """See `matched`."""
        return await asyncio.wrap_future(self._threads.submit("bulk", matched, opened, files))

    async def run(
        self, opened: Opened, asked: ImportOrder, words: Messages, progress: Callable[[int, str], None],
        cancelled: Callable[[], bool],
    ) -> ImportDone:  # fmt: skip
        """See `run_import`; `progress` and `cancelled` are called on the bulk thread."""
        future = self._threads.submit("bulk", run_import, opened, asked, words, progress, cancelled)
        return await asyncio.wrap_future(future)


def refused_path(files: Sequence[Path], folder: Path) -> Path | None:
    """Where refused rows go: beside the first file where one may write there, else in `folder`."""
    if not files:
        return None
    return free_path(files, files[0].parent if os.access(files[0].parent, os.W_OK) else folder)


def listed_refusals(path: Path) -> tuple[tuple[str, str], ...]:
    """Row and reason of the first rows in a file of refused rows."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream)
        header = [unguarded(cell) for cell in next(rows)]
        row, reason = header.index(ROW_COLUMN), header.index(REASON_COLUMN)
        return tuple((unguarded(cells[row]), unguarded(cells[reason])) for cells in islice(rows, LISTED_REFUSALS))


def _guess(files: Sequence[Path], rows: Sequence[Sequence[str]]) -> int | None:
    """How many rows plain text files may have, by the size of the first ones."""
    try:
        if not rows or any(kind_of(path) != "text" for path in files):
            return None
        size = sum(path.stat().st_size for path in files)
    except OSError:
        return None
    written = sum(len(cell.encode("utf-8", "surrogateescape")) + 1 for row in rows for cell in row)
    return max(len(rows), size * len(rows) // max(1, written))
