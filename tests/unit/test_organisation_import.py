"""Import of an organisation: workbook and CSV, names and codes, every refusal by row with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from console.messages import LANGUAGES, messages
from models.domain.errors import BadInput
from models.domain.organisation import Platform
from models.exchange.organisation_files import write_refused, write_template
from models.exchange.organisation_reading import Organisation, OrganisationRead, read_organisation
from models.exchange.organisation_sheets import sheet_of_csv, sheets
from models.exchange.refused_file import plain_reason
from models.exchange.table import REASON_COLUMN, ROW_COLUMN
from tests.helpers.not_checked import need
from tests.helpers.street_files import ROWS, STREET, changed, table, workbook

EMPTY = Organisation()


def read(path: Path, *more: Path, street: str = "") -> OrganisationRead:
    return read_organisation([path, *more], EMPTY, street)


def test_that_a_workbook_gives_the_whole_organisation(tmp_path: Path) -> None:
    found = read(workbook(tmp_path / "street.xlsx"))
    assert found.refused == ()
    assert found.read == 10
    assert found.counts == {
        "street": 1, "platforms": 2, "departments": 2, "communities": 2, "officers": 2, "workers": 1,
    }  # fmt: skip
    street = found.found.street
    assert street is not None
    assert (street.code, street.district_code, street.district_name) == (STREET, "330102", "上城区")
    assert found.found.departments["chengguan"].platform_code == "enforcement"
    assert found.found.officers["Z1"].roles == {"duty_officer", "shift_leader", "administrator"}
    assert found.found.officers["C1"].departments == {"chengguan"}
    assert found.found.communities[f"{STREET}001"].valid_from == date(2017, 1, 1)
    assert found.worker_of == {f"{STREET}001001": "W1"}


def test_that_csv_files_give_the_same_as_the_workbook(tmp_path: Path) -> None:
    book = read(workbook(tmp_path / "street.xlsx"))
    files = [table(tmp_path / f"2026 {title}.csv", lines) for title, lines in ROWS.items()]
    several = read_organisation(files, EMPTY)
    assert several.found == book.found
    assert several.worker_of == book.worker_of


def test_that_a_csv_is_known_by_its_name_or_by_its_columns() -> None:
    def kind(stem: str, *header: str) -> str | None:
        found = sheet_of_csv(stem, header)
        return found.key if found else None

    assert kind("street_communities", "code", "name") == "communities"
    assert kind("a", "code", "name", "roles") == "officers"
    assert kind("a", "代码", "姓名", "网格") == "workers"
    assert kind("a", "code", "name") is None
    assert kind("人员", "别的") is None


def test_that_the_real_communities_of_the_street_are_taken_and_those_of_others_refused(shared_data: Path) -> None:
    found = read(need(shared_data, "geo/shangcheng_communities_names.csv"), street=STREET)
    assert found.counts["communities"] == 23
    assert len(found.refused) == 203 - 23
    assert {one.key for one in found.refused} == {"row_other_street"}


def test_that_real_streets_are_too_many_for_one_organisation(shared_data: Path) -> None:
    found = read(need(shared_data, "geo/hangzhou_streets_names.csv"), street=STREET)
    assert found.found.street is not None
    assert found.found.street.name == "九堡街道"
    assert len(found.refused) == 195


BAD_ROWS: list[tuple[str, Sequence[str], str]] = [
    ("街道", ("33010201", "九堡"), "row_code_digits"),
    ("街道", ("330102018", ""), "row_cell_empty"),
    ("平台", ("a b", "平台"), "row_code_wrong"),
    ("平台", ("1E+15", "平台"), "row_code_exponent"),
    ("平台", ("x", "名" * 201), "row_text_long"),
    ("部门", ("a", "部门", "", "没有的平台"), "row_platform_unknown"),
    ("部门", ("a", "部门", "", "order", "1" * 61), "row_text_long"),
    ("社区", ("330102017001", "别处"), "row_other_street"),
    ("社区", ("33010201800x", "甲"), "row_code_digits"),
    ("人员", ("1", "甲", "国王", ""), "row_role_unknown"),
    ("人员", ("1", "甲", "", ""), "row_cell_empty"),
    ("人员", ("1", "甲", "部门人员", ""), "row_officer_without_department"),
    ("人员", ("1", "甲", "值班员", "没有"), "row_department_unknown"),
    ("人员", ("1", "甲", "值班员", "", "也许"), "row_yes_no_wrong"),
    ("网格员", ("1", "甲", "", "12"), "row_grid_code_wrong"),
]


@pytest.mark.parametrize(
    ("sheet", "row", "key"), BAD_ROWS, ids=[f"{s}-{k}-{n}" for n, (s, _, k) in enumerate(BAD_ROWS)]
)
def test_that_a_bad_row_is_refused_and_the_others_stay(
    tmp_path: Path, sheet: str, row: Sequence[str], key: str
) -> None:
    good = ROWS[sheet][1:]
    if sheet == "街道":
        found = read(workbook(tmp_path / "a.xlsx", changed(sheet, row)), street=STREET)
    else:
        found = read(workbook(tmp_path / "a.xlsx", changed(sheet, *good, row)))
    (refused,) = found.refused
    assert (refused.key, refused.row) == (key, 2 if sheet == "街道" else 2 + len(good))
    assert sheet in refused.file
    for language in LANGUAGES:
        sentence = messages(language).outcome(refused.key, refused.arguments)
        assert "{" not in sentence
        assert refused.key not in sentence


def test_that_what_stands_twice_or_contradicts_is_refused(tmp_path: Path) -> None:
    rows = {
        **ROWS,
        "街道": [*ROWS["街道"], ("330102019", "另一街道")],
        "部门": [*ROWS["部门"], ("chengguan", "又一中队", "", "", "")],
        "社区": [("代码", "名称", "街道代码", "启用日期", "停用日期"), (f"{STREET}001", "甲", "", "2026-02-30", ""),
                (f"{STREET}002", "乙", "", "2026/3/1", "2026年1月1日"), (f"{STREET}003", "丙", "330102017", "", ""),
                (f"{STREET}004", "丁", STREET, "2021.4.9", "")],
        "网格员": [*ROWS["网格员"], ("W2", "乙", "兼职", f"{STREET}001001")],
        "平台": [("代码", "名称", "顺序"), ("order", "综治工作", "x"), ("enforcement", "综合执法", "7")],
    }  # fmt: skip
    found = read(workbook(tmp_path / "a.xlsx", rows))
    keys = [one.key for one in found.refused]
    assert keys == [
        "row_second_street", "row_number_wrong", "row_platform_unknown", "row_code_twice", "row_day_wrong",
        "row_days_reversed", "row_other_street", "row_grid_has_worker",
    ]  # fmt: skip
    assert found.found.communities[f"{STREET}004"].valid_from == date(2021, 4, 9)
    assert found.found.platforms["enforcement"].position == 7


def test_that_a_community_needs_a_street_and_a_district_its_street(tmp_path: Path) -> None:
    lonely = read(table(tmp_path / "社区.csv", ROWS["社区"]))
    assert {one.key for one in lonely.refused} == {"row_street_unknown"}
    street = table(tmp_path / "街道.csv", [("代码", "名称", "区代码"), (STREET, "九堡", "330104")])
    assert [one.key for one in read(street).refused] == ["row_district_differs"]
    other = table(tmp_path / "街道.csv", [("代码", "名称"), (STREET, "九堡")])
    assert [one.key for one in read(other, street="330102001").refused] == ["row_other_street"]


def test_that_units_known_already_may_be_named(tmp_path: Path) -> None:
    platform = Platform("order", "综治工作", "Order", date(2017, 1, 1), None, 1)
    path = table(tmp_path / "departments.csv", [("code", "name", "platform"), ("a", "甲", "Order"), ("b", "乙", "")])
    found = read_organisation([path], Organisation(platforms={"order": platform})).found
    assert [one.platform_code for one in found.departments.values()] == ["order", None]
    own = table(tmp_path / "platforms.csv", [("code", "name"), ("mine", "综治工作"), ("x", "同名"), ("y", "同名")])
    path = table(
        tmp_path / "departments.csv", [("code", "name", "platform"), ("a", "甲", "综治工作"), ("b", "乙", "同名")]
    )
    both = read_organisation([path, own], Organisation(platforms={"order": platform}))
    assert both.found.departments["a"].platform_code == "mine"
    assert [one.arguments for one in both.refused] == [{"value": "同名"}]


def test_that_no_is_no_and_all_departments_are_all(tmp_path: Path) -> None:
    lines = [("code", "name", "roles", "departments", "active"), ("1", "甲", "leader", "全部", "离岗")]
    officer = read(table(tmp_path / "officers.csv", lines)).found.officers["1"]
    assert (officer.departments, officer.active) == (frozenset("*"), False)


def test_that_a_row_of_another_width_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "departments.csv"
    path.write_text("code,name\na,甲\nb\n", encoding="utf-8")
    (refused,) = read(path).refused
    assert (refused.key, refused.row, refused.cells) == ("row_ragged", 3, ("b",))


BAD_FILES = [
    ("a.csv", b"code,name\nx,y\n", "organisation_sheet_unknown"),
    ("departments.csv", b"name\nx\n", "organisation_sheet_unknown"),
    ("roles.csv", "roles,姓名\n值班员,甲\n".encode(), "column_missing"),
    ("departments.csv", b"code,name\n", "organisation_empty"),
    ("departments.csv", b"code,name\n# a,b\n", "organisation_empty"),
    ("departments.csv", b"", "file_empty"),
    ("departments.csv", b"code,name,name\na,b,c\n", "column_duplicate"),
    ("departments.csv", b'code,name\n"a,b\n', "csv_quote_unclosed"),
    ("departments.csv", "code,name\na,甲\n".encode("utf-16")[:-1], "encoding_unknown"),
    ("a.xlsx", b"no workbook", "xlsx_broken"),
    ("a.xlsx", b"PK\x03\x04 no workbook", "xlsx_broken"),
    ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "xls_old"),
]


@pytest.mark.parametrize(("name", "data", "key"), BAD_FILES, ids=[f"{n}-{k}" for n, _, k in BAD_FILES])
def test_that_a_bad_file_is_refused_whole(tmp_path: Path, name: str, data: bytes, key: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadInput, match=key) as caught:
        read(path)
    for language in LANGUAGES:
        assert key not in messages(language).trouble(caught.value)


def test_that_no_file_a_missing_one_and_a_workbook_of_other_things_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no_files_given"):
        read_organisation([], EMPTY)
    with pytest.raises(BadInput, match="file_unreadable"):
        read(tmp_path / "none.csv")
    with pytest.raises(BadInput, match="organisation_sheets_missing"):
        read(workbook(tmp_path / "other.xlsx", {"收支": [("a",), ("b",)]}))
    with pytest.raises(BadInput, match="column_missing"):
        read(workbook(tmp_path / "lacking.xlsx", {"部门": [("代码",), ("a",)]}))


def test_that_more_rows_than_any_street_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.exchange.organisation_tables.MOST_ROWS", 1)
    with pytest.raises(BadInput, match="organisation_too_long"):
        read(workbook(tmp_path / "a.xlsx"))


def test_that_empty_sheets_and_unknown_ones_are_passed_over(tmp_path: Path) -> None:
    found = read(workbook(tmp_path / "a.xlsx", {"说明": [("随便",)], **ROWS, "网格员": []}))
    assert found.counts["workers"] == 0
    assert found.refused == ()


def test_that_the_template_holds_explanations_and_examples_but_no_row(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path)
    with pytest.raises(BadInput, match="organisation_empty"):
        read(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["说明 about", *(sheet.title for sheet in sheets())]
    about = [[cell.value for cell in row] for row in book["说明 about"].iter_rows()]
    assert any("9 digits" in str(row) and "9 位数字" in str(row) for row in about)
    with pytest.raises(BadInput, match="file_exists"):
        write_template(path)
    with pytest.raises(BadInput, match="file_unwritable"):
        write_template(tmp_path / "nowhere" / "template.xlsx")


def test_that_the_examples_of_the_template_are_good_rows(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows(min_row=2):
            row[0].value = str(row[0].value).removeprefix("# ")
    book.save(path)
    found = read(path)
    assert found.refused == ()
    assert found.read == 9


def test_that_refused_rows_come_back_as_a_workbook_that_can_be_corrected(tmp_path: Path) -> None:
    rows = changed("部门", ("a", "=1+1", "", "没有", ""), ("b", "乙", "", "order", ""))
    found = read(workbook(tmp_path / "a.xlsx", rows))
    path = tmp_path / "refused.xlsx"
    assert write_refused(path, found.tables, found.refused, plain_reason) == path
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["部门 departments", "人员 officers"]
    header, row = ([cell.value for cell in line] for line in book["部门 departments"].iter_rows())
    assert header[-2:] == [ROW_COLUMN, REASON_COLUMN]
    assert row[:4] == ["a", "'=1+1", None, "没有"]
    assert row[-2] == "2"
    again = read(path)
    assert again.refused[0].key == "row_platform_unknown"
    book["部门 departments"]["D2"].value = "综治工作"
    book.save(path)
    known = Organisation(found.found.street, found.found.platforms, found.found.departments)
    mended = read_organisation([path], known)
    assert mended.found.departments["a"].name == "=1+1"
    assert write_refused(path, mended.tables, (), plain_reason) is None


def test_that_rows_refused_from_several_files_and_short_rows_are_told_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "departments.csv", tmp_path / "more_departments.csv"
    one.write_text("code,name\na\n", encoding="utf-8")
    two.write_text("code,name,platform\nb,乙,没有\x01\n", encoding="utf-8")
    found = read(one, two)
    path = tmp_path / "refused.xlsx"
    write_refused(path, found.tables, found.refused, plain_reason)
    rows = [[cell.value for cell in line] for line in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2)]
    assert [row[-2] for row in rows] == ["departments.csv:2", "more_departments.csv:2"]
    assert rows[0][:3] == ["a", "#MISSING#", None]
    with pytest.raises(BadInput, match="refused_file_unwritable"):
        write_refused(tmp_path / "nowhere" / "x.xlsx", found.tables, found.refused, plain_reason)
