"""The strictness bites: each kind of litter fails a test of its own, and clean work is left in peace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]

SAMPLES = '''
from __future__ import annotations

import asyncio
import threading
import warnings

import pytest
from PySide6.QtCore import QObject, QThread, QTimer, Signal, qWarning
from PySide6.QtWidgets import QPushButton, QWidget

from tests.helpers.not_checked import not_checked

pytestmark = pytest.mark.usefixtures("qapp")
kept = []
gate = threading.Event()


class Holder(QWidget):
    """Its button's slot is a lambda that holds it: Python can never let go of it."""

    def __init__(self):
        super().__init__()
        self.button = QPushButton(self)
        self.button.clicked.connect(lambda: self.hide())


class Owner(QObject):
    def __init__(self):
        super().__init__()
        self.timer = QTimer(self)
        self.timer.start(60_000)


class Loud(QObject):
    said = Signal()


def broken():
    raise ValueError("broken")


async def work():
    await asyncio.sleep(0)


def test_leaky_widget():
    kept.append(QWidget())


def test_leaky_widget_held_by_a_lambda():
    Holder()


def test_leaky_timer():
    timer = QTimer()
    timer.start(60_000)
    kept.append(timer)


def test_leaky_timer_of_an_owner_that_stays():
    kept.append(Owner())


def test_leaky_qt_thread():
    thread = QThread()
    thread.start()
    kept.append(thread)


def test_leaky_thread():
    thread = threading.Thread(target=gate.wait, name="some-worker")
    thread.start()
    kept.append(thread)


def test_leaky_daemon_thread_of_ours():
    threading.Thread(target=gate.wait, name="zhihui-feed", daemon=True).start()


def test_leaky_task():
    loop = asyncio.new_event_loop()
    kept.extend([loop, loop.create_task(work(), name="forgotten")])


def test_leaky_coroutine_nobody_awaited():
    work()


def test_leaky_exception_in_a_thread():
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()


def test_leaky_exception_in_a_slot():
    loud = Loud()
    loud.said.connect(broken)
    loud.said.emit()


def test_leaky_qt_warning():
    qWarning("something is odd")


def test_leaky_python_warning():
    warnings.warn("something is odd", UserWarning, stacklevel=1)


def test_leaky_resource(tmp_path):
    open(tmp_path / "file", "w")


def test_clean_end_of_the_leaks():
    gate.set()
    for thing in kept:
        if isinstance(thing, threading.Thread):
            thing.join()
        if isinstance(thing, QThread):
            thing.quit()
            thing.wait()
        if isinstance(thing, asyncio.AbstractEventLoop):
            thing.run_until_complete(asyncio.wait(asyncio.all_tasks(thing)))
            thing.close()


def test_clean_widget_of_qtbot(qtbot):
    widget = Holder()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)


def test_clean_widget_that_goes_out_of_scope():
    QWidget().show()


def test_clean_widget_in_a_cycle():
    widget = QWidget()
    widget.me = widget


def test_clean_widget_that_is_deleted_later():
    Holder().deleteLater()


def test_clean_timers():
    stopped = QTimer()
    stopped.start(60_000)
    stopped.stop()
    kept.append(stopped)
    Owner()


def test_clean_thread():
    thread = threading.Thread(target=gate.wait)
    thread.start()
    thread.join()


def test_clean_task():
    async def main():
        await asyncio.create_task(work())

    asyncio.run(main())


def test_clean_no_word_about_the_offscreen_platform():
    qWarning("This plugin does not support propagateSizeHints()")


def test_missing_data():
    not_checked("the weather")
'''

LEAKS = {
    "widget": "widget QWidget",
    "widget_held_by_a_lambda": "widget Holder",
    "timer": "timer QTimer",
    "timer_of_an_owner_that_stays": "timer QTimer '' of Owner",
    "qt_thread": "Qt thread QThread",
    "thread": "thread 'some-worker'",
    "daemon_thread_of_ours": "thread 'zhihui-feed'",
    "task": "task 'forgotten'",
    "coroutine_nobody_awaited": "coroutine 'work' was never awaited",
    "exception_in_a_thread": "ValueError: broken",
    "exception_in_a_slot": "ValueError: broken",
    "qt_warning": "something is odd",
    "python_warning": "UserWarning: something is odd",
    "resource": "ResourceWarning: unclosed file",
}
CLEAN = (
    "end_of_the_leaks",
    "widget_of_qtbot",
    "widget_that_goes_out_of_scope",
    "widget_in_a_cycle",
    "widget_that_is_deleted_later",
    "timers",
    "thread",
    "task",
    "no_word_about_the_offscreen_platform",
)


class Run:
    """One run of the samples under this tree's own configuration: what became of each of them."""

    def __init__(self, folder: Path, *options: str, ci: bool = False) -> None:
        samples = folder / "test_samples.py"
        samples.write_text(SAMPLES, encoding="utf-8")
        report = folder / "report.xml"
        words = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
        words += ["-p", "tests.conftest", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", f"leak_checked={folder}"]
        words += [f"--junitxml={report}", str(samples), *options]
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
        environment["CI"] = "true" if ci else ""
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        self.code = done.returncode
        self.output = done.stdout + done.stderr
        assert report.exists(), self.output
        self._troubles: dict[str, str] = {}
        for case in ElementTree.parse(report).iter("testcase"):
            texts = [f"{kid.get('message')} {kid.text}" for kid in case if kid.tag in ("failure", "error")]
            name = case.get("name", "")
            self._troubles[name] = self._troubles.get(name, "") + "\n".join(texts)

    def trouble(self, name: str) -> str:
        """Why the sample failed; empty when it passed."""
        return self._troubles[name]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("samples"))


@pytest.mark.parametrize("name", LEAKS)
def test_that_what_a_test_leaves_behind_fails_it(run: Run, name: str) -> None:
    assert LEAKS[name] in run.trouble(f"test_leaky_{name}")


@pytest.mark.parametrize("name", CLEAN)
def test_that_clean_work_passes(run: Run, name: str) -> None:
    assert run.trouble(f"test_clean_{name}") == ""


def test_that_every_sample_is_judged(run: Run) -> None:
    assert run.code == pytest.ExitCode.TESTS_FAILED
    assert SAMPLES.count("def test_leaky_") == len(LEAKS)
    assert SAMPLES.count("def test_clean_") == len(CLEAN)


def test_that_what_was_not_checked_is_listed_and_fails_only_in_ci(tmp_path: Path) -> None:
    at_a_desk = Run(tmp_path, "-k", "missing_data or clean_task")
    assert "not checked: the weather (1 tests)" in at_a_desk.output
    assert at_a_desk.code == pytest.ExitCode.OK
    in_ci = Run(tmp_path, "-k", "missing_data or clean_task", ci=True)
    assert "not checked: the weather (1 tests)" in in_ci.output
    assert in_ci.code == pytest.ExitCode.TESTS_FAILED
