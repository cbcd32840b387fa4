"""`zhihui import organisation`, `zhihui import grids`, `zhihui template`: the street's units out of files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli_options import Db, Json, Lang
from console.headless import Opened, open_database, require_real
from console.output import Out, told

if TYPE_CHECKING:
    from console.organisation_import import UnitsImport

template = typer.Typer(help="Write an empty template to fill in.", no_args_is_help=True)

DryRun = Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")]
RefusedTo = Annotated[Path | None, typer.Option(help="Where refused rows go.")]


def import_organisation(
    files: Annotated[list[Path], typer.Argument(help="One workbook, or one CSV for each kind of unit.")],
    dry_run: DryRun = False,
    refused: RefusedTo = None,
    db: Db = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Import the organisation: street, platforms, departments, communities, officers, grid workers."""
    from console.organisation_import import UnitsOrder, import_organisation

    out = Out(lang, as_json)
    order = UnitsOrder(tuple(files), dry_run, refused)
    _run(out, db, lambda opened: import_organisation(opened, order, out.messages.outcome))


def import_grids(
    file: Annotated[Path, typer.Argument(help="GeoJSON or GeoJSON.gz with one polygon for each grid.")],
    crs: Annotated[str, typer.Option(help="wgs84 or gcj02: what the file's positions are; never guessed.")],
    community: Annotated[str, typer.Option(help="Code of the community of grids that name none.")] = "",
    dry_run: DryRun = False,
    refused: RefusedTo = None,
    db: Db = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Import the grids; those without a code are numbered in their community from west to east."""
    from console.organisation_import import UnitsOrder, import_grids

    out = Out(lang, as_json)
    order = UnitsOrder((file,), dry_run, refused)
    _run(out, db, lambda opened: import_grids(opened, order, crs, community, out.messages.outcome))


@template.callback()
def _templates() -> None:
    """Write an empty template to fill in."""


@template.command("organisation")
def template_organisation(
    file: Annotated[Path, typer.Argument(help="XLSX file to write; one that is there is left alone.")],
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """The workbook that `zhihui import organisation` reads, with examples and explanations."""
    from models.exchange.organisation_files import write_template

    out = Out(lang, as_json)
    with told(out):
        write_template(file)
        out.say("template_written", file=str(file))
        out.result({"template": str(file)})


def _run(out: Out, db: str | None, work: Callable[[Opened], UnitsImport]) -> None:
    with told(out):
        opened = open_database(db, tell=lambda key, arguments: out.say(key, **arguments))
        try:
            require_real(opened.info, "import")
            done = work(opened)
        finally:
            opened.close()
        for note in done.notes:
            out.say(note.key, **note.arguments)
        if done.refused_file is not None:
            out.say("units_refused_file", count=done.refused, path=str(done.refused_file))
        if done.dry_run:
            out.say("import_dry_run", imported=done.taken)
        out.result(done.summary())
