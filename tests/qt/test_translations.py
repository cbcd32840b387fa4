"""The Chinese interface is finished: every string of the sources, nothing more, and the compiled file says the same."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QTranslator

from console.translations import COMPILED
from tests.conftest import ROOT

SOURCE = ROOT / "resources" / "translations" / "zhihui_zh_CN.ts"
TOOLS = Path(sys.executable).parent
HOLE = re.compile(r"\{\w*\}|%n|%s|%d|%\d")
NUMBERS = (0, 1, 2, 5, 21)


class Entry(NamedTuple):
    """One string of a translation file."""

    context: str
    source: str
    comment: str
    numerus: bool
    forms: tuple[str, ...]
    kind: str

    @property
    def key(self) -> tuple[str, str, str, bool]:
        return (self.context, self.source, self.comment, self.numerus)


def entries(path: Path) -> Iterator[Entry]:
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            found = message.find("translation")
            assert found is not None
            forms = tuple(form.text or "" for form in found.iter("numerusform")) or (found.text or "",)
            yield Entry(
                context.findtext("name") or "", message.findtext("source") or "", message.findtext("comment") or "",
                message.get("numerus") == "yes", forms, found.get("type", ""),
            )  # fmt: skip


def run(tool: str, *arguments: str) -> None:
    done = subprocess.run([TOOLS / tool, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


SHIPPED = list(entries(SOURCE))


@pytest.mark.parametrize("entry", SHIPPED, ids=[f"{e.context}: {e.source}" for e in SHIPPED])
def test_that_a_string_is_translated_with_its_placeholders(entry: Entry) -> None:
    assert entry.kind == "", f"{entry.kind}"
    for form in entry.forms:
        assert form.strip()
        assert Counter(HOLE.findall(form)) == Counter(HOLE.findall(entry.source))
        assert form.strip() == form


def test_that_the_file_holds_just_the_strings_of_the_sources(tmp_path: Path) -> None:
    sources = sorted(str(path.relative_to(ROOT)) for folder in ("console", "widgets")
                     for path in (ROOT / folder).rglob("*.py"))  # fmt: skip
    run("pyside6-lupdate", *sources, "-no-obsolete", "-locations", "none", "-ts", str(tmp_path / "fresh.ts"))
    fresh = {entry.key for entry in entries(tmp_path / "fresh.ts")}
    shipped = {entry.key for entry in SHIPPED}
    assert fresh, "lupdate found no string"
    assert fresh - shipped == set(), "strings without translation"
    assert shipped - fresh == set(), "translations of strings that are no more"
    assert len(shipped) == len(SHIPPED), "strings that are there twice"


def test_that_the_compiled_file_is_the_compiled_source(tmp_path: Path) -> None:
    run("pyside6-lrelease", str(SOURCE), "-qm", str(tmp_path / "fresh.qm"))
    # A translator reads from these very bytes as long as it lives.
    fresh_bytes = (tmp_path / "fresh.qm").read_bytes()
    shipped_bytes = (files("resources") / "translations" / COMPILED).read_bytes()
    fresh, shipped = QTranslator(), QTranslator()
    assert fresh.load(fresh_bytes)
    assert shipped.load(shipped_bytes)
    for entry in SHIPPED:
        for number in NUMBERS if entry.numerus else (-1,):
            said = [t.translate(entry.context, entry.source, entry.comment or None, number) for t in (fresh, shipped)]
            assert said[0] == said[1], entry
            assert said[1] in entry.forms, entry
    assert not shipped.translate("DutyPage", "There is no such string")
