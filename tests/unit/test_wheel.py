"""The built wheel holds everything and runs without the tree beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.helpers.house import PACKAGES, ROOT, tracked_files

START = "from console.cli import run; run()"


def packaged_files() -> set[str]:
    return {name for name in tracked_files() if name.partition("/")[0] in PACKAGES}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that the tree stays as it is; without isolation, so that nothing is downloaded."""
    tree = tmp_path_factory.mktemp("tree")
    for name in packaged_files() | {"pyproject.toml", "README.md", "LICENSE", "requirements.in"}:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tree / name)
    words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tree / "dist"), str(tree)]
    done = subprocess.run(words, cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [built] = (tree / "dist").glob("*.whl")
    return built


def test_that_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert packaged_files() - set(archive.namelist()) == set()


def test_that_the_wheel_brings_nothing_but_the_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
        names = archive.namelist()
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_that_the_program_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    # No site, so that the tree that is installed for development is not found.
    libraries = [str(tmp_path), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    code = f"import sys; sys.path[:0] = {libraries!r}; {START}"
    asked = ["deadline", "--start", "2025-09-26T16:00", "--limit", "4工作时", "--json"]
    words = [sys.executable, "-I", "-S", "-X", "utf8", "-c", code, *asked]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counted_minutes"] == 240
