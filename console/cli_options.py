"""Options that many commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Db = Annotated[
    str | None,
    typer.Option("--db", help="Database: sqlite:///FILE or postgresql://…; default: this workstation's own."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, nothing else.")]
Lang = Annotated[str | None, typer.Option("--lang", help="zh or en; default: the system's language.")]
At = Annotated[
    str | None, typer.Option("--at", help="Instant, ISO 8601; without offset in the database's zone; default: now.")
]
