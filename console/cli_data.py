"""`zhihui init-db`, `zhihui demo`, `zhihui import`: making databases and filling them.

What reads workbooks and makes streets is imported where it is used: the desk must not wait for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli_options import Db, Json, Lang
from console.headless import as_url, now_of_machine, open_database, require_real
from console.output import Out, told

importing = typer.Typer(help="Bring files in.", no_args_is_help=True)

Url = Annotated[str, typer.Argument(help="sqlite:///FILE or postgresql://…")]


def init_db(
    url: Url,
    zone: Annotated[str | None, typer.Option(help="Zone of times without offset, e.g. Asia/Shanghai.")] = None,
    street: Annotated[str, typer.Option(help="Code of the street, 9 digits.")] = "",
    name: Annotated[str, typer.Option(help="Name of the place, shown in the top bar.")] = "",
    name_en: Annotated[str, typer.Option(help="The same in English.")] = "",
    prefix: Annotated[str, typer.Option(help="Prefix of case numbers.")] = "",
    catalogue: Annotated[bool, typer.Option(help="Load the shipped catalogue of standards.")] = True,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Make an empty database for real work."""
    from console.founding import NewDatabase, init_database

    out = Out(lang, as_json)
    with told(out):
        wanted = NewDatabase(zone, street, name, name_en, prefix, catalogue)
        made = init_database(as_url(url), wanted, now_of_machine())
        out.say("database_made")
        out.result(made)


def demo(
    url: Url,
    seed: Annotated[int | None, typer.Option(help="Same seed, same street.")] = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Make the declared demonstration street; it never becomes a real database."""
    from console.founding import DEMO_SEED, init_demo

    out = Out(lang, as_json)
    with told(out):
        made = init_demo(as_url(url), now_of_machine(), DEMO_SEED if seed is None else seed)
        out.say("database_made")
        out.result(made)


@importing.command("cases")
def import_cases(
    files: Annotated[list[Path], typer.Argument(help="CSV, CSV.gz or XLSX; several files are one import.")],
    mapping: Annotated[
        str, typer.Option(help="boston, pingshan, a saved mapping, or a file (TOML); default: by the header.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    refused: Annotated[Path | None, typer.Option(help="Where refused rows go.")] = None,
    db: Db = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Import cases: good rows in, refused rows into a file with reasons; again is a no-op."""
    from console.headless_import import CaseImport, run_case_import

    out = Out(lang, as_json)
    with told(out):
        opened = open_database(db, tell=lambda key, arguments: out.say(key, **arguments))
        try:
            require_real(opened.info, "import")
            asked = CaseImport(tuple(files), mapping, dry_run, refused)
            out.result(run_case_import(opened, asked, out))
        finally:
            opened.close()


@importing.command("catalogue")
def import_catalogue(
    file: Annotated[Path, typer.Argument(help="Standards as XLSX (merged cells) or CSV.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    refused: Annotated[Path | None, typer.Option(help="Where refused rows go.")] = None,
    db: Db = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Import a catalogue of categories and standards: good rows in, refused rows into a file with reasons."""
    from console.organisation_import import free_name
    from models.exchange.catalogue_reading import read_catalogue
    from models.exchange.catalogue_refused import write_refused_standards
    from models.store.bulk import BulkWriter

    out = Out(lang, as_json)
    with told(out):
        read = read_catalogue(file)
        for row in read.refused:
            out.say("row_refused", row=row.row_no, reason=out.messages.outcome(row.key, row.arguments))
        opened = open_database(db)
        try:
            require_real(opened.info, "import")
            if not dry_run:
                BulkWriter(opened.engine).put([*read.categories, *read.standards])
        finally:
            opened.close()
        path = write_refused_standards(refused or free_name(file, "csv"), read.refused, out.messages.outcome)
        if path is not None:
            out.say("units_refused_file", count=len(read.refused), path=str(path))
        told_path = str(path) if path is not None else None
        out.result({"standards": len(read.standards), "refused": len(read.refused), "refused_file": told_path})


@importing.command("roster")
def import_roster_file(
    file: Annotated[Path, typer.Argument(help="Roster and qualifications as CSV or XLSX.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    refused: Annotated[Path | None, typer.Option(help="Where refused rows go.")] = None,
    officer: Annotated[str | None, typer.Option("--officer", help="Code of the officer who imports.")] = None,
    db: Db = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Import who is on duty when: good rows in, refused rows into a file with reasons; again is a no-op."""
    from console.headless import console_name, new_id
    from console.roster_import import RosterOrder, editor_of, import_roster

    out = Out(lang, as_json)
    with told(out):
        opened = open_database(db, tell=lambda key, arguments: out.say(key, **arguments))
        try:
            who = editor_of(opened.reference.officers.values(), officer)
            order = RosterOrder(file, who.code, console_name(), dry_run, refused)
            now = now_of_machine()
            done = import_roster(opened.engine, opened.reference, order, new_id(), now, out.messages.outcome)
        finally:
            opened.close()
        for refusal in done.refusals:
            reason = out.messages.outcome(refusal.key, refusal.arguments)
            out.say("roster_import_row", file=refusal.file, row=refusal.row, reason=reason)
        for sheet in done.ignored:
            out.say("roster_import_ignored", sheet=sheet)
        if done.refused_file is not None:
            out.say("roster_import_refused", count=done.refused, path=str(done.refused_file))
        if done.dry_run:
            out.say("import_dry_run", imported=done.imported)
        out.result(done.counts())
