"""The house rules: what no linter checks, over the whole tree."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import PurePosixPath

import pytest

from tests.helpers import house
from tests.helpers.house import ROOT, Rule, Source

CODE = house.sources("console", "widgets", "models", "resources")
TESTS = house.sources("tests")
FILES = house.tracked_files()

# Written in pieces, so that this file does not break its own rule.
REGISTRIES = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.npm" + "js.org",
    "deb." + "debian.org",
    "crates" + ".io",
    "--index" + "-url",
    "--extra-index" + "-url",
    "--find" + "-links",
    "--trusted" + "-host",
)
MACHINE_PATHS = re.compile("(?<![\\w.])/(?:ro" + "ot|wo" + "rk)/")
BINARY = {".ttf", ".otf", ".png", ".qm", ".xlsx", ".gz", ".ico", ".wav"}
DOWNLOADS = re.compile(r"(^|/)(uv\.lock|poetry\.lock|pylock.*\.toml|package-lock\.json|Pipfile\.lock)$")
PINNED = re.compile(r"[a-z0-9._-]+(\[[a-z]+\])?==\S+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")
TOP_FOLDERS = {".ci", "console", "docs", "models", "resources", "tests", "widgets"}


def found(rule: Rule, files: Iterable[Source]) -> list[str]:
    return [complaint for source in files for complaint in rule(source)]


def texts() -> Iterable[tuple[str, str]]:
    for name in FILES:
        if PurePosixPath(name).suffix not in BINARY:
            yield name, (ROOT / name).read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize(
    "rule",
    [
        house.modal_loops,
        house.banned_names,
        house.raw_tasks,
        house.slots_that_hold_self,
        house.lengths,
        house.colours,
        house.future_annotations,
    ],
    ids=lambda rule: rule.__name__,
)
def test_that_the_code_keeps_the_rule(rule: Rule) -> None:
    assert CODE
    complaints = found(rule, CODE)
    assert not complaints, "\n".join(complaints)


def test_that_tests_wait_for_events_and_not_for_time() -> None:
    assert found(house.waits, TESTS) == []


def test_that_main_only_hands_over() -> None:
    source = Source.of("main.py", (ROOT / "main.py").read_text(encoding="utf-8"))
    assert source.text.count("\n") <= 12
    assert "from console.cli import run" in source.text


def test_that_there_are_no_other_top_folders() -> None:
    assert {name.partition("/")[0] for name in FILES if "/" in name} <= TOP_FOLDERS


def test_that_every_folder_of_modules_is_a_package() -> None:
    folders = {PurePosixPath(source.name).parent for source in CODE}
    assert [str(f) for f in sorted(folders) if not (ROOT / f / "__init__.py").exists()] == []


@pytest.mark.parametrize("area", ["models/domain", "models/board"])
def test_that_each_module_of_the_core_has_its_test_file(area: str) -> None:
    tests = {PurePosixPath(name).name for name in FILES if name.startswith("tests/unit/")}
    modules = [PurePosixPath(s.name) for s in CODE if s.name.startswith(f"{area}/") and "__init__" not in s.name]
    part = PurePosixPath(area).name
    lacking = [
        str(m) for m in modules if not any(re.fullmatch(rf"test_({part}_)?{m.stem}(_\w+)?\.py", name) for name in tests)
    ]
    assert not lacking, f"no test file in tests/unit for: {', '.join(lacking)}"


def test_that_no_file_names_a_registry_or_a_machine_path() -> None:
    bad = [f"{name}: {word}" for name, text in texts() for word in REGISTRIES if word in text]
    bad += [f"{name}: {m.group()}" for name, text in texts() for m in MACHINE_PATHS.finditer(text)]
    assert bad == []
    assert [name for name in FILES if DOWNLOADS.search(name)] == []


def test_that_every_requirement_is_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-mutation.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        entries = text.replace("\\\n", " ").strip().split("\n")
        loose = [entry for entry in entries if not PINNED.fullmatch(entry)]
        assert loose == []


def test_that_locked_versions_agree_and_cover_what_is_asked_for() -> None:
    locked: dict[str, set[str]] = {}
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-mutation.txt"):
        for package, version in re.findall(
            r"^([a-z0-9._-]+)[^=\n]*==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.M
        ):
            locked.setdefault(package, set()).add(version)
    assert {package: v for package, v in locked.items() if len(v) > 1} == {}
    for name in ("requirements.in", "requirements-dev.in"):
        asked = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / name).read_text(encoding="utf-8"), re.M)
        assert {re.sub(r"[-_.]+", "-", package).lower() for package in asked} <= set(locked)


def test_that_import_contracts_cover_all_packages() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(config["tool"]["importlinter"]["root_packages"]) == set(house.PACKAGES)


BAD = [
    (house.modal_loops, "dialog.exec()"),
    (house.modal_loops, "menu.exec_(point)"),
    (house.modal_loops, "QFileDialog.getOpenFileName(self)"),
    (house.modal_loops, "QtWidgets.QMessageBox.question(self, 'a', 'b')"),
    (house.banned_names, "app.processEvents()"),
    (house.banned_names, "from PySide6.QtCore import QEventLoop"),
    (house.banned_names, "QtCore.QEventLoop()"),
    (house.banned_names, "from PySide6.QtCore import QSortFilterProxyModel as Proxy"),
    (house.banned_names, "header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)"),
    (house.banned_names, "class List(QtWidgets.QListView): pass"),
    (house.raw_tasks, "asyncio.create_task(work())"),
    (house.raw_tasks, "loop.create_task(work())"),
    (house.raw_tasks, "ensure_future(work())"),
    (house.slots_that_hold_self, "button.clicked.connect(lambda: self.go())"),
    (house.slots_that_hold_self, "button.clicked.connect(lambda _on, me=self: me.go())"),
    (house.slots_that_hold_self, "button.clicked.connect(partial(self.go, 1))"),
    (house.waits, "time.sleep(1)"),
    (house.waits, "qtbot.wait(100)"),
    (house.lengths, "def f():\n" + "    g()\n" * 40),
    (house.lengths, "g()\n" * 301),
    (house.colours, "red = '#ff0000'"),
    (house.colours, "sheet = f'color: #FF0000; width: {w}px'"),
    (house.future_annotations, "import os"),
]
GOOD = [
    (house.modal_loops, "dialog.open()\ncursor.execute('select 1')\nQFileDialog.Option.ReadOnly"),
    (house.banned_names, "import qasync\nloop = qasync.QEventLoop(app)"),
    (house.raw_tasks, "tasks.start('feed', work())"),
    (house.slots_that_hold_self, "button.clicked.connect(self.go)\nsignal.connect(lambda: go())"),
    (house.waits, "time.sleep(1)  # allow-wait: the clock itself is under test"),
    (house.lengths, "def f():\n" + "    g()\n" * 39),
    (house.colours, "number = '#12'\nkey = 'a#b'"),
    (house.future_annotations, '"""Words."""\nfrom __future__ import annotations\nimport os'),
    (house.future_annotations, '"""Words."""'),
]


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_that_the_rule_sees_what_breaks_it(rule: Rule, text: str) -> None:
    assert found(rule, [Source.of("console/sample.py", text)])


@pytest.mark.parametrize(("rule", "text"), GOOD)
def test_that_the_rule_lets_good_code_pass(rule: Rule, text: str) -> None:
    assert found(rule, [Source.of("console/sample.py", text)]) == []
