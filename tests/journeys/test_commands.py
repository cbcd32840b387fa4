"""The command line as a person and as another program use it: exit codes, streams, sentences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parent.parent.parent


def zhihui(*words: str, lang: str = "zh", **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the program in a process of its own."""
    names = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words], capture_output=True, text=True, check=False,
        env={**names, "ZHIHUI_LANG": lang, **environment}, cwd=environment.get("cwd", str(ROOT)),
    )  # fmt: skip


def document(done: subprocess.CompletedProcess[str]) -> Any:
    """Standard output is one JSON document and nothing else."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('commands') / 'demo.sqlite'}"
    assert document(zhihui("demo", url, "--json"))["open"] > 100
    return url


def test_that_a_demonstration_refuses_to_become_real(demo: str, tmp_path: Path) -> None:
    again = zhihui("init-db", demo)
    assert again.returncode == 2
    assert "已" in again.stderr
    rows = tmp_path / "cases.csv"
    rows.write_text("a\n1\n", encoding="utf-8")
    refused = zhihui("import", "cases", str(rows), "--mapping", "boston", "--db", demo)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "演示数据库" in refused.stderr
    english = zhihui("import", "catalogue", str(ROOT / "resources/catalogue/yuncheng_case_standards_tidy.csv"), "--db",
                     demo, lang="en")  # fmt: skip
    assert english.returncode == 1
    assert "demonstration" in english.stderr


def test_that_figures_and_cases_agree(demo: str) -> None:
    at = "2026-01-01T00:00:00+08:00"
    empty = document(zhihui("figures", "--at", at, "--db", demo, "--json"))
    assert (empty["open"], empty["closed"]) == (0, 0)
    figures = document(zhihui("figures", "--db", demo, "--json"))
    listed = document(zhihui("cases", "--db", demo, "--limit", "0", "--json"))
    assert listed["matching"] == len(listed["cases"]) == figures["open"]
    late = document(zhihui("cases", "--db", demo, "--filter", "urgency=overdue", "--limit", "0", "--json"))
    assert all(case["urgency"] == "overdue" for case in late["cases"])
    keys = [(case["deadline"] or "9", case["opened"]) for case in listed["cases"] if case["severity"] == "general"]
    assert keys == sorted(keys)


def test_that_plain_output_is_for_people(demo: str) -> None:
    assert "在办" in zhihui("figures", "--db", demo).stdout
    assert "left" in zhihui("cases", "--db", demo, "--limit", "30", lang="en").stdout
    assert "国庆节" in zhihui("deadline", "--start", "2025-09-30 16:00", "--limit", "4工作时").stdout


def test_that_a_deadline_needs_no_database_and_adds_up() -> None:
    found = document(zhihui("deadline", "--start", "2025-09-30T16:00", "--limit", "4工作时", "--json"))
    assert found["due"] == "2025-10-09T11:00:00+08:00"
    assert found["counted_minutes"] == 240 == sum(p["minutes"] for p in found["intervals"] if p["counted"])
    assert [p["from"] for p in found["intervals"]][1:] == [p["to"] for p in found["intervals"]][:-1]
    assert found["calendar_complete"]
    later = document(zhihui("deadline", "--start", "2026-12-31T16:00", "--limit", "3 working_day", "--json"))
    assert not later["calendar_complete"]
    paused = document(
        zhihui("deadline", "--start", "2025-09-24T09:00", "--limit", "4工作时", "--pause",
               "2025-09-24T10:00/2025-09-24T11:00", "--json")
    )  # fmt: skip
    assert paused["due"] == "2025-09-24T15:30:00+08:00"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("deadline", "--start", "yesterday", "--limit", "4工作时"), "yesterday"),
        (("deadline", "--start", "2025-01-01", "--limit", "1紧急工作时制止"), "1紧急工作时制止"),
        (("deadline", "--start", "2025-01-01", "--limit", "1天", "--zone", "Mars/Base"), "Mars/Base"),
        (("deadline", "--start", "2025-01-01", "--limit", "1天", "--pause", "x"), "x"),
        (("figures", "--db", "sqlite:////nowhere/at/all.db"), "nowhere"),
        (("cases", "--sort", "colour"), "colour"),
        (("cases", "--filter", "colour=red"), "colour"),
        (("shot", "moon", "x.png"), "moon"),
        (("shot", "desk", "x.png", "--size", "big"), "big"),
        (("shot", "desk", "x.png", "--theme", "pink"), "pink"),
    ],
)
def test_that_a_wrong_word_is_named_and_nothing_is_printed(words: tuple[str, ...], said: str) -> None:
    done = zhihui(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_that_doctor_says_what_it_found(demo: str) -> None:
    found = document(zhihui("doctor", "--db", demo, "--json", QT_QPA_PLATFORM="offscreen"))
    levels = {check["name"]: check["level"] for check in found["checks"]}
    assert found["ok"]
    assert (levels["fonts"], levels["database"], levels["lifecycle"], levels["screen"]) == ("ok", "ok", "ok", "warning")
    missing = zhihui("doctor", "--db", "sqlite:////nowhere/at/all.db", "--json")
    assert missing.returncode == 1
    assert not json.loads(missing.stdout)["ok"]


def test_that_a_page_becomes_a_picture_of_the_size_asked_for(demo: str, tmp_path: Path) -> None:
    number = document(zhihui("cases", "--db", demo, "--limit", "1", "--json"))["cases"][0]["number"]
    picture = tmp_path / "deep" / "desk.png"
    zhihui_shot = zhihui("shot", "desk", str(picture), "--db", demo, "--size", "1366x768", "--lang", "en", "--theme",
                         "dark", "--case", number, "--json")  # fmt: skip
    assert document(zhihui_shot)["picture"] == str(picture)
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1366, 768)
    assert len({image.pixel(x, 400) for x in range(0, 1366, 7)}) > 5, "an empty picture"
    unknown = zhihui("shot", "desk", str(picture), "--db", demo, "--case", "JB-0")
    assert unknown.returncode == 2
    assert "JB-0" in unknown.stderr


def test_that_a_machine_without_a_screen_gets_pictures(tmp_path: Path) -> None:
    environment = {"ZHIHUI_DATA_DIR": str(tmp_path / "data"), "ZHIHUI_CONFIG_DIR": str(tmp_path / "config")}
    names = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py")], capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**names, **environment, "ZHIHUI_LANG": "zh"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "没有屏幕" in done.stderr
    pictures = sorted((tmp_path / "out").glob("*.png"))
    assert len(pictures) >= 8
    assert {QImage(str(p)).width() for p in pictures} == {1366, 1920}
    assert (tmp_path / "data" / "demo.sqlite").exists()
