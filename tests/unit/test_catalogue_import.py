"""Import of a catalogue: tidy table and workbook agree; what cannot be read is refused by row."""

from __future__ import annotations

import zipfile
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from defusedxml.common import EntitiesForbidden
from openpyxl import Workbook

from models.domain.errors import BadInput
from models.exchange.catalogue_reading import CatalogueRead, read_catalogue
from tests.helpers.not_checked import find, whole

HEADINGS = ("大类代码", "大类名称", "小类代码", "小类名称", "处置单位", "主管部门", "立案条件", "结案条件", "处置时限")
GOOD = ("01", "公用设施", "01", "上水井盖", "市政", "城管局", "缺失", "恢复", "2紧急工作时")
TIDY = "kind,major_code,major_name,minor_code,minor_name,handling_unit,supervising_dept,open_condition,close_condition,time_limit_raw\n"  # noqa: E501


def shipped() -> CatalogueRead:
    with as_file(files("resources") / "catalogue" / "yuncheng_case_standards_tidy.csv") as path:
        return read_catalogue(path)


def workbook(tmp_path: Path, rows: list[tuple[Any, ...]], *, title: str = "部件", merge: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    path = tmp_path / "catalogue.xlsx"
    book.save(path)
    return path


def tidy(tmp_path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "catalogue.csv"
    path.write_text(TIDY + "\n".join(rows) + "\n", encoding=encoding)
    return path


def test_that_the_shipped_table_gives_518_standards_and_one_refused_row() -> None:
    read = shipped()
    assert read.counts == {"standards": 518, "refused": 1}
    assert len(read.categories) == 190
    (refused,) = read.refused
    assert (refused.row_no, refused.key) == (403, "catalogue_limit_refused")
    assert refused.arguments == {"row": 403, "sheet": "", "limit": "1紧急工作时制止", "name": "非法伐树"}
    assert refused.columns["filing_condition"] == "未经审批砍伐或破坏树木"


def test_that_workbook_and_table_give_the_same_standards(shared_data: Path) -> None:
    paths = [find(shared_data, f"catalog/yuncheng_case_standards_{name}") for name in ("muban.xlsx", "tidy.csv")]
    book, table = map(read_catalogue, paths)
    assert set(book.standards) == set(table.standards)
    assert set(table.standards) <= set(shipped().standards)
    assert set(table.categories) <= set(shipped().categories)
    if whole(paths):
        assert table == shipped()
    assert book.standards == table.standards
    assert book.categories == table.categories
    assert book.counts == table.counts
    (refused,) = book.refused
    assert (refused.arguments["sheet"], refused.arguments["limit"]) == ("事件", "1紧急工作时制止")
    assert not whole(paths) or refused.row_no == 29


def test_that_codes_carry_the_kind_and_the_place_within_the_category() -> None:
    standards = {standard.code: standard for standard in shipped().standards}
    drain = standards["part-01-03-1"]
    assert (drain.category_code, drain.limit_text, drain.limit_raw) == ("part-01-03", "2 urgent_hour", "2紧急工作时")
    assert standards["event-01-10-1"].filing_condition.startswith("公共场所未倒入")
    # The refused first condition keeps its place, so that a mended row does not move the second one.
    assert "event-01-22-1" not in standards
    assert standards["event-01-22-2"].closing_condition == "恢复、立案查处"


def test_that_parts_and_events_with_equal_codes_are_different_categories(tmp_path: Path) -> None:
    read = read_catalogue(tidy(tmp_path, "部件,1,甲,1,井盖,,,缺失,恢复,2天", "事件,1,乙,1,搭建,,,在建,制止,2天"))
    assert [category.code for category in read.categories] == ["part-01-01", "event-01-01"]
    assert [standard.limit_text for standard in read.standards] == ["2 working_day", "2 working_day"]


def test_that_validity_begins_on_the_day_asked_for(tmp_path: Path) -> None:
    read = read_catalogue(tidy(tmp_path, "服务,1,甲,1,代办,,,申请,送达,5工作日"), date(2026, 1, 1))
    assert read.standards[0].valid_from == read.categories[0].valid_from == date(2026, 1, 1)
    assert read.categories[0].kind == "service"


def test_that_a_gb18030_table_reads_like_a_utf8_one(tmp_path: Path) -> None:
    row = "部件,01,公用设施,01,上水井盖,市政,城管局,缺失,恢复,2小时"
    assert read_catalogue(tidy(tmp_path, row, encoding="gb18030")) == read_catalogue(tidy(tmp_path, row))


@pytest.mark.parametrize(
    ("row", "key", "arguments"),
    [
        ("部件,01,甲,02,灯,,,不亮,修复,", "catalogue_cell_empty", {"column": "limit"}),
        ("部件,01,甲,,灯,,,不亮,修复,1天", "catalogue_cell_empty", {"column": "minor_code"}),
        ("怪物,01,甲,02,灯,,,不亮,修复,1天", "catalogue_row_kind_unknown", {"text": "怪物"}),
        ("部件,01,甲,01,别名,,,不亮,修复,1天", "catalogue_code_two_names", {"first": "井盖", "name": "别名"}),
        ("部件,01,甲,01,井盖,,,缺失,恢复,1天", "catalogue_condition_twice", {"condition": "缺失"}),
        ("部件,01,甲,02,灯,,,不亮,修复,三天内", "catalogue_limit_refused", {"limit": "三天内"}),
        ("部件,01,甲,02,灯,,,不亮,修复", "row_ragged", {"expected": 10, "found": 9}),
    ],
)
def test_that_a_row_that_cannot_be_taken_is_refused_with_its_reason(
    tmp_path: Path, row: str, key: str, arguments: dict[str, object]
) -> None:
    read = read_catalogue(tidy(tmp_path, "部件,01,甲,01,井盖,,,缺失,恢复,2天", row))
    assert read.counts == {"standards": 1, "refused": 1}
    refused = read.refused[0]
    assert (refused.row_no, refused.key) == (3, key)
    assert arguments.items() <= refused.arguments.items()
    assert "井盖" in refused.columns.values() or "别名" in refused.columns.values() or "灯" in refused.columns.values()


def test_that_a_table_without_a_needed_column_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text("kind,major_code\n部件,01\n", encoding="utf-8")
    with pytest.raises(BadInput, match="column_missing"):
        read_catalogue(path)


def test_that_merged_cells_give_their_text_to_every_row_and_merged_standards_count_once(tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = [
        ("标题",), HEADINGS,
        (1, "公用\n设施", 1.0, "上水井盖", "市政", "城管局", "缺失", "恢复", "2紧急工作时\n"),
        (None, None, None, None, None, None, "破损", "更换", "4小时"),
        (None, None, None, None, None, None, None, None, None),
        (None, "公用 设施", 2, "污水井盖", "市政", "城管局", "缺失", "恢复", "2天"),
        (None,) * 9,
    ]  # fmt: skip
    merge = ("A1:I1", "A3:A5", "B3:B5", "C3:C5", "D3:D5", "E3:E5", "F3:F5", "G4:G5", "H4:H5", "I4:I5")
    read = read_catalogue(workbook(tmp_path, rows, merge=merge))
    assert [s.code for s in read.standards] == ["part-01-01-1", "part-01-01-2", "part-01-02-1"]
    assert [c.major_name for c in read.categories] == ["公用 设施", "公用 设施"]
    assert read.refused == ()


def test_that_a_code_missing_beside_a_new_name_is_refused(tmp_path: Path) -> None:
    other = (None, "另一大类", "09", "灯", "", "", "不亮", "修复", "1天")
    read = read_catalogue(workbook(tmp_path, [HEADINGS, GOOD, other]))
    assert [(row.row_no, row.key) for row in read.refused] == [(3, "catalogue_cell_empty")]


def test_that_sheets_without_headings_are_passed_over_but_one_must_have_them(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="catalogue_header_missing"):
        read_catalogue(workbook(tmp_path, [("说明",), ("没有表头",)]))


def test_that_a_sheet_must_say_its_kind_in_its_title_or_a_column(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="catalogue_kind_unknown"):
        read_catalogue(workbook(tmp_path, [HEADINGS, GOOD], title="Sheet1"))
    read = read_catalogue(workbook(tmp_path, [("类别", *HEADINGS), ("事件", *GOOD)], title="Sheet1"))
    assert read.standards[0].code == "event-01-01-1"


def test_that_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    book = Workbook()
    for number, title in enumerate(("部件", "部件旧")):
        sheet = book.create_sheet(title)
        sheet.append(HEADINGS)
        sheet.append(GOOD)
        sheet.sheet_state = "hidden" if number else "visible"
    path = tmp_path / "hidden.xlsx"
    book.save(path)
    assert read_catalogue(path).counts == {"standards": 1, "refused": 0}


def test_that_formulas_are_text(tmp_path: Path) -> None:
    read = read_catalogue(workbook(tmp_path, [HEADINGS, (*GOOD[:8], "=1+1")]))
    assert read.refused[0].arguments["limit"] == "=1+1"


def rewritten(path: Path, part: str, change: tuple[bytes, bytes]) -> Path:
    """A copy of a workbook with a part's bytes changed."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(*change) if name == part else data)
    assert target.read_bytes() != path.read_bytes()
    return target


SHEET = "xl/worksheets/sheet1.xml"


def test_that_a_code_kept_as_a_fraction_is_the_same_code(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADINGS, (1, *GOOD[1:])])
    read = read_catalogue(rewritten(path, SHEET, (b"<v>1</v>", b"<v>1.0</v>")))
    assert read.standards[0].code == "part-01-01-1"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ((b'ref="A1:I1" />', b'ref="A1:XFD1048576" />'), "xlsx_bomb"),
        ((b'r="A2"', b'r="ZZZ2"'), "xlsx_bomb"),
        ((b'<row r="2"', b'<row r="99999999"'), "xlsx_bomb"),
        ((b'ref="A1:I1" />', b'ref="A1:1:2" />'), "xlsx_broken"),
        ((b'ref="A1:I1" />', b'ref="A:I" />'), "xlsx_broken"),
        ((b"</worksheet>", b""), "xlsx_broken"),
        ((b"<worksheet", b"\0<worksheet"), "xlsx_broken"),
        ((b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), "xlsx_entities"),
    ],
)
def test_that_absurd_and_broken_workbooks_are_refused_whole(
    tmp_path: Path, change: tuple[bytes, bytes], key: str
) -> None:
    path = workbook(tmp_path, [("标题",), HEADINGS, GOOD], merge=("A1:I1",))
    with pytest.raises(BadInput, match=key):
        read_catalogue(rewritten(path, SHEET, change))


def test_that_entities_found_while_reading_are_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_arguments: object, **_options: object) -> None:
        raise EntitiesForbidden("a", "", "", "", "", "")

    path = workbook(tmp_path, [HEADINGS, GOOD])
    monkeypatch.setattr("models.exchange.catalogue_workbook.openpyxl.load_workbook", forbid)
    with pytest.raises(BadInput, match="xlsx_entities"):
        read_catalogue(path)


def test_that_an_encrypted_or_old_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64)
    with pytest.raises(BadInput, match="xls_old"):
        read_catalogue(path)
