"""The sheets of an organisation file and their columns, as resources/templates/organisation.toml defines them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

COMMENT = "#"
"""A row whose first cell begins with this is an example or a remark and is not read."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its Chinese heading, further headings, and what the template says of it."""

    key: str
    zh: str
    needed: bool
    also: tuple[str, ...]
    about_zh: str
    about_en: str
    examples: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The heading in both languages, as the template writes it."""
        return f"{self.zh} {self.key}"

    def is_called(self, heading: str) -> bool:
        """Whether a file's heading means this column."""
        return heading in (self.zh, self.key, self.heading.lower(), *self.also)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its key ("departments"), its Chinese name and its columns."""

    key: str
    zh: str
    about_zh: str
    about_en: str
    columns: tuple[Column, ...]

    @property
    def title(self) -> str:
        """The title in both languages."""
        return f"{self.zh} {self.key}"

    def is_called(self, title: str) -> bool:
        """Whether a workbook's sheet title means this sheet."""
        return title in (self.zh, self.key, self.key.removesuffix("s"), self.title)

    def places(self, header: Sequence[str]) -> dict[str, int]:
        """Where each known column stands in a header."""
        names = [" ".join(name.split()).lower() for name in header]
        found: dict[str, int] = {}
        for column in self.columns:
            place = next((place for place, name in enumerate(names) if name and column.is_called(name)), None)
            if place is not None:
                found[column.key] = place
        return found

    def missing(self, header: Sequence[str]) -> Column | None:
        """The first needed column that a header lacks."""
        places = self.places(header)
        return next((column for column in self.columns if column.needed and column.key not in places), None)


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets, in the order in which they refer to each other."""
    text = (files("resources") / "templates" / "organisation.toml").read_text(encoding="utf-8")
    return tuple(
        Sheet(
            raw["key"], raw["zh"], raw["about_zh"], raw["about_en"],
            tuple(
                Column(
                    column["key"], column["zh"], column.get("needed", False), tuple(column.get("also", ())),
                    column["about_zh"], column["about_en"], tuple(column["examples"]),
                )
                for column in raw["column"]
            ),
        )
        for raw in tomllib.loads(text)["sheet"]
    )  # fmt: skip


def sheet_titled(title: str) -> Sheet | None:
    """The sheet that a title means, None for a title we do not know."""
    shown = " ".join(title.split()).lower()
    return next((sheet for sheet in sheets() if sheet.is_called(shown)), None)


def sheet_of_csv(stem: str, header: Sequence[str]) -> Sheet | None:
    """Which sheet a CSV file is: by its name ("departments.csv", "2026 部门.csv"), else by the columns it has."""
    shown = stem.lower()
    named = [sheet for sheet in sheets() if sheet.zh in shown or sheet.key.removesuffix("s") in shown]
    # "street_communities" has two names: the one named last is meant.
    fitting = [sheet for sheet in named if sheet.missing(header) is None]
    if fitting:
        return max(fitting, key=lambda sheet: max(shown.rfind(sheet.zh), shown.rfind(sheet.key.removesuffix("s"))))
    found = [sheet for sheet in sheets() if _OWN[sheet.key] & sheet.places(header).keys()]
    return found[0] if len(found) == 1 else None


_OWN = {
    "street": {"district_code"},
    "platforms": set[str](),
    "departments": {"platform"},
    "communities": {"street_code"},
    "officers": {"roles"},
    "workers": {"full_time", "grids"},
}
"""Columns that only one sheet has."""
