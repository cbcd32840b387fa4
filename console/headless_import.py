"""`zhihui import cases`: joins the import of case files with the database and the person at the terminal."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import typer

from console.headless import Opened, console_name, new_id
from console.import_sink import ImportSink, free_path, places_of
from console.mappings import mapping_called, mapping_fitting
from console.output import Out
from models.domain.errors import BadInput
from models.exchange.importing import ImportResult, Order, import_cases
from models.store.info import read_now

ACTOR = "import"
"""Who an imported case says changed it: nobody in person."""


@dataclass(frozen=True, slots=True)
class CaseImport:
    """What the command line asked for. `mapping` is a name or a file, "" for the one the header fits; `refused`
    where refused rows go."""

    files: tuple[Path, ...]
    mapping: str
    dry_run: bool = False
    refused: Path | None = None


def run_case_import(opened: Opened, asked: CaseImport, out: Out) -> dict[str, Any]:
    """Imports case files into an open database and tells the person what happened.

    Returns the counts. Raises BadInput, Refused or Unavailable; after an interrupt what was written stays.
    """
    mapping = mapping_called(asked.mapping or _fitting(asked.files, out))
    order = Order(
        files=asked.files,
        mapping=mapping,
        now=read_now(opened.engine),
        import_id=new_id(),
        actor_code=ACTOR,
        console=console_name(),
        dry_run=asked.dry_run,
        refused_path=asked.refused or free_path(asked.files, Path()),
        places=places_of(opened.reference.grids.values()),
        categories=frozenset(opened.reference.categories),
        departments=frozenset(opened.reference.departments),
        communities=frozenset(opened.reference.communities),
    )
    with interruptible() as interrupted:
        result = import_cases(
            order,
            ImportSink(opened, mapping.zone, lambda zone: out.say("zone_declared_by_file", zone=zone)),
            progress=_Progress(out),
            cancelled=interrupted.is_set,
            reason_text=out.messages.outcome,
        )
    _tell(result, out)
    if result.cancelled:
        raise typer.Exit(130)
    return summary(result)


def _fitting(files: tuple[Path, ...], out: Out) -> str:
    """The mapping that the first file's header fits. Raises BadInput: no_files_given, mapping_none_fits."""
    if not files:
        raise BadInput("no_files_given")
    name = mapping_fitting(files[0])
    if name is None:
        raise BadInput("mapping_none_fits", file=files[0].name)
    out.say("import_recognised", mapping=name)
    return name


def summary(result: ImportResult) -> dict[str, Any]:
    """The counts of an import as plain data."""
    return {
        "read": result.read,
        "imported": result.imported,
        "skipped": result.skipped,
        "refused": result.refused,
        "updated": result.updated,
        "marked": result.marked,
        "refused_file": str(result.refused_file) if result.refused_file else None,
        "dry_run": result.dry_run,
        "notes": [{"key": note.key, **note.arguments} for note in result.notes],
    }


def _tell(result: ImportResult, out: Out) -> None:
    for note in result.notes:
        out.say(note.key, **{name: _shown(value) for name, value in note.arguments.items()})
    if result.refused_file is not None:
        out.say("import_refused_file", count=result.refused, path=str(result.refused_file))
    if result.cancelled:
        out.say("import_cancelled", kept=result.imported, remaining=result.remaining)
    elif result.dry_run:
        out.say("import_dry_run", imported=result.imported)


def _shown(value: object) -> object:
    """Degrees as they are: a message would round them to three places."""
    return str(value) if isinstance(value, float) else value


class _Progress:
    """One line on a terminal that is written over; silent where nobody watches."""

    def __init__(self, out: Out) -> None:
        self._out = out
        self._watched = sys.stderr.isatty()

    def __call__(self, rows: int, phase: str) -> None:
        if self._watched:
            text = self._out.messages.text(f"import_phase_{phase}", rows=rows)
            typer.echo(f"\r\x1b[K{text}", err=True, nl=False)


@contextmanager
def interruptible() -> Iterator[threading.Event]:
    """Ctrl-C ends the import between two slices instead of in the middle of one."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return

    def ask(_signal: int, _frame: FrameType | None) -> None:
        asked.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
        if sys.stderr.isatty():
            typer.echo("\r\x1b[K", err=True, nl=False)
