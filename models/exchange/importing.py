"""Cases from files, staged: everything is read and checked before the first row is written.

A file that is wrong as a whole stops before anything happened. Refused rows go to a file; the good ones
in, in small transactions. Importing again changes nothing; a cancelled import goes on when run again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.domain.errors import BadInput
from models.domain.instant import Instant
from models.exchange.content import Content, Refusal, digest_of
from models.exchange.mapping import Mapping
from models.exchange.notes import whole_file_notes
from models.exchange.positions import Places
from models.exchange.protocol import Batch, ImportSink
from models.exchange.reading import open_table
from models.exchange.references import check_codes
from models.exchange.refused_file import ReasonText, RefusedFile, plain_reason
from models.exchange.slices import Slices
from models.exchange.spool import Spool, Spooled
from models.exchange.table import RawRow, require_columns
from models.exchange.units import Note, Seen, settle
from models.exchange.validate import RowCheck, Rules
from models.exchange.versions import Versions, unit_rules

READING = "reading"
WRITING = "writing"
Progress = Callable[[int, str], None]
"""Rows done so far, and the phase: READING or WRITING."""
_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class Order:
    """What to import, for whom, and what is known about the database's place.

    `now` is the database's present; `categories` the codes of its catalogue; `places` where cases can be;
    `departments` and `communities` the codes of its units, None where nobody looked.
    """

    files: tuple[Path, ...]
    mapping: Mapping
    now: Instant
    import_id: str
    actor_code: str = "import"
    console: str = "import"
    dry_run: bool = False
    refused_path: Path | None = None
    places: Places = field(default_factory=Places)
    categories: frozenset[str] = frozenset()
    departments: frozenset[str] | None = None
    communities: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Counts of one import. read = imported + skipped + refused + remaining; remaining is 0 unless cancelled.

    `updated` are those of `imported` that gave an existing case a new version. `marked` counts imported
    rows by mark. `refused_file` is where refused rows lie, if there were any and a path was given.
    """

    read: int
    imported: int
    skipped: int
    refused: int
    updated: int
    remaining: int
    marked: dict[str, int]
    notes: tuple[Note, ...]
    refused_file: Path | None
    cancelled: bool
    dry_run: bool


def _never() -> bool:
    return False


def _silent(_rows: int, _phase: str) -> None:
    return


def import_cases(
    order: Order,
    sink: ImportSink,
    *,
    progress: Progress = _silent,
    cancelled: Callable[[], bool] = _never,
    reason_text: ReasonText = plain_reason,
    monotonic: Callable[[], float] | None = None,
) -> ImportResult:
    """Imports the cases of one or several files as one import.

    Raises BadInput for what concerns a whole file (nothing was written) and Unavailable when the database
    goes away (what was written stays; running again goes on). `monotonic` (seconds) sizes the slices.
    """
    headers = _headers(order)
    refused = RefusedFile(order.refused_path, headers, reason_text)
    try:
        with Spool() as spool:
            run = _Run(order, sink, spool, refused, progress, cancelled)
            run.read_all()
            run.write_all(Slices(monotonic))
            kept = refused.keep()
        return run.result(kept)
    finally:
        refused.discard()


def _headers(order: Order) -> dict[str, tuple[str, ...]]:
    """The header of every file, by file name. Raises BadInput when one lacks a column or stands twice."""
    if not order.files:
        raise BadInput("no_files_given")
    check_codes(order.mapping, {
        "department": order.departments, "community": order.communities, "category": order.categories or None,
    })  # fmt: skip
    headers: dict[str, tuple[str, ...]] = {}
    for path in order.files:
        if order.refused_path is not None and path.resolve() == order.refused_path.resolve():
            raise BadInput("refused_file_is_input", file=str(path))
        if path.name in headers:
            raise BadInput("file_given_twice", file=path.name)
        with open_table(path, delimiter=order.mapping.delimiter, sheet=order.mapping.sheet) as table:
            require_columns(table.header, order.mapping.columns(), path.name)
            headers[path.name] = table.header
    return headers


