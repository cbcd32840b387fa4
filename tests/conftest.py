"""Fixtures of all tests; the strictness lives in tests/helpers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers import postgres
from tests.helpers.not_checked import not_checked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

pytest_plugins = ["tests.helpers.summary", "tests.helpers.leaks"]

ROOT = Path(__file__).resolve().parent.parent
OURS = ("ZHIHUI_LONG", "ZHIHUI_SHARED_DATA", "ZHIHUI_TEST_DISPLAY")
LONG = bool(os.environ.get("ZHIHUI_LONG")) and not os.environ.get("CI")

_has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
if not (_has_display and os.environ.get("ZHIHUI_TEST_DISPLAY")):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Sizes, pictures and sentences must not depend on the desk the tests run at.
for _name in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE", "LANGUAGE"):
    os.environ.pop(_name, None)
os.environ["LC_ALL"] = os.environ["LANG"] = "C.UTF-8"

_slow_machine = [HealthCheck.too_slow]
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=60, suppress_health_check=_slow_machine)
settings.register_profile("long", deadline=None, max_examples=5_000, suppress_health_check=_slow_machine)
settings.load_profile("long" if LONG else "ci")

_numbers = count(1)


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test, and no program a test starts, sees the settings and data of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
    for name in [name for name in os.environ if name.startswith("ZHIHUI_") and name not in OURS]:
        del os.environ[name]


@pytest.fixture(scope="session")
def short() -> bool:
    """Whether to run the short form of a test; the long one runs with ZHIHUI_LONG set (make soak, make bench)."""
    return not LONG


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of the shared data sets: ZHIHUI_SHARED_DATA, or ../shared/data beside the tree. It may be missing.

    One set of it is asked for with `find(shared_data, "incidents/…")` of tests.helpers.not_checked, which gives
    its sample where the set is not there, or with `need` where only the whole will do.
    """
    return Path(os.environ.get("ZHIHUI_SHARED_DATA") or ROOT.parent / "shared" / "data")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """pytest-qt's application with the shipped fonts, so that texts have their real sizes."""
    from widgets.fonts import install_fonts

    install_fonts(qapp)
    return qapp


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a PostgreSQL server's maintenance database; one server for each worker, for the whole run."""
    what = postgres.missing()
    if what is not None:
        not_checked(what)
    with postgres.cluster() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """URL of a SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'zhihui.db'}"


@pytest.fixture
def postgresql_url(postgres_url: str) -> Iterator[str]:
    """URL of an empty PostgreSQL database, dropped afterwards."""
    with postgres.database(postgres_url, f"zhihui_test_{os.getpid()}_{next(_numbers)}") as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    """URL of a fresh, empty database: the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
