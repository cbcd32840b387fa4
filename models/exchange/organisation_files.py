"""Workbooks of an organisation that go out: the empty template with explanations, and the rows that were refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from models.domain.errors import BadInput
from models.exchange.content import Refusal
from models.exchange.organisation_sheets import COMMENT, Sheet, sheets
from models.exchange.organisation_tables import ABOUT_TITLE, SheetTable
from models.exchange.refused_file import ReasonText
from models.exchange.safe_export import safe_cell
from models.exchange.table import MISSING_CELL, REASON_COLUMN, ROW_COLUMN

_WIDTH = 20
_WIDE = 60
_REMARK_ZH = f"以 {COMMENT} 开头的行是示例或备注，不导入。"
_REMARK_EN = f"Rows that begin with {COMMENT} are examples or remarks and are not imported."


def write_template(path: Path) -> None:
    """Writes the template: a sheet of explanations in Chinese and English, then one for each kind with examples.

    Rows of examples begin with "#" and are not read. Raises BadInput("file_exists") or BadInput("file_unwritable").
    """
    if path.exists():
        raise BadInput("file_exists", file=str(path))
    book = _book()
    _about(book.create_sheet(ABOUT_TITLE))
    for sheet in sheets():
        page = book.create_sheet(sheet.title)
        _heading(page, [column.heading for column in sheet.columns])
        for number in range(len(sheet.columns[0].examples)):
            row = [column.examples[number] for column in sheet.columns]
            _text_row(page, [f"{COMMENT} {row[0]}", *row[1:]], colour="808080")
    _save(book, path)


def write_refused(
    path: Path, tables: Sequence[SheetTable], refused: Sequence[Refusal], reason_text: ReasonText
) -> Path | None:
    """Writes refused rows into a workbook of the same sheets, each with row and reason, to be corrected and imported.

    None where nothing was refused. Raises BadInput("refused_file_unwritable").
    """
    if not refused:
        return None
    book = _book()
    by_label = {table.label: table for table in tables}
    for sheet in sheets():
        rows = [one for one in refused if by_label[one.file].sheet is sheet]
        if rows:
            _refused_sheet(book.create_sheet(sheet.title), by_label, rows, reason_text)
    try:
        _save(book, path)
    except BadInput as trouble:
        raise BadInput("refused_file_unwritable", file=str(path), reason=trouble.arguments["reason"]) from trouble
    return path


def _refused_sheet(
    page: Any, tables: Mapping[str, SheetTable], rows: Sequence[Refusal], reason_text: ReasonText
) -> None:
    added = (ROW_COLUMN, REASON_COLUMN)
    columns = list(dict.fromkeys(name for one in rows for name in tables[one.file].header if name not in added))
    _heading(page, [*columns, *added])
    for one in rows:
        header = tables[one.file].header
        cells = dict(zip(header, [*one.cells, *[MISSING_CELL] * (len(header) - len(one.cells))], strict=False))
        row = f"{one.file}:{one.row}" if len({each.file for each in rows}) > 1 else str(one.row)
        reason = reason_text(one.key, one.arguments)
        _text_row(page, [safe_cell(_plain(text)) for text in (*(cells.get(c, "") for c in columns), row, reason)])


def _about(page: Any) -> None:
    _heading(page, ["工作表 sheet", "列 column", "必填 needed", "说明", "explanation", "示例 example"])
    for sheet in sheets():
        _text_row(page, [sheet.title, "", "", sheet.about_zh, sheet.about_en, ""], bold=True)
        for row in _columns(sheet):
            _text_row(page, row)
    _text_row(page, ["", "", "", _REMARK_ZH, _REMARK_EN, ""], bold=True)
    for letter in "DE":
        page.column_dimensions[letter].width = _WIDE


def _columns(sheet: Sheet) -> list[list[str]]:
    return [
        [sheet.title, column.heading, "是 yes" if column.needed else "", column.about_zh, column.about_en,
         column.examples[0]]
        for column in sheet.columns
    ]  # fmt: skip


def _book() -> Any:
    import openpyxl  # a third of a second that only a workbook is worth

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    return book


def _heading(page: Any, names: Sequence[str]) -> None:
    from openpyxl.utils import get_column_letter

    _text_row(page, names, bold=True)
    page.freeze_panes = "A2"
    for place in range(1, len(names) + 1):
        page.column_dimensions[get_column_letter(place)].width = _WIDTH


def _text_row(page: Any, texts: Sequence[str], *, bold: bool = False, colour: str = "") -> None:
    """One row whose cells are text, whatever they look like: codes keep their zeros, formulas stay dead."""
    from openpyxl.styles import Font

    number = page.max_row + 1 if page.max_row > 1 or page["A1"].value is not None else 1
    for place, text in enumerate(texts, start=1):
        cell = page.cell(number, place)
        cell.value = text or None
        if text:
            cell.data_type = "s"
        cell.number_format = "@"
        if bold or colour:
            cell.font = Font(bold=bold, color=colour or None)


def _plain(text: str) -> str:
    """The text without characters that a workbook cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", text.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _save(book: Any, path: Path) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        book.save(part)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BadInput("file_unwritable", file=str(path), reason=error.strerror or str(error)) from error
