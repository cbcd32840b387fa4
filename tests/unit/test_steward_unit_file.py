"""The systemd unit of the steward is a file that is right: it starts a command that is there, and ends it well."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from typer.main import get_command

from console.cli import app
from tests.conftest import ROOT

FILE = ROOT / "docs" / "zhihui-steward.service"


@pytest.fixture
def unit() -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(FILE.read_text(encoding="utf-8"))
    return parser


def test_that_it_starts_the_steward_with_options_that_it_has(unit: ConfigParser) -> None:
    program, command, *words = shlex.split(unit["Service"]["ExecStart"])
    assert (Path(program).name, command) == ("zhihui", "steward")
    known = {option for parameter in get_command(app).commands["steward"].params for option in parameter.opts}  # type: ignore[attr-defined]
    assert {word for word in words if word.startswith("--")} <= known
    assert "--once" not in words


def test_that_it_is_ended_by_the_signal_that_ends_it_well_and_waits_longer_than_a_statement_may_take(
    unit: ConfigParser,
) -> None:
    assert unit["Service"]["KillSignal"] == "SIGTERM"
    assert int(unit["Service"]["TimeoutStopSec"]) >= 10


def test_that_it_comes_back_after_a_failure_but_not_after_a_wrong_call(unit: ConfigParser) -> None:
    assert unit["Service"]["Restart"] == "on-failure"
    assert unit["Service"]["RestartPreventExitStatus"] == "2"  # console.output.told: BadInput


def test_that_no_password_stands_in_it(unit: ConfigParser) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert "://" not in text
    assert unit["Service"]["User"] != "root"
    assert unit["Service"]["EnvironmentFile"].startswith("/etc/")


def test_that_systemd_understands_it(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd here")
    copy = tmp_path / FILE.name
    text = FILE.read_text(encoding="utf-8")
    # The program and its user are not installed where this is tested.
    copy.write_text(
        text.replace("/opt/zhihui/.venv/bin/zhihui", "/bin/true").replace("User=zhihui\n", ""), encoding="utf-8"
    )
    done = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False)
    mine = [line for line in done.stderr.splitlines() if FILE.name in line]
    assert mine == []
