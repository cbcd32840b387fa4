"""`zhihui mapping`: proposing a mapping for an unknown file, and the mappings there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from console.cli_options import Json, Lang
from console.headless import now_of_machine, open_database
from console.output import Out, told

mapping = typer.Typer(help="Which column of a file is what.", no_args_is_help=True)

OptionalDb = Annotated[
    str | None, typer.Option("--db", help="Database whose departments, categories and zone are proposed.")
]


@mapping.command("propose")
def propose_mapping(
    files: Annotated[list[Path], typer.Argument(help="Files of one kind: CSV, CSV.gz or XLSX.")],
    out_path: Annotated[Path | None, typer.Option("--out", help="Mapping file (TOML) to write.")] = None,
    save_it: Annotated[bool, typer.Option("--save", help="Keep it among the saved mappings, by its name.")] = False,
    name: Annotated[str | None, typer.Option(help="Its name: letters, digits, hyphens; default: the file's.")] = None,
    db: OptionalDb = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Propose a mapping for a file that fits none: the mapping's text, each proposal with its reason."""
    from console.mappings import match, named, save, text_of
    from models.exchange.mapping_toml import save_mapping

    out = Out(lang, as_json)
    with told(out):
        matched = match(files, _known(db), now_of_machine())
        found, reasons = matched.proposal.matching, dict(matched.proposal.reasons)
        if name is not None:
            found = named(found, name, name)
        for target in found.lacking():
            out.say("match_field_missing", target=_field(out, target))
        if found.lacking() and (save_it or out_path is not None):
            raise typer.Exit(2)
        data = _as_data(matched, found)
        if save_it:
            data["saved"] = str(save(found, reasons, out.messages))
        if out_path is not None:
            save_mapping(out_path, text_of(found, reasons, out.messages), replace=False)
            data["saved"] = str(out_path)
        if "saved" in data:
            out.say("mapping_saved", path=data["saved"])
        whole = not found.lacking()
        out.result(data, lambda: iter([text_of(found, reasons, out.messages)]) if whole else _lines(data, out))


@mapping.command("list")
def list_mappings(as_json: Json = False, lang: Lang = None) -> None:
    """The mappings that `zhihui import cases --mapping NAME` knows."""
    from console.mappings import mapping_called, mapping_folder, saved_names
    from models.domain.errors import BadInput
    from models.exchange.mapping_files import preset_names

    out = Out(lang, as_json)
    with told(out):
        found: list[dict[str, Any]] = []
        for name in (*preset_names(), *saved_names()):
            try:
                read = mapping_called(name)
            except BadInput as bad:
                out.trouble(bad)
                continue
            found.append({"mapping": name, "name": read.name, "source": read.source, "zone": read.zone})
        data = {"folder": str(mapping_folder()), "mappings": found}
        out.result(data, lambda: (f"{row['mapping']}\t{row['name']}\t{row['zone']}" for row in found))


def _known(db: str | None) -> Any:
    from console.mappings import known_of
    from models.exchange.match_codes import Known

    if db is None:
        return Known()
    opened = open_database(db, read_only=True)
    try:
        return known_of(opened)
    finally:
        opened.close()


def _field(out: Out, target: str) -> str:
    from console.mapping_words import field_words

    return field_words(out.messages, target)


def _as_data(matched: Any, found: Any) -> dict[str, Any]:
    """The proposal as plain data."""
    from models.exchange.match_codes import code_rows
    from models.exchange.matching import LISTED, listed_column

    look, proposal = matched.look, matched.proposal
    unknown = {}
    for listed in LISTED:
        rows = code_rows(listed, look.column(listed_column(found, listed)), found.codes.get(listed, {}))
        unknown[listed] = {row.value: row.count for row in rows if row.ours is None}
    return {
        "files": look.file, "rows": look.read, "whole": look.whole, "name": found.source, "zone": found.zone,
        "crs": found.crs, "lacking": list(found.lacking()),
        "columns": {
            target: {"column": column, "reason": proposal.reasons[target].key,
                     "samples": list(look.column(column).samples)}
            for target, column in found.columns.items()
        },
        "formats": {key: {"format": value.format, "others": list(value.others)}
                    for key, value in proposal.formats.items()},
        "left": {column: reason.key for column, reason in proposal.left.items()},
        "codes": {key: dict(codes) for key, codes in found.codes.items()},
        "unknown": {key: values for key, values in unknown.items() if values},
    }  # fmt: skip


def _lines(data: dict[str, Any], out: Out) -> Iterator[str]:
    """What was found of an incomplete proposal, a line for each field."""
    for target, found in data["columns"].items():
        yield f"{_field(out, target)} ← {found['column']}  ({out.messages.text(found['reason'])})"
