"""`zhihui mapping`: a proposal with its reasons, as text, as a file, as a saved mapping that imports use by name."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.cli import app
from console.mapping_words import trouble_words
from console.mappings import mapping_called, saved_names
from console.messages import messages
from models.domain.errors import BadInput
from tests.helpers.import_sink import write_rows

HEADER = "案件编号,标题,上报时间,状态,处置部门,联系电话"
ROWS = ["A1,路灯不亮,2026-01-05 08:30,在办,市政,13800138000", "A2,井盖,2026-01-06 08:30,飞了,城管,13900139000"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHIHUI_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("ZHIHUI_LANG", "zh")
    monkeypatch.chdir(tmp_path)
    write_rows(tmp_path / "hotline.csv", *ROWS, header=HEADER)
    return tmp_path


def zhihui(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_that_a_proposal_is_a_mapping_file_with_reasons(folder: Path) -> None:
    done = zhihui("mapping", "propose", "hotline.csv")
    assert done.exit_code == 0, done.output
    data = tomllib.loads(done.stdout)
    assert (data["external_id"], data["source"], data["state"]["codes"]) == ("案件编号", "hotline", {"在办": "open"})
    assert data["opened_at"] == {"column": "上报时间", "format": "%Y-%m-%d %H:%M"}
    assert "# 列名就是它的说法" in done.stdout
    assert "联系电话" not in done.stdout


def test_that_it_is_one_json_document_when_asked(folder: Path) -> None:
    data = json.loads(zhihui("mapping", "propose", "hotline.csv", "--json").stdout)
    assert data["columns"]["title"] == {"column": "标题", "reason": "match_by_heading", "samples": ["路灯不亮", "井盖"]}
    assert data["unknown"] == {"state": {"飞了": 1}, "department": {"城管": 1, "市政": 1}}
    assert data["left"] == {"联系电话": "match_left_personal"}
    assert (data["lacking"], data["rows"], data["whole"]) == ([], 2, True)


def test_that_it_is_written_to_a_file_that_imports_take(folder: Path) -> None:
    assert zhihui("mapping", "propose", "hotline.csv", "--out", "m.toml").exit_code == 0
    again = zhihui("mapping", "propose", "hotline.csv", "--out", "m.toml")
    assert again.exit_code == 2
    assert "已有文件 m.toml" in again.stderr
    url = f"sqlite:///{folder / 'a.sqlite'}"
    assert zhihui("init-db", url).exit_code == 0
    done = zhihui("import", "cases", "hotline.csv", "--mapping", "m.toml", "--db", url, "--json")
    assert (json.loads(done.stdout)["imported"], json.loads(done.stdout)["refused"]) == (1, 1)


def test_that_a_saved_mapping_is_listed_and_used_by_its_name(folder: Path) -> None:
    done = zhihui("mapping", "propose", "hotline.csv", "--save", "--name", "street-hotline", "--json")
    assert json.loads(done.stdout)["saved"].endswith("street-hotline.toml")
    assert "映射已保存" in done.stderr
    assert saved_names() == ("street-hotline",)
    assert mapping_called("street-hotline").source == "street-hotline"
    (folder / "config" / "mappings" / "spoiled.toml").write_text("name = ", encoding="utf-8")
    listed = zhihui("mapping", "list")
    assert [line.split("\t")[0] for line in listed.stdout.splitlines()] == ["boston", "pingshan", "street-hotline"]
    assert "spoiled" in listed.stderr
    url = f"sqlite:///{folder / 'a.sqlite'}"
    assert zhihui("init-db", url).exit_code == 0
    done = zhihui("import", "cases", "hotline.csv", "--mapping", "street-hotline", "--db", url, "--dry-run", "--json")
    assert json.loads(done.stdout)["imported"] == 1


def test_that_without_a_name_the_header_tells_the_mapping(folder: Path) -> None:
    url = f"sqlite:///{folder / 'a.sqlite'}"
    assert zhihui("init-db", url).exit_code == 0
    unknown = zhihui("import", "cases", "hotline.csv", "--db", url)
    assert unknown.exit_code == 2
    assert "没有映射符合 hotline.csv 的列名" in unknown.stderr
    semicolons = (folder / "hotline.csv").read_text(encoding="utf-8").replace(",", ";")
    (folder / "april.csv").write_text(semicolons, encoding="utf-8")
    assert zhihui("mapping", "propose", "april.csv", "--save", "--name", "semi").exit_code == 0
    done = zhihui("import", "cases", "april.csv", "--db", url, "--json")
    assert "列名符合映射“semi”" in done.stderr
    assert json.loads(done.stdout)["imported"] == 1


def test_that_a_database_proposes_its_own_units(folder: Path) -> None:
    url = f"sqlite:///{folder / 'demo.sqlite'}"
    assert zhihui("demo", url).exit_code == 0
    write_rows(folder / "b.csv", "A1,灯,2026-01-05,综合执法", header="编号,标题,时间,部门")
    done = zhihui("mapping", "propose", "b.csv", "--db", url, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["zone"] == "Asia/Shanghai"


def test_that_what_is_lacking_is_said_and_no_file_written(folder: Path) -> None:
    write_rows(folder / "c.csv", "1.5,x", "1.5,y", header="数,备用")
    done = zhihui("mapping", "propose", "c.csv")
    assert done.exit_code == 0
    assert "还没有列是“来源编号”" in done.stderr or "还没有列是“发现时间”" in done.stderr
    assert zhihui("mapping", "propose", "c.csv", "--out", "m.toml").exit_code == 2
    assert not (folder / "m.toml").exists()
    taken = zhihui("mapping", "propose", "hotline.csv", "--save", "--name", "boston")
    assert taken.exit_code == 2
    assert "请换一个" in taken.stderr
    assert zhihui("mapping", "propose", "none.csv").exit_code == 2


def test_that_a_missing_field_is_named_in_words() -> None:
    words = messages("zh")
    assert (
        trouble_words(words, BadInput("match_field_missing", target="opened_at")) == "还没有列是“发现时间”，它必须有。"
    )
    assert trouble_words(words, BadInput("file_empty", file="a.csv")) == "文件 a.csv 是空的。"
