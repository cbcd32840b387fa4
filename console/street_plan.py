"""What a person fills in to start an own street: kept on disk until the street is there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from console.settings import config_folder, data_folder

SHIPPED, NONE = "shipped", "none"
"""The catalogue or calendar that comes with the program, or none, instead of a file."""


@dataclass(frozen=True, slots=True)
class StreetPlan:
    """The entries. Paths are text as typed; `organisation` has one file a line; `step` is the step last looked at."""

    name: str = ""
    name_en: str = ""
    code: str = ""
    zone: str = "Asia/Shanghai"
    prefix: str = ""
    organisation: str = ""
    grids: str = ""
    crs: str = ""
    community: str = ""
    catalogue: str = SHIPPED
    calendar: str = SHIPPED
    target: str = ""
    step: int = 0

    @property
    def organisation_files(self) -> tuple[Path, ...]:
        """The organisation's files."""
        lines = (line.strip() for line in self.organisation.splitlines())
        return tuple(Path(line).expanduser() for line in lines if line)

    @property
    def target_file(self) -> Path:
        """Where the database goes: as asked for, else into the data folder under the street's code."""
        if self.target:
            return Path(self.target).expanduser().absolute()
        return data_folder() / f"street-{self.code or 'own'}.sqlite"


def draft_file() -> Path:
    """Where entries are kept between two starts."""
    return config_folder() / "first-run.json"


def load_draft() -> StreetPlan:
    """The entries as they were left; an unreadable or strange file counts as none."""
    try:
        kept = json.loads(draft_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return StreetPlan()
    plan = StreetPlan()
    if not isinstance(kept, dict):
        return plan
    good = {one.name for one in fields(StreetPlan) if type(kept.get(one.name)) is type(getattr(plan, one.name))}
    return replace(plan, **{name: kept[name] for name in good})


def save_draft(plan: StreetPlan) -> None:
    """Keeps the entries, whole or not at all. Raises OSError."""
    path = draft_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(asdict(plan), ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(path)


def forget_draft() -> None:
    """The street is there; its entries are needed no more."""
    draft_file().unlink(missing_ok=True)
