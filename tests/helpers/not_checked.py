"""What could not be checked here is said at the end of the run, and fails it in CI.

A test that lacks a set of the shared data, or a database server, calls `not_checked`; it is skipped. One that
can do with a small sample instead (tests/data) calls `find`: it runs, and the set is listed all the same. The
plugin tests.helpers.summary lists both.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

PREFIX = "not checked: "
SAMPLES = Path(__file__).resolve().parent.parent / "data"
PROPERTY = "not checked"
"""Names the property of a test's report that says which set it saw only a sample of."""

_only_samples: list[str] = []


def not_checked(what: str) -> NoReturn:
    """Skips the running test and has `what` listed at the end of the run."""
    pytest.skip(PREFIX + what)


def need(shared_data: Path, name: str) -> Path:
    """The file or folder `name` ("incidents/…") of the shared data; not there: the test is *not checked*."""
    path = shared_data / name
    if not path.exists():
        not_checked(f"shared data {name}")
    return path


def find(shared_data: Path, name: str, samples: Path = SAMPLES) -> Path:
    """The file `name` of the shared data, else its sample: then the whole set is listed as *not checked*."""
    path = shared_data / name
    if path.exists():
        return path
    sample = samples / name
    if not sample.exists():
        not_checked(f"shared data {name}")
    _only_samples.append(f"shared data {name}, only its sample")
    return sample


def whole(files: Iterable[Path]) -> bool:
    """Whether these are whole sets, not samples."""
    return not any(path.is_relative_to(SAMPLES) for path in files)


def drain() -> list[str]:
    """What was found as a sample since the last call."""
    found = sorted(set(_only_samples))
    _only_samples.clear()
    return found
