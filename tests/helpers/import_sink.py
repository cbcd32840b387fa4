"""A plain database for imports of cases, in memory; and a small mapping with its file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models.domain.case import Case
from models.domain.instant import Instant, from_datetime
from models.exchange.importing import ImportResult, Order, import_cases
from models.exchange.mapping import Mapping
from models.exchange.mapping_files import parse_mapping
from models.exchange.protocol import Batch, KnownRow, Units, Write

NOW: Instant = from_datetime(datetime(2026, 3, 1, tzinfo=UTC))
HEADER = "编号,标题,时间,时限,结案,部门,部门名,社区,类别,经度,纬度,来源"
GOOD = "0001,路灯不亮,2026-01-05 08:30:00,2026-01-06 08:30:00,,D1,市政,C1,K1,120.2701,30.3102,电话"
TOML = """
name = "试验"
source = "trial"
zone = "Asia/Shanghai"
external_id = { column = "编号", length = 4 }
title = "标题"
opened_at = "时间"
due_at = "时限"
closed_at = "结案"
department = { code = "部门", name = "部门名" }
community = { code = "社区" }
category = { minor_code = "类别", major_code = "类别" }
channel = { column = "来源", codes = { "电话" = "phone" } }
position = { lon = "经度", lat = "纬度", box = [120.2, 30.2, 120.4, 30.4] }
"""


def mapping(**changes: Any) -> Mapping:
    """The small mapping, some of its top keys changed; None takes a key away."""
    data = {**tomllib.loads(TOML), **changes}
    return parse_mapping({key: value for key, value in data.items() if value is not None}, "trial")


def good_row(number: int, **cells: str) -> str:
    """A good row with the id `number`, cells changed by column name."""
    row = dict(zip(HEADER.split(","), GOOD.split(","), strict=True))
    return ",".join({**row, "编号": f"{number:04d}", **cells}.values())


def write_rows(path: Path, *rows: str, header: str = HEADER) -> Path:
    """A CSV file of these rows."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


class MemorySink:
    """Remembers what it is given. `stale` are external ids whose cases change under the import's hands."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.rows: dict[str, tuple[str, str]] = {}
        self.worked: set[str] = set()
        self.stale: set[str] = set()
        self.batches: list[Batch] = []
        self.units: list[Units] = []
        self.finished: list[tuple[str, str]] = []
        self.slices: list[int] = []

    def known_rows(self, source: str) -> AnyMapping[str, KnownRow]:
        return {
            external_id: KnownRow(digest, self.cases[case_id].version, external_id in self.worked)
            for external_id, (digest, case_id) in self.rows.items()
            if self.cases[case_id].external_source == source
        }

    def begin(self, batch: Batch, units: Units) -> None:
        self.batches.append(batch)
        self.units.append(units)

    def write(self, writes: Sequence[Write]) -> Sequence[int]:
        self.slices.append(len(writes))
        stale = []
        for position, write in enumerate(writes):
            there = self.cases.get(write.case.id)
            if write.row.external_id in self.stale or (there.version if there else None) != write.seen_version:
                stale.append(position)
                continue
            self.cases[write.case.id] = write.case
            self.rows[write.row.external_id] = (write.row.digest, write.case.id)
        return stale

    def finish(self, import_id: str, finished_at: Instant, result: str) -> None:
        self.finished.append((import_id, result))

    def of(self, external_id: str) -> Case:
        """The case of an external id."""
        return self.cases[self.rows[external_id][1]]


def run(sink: MemorySink, *files: Path, by: Mapping | None = None, **order: Any) -> ImportResult:
    """Imports files into the sink; the counts must add up."""
    how = {name: order.pop(name) for name in ("progress", "cancelled", "reason_text", "monotonic") if name in order}
    asked = Order(files, by or mapping(), **{"now": NOW, "import_id": "i1", **order})
    result = import_cases(asked, sink, **how)
    assert result.read == result.imported + result.skipped + result.refused + result.remaining
    assert result.cancelled or result.remaining == 0
    return result
