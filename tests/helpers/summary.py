"""pytest plugin: lists what was not checked; with `CI` set that fails the run."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

from tests.helpers.not_checked import PREFIX, PROPERTY, drain


class NotChecked:
    """Collects the reasons from the tests' reports (also those that come from xdist's workers)."""

    def __init__(self, strict: bool) -> None:
        self._strict = strict
        self._tests: dict[str, list[str]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        report.user_properties.extend((PROPERTY, what) for what in drain())
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        _skipped, found, what = reason.partition(PREFIX)
        if report.skipped and found:
            self._tests.setdefault(what, []).append(report.nodeid)
        for name, value in report.user_properties:
            if name == PROPERTY:
                self._tests.setdefault(str(value), []).append(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._strict and self._tests and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self._tests:
            return
        terminalreporter.section("not checked", red=self._strict, yellow=not self._strict)
        for what, tests in sorted(self._tests.items()):
            terminalreporter.line(f"{PREFIX}{what} ({len(tests)} tests)")
        if self._strict:
            terminalreporter.line("CI is set: what was not checked counts as failed.")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(NotChecked(bool(os.environ.get("CI"))), "zhihui-not-checked")
