"""Whether what a window says is in its language: no English in the Chinese interface, no Chinese in the English one.

Data is excepted: the texts of cases, and names that have no English form.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Pattern, TextElement
from sqlalchemy import select

from console.desk_parts import Desk
from models.domain.organisation import Community, Department, Officer, Platform, Street
from models.store.tables import incident
from widgets.fonts import visible_text

LATIN = re.compile(r"[A-Za-z]{2,}")
IDEOGRAPHS = re.compile("[\\u3400-\\u9fff\\U00020000-\\U0003ffff]+")
CODE_POINT = re.compile(r"U\+[0-9A-F]{4,6}")
HOLE = re.compile(r"\{\w+\}|%n|%s")
SAME = frozenset({"Ctrl", "Esc", "Shift", "Alt", "Tab", "Enter", "Del", "CSV", "XLSX", "gz", "zhihui", "init", "db",
                  "boston", "pingshan"})  # fmt: skip
"""Names of keys, which stand on the keys themselves; of file formats, commands and shipped mappings."""
FREE = frozenset({"title", "description", "address", "note", "result", "finding", "reason"})
"""Fields of acts that hold what people wrote; the others hold codes."""
TRANSLATIONS = files("resources") / "translations" / "zhihui_zh_CN.ts"


class Wording:
    """Judges texts of one language beside the data that a desk shows."""

    def __init__(self, language: str, data: Iterable[str]) -> None:
        self._language = language
        self._data = "\n".join(visible_text(text) for text in data)
        self._records = set(self._data.split("\n"))
        self._foreign = foreign_texts(language)

    def add_data(self, texts: Iterable[str]) -> None:
        """More texts that are nobody's to translate, for instance a case's log."""
        more = "\n".join(visible_text(text) for text in texts)
        self._data += "\n" + more
        self._records.update(more.split("\n"))

    def findings(self, said: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Sentences about the words that are in the wrong language."""
        for where, text in said:
            shown = CODE_POINT.sub(" ", text).strip()
            foreign = [word for word in (IDEOGRAPHS if self._language == "en" else LATIN).findall(shown)
                       if word not in SAME and word not in self._data]  # fmt: skip
            for point in CODE_POINT.findall(text):
                if point not in self._data:
                    yield f"{where}: “{text[:80]}” shows {point} for a character of ours that has no glyph"
            if foreign or (self._foreign.fullmatch(shown) and shown not in self._records):
                yield f"{where}: “{text[:80]}” is not in the language of the interface ({', '.join(foreign[:3])})"


@cache
def foreign_texts(language: str) -> re.Pattern[str]:
    """Matches the interface's texts in the other language that differ from those in this one, holes filled in."""
    pairs = [(source, target) for source, target in translations()]
    ours, theirs = fluent_texts("zh"), fluent_texts("en")
    pairs += [(theirs[key], ours[key]) for key in ours.keys() & theirs.keys()]
    found = {source if language == "zh" else target for source, target in pairs if source != target}
    wanted = LATIN if language == "zh" else IDEOGRAPHS
    kept = sorted(text for text in found if wanted.search(HOLE.sub("", text)))
    return re.compile("|".join(".+".join(map(re.escape, HOLE.split(text))) for text in kept), re.DOTALL)


def translations() -> Iterator[tuple[str, str]]:
    """Source and translation of every string of the Qt translation file; of plural ones each form."""
    for message in ElementTree.fromstring(TRANSLATIONS.read_text(encoding="utf-8")).iter("message"):
        source, target = message.findtext("source") or "", message.find("translation")
        assert target is not None, source
        forms = [form.text or "" for form in target.iter("numerusform")] or [target.text or ""]
        for form in forms:
            yield source, form


def fluent_texts(language: str) -> dict[str, str]:
    """Messages of one language that have no argument, by key."""
    found: dict[str, str] = {}
    for entry in (files("resources") / "messages").iterdir():
        if entry.name.endswith(f".{language}.ftl"):
            for message in FluentParser().parse(entry.read_text(encoding="utf-8")).body:
                if isinstance(message, Message) and isinstance(message.value, Pattern):
                    parts = [part.value for part in message.value.elements if isinstance(part, TextElement)]
                    if len(parts) == len(message.value.elements):
                        found[message.id.name] = "".join(parts)
    return found


def data_of(desk: Desk, language: str) -> Iterator[str]:
    """Texts of cases, and names: in English only those that have no English form."""
    reference = desk.opened.reference
    table = incident.c
    with desk.opened.engine.connect() as connection:
        for row in connection.execute(
            select(table.title, table.description, table.address, table.number, table.external_id)
        ):
            yield from (text for text in row if text)
    units: list[Street | Platform | Department | Community | Officer] = [
        *reference.streets.values(), *reference.platforms.values(), *reference.departments.values(),
        *reference.communities.values(), *reference.officers.values(),
    ]  # fmt: skip
    yield from (unit.name for unit in units if language == "zh" or not unit.name_en)
    for worker in reference.workers.values():
        yield worker.name
    for grid in reference.grids.values():
        yield grid.name
    for category in reference.categories.values():
        yield from (category.major_name, category.minor_name)
    for standard in reference.standards.values():
        yield from (standard.filing_condition, standard.closing_condition)


def data_of_detail(desk: Desk) -> Iterator[str]:
    """Texts of the selected case's log."""
    detail = desk.controller.detail
    if detail is not None:
        yield from (detail.case.title, detail.case.description, detail.case.address)
        for entry in detail.log:
            yield from (value for name, value in entry.fields.items() if name in FREE)
        if detail.person is not None:
            yield from (detail.person.name, detail.person.phone)
