"""What changed on a board by one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from models.domain.case import Case
from models.domain.instant import Instant


class Origin(Protocol):
    """Who last changed a case, from which console, when (as claimed) and by which command."""

    @property
    def actor(self) -> str: ...
    @property
    def console(self) -> str: ...
    @property
    def at(self) -> Instant: ...
    @property
    def command_id(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Removal:
    """A case that must go. With a version it does no harm to a record newer than that; without one
    it takes whatever is there."""

    id: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class BoardDiff:
    """Net changes: what came, changed (old, new), went, and what only time made more or less urgent.

    `origins` tells who changed an id, where the feed said so; time has no origin. Falsy when
    nothing changed.
    """

    inserted: tuple[Case, ...] = ()
    updated: tuple[tuple[Case, Case], ...] = ()
    removed: tuple[Case, ...] = ()
    urgency_changed: tuple[str, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.inserted or self.updated or self.removed or self.urgency_changed)

    def ids(self) -> list[str]:
        """Every id that something happened to, once."""
        return [
            *(case.id for case in self.removed),
            *(new.id for _, new in self.updated),
            *(case.id for case in self.inserted),
            *self.urgency_changed,
        ]


class Changes:
    """Remembers how touched cases were before, and makes the net difference of it."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[Case | None, int]] = {}

    def touch(self, case_id: str, case: Case | None, urgency: int) -> None:
        """The case is about to change; only the first call for an id counts."""
        self._before.setdefault(case_id, (case, urgency))

    def diff(self, after: Callable[[str], tuple[Case | None, int]], origins: Mapping[str, Origin]) -> BoardDiff:
        """The net difference to how the touched cases are now."""
        inserted: list[Case] = []
        updated: list[tuple[Case, Case]] = []
        removed: list[Case] = []
        pressed: list[str] = []
        for case_id, (old, old_urgency) in self._before.items():
            new, new_urgency = after(case_id)
            if old is None:
                if new is not None:
                    inserted.append(new)
            elif new is None:
                removed.append(old)
            elif new is not old and new != old:
                updated.append((old, new))
            elif new_urgency != old_urgency:
                pressed.append(case_id)
        changed = [*(c.id for c in inserted), *(c.id for c in removed), *(new.id for _, new in updated)]
        who = {case_id: origins[case_id] for case_id in changed if case_id in origins} if origins else {}
        return BoardDiff(tuple(inserted), tuple(updated), tuple(removed), tuple(pressed), who)
