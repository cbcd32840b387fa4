"""Refused standards come back as a table that can be corrected and imported again."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.domain.errors import BadInput
from models.exchange.catalogue_reading import read_catalogue
from models.exchange.catalogue_refused import write_refused_standards
from models.exchange.refused_file import plain_reason

HEAD = "kind,major_code,major_name,minor_code,minor_name,handling_unit,supervising_dept,open_condition,close_condition,"


def test_that_refused_standards_can_be_corrected(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.csv"
    rows = (
        "部件,01,设施,01,井盖,市政,城管,缺失,恢复,2天",
        "部件,01,设施,01,井盖,市政,城管,破损,恢复,三天内",
        "部件,01",
    )
    file.write_text(f"{HEAD}time_limit_raw\n" + "\n".join(rows) + "\n", encoding="utf-8")
    read = read_catalogue(file)
    assert [one.row_no for one in read.refused] == [3, 4]
    path = tmp_path / "refused.csv"
    assert write_refused_standards(path, read.refused[:1], plain_reason) == path
    text = path.read_text(encoding="utf-8-sig")
    assert "catalogue_limit_refused" in text
    path.write_text(text.replace("三天内,3", "3天,3", 1), encoding="utf-8")
    again = read_catalogue(path)
    assert [one.limit_text for one in again.standards] == ["3 working_day"]
    assert write_refused_standards(path, again.refused, plain_reason) is None
    assert write_refused_standards(path, read.refused, plain_reason) == path
    with pytest.raises(BadInput, match="refused_file_unwritable"):
        write_refused_standards(tmp_path / "nowhere" / "a.csv", read.refused, plain_reason)