class _Run:
    """One import under way."""

    def __init__(
        self,
        order: Order,
        sink: ImportSink,
        spool: Spool,
        refused: RefusedFile,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        self._order, self._sink, self._spool, self._refused = order, sink, spool, refused
        self._progress, self._cancelled = progress, cancelled
        self._seen = Seen()
        self._last: dict[str, str] = {}
        self._read = self._imported = self._skipped = self._updated = 0
        self._marked: Counter[str] = Counter()
        self._notes: tuple[Note, ...] = ()
        self._stopped = False

    def read_all(self) -> None:
        """Reads and checks every row of every file; nothing is written yet."""
        order = self._order
        rules = Rules(order.now, order.places, order.categories)
        for index, path in enumerate(order.files):
            with open_table(path, delimiter=order.mapping.delimiter, sheet=order.mapping.sheet) as table:
                check = RowCheck(order.mapping, table.header, rules, self._seen, table.native)
                for raw in table.rows:
                    self._read_row(index, path.name, raw, check)
                    if self._read % _EVERY == 0 and self._stop(self._read, READING):
                        return
        self._progress(self._read, READING)

    def _read_row(self, index: int, file: str, raw: RawRow, check: RowCheck) -> None:
        row, cells, problem = raw
        self._read += 1
        if problem is not None:
            self._refused.add(Refusal(file, row, problem[0], problem[1], tuple(cells)))
            return
        try:
            content = check(cells)
        except BadInput as fault:
            self._refused.add(Refusal(file, row, fault.key, fault.arguments, tuple(cells)))
            return
        digest = digest_of(content)
        self._last[content.external_id] = digest
        self._spool.add(index, row, digest, content)

    def write_all(self, slices: Slices) -> None:
        """Writes what was read: new cases, new versions of known ones; skips what is there already."""
        order = self._order
        units, names = settle(self._seen, unit_rules(order.mapping))
        self._notes = (*whole_file_notes(self._seen, order.mapping), *names)
        if self._stopped:
            return
        known = self._sink.known_rows(order.mapping.source)
        if not order.dry_run:
            files = tuple(path.name for path in order.files)
            batch = Batch(
                order.import_id, order.mapping.source, order.mapping.name, files, order.actor_code, order.console,
                order.now,
            )  # fmt: skip
            self._sink.begin(batch, units)
        versions = Versions(order.mapping.source, known, self._last)
        done = 0
        for piece in slices.of(self._spool.rows()):
            self._write_slice(piece, versions)
            done += len(piece)
            if self._stop(done, WRITING):
                break
        # Asked to stop after the last slice: nothing was left to stop.
        self._stopped = self._counts()["remaining"] > 0
        if not order.dry_run:
            self._sink.finish(order.import_id, order.now, json.dumps(self._counts()))

    def _write_slice(self, piece: Sequence[Spooled], versions: Versions) -> None:
        order = self._order
        writes, rows, refusals = [], [], []
        for spooled in piece:
            decision = versions.decide(spooled, order.now, order.actor_code, order.console, order.import_id)
            if decision is None:
                self._skipped += 1
            elif isinstance(decision, str):
                refusals.append((spooled, decision))
            else:
                writes.append(decision)
                rows.append(spooled)
        stale = set() if order.dry_run or not writes else set(self._sink.write(writes))
        for position, (write, spooled) in enumerate(zip(writes, rows, strict=True)):
            if position in stale:
                refusals.append((spooled, "row_case_changed"))
                continue
            self._imported += 1
            self._updated += write.seen_version is not None
            self._marked.update(spooled.content.marks.split())
        self._refuse_late(refusals)

    def _refuse_late(self, refusals: Sequence[tuple[Spooled, str]]) -> None:
        """Refuses rows that were good in themselves; their cells are read once more from the file."""
        for index in {spooled.file for spooled, _key in refusals}:
            path = self._order.files[index]
            wanted = {spooled.row: (spooled.content, key) for spooled, key in refusals if spooled.file == index}
            with open_table(path, delimiter=self._order.mapping.delimiter, sheet=self._order.mapping.sheet) as table:
                for row, cells, _problem in table.rows:
                    if row in wanted:
                        self._refused.add(_late(path.name, row, cells, *wanted[row]))

    def _stop(self, done: int, phase: str) -> bool:
        self._progress(done, phase)
        self._stopped = self._cancelled()
        return self._stopped

    def _counts(self) -> dict[str, int]:
        decided = self._imported + self._skipped + self._refused.count
        return {
            "read": self._read, "imported": self._imported, "skipped": self._skipped,
            "refused": self._refused.count, "updated": self._updated, "remaining": self._read - decided,
        }  # fmt: skip

    def result(self, refused_file: Path | None) -> ImportResult:
        """What the import came to."""
        return ImportResult(
            **self._counts(), marked=dict(sorted(self._marked.items())), notes=self._notes,
            refused_file=refused_file, cancelled=self._stopped, dry_run=self._order.dry_run,
        )  # fmt: skip


def _late(file: str, row: int, cells: Sequence[str], content: Content, key: str) -> Refusal:
    return Refusal(file, row, key, {"number": content.number}, tuple(cells))
