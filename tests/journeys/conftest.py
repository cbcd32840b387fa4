"""A demonstration street in a file of its own."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from console.founding import init_demo
from console.headless import now_of_machine


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration made once; to be copied, not written to."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    init_demo(f"sqlite:///{path}", now_of_machine())
    return path


@pytest.fixture
def demo_url(demo_file: Path, tmp_path: Path) -> str:
    """A fresh copy of the demonstration."""
    copyfile(demo_file, tmp_path / "street.sqlite")
    return f"sqlite:///{tmp_path / 'street.sqlite'}"
