"""Nothing may be left behind by a test of windows: widgets, timers, threads, asyncio tasks.

Works for the tests below the folders of the setting `leak_checked`. What a failed test leaves is
cleared away without a word: its failure is the news. Coroutines that nobody awaited, and exceptions
in threads or destructors, need no check here: pytest turns them into warnings, and warnings are errors.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import weakref
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette
    from PySide6.QtWidgets import QApplication, QWidget

THREAD_PREFIX = "zhihui"
JOIN_SECONDS = 2.0
# Qt makes these itself, keeps them and reuses them.
KEPT_BY_QT = frozenset({"QTipLabel", "QWhatsThat", "QAlphaWidget", "QRollEffect"})
FAILED = pytest.StashKey[bool]()
INI = "leak_checked"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(INI, "folders whose tests may leave nothing behind", type="paths", default=[])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Set up before all others of a test, so it looks last, when the others have cleaned up."""
    folders: list[Path] = request.config.getini(INI)
    if not any(request.path.is_relative_to(folder) for folder in folders):
        yield
        return
    app = request.getfixturevalue("qapp")
    before = Inventory()
    look = app.palette(), app.styleSheet()
    yield
    _restore_look(app, *look)
    left = before.what_is_new()
    if left and not request.node.stash.get(FAILED, False):
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


def _restore_look(app: QApplication, palette: QPalette, sheet: str) -> None:
    """A theme put on the application by one test must not colour the windows of the next."""
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
    if app.palette() != palette:
        app.setPalette(palette)


class Inventory:
    """What lives at one moment. Holds it, so that nothing new can look like it by its address."""

    def __init__(self) -> None:
        self._threads = set(threading.enumerate())
        self._widgets = _top_levels()
        self._objects = _census.before()

    def what_is_new(self) -> list[str]:
        """Names what has come and stayed, and clears it away as far as that can be done from outside."""
        _delete_later_now()
        for thread in self._new_threads():
            thread.join(JOIN_SECONDS)
        found = self._look()
        if found:
            # Python's cycles are no leak: they go with the next collection.
            found.clear()
            gc.collect()
            _delete_later_now()
            found = self._look()
        names = [name for name, _thing in found]
        for _name, thing in found:
            _clear_away(thing)
        _delete_later_now()
        return sorted(names)

    def _look(self) -> list[tuple[str, object]]:
        found: list[tuple[str, object]] = []
        for widget in _top_levels():
            if not any(widget is old for old in self._widgets):
                found.append((f"widget {type(widget).__name__} {widget.objectName()!r}", widget))
        for thing in _census.now():
            if not any(thing is old for old in self._objects):
                found.append((_describe(thing), thing))
        found.extend((f"thread {thread.name!r}", thread) for thread in self._new_threads())
        return found

    def _new_threads(self) -> list[threading.Thread]:
        """Threads that came and count: ours, and all that would keep the program from ending."""
        new = set(threading.enumerate()) - self._threads
        return [t for t in new if t.is_alive() and (not t.daemon or t.name.startswith(THREAD_PREFIX))]


def _top_levels() -> list[QWidget]:
    from PySide6.QtWidgets import QApplication

    return [w for w in QApplication.topLevelWidgets() if w.metaObject().className() not in KEPT_BY_QT]


class _Census:
    """Timers, Qt threads and asyncio tasks: neither Qt nor asyncio lists them, the collector does.

    A whole suite holds a million objects, and looking at each of them twice for every test was half of its time.
    What was looked at is frozen; a look sees what came since, and remembers those that may run again.
    """

    EVERY = 100
    """Tests after which the frozen objects are collected and looked at anew."""

    def __init__(self) -> None:
        self._known: dict[int, weakref.ref[Any]] = {}
        self._looks = 0

    def before(self) -> list[object]:
        """Those that run when a test begins."""
        self._looks += 1
        if self._looks % self.EVERY == 0:
            gc.unfreeze()
            gc.collect()
        running = self.now()
        gc.freeze()
        return running

    def now(self) -> list[object]:
        """Those that run."""
        from PySide6.QtCore import QThread, QTimer

        kinds = (asyncio.Task, QTimer, QThread)
        for thing in gc.get_objects():
            if issubclass(type(thing), kinds):
                self._known[id(thing)] = weakref.ref(thing)
        alive = {key: ref for key, ref in self._known.items() if ref() is not None}
        self._known = alive
        return [thing for ref in alive.values() if _runs(thing := ref())]


_census = _Census()


def _runs(thing: Any) -> bool:
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    if isinstance(thing, asyncio.Task):
        return not thing.done()
    if thing is None or not isValid(thing):
        return False
    return bool(thing.isActive() if isinstance(thing, QTimer) else thing.isRunning() and not _is_current(thing))


def _is_current(thread: object) -> bool:
    from PySide6.QtCore import QThread

    return thread == QThread.currentThread()


def _describe(thing: Any) -> str:
    if isinstance(thing, asyncio.Task):
        return f"task {thing.get_name()!r} of {thing.get_coro()!r}"
    parent = thing.parent()
    owner = f" of {type(parent).__name__}" if parent is not None else ""
    what = "timer" if hasattr(thing, "interval") else "Qt thread"
    return f"{what} {type(thing).__name__} {thing.objectName()!r}{owner}"


def _clear_away(thing: Any) -> None:
    """Stops what can be stopped from outside. Threads are left alone: deleting a running one aborts."""
    if isinstance(thing, asyncio.Task):
        if not thing.get_loop().is_closed():
            thing.cancel()
    elif hasattr(thing, "interval"):
        thing.stop()
    elif hasattr(thing, "isRunning"):
        thing.quit()
    elif hasattr(thing, "deleteLater"):
        thing.deleteLater()


def _delete_later_now() -> None:
    """Carries out what `deleteLater` has put off; outside a running loop Qt would never do it."""
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    for _round in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.sendPostedEvents()
