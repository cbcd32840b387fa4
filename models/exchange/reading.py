"""Opens a file of rows whatever it is: CSV, CSV packed with gzip, XLSX. What it is shows in its first bytes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from models.domain.errors import BadInput
from models.exchange.csv_reading import open_csv
from models.exchange.raw_bytes import kind_of
from models.exchange.table import Table
from models.exchange.xlsx_reading import check_ole, open_xlsx


def open_table(path: Path, *, delimiter: str = ",", sheet: str | None = None) -> AbstractContextManager[Table]:
    """The file's table, to be used in a `with` statement.

    Raises BadInput for what concerns the whole file: not readable, a bomb, macros, a password, an
    unknown encoding, a header with a name twice, a quote that is never closed.
    """
    kind = kind_of(path)
    if kind == "ole":
        check_ole(path)
    if kind == "zip" or path.suffix.lower() in {".xlsm", ".xltm", ".xlam"}:
        return open_xlsx(path, sheet)
    if path.suffix.lower() in {".xlsx", ".xls"}:
        raise BadInput("xlsx_broken", file=path.name)
    return open_csv(path, delimiter)
