"""What could not be checked here is said at the end of the run, and fails it in CI.

A test that lacks a set of the shared data, or a database server, calls `not_checked`; it is
skipped, and the plugin tests.helpers.summary lists it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

PREFIX = "not checked: "


def not_checked(what: str) -> NoReturn:
    """Skips the running test and has `what` listed at the end of the run."""
    pytest.skip(PREFIX + what)


def need(shared_data: Path, name: str) -> Path:
    """The file or folder `name` ("incidents/…") of the shared data; not there: the test is *not checked*."""
    path = shared_data / name
    if not path.exists():
        not_checked(f"shared data {name}")
    return path
