"""The house rules that no tool checks, as functions from a file to complaints ("file:line what")."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("console", "widgets", "models", "resources")
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
ALLOW_WAIT = "# allow-wait:"

STATIC_DIALOGS = {
    "QMessageBox": ("about", "aboutQt", "critical", "information", "question", "warning"),
    "QFileDialog": ("get", "saveFileContent"),
    "QInputDialog": ("get",),
    "QColorDialog": ("get",),
    "QFontDialog": ("get",),
}
BANNED_NAMES = {
    "processEvents": "a nested loop inside a coroutine kills other tasks",
    "QSortFilterProxyModel": "sort and filter in models.board",
    "QListView": "live lists are one-column QTableViews",
    "QListWidget": "live lists are one-column QTableViews",
    "ResizeToContents": "fixed sizes, measured once",
    "QPrintDialog": "its loop is modal; reports are PDF files",
    "QPrintPreviewDialog": "its loop is modal; reports are PDF files",
    "QPageSetupDialog": "its loop is modal; reports are PDF files",
}
TASK_MAKERS = ("create_task", "ensure_future")
TASKS_FILE = "console/tasks.py"
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6})\b")
COLOUR_FILES = ("widgets/theme.py", "widgets/tokens.py")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its name from the tree's root, text and syntax tree."""

    name: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, name: str, text: str) -> Source:
        return cls(name, text, ast.parse(text, name))

    def at(self, node: ast.expr | ast.stmt, what: str) -> str:
        return f"{self.name}:{node.lineno} {what}"

    @property
    def is_package_code(self) -> bool:
        return self.name.partition("/")[0] in PACKAGES


Rule = Callable[[Source], Iterator[str]]


def tracked_files() -> list[str]:
    """Names of all files of the tree that are, or may yet be, committed."""
    words = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return _walked_files()
    names = done.stdout.decode().split("\0")
    return sorted({name for name in names if name and (ROOT / name).is_file()})


def _walked_files() -> list[str]:
    """For a tree without git: what lies in the known folders and at the top."""
    found = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in (*PACKAGES, "tests", "docs", ".ci"):
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def sources(*folders: str) -> list[Source]:
    """The tracked Python files below some folders."""
    names = [n for n in tracked_files() if n.endswith(".py") and n.partition("/")[0] in folders]
    return [Source.of(name, (ROOT / name).read_text(encoding="utf-8")) for name in names]


def modal_loops(source: Source) -> Iterator[str]:
    """exec() and the static dialogs run a loop of their own and kill asyncio tasks, silently."""
    for node in ast.walk(source.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        if name in ("exec", "exec_"):
            yield source.at(node, f".{name}() runs a loop of its own; use open() and a future")
        owner = _last_name(node.func.value)
        if any(name == start or (start == "get" and name.startswith("get")) for start in STATIC_DIALOGS.get(owner, ())):
            yield source.at(node, f"{owner}.{name}() runs a loop of its own; use open() and a future")


def banned_names(source: Source) -> Iterator[str]:
    """Qt names with a better way here. qasync's QEventLoop is no nested loop; Qt's is."""
    for node in ast.walk(source.tree):
        for name in _names_in(node):
            if name in BANNED_NAMES:
                yield f"{source.name}:{getattr(node, 'lineno', 0)} {name}: {BANNED_NAMES[name]}"
        of_qt = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6")
        if of_qt and "QEventLoop" in _names_in(node):
            yield f"{source.name}:{getattr(node, 'lineno', 0)} QEventLoop: no nested loops"
        if isinstance(node, ast.Attribute) and node.attr == "QEventLoop" and _last_name(node.value) == "QtCore":
            yield source.at(node, "QEventLoop: no nested loops")


def raw_tasks(source: Source) -> Iterator[str]:
    """Only console/tasks.py makes tasks: named, held, errors reported."""
    if source.name == TASKS_FILE:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _last_name(node.func) in TASK_MAKERS:
            yield source.at(node, "makes a task outside console/tasks.py")


def slots_that_hold_self(source: Source) -> Iterator[str]:
    """A lambda or partial with `self` in it, connected to a signal, keeps its owner alive for ever."""
    for node in ast.walk(source.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect"):
            continue
        for slot in node.args:
            partial = isinstance(slot, ast.Call) and _last_name(slot.func) == "partial"
            if (partial or isinstance(slot, ast.Lambda)) and any(_last_name(n) == "self" for n in ast.walk(slot)):
                yield source.at(node, "connect a bound @Slot method, not something that holds self")


def waits(source: Source) -> Iterator[str]:
    """Tests wait for something that happens, not for time, unless the line says why."""
    lines = source.text.split("\n")
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        name, owner = _last_name(node.func), ""
        if isinstance(node.func, ast.Attribute):
            owner = _last_name(node.func.value)
        if (name, owner) in (("sleep", "time"), ("sleep", ""), ("wait", "qtbot"), ("qWait", "QTest")):
            said = any(ALLOW_WAIT in line for line in lines[node.lineno - 1 : node.end_lineno])
            if not said:
                yield source.at(node, f"waits for time ({name}); wait for the event, or say why: {ALLOW_WAIT} …")


def lengths(source: Source) -> Iterator[str]:
    """Files and functions small enough to read."""
    count = source.text.count("\n")
    if count > MAX_FILE_LINES:
        yield f"{source.name}:1 {count} lines, at most {MAX_FILE_LINES}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = (node.end_lineno or node.lineno) - node.lineno + 1
            if count > MAX_FUNCTION_LINES:
                yield source.at(node, f"{node.name}: {count} lines, at most {MAX_FUNCTION_LINES}")


def colours(source: Source) -> Iterator[str]:
    """Colours have names, in one place, so that every theme has all of them."""
    if source.name in COLOUR_FILES:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.search(node.value):
            yield source.at(node, "a colour literal outside widgets/theme.py and widgets/tokens.py")


def future_annotations(source: Source) -> Iterator[str]:
    """Every file with code in it begins with the future import of annotations."""
    body = [n for n in source.tree.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
    if body and not (isinstance(body[0], ast.ImportFrom) and body[0].module == "__future__"):
        yield f"{source.name}:1 lacks from __future__ import annotations"


def _last_name(node: ast.AST) -> str:
    """`b` of `a.b` and of `b`; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _names_in(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [alias.name.rpartition(".")[2] for alias in node.names]
    return []
