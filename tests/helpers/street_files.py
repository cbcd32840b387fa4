"""Files of an invented street: an organisation as workbook or CSV, grids as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

STREET = "330102018"
ROWS: Mapping[str, Sequence[Sequence[str]]] = {
    "街道": [("代码", "名称", "英文名", "区名称"), (STREET, "九堡街道", "Jiubao", "上城区")],
    "平台": [("代码", "名称", "英文名"), ("order", "综治工作", "Order"), ("enforcement", "综合执法", "Enforcement")],
    "部门": [
        ("代码", "名称", "英文名", "平台", "电话"),
        ("police", "派出所", "Police", "order", "000-1"),
        ("chengguan", "城管中队", "Urban management", "综合执法", "000-2"),
    ],
    "社区": [("代码", "名称"), (f"{STREET}001", "甲社区"), (f"{STREET}002", "乙社区")],
    "人员": [
        ("代码", "姓名", "角色", "部门", "在岗"),
        ("Z1", "值班员甲", "值班员、值班长、管理员", "", "是"),
        ("C1", "城管员甲", "department_officer", "城管中队", "yes"),
    ],
    "网格员": [("代码", "姓名", "专职", "网格"), ("W1", "网格员甲", "专职", f"{STREET}001001")],
}  # fmt: skip


def workbook(path: Path, rows: Mapping[str, Sequence[Sequence[str]]] = ROWS) -> Path:
    """A workbook with a sheet for each entry."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, lines in rows.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    book.save(path)
    return path


def changed(sheet: str, *lines: Sequence[str]) -> dict[str, Sequence[Sequence[str]]]:
    """The rows of the street with other rows below one sheet's heading."""
    return {**ROWS, sheet: [ROWS[sheet][0], *lines]}


def table(path: Path, lines: Sequence[Sequence[str]]) -> Path:
    """A CSV file."""
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    return path


def square(west: float, south: float, side: float = 0.002) -> list[list[list[float]]]:
    """The rings of a square."""
    east, north = round(west + side, 6), round(south + side, 6)
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(rings: Any, **properties: Any) -> dict[str, Any]:
    """A feature with a polygon."""
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": rings}}


def collection(path: Path, *features: Any, **more: Any) -> Path:
    """A GeoJSON file."""
    text = json.dumps({"type": "FeatureCollection", "features": list(features), **more}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def four_grids(path: Path) -> Path:
    """Two grids of each community, without codes, in no order."""
    return collection(
        path,
        feature(square(120.272, 30.31), community="甲社区"), feature(square(120.27, 30.31), community=f"{STREET}001"),
        feature(square(120.27, 30.312), community="乙社区"), feature(square(120.27, 30.314), community="乙社区"),
    )  # fmt: skip
