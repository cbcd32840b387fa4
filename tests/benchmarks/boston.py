"""Boston's requests of 2015 for the benchmarks: files, an empty database for them, the import."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from console.founding import NewDatabase, init_database
from console.headless import open_database
from models.domain.instant import parse_instant
from models.exchange.importing import ImportResult, Order, import_cases
from models.exchange.mapping_files import load_mapping
from models.store.bulk import BulkWriter

MAPPING = load_mapping("boston")
NOW = parse_instant("2016-01-14 00:00", ZoneInfo(MAPPING.zone))
PARTS = tuple(f"incidents/boston311_2015_part{part}.csv.gz" for part in (1, 2, 3, 4))


def empty_database(file: Path) -> str:
    """Makes a database for real work in a new file and gives its URL."""
    url = f"sqlite:///{file}"
    init_database(url, NewDatabase(zone=MAPPING.zone, number_prefix="B"), NOW)
    return url


def bring(url: str, *files: Path, refused: Path | None = None, progress: Callable[[int, str], None] | None = None,
          import_id: str = "i1") -> ImportResult:  # fmt: skip
    """Imports files as `zhihui import cases` does."""
    found = open_database(url)
    try:
        order = Order(
            files, MAPPING, NOW, import_id, refused_path=refused,
            categories=frozenset(found.reference.categories),
        )  # fmt: skip
        writer = BulkWriter(found.engine)
        return import_cases(order, writer) if progress is None else import_cases(order, writer, progress=progress)
    finally:
        found.close()


def with_faults(source: Path, target: Path, every: int, rows: int) -> tuple[int, int]:
    """Copies the first rows of a file, one in so many with a time that is none; gives the counts of all and faulty."""
    faulty = 0
    with gzip.open(source, "rt", encoding="utf-8") as lines, gzip.open(target, "wt", encoding="utf-8") as copy:
        copy.write(next(lines))
        for number, line in enumerate(lines, start=1):
            if number > rows:
                return rows, faulty
            if number % every == 0:
                key, _opened, rest = line.split(",", 2)
                line, faulty = f"{key},no time,{rest}", faulty + 1
            copy.write(line)
    return number, faulty
