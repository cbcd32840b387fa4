"""Refused rows of a catalogue as a tidy table with row and reason, to be corrected and imported again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.domain.errors import BadInput
from models.exchange.catalogue_reading import RefusedRow
from models.exchange.refused_file import ReasonText
from models.exchange.safe_export import SafeWriter
from models.exchange.table import REASON_COLUMN, ROW_COLUMN


def write_refused_standards(path: Path, refused: Sequence[RefusedRow], reason_text: ReasonText) -> Path | None:
    """Writes the rows; None where nothing was refused. Raises BadInput("refused_file_unwritable")."""
    if not refused:
        return None
    added = (ROW_COLUMN, REASON_COLUMN)
    columns = list(dict.fromkeys(name for one in refused for name in one.columns if name not in added))
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8-sig", newline="", errors="replace") as stream:
            writer = SafeWriter(stream)
            writer.row([*columns, *added])
            for one in refused:
                cells = [one.columns.get(name, "") for name in columns]
                writer.row([*cells, one.row_no, reason_text(one.key, one.arguments)])
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BadInput("refused_file_unwritable", file=str(path), reason=error.strerror or str(error)) from error
    return path
